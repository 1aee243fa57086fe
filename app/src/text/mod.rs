//! Every word a person reads, in Vietnamese and English, as functions of the language. Plain words a grandmother
//! understands; what to do rather than what is wrong. Data (names of procedures, labels of forms) is not here.
//!
//! `common` frame and buttons · `home` first page, search, life events · `procedure` a procedure's page ·
//! `dossier` statuses, events, due dates · `terms` levels, agencies, channels, periods, money · `fees` what a filing costs · `problem` what to do about a wrong answer · `filling` the form · `draft` drafts in several places, `device` on one
//! without a line · `documents` one's papers · `talk` what is written beside a dossier · `notification` what people are told · `payment` paying, tills and refunds ·
//! `profile` what is known and where from · `intake` dossiers from paper · `guide`, `sign_in`, `queue` those pages · `uploads` what
//! the script of the papers step says · `repository` what was digitised, `results` papers issued · `error` what failed and the
//! next step, `refusal` why the rules said no.

pub mod account;
pub mod card;
pub mod check_paper;
pub mod common;
pub mod consultation;
pub mod desk;
pub mod device;
#[cfg(feature = "ssr")]
pub mod documents;
pub mod dossier;
pub mod draft;
pub mod error;
pub mod fees;
pub mod filling;
pub mod follow;
pub mod guide;
pub mod home;
#[cfg(feature = "ssr")]
pub mod intake;
#[cfg(feature = "ssr")]
pub mod notification;
pub mod number;
pub mod organisation;
#[cfg(feature = "ssr")]
pub mod payment;
pub mod posting;
pub mod problem;
pub mod procedure;
pub mod process;
pub mod profile;
#[cfg(feature = "ssr")]
pub mod queue;
#[cfg(feature = "ssr")]
pub mod reconciliation;
pub mod refusal;
#[cfg(feature = "ssr")]
pub mod repository;
#[cfg(feature = "ssr")]
pub mod results;
pub mod sign_in;
pub mod step;
#[cfg(feature = "ssr")]
pub mod talk;
pub mod terms;
#[cfg(feature = "ssr")]
pub mod uploads;

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
