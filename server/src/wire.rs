//! The composition root: settings in, a portal out. Every part is made here once and handed on.

use std::{fs, sync::Arc};

use axum::Router;
use motcua_app::{
    backend::Backend,
    views::{Me, Person},
};
use motcua_core::procedure::Procedure;
use motcua_signing::Certificate;
use secrecy::ExposeSecret;

use crate::{
    catalogue::{Front, Reader, Shelf},
    clock::Clock,
    config::Config,
    data,
    error::ServiceError,
    files::{self, FileKeys, FileStore},
    gateways::Gateways,
    health::Readiness,
    kept::Kept,
    oidc,
    reference::Reference,
    registers::Registers,
    sealing::Sealing,
    security::rate::Rates,
    senders::{Gateway, Mail, Sender, Senders},
    services::{self, Filings, Portal, PortalParts, Revisions},
    session::{SessionAccounts, SessionNotices},
    store::{Db, revisions},
    treasury::Treasury,
};

/// The parts of a running portal.
pub struct Wired {
    /// The settings.
    pub config: Arc<Config>,
    /// The services.
    pub portal: Portal,
    /// The ports pages ask, for a visitor.
    pub backend: Backend,
    /// Whose signatures on papers are good.
    pub trusted: Arc<[Certificate]>,
    /// What tells the time.
    pub clock: Arc<Clock>,
    /// Kept pages.
    pub kept: Arc<Kept>,
    /// How often callers may come.
    pub rates: Arc<Rates>,
    /// The routes of uploaded files.
    pub files: Router,
    /// The routes of gateways' notices.
    pub notices: Router,
    /// The routes of papers as PDF; empty where they are not built in.
    pub prints: Router,
    /// The routes through which proved identities come in.
    pub doors: Router,
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
    let sealing = Sealing::of(&config)?;
    let clock_of_checks = Arc::clone(&clock);
    let parts = PortalParts {
        files: files(&config)?,
        scanner: config.clamd.clone(),
        calendar: data::calendar()?,
        reference: Arc::new(reference()?),
        revisions: Revisions::publish(&db, procedures.clone(), clock.now())
            .await
            .map_err(|error| cannot("the procedures cannot be published", error))?,
        registers: registers(&config)?,
        senders: senders(&config)?,
        gateways: gateways(&config)?,
        treasury: config.treasury.clone(),
        sealing: sealing.clone(),
        filings: Filings::default(),
        public_url: config.public_url.clone(),
        max_upload_bytes: config.max_upload_bytes,
        max_dossier_bytes: config.max_dossier_bytes,
        demo: config.demo,
        providers: config
            .providers
            .iter()
            .map(|one| (one.key.clone(), one.name.clone()))
            .collect(),
        session_idle: time::Duration::try_from(config.session_idle).unwrap_or(time::Duration::HOUR),
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
    let rates = Arc::new(Rates::new(&config));
    Ok(Wired {
        backend: Backend {
            catalogue: Arc::new(reader),
            drafts: Arc::new(portal.clone()),
            dossiers: Arc::new(portal.clone()),
            desk: Arc::new(portal.clone()),
            profile: Arc::new(portal.clone()),
            documents: Arc::new(portal.clone()),
            notifications: Arc::new(SessionNotices::new(portal.clone(), Arc::clone(&rates))),
            payments: Arc::new(portal.clone()),
            caller: String::new(),
            accounts: Arc::new(SessionAccounts::new(portal.clone(), config.is_https())),
            me: Me::default(),
        },
        files: files::routes(portal.clone()),
        notices: services::payments::routes(portal.clone()),
        #[cfg(feature = "pdf")]
        prints: crate::prints::routes(portal.clone()),
        #[cfg(not(feature = "pdf"))]
        prints: Router::new(),
        doors: oidc::routes(
            portal.clone(),
            oidc::providers(&config.providers, &config.public_url)?,
            Arc::clone(&rates),
            config.is_https(),
        ),
        trusted: sealing.trusted(),
        clock: clock_of_checks,
        kept: Arc::new(Kept::default()),
        rates,
        readiness: Readiness {
            db,
            data_dir: config.data_dir.clone(),
        },
        config: Arc::new(config),
        portal,
        people,
    })
}

/// Returns the state's registers of the settings.
fn registers(config: &Config) -> Result<Option<Registers>, String> {
    let Some(url) = &config.registers_url else {
        return Ok(None);
    };
    Registers::new(
        url,
        &config.registers_user,
        config.registers_password.clone(),
        config.registers_wait,
    )
    .map(Some)
    .map_err(|error| cannot("the registers cannot be asked from here", error))
}

/// Returns the payment gateways that the settings name.
fn gateways(config: &Config) -> Result<Gateways, String> {
    let gateways = config.treasury.as_ref().map(Treasury::gateways).transpose();
    let gateways = gateways.map_err(|error| cannot("the payment gateways cannot be asked from here", error))?;
    Ok(gateways.unwrap_or_default())
}

/// Returns the ways out for messages that the settings name.
fn senders(config: &Config) -> Result<Senders, String> {
    let host = config
        .public_url
        .rsplit("://")
        .next()
        .and_then(|host| host.split(':').next());
    let from = config.mail_from.clone();
    let from = from.unwrap_or_else(|| ["motcua@", host.unwrap_or("localhost")].concat());
    let mail = config
        .smtp_url
        .as_ref()
        .map(|url| Mail::new(url.expose_secret(), &from));
    let gateway = |gateway: &Option<Gateway>| -> Result<Option<Arc<dyn Sender>>, String> {
        let opened = gateway.as_ref().map(Gateway::open).transpose();
        let opened = opened.map_err(|error| cannot("a gateway cannot be used", error))?;
        Ok(opened.map(Arc::from))
    };
    Ok(Senders {
        email: mail.transpose()?.map(|mail| Arc::new(mail) as Arc<dyn Sender>),
        sms: gateway(&config.gateways.sms)?,
        zalo: gateway(&config.gateways.zalo)?,
    })
}

/// Returns the clock of the settings.
pub fn clock(config: &Config) -> Arc<Clock> {
    Arc::new(config.clock.map_or_else(Clock::real, Clock::fixed))
}

/// Opens the store of files with the portal's keys.
///
/// # Errors
/// One sentence; it never holds a key.
pub fn files(config: &Config) -> Result<FileStore, String> {
    let keys = match &config.file_keys {
        Some(keys) => FileKeys::parse(keys.expose_secret())?,
        None => FileKeys::of_folder(&config.data_dir)?,
    };
    let opened = match &config.bucket {
        Some(bucket) => FileStore::with_objects(&config.data_dir, keys, bucket.open()?, files::bucket::PART),
        None => FileStore::with_keys(&config.data_dir, keys),
    };
    opened.map_err(|error| cannot("the folder of files cannot be used", error))
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
