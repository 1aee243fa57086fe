//! What a section's inputs may offer: shared choices, provinces, communes of the chosen ones, agencies.

use std::collections::BTreeSet;

use motcua_app::views::{CommuneLine, Lists};
use motcua_core::{
    form::{Answers, Kind, Options, Section},
    place::ProvinceCode,
};

use super::Reference;

impl Reference {
    /// Returns the lists a section needs, with the communes of every province its answers name and of `home`.
    pub fn lists_for(&self, section: &Section, answers: &Answers, home: Option<ProvinceCode>) -> Lists {
        let mut lists = Lists::default();
        for field in &section.fields {
            match &field.kind {
                Kind::Choice {
                    options: Options::List(name),
                } => {
                    if let Some(choices) = self.lists.get(name) {
                        lists.choices.entry(name.clone()).or_insert_with(|| choices.clone());
                    }
                }
                Kind::Address => self.add_places(&mut lists, section, answers, home),
                Kind::Agency { level } => {
                    lists.agencies.entry(level.key().to_owned()).or_insert_with(|| {
                        self.agencies
                            .offered(*level)
                            .map(|agency| CommuneLine {
                                code: agency.code.clone(),
                                name: agency.name.clone(),
                            })
                            .collect()
                    });
                }
                Kind::Choice {
                    options: Options::Listed(_),
                }
                | Kind::Text { .. }
                | Kind::LongText { .. }
                | Kind::Name
                | Kind::Number { .. }
                | Kind::Money
                | Kind::Date { .. }
                | Kind::Time
                | Kind::Choices { .. }
                | Kind::YesNo
                | Kind::PersonalId
                | Kind::IdentityDocument { .. }
                | Kind::TaxCode
                | Kind::Phone
                | Kind::Email
                | Kind::WebAddress
                | Kind::File
                | Kind::Declaration => {}
            }
        }
        lists
    }

    fn add_places(&self, lists: &mut Lists, section: &Section, answers: &Answers, home: Option<ProvinceCode>) {
        if !lists.provinces.is_empty() {
            return;
        }
        lists.provinces = self
            .places
            .provinces()
            .iter()
            .map(|province| CommuneLine {
                code: province.code.to_string(),
                name: province.full_name(),
            })
            .collect();
        let prefix = format!("{}.", section.key);
        let mut chosen: BTreeSet<ProvinceCode> = home.into_iter().collect();
        chosen.extend(
            answers
                .iter()
                .filter(|(path, _)| path.starts_with(&prefix) && path.ends_with(".province"))
                .filter_map(|(_, code)| code.trim().parse::<ProvinceCode>().ok()),
        );
        for province in chosen {
            let communes = self
                .places
                .communes(province)
                .iter()
                .map(|commune| CommuneLine {
                    code: commune.code.to_string(),
                    name: commune.name.clone(),
                })
                .collect();
            lists.communes.insert(province.to_string(), communes);
        }
    }
}
