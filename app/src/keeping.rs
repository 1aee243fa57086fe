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
    /// The version of the draft that the page shows, with the name of the page and the number of its save.
    pub base: RwSignal<String>,
    #[cfg(not(feature = "ssr"))]
    inside: browser::Inside,
}

impl Keeping {
    /// Starts from what the server last kept.
    pub fn new(draft: String, section: String, saved_at: Option<String>, base: String, asking: Asking) -> Self {
        let kept = RwSignal::new(Kept::At(saved_at));
        #[cfg(not(feature = "ssr"))]
        let base = crate::device::by_this_page(&base);
        let base = RwSignal::new(base);
        #[cfg(feature = "ssr")]
        drop((draft, section, asking));
        Self {
            kept,
            base,
            #[cfg(not(feature = "ssr"))]
            inside: browser::Inside::start(draft, section, base, asking, kept),
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

    /// The form could not be sent: what is in it is kept apart from it after all.
    pub fn unsent(self) {
        self.touched();
    }

    /// The form itself is being sent: nothing more is to be kept apart from it.
    pub fn handed_over(self) {
        #[cfg(not(feature = "ssr"))]
        self.inside.cancel();
        self.kept.set(Kept::Sending);
    }
}

#[cfg(not(feature = "ssr"))]
mod browser {
    //! The browser's half: one timer, one request at a time.

    use gloo::events::EventListener;
    use gloo::timers::callback::Timeout;
    use leptos::prelude::*;

    use super::{Asking, Kept};
    use crate::api::ApiError;
    use crate::device;

    /// How long after the last key it is kept, in milliseconds.
    const PAUSE: u32 = 1_500;
    /// How long after a failure it is tried again, in milliseconds.
    const AGAIN: u32 = 15_000;

    #[derive(Clone, Copy)]
    pub struct Inside {
        draft: StoredValue<String>,
        section: StoredValue<String>,
        base: RwSignal<String>,
        asking: Asking,
        timer: StoredValue<Option<Timeout>, LocalStorage>,
    }

    impl Inside {
        pub fn start(
            draft: String,
            section: String,
            base: RwSignal<String>,
            asking: Asking,
            kept: RwSignal<Kept>,
        ) -> Self {
            let inside = Self {
                draft: StoredValue::new(draft),
                section: StoredValue::new(section),
                base,
                asking,
                timer: StoredValue::new_local(None),
            };
            let hide = EventListener::new(&gloo::utils::window(), "pagehide", move |_| inside.leave(kept));
            let hide = StoredValue::new_local(Some(hide));
            on_cleanup(move || {
                inside.leave(kept);
                hide.try_update_value(Option::take);
            });
            inside
        }

        pub fn soon(self, kept: RwSignal<Kept>) {
            self.after(PAUSE, kept);
        }

        fn after(self, pause: u32, kept: RwSignal<Kept>) {
            self.timer
                .try_update_value(|slot| *slot = Some(Timeout::new(pause, move || self.now(kept))));
        }

        pub fn cancel(self) {
            self.timer.try_update_value(Option::take);
        }

        /// Keeps what is not kept yet, without waiting for the answer: the page is going.
        fn leave(self, kept: RwSignal<Kept>) {
            let waiting = self.timer.try_update_value(Option::take).flatten();
            let failed = matches!(kept.try_get_untracked(), Some(Kept::Failed(_)));
            if waiting.is_some() || failed {
                self.send(kept, true);
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
            let base = device::by_this_page(&self.base.try_get_untracked().unwrap_or_default());
            self.base.try_set(base.clone());
            leptos::task::spawn_local(async move {
                let outcome = device::keep_section(&draft, &section, &base, &typed, leaving).await;
                if let Ok(done) = &outcome
                    && let (Some(version), false) = (&done.version, done.merged)
                {
                    self.base.try_set(device::by_this_page(version));
                }
                if kept.try_get_untracked() != Some(Kept::Sending) {
                    return;
                }
                match outcome {
                    Ok(done) => {
                        kept.try_set(Kept::At(done.at));
                        device::tell_kept();
                        if done.merged {
                            // Somebody typed here elsewhere: the page shows it, unless typing goes on.
                            let idle = move || matches!(kept.try_get_untracked(), Some(Kept::At(_)));
                            device::draw_again(idle).await;
                        }
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
