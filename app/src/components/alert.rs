//! Alert (thông báo): something the person must know before going on. One per page at most; the words carry the meaning,
//! the icon and the colour repeat it. A problem is announced at once (`role=alert`), the others when reached.

use leptos::prelude::*;

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Done,
    /// Look here.
    Notice,
    /// It did not work.
    Problem,
}

/// An alert with a heading and a few words.
#[component]
pub fn Alert(
    /// What it is about.
    tone: Tone,
    /// What happened, in one short line.
    title: String,
    /// What to do next.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, sign, role) = match tone {
        Tone::Done => ("alert alert-done", "✓", "status"),
        Tone::Notice => ("alert alert-notice", "i", "note"),
        Tone::Problem => ("alert alert-problem", "!", "alert"),
    };
    view! {
        <div class=class role=role>
            <span class="alert-sign" aria-hidden="true">{sign}</span>
            <div>
                <p class="alert-title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
