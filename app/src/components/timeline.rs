//! Timeline (tiến trình): what happened to a dossier, downwards, the present step filled and named as such for those who
//! listen.

use leptos::prelude::*;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineStep {
    /// When.
    pub at: String,
    /// What, in words.
    pub title: String,
    /// Who did it.
    pub who: String,
    /// What was said with it.
    pub said: Option<String>,
    /// Whether this is where it stands now.
    pub present: bool,
}

/// What happened, in order.
#[component]
pub fn Timeline(
    /// The steps.
    steps: Vec<TimelineStep>,
) -> impl IntoView {
    view! {
        <ol class="timeline">
            {steps
                .into_iter()
                .map(|step| {
                    view! {
                        <li class:present=step.present aria-current=step.present.then_some("step")>
                            <p class="timeline-title">{step.title}</p>
                            <p class="quiet">{step.at} " · " {step.who}</p>
                            {step.said.map(|said| view! { <p>{said}</p> })}
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
    .into_any()
}
