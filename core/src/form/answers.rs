//! What a person typed, as typed, by path: `section.field`, `section.row.field`, with `.part` for the parts of an
//! address or an identity paper, and `section.#` for the number of rows. It refuses to judge what was typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Typed answers by path; an empty answer is no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

/// A path that no form can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path of a form")]
pub struct NotAPath;

impl Answers {
    /// Returns what was typed at a path.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0
            .get(path)
            .map(String::as_str)
            .filter(|text| !text.trim().is_empty())
    }

    /// Returns what was typed at `path.part`.
    pub fn part(&self, path: &str, part: &str) -> Option<&str> {
        self.get(&format!("{path}.{part}"))
    }

    /// Keeps what was typed at a path; empty text forgets it.
    ///
    /// # Errors
    /// [`NotAPath`] when the path is longer than 120 characters or holds anything but `a-z 0-9 _ . #`.
    pub fn set(&mut self, path: &str, text: impl Into<String>) -> Result<(), NotAPath> {
        let fits = !path.is_empty()
            && path.len() <= 120
            && path
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'#'));
        if !fits {
            return Err(NotAPath);
        }
        let text = text.into();
        if text.is_empty() {
            self.0.remove(path);
        } else {
            self.0.insert(path.to_owned(), text);
        }
        Ok(())
    }

    /// Forgets the answer at a path and at every part of it.
    pub fn forget(&mut self, path: &str) {
        let below = format!("{path}.");
        self.0.retain(|key, _| key != path && !key.starts_with(&below));
    }

    /// Returns the rows typed in a repeated section, never more than 1,000.
    pub fn rows(&self, section: &str) -> Option<u16> {
        let count = self.get(&format!("{section}.#"))?.trim();
        let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        // A count too long to read is a count, and too many.
        is_number.then(|| count.parse().unwrap_or(u16::MAX).min(1000))
    }

    /// Sets the number of rows of a repeated section.
    pub fn set_rows(&mut self, section: &str, rows: u16) {
        self.0.insert(format!("{section}.#"), rows.to_string());
    }

    /// Takes one row out of a repeated section of so many; the rows after it move up. A row that is not there stays away.
    pub fn remove_row(&mut self, section: &str, row: u16, rows: u16) {
        if row >= rows {
            return;
        }
        for index in row..rows {
            self.forget(&format!("{section}.{index}"));
            let from = format!("{section}.{}.", index + 1);
            let moved: Vec<(String, String)> = self
                .0
                .range(from.clone()..)
                .take_while(|(key, _)| key.starts_with(&from))
                .map(|(key, text)| (format!("{section}.{index}.{}", &key[from.len()..]), text.clone()))
                .collect();
            self.0.extend(moved);
        }
        self.set_rows(section, rows.saturating_sub(1));
    }

    /// Returns every path with its text, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Says whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
