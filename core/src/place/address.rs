//! Addresses as papers print them (địa chỉ trên giấy tờ), in one line and mostly in the units of before 2025-07-01, read
//! into the units of today.

use super::{CommuneCode, Places, ProvinceCode, places::plain};

/// What a printed address says in the units of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedAddress {
    /// The province.
    pub province: ProvinceCode,
    /// The commune; none where the old one was divided or is not known.
    pub commune: Option<CommuneCode>,
    /// What stands before them, as printed; everything before the province where the commune is not known.
    pub street: String,
}

/// How kinds of units are written before their names, folded; the longest first.
const KINDS: [&str; 18] = [
    "thanh pho ",
    "thi tran ",
    "dac khu ",
    "thi xa ",
    "phuong ",
    "huyen ",
    "quan ",
    "tinh ",
    "xa ",
    "tp ",
    "tt ",
    "tx ",
    "dk ",
    "p ",
    "x ",
    "h ",
    "q ",
    "t ",
];

impl Places {
    /// Reads an address whose last parts, between commas, name units, with or without a district, old or of today.
    pub fn read_printed(&self, text: &str) -> Option<PrintedAddress> {
        let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let (last, before) = parts.split_last()?;
        let province = bare(last);
        let told = |parts: &[&str]| parts.join(", ");
        if let [street @ .., ward, district] = before {
            let (ward, district) = (bare(ward), bare(district));
            let former = self.all_former().iter().find(|former| {
                former.code.is_some()
                    && bare(&former.name) == ward
                    && bare(&former.district.name) == district
                    && bare(&former.district.province) == province
            });
            if let Some(heir) = former.and_then(|former| Some((former, *self.heirs(former).first()?))) {
                let (former, likeliest) = heir;
                return Some(if former.is_divided() {
                    PrintedAddress {
                        province: likeliest.province,
                        commune: None,
                        street: told(before),
                    }
                } else {
                    PrintedAddress {
                        province: likeliest.province,
                        commune: Some(likeliest.code),
                        street: told(street),
                    }
                });
            }
        }
        let names_it = |name: &str| bare(name) == province;
        let found = self.provinces().iter().find(|one| names_it(&one.name)).or_else(|| {
            self.provinces()
                .iter()
                .find(|one| one.former.iter().any(|name| names_it(name)))
        })?;
        let (street, commune) = match before {
            [street @ .., ward] => {
                let mut same = self
                    .communes(found.code)
                    .iter()
                    .filter(|one| bare(&one.name) == bare(ward));
                match (same.next(), same.next()) {
                    (Some(only), None) => (street, Some(only.code)),
                    (Some(_) | None, _) => (before, None),
                }
            }
            [] => (before, None),
        };
        Some(PrintedAddress {
            province: found.code,
            commune,
            street: told(street),
        })
    }
}

/// Folds a name and takes its kind off.
fn bare(name: &str) -> String {
    let name = plain(name);
    let kind = KINDS.iter().find(|kind| name.starts_with(**kind));
    kind.and_then(|kind| name.strip_prefix(kind))
        .unwrap_or(&name)
        .to_owned()
}
