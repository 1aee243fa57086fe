//! The closed vocabularies of a procedure.

use serde::{Deserialize, Serialize};

/// How far a service goes online (mức độ 1–4, NĐ 43/2011).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum ServiceLevel {
    /// Information only.
    Information,
    /// Forms to download; filed on paper.
    Forms,
    /// Filled in and sent online; paid and received at the office.
    Filing,
    /// Also paid and delivered online.
    Complete,
}

impl ServiceLevel {
    /// Returns 1–4.
    pub const fn number(self) -> u8 {
        match self {
            Self::Information => 1,
            Self::Forms => 2,
            Self::Filing => 3,
            Self::Complete => 4,
        }
    }

    /// Says whether a dossier can be filed through the portal.
    pub const fn can_file(self) -> bool {
        matches!(self, Self::Filing | Self::Complete)
    }
}

impl TryFrom<u8> for ServiceLevel {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        match number {
            1 => Ok(Self::Information),
            2 => Ok(Self::Forms),
            3 => Ok(Self::Filing),
            4 => Ok(Self::Complete),
            _ => Err("a service level is 1, 2, 3 or 4"),
        }
    }
}

impl From<ServiceLevel> for u8 {
    fn from(level: ServiceLevel) -> Self {
        level.number()
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $key:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$item_doc])* #[serde(rename = $key)] $item),*
        }

        impl $name {
            /// Every term, in the order it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$item),*];

            /// Returns the key used in files, URLs and the store.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$item => $key),* }
            }

            /// Returns the term of a key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|term| term.key() == key)
            }
        }
    };
}

vocabulary! {
    /// What of a service is done online (NĐ 42/2022 art.11); recorded, never derived from the level.
    Coverage {
        /// Dịch vụ công trực tuyến toàn trình.
        Full = "full",
        /// Dịch vụ công trực tuyến một phần.
        Partial = "partial",
        /// Only information is given.
        None = "none",
        /// Not stated by the source.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Whom a procedure serves (đối tượng thực hiện).
    Audience {
        /// Công dân.
        Citizen = "citizen",
        /// Doanh nghiệp, hộ kinh doanh, hợp tác xã.
        Business = "business",
        /// Tổ chức khác.
        Organisation = "organisation",
        /// Người nước ngoài, người Việt Nam định cư ở nước ngoài.
        Foreigner = "foreigner",
    }
}

vocabulary! {
    /// The tier of an agency (cấp thực hiện).
    AgencyLevel {
        /// Cấp xã.
        Commune = "commune",
        /// Cấp tỉnh.
        Province = "province",
        /// Cấp bộ.
        Ministry = "ministry",
        /// Cơ quan khác.
        Other = "other",
    }
}

vocabulary! {
    /// How a dossier is filed (hình thức nộp).
    Channel {
        /// Trực tuyến.
        Online = "online",
        /// Trực tiếp.
        Counter = "counter",
        /// Bưu chính công ích.
        Post = "post",
    }
}

vocabulary! {
    /// What the clock does when a supplement arrives (NĐ 61/2018 art.19(4)).
    AfterSupplement {
        /// The time limit starts again.
        Restart = "restart",
        /// The time limit goes on.
        Continue = "continue",
    }
}
