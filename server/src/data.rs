//! The demonstration province's data, carried inside the program so that one file is enough to run it.

use include_dir::{Dir, include_dir};
use motcua_core::calendar::{Calendar, HolidayFile, Holidays};

use crate::catalogue::{self, Loaded};

static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Returns the text of a file of `server/data` by its path there.
pub fn text(path: &str) -> Option<&'static str> {
    DATA.get_file(path)?.contents_utf8()
}

/// Returns the calendar with the announced holidays.
///
/// # Errors
/// Says what is wrong with the file of holidays.
pub fn calendar() -> Result<Calendar, String> {
    let text = text("holidays.toml").ok_or("the program was built without data/holidays.toml")?;
    let file: HolidayFile = toml::from_str(text).map_err(|error| format!("data/holidays.toml: {error}"))?;
    let holidays = Holidays::new(file).map_err(|error| format!("data/holidays.toml: {error}"))?;
    Ok(Calendar::new(holidays))
}

/// Reads the procedures carried along.
pub fn procedures() -> Loaded {
    let files = DATA.get_dir("procedures").map(Dir::files).into_iter().flatten();
    catalogue::load_files(files.filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        name.ends_with(".toml").then_some((name, file.contents()))
    }))
}
