//! Rows of a repeated section have numbers and no names: which row of a side was which row before is found by what
//! stands in it, as the cheapest way to get from the one list to the other.

use std::collections::BTreeMap;

use super::merge::{Merged, Side, Text, Texts};
use crate::form::Answers;

/// The most rows two lists may have for their rows to be found again; longer ones keep their numbers.
const MOST: usize = 400;

/// What stands in a row, by the path below it.
type Row = BTreeMap<String, String>;

/// A side's rows, found again among those before: where each row before is now, and which rows are new before which.
struct Aligned {
    rows: Vec<Row>,
    now: Vec<Option<usize>>,
    new: Vec<Vec<usize>>,
}

/// Says whether a section is a list of rows.
pub(super) fn has_rows(section: &str, texts: &Texts) -> bool {
    texts
        .keys()
        .any(|path| path[section.len()..] == *".#" || place(section, path).is_some())
}

/// Returns where a path of the answers before is in the answers after; nowhere when its row was taken out.
pub fn moved(before: &Answers, after: &Answers, path: &str) -> Option<String> {
    let section = path.split('.').next().unwrap_or_default();
    let Some((row, rest)) = place(section, path) else {
        return Some(path.to_owned());
    };
    let of = |answers: &Answers| {
        let own = answers
            .iter()
            .filter(|(path, _)| place(section, path).is_some() || is_count(section, path));
        list(
            section,
            &own.map(|(path, text)| (path.to_owned(), text.to_owned())).collect(),
        )
    };
    let (before, after) = (of(before), of(after));
    if before.len() == after.len() && before.get(row) == after.get(row) {
        return Some(path.to_owned());
    }
    let now = align(&before, after).now.get(row).copied().flatten()?;
    Some(format!("{section}.{now}.{rest}"))
}

/// Merges a repeated section: rows that both sides still have field by field, rows either side added one after the
/// other, rows one side took out only if the other left them as they were.
pub(super) fn merge(section: &str, [before, one, two]: [&Texts; 3], sides: [&Side; 2], into: &mut Merged) {
    let before_rows = list(section, before);
    let here = align(&before_rows, list(section, one));
    let there = align(&before_rows, list(section, two));
    let mut row = 0_usize;
    for (index, was) in before_rows.iter().map(Some).chain([None]).enumerate() {
        let added = |aligned: &Aligned, side: &Side| -> Vec<(Row, Vec<(String, super::Stamp)>)> {
            let new = aligned.new[index].iter();
            new.map(|at| (aligned.rows[*at].clone(), stamps(section, side, *at)))
                .collect()
        };
        for (added, stamped) in both(added(&here, sides[0]), added(&there, sides[1])) {
            for (rest, text) in &added {
                into.set(&format!("{section}.{row}.{rest}"), text);
            }
            for (rest, stamp) in stamped {
                into.stamps.insert(format!("{section}.{row}.{rest}"), stamp);
            }
            row += 1;
        }
        let Some(was) = was else { break };
        let (own, other) = match (here.now[index], there.now[index]) {
            (None, None) => continue,
            (Some(at), None) if here.rows[at] == *was => continue,
            (None, Some(at)) if there.rows[at] == *was => continue,
            // Taken out here and changed there: what was typed stays.
            (Some(at), None) => ((&here, sides[0], at), (&here, sides[0], at)),
            (None, Some(at)) => ((&there, sides[1], at), (&there, sides[1], at)),
            (Some(at), Some(other)) => ((&here, sides[0], at), (&there, sides[1], other)),
        };
        let cell = |(aligned, side, at): (&Aligned, &Side, usize), rest: &String| Text {
            text: aligned.rows[at].get(rest).cloned().unwrap_or_default(),
            stamp: side
                .stamps
                .get(&format!("{section}.{at}.{rest}"))
                .cloned()
                .unwrap_or_default(),
        };
        let mut cells: Vec<&String> = was.keys().collect();
        cells.extend(own.0.rows[own.2].keys().chain(other.0.rows[other.2].keys()));
        cells.sort();
        cells.dedup();
        for rest in cells {
            let before = was.get(rest).map_or("", String::as_str);
            into.put(
                &format!("{section}.{row}.{rest}"),
                before,
                cell(own, rest),
                cell(other, rest),
            );
        }
        row += 1;
    }
    // What is no row of the list is a field like any other; the count follows the rows.
    for texts in [before, one, two] {
        for path in texts.keys().filter(|path| place(section, path).is_none()) {
            if is_count(section, path) {
                into.answers.set_rows(section, u16::try_from(row).unwrap_or(u16::MAX));
                continue;
            }
            let text = |texts: &Texts, side: &Side| Text {
                text: texts.get(path).cloned().unwrap_or_default(),
                stamp: side.stamps.get(path).cloned().unwrap_or_default(),
            };
            let was = before.get(path).map_or("", String::as_str);
            into.put(path, was, text(one, sides[0]), text(two, sides[1]));
        }
    }
}

