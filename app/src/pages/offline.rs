//! Forms on this device (hồ sơ trên máy này): the page for when there is no line, and the queue of what is to be filed. The
//! server knows nothing of either: the device's own script fills the lists in, from what it alone can read.

use leptos::prelude::*;

use crate::api::post;
use crate::components::{Button, Look};
use crate::load::Page;
use crate::me::language;
use crate::text::device as words;
use crate::views::Language;

/// The page for when there is no line.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let language = language();
    view! {
        <Page title=words::title(language) class="page page-narrow">
            <h1>{words::title(language)}</h1>
            <p class="lead">{words::lead(language)}</p>
            <noscript>
                <p>{words::no_script(language)}</p>
            </noscript>
            <p class="quiet" data-not-opened hidden>
                {words::not_opened(language)}
            </p>
            <section data-leave hidden>
                <h2>{words::leave_title(language)}</h2>
                <p>{words::leave_text(language)}</p>
                <form method="post" action=post::SIGN_OUT data-sure="">
                    <Button look=Look::Secondary>{words::leave_yes(language)}</Button>
                </form>
            </section>
            {queue(language)}
            <p class="quiet" data-queue-empty hidden>
                {words::queue_empty(language)}
            </p>
            <section data-drafts hidden>
                <h2>{words::opened(language)}</h2>
                <ul class="lines"></ul>
            </section>
            <template id="offline-notice">
                <div class="alert alert-notice" role="note">
                    <span class="alert-sign" aria-hidden="true">
                        "i"
                    </span>
                    <div>
                        <p class="alert-title">{words::notice_title(language)}</p>
                        <p>{words::notice_text(language)}</p>
                    </div>
                </div>
            </template>
        </Page>
    }
    .into_any()
}

/// The place where the device's script lists what waits to be filed, with the words it needs.
pub(super) fn queue(language: Language) -> AnyView {
    let said = words::for_script(language)
        .iter()
        .map(|(name, words)| (*name, *words))
        .collect::<std::collections::BTreeMap<_, _>>();
    let said = serde_json::to_string(&said).unwrap_or_default().replace('<', "\\u003c");
    view! {
        <script type="application/json" id="device-words" inner_html=said></script>
        <section data-queue id="cho-gui" hidden>
            <h2>{words::queue(language)}</h2>
            <ul class="lines"></ul>
        </section>
    }
    .into_any()
}
