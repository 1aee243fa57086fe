//! What a section needs of the others: the sections before it that its conditions and rules look at.

use std::collections::BTreeSet;

use super::schema::{Field, Form, Required, Section, Test};

impl Form {
    /// Returns the sections before the one at `index` that it looks at, directly or through one of them, in the order of
    /// the form. With these alone it is asked and checked as with all.
    pub fn needed_by(&self, index: usize) -> Vec<&Section> {
        let mut needed = BTreeSet::new();
        let mut open = vec![index];
        while let Some(at) = open.pop() {
            let (Some(section), Some(before)) = (self.sections.get(at), self.sections.get(..at)) else {
                continue;
            };
            section.paths(&mut |path| {
                let key = path.split('.').next().unwrap_or_default();
                if let Some(other) = before.iter().position(|section| section.key == key)
                    && needed.insert(other)
                {
                    open.push(other);
                }
            });
        }
        needed.into_iter().filter_map(|at| self.sections.get(at)).collect()
    }
}

impl Section {
    /// Calls `visit` with every path that the section, its questions and their rules look at.
    pub fn paths<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        if let Some(when) = &self.when {
            when.paths(visit);
        }
        for field in &self.fields {
            field.paths(visit);
        }
    }
}

impl Field {
    fn paths<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        if let Some(when) = &self.when {
            when.paths(visit);
        }
        match &self.required {
            Required::When(condition) => condition.paths(visit),
            Required::Always | Required::Optional => {}
        }
        for rule in &self.rules {
            match &rule.test {
                Test::NotAfter(operand) | Test::NotBefore(operand) | Test::AtLeast(operand) | Test::AtMost(operand) => {
                    operand.paths(visit);
                }
                Test::AgreesWith { birth_date, sex } => birth_date.iter().chain(sex).for_each(|path| visit(path)),
                Test::DiffersFrom(path) => visit(path),
                Test::Holds(condition) => condition.paths(visit),
                Test::AgeAtLeast(_) | Test::AgeAtMost(_) | Test::DaysSinceAtMost(_) => {}
            }
        }
    }
}
