//! The index over every unit, now and before: by code, by province, and by name as people type it.

use std::collections::BTreeMap;

use super::{
    Commune, CommuneCode, FormerWard, PlaceError, PlaceProblem, Province, ProvinceCode, order,
    read::{self, FormerReader, lines},
};
use crate::text::fold;

/// Every province and commune, with the units that ceased (danh mục đơn vị hành chính).
#[derive(Clone, Debug)]
pub struct Places {
    provinces: Vec<Province>,
    communes: Vec<Commune>,
    former: Vec<FormerWard>,
    by_code: BTreeMap<CommuneCode, usize>,
    by_former_code: BTreeMap<CommuneCode, usize>,
    keys: Vec<Key>,
}

/// A unit as it is searched: its folded name, then its folded surroundings, with where the bare name begins and ends.
#[derive(Clone, Debug)]
struct Key {
    text: String,
    bare: usize,
    name: usize,
    unit: Unit,
}

#[derive(Clone, Copy, Debug)]
enum Unit {
    Now(usize),
    Former(usize),
}

/// What a typed name led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// A commune that has this name now.
    Now(&'a Commune),
    /// A ward that had this name before 2025-07-01, and the communes to choose from, the likeliest first.
    Former(&'a FormerWard, Vec<&'a Commune>),
}

impl Places {
    /// Reads the three tables `provinces.tsv`, `communes.tsv` and `former.tsv`.
    ///
    /// # Errors
    /// Names the table, the line and what is wrong with it.
    pub fn parse(provinces: &str, communes: &str, former: &str) -> Result<Self, PlaceError> {
        let mut places = Self {
            provinces: Vec::new(),
            communes: Vec::new(),
            former: Vec::new(),
            by_code: BTreeMap::new(),
            by_former_code: BTreeMap::new(),
            keys: Vec::new(),
        };
        lines("provinces.tsv", provinces, |cells| {
            places.add_province(read::province(cells)?)
        })?;
        lines("communes.tsv", communes, |cells| {
            places.add_commune(read::commune(cells)?)
        })?;
        let mut reader = FormerReader::default();
        lines("former.tsv", former, |cells| {
            reader.line(cells)?.map_or(Ok(()), |ward| places.add_former(ward))
        })?;
        places.arrange();
        Ok(places)
    }

    fn add_province(&mut self, province: Province) -> Result<(), PlaceProblem> {
        if self.province(province.code).is_some() {
            return Err(PlaceProblem::Twice(province.code.to_string()));
        }
        self.provinces.push(province);
        Ok(())
    }

    fn add_commune(&mut self, commune: Commune) -> Result<(), PlaceProblem> {
        if self.province(commune.province).is_none() {
            return Err(PlaceProblem::Unknown(commune.province.to_string()));
        }
        if self.by_code.insert(commune.code, self.communes.len()).is_some() {
            return Err(PlaceProblem::Twice(commune.code.to_string()));
        }
        self.communes.push(commune);
        Ok(())
    }

    fn add_former(&mut self, ward: FormerWard) -> Result<(), PlaceProblem> {
        if let Some(unknown) = ward.now.iter().find(|code| !self.by_code.contains_key(code)) {
            return Err(PlaceProblem::Unknown(unknown.to_string()));
        }
        if let Some(code) = ward.code
            && self.by_former_code.insert(code, self.former.len()).is_some()
        {
            return Err(PlaceProblem::Twice(code.to_string()));
        }
        self.former.push(ward);
        Ok(())
    }

    /// Sorts what people see and builds the keys they search by.
    fn arrange(&mut self) {
        self.provinces.sort_by_cached_key(|province| order::key(&province.name));
        self.communes
            .sort_by_cached_key(|commune| (commune.province, order::key(commune.bare_name())));
        self.by_code = self
            .communes
            .iter()
            .enumerate()
            .map(|(place, commune)| (commune.code, place))
            .collect();
        let now = self.communes.iter().enumerate().map(|(place, commune)| {
            let around = |province: &Province| format!("{} {}", province.full_name(), province.former.join(" "));
            let around = self.province(commune.province).map(around).unwrap_or_default();
            Key::new(&commune.name, &around, Unit::Now(place))
        });
        let former = self.former.iter().enumerate().map(|(place, ward)| {
            let around = format!("{} {}", ward.district.name, ward.district.province);
            Key::new(&ward.name, &around, Unit::Former(place))
        });
        self.keys = now.chain(former).collect();
    }

