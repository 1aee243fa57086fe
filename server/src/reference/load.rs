//! Reads the files of reference data and answers what validation asks of them.

use std::collections::BTreeMap;

use motcua_app::views::OptionList;
use motcua_core::{
    form::{Choice, Lookup},
    place::{CommuneCode, Places, ProvinceCode},
    procedure::AgencyLevel,
};

use super::{Agencies, Tier, offer::Offers};

/// Places, agencies and shared choices.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Provinces and communes of the whole country.
    pub places: Places,
    /// The agencies of this province.
    pub agencies: Agencies,
    /// Shared choices by list name.
    pub lists: BTreeMap<String, OptionList>,
    /// Everything that inputs offer, ready made.
    pub(super) offers: Offers,
}

/// A file of reference data is missing or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("data/{file}: {reason}")]
pub struct BadReference {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
}

/// The shared lists that forms may name.
const LISTS: [&str; 2] = ["ethnicity", "nationality"];

impl Reference {
    /// Reads everything through `file`, which returns the text of a file of `server/data` by its path there.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub fn load<'a>(file: impl Fn(&str) -> Option<&'a str>) -> Result<Self, BadReference> {
        let bad = |name: &str, reason: String| BadReference {
            file: name.to_owned(),
            reason,
        };
        let read = |name: &str| file(name).ok_or_else(|| bad(name, "is missing".to_owned()));
        let places = Places::parse(
            read("units/provinces.tsv")?,
            read("units/communes.tsv")?,
            read("units/former.tsv")?,
        )
        .map_err(|error| bad("units", error.to_string()))?;
        let agencies = Agencies::parse(read("agencies.toml")?).map_err(|reason| bad("agencies.toml", reason))?;
        let mut lists = BTreeMap::new();
        for name in LISTS {
            let path = format!("lists/{name}.tsv");
            lists.insert(
                name.to_owned(),
                choices(read(&path)?).map_err(|reason| bad(&path, reason))?,
            );
        }
        Ok(Self {
            offers: Offers::of(&places, &agencies),
            places,
            agencies,
            lists,
        })
    }

    /// Returns the label of a shared choice.
    pub fn choice_label(&self, list: &str, value: &str) -> Option<&str> {
        let choices = self.lists.get(list)?.choices();
        choices
            .iter()
            .find(|choice| choice.value == value)
            .map(|choice| choice.label.as_str())
    }

    /// Returns the full name of a province by its code.
    pub fn province_name(&self, code: &str) -> Option<String> {
        Some(self.places.province(code.parse().ok()?)?.full_name())
    }

    /// Returns the full name of a commune by its code.
    pub fn commune_name(&self, code: &str) -> Option<&str> {
        Some(self.places.commune(code.parse().ok()?)?.name.as_str())
    }

    /// Returns the name of an agency, or its code where it has none on file.
    pub fn agency_name(&self, code: &str) -> String {
        self.agencies
            .find(code)
            .map_or_else(|| code.to_owned(), |agency| agency.name.clone())
    }

    /// Returns the name of the body above an agency (cơ quan chủ quản): of a department, the province's.
    pub fn superior_name(&self, code: &str) -> Option<String> {
        let is_department = self.agencies.find(code)?.level == Tier::Department;
        let mut all = self.agencies.all().iter();
        let province = all.find(|agency| agency.level == Tier::Province);
        province.filter(|_| is_department).map(|agency| agency.name.clone())
    }
}

fn choices(text: &str) -> Result<OptionList, String> {
    let mut lines = text.lines();
    if lines.next() != Some("key\tname") {
        return Err("the first line is not `key<TAB>name`".to_owned());
    }
    (2..)
        .zip(lines)
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| match line.split_once('\t') {
            Some((value, label)) => Ok(Choice {
                value: value.to_owned(),
                label: label.to_owned(),
            }),
            None => Err(format!("line {number} is not `key<TAB>name`")),
        })
        .collect()
}

impl Lookup for Reference {
    fn has_choice(&self, list: &str, value: &str) -> Option<bool> {
        Some(self.lists.get(list)?.has(value))
    }

    fn has_commune(&self, province: &str, commune: &str) -> Option<bool> {
        let Ok(code) = commune.parse::<CommuneCode>() else {
            return Some(false);
        };
        let Some(found) = self.places.commune(code) else {
            return Some(false);
        };
        if province.is_empty() {
            return Some(true);
        }
        Some(
            province
                .parse::<ProvinceCode>()
                .is_ok_and(|province| province == found.province),
        )
    }

    fn has_agency(&self, level: AgencyLevel, code: &str) -> Option<bool> {
        Some(
            self.agencies
                .find(code)
                .is_some_and(|agency| agency.level.serves(level)),
        )
    }
}
