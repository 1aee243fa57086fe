//! Summary band (dải tóm tắt): the three facts a person came for, above the fold: how long, how much, who decides. A
//! description list, so that a screen reader reads question and answer together.

use leptos::prelude::*;

/// One fact: the question, the answer, and perhaps one line more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryFact {
    /// The question.
    pub asked: &'static str,
    /// The answer, large.
    pub answer: String,
    /// One line more, quiet.
    pub more: Option<String>,
}

/// Three facts in a band.
#[component]
pub fn SummaryBand(
    /// The facts, in order.
    facts: Vec<SummaryFact>,
) -> impl IntoView {
    view! {
        <dl class="summary-band">
            {facts
                .into_iter()
                .map(|fact| {
                    view! {
                        <div>
                            <dt>{fact.asked}</dt>
                            <dd>
                                <strong>{fact.answer}</strong>
                                {fact.more.map(|more| view! { <span class="quiet">{more}</span> })}
                            </dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
    .into_any()
}
