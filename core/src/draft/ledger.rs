//! What is remembered of a draft's answers beside their texts: per path since when the text stands there, who typed it,
//! and what stood there before, so that a page drawn long ago is still compared with what it showed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::merge::{Hand, Side, Stamp, Stamps};
use crate::{calendar::Moment, form::Answers};

/// The most former texts of a path.
const MOST_FORMER: usize = 12;
/// The most bytes the former texts of a path may take.
const MOST_BYTES: usize = 16 << 10;

/// The remembered past of a draft's answers, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger(BTreeMap<String, Entry>);

/// A draft's version: the moment it was kept.
type Version = Moment;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// The version the present text came with.
    since: Version,
    /// When it was typed, and by whom.
    #[serde(flatten)]
    typed: Stamp,
    /// Former texts, each with the version it came with, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    was: Vec<(Version, String)>,
}

impl Ledger {
    /// Returns the answers as they stood at a version. What the asking page itself typed since stands as it is: a page
    /// knows what it sent, whether or not it heard the answer.
    pub fn as_of(&self, version: Version, now: &Answers, asking: &Hand) -> Answers {
        let own = |entry: &Entry| !asking.page.is_empty() && entry.typed.by == *asking;
        let mut then = now.clone();
        for (path, entry) in self.0.iter().filter(|(_, entry)| entry.since > version && !own(entry)) {
            let text = entry.was.iter().rev().find(|(since, _)| *since <= version);
            // A path that an `Answers` holds fits another.
            let _ = then.set(path, text.map_or("", |(_, text)| text.as_str()));
        }
        then
    }

    /// Returns the answers with the stamps of what changed after a version.
    pub fn side(&self, since: Version, answers: &Answers) -> Side {
        let changed = self.0.iter().filter(|(_, entry)| entry.since > since);
        Side {
            answers: answers.clone(),
            stamps: changed
                .map(|(path, entry)| (path.clone(), entry.typed.clone()))
                .collect(),
        }
    }

    /// Returns who typed the text at a path, if that is known.
    pub fn typed(&self, path: &str) -> Option<&Stamp> {
        self.0.get(path).map(|entry| &entry.typed)
    }

    /// Remembers a new version; what has no stamp of its own was typed at `otherwise`.
    pub fn record(&mut self, before: &Answers, after: &Answers, version: Version, stamps: &Stamps, otherwise: &Stamp) {
        let paths: BTreeSet<&str> = before.iter().chain(after.iter()).map(|(path, _)| path).collect();
        let text = |answers: &'_ Answers, path: &str| answers.get(path).unwrap_or_default().to_owned();
        for path in paths {
            let (was, is) = (text(before, path), text(after, path));
            if was == is {
                continue;
            }
            let typed = stamps.get(path).unwrap_or(otherwise).clone();
            match self.0.get_mut(path) {
                Some(entry) => {
                    entry.was.push((entry.since, was));
                    entry.since = version;
                    entry.typed = typed;
                    entry.trim();
                }
                None => {
                    let entry = Entry {
                        since: version,
                        typed,
                        was: vec![(Version::from_micros(0), was)],
                    };
                    self.0.insert(path.to_owned(), entry);
                }
            }
        }
    }
}

impl Entry {
    fn trim(&mut self) {
        let bytes = |was: &[(Version, String)]| was.iter().map(|(_, text)| text.len()).sum::<usize>();
        while self.was.len() > 1 && (self.was.len() > MOST_FORMER || bytes(&self.was) > MOST_BYTES) {
            self.was.remove(0);
        }
    }
}
