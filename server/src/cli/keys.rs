//! `motcua keys`: making a key for files and secrets, seeing which are in use, and sealing all again after a rotation.

use std::collections::BTreeMap;

use super::{Failure, Outcome, output::print, runtime};
use crate::{config::Config, files::FileKeys, services::local, wire};

pub(super) fn fresh() -> Outcome {
    print(&FileKeys::fresh().map_err(Failure::new)?)
}

pub(super) fn list(config: &Config) -> Outcome {
    let counts = runtime::finish(async {
        let files = wire::files(config).map_err(Failure::new)?;
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for (stored, _) in files.list().await.map_err(failed)? {
            if let Some(key) = files.sealed_with(&stored).await.map_err(failed)? {
                *counts.entry(key).or_default() += 1;
            }
        }
        let known: Vec<String> = files.keys().ids().map(str::to_owned).collect();
        Ok((known, counts))
    })?;
    let (known, mut counts) = counts;
    for key in known {
        print(&format!("{key}: {} files", counts.remove(&key).unwrap_or_default()))?;
    }
    for (key, count) in counts {
        let name = if key.is_empty() { "no key" } else { &key };
        print(&format!("{name}, not in the settings: {count} files"))?;
    }
    Ok(())
}

pub(super) fn reseal(config: &Config) -> Outcome {
    let (looked, sealed, codes) = runtime::finish(async {
        let files = wire::files(config).map_err(Failure::new)?;
        let (mut looked, mut sealed) = (0_u64, 0_u64);
        for (stored, _) in files.list().await.map_err(failed)? {
            looked += 1;
            sealed += u64::from(files.reseal(&stored).await.map_err(failed)?);
        }
        let db = wire::store(config).await.map_err(Failure::new)?;
        let codes = local::reseal_codes(&db, files.keys()).await.map_err(failed)?;
        Ok((looked, sealed, codes))
    })?;
    print(&format!(
        "{looked} files looked at, {sealed} sealed again; {codes} authenticators' secrets sealed again"
    ))
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}
