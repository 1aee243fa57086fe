//! What counts as the same thing filed twice (hồ sơ trùng): the same person, the same procedure, while the other dossier is open
//! or was filed lately. It warns and never refuses: twins are registered on one day.

use std::{collections::BTreeSet, fmt};

use time::Duration;

use crate::{
    actor::Actor,
    calendar::Moment,
    form::{Answers, Form, Kind, Subject},
    id::AccountId,
};

/// For how long a dossier that has ended still counts.
pub const LATELY: Duration = Duration::days(90);

/// A name under which dossiers of one person are found again: an account's, or the number of an identity paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(String);

impl Person {
    /// Returns the name of whoever's account it is.
    pub fn of_account(account: AccountId) -> Self {
        Self(["account:", &account.to_string()].concat())
    }

    /// Returns the name of whoever has an identity paper; nothing for what is no number.
    pub fn of_paper(number: &str) -> Option<Self> {
        let signs: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
        (signs.len() >= 6 && signs.len() <= 20).then(|| Self(["paper:", &signs.to_ascii_uppercase()].concat()))
    }

    /// Returns the name as it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Person {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Returns from when on a dossier that has ended still counts at a moment.
pub fn counts_since(now: Moment) -> Moment {
    now.plus(-LATELY)
}

/// Names whose dossier a filing is: the account's own, unless it is filled in for others, and whoever applies by the number of
/// their identity paper; where no applicant gives one, the first who is asked for theirs.
pub fn persons(form: &Form, answers: &Answers, filed_by: &Actor) -> BTreeSet<Person> {
    let own = match filed_by {
        Actor::Citizen { account }
        | Actor::Delegate {
            organisation: account, ..
        } => Some(Person::of_account(*account)),
        Actor::Nobody | Actor::Officer { .. } | Actor::Helper { .. } | Actor::Administrator { .. } | Actor::System => {
            None
        }
    };
    let papers: Vec<(Subject, Person)> = form
        .sections
        .iter()
        .filter(|section| section.repeat.is_none())
        .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
        .filter_map(|(section, field)| {
            let path = [&section.key, ".", &field.key].concat();
            let number = if field.kind == Kind::PersonalId {
                answers.get(&path)
            } else if matches!(field.kind, Kind::IdentityDocument { .. }) {
                answers.part(&path, "number")
            } else {
                None
            };
            Some((section.subject, Person::of_paper(number?)?))
        })
        .collect();
    let applies = |subject: Subject| matches!(subject, Subject::Applicant | Subject::Owner);
    let of_applicant: Vec<Person> = papers
        .iter()
        .filter(|(subject, _)| applies(*subject))
        .map(|(_, person)| person.clone())
        .collect();
    let named = if of_applicant.is_empty() {
        papers.into_iter().map(|(_, person)| person).take(1).collect()
    } else {
        of_applicant
    };
    own.into_iter().chain(named).collect()
}
