//! Long lists, a page at a time: a cursor names the last line shown, so that a page is found by key and nothing is
//! skipped or shown twice when lines come and go.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::calendar::Moment;

/// Where a list goes on (chỗ xem tiếp): behind the line with this time and id. On the wire `micros.id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor<I> {
    /// What the list is sorted by.
    pub at: Moment,
    /// Tells lines of the same time apart.
    pub id: I,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paged<T> {
    /// The lines.
    pub lines: Vec<T>,
    /// The cursor of the page after this one, where there is one.
    pub next: Option<String>,
}

/// The text is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list")]
pub struct BadCursor;

impl<T> Paged<T> {
    /// Makes a page of at most `size` of the `size + 1` lines that were asked for; the one too many only tells that there
    /// is more.
    pub fn of<R, I: fmt::Display>(
        mut rows: Vec<R>,
        size: u16,
        cursor: impl Fn(&R) -> Cursor<I>,
        line: impl FnMut(R) -> T,
    ) -> Self {
        let size = usize::from(size);
        let more = rows.len() > size;
        rows.truncate(size);
        let next = rows.last().filter(|_| more).map(|row| cursor(row).to_string());
        Self {
            lines: rows.into_iter().map(line).collect(),
            next,
        }
    }
}

impl<I: fmt::Display> fmt::Display for Cursor<I> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.at.micros(), self.id)
    }
}

impl<I: FromStr> FromStr for Cursor<I> {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let (at, id) = text.split_once('.').ok_or(BadCursor)?;
        Ok(Self {
            at: Moment::from_micros(at.parse().map_err(|_| BadCursor)?),
            id: id.parse().map_err(|_| BadCursor)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DossierId;

    type At = Cursor<DossierId>;

    #[test]
    fn a_cursor_is_read_back_and_nothing_else_is_one() {
        let text = "-1790000000000000.019a206d-22e4-705e-814a-44428863aa5e";
        assert_eq!(text.parse::<At>().unwrap().to_string(), text);
        for wrong in [
            "",
            ".",
            "1",
            "1.",
            "x.019a206d-22e4-705e-814a-44428863aa5e",
            "1.1",
            "9999999999999999999.0",
        ] {
            assert_eq!(wrong.parse::<At>(), Err(BadCursor), "{wrong}");
        }
    }

    #[test]
    fn a_page_goes_on_only_when_there_is_more() {
        let page = |rows: Vec<i64>| {
            let cursor = |row: &i64| Cursor {
                at: Moment::from_micros(*row),
                id: "x",
            };
            Paged::of(rows, 2, cursor, |row| row * 10)
        };
        assert_eq!(
            page(vec![]),
            Paged {
                lines: vec![],
                next: None
            }
        );
        assert_eq!(
            page(vec![1, 2]),
            Paged {
                lines: vec![10, 20],
                next: None
            }
        );
        let more = page(vec![1, 2, 3]);
        assert_eq!(
            more,
            Paged {
                lines: vec![10, 20],
                next: Some("2.x".to_owned())
            }
        );
    }
}
