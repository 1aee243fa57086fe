//! Step buttons (nút của bước): on, keep for later, back; each is a submit button of the step's form, so each keeps what
//! was typed. The way on comes first: it is what a person came for.

use leptos::prelude::*;

use super::{Button, Look};
use crate::me::language;
use crate::text;

/// The buttons under a step: on, keep for later, back.
#[component]
pub fn StepButtons(
    /// Whether there is a step before.
    has_before: bool,
    /// The words of the way on.
    next: &'static str,
    /// Whether to keep and stay is offered.
    #[prop(default = true)]
    can_stay: bool,
) -> impl IntoView {
    let language = language();
    view! {
        <div class="step-buttons">
            <Button name="go" value="next".to_owned()>
                {next}
            </Button>
            {can_stay
                .then(|| {
                    view! {
                        <Button look=Look::Secondary name="go" value="stay".to_owned()>
                            {text::filling::keep(language)}
                        </Button>
                    }
                })}
            {has_before
                .then(|| {
                    view! {
                        <Button look=Look::Quiet name="go" value="back".to_owned()>
                            {text::filling::go_back(language)}
                        </Button>
                    }
                })}
        </div>
    }
    .into_any()
}
