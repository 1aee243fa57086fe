//! Reads that are open to everybody.

#![expect(missing_docs, reason = "the macro makes argument types")]

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use motcua_core::procedure::{AgencyLevel, Audience, ServiceLevel};

use super::ApiError;
use super::answer::{answers_of, told};
use crate::backend::backend;
use crate::views::{BlankFormView, Found, HomeView, LifeEventView, OptionList, ProcedureView, SearchQuery, SearchView};

/// Returns what the home page shows.
///
/// # Errors
/// As every read.
#[server(endpoint = "catalogue/home", input = GetUrl)]
pub async fn home() -> Result<HomeView, ApiError> {
    let backend = backend()?;
    told(backend.catalogue.home(&backend.me).await)
}

/// Searches procedures.
///
/// # Errors
/// As every read.
#[server(endpoint = "catalogue/search", input = GetUrl)]
pub async fn search(#[server(flatten)] asked: Asked) -> Result<SearchView, ApiError> {
    let backend = backend()?;
    told(backend.catalogue.search(asked.query()).await)
}

/// Returns a procedure with what the answers select.
///
/// # Errors
/// As every read.
#[server(endpoint = "catalogue/procedure", input = GetUrl)]
pub async fn procedure(
    code: String,
    #[server(default)] answers: BTreeMap<String, String>,
) -> Result<Found<ProcedureView>, ApiError> {
    let backend = backend()?;
    let answers = told(answers_of(answers))?;
    told(backend.catalogue.procedure(&code, answers).await)
}

/// Returns a procedure's whole form, blank.
///
/// # Errors
/// As every read.
#[server(endpoint = "catalogue/blank_form", input = GetUrl)]
pub async fn blank_form(code: String) -> Result<Found<BlankFormView>, ApiError> {
    let backend = backend()?;
    told(backend.catalogue.blank_form(&code).await)
}

/// Returns a life event with its procedures.
///
/// # Errors
/// As every read.
#[server(endpoint = "catalogue/life_event", input = GetUrl)]
pub async fn life_event(key: String) -> Result<LifeEventView, ApiError> {
    let backend = backend()?;
    told(backend.catalogue.life_event(&key).await)
}

/// Returns a province's communes.
///
/// # Errors
/// As every read.
#[server(endpoint = "catalogue/communes", input = GetUrl)]
pub async fn communes(province: String) -> Result<OptionList, ApiError> {
    let backend = backend()?;
    let province = told(province.parse().map_err(|_| ApiError::NotFound))?;
    told(backend.catalogue.communes(province).await)
}

/// A search as its address says it; a part that cannot be read is no filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words.
    pub q: String,
    /// A sector's key.
    pub sector: String,
    /// A tier's key.
    pub agency: String,
    /// An audience's key.
    pub audience: String,
    /// A service level's number.
    pub level: String,
    /// The page, from 1.
    pub page: String,
}

impl Asked {
    fn query(self) -> SearchQuery {
        SearchQuery {
            q: self.q.chars().take(200).collect(),
            sector: Some(self.sector).filter(|key| !key.is_empty()),
            agency: AgencyLevel::from_key(&self.agency),
            audience: Audience::from_key(&self.audience),
            level: self
                .level
                .parse()
                .ok()
                .and_then(|number: u8| ServiceLevel::try_from(number).ok()),
            page: self.page.parse().unwrap_or(1).clamp(1, 10_000),
        }
    }

    /// Returns name and value of every part that is set, the page left out.
    pub fn parts(&self) -> [(&'static str, &str); 5] {
        [
            ("q", &self.q),
            ("sector", &self.sector),
            ("agency", &self.agency),
            ("audience", &self.audience),
            ("level", &self.level),
        ]
    }

    /// Writes the address's query, for one page of results.
    pub fn address(&self, page: u32) -> String {
        let mut out = String::new();
        for (name, value) in self.parts() {
            push(&mut out, name, value);
        }
        if page > 1 {
            push(&mut out, "page", &page.to_string());
        }
        out
    }

    /// Says whether anything narrows the search but its words.
    pub fn is_filtered(&self) -> bool {
        self.parts().iter().skip(1).any(|(_, value)| !value.is_empty())
    }
}

/// Appends `name=value` to a query, when there is a value.
pub fn push(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        out.push_str(&crate::paths::encoded(value));
    }
}
