//! What is wrong with an answer, as a code with its figures; the words are in `app::text`, or in the procedure's file.

use serde::{Deserialize, Serialize};

/// One thing wrong, pinned to the input it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The path of the input, part included: the summary links to it.
    pub at: String,
    /// Whether it stops the submission.
    pub level: Level,
    /// What is wrong.
    pub code: ProblemCode,
}

/// Whether a problem stops the submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The dossier cannot be sent like this.
    Error,
    /// The person should look again; the dossier can be sent.
    Warning,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// Nothing was given where something must be.
    Missing,
    /// More characters than fit.
    TooLong {
        /// The most that fit.
        max: u32,
    },
    /// Invisible, control or direction-changing characters.
    HostileText,
    /// Not a number, or with more decimals than taken.
    NotANumber {
        /// Digits after the comma that are taken.
        decimals: u8,
    },
    /// Not an amount of whole đồng.
    NotMoney,
    /// Not a date that exists.
    NotADate,
    /// The day is needed, or the month.
    DateNotExact,
    /// Not a time of day.
    NotATime,
    /// Not one of the options.
    NotAChoice,
    /// A malformed identity value; the text is the code of the identity type's own error.
    Malformed {
        /// `personal_id`, `tax_code`, `phone`, `email`, `name`, `passport`, `old_identity_card`, `web_address`.
        what: String,
        /// The identity type's own error code.
        why: String,
    },
    /// A personal id whose place of birth is in no list.
    UnknownBirthPlace,
    /// A personal id that contradicts the birth date given.
    BirthDateDisagrees,
    /// A personal id that contradicts the sex given.
    SexDisagrees,
    /// Later than allowed; the date allowed, `dd/mm/yyyy`.
    TooLate {
        /// The last day allowed.
        last: String,
    },
    /// Earlier than allowed; the date allowed, `dd/mm/yyyy`.
    TooEarly {
        /// The first day allowed.
        first: String,
    },
    /// Less than allowed.
    TooSmall {
        /// The least allowed, as written.
        least: String,
    },
    /// More than allowed.
    TooLarge {
        /// The most allowed, as written.
        most: String,
    },
    /// Younger than allowed, in years.
    TooYoung {
        /// The least age.
        years: u16,
    },
    /// Older than allowed, in years.
    TooOld {
        /// The greatest age.
        years: u16,
    },
    /// More days have passed than allowed.
    TooLongAgo {
        /// The most days.
        days: u32,
    },
    /// The same answer as in another field where it must differ.
    SameAsOther,
    /// A rule of the procedure does not hold.
    RuleBroken,
    /// A rule of the procedure does not hold; its own words.
    Say(String),
    /// Fewer rows than needed.
    TooFewRows {
        /// The least number.
        min: u16,
    },
    /// More rows than allowed.
    TooManyRows {
        /// The greatest number.
        max: u16,
    },
    /// A commune that is not one of the chosen province.
    CommuneElsewhere,
    /// An agency that does not take this procedure.
    AgencyElsewhere,
    /// A required paper that has not been attached.
    PaperMissing,
    /// Two different answers were typed in two places; one has to be chosen.
    TwoAnswers,
    /// An attached paper that the virus scanner has not looked at yet.
    PaperUnchecked,
}