/// Puts rows added on two sides one after the other; a row both added is one row.
fn both<S: Clone + Ord>(one: Vec<(Row, Vec<S>)>, two: Vec<(Row, Vec<S>)>) -> Vec<(Row, Vec<S>)> {
    let left_over = |from: &[(Row, Vec<S>)], without: &[(Row, Vec<S>)]| {
        let mut left: Vec<&(Row, Vec<S>)> = from.iter().collect();
        for (row, _) in without {
            if let Some(at) = left.iter().position(|(same, _)| same == row) {
                left.remove(at);
            }
        }
        left.into_iter().cloned().collect::<Vec<_>>()
    };
    let (only_one, only_two) = (left_over(&one, &two), left_over(&two, &one));
    let one_first = match (only_one.is_empty(), only_two.is_empty()) {
        (_, true) if !only_one.is_empty() => true,
        (true, false) => false,
        (_, _) => first_stamp(&one) <= first_stamp(&two),
    };
    if one_first {
        one.into_iter().chain(only_two).collect()
    } else {
        two.into_iter().chain(only_one).collect()
    }
}

/// What decides the order of two lists of new rows: the time of the first, then what stands in them.
fn first_stamp<S: Ord>(rows: &[(Row, Vec<S>)]) -> (Option<&S>, Vec<(&Row, &Vec<S>)>) {
    let first = rows.iter().filter_map(|(_, stamps)| stamps.iter().min()).min();
    (first, rows.iter().map(|(row, stamps)| (row, stamps)).collect())
}

fn stamps(section: &str, side: &Side, row: usize) -> Vec<(String, super::Stamp)> {
    let below = format!("{section}.{row}.");
    side.stamps
        .range(below.clone()..)
        .take_while(|(path, _)| path.starts_with(&below))
        .map(|(path, stamp)| (path[below.len()..].to_owned(), stamp.clone()))
        .collect()
}

fn is_count(section: &str, path: &str) -> bool {
    path.strip_prefix(section) == Some(".#")
}

/// Reads the row a path is in, and the path below it.
fn place<'a>(section: &str, path: &'a str) -> Option<(usize, &'a str)> {
    let (row, rest) = path.strip_prefix(section)?.strip_prefix('.')?.split_once('.')?;
    let number: u16 = row.parse().ok().filter(|number: &u16| number.to_string() == row)?;
    Some((usize::from(number), rest))
}

/// Returns the rows of a section: as many as are counted, or as stand there.
fn list(section: &str, texts: &Texts) -> Vec<Row> {
    let counted = texts
        .get(&format!("{section}.#"))
        .and_then(|count| count.trim().parse::<u16>().ok())
        .map_or(0, |count| usize::from(count.min(1000)));
    let last = texts
        .keys()
        .filter_map(|path| place(section, path))
        .map(|(row, _)| row + 1)
        .max();
    let mut rows = vec![Row::new(); counted.max(last.unwrap_or_default()).min(2000)];
    for (path, text) in texts {
        if let Some((row, rest)) = place(section, path)
            && let Some(row) = rows.get_mut(row)
        {
            row.insert(rest.to_owned(), text.clone());
        }
    }
    rows
}

/// Returns in how many fields two rows differ.
fn differ(one: &Row, two: &Row) -> usize {
    let missing = two.keys().filter(|key| !one.contains_key(*key)).count();
    missing + one.iter().filter(|(key, text)| two.get(*key) != Some(*text)).count()
}

/// Finds rows again: a row changed costs its changed fields, one taken out or added all of its fields and one more.
fn align(before: &[Row], rows: Vec<Row>) -> Aligned {
    let (tall, wide) = (before.len(), rows.len());
    let mut now = vec![None; tall];
    let mut new = vec![Vec::new(); tall + 1];
    if tall > MOST || wide > MOST {
        (0..tall.min(wide)).for_each(|at| now[at] = Some(at));
        new[tall].extend(tall..wide);
        return Aligned { rows, now, new };
    }
    let whole = |row: &Row| row.len() + 1;
    let mut cost = vec![vec![0_usize; wide + 1]; tall + 1];
    for (at, row) in before.iter().enumerate().rev() {
        cost[at][wide] = cost[at + 1][wide] + whole(row);
    }
    for (at, row) in rows.iter().enumerate().rev() {
        cost[tall][at] = cost[tall][at + 1] + whole(row);
    }
    for i in (0..tall).rev() {
        for j in (0..wide).rev() {
            let same = cost[i + 1][j + 1] + differ(&before[i], &rows[j]);
            let out = cost[i + 1][j] + whole(&before[i]);
            let added = cost[i][j + 1] + whole(&rows[j]);
            cost[i][j] = same.min(out).min(added);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < tall || j < wide {
        let here = cost[i][j];
        if i < tall && j < wide && here == cost[i + 1][j + 1] + differ(&before[i], &rows[j]) {
            now[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if i < tall && here == cost[i + 1][j] + whole(&before[i]) {
            i += 1;
        } else {
            new[i].push(j);
            j += 1;
        }
    }
    Aligned { rows, now, new }
}
