//! Which paper an answer rests on (giấy tờ chứng minh), and on which of its pages.

use serde::{Deserialize, Serialize};

/// What a paper proves: an answer, everything asked below it, or a whole section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Where: `section.field`, `section.*.field` in a repeated section, or a section's key.
    pub at: String,
    /// On which page of the paper, from 1; nothing where it has one page or may stand on any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

impl Proof {
    /// Tells whether it speaks of the answer at a path, where a row of a repeated section stands for `*`.
    pub fn covers(&self, path: &str) -> bool {
        let mut asked = path.split('.');
        self.at
            .split('.')
            .all(|part| asked.next().is_some_and(|one| part == "*" || part == one))
    }

    /// Tells how closely it speaks of what it covers: the longer its path, the closer.
    pub fn closeness(&self) -> usize {
        self.at.split('.').count()
    }
}

/// Finds a page of a paper in the files it came as: which file, and which page of it. `pages` are the files' own pages, one
/// for a picture. A page there is not is looked for on the first.
pub fn page_of(pages: &[u32], page: u32) -> Option<(usize, u32)> {
    let mut left = page.max(1);
    for (file, own) in pages.iter().enumerate() {
        let own = (*own).max(1);
        if left <= own {
            return Some((file, left));
        }
        left -= own;
    }
    (!pages.is_empty()).then_some((0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(at: &str) -> Proof {
        Proof {
            at: at.to_owned(),
            page: None,
        }
    }

    #[test]
    fn a_proof_covers_its_answer_what_is_below_it_and_every_row() {
        for (at, path, expected) in [
            ("child.full_name", "child.full_name", true),
            ("child.birth_place", "child.birth_place.commune", true),
            ("child", "child.full_name", true),
            ("members.*.full_name", "members.3.full_name", true),
            ("members", "members.3.full_name", true),
            ("child.full_name", "child", false),
            ("child.full_name", "child.full_names", false),
            ("child", "children.full_name", false),
            ("members.*.full_name", "members.3.sex", false),
        ] {
            assert_eq!(proof(at).covers(path), expected, "{at} {path}");
        }
        assert!(proof("child.full_name").closeness() > proof("child").closeness());
    }

    #[test]
    fn a_page_is_found_in_the_file_that_holds_it() {
        assert_eq!(page_of(&[1, 1, 1], 2), Some((1, 1)), "pictures, one a page");
        assert_eq!(page_of(&[3, 2], 5), Some((1, 2)));
        assert_eq!(page_of(&[3, 2], 6), Some((0, 1)), "there is no such page");
        assert_eq!(page_of(&[0], 1), Some((0, 1)));
        assert_eq!(page_of(&[2], 0), Some((0, 1)));
        assert_eq!(page_of(&[], 1), None);
    }
}
