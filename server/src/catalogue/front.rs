//! The files of the catalogue's front: sectors with their names, life events, and which procedures are asked for most.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A sector (lĩnh vực).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Its key.
    pub key: String,
    /// Its Vietnamese name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// Its pictogram.
    #[serde(default)]
    pub icon: String,
}

/// A life event (sự kiện trong đời).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeEvent {
    /// Its key.
    pub key: String,
    /// What happened.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// What it takes.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// Its pictogram.
    pub icon: String,
    /// Codes of its procedures, the usual one first.
    pub procedures: Vec<String>,
}

/// What the files say.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// Sectors in the order shown.
    pub sectors: Vec<Sector>,
    /// Life events in the order shown.
    pub life_events: Vec<LifeEvent>,
}

#[derive(Deserialize)]
struct Sectors {
    sector: Vec<Sector>,
}

#[derive(Deserialize)]
struct LifeEvents {
    life_event: Vec<LifeEvent>,
}

impl Front {
    /// Reads the files through `file`, which returns a text by its path.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub fn read<'a>(file: impl Fn(&str) -> Option<&'a str>) -> Result<Self, String> {
        let text = |name: &str| file(name).ok_or_else(|| format!("data/{name} is missing"));
        let wrong = |name: &str, error: toml::de::Error| format!("data/{name}: {error}");
        let sectors: Sectors = toml::from_str(text("sectors.toml")?).map_err(|error| wrong("sectors.toml", error))?;
        let events: LifeEvents =
            toml::from_str(text("life_events.toml")?).map_err(|error| wrong("life_events.toml", error))?;
        Ok(Self {
            sectors: sectors.sector,
            life_events: events.life_event,
        })
    }

    /// Returns names of sectors by key: Vietnamese, and English where there is one.
    pub fn sector_names(&self) -> BTreeMap<&str, (&str, Option<&str>)> {
        self.sectors
            .iter()
            .map(|one| (one.key.as_str(), (one.name.as_str(), one.name_en.as_deref())))
            .collect()
    }
}
