//! Addresses of the writes, for the `action` of a form.

/// Starts a draft.
pub const START: &str = "/api/drafts/start";
/// Keeps a section.
pub const SAVE: &str = "/api/drafts/save";
/// Files a draft.
pub const SUBMIT: &str = "/api/drafts/submit";
/// Deletes a draft.
pub const DISCARD: &str = "/api/drafts/discard";
/// Opens a draft that answers a supplement request.
pub const SUPPLEMENT: &str = "/api/dossiers/supplement";
/// Asks to withdraw.
pub const WITHDRAW: &str = "/api/dossiers/withdraw";
/// Acts on the desk.
pub const ACT: &str = "/api/desk/act";
/// Signs in.
pub const SIGN_IN: &str = "/api/session/sign_in";
/// Signs out.
pub const SIGN_OUT: &str = "/api/session/sign_out";
/// Changes the language.
pub const LANGUAGE: &str = "/api/session/language";
