//! The demonstration province's data agree with each other: agencies, sectors, life events, holidays, lists, procedures.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests stand outside of #[test]"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use motcua_core::{
    agency::AgencyCode,
    calendar::{DayKind, HolidayFile, Holidays, format},
    form::{Kind, Options},
    procedure::{AgencyLevel, Procedure},
};
use motcua_server::catalogue::load_dir;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agencies {
    agency: Vec<Agency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agency {
    code: String,
    name: String,
    level: String,
    commune: Option<String>,
    sectors: Option<Vec<String>>,
    desk: Vec<Desk>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Desk {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sectors {
    sector: Vec<Sector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sector {
    key: String,
    name: String,
    name_en: String,
    icon: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LifeEvents {
    life_event: Vec<LifeEvent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LifeEvent {
    key: String,
    title: String,
    title_en: String,
    text: String,
    text_en: String,
    icon: String,
    procedures: Vec<String>,
}

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(path)
}

fn read<T: for<'de> Deserialize<'de>>(path: &str) -> T {
    toml::from_str(&fs::read_to_string(data(path)).unwrap()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Lines after the head, cut into columns.
fn table(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(data(path)).unwrap();
    text.lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

fn procedures() -> Vec<Procedure> {
    let loaded = load_dir(&data("procedures")).unwrap();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.procedures
}

fn reference(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/reference")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: ../shared/reference is not beside the repository");
    None
}

#[test]
fn every_commune_of_the_province_is_an_agency_once_under_its_real_name() {
    let agencies: Agencies = read("agencies.toml");
    let codes: BTreeSet<&str> = agencies.agency.iter().map(|agency| agency.code.as_str()).collect();
    assert_eq!(codes.len(), agencies.agency.len(), "a code stands twice");
    let province: AgencyCode = "H36".parse().unwrap();
    for agency in &agencies.agency {
        let code: AgencyCode = agency.code.parse().unwrap();
        assert!(code.is_within(&province), "{}", agency.code);
        assert!(
            agency.desk.iter().all(|desk| !desk.name.is_empty()) && !agency.desk.is_empty(),
            "{}",
            agency.code
        );
        assert_eq!(agency.level == "commune", agency.commune.is_some(), "{}", agency.code);
    }
    let communes: BTreeMap<String, String> = table("units/communes.tsv")
        .into_iter()
        .filter(|row| row[1] == "68")
        .map(|row| (row[0].clone(), row[2].to_lowercase()))
        .collect();
    let named: BTreeMap<String, String> = agencies
        .agency
        .iter()
        .filter_map(|agency| Some((agency.commune.clone()?, agency.name.to_lowercase())))
        .collect();
    assert_eq!(named.len(), 124);
    assert_eq!(named.keys().collect::<Vec<_>>(), communes.keys().collect::<Vec<_>>());
    for (commune, name) in &communes {
        assert_eq!(named[commune], format!("ủy ban nhân dân {name}"));
    }
}

#[test]
fn every_sector_has_procedures_and_whoever_decides_in_it() {
    let (sectors, agencies): (Sectors, Agencies) = (read("sectors.toml"), read("agencies.toml"));
    let keys: BTreeSet<&str> = sectors.sector.iter().map(|sector| sector.key.as_str()).collect();
    assert_eq!(keys.len(), sectors.sector.len());
    for sector in &sectors.sector {
        assert!(
            !sector.name.is_empty() && !sector.name_en.is_empty() && !sector.icon.is_empty(),
            "{}",
            sector.key
        );
    }
    let procedures = procedures();
    let used: BTreeSet<&str> = procedures.iter().map(|procedure| procedure.sector.as_str()).collect();
    let decided: BTreeSet<&str> = agencies
        .agency
        .iter()
        .flat_map(|a| a.sectors.iter().flatten())
        .map(String::as_str)
        .collect();
    assert_eq!(
        used.difference(&keys).count() + decided.difference(&keys).count(),
        0,
        "unknown sectors"
    );
    for procedure in &procedures {
        if procedure.agency_levels.contains(&AgencyLevel::Province) {
            let sector = procedure.sector.as_str();
            assert!(
                decided.contains(sector),
                "nobody in the province decides {} ({sector})",
                procedure.code
            );
        }
    }
    let unused: Vec<_> = keys.difference(&used).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn life_events_lead_to_procedures_that_exist() {
    let events: LifeEvents = read("life_events.toml");
    let procedures = procedures();
    let codes: BTreeSet<&str> = procedures.iter().map(|procedure| procedure.code.as_str()).collect();
    let keys: BTreeSet<&str> = events.life_event.iter().map(|event| event.key.as_str()).collect();
    assert_eq!(keys.len(), events.life_event.len());
    for event in &events.life_event {
        let words = [&event.title, &event.title_en, &event.text, &event.text_en, &event.icon];
        assert!(words.iter().all(|word| !word.is_empty()), "{}", event.key);
        assert!(!event.procedures.is_empty(), "{}", event.key);
        for code in &event.procedures {
            assert!(codes.contains(code.as_str()), "{}: {code}", event.key);
        }
    }
    let sprite = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/pictograms.svg")).unwrap();
    for event in &events.life_event {
        assert!(
            sprite.contains(&format!("id=\"{}\"", event.icon)),
            "no drawing {}",
            event.icon
        );
    }
}

#[test]
fn the_holidays_are_the_announced_ones() {
    let file: HolidayFile = read("holidays.toml");
    assert_eq!(file.announced_years, BTreeSet::from([2023, 2024, 2025, 2026]));
    Holidays::new(file.clone()).unwrap();
    let Some(path) = reference("vectors/holidays_2023_2026.json") else {
        return;
    };
    let vector: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let days = |worked: bool| -> BTreeSet<String> {
        let chosen = file
            .days
            .iter()
            .filter(|day| (day.kind == DayKind::WorkedSaturday) == worked);
        chosen.map(|day| format::iso(day.date)).collect()
    };
    assert_eq!(
        days(false),
        vector["days_off"].as_object().unwrap().keys().cloned().collect()
    );
    let saturdays = vector["working_saturdays"].as_array().unwrap();
    assert_eq!(
        days(true),
        saturdays.iter().map(|day| day.as_str().unwrap().to_owned()).collect()
    );
}

#[test]
fn the_lists_hold_every_people_and_country_once_and_every_list_asked_for() {
    let mut lists = BTreeSet::new();
    for (name, least) in [("ethnicity", 55), ("nationality", 195)] {
        let rows = table(&format!("lists/{name}.tsv"));
        let (keys, names): (BTreeSet<_>, BTreeSet<_>) = rows.iter().map(|row| (&row[0], &row[1])).unzip();
        assert!(
            rows.len() >= least && keys.len() == rows.len() && names.len() == rows.len(),
            "{name}"
        );
        lists.insert(name.to_owned());
    }
    assert_eq!(table("lists/nationality.tsv")[0], ["VN", "Việt Nam"]);
    assert_eq!(table("lists/ethnicity.tsv")[0], ["01", "Kinh"]);
    for procedure in procedures() {
        for field in procedure
            .form
            .iter()
            .flat_map(|form| &form.sections)
            .flat_map(|section| &section.fields)
        {
            if let Kind::Choice {
                options: Options::List(list),
            } = &field.kind
            {
                assert!(lists.contains(list), "{}: {list}", procedure.code);
            }
        }
    }
}

#[test]
fn every_procedure_with_a_form_in_the_reference_can_be_filed_with_all_of_it() {
    let procedures = procedures();
    assert!(procedures.len() >= 45);
    let Some(folder) = reference("procedures") else { return };
    let mut forms = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let source: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let Some(asked) = source["form"]["fields"].as_array() else {
            continue;
        };
        let code = source["code"].as_str().unwrap();
        let procedure = procedures
            .iter()
            .find(|procedure| procedure.code.as_str() == code)
            .unwrap();
        assert!(procedure.can_file(), "{code}");
        let form = procedure.form.as_ref().unwrap();
        let fields = form.sections.iter().map(|section| section.fields.len()).sum::<usize>();
        let typed = asked.iter().filter(|field| {
            let (kind, label) = (field["type"].as_str().unwrap(), field["label"].as_str().unwrap());
            !matches!(kind, "signature" | "official_use") && !label.starts_with("Cam ") && !label.contains("bằng chữ")
        });
        assert!(fields >= typed.count(), "{code} asks {fields} things");
        assert!(!form.declaration.is_empty(), "{code}");
        forms += 1;
    }
    assert_eq!(forms, 12);
}

#[test]
fn every_form_can_be_filled_to_the_end_whatever_is_answered_first() {
    for procedure in procedures() {
        if procedure.can_file() {
            crate::filling::fill_every_way(&procedure);
        }
    }
}
