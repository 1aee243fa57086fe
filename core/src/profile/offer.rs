//! Whose facts are offered for a part of a form, the likeliest first.

use super::{Profile, Relation, Whom, slots};
use crate::form::{Section, Subject};

/// Somebody whose facts can be put into a part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Whom.
    pub whom: Whom,
    /// What they are to the account's person; nothing for that person.
    pub relation: Option<Relation>,
    /// The name to call them by.
    pub name: String,
}

/// Lists who may be meant by a section: people of the right sex for a mother or a husband, organisations for an
/// organisation, nobody for the applicant (filled already), a place or the matter.
pub fn offers(section: &Section, profile: &Profile) -> Vec<Offer> {
    let row = section.repeat.as_ref().map(|_| 0);
    if section.subject == Subject::Applicant || slots(section, row).is_empty() {
        return Vec::new();
    }
    let mut offers: Vec<(u8, Offer)> = profile
        .subjects
        .iter()
        .filter_map(|known| {
            let sex = known.text("person.sex");
            let rank = rank(section.subject, known.relation, sex)?;
            Some((
                rank,
                Offer {
                    whom: known.whom,
                    relation: known.relation,
                    name: known.name()?.to_owned(),
                },
            ))
        })
        .collect();
    offers.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    offers.into_iter().map(|(_, offer)| offer).collect()
}

/// Says how likely somebody is meant by a subject, 0 the likeliest; nothing when they cannot be.
fn rank(subject: Subject, relation: Option<Relation>, sex: Option<&str>) -> Option<u8> {
    let is_organisation = relation == Some(Relation::Organisation);
    if is_organisation != (subject == Subject::Organisation) {
        return None;
    }
    let others = |first: &[Option<Relation>]| {
        first
            .iter()
            .position(|one| *one == relation)
            .map_or(9, |at| u8::try_from(at).unwrap_or(8))
    };
    match subject {
        Subject::Organisation => Some(0),
        Subject::Mother | Subject::Wife if sex == Some("male") => None,
        Subject::Father | Subject::Husband if sex == Some("female") => None,
        Subject::Mother | Subject::Father => Some(others(&[
            None,
            Some(Relation::Spouse),
            Some(Relation::CoParent),
            Some(Relation::Mother),
            Some(Relation::Father),
        ])),
        Subject::Wife | Subject::Husband => Some(others(&[None, Some(Relation::Spouse)])),
        Subject::Child => match relation {
            None => Some(9),
            Some(Relation::Child) => Some(0),
            Some(Relation::Relative) => Some(1),
            Some(
                Relation::Spouse | Relation::Mother | Relation::Father | Relation::CoParent | Relation::Organisation,
            ) => None,
        },
        // Whoever fills the form lives.
        Subject::Deceased if relation.is_none() => None,
        Subject::Deceased => Some(others(&[
            Some(Relation::Father),
            Some(Relation::Mother),
            Some(Relation::Spouse),
        ])),
        Subject::Owner | Subject::Representative => {
            Some(others(&[None, Some(Relation::Child), Some(Relation::Spouse)]))
        }
        Subject::Member => Some(others(&[
            Some(Relation::Spouse),
            Some(Relation::Child),
            Some(Relation::Mother),
            Some(Relation::Father),
            None,
        ])),
        Subject::Applicant | Subject::Place | Subject::Matter => None,
    }
}
