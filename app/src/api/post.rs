//! Addresses of the writes, for the `action` of a form.

/// Starts a draft.
pub const START: &str = "/api/drafts/start";
/// Keeps a section.
pub const SAVE: &str = "/api/drafts/save";
/// Chooses between two answers.
pub const CHOOSE: &str = "/api/drafts/choose";
/// Names a draft.
pub const RENAME: &str = "/api/drafts/rename";
/// Notes that what a newer revision changed was seen.
pub const SEEN: &str = "/api/drafts/seen";
/// Files a draft.
pub const SUBMIT: &str = "/api/drafts/submit";
/// Deletes a draft.
pub const DISCARD: &str = "/api/drafts/discard";
/// Lends a paper by a link.
pub const SHARE: &str = "/api/documents/share";
/// Takes a link back.
pub const UNSHARE: &str = "/api/documents/revoke";
/// Opens a draft that answers a supplement request.
pub const SUPPLEMENT: &str = "/api/dossiers/supplement";
/// Asks to withdraw.
pub const WITHDRAW: &str = "/api/dossiers/withdraw";
/// Writes a message to the agency.
pub const WRITE: &str = "/api/dossiers/write";
/// Writes a message to the applicant.
pub const DESK_WRITE: &str = "/api/desk/write";
/// Keeps a note of the desk's own.
pub const NOTE: &str = "/api/desk/note";
/// Acts on the desk.
pub const ACT: &str = "/api/desk/act";
/// Does one thing to many dossiers.
pub const BULK: &str = "/api/desk/bulk";
/// Takes the next dossier of nobody.
pub const TAKE_NEXT: &str = "/api/desk/take_next";
/// Keeps a filter of the queue.
pub const KEEP_FILTER: &str = "/api/desk/keep_filter";
/// Forgets a filter of the queue.
pub const FORGET_FILTER: &str = "/api/desk/forget_filter";
/// Keeps days away.
pub const ABSENT: &str = "/api/desk/absent";
/// Asks other bodies about a dossier, or one no longer.
pub const CONSULT: &str = "/api/desk/consult";
/// Answers as the body that is asked.
pub const ANSWER: &str = "/api/desk/answer";
/// Chooses how a result is received.
pub const RETURN_WAY: &str = "/api/dossiers/return_way";
/// Makes an order sheet.
pub const POST_ORDER: &str = "/api/desk/post_order";
/// Hands parcels to the carrier.
pub const POST_SEND: &str = "/api/desk/post_send";
/// Records what became of a parcel.
pub const POST_SETTLE: &str = "/api/desk/post_settle";
/// Begins to pay.
pub const PAY: &str = "/api/payments/begin";
/// Asks the gateway once more.
pub const CHECK_PAYMENT: &str = "/api/payments/check";
/// Leaves a transfer that was not made.
pub const LEAVE_PAYMENT: &str = "/api/payments/leave";
/// Asks for a further sum.
pub const ASK_PAYMENT: &str = "/api/desk/ask_payment";
/// Takes cash.
pub const CASH: &str = "/api/desk/cash";
/// Asks that a payment be given back.
pub const ASK_REFUND: &str = "/api/desk/ask_refund";
/// Closes the till.
pub const CLOSE_TILL: &str = "/api/desk/close_till";
/// Resolves a line of a statement.
pub const RESOLVE_LINE: &str = "/api/desk/resolve_line";
/// Decides a refund, or records that it was given back.
pub const REFUND: &str = "/api/desk/refund";
/// Takes days away back.
pub const PRESENT: &str = "/api/desk/present";
/// Begins a dossier from paper for somebody.
pub const TAKE_IN: &str = "/api/desk/take_in";
/// Hands an incomplete dossier back to whoever brought it.
pub const HAND_BACK: &str = "/api/desk/hand_back";
/// Opens a draft in which a supplement brought on paper is entered.
pub const DESK_SUPPLEMENT: &str = "/api/desk/supplement";
/// Notes which papers are only on paper.
pub const PAPERS_SEEN: &str = "/api/desk/paper_seen";
/// Writes another value in the place of a fact.
pub const CORRECT: &str = "/api/profile/correct";
/// Forgets facts.
pub const FORGET: &str = "/api/profile/forget";
/// Marks messages as read.
pub const READ: &str = "/api/notifications/read";
/// Keeps an address to be told at.
pub const CHANNEL: &str = "/api/notifications/channel";
/// Confirms such an address.
pub const CONFIRM_CHANNEL: &str = "/api/notifications/confirm";
/// Tries a message again, or drops it.
pub const SETTLE: &str = "/api/notifications/settle";
/// Signs in.
pub const SIGN_IN: &str = "/api/session/sign_in";
/// Takes the older account that is offered.
pub const TAKE_LINK: &str = "/api/session/link";
/// Signs one device out.
pub const END_SESSION: &str = "/api/session/end";
/// Signs every device out.
pub const END_ALL_SESSIONS: &str = "/api/session/end_all";
/// Signs in somebody who works here.
pub const SIGN_IN_STAFF: &str = "/api/session/sign_in_staff";
/// Acts for an organisation, or for oneself again.
pub const ACT_FOR: &str = "/api/session/act_for";
/// Entrusts somebody with acting for an organisation.
pub const DELEGATE: &str = "/api/session/delegate";
/// Takes a mandate back.
pub const REVOKE: &str = "/api/session/revoke";
/// Adds a branch of an organisation.
pub const ADD_BRANCH: &str = "/api/session/branch";
/// Signs out.
pub const SIGN_OUT: &str = "/api/session/sign_out";
/// Changes the language.
pub const LANGUAGE: &str = "/api/session/language";

/// The header in which a save answers with the draft's version.
pub const VERSION: &str = "x-draft-version";
/// The header that says that a section holds more than was sent.
pub const MERGED: &str = "x-draft-merged";
