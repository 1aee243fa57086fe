//! Progress (tiến độ): "Bước 2/5 · Thông tin trẻ" in words, with a bar that only repeats it, and the way to the other
//! steps in a list that opens.

use leptos::prelude::*;

use crate::me::language;
use crate::text;

/// Where the person stands; `steps` are title, address and whether nothing is missing.
#[component]
pub fn ProgressLine(
    /// The step shown, from 0.
    current: u32,
    /// The steps: title, address, complete.
    steps: Vec<(String, String, bool)>,
) -> impl IntoView {
    let language = language();
    let here = usize::try_from(current).unwrap_or_default();
    let title = steps.get(here).map(|step| step.0.clone()).unwrap_or_default();
    let words = text::filling::step_of(language, current, steps.len(), &title);
    let total = steps.len().to_string();
    view! {
        <details class="progress">
            <summary>
                <span>{words}</span>
                <progress max=total value=(here + 1).to_string() aria-hidden="true"></progress>
            </summary>
            <ol aria-label=text::filling::steps_label(language)>
                {steps
                    .into_iter()
                    .enumerate()
                    .map(|(index, (title, href, complete))| {
                        view! {
                            <li>
                                <a href=href aria-current=(index == here).then_some("step")>{title}</a>
                                " "
                                <span class=if complete { "tag tag-done" } else { "tag" }>
                                    {if complete {
                                        text::filling::step_done(language)
                                    } else {
                                        text::filling::step_not_done(language)
                                    }}
                                </span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </details>
    }
    .into_any()
}
