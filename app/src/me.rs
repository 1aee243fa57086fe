//! Who is asking and in which language, for every view below [`provide`]. It refuses to decide what a person may do.

use leptos::prelude::{RwSignal, WithUntracked, provide_context, use_context};

use crate::views::{Language, Me, Role};

/// Makes the person known to every view below, and returns the signal that holds them.
pub fn provide(me: Me) -> RwSignal<Me> {
    let me = RwSignal::new(me);
    provide_context(me);
    me
}

/// Returns the person behind the request; a visitor where nobody was provided.
pub fn use_me() -> RwSignal<Me> {
    use_context::<RwSignal<Me>>().unwrap_or_else(|| RwSignal::new(Me::default()))
}

/// Returns the language of the interface. A change of language loads the document anew, so it never changes under a view.
pub fn language() -> Language {
    use_me().with_untracked(|me| me.language)
}

/// Says whether somebody is signed in.
pub fn signed_in() -> bool {
    use_me().with_untracked(|me| me.role != Role::Visitor)
}
