//! Button (nút): does something; a link that looks like one goes somewhere. One primary button a page. At least 48 px
//! high; its words start with a verb. `name`/`value` travel with the form, so one form can have several.

use leptos::prelude::*;

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    #[default]
    Primary,
    /// Something else one may do.
    Secondary,
    /// Small, inside a text or a row.
    Quiet,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Secondary => "button button-secondary",
            Self::Quiet => "button button-quiet",
        }
    }
}

/// A submit button.
#[component]
pub fn Button(
    /// How much it weighs.
    #[prop(optional)]
    look: Look,
    /// The field it sends.
    #[prop(optional, into)]
    name: Option<&'static str>,
    /// The value it sends.
    #[prop(optional, into)]
    value: Option<String>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" class=look.class() name=name value=value>
            {children()}
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How much it weighs.
    #[prop(optional)]
    look: Look,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=look.class() href=href>
            {children()}
        </a>
    }
    .into_any()
}
