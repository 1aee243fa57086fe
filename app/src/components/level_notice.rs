//! Level notice (thông báo mức độ định danh): says to somebody whose identity was proved at level 01 only that nothing is
//! filled in from the population database, and how to come to level 02.

use leptos::prelude::*;
use motcua_core::account::Assurance;

use super::{Alert, Tone};
use crate::me::{language, use_me};
use crate::text;

/// The notice; nothing for everybody else.
#[component]
pub fn LevelNotice() -> impl IntoView {
    let language = language();
    use_me()
        .with_untracked(|me| me.assurance == Some(Assurance::Limited))
        .then(|| {
            view! {
                <Alert tone=Tone::Notice title=text::account::level_one(language).to_owned()>
                    <p>{text::account::level_one_text(language)}</p>
                    <p>{text::account::level_two_how(language)}</p>
                </Alert>
            }
        })
        .into_any()
}
