//! Fair assignment (phân công): who of a desk's officers takes the next dossier. It knows neither names nor the store.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::{actor::Role, id::AccountId};

/// Days on which an officer is away (vắng mặt), first and last included, and who acts for them (người làm thay).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Who acts for the officer meanwhile.
    pub deputy: Option<AccountId>,
}

impl Absence {
    /// Tells whether the day is one of them.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// An officer of the desk who may be given work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The officer.
    pub account: AccountId,
    /// What the officer is entrusted with.
    pub roles: BTreeSet<Role>,
    /// How many open dossiers the officer has.
    pub load: u32,
    /// When the officer is away.
    pub absences: Vec<Absence>,
}

impl Candidate {
    /// Tells whether the officer is at work on a day.
    pub fn is_present(&self, day: Date) -> bool {
        !self.absences.iter().any(|absence| absence.covers(day))
    }
}

/// Lists those for whom an officer acts on a day, with what they are entrusted with.
pub fn stands_in_for(candidates: &[Candidate], deputy: AccountId, day: Date) -> Vec<&Candidate> {
    candidates
        .iter()
        .filter(|one| one.account != deputy)
        .filter(|one| {
            one.absences
                .iter()
                .any(|absence| absence.covers(day) && absence.deputy == Some(deputy))
        })
        .collect()
}

/// Returns what an officer is entrusted with on a day: their own duties, and those of whom they act for that day, who are
/// officers of the same desk.
pub fn duties_on(candidates: &[Candidate], account: AccountId, day: Date) -> BTreeSet<Role> {
    let own = candidates.iter().filter(|one| one.account == account);
    own.chain(stands_in_for(candidates, account, day))
        .flat_map(|one| one.roles.iter().copied())
        .collect()
}

/// Tells whether an officer has a duty on a day, of their own or as somebody's deputy.
pub fn has_duty(candidates: &[Candidate], account: AccountId, role: Role, day: Date) -> bool {
    duties_on(candidates, account, day).contains(&role)
}

/// Picks who takes the next dossier: of those at work with the role, of their own or as somebody's deputy, the one with
/// the fewest open dossiers; of several such the one whose account is the oldest. Nobody when nobody is there.
pub fn pick(candidates: &[Candidate], role: Role, day: Date) -> Option<AccountId> {
    candidates
        .iter()
        .filter(|one| one.is_present(day) && has_duty(candidates, one.account, role, day))
        .min_by_key(|one| (one.load, one.account))
        .map(|one| one.account)
}

/// Lists who of a desk is to be told of something about a dossier (người được báo): whoever has it, or who acts for them while
/// they are away; where nobody has it, everybody at work with the role, and with nobody at work everybody with it.
pub fn told_of(candidates: &[Candidate], assignee: Option<AccountId>, role: Role, day: Date) -> Vec<AccountId> {
    let assigned = candidates.iter().find(|one| Some(one.account) == assignee);
    if let Some(one) = assigned {
        if one.is_present(day) {
            return vec![one.account];
        }
        let deputies = candidates.iter().filter(|other| other.is_present(day)).filter(|other| {
            stands_in_for(candidates, other.account, day)
                .iter()
                .any(|absent| absent.account == one.account)
        });
        // Who is away reads it when they are back.
        return std::iter::once(one.account)
            .chain(deputies.map(|other| other.account))
            .collect();
    }
    let entrusted: Vec<&Candidate> = candidates.iter().filter(|one| one.roles.contains(&role)).collect();
    let present: Vec<AccountId> = entrusted
        .iter()
        .filter(|one| one.is_present(day))
        .map(|one| one.account)
        .collect();
    if present.is_empty() {
        entrusted.iter().map(|one| one.account).collect()
    } else {
        present
    }
}
