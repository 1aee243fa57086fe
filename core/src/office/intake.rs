//! Taking a dossier in from paper (tiếp nhận hồ sơ giấy): for whom, which way it came, and which papers were only seen. What the
//! officer may be told of an account that exists already is one word: whether it is the same person's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::{
    account::{Holder, NoHolder},
    agency::AgencyCode,
    calendar::{Moment, iso_date},
    dossier::{Entry, PaperSeen, Seen, TakenIn},
    id::AccountId,
    identity::{PersonalId, TaxCode, TaxCodeKind},
    text::same_name,
};

/// A dossier that an officer is entering from paper; kept beside its draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// The officer.
    pub officer: AccountId,
    /// At whose desk.
    pub at: AgencyCode,
    /// When the record of the hand-over from the post was signed; none at the counter.
    pub signed_at: Option<Moment>,
    /// For whom.
    pub whose: Whose,
    /// The papers that are not scanned, by the key of their slot.
    pub papers: BTreeMap<String, Seen>,
}

/// For whom a dossier is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Whose {
    /// A person.
    Person {
        /// The personal id, as the card says it.
        personal_id: String,
        /// The full name.
        name: String,
        /// The date of birth.
        #[serde(with = "iso_date")]
        born_on: Date,
        /// The telephone number; empty where there is none.
        phone: String,
    },
    /// An organisation.
    Organisation {
        /// The tax code.
        tax_code: String,
        /// The name.
        name: String,
        /// The telephone number; empty where there is none.
        phone: String,
    },
    /// The applicant of a dossier that is filed already, whose supplement is brought to the desk.
    Filed {
        /// The name they filed under.
        name: String,
    },
}

impl Whose {
    /// Returns the name.
    pub fn name(&self) -> &str {
        match self {
            Self::Person { name, .. } | Self::Organisation { name, .. } | Self::Filed { name } => name,
        }
    }

    /// Returns who the account is held by.
    ///
    /// # Errors
    /// [`NoHolder`] when the number is none, or not asked.
    pub fn holder(&self) -> Result<Holder, NoHolder> {
        match self {
            Self::Person { personal_id, .. } => {
                let id: PersonalId = personal_id.parse().map_err(|_| NoHolder)?;
                Ok(Holder::Person(id))
            }
            Self::Organisation { tax_code, .. } => {
                let code: TaxCode = tax_code.parse().map_err(|_| NoHolder)?;
                match code.kind() {
                    TaxCodeKind::Organisation | TaxCodeKind::Branch => Ok(Holder::Organisation(code)),
                    TaxCodeKind::Personal => Err(NoHolder),
                }
            }
            Self::Filed { .. } => Err(NoHolder),
        }
    }

    /// Tells whether an account of the same number, known by this name and date of birth, can be of the same: a wrong digit
    /// would put the dossier into somebody else's hands. A tax code checks itself, and organisations are written in many ways.
    pub fn is_same(&self, known_name: &str, known_birth: Option<Date>) -> bool {
        match self {
            Self::Person { name, born_on, .. } => {
                same_name(name, known_name) && known_birth.is_none_or(|known| known == *born_on)
            }
            Self::Organisation { .. } => true,
            Self::Filed { .. } => false,
        }
    }
}

impl Intake {
    /// Returns how the dossier came in, with the papers of the slots that are asked.
    pub fn entry(&self, is_asked: impl Fn(&str) -> bool) -> Entry {
        let papers = self.papers.iter().filter(|(slot, _)| is_asked(slot));
        let taken_in = TakenIn {
            officer: self.officer,
            at: self.at.clone(),
            papers: papers
                .map(|(slot, how)| PaperSeen {
                    slot: slot.clone(),
                    how: *how,
                })
                .collect(),
        };
        match self.signed_at {
            Some(signed_at) => Entry::Post { taken_in, signed_at },
            None => Entry::Counter(taken_in),
        }
    }
}
