//! Which save of a page was heard last, so that an older one that arrives late never undoes a newer one. A page numbers
//! its saves; each holds the whole section, so whatever an older one says is in the newer one, as it stands now.

use serde::{Deserialize, Serialize};

use super::merge::Hand;

/// How many pages and sections are remembered.
const MOST: usize = 24;

/// The last save heard of each page of a draft, by section; the one heard latest stands last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Turns(Vec<Heard>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Heard {
    section: String,
    by: Hand,
    turn: u64,
}

impl Turns {
    /// Takes a save in turn; says whether it is news: no newer save of the same page and section was heard before. The
    /// same save may come twice; a page that is not known, or does not number its saves, is always heard.
    pub fn take(&mut self, section: &str, by: &Hand, turn: Option<u64>) -> bool {
        let Some(turn) = turn.filter(|_| !by.page.is_empty()) else {
            return true;
        };
        let known = self.0.iter().position(|one| one.section == section && one.by == *by);
        if let Some(at) = known {
            if self.0[at].turn > turn {
                return false;
            }
            self.0.remove(at);
        }
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        self.0.push(Heard {
            section: section.to_owned(),
            by: by.clone(),
            turn,
        });
        true
    }
}
