//! Field (trường): label, then hint, then the error between hint and input, then the input. The error is tied to the
//! input by `aria-describedby` and carries the word, a sign and a red bar. A prefilled answer says where it comes from, a
//! supplement request what the officer asked for.

use leptos::prelude::*;
use motcua_core::form::Level;

use crate::filling::Filling;
use crate::me::language;
use crate::text;

/// Returns what `aria-describedby` of the input at a path refers to: hint and problem, whether or not they are there.
pub fn described_by(path: &str) -> String {
    [path, "-hint ", path, "-problem"].concat()
}

/// The problem at one path, drawn again whenever it changes.
#[component]
pub fn FieldProblem(
    /// The path of the input.
    path: String,
) -> impl IntoView {
    let filling = Filling::current();
    let language = language();
    let id = path.clone() + "-problem";
    view! {
        <p
            id=id
            class="field-problem"
            class:warning=move || filling.problem(&path).is_some_and(|problem| problem.level == Level::Warning)
        >
            {
                let path = path.clone();
                move || {
                    filling.problem(&path).map(|problem| {
                        let sign = match problem.level {
                            Level::Error => "! ",
                            Level::Warning => "i ",
                        };
                        let words = text::problem::said(language, &problem.code);
                        view! { <span aria-hidden="true">{sign}</span> {words} }.into_any()
                    })
                }
            }
        </p>
    }
    .into_any()
}

/// The wrapper of one input: everything around it.
#[component]
pub fn FieldFrame(
    /// The path of the input, which is also its id.
    path: String,
    /// The question.
    label: String,
    /// What to type and where to find it.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// Whether it must be answered; said only when it need not be.
    #[prop(default = true)]
    required: bool,
    /// Where the prefilled answer comes from.
    #[prop(optional_no_strip)]
    origin: Option<String>,
    /// What the officer asked to mend.
    #[prop(optional_no_strip)]
    asked: Option<String>,
    /// Several inputs together: a fieldset with a legend.
    #[prop(optional)]
    group: bool,
    /// The input.
    children: Children,
) -> impl IntoView {
    let language = language();
    let filling = Filling::current();
    let words = view! {
        {label}
        {(!required).then(|| view! { <span class="quiet">" (" {text::common::optional(language)} ")"</span> })}
    };
    let around = view! {
        {asked.map(|asked| view! { <p class="field-asked">{text::filling::asked_prefix(language)} {asked}</p> })}
        {hint.map(|hint| view! { <p class="hint" id=path.clone() + "-hint">{hint}</p> })}
        <FieldProblem path=path.clone()/>
    };
    let below = origin.map(|origin| {
        view! { <p class="field-origin">{origin}</p> }
    });
    let bad = {
        let path = path.clone();
        move || {
            filling
                .problem(&path)
                .is_some_and(|problem| problem.level == Level::Error)
        }
    };
    if group {
        view! {
            <fieldset class="field" class:field-bad=bad id=path.clone() tabindex="-1" aria-describedby=described_by(&path)>
                <legend>{words}</legend>
                {around}
                {children()}
                {below}
            </fieldset>
        }
        .into_any()
    } else {
        view! {
            <div class="field" class:field-bad=bad>
                <label for=path.clone()>{words}</label>
                {around}
                {children()}
                {below}
            </div>
        }
        .into_any()
    }
}
