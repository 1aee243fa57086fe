//! Error summary (tóm tắt chỗ cần sửa): at the top of a form that was checked, each line a link to its field. It takes
//! focus when it appears. Warnings are not in it: they do not stop anybody.

use leptos::prelude::*;

use crate::me::language;
use crate::text;

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it leads: `#` and the id of an input, or the address of a step with it.
    pub href: String,
    /// The question it is about.
    pub label: String,
    /// What to do.
    pub words: String,
}

/// All problems of a form; nothing when there are none.
#[component]
pub fn ErrorSummary(
    /// The problems, in the order of the form.
    mistakes: Vec<Mistake>,
) -> impl IntoView {
    (!mistakes.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{text::filling::problems_title(language())}</h2>
                <ul>
                    {mistakes
                        .into_iter()
                        .map(|mistake| {
                            view! {
                                <li>
                                    <a rel=mistake.href.starts_with('#').then_some("external") href=mistake.href>{mistake.label} ": " {mistake.words}</a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        }
        .into_any()
    })
}
