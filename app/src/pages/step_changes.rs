//! What a newer revision of the procedure changed in a draft (thủ tục đã sửa đổi): said on every step until the person
//! has seen it. Answers to questions that are not asked any more are shown once more, not thrown away unseen.

use leptos::prelude::*;
use motcua_core::draft::Changes;
use motcua_core::id::DraftId;

use crate::api::post;
use crate::components::{Button, Look};
use crate::text;
use crate::views::Language;

/// Draws what changed.
pub(super) fn shown(language: Language, draft: DraftId, step: &str, changes: Changes) -> AnyView {
    let left = changes
        .left
        .into_iter()
        .map(|(question, answer)| [&question, ": ", &answer].concat())
        .collect();
    let lists = [
        (text::draft::moved_added(language), changes.added),
        (text::draft::moved_changed(language), changes.changed),
        (text::draft::moved_removed(language), changes.removed),
        (text::draft::moved_left(language), left),
        (text::draft::moved_papers_added(language), changes.papers_added),
        (text::draft::moved_papers_removed(language), changes.papers_removed),
    ];
    view! {
        <section class="alert alert-notice two-answers" aria-labelledby="thu-tuc-sua-doi">
            <span class="alert-sign" aria-hidden="true">
                "i"
            </span>
            <form method="post" action=post::SEEN>
                <h2 class="alert-title" id="thu-tuc-sua-doi">
                    {text::draft::moved_title(language)}
                </h2>
                <p>
                    {text::draft::moved_text(language)} " " {changes.since} ". " {text::draft::moved_kept(language)}
                </p>
                {lists
                    .into_iter()
                    .filter(|(_, names)| !names.is_empty())
                    .map(|(title, names): (_, Vec<String>)| {
                        view! {
                            <p>{title} ":"</p>
                            <ul>{names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
                        }
                    })
                    .collect_view()}
                <input type="hidden" name="draft" value=draft.to_string()/>
                <input type="hidden" name="section" value=step.to_owned()/>
                <Button look=Look::Secondary>{text::draft::moved_seen(language)}</Button>
            </form>
        </section>
    }
    .into_any()
}
