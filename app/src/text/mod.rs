//! Every word a person reads, in Vietnamese and English, as functions of the language. Plain words a grandmother
//! understands; what to do rather than what is wrong. Data (names of procedures, labels of forms) is not here.
//!
//! `common` frame and buttons · `home` first page, search, life events · `procedure` a procedure's page ·
//! `dossier` statuses, events, due dates · `terms` levels, agencies, channels, periods, money · `problem` what to do about a wrong answer · `filling` the form ·
//! `guide`, `sign_in` those pages · `error` what failed and the next step, `refusal` why the rules said no.

pub mod common;
pub mod desk;
pub mod dossier;
pub mod error;
pub mod filling;
pub mod follow;
pub mod guide;
pub mod home;
pub mod number;
pub mod problem;
pub mod procedure;
pub mod refusal;
pub mod sign_in;
pub mod step;
pub mod terms;

/// Declares functions that return a fixed sentence in the language asked for.
macro_rules! words {
    ($($(#[doc = $doc:literal])* $name:ident: $vi:literal, $en:literal;)*) => {$(
        $(#[doc = $doc])*
        #[doc = concat!("“", $vi, "”")]
        pub const fn $name(language: $crate::views::Language) -> &'static str {
            match language {
                $crate::views::Language::Vi => $vi,
                $crate::views::Language::En => $en,
            }
        }
    )*};
}
pub(crate) use words;
