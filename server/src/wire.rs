//! The composition root: settings in, a portal out. Every part is made here once and handed on.

use std::{fs, sync::Arc};

use axum::Router;
use motcua_app::{
    backend::Backend,
    views::{Me, Person},
};
use motcua_core::procedure::Procedure;
use secrecy::ExposeSecret;

use crate::{
    catalogue::{Front, Reader, Shelf},
    clock::Clock,
    config::Config,
    data,
    error::ServiceError,
    files::{self, FileStore},
    health::Readiness,
    kept::Kept,
    reference::Reference,
    security::rate::Rates,
    services::{Filings, Portal, PortalParts, Revisions},
    session::SessionAccounts,
    store::{Db, revisions},
};

/// The parts of a running portal.
pub struct Wired {
    /// The settings.
    pub config: Arc<Config>,
    /// The services.
    pub portal: Portal,
    /// The ports pages ask, for a visitor.
    pub backend: Backend,
    /// Kept pages.
    pub kept: Arc<Kept>,
    /// How often callers may come.
    pub rates: Arc<Rates>,
    /// The routes of uploaded files.
    pub files: Router,
    /// What must answer for the portal to be ready.
    pub readiness: Readiness,
    /// The invented people, on a demonstration portal.
    pub people: Vec<Person>,
}

/// Makes every part of a portal, the store brought up to date and the procedures in it.
///
/// # Errors
/// One sentence; it never holds the database's address, which may hold a password.
pub async fn wire(config: Config) -> Result<Wired, String> {
    let db = store(&config).await?;
    let clock = clock(&config);
    if config.demo {
        seed(&db, &clock).await?;
    }
    let procedures = published(&db).await?;
    if procedures.is_empty() {
        tracing::warn!("no procedure is published: motcua catalogue publish, or motcua seed");
    }
    let parts = PortalParts {
        files: FileStore::open(&config.data_dir)
            .map_err(|error| cannot("the folder of files cannot be used", error))?,
        calendar: data::calendar()?,
        reference: Arc::new(reference()?),
        revisions: Revisions::publish(&db, procedures.clone(), clock.now())
            .await
            .map_err(|error| cannot("the procedures cannot be published", error))?,
        filings: Filings::default(),
        public_url: config.public_url.clone(),
        max_upload_bytes: config.max_upload_bytes,
        demo: config.demo,
        province: config.province.clone(),
        db: db.clone(),
        clock: Arc::clone(&clock),
    };
    let reader = Reader::new(
        Shelf::new(procedures),
        Front::read(data::text)?,
        Arc::clone(&parts.reference),
        parts.calendar.clone(),
        clock,
    );
    let portal = Portal::new(parts);
    let people = if config.demo {
        portal.demonstration_people().map_err(|error| error.to_string())?
    } else {
        Vec::new()
    };
    Ok(Wired {
        backend: Backend {
            catalogue: Arc::new(reader),
            drafts: Arc::new(portal.clone()),
            dossiers: Arc::new(portal.clone()),
            desk: Arc::new(portal.clone()),
            accounts: Arc::new(SessionAccounts::new(portal.clone(), config.is_https())),
            me: Me::default(),
        },
        files: files::routes(portal.clone()),
        kept: Arc::new(Kept::default()),
        rates: Arc::new(Rates::new(&config)),
        readiness: Readiness {
            db,
            data_dir: config.data_dir.clone(),
        },
        config: Arc::new(config),
        portal,
        people,
    })
}

/// Returns the clock of the settings.
pub fn clock(config: &Config) -> Arc<Clock> {
    Arc::new(config.clock.map_or_else(Clock::real, Clock::fixed))
}

/// Opens the store and brings it up to date.
///
/// # Errors
/// One sentence, without the address.
pub async fn store(config: &Config) -> Result<Db, String> {
    writable(config)?;
    let url = config.database_url.expose_secret();
    let db = Db::open(url)
        .await
        .map_err(|error| cannot("the database cannot be opened", error))?;
    db.migrate()
        .await
        .map_err(|error| cannot("the database cannot be brought up to date", error))?;
    Ok(db)
}

/// Publishes the procedures carried along; what is published already stays as it is.
///
/// # Errors
/// One sentence.
pub async fn seed(db: &Db, clock: &Clock) -> Result<usize, String> {
    let loaded = data::procedures();
    if let Some(problem) = loaded.problems.first() {
        return Err(format!("the program was built with a wrong procedure file: {problem}"));
    }
    publish(db, clock, loaded.procedures)
        .await
        .map_err(|error| cannot("the procedures cannot be published", error))
}

/// Publishes procedures and returns how many revisions are new.
///
/// # Errors
/// When the store does not take them.
pub async fn publish(db: &Db, clock: &Clock, procedures: Vec<Procedure>) -> Result<usize, ServiceError> {
    let count =
        async || -> Result<usize, ServiceError> { Ok(revisions::published(&mut db.reader().await?).await?.len()) };
    let before = count().await?;
    Revisions::publish(db, procedures, clock.now()).await?;
    Ok(count().await?.saturating_sub(before))
}

/// Returns every published revision, in the order they were published.
///
/// # Errors
/// One sentence.
pub async fn published(db: &Db) -> Result<Vec<Procedure>, String> {
    let failed = |error| cannot("the procedures cannot be read", error);
    let mut conn = db.reader().await.map_err(failed)?;
    revisions::all(&mut conn).await.map_err(failed)
}

/// Returns the places, agencies and lists carried along.
///
/// # Errors
/// Names the file and what is wrong with it.
pub fn reference() -> Result<Reference, String> {
    Reference::load(data::text).map_err(|error| error.to_string())
}

fn cannot(what: &str, error: impl std::fmt::Display) -> String {
    format!("{what}: {error}")
}

/// Makes sure that the data folder can be written to.
fn writable(config: &Config) -> Result<(), String> {
    let folder = config.data_dir.display();
    let probe = config.data_dir.join(".probe");
    let tried = fs::create_dir_all(&config.data_dir).and_then(|()| fs::write(&probe, [0; 1 << 16]));
    let _ = fs::remove_file(&probe);
    tried.map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            format!(
                "{folder} cannot be written to; give this user the right to, or choose another folder with --data-dir"
            )
        }
        std::io::ErrorKind::StorageFull => format!("there is no room left on the disk of {folder}"),
        _ => format!("{folder} cannot hold the data: {error}"),
    })
}
