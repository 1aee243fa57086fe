//! The days a list is asked for, as the query of an address names them.

use motcua_app::api::ApiError;
use motcua_core::calendar::format;
use serde::Deserialize;
use time::Date;

/// From one day to another, `yyyy-mm-dd`.
#[derive(Debug, Deserialize)]
pub struct Days {
    #[serde(rename = "tu")]
    from: String,
    #[serde(rename = "den")]
    to: String,
}

impl Days {
    /// Returns the two days.
    ///
    /// # Errors
    /// [`ApiError::Refused`] when one of them is no day.
    pub fn read(&self) -> Result<(Date, Date), ApiError> {
        let days = format::parse_iso(&self.from).zip(format::parse_iso(&self.to));
        days.ok_or_else(|| ApiError::Refused("register_days".to_owned()))
    }
}
