//! The catalogue of one day: lines for lists, counts by sector, and the search, made once and asked often.

use std::collections::BTreeMap;
use std::sync::Arc;

use motcua_app::views::{SearchQuery, SearchView, SectorLine};
use motcua_core::{
    catalogue::{Entry, Index},
    procedure::{Procedure, Summary},
};
use time::Date;

use super::{front::Front, shelf::Shelf};

/// Lines on one page of results.
const PAGE: usize = 20;

/// The procedures in force on a day.
#[derive(Debug)]
pub struct Today {
    /// The day.
    pub day: Date,
    lines: Vec<Summary>,
    index: Index,
}

impl Today {
    /// Makes the catalogue of a day; what life events name comes first among equals, and what can be filed before that.
    pub fn new(shelf: &Shelf, front: &Front, day: Date) -> Self {
        let mut procedures: Vec<Arc<Procedure>> = shelf.all_in_force(day).cloned().collect();
        let names = front.sector_names();
        let used = usual(front);
        let weight = |procedure: &Procedure| weight(procedure, &used);
        procedures.sort_by_key(|procedure| std::cmp::Reverse(weight(procedure)));
        let index = Index::new((0u32..).zip(&procedures).map(|(key, procedure)| {
            Entry {
                key,
                name: &procedure.name,
                short_name: procedure.short_name.as_deref(),
                keywords: &procedure.keywords,
                sector: names
                    .get(procedure.sector.as_str())
                    .map_or(procedure.sector.as_str(), |(name, _)| name),
                agency: &procedure.competent,
                code: procedure.code.as_str(),
                aliases: &procedure.aliases,
                weight: weight(procedure),
            }
        }));
        let lines = procedures
            .iter()
            .map(|procedure| Summary::from(procedure.as_ref()))
            .collect();
        Self { day, lines, index }
    }

    /// Returns the line of a code.
    pub fn line(&self, code: &str) -> Option<&Summary> {
        self.lines.iter().find(|line| line.code.as_str() == code)
    }

    /// Returns how many procedures there are, and how many can be filed here.
    pub fn counts(&self) -> (u32, u32) {
        (
            small(self.lines.len()),
            small(self.lines.iter().filter(|line| line.can_file).count()),
        )
    }

    /// Returns the lines people ask for most: what can be filed, in the order of life events.
    pub fn most_used(&self, count: usize) -> Vec<Summary> {
        self.lines.iter().take(count).cloned().collect()
    }

    /// Searches; without words it lists what the filters let pass.
    pub fn search(&self, query: &SearchQuery, front: &Front) -> SearchView {
        let found = self.found(query);
        let in_search = found.iter().filter_map(|(at, _)| self.lines.get(*at));
        let counted = SearchQuery {
            sector: None,
            ..query.clone()
        };
        let sectors = match query.sector {
            None => sectors(front, in_search),
            Some(_) => sectors(
                front,
                self.found(&counted).iter().filter_map(|(at, _)| self.lines.get(*at)),
            ),
        };
        let pages = found.len().div_ceil(PAGE).max(1);
        let page = usize::try_from(query.page.max(1)).unwrap_or(1).min(pages);
        let lines = found.iter().skip((page - 1) * PAGE).take(PAGE);
        let lines = lines
            .filter_map(|(at, marks)| Some((self.lines.get(*at)?.clone(), marks.clone())))
            .collect();
        SearchView {
            total: small(found.len()),
            page: small(page),
            pages: small(pages),
            lines,
            sectors,
        }
    }

    /// Returns every sector that has procedures, with counts.
    pub fn sectors(&self, front: &Front) -> Vec<SectorLine> {
        sectors(front, self.lines.iter())
    }

    fn found(&self, query: &SearchQuery) -> Vec<(usize, Vec<(u32, u32)>)> {
        let passes = |at: usize| self.lines.get(at).is_some_and(|line| passes(line, query));
        if query.q.trim().is_empty() {
            return (0..self.lines.len())
                .filter(|at| passes(*at))
                .map(|at| (at, Vec::new()))
                .collect();
        }
        let keep = |key: u32| usize::try_from(key).is_ok_and(passes);
        let hits = self.index.search(&query.q, keep, self.lines.len());
        hits.into_iter()
            .filter_map(|hit| Some((usize::try_from(hit.key).ok()?, hit.marks)))
            .collect()
    }
}

fn passes(line: &Summary, query: &SearchQuery) -> bool {
    query.sector.as_ref().is_none_or(|sector| *sector == line.sector)
        && query.agency.is_none_or(|level| line.agency_levels.contains(&level))
        && query.audience.is_none_or(|audience| line.audience.contains(&audience))
        && query.level.is_none_or(|level| line.level == level)
}

/// Returns the place of each code among those life events name, the usual ones first.
fn usual(front: &Front) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    let longest = front
        .life_events
        .iter()
        .map(|event| event.procedures.len())
        .max()
        .unwrap_or(0);
    for rank in 0..longest {
        for event in &front.life_events {
            if let Some(code) = event.procedures.get(rank) {
                let place = places.len();
                places.entry(code.as_str()).or_insert(place);
            }
        }
    }
    places
}

fn weight(procedure: &Procedure, used: &BTreeMap<&str, usize>) -> u8 {
    let filed = if procedure.can_file() { 50 } else { 0 };
    let usual = used
        .get(procedure.code.as_str())
        .map_or(0, |place| 50usize.saturating_sub(*place));
    u8::try_from(filed + usual).unwrap_or(100)
}

/// Counts lines by sector: sectors on file in their order, then others by name.
fn sectors<'a>(front: &Front, lines: impl Iterator<Item = &'a Summary>) -> Vec<SectorLine> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for line in lines {
        *counts.entry(line.sector.as_str()).or_default() += 1;
    }
    let mut all = Vec::new();
    for sector in &front.sectors {
        if let Some(count) = counts.remove(sector.key.as_str()) {
            all.push(SectorLine {
                key: sector.key.clone(),
                name: sector.name.clone(),
                name_en: sector.name_en.clone(),
                count,
            });
        }
    }
    let unnamed = |(key, count): (&str, u32)| SectorLine {
        key: key.to_owned(),
        name: key.to_owned(),
        name_en: None,
        count,
    };
    all.extend(counts.into_iter().map(unnamed));
    all
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
