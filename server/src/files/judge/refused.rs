//! Why a file was not taken: each reason a code of its own.

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum Refused {
    /// Nothing was chosen.
    NothingChosen,
    /// It holds nothing: no bytes, or a PDF without a page.
    Empty,
    /// It is larger than a file may be.
    TooLarge,
    /// The files of the dossier together are larger than they may be.
    DossierFull,
    /// Browsers that nobody is signed in on have sent as much as they may.
    GuestFull,
    /// It is none of the kinds its slot takes.
    WrongType,
    /// It begins as what it says and is not whole.
    Truncated,
    /// It opens with a password only.
    Encrypted,
    /// It is an archive of other files.
    Archive,
    /// It is an office document with macros.
    Macros,
    /// The slot or the draft holds as many files as it may.
    TooMany,
    /// The virus scanner found something in it.
    Infected,
}

impl Refused {
    /// Returns the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NothingChosen => "nothing_chosen",
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::DossierFull => "dossier_full",
            Self::GuestFull => "guest_full",
            Self::WrongType => "wrong_type",
            Self::Truncated => "truncated",
            Self::Encrypted => "encrypted",
            Self::Archive => "archive",
            Self::Macros => "macros",
            Self::TooMany => "too_many",
            Self::Infected => "infected",
        }
    }
}
