//! Comparing what a dossier says of somebody with what a register says of them.

use std::collections::BTreeMap;

use super::Parts;
use crate::{calendar::PartialDate, text::fold};

/// Lists the concepts of which both say something and not the same, with what the register says.
pub fn differences(told: &BTreeMap<String, Parts>, register: &BTreeMap<String, Parts>) -> BTreeMap<String, Parts> {
    register
        .iter()
        .filter(|(concept, says)| told.get(*concept).is_some_and(|told| differ(concept, told, says)))
        .map(|(concept, says)| (concept.clone(), says.clone()))
        .collect()
}

/// Says whether two values of a concept cannot both be right: case, accents and spaces of names do not count, a year fits
/// every day in it, and of an address only the places that have codes.
fn differ(concept: &str, told: &Parts, says: &Parts) -> bool {
    if says.contains_key("province") {
        return ["province", "commune"]
            .iter()
            .any(|part| told.get(*part) != says.get(*part));
    }
    let (Some(told), Some(says)) = (told.get(""), says.get("")) else {
        return false;
    };
    if concept.ends_with("_date") || concept.ends_with("_year") {
        return match (PartialDate::parse(told), PartialDate::parse(says)) {
            (Ok(told), Ok(says)) => told.latest() < says.earliest() || says.latest() < told.earliest(),
            (Err(_), _) | (_, Err(_)) => told != says,
        };
    }
    fold(told) != fold(says)
}
