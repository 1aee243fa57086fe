//! A draft looked at once: what its answers ask, and what was filled in and changed. Everything said of it reads this.

use motcua_core::form::{Form, Shown, walk};

use super::{origins::Filled, prefill, step::Open};
use crate::error::ServiceError;

/// An open draft with its form walked.
pub(super) struct Look<'a> {
    pub(super) open: &'a Open,
    pub(super) form: &'a Form,
    pub(super) shown: Shown<'a>,
    pub(super) filled: Filled<'a>,
}

impl Open {
    /// Walks the form of the draft with its answers.
    pub(super) fn look(&self) -> Result<Look<'_>, ServiceError> {
        let form = self.form()?;
        let shown = walk(form, &self.draft.answers, self.today);
        let filled = Filled::of(&shown, &self.draft.answers, &self.draft.origins);
        Ok(Look {
            open: self,
            form,
            shown,
            filled,
        })
    }
}

impl Look<'_> {
    /// Lists the questions where a register's value was changed and nobody said why.
    pub(super) fn unexplained(&self) -> impl Iterator<Item = &str> {
        prefill::unexplained(&self.filled.changes, &self.open.draft.origins)
    }

    /// Says whether a register's value was changed in a section and nobody said why.
    pub(super) fn is_unexplained(&self, section: &str) -> bool {
        self.unexplained().any(|path| path.split('.').next() == Some(section))
    }
}
