//! The style sheet: `style/main.css` with everything it imports, in one minified file.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};

/// The oldest browsers whose syntax is written: those that know cascade layers and nesting-free CSS of 2022.
const BROWSERS: Browsers = Browsers {
    android: None,
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(97 << 16),
    ie: None,
    ios_saf: Some((15 << 16) | (4 << 8)),
    opera: None,
    safari: Some((15 << 16) | (4 << 8)),
    samsung: Some(18 << 16),
};

/// Returns the bundle of a style sheet.
pub(crate) fn bundle(entry: &Path) -> Result<String> {
    if !entry.is_file() {
        bail!("style: {} is not there", entry.display());
    }
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|error| anyhow!("style: {error}"))?;
    let targets = Targets::from(BROWSERS);
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("style: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("style: {error}"))?;
    Ok(printed.code)
}
