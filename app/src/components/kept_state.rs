//! Kept state (trạng thái lưu): says in words whether what was typed is on the portal, and when it could not be kept, that
//! it is still on the page, with a way to try again. A live region, polite: it never interrupts.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::keeping::{Keeping, Kept};
use crate::me::language;
use crate::{paths, text};

/// Says where the keeping stands, aloud when it changes; a failure says so with a way to try again.
#[component]
pub fn KeptState(
    /// The keeping.
    keeping: Keeping,
) -> impl IntoView {
    let language = language();
    let words = move || match keeping.kept.get() {
        Kept::At(Some(time)) => [
            text::filling::saved_prefix(language),
            &time,
            text::filling::saved_suffix(language),
        ]
        .concat(),
        Kept::At(None) => text::filling::not_saved_yet(language).to_owned(),
        Kept::Not => text::step::not_kept(language).to_owned(),
        Kept::Sending => text::step::keeping(language).to_owned(),
        Kept::Failed(ApiError::NotSignedIn) => text::step::kept_signed_out(language).to_owned(),
        Kept::Failed(ApiError::Unavailable) if is_on_device() => text::step::kept_on_device(language).to_owned(),
        Kept::Failed(ApiError::Unavailable) => text::step::kept_offline(language).to_owned(),
        Kept::Failed(_) => text::step::kept_failed(language).to_owned(),
    };
    let failed = move || match keeping.kept.get() {
        Kept::Failed(error) => Some(error),
        Kept::At(_) | Kept::Not | Kept::Sending => None,
    };
    view! {
        <div class="kept-state" class:kept-failed=move || failed().is_some()>
            <p role="status" class="kept-words">{words}</p>
            {move || {
                failed()
                    .map(|error| {
                        view! {
                            {(error == ApiError::NotSignedIn)
                                .then(|| {
                                    view! {
                                        <a href=paths::SIGN_IN target="_blank" rel="external noopener">
                                            {text::step::sign_in_new_tab(language)}
                                        </a>
                                    }
                                })}
                            <button type="button" class="button button-quiet" on:click=move |_| keeping.now()>
                                {text::error::try_again(language)}
                            </button>
                        }
                            .into_any()
                    })
            }}
        </div>
    }
    .into_any()
}

/// Says whether what is typed is also kept on the device.
fn is_on_device() -> bool {
    #[cfg(not(feature = "ssr"))]
    let keeps = crate::device::keeps();
    #[cfg(feature = "ssr")]
    let keeps = false;
    keeps
}
