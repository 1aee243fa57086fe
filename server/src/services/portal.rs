//! What every service needs, put together once at the start.

use std::sync::Arc;

use motcua_core::calendar::Calendar;

use super::{Filings, Revisions};
use crate::{
    clock::Clock,
    error::ServiceError,
    files::{FileStore, Scanner},
    gateways::Gateways,
    reference::Reference,
    registers::Registers,
    sealing::Sealing,
    senders::Senders,
    store::{Conn, Db, Retry, StoreError},
    treasury::Treasury,
};

/// The services of one portal; it implements the ports of `app::backend`.
#[derive(Clone)]
pub struct Portal(pub(crate) Arc<PortalParts>);

/// What a portal is made of.
pub struct PortalParts {
    /// The rows.
    pub db: Db,
    /// The bytes.
    pub files: FileStore,
    /// The time.
    pub clock: Arc<Clock>,
    /// Holidays and desk hours.
    pub calendar: Calendar,
    /// Places, agencies, shared choices.
    pub reference: Arc<Reference>,
    /// Procedures by revision.
    pub revisions: Revisions,
    /// The state's registers, where they are configured.
    pub registers: Option<Registers>,
    /// Who collects fees; none where the portal takes no money.
    pub treasury: Option<Treasury>,
    /// The payment gateways.
    pub gateways: Gateways,
    /// The ways out for messages.
    pub senders: Senders,
    /// What papers are signed with.
    pub sealing: Sealing,
    /// The filings that wait for one another.
    pub filings: Filings,
    /// The address people type, without a slash at its end.
    pub public_url: String,
    /// The virus scanner, where there is one.
    pub scanner: Option<Scanner>,
    /// The greatest size of one file, in bytes.
    pub max_upload_bytes: u64,
    /// The greatest size of all files of a dossier together, in bytes.
    pub max_dossier_bytes: u64,
    /// Whether invented people may sign in.
    pub demo: bool,
    /// Who proves identities: their keys and what people call them.
    pub providers: Vec<(String, String)>,
    /// How long a session lives unused.
    pub session_idle: time::Duration,
    /// The province's name, for the head of pages.
    pub province: String,
}

impl Portal {
    /// Puts a portal together.
    pub fn new(parts: PortalParts) -> Self {
        Self(Arc::new(parts))
    }

    /// Returns its parts.
    pub fn parts(&self) -> &PortalParts {
        &self.0
    }
}

impl PortalParts {
    /// Returns a connection to read by.
    pub(crate) async fn reader(&self) -> Result<Conn, ServiceError> {
        Ok(self.db.reader().await?)
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Contended(_) | StoreError::Down(_) => Self::down("store", error),
            StoreError::Taken(_) | StoreError::Broken { .. } | StoreError::Fault(_) => Self::fault("store", error),
        }
    }
}

impl Retry for ServiceError {
    fn is_retryable(&self) -> bool {
        match self {
            Self::Down { source, .. } => source
                .downcast_ref::<StoreError>()
                .is_some_and(StoreError::is_retryable),
            Self::Answer(_) | Self::Fault { .. } => false,
        }
    }
}
