//! What the inputs of a section may offer: shared choices, provinces, communes, agencies, each list made once.

use std::collections::{BTreeMap, BTreeSet};

use motcua_app::views::{Lists, OptionList};
use motcua_core::{
    form::{Answers, Choice, Kind, Options, Section},
    place::{Places, ProvinceCode},
    procedure::AgencyLevel,
};

use super::{Agencies, Reference};

/// Every list of places and agencies.
#[derive(Clone, Debug)]
pub(super) struct Offers {
    provinces: OptionList,
    communes: BTreeMap<ProvinceCode, OptionList>,
    agencies: BTreeMap<AgencyLevel, OptionList>,
    /// The province the agencies serve: the one their communes lie in.
    home: Option<ProvinceCode>,
}

impl Offers {
    pub(super) fn of(places: &Places, agencies: &Agencies) -> Self {
        let commune = agencies.all().iter().find_map(|agency| agency.commune.as_deref());
        Self {
            provinces: places
                .provinces()
                .iter()
                .map(|province| choice(&province.code, province.full_name()))
                .collect(),
            communes: places
                .provinces()
                .iter()
                .map(|province| {
                    let communes = places.communes(province.code).iter();
                    let offered = communes.map(|commune| choice(&commune.code, commune.name.clone()));
                    (province.code, offered.collect())
                })
                .collect(),
            agencies: AgencyLevel::ALL
                .iter()
                .map(|level| {
                    let offered = agencies.offered(*level);
                    let offered = offered.map(|agency| choice(&agency.code, agency.name.clone()));
                    (*level, offered.collect())
                })
                .collect(),
            home: commune
                .and_then(|code| places.commune(code.parse().ok()?))
                .map(|commune| commune.province),
        }
    }
}

fn choice(value: &impl ToString, label: String) -> Choice {
    Choice {
        value: value.to_string(),
        label,
    }
}

impl Reference {
    /// Returns the communes of a province in Vietnamese order; nothing where there is no such province.
    pub fn communes(&self, province: ProvinceCode) -> Option<OptionList> {
        self.offers.communes.get(&province).cloned()
    }

    /// Returns the lists a section needs, with the communes of every province its answers name and of the province served.
    pub fn lists_for(&self, section: &Section, answers: &Answers) -> Lists {
        let mut lists = Lists::default();
        for field in &section.fields {
            match &field.kind {
                Kind::Choice {
                    options: Options::List(name),
                } => {
                    if let Some(choices) = self.lists.get(name) {
                        lists.choices.insert(name.clone(), choices.clone());
                    }
                }
                Kind::Address => self.add_places(&mut lists, section, answers),
                Kind::Agency { level } => {
                    if let Some(agencies) = self.offers.agencies.get(level) {
                        lists.agencies.insert(level.key().to_owned(), agencies.clone());
                    }
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

    fn add_places(&self, lists: &mut Lists, section: &Section, answers: &Answers) {
        if !lists.communes.is_empty() {
            return;
        }
        lists.provinces = self.offers.provinces.clone();
        let mut chosen: BTreeSet<ProvinceCode> = self.offers.home.into_iter().collect();
        chosen.extend(
            answers
                .iter()
                .filter(|(path, _)| path.split('.').next() == Some(&section.key) && path.ends_with(".province"))
                .filter_map(|(_, code)| code.trim().parse::<ProvinceCode>().ok()),
        );
        for province in chosen {
            if let Some(communes) = self.communes(province) {
                lists.communes.insert(province.to_string(), communes);
            }
        }
    }
}
