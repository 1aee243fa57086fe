//! Reads that are a person's own: the session, drafts, dossiers, the desk.

use super::ApiError;
use crate::views::{DeskDossier, DeskLine, DossierLine, DraftLine, Me, Person, StepView, TrackView};

#[cfg(feature = "ssr")]
pub use on_server::*;

#[cfg(feature = "ssr")]
#[expect(
    missing_docs,
    reason = "the macro makes argument types; the functions are documented in the browser's twin"
)]
mod on_server {
    use leptos::prelude::*;
    use leptos::server_fn::codec::GetUrl;

    use super::super::answer::told;
    use super::*;
    use crate::backend::backend;

    #[server(endpoint = "session/me", input = GetUrl)]
    pub async fn session() -> Result<Me, ApiError> {
        Ok(backend()?.me)
    }

    #[server(endpoint = "session/people", input = GetUrl)]
    pub async fn people() -> Result<Vec<Person>, ApiError> {
        let backend = backend()?;
        told(backend.accounts.demonstration().await)
    }

    #[server(endpoint = "drafts/step", input = GetUrl)]
    pub async fn step(draft: String, step: String, #[server(default)] checked: bool) -> Result<StepView, ApiError> {
        let backend = backend()?;
        let draft = told(draft.parse().map_err(|_| ApiError::NotFound))?;
        told(backend.drafts.step(&backend.me, draft, step, checked).await)
    }

    #[server(endpoint = "drafts/mine", input = GetUrl)]
    pub async fn my_drafts() -> Result<Vec<DraftLine>, ApiError> {
        let backend = backend()?;
        told(backend.drafts.mine(&backend.me).await)
    }

    #[server(endpoint = "dossiers/track", input = GetUrl)]
    pub async fn track(number: String) -> Result<TrackView, ApiError> {
        let backend = backend()?;
        let number = told(number.parse().map_err(|_| ApiError::NotFound))?;
        told(backend.dossiers.track(&backend.me, number).await)
    }

    #[server(endpoint = "dossiers/mine", input = GetUrl)]
    pub async fn my_dossiers() -> Result<Vec<DossierLine>, ApiError> {
        let backend = backend()?;
        told(backend.dossiers.mine(&backend.me).await)
    }

    #[server(endpoint = "desk/queue", input = GetUrl)]
    pub async fn queue() -> Result<Vec<DeskLine>, ApiError> {
        let backend = backend()?;
        told(backend.desk.queue(&backend.me).await)
    }

    #[server(endpoint = "desk/dossier", input = GetUrl)]
    pub async fn dossier_on_desk(number: String) -> Result<DeskDossier, ApiError> {
        let backend = backend()?;
        let number = told(number.parse().map_err(|_| ApiError::NotFound))?;
        told(backend.desk.dossier(&backend.me, number).await)
    }
}

#[cfg(not(feature = "ssr"))]
mod in_browser {
    use super::super::catalogue::push;
    use super::*;
    use crate::device::read;

    /// Returns who is asking.
    ///
    /// # Errors
    /// As every read.
    pub async fn session() -> Result<Me, ApiError> {
        read("session/me", String::new()).await
    }

    /// Lists the invented people of the demonstration.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] where there is no demonstration.
    pub async fn people() -> Result<Vec<Person>, ApiError> {
        read("session/people", String::new()).await
    }

    /// Returns one step of a draft, with its problems when `checked`.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`]; [`ApiError::NotFound`] for somebody else's draft.
    pub async fn step(draft: String, step: String, checked: bool) -> Result<StepView, ApiError> {
        let mut query = String::new();
        push(&mut query, "draft", &draft);
        push(&mut query, "step", &step);
        push(&mut query, "checked", if checked { "true" } else { "" });
        read("drafts/step", query).await
    }

    /// Lists the person's drafts.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`].
    pub async fn my_drafts() -> Result<Vec<DraftLine>, ApiError> {
        read("drafts/mine", String::new()).await
    }

    /// Returns what the asker may see of a dossier.
    ///
    /// # Errors
    /// [`ApiError::NotFound`].
    pub async fn track(number: String) -> Result<TrackView, ApiError> {
        read("dossiers/track", numbered(&number)).await
    }

    /// Lists the person's dossiers.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`].
    pub async fn my_dossiers() -> Result<Vec<DossierLine>, ApiError> {
        read("dossiers/mine", String::new()).await
    }

    /// Lists the desk's open dossiers.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for anybody but an officer.
    pub async fn queue() -> Result<Vec<DeskLine>, ApiError> {
        read("desk/queue", String::new()).await
    }

    /// Returns a dossier as the desk sees it.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for anybody but the agency's officers.
    pub async fn dossier_on_desk(number: String) -> Result<DeskDossier, ApiError> {
        read("desk/dossier", numbered(&number)).await
    }

    fn numbered(number: &str) -> String {
        let mut query = String::new();
        push(&mut query, "number", number);
        query
    }
}
#[cfg(not(feature = "ssr"))]
pub use in_browser::*;
