//! What the pages need of the server, as ports. `server` implements them and puts one [`Backend`] in Leptos context;
//! this crate cannot name a type of `server`, and nothing here exists in the browser.

mod payments;
mod ports;

use std::sync::Arc;

use leptos::prelude::use_context;

pub use payments::Payments;
pub use ports::{Accounts, CatalogueReader, Desk, Documents, Dossiers, Drafts, Notifications, Profile, Reply};

use crate::api::ApiError;
use crate::views::Me;

/// Stands in Leptos context where the portal prints papers as PDF.
#[derive(Clone, Copy, Debug)]
pub struct Prints;

/// The ports, and who is asking.
#[derive(Clone)]
pub struct Backend {
    /// Procedures, sectors, life events, places.
    pub catalogue: Arc<dyn CatalogueReader>,
    /// Drafts of the person who is asking.
    pub drafts: Arc<dyn Drafts>,
    /// Submitted dossiers, as their owner or the public may see them.
    pub dossiers: Arc<dyn Dossiers>,
    /// The officer's desk.
    pub desk: Arc<dyn Desk>,
    /// One's own papers.
    pub documents: Arc<dyn Documents>,
    /// What is kept of the person who is asking.
    pub profile: Arc<dyn Profile>,
    /// What people are told.
    pub notifications: Arc<dyn Notifications>,
    /// Sign-in and sign-out.
    pub accounts: Arc<dyn Accounts>,
    /// Money.
    pub payments: Arc<dyn Payments>,
    /// The asker's address on the network.
    pub caller: String,
    /// Who is asking, read from the session before the page is rendered.
    pub me: Me,
}

/// Returns the ports of this request.
///
/// # Errors
/// [`ApiError::Unavailable`] when the request was cancelled and its context is gone.
pub fn backend() -> Result<Backend, ApiError> {
    use_context::<Backend>().ok_or(ApiError::Unavailable)
}
