//! What is wrong with a procedure file, with the place to mend.

use std::fmt;

/// One problem: file, line, and the reason in words a civil servant can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueProblem {
    /// The file's name.
    pub file: String,
    /// The line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong, naming the key.
    pub reason: String,
}

impl fmt::Display for CatalogueProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// Collects the problems of one file, turning byte positions into lines.
pub(super) struct Notes<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<CatalogueProblem>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            problems: Vec::new(),
        }
    }

    /// Notes a problem at a byte position of the file.
    pub(super) fn note(&mut self, at: usize, reason: impl Into<String>) {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        self.problems.push(CatalogueProblem {
            file: self.file.to_owned(),
            line,
            reason: reason.into(),
        });
    }

    pub(super) fn into_problems(self) -> Vec<CatalogueProblem> {
        self.problems
    }
}
