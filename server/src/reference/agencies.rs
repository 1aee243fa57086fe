//! Agencies (cơ quan) of the province: by code, by commune, by sector.

use std::collections::BTreeMap;

use motcua_core::{agency::AgencyCode, procedure::AgencyLevel};
use serde::Deserialize;

/// One agency.
#[derive(Clone, Debug, Deserialize)]
pub struct Agency {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `province`, `department` or `commune`.
    pub level: Tier,
    /// The statistics office's code of its commune.
    #[serde(default)]
    pub commune: Option<String>,
    /// The sectors it decides in; a commune without the key decides in every one.
    #[serde(default)]
    pub sectors: Option<Vec<String>>,
}

/// Where an agency stands in the province.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The province itself.
    Province,
    /// A department of it.
    Department,
    /// A commune.
    Commune,
}

impl Tier {
    /// Tells whether a procedure of this level is carried out here.
    pub const fn serves(self, level: AgencyLevel) -> bool {
        match (self, level) {
            (Self::Commune, AgencyLevel::Commune) | (Self::Province | Self::Department, AgencyLevel::Province) => true,
            (Self::Commune | Self::Province | Self::Department, _) => false,
        }
    }
}

/// Every agency.
#[derive(Clone, Debug, Default)]
pub struct Agencies {
    all: Vec<Agency>,
    by_code: BTreeMap<String, usize>,
    by_commune: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct File {
    agency: Vec<Agency>,
}

impl Agencies {
    /// Reads `agencies.toml`.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut agencies = Self::default();
        for agency in file.agency {
            agency
                .code
                .parse::<AgencyCode>()
                .map_err(|error| format!("{}: {error}", agency.code))?;
            let at = agencies.all.len();
            if agencies.by_code.insert(agency.code.clone(), at).is_some() {
                return Err(format!("{} stands twice", agency.code));
            }
            if let Some(commune) = &agency.commune {
                agencies.by_commune.insert(commune.clone(), at);
            }
            agencies.all.push(agency);
        }
        Ok(agencies)
    }

    /// Returns every agency in file order.
    pub fn all(&self) -> &[Agency] {
        &self.all
    }

    /// Returns the agency of a code.
    pub fn find(&self, code: &str) -> Option<&Agency> {
        self.by_code.get(code).and_then(|at| self.all.get(*at))
    }

    /// Returns the agency of a commune by the statistics office's code.
    pub fn of_commune(&self, commune: &str) -> Option<&Agency> {
        self.by_commune.get(commune).and_then(|at| self.all.get(*at))
    }

    /// Returns who of a level decides in a sector: the department that names it, else the province itself.
    pub fn of_sector(&self, level: AgencyLevel, sector: &str) -> Option<&Agency> {
        let named = |agency: &&Agency| {
            agency.level.serves(level)
                && agency
                    .sectors
                    .as_ref()
                    .is_some_and(|sectors| sectors.iter().any(|one| one == sector))
        };
        match level {
            AgencyLevel::Province => self
                .all
                .iter()
                .find(named)
                .or_else(|| self.all.iter().find(|agency| agency.level == Tier::Province)),
            AgencyLevel::Commune | AgencyLevel::Ministry | AgencyLevel::Other => None,
        }
    }

    /// Lists the agencies a form's agency field of a level offers.
    pub fn offered(&self, level: AgencyLevel) -> impl Iterator<Item = &Agency> {
        self.all.iter().filter(move |agency| agency.level.serves(level))
    }
}
