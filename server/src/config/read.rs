//! Where a value comes from: flag, environment, file; it refuses to know what the value means.

use std::{collections::BTreeMap, fmt, fs, io::ErrorKind, path::Path};

use clap::{ArgMatches, parser::ValueSource};

use super::settings::SETTINGS;

/// Where a setting was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// On the command line.
    Flag(&'static str),
    /// In the environment.
    Environment(&'static str),
    /// In the file, under a key.
    File(String, &'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(out, "--{name}"),
            Self::Environment(name) => write!(out, "{name} in the environment"),
            Self::File(path, key) => write!(out, "{key} in {path}"),
        }
    }
}

/// Why the settings cannot be used; one sentence each.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value is not what the setting takes; a secret value is not repeated.
    #[error("{source_of} is '{value}': {expected}")]
    Value {
        /// Where it was set.
        source_of: Source,
        /// What was given.
        value: String,
        /// What is expected.
        expected: &'static str,
    },
    /// The file cannot be read.
    #[error("the settings file {path} cannot be read: {reason}")]
    File {
        /// Its path.
        path: String,
        /// Why.
        reason: String,
    },
    /// The file of gateways cannot be used.
    #[error("the gateways of {path} cannot be used: {reason}")]
    Gateways {
        /// Its path.
        path: String,
        /// Why; no secret is in it.
        reason: String,
    },
    /// The file of the treasury cannot be used.
    #[error("the treasury of {path} cannot be used: {reason}")]
    Treasury {
        /// Its path.
        path: String,
        /// Why; no secret is in it.
        reason: String,
    },
    /// The file of identity providers cannot be used.
    #[error("the identity providers of {path} cannot be used: {reason}")]
    Providers {
        /// Its path.
        path: String,
        /// Why.
        reason: String,
    },
    /// The file has a key that is no setting.
    #[error("{path}: '{key}' is no setting; the settings are {known}")]
    UnknownKey {
        /// The file's path.
        path: String,
        /// The key.
        key: String,
        /// The keys there are.
        known: String,
    },
}

/// The values found, as text, with their sources.
pub(super) struct Values(BTreeMap<&'static str, (String, Source)>);

impl Values {
    /// Collects the values of every setting that is set anywhere.
    pub(super) fn read(matches: &ArgMatches) -> Result<Self, ConfigError> {
        let matches = deepest(matches);
        let mut found = BTreeMap::new();
        for setting in SETTINGS {
            if let Some(value) = matches.get_one::<String>(setting.name) {
                let source = match matches.value_source(setting.name) {
                    Some(ValueSource::EnvVariable) => Source::Environment(setting.env),
                    Some(_) | None => Source::Flag(setting.flag),
                };
                if !value.is_empty() {
                    found.insert(setting.name, (value.clone(), source));
                }
            }
        }
        let named = found.remove("config").map(|(path, _)| path);
        let path = named.clone().unwrap_or_else(|| "motcua.toml".to_owned());
        match fs::read_to_string(Path::new(&path)) {
            Ok(text) => add_file(&mut found, &path, &text)?,
            Err(error) if error.kind() == ErrorKind::NotFound && named.is_none() => {}
            Err(error) => {
                return Err(ConfigError::File {
                    path,
                    reason: error.to_string(),
                });
            }
        }
        Ok(Self(found))
    }

    /// Returns a setting, or its default.
    pub(super) fn or<T>(
        &self,
        name: &str,
        parse: fn(&str) -> Result<T, &'static str>,
        default: impl FnOnce() -> T,
    ) -> Result<T, ConfigError> {
        Ok(self.optional(name, parse)?.unwrap_or_else(default))
    }

    /// Returns a setting, if it is set.
    pub(super) fn optional<T>(
        &self,
        name: &str,
        parse: fn(&str) -> Result<T, &'static str>,
    ) -> Result<Option<T>, ConfigError> {
        let Some((value, source)) = self.0.get(name) else {
            return Ok(None);
        };
        match parse(value) {
            Ok(value) => Ok(Some(value)),
            Err(expected) => Err(ConfigError::Value {
                source_of: source.clone(),
                value: if matches!(name, "database_url" | "file_keys" | "files_key" | "smtp_url") {
                    "(not shown)".to_owned()
                } else {
                    value.clone()
                },
                expected,
            }),
        }
    }
}

fn deepest(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, inner)) => deepest(inner),
        None => matches,
    }
}

fn add_file(found: &mut BTreeMap<&'static str, (String, Source)>, path: &str, text: &str) -> Result<(), ConfigError> {
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        // The library's own text quotes the line, which may hold a password.
        let line = error
            .span()
            .map_or(0, |span| text[..span.start.min(text.len())].lines().count().max(1));
        ConfigError::File {
            path: path.to_owned(),
            reason: format!("line {line}: {}", error.message()),
        }
    })?;
    for (key, value) in table {
        let Some(setting) = SETTINGS.iter().find(|setting| setting.name == key && key != "config") else {
            let known = SETTINGS
                .iter()
                .map(|setting| setting.name)
                .filter(|name| *name != "config");
            return Err(ConfigError::UnknownKey {
                path: path.to_owned(),
                key,
                known: known.collect::<Vec<_>>().join(", "),
            });
        };
        let text = as_text(&value);
        found
            .entry(setting.name)
            .or_insert_with(|| (text, Source::File(path.to_owned(), setting.name)));
    }
    Ok(())
}

/// Writes a TOML value as a flag would carry it; a list becomes its items with commas.
fn as_text(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(as_text).collect::<Vec<_>>().join(","),
        toml::Value::Datetime(at) => at.to_string(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Table(table) => table.to_string(),
    }
}
