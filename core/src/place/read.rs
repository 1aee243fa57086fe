//! Reads the three tables of units; a wrong line is named by file, line and reason.

use super::{
    BadPlaceCode, Commune, CommuneCode, CommuneKind, FormerDistrict, FormerWard, Province, ProvinceCode, ProvinceKind,
};

/// What is wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceProblem {
    /// Not as many columns as the table has.
    #[error("the line has not {0} columns")]
    Columns(usize),
    /// A code that is none.
    #[error(transparent)]
    Code(#[from] BadPlaceCode),
    /// A code that stands twice.
    #[error("the code {0} stands twice")]
    Twice(String),
    /// A unit without a name, or without the word that says its kind.
    #[error("the name {0:?} does not say what kind of unit it is")]
    Kind(String),
    /// A code that no table holds.
    #[error("there is no unit {0}")]
    Unknown(String),
    /// A level that is none, or a ward before its district.
    #[error("a line of the level {0:?} cannot stand here")]
    Level(String),
}

/// A line of a table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct PlaceError {
    /// The table.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: PlaceProblem,
}

pub(super) type Read<T> = Result<T, PlaceProblem>;

/// Reads every line after the head, cut into exactly `N` columns.
pub(super) fn lines<const N: usize>(
    file: &'static str,
    text: &str,
    mut each: impl FnMut([&str; N]) -> Read<()>,
) -> Result<(), PlaceError> {
    for (index, line) in text.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        <[&str; N]>::try_from(cells)
            .map_err(|_| PlaceProblem::Columns(N))
            .and_then(&mut each)
            .map_err(|reason| PlaceError {
                file,
                line: index + 1,
                reason,
            })?;
    }
    Ok(())
}

pub(super) fn province([code, name, kind, former]: [&str; 4]) -> Read<Province> {
    let kind = [ProvinceKind::City, ProvinceKind::Province]
        .into_iter()
        .find(|known| known.word() == kind)
        .filter(|_| !name.is_empty())
        .ok_or_else(|| PlaceProblem::Kind(format!("{kind} {name}")))?;
    Ok(Province {
        code: code.parse()?,
        name: name.to_owned(),
        kind,
        former: former.split(", ").map(ToOwned::to_owned).collect(),
    })
}

pub(super) fn commune([code, province, name]: [&str; 3]) -> Read<Commune> {
    let kind = CommuneKind::ALL
        .into_iter()
        .find(|kind| name.strip_prefix(kind.word()).is_some_and(|rest| rest.trim() != ""))
        .ok_or_else(|| PlaceProblem::Kind(name.to_owned()))?;
    let province: ProvinceCode = province.parse()?;
    Ok(Commune {
        code: code.parse()?,
        province,
        kind,
        name: name.to_owned(),
    })
}

/// Reads the table of units that ceased, whose lines stand under their province and district.
#[derive(Default)]
pub(super) struct FormerReader {
    province: Option<String>,
    district: Option<FormerDistrict>,
}

impl FormerReader {
    pub(super) fn line(&mut self, [level, code, name, now]: [&str; 4]) -> Read<Option<FormerWard>> {
        let misplaced = || PlaceProblem::Level(level.to_owned());
        match level {
            "province" => {
                self.province = Some(name.to_owned());
                self.district = None;
                Ok(None)
            }
            "district" => {
                let province = self.province.clone().ok_or_else(misplaced)?;
                self.district = Some(FormerDistrict {
                    code: code.to_owned(),
                    name: name.to_owned(),
                    province,
                });
                Ok(None)
            }
            "ward" => {
                let district = self.district.clone().ok_or_else(misplaced)?;
                let now = now
                    .split(',')
                    .map(str::parse)
                    .collect::<Result<Vec<CommuneCode>, _>>()?;
                let code = if code.is_empty() { None } else { Some(code.parse()?) };
                let name = if code.is_none() {
                    district.name.clone()
                } else {
                    name.to_owned()
                };
                Ok(Some(FormerWard {
                    code,
                    name,
                    district,
                    now,
                }))
            }
            other => Err(PlaceProblem::Level(other.to_owned())),
        }
    }
}
