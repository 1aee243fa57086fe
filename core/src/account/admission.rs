//! Whose account an identity is: one identity, one account, keyed by personal id or tax code. It refuses to know how an
//! identity was proved, or by whom.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    id::AccountId,
    identity::{PersonalId, TaxCode, TaxCodeKind},
    text::same_name,
};

/// How well an identity was proved (mức độ định danh; NĐ 69/2024/NĐ-CP art. 6): 01 for limited use, 02 for everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Assurance {
    /// Mức độ 01.
    #[serde(rename = "01")]
    Limited,
    /// Mức độ 02.
    #[serde(rename = "02")]
    Full,
}

impl Assurance {
    /// Tells whether what the state's population database knows of a person may be filled in for them: level 01 is for
    /// limited use, and none of it.
    pub const fn opens_population(self) -> bool {
        match self {
            Self::Limited => false,
            Self::Full => true,
        }
    }

    /// Returns the level as the decree writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Limited => "01",
            Self::Full => "02",
        }
    }
}

/// The text is not a level of identification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a level of identification: 01 or 02")]
pub struct BadAssurance;

impl FromStr for Assurance {
    type Err = BadAssurance;

    fn from_str(text: &str) -> Result<Self, BadAssurance> {
        match text {
            "01" => Ok(Self::Limited),
            "02" => Ok(Self::Full),
            _ => Err(BadAssurance),
        }
    }
}

/// Who holds an account (chủ tài khoản): the number that no two have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A person, by personal id (số định danh cá nhân).
    Person(PersonalId),
    /// An organisation or a branch of one, by tax code (mã số thuế).
    Organisation(TaxCode),
}

impl Holder {
    /// Reads a holder from what an identity provider says; an organisation's tax code comes first when both are told.
    ///
    /// # Errors
    /// [`NoHolder`] when neither number is there and right.
    pub fn of_claims(
        personal_id: Option<&str>,
        tax_code: Option<&str>,
        is_organisation: bool,
    ) -> Result<Self, NoHolder> {
        if is_organisation {
            let code: TaxCode = tax_code.and_then(|text| text.parse().ok()).ok_or(NoHolder)?;
            return match code.kind() {
                TaxCodeKind::Organisation | TaxCodeKind::Branch => Ok(Self::Organisation(code)),
                TaxCodeKind::Personal => Err(NoHolder),
            };
        }
        let id = personal_id.and_then(|text| text.parse().ok()).ok_or(NoHolder)?;
        Ok(Self::Person(id))
    }

    /// Returns the number.
    pub fn number(&self) -> &str {
        match self {
            Self::Person(id) => id.as_str(),
            Self::Organisation(code) => code.as_str(),
        }
    }
}

/// An identity provider told no number that says whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither a personal id nor an organisation's tax code")]
pub struct NoHolder;

/// What is known of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The account.
    pub account: AccountId,
    /// Whose it is, as far as it has been told.
    pub holder: Option<Holder>,
    /// The best proof it was ever signed in to with.
    pub assurance: Option<Assurance>,
    /// The name under which a desk opened it for somebody who has not signed in to it yet.
    pub opened_for: Option<String>,
}

/// What becomes of an identity that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It is known: in.
    In(AccountId),
    /// Nobody has this number yet: a new account.
    New,
    /// An account with this number was made in another way: in once the person has said that it is theirs.
    Confirm(AccountId),
    /// The identity was another person's before.
    Changed,
    /// An account proved better cannot be opened with less.
    TooWeak,
}

/// Decides what becomes of an identity: `linked` is the account it has been signed in to before, `same` the account of the
/// same number. An account that a desk opened is taken over by the first who comes with its number under its name; under
/// another name its person is asked, for the desk may have read the number wrongly.
pub fn admit(
    linked: Option<&Known>,
    same: Option<&Known>,
    holder: &Holder,
    name: &str,
    assurance: Assurance,
) -> Admission {
    match (linked, same) {
        (Some(linked), _) if linked.holder.as_ref() == Some(holder) => Admission::In(linked.account),
        (Some(_), _) => Admission::Changed,
        (None, None) => Admission::New,
        (None, Some(known))
            if known
                .opened_for
                .as_deref()
                .is_some_and(|opened| same_name(opened, name)) =>
        {
            Admission::In(known.account)
        }
        (None, Some(known)) if known.assurance.is_some_and(|best| best > assurance) => Admission::TooWeak,
        (None, Some(known)) => Admission::Confirm(known.account),
    }
}