    /// Returns every province in alphabetical order.
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// Returns the communes of a province in alphabetical order of their bare names; none for an unknown province.
    pub fn communes(&self, province: ProvinceCode) -> &[Commune] {
        let start = self.communes.partition_point(|commune| commune.province < province);
        let end = self.communes.partition_point(|commune| commune.province <= province);
        &self.communes[start..end]
    }

    /// Returns the province of a code.
    pub fn province(&self, code: ProvinceCode) -> Option<&Province> {
        self.provinces.iter().find(|province| province.code == code)
    }

    /// Returns the commune that has a code now.
    pub fn commune(&self, code: CommuneCode) -> Option<&Commune> {
        self.by_code.get(&code).and_then(|place| self.communes.get(*place))
    }

    /// Returns the ward that had a code before 2025-07-01. Many codes are in use again for another area.
    pub fn former(&self, code: CommuneCode) -> Option<&FormerWard> {
        self.by_former_code.get(&code).and_then(|place| self.former.get(*place))
    }

    /// Returns every ward of before 2025-07-01.
    pub fn all_former(&self) -> &[FormerWard] {
        &self.former
    }

    /// Returns the communes a former ward went into, the likeliest first.
    pub fn heirs(&self, ward: &FormerWard) -> Vec<&Commune> {
        ward.now.iter().filter_map(|code| self.commune(*code)).collect()
    }

    /// Finds units by name, old or new, with or without accents, as "phuong 7 da lat": best first, at most `limit`.
    ///
    /// Every word typed has to be in the unit's name, district or province; the last may be only begun.
    pub fn find(&self, text: &str, limit: usize) -> Vec<Found<'_>> {
        let typed = plain(text);
        if typed.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(u8, usize, &Key)> = self
            .keys
            .iter()
            .enumerate()
            .filter_map(|(place, key)| key.rank(&typed).map(|rank| (rank, place, key)))
            .collect();
        hits.sort_by_key(|(rank, place, _)| (*rank, *place));
        hits.into_iter()
            .take(limit)
            .filter_map(|(_, _, key)| self.found(key.unit))
            .collect()
    }

    fn found(&self, unit: Unit) -> Option<Found<'_>> {
        match unit {
            Unit::Now(place) => self.communes.get(place).map(Found::Now),
            Unit::Former(place) => self.former.get(place).map(|ward| Found::Former(ward, self.heirs(ward))),
        }
    }
}

impl Key {
    fn new(name: &str, around: &str, unit: Unit) -> Self {
        let name = plain(name);
        let kinds = ["phuong ", "xa ", "dac khu ", "thi tran "];
        let bare = kinds
            .iter()
            .find(|kind| name.starts_with(**kind))
            .map_or(0, |kind| kind.len());
        Self {
            text: format!("{name} {}", plain(around)),
            bare,
            name: name.len(),
            unit,
        }
    }

    /// Returns how well the words fit, 0 best; none if one of them is nowhere.
    fn rank(&self, typed: &str) -> Option<u8> {
        let mut words = typed.rsplit(' ');
        let last = words.next()?;
        if !words.all(|word| self.text.split(' ').any(|known| known == word))
            || !self.text.split(' ').any(|known| known.starts_with(last))
        {
            return None;
        }
        let name = self.text.get(..self.name)?;
        let bare = name.get(self.bare..)?;
        let goes_on = |name: &str| typed.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
        Some(if typed == name || typed == bare {
            0
        } else if goes_on(name) || goes_on(bare) {
            1
        } else if name.starts_with(typed) || bare.starts_with(typed) {
            2
        } else {
            3
        })
    }
}

/// Folds a text and leaves nothing but words with one space between them.
pub(super) fn plain(text: &str) -> String {
    fold(text)
        .split([' ', ',', '.', '-'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
