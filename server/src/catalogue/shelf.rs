//! The procedures in force, in memory: what pages read. The store is the truth; the shelf is filled from it at the start.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use motcua_core::procedure::{Procedure, ProcedureCode};
use time::Date;

/// Every published revision, by code; the later published later in the list.
#[derive(Debug, Default)]
pub struct Shelf {
    by_code: BTreeMap<ProcedureCode, Vec<Arc<Procedure>>>,
    by_alias: BTreeMap<String, ProcedureCode>,
}

impl Shelf {
    /// Fills a shelf with revisions in the order they were published.
    pub fn new(published: impl IntoIterator<Item = Procedure>) -> Self {
        let mut shelf = Self::default();
        for procedure in published {
            for alias in &procedure.aliases {
                shelf.by_alias.insert(alias.clone(), procedure.code.clone());
            }
            shelf
                .by_code
                .entry(procedure.code.clone())
                .or_default()
                .push(Arc::new(procedure));
        }
        shelf
    }

    /// Returns the revision in force on a day: the one that began last, and of those the one published last.
    pub fn in_force(&self, code: &ProcedureCode, day: Date) -> Option<&Arc<Procedure>> {
        let revisions = self.by_code.get(code)?;
        revisions
            .iter()
            .filter(|one| one.in_force(day))
            .max_by_key(|one| one.valid_from)
    }

    /// Returns every procedure in force on a day, by code.
    pub fn all_in_force(&self, day: Date) -> impl Iterator<Item = &Arc<Procedure>> {
        self.by_code.keys().filter_map(move |code| self.in_force(code, day))
    }

    /// Returns the code that a code or alias leads to by now; nothing when it is the code to use.
    pub fn moved(&self, code: &str, day: Date) -> Option<ProcedureCode> {
        let mut now: ProcedureCode = self.by_alias.get(code).cloned().or_else(|| code.parse().ok())?;
        let mut seen = BTreeSet::new();
        while seen.insert(now.clone()) {
            let revisions = self.by_code.get(&now).map(Vec::as_slice).unwrap_or_default();
            let next = revisions.iter().rev().find_map(|one| one.superseded_by.clone());
            match next.filter(|next| self.in_force(next, day).is_some()) {
                Some(next) => now = next,
                None => break,
            }
        }
        (now.as_str() != code && self.in_force(&now, day).is_some()).then_some(now)
    }
}
