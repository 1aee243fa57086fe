//! Units that ceased on 2025-07-01 (đơn vị hành chính cũ): old papers still carry their names.

use super::CommuneCode;

/// A district that ceased (quận, huyện, thị xã, thành phố).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerDistrict {
    /// Its code of three digits.
    pub code: String,
    /// Its name with the kind: "Huyện Lạc Dương".
    pub name: String,
    /// Its province of then, with the kind: "Tỉnh Bình Thuận".
    pub province: String,
}

/// A ward that ceased or changed (phường, xã, thị trấn).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerWard {
    /// Its code; none for an island district that had no wards.
    pub code: Option<CommuneCode>,
    /// Its name with the kind: "Phường 7"; the district's own name where that had no wards.
    pub name: String,
    /// The district it was in.
    pub district: FormerDistrict,
    /// The communes it went into, the likeliest first; never empty.
    pub now: Vec<CommuneCode>,
}

impl FormerWard {
    /// Says whether it was divided, so that the person has to choose.
    pub fn is_divided(&self) -> bool {
        self.now.len() > 1
    }

    /// Returns the whole old name: "Phường 7, Thành phố Đà Lạt, Tỉnh Lâm Đồng".
    pub fn full_name(&self) -> String {
        let FormerDistrict { name, province, .. } = &self.district;
        if self.code.is_none() {
            format!("{name}, {province}")
        } else {
            format!("{}, {name}, {province}", self.name)
        }
    }
}
