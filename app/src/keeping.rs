//! Whether what was typed is kept on the portal, in words and as a signal. In the browser it keeps a little after the
//! last key and once more on leaving; on the server nothing of it runs. It never touches an input, so focus stays.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::asking::Asking;

/// Where the keeping stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of it is on the portal, since this time of day when that is known.
    At(Option<String>),
    /// Something was typed since.
    Not,
    /// It is on its way.
    Sending,
    /// It could not be kept; it is still on the page.
    Failed(ApiError),
}

/// The keeping of one section.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// Where it stands.
    pub kept: RwSignal<Kept>,
    #[cfg(not(feature = "ssr"))]
    inside: browser::Inside,
}

impl Keeping {
    /// Starts from what the server last kept.
    pub fn new(draft: String, section: String, saved_at: Option<String>, asking: Asking) -> Self {
        let kept = RwSignal::new(Kept::At(saved_at));
        #[cfg(feature = "ssr")]
        drop((draft, section, asking));
        Self {
            kept,
            #[cfg(not(feature = "ssr"))]
            inside: browser::Inside::start(draft, section, asking, kept),
        }
    }

    /// Something was typed: keeps it soon.
    pub fn touched(self) {
        self.kept.set(Kept::Not);
        #[cfg(not(feature = "ssr"))]
        self.inside.soon(self.kept);
    }

    /// Tries again at once.
    pub fn now(self) {
        #[cfg(not(feature = "ssr"))]
        self.inside.now(self.kept);
    }

    /// The form itself is being sent: nothing more is to be kept apart from it.
    pub fn handed_over(self) {
        #[cfg(not(feature = "ssr"))]
        self.inside.cancel();
    }
}

#[cfg(not(feature = "ssr"))]
mod browser {
    //! The browser's half: one timer, one request at a time.

    use std::time::Duration;

    use leptos::leptos_dom::helpers::TimeoutHandle;
    use leptos::prelude::*;

    use super::{Asking, Kept};
    use crate::api::ApiError;
    use crate::device;

    /// How long after the last key it is kept.
    const PAUSE: Duration = Duration::from_millis(1500);
    /// How long after a failure it is tried again.
    const AGAIN: Duration = Duration::from_secs(15);

    #[derive(Clone, Copy)]
    pub struct Inside {
        draft: StoredValue<String>,
        section: StoredValue<String>,
        asking: Asking,
        timer: StoredValue<Option<TimeoutHandle>>,
    }

    impl Inside {
        pub fn start(draft: String, section: String, asking: Asking, kept: RwSignal<Kept>) -> Self {
            let inside = Self {
                draft: StoredValue::new(draft),
                section: StoredValue::new(section),
                asking,
                timer: StoredValue::new(None),
            };
            let hide = window_event_listener_untyped("pagehide", move |_| inside.leave(kept));
            on_cleanup(move || {
                inside.leave(kept);
                hide.remove();
            });
            inside
        }

        pub fn soon(self, kept: RwSignal<Kept>) {
            self.after(PAUSE, kept);
        }

        fn after(self, pause: Duration, kept: RwSignal<Kept>) {
            self.cancel();
            let timer = set_timeout_with_handle(move || self.now(kept), pause).ok();
            self.timer.try_update_value(|slot| *slot = timer);
        }

        pub fn cancel(self) {
            if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        }

        /// Keeps what is not kept yet, without waiting for the answer: the page is going.
        fn leave(self, kept: RwSignal<Kept>) {
            let pending = self.timer.try_update_value(Option::take).flatten();
            if let Some(timer) = pending {
                timer.clear();
                if kept.try_get_untracked() != Some(Kept::Sending) {
                    self.send(kept, true);
                }
            }
        }

        pub fn now(self, kept: RwSignal<Kept>) {
            self.cancel();
            kept.try_set(Kept::Sending);
            self.send(kept, false);
        }

        fn send(self, kept: RwSignal<Kept>, leaving: bool) {
            let (Some(draft), Some(section)) = (self.draft.try_get_value(), self.section.try_get_value()) else {
                return;
            };
            let typed = self.asking.typed_here();
            leptos::task::spawn_local(async move {
                let outcome = device::keep_section(&draft, &section, &typed, leaving).await;
                if kept.try_get_untracked() != Some(Kept::Sending) {
                    return;
                }
                match outcome {
                    Ok(at) => {
                        kept.try_set(Kept::At(at));
                    }
                    Err(error) => {
                        if error == ApiError::Unavailable {
                            self.after(AGAIN, kept);
                        }
                        kept.try_set(Kept::Failed(error));
                    }
                }
            });
        }
    }
}
