//! The list of settings and the record they become.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Arg, ArgAction, ArgMatches};
use motcua_core::calendar::Moment;
use secrecy::SecretString;

use super::parse::{self, Cidr, LogFormat};
use super::providers::{self, Provider};
use super::read::{ConfigError, Values};
use crate::files::{
    Scanner,
    bucket::{self, Bucket},
};
use crate::senders::Gateways;
use crate::treasury::Treasury;

/// One setting: its name (`data_dir`: `--data-dir`, `MOTCUA_DATA_DIR`, `data_dir = …`), its help and what it is when unset.
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) env: &'static str,
    pub(super) flag: &'static str,
    value: &'static str,
    help: &'static str,
    heading: &'static str,
}

macro_rules! settings {
    ($($heading:literal { $($name:literal $env:literal $flag:literal $value:literal: $help:literal;)* })*) => {
        pub(super) const SETTINGS: &[Setting] = &[$($(Setting {
            name: $name,
            env: $env,
            flag: $flag,
            value: $value,
            help: $help,
            heading: $heading,
        }),*),*];
    };
}

settings! {
    "Where things are" {
        "config" "MOTCUA_CONFIG" "config" "FILE": "TOML file with these settings; motcua.toml here, if there is one";
        "database_url" "MOTCUA_DATABASE_URL" "database-url" "URL":
            "sqlite:FILE or postgres://… (secret, never printed) [default: sqlite: and motcua.db in the data folder]";
        "data_dir" "MOTCUA_DATA_DIR" "data-dir" "DIR": "folder of uploaded files and of the SQLite file [default: var]";
        "site_dir" "MOTCUA_SITE_DIR" "site-dir" "DIR": "folder of built scripts and styles [default: target/site]";
    }
    "Serving" {
        "addr" "MOTCUA_ADDR" "addr" "IP:PORT": "address to listen on [default: 127.0.0.1:3000]";
        "public_url" "MOTCUA_PUBLIC_URL" "public-url" "URL":
            "address people type; https turns on secure cookies and HSTS [default: http:// and the address above]";
        "province" "MOTCUA_PROVINCE" "province" "NAME": "name of the province on the pages [default: Lâm Đồng]";
        "demo" "MOTCUA_DEMO" "demo" "true|false":
            "demonstration portal: invented people sign in without a password, and every page says so [default: false]";
        "identity_providers" "MOTCUA_IDENTITY_PROVIDERS" "identity-providers" "FILE":
            "TOML file of [[provider]] tables: who proves identities, by OpenID Connect [default: none]";
        "session_idle_seconds" "MOTCUA_SESSION_IDLE_SECONDS" "session-idle-seconds" "SECONDS":
            "how long a sign-in lasts unused; used, it lasts twelve times as long [default: 3600]";
        "clock" "MOTCUA_CLOCK" "clock" "TIME": "fixed time for tests, like 2026-11-20T08:00 [default: the real time]";
    }
    "Files" {
        "file_keys" "MOTCUA_FILE_KEYS" "file-keys" "ID:KEY,…":
            "keys that files are sealed with, the first the one in use (secret, never printed); motcua keys new makes one \
             [default: those of the file file-keys in the data folder, made at the first start]";
        "files_url" "MOTCUA_FILES_URL" "files-url" "s3://BUCKET[/PREFIX]":
            "where uploaded files are, where they are not in the data folder [default: none]";
        "files_endpoint" "MOTCUA_FILES_ENDPOINT" "files-endpoint" "URL": "address of the S3 service [default: Amazon's]";
        "files_region" "MOTCUA_FILES_REGION" "files-region" "NAME": "region of the bucket [default: us-east-1]";
        "files_key" "MOTCUA_FILES_KEY" "files-key" "ID:SECRET": "key of the S3 service (secret, never printed)";
        "clamd" "MOTCUA_CLAMD" "clamd" "tcp:HOST:PORT|unix:PATH":
            "virus scanner (clamd) that every file must pass [default: none]";
    }
    "Seal" {
        "seal" "MOTCUA_SEAL" "seal" "FILE":
            "PEM file of the key (PKCS#8) and certificates that papers are signed with [default: none; --demo makes one]";
        "seal_trusted" "MOTCUA_SEAL_TRUSTED" "seal-trusted" "FILE":
            "PEM file of the certificates whose signatures on papers are good [default: the last one of the seal]";
        "signers" "MOTCUA_SIGNERS" "signers" "FOLDER":
            "folder of PEM files like a seal's, one for each officer who signs results, named by account: ha.pham.pem \
             [default: none; --demo makes them]";
    }
    "Registers" {
        "registers_url" "MOTCUA_REGISTERS_URL" "registers-url" "URL":
            "gateway to the population database and the business register [default: none is asked]";
        "registers_user" "MOTCUA_REGISTERS_USER" "registers-user" "NAME": "name to sign in to it with [default: motcua]";
        "registers_password" "MOTCUA_REGISTERS_PASSWORD" "registers-password" "TEXT":
            "password to sign in to it with (secret, never printed) [default: motcua]";
        "registers_ms" "MOTCUA_REGISTERS_MS" "registers-ms" "MILLISECONDS":
            "longest wait for its answer; then the form is filled without it [default: 1500]";
    }
    "Messages" {
        "smtp_url" "MOTCUA_SMTP_URL" "smtp-url" "URL":
            "mail server: smtp://NAME:PASSWORD@HOST?tls=required or smtps://… (secret, never printed) [default: no e-mail]";
        "mail_from" "MOTCUA_MAIL_FROM" "mail-from" "ADDRESS":
            "sender of e-mail, like Cổng dịch vụ công <cong@example.vn> [default: motcua@ and the host of the public address]";
        "gateways" "MOTCUA_GATEWAYS" "gateways" "FILE":
            "TOML file with [sms] and [zalo]: where text messages are posted to, and in which shape [default: none]";
    }
    "Payment" {
        "treasury" "MOTCUA_TREASURY" "treasury" "FILE":
            "TOML file with [collector], and [bank] and [vnpay] where they are used: who takes fees and how \
             [default: the portal says what things cost and takes no money]";
    }
    "Limits" {
        "max_upload_bytes" "MOTCUA_MAX_UPLOAD_BYTES" "max-upload-bytes" "BYTES": "greatest size of one file [default: 104857600]";
        "max_dossier_bytes" "MOTCUA_MAX_DOSSIER_BYTES" "max-dossier-bytes" "BYTES":
            "greatest size of all files of a dossier together [default: 524288000]";
        "max_form_bytes" "MOTCUA_MAX_FORM_BYTES" "max-form-bytes" "BYTES": "greatest size of a form without files [default: 1048576]";
        "request_seconds" "MOTCUA_REQUEST_SECONDS" "request-seconds" "SECONDS": "longest time for one answer [default: 30]";
        "max_requests" "MOTCUA_MAX_REQUESTS" "max-requests" "NUMBER": "requests worked on at once; more are told to come back [default: 512]";
        "rate_per_second" "MOTCUA_RATE_PER_SECOND" "rate-per-second" "NUMBER":
            "requests a second one address may keep up, this machine excepted; 0 for no limit [default: 50]";
        "rate_burst" "MOTCUA_RATE_BURST" "rate-burst" "NUMBER": "requests one address may send at once [default: 300]";
        "sign_in_per_minute" "MOTCUA_SIGN_IN_PER_MINUTE" "sign-in-per-minute" "NUMBER":
            "sign-ins a minute from one address; 0 for no limit [default: 60]";
        "trusted_proxies" "MOTCUA_TRUSTED_PROXIES" "trusted-proxies" "IP[/BITS],…":
            "proxies whose X-Forwarded-For is believed [default: none]";
    }
    "Logs" {
        "log_format" "MOTCUA_LOG_FORMAT" "log-format" "json|text": "form of the log lines on standard error [default: json]";
        "log_level" "MOTCUA_LOG_LEVEL" "log-level" "LEVEL": "error, warn, info, debug, or a filter by module [default: info]";
    }
}

/// Every setting, read and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the rows are; it may hold a password.
    pub database_url: SecretString,
    /// Where uploaded files are.
    pub data_dir: PathBuf,
    /// Where built scripts and styles are.
    pub site_dir: PathBuf,
    /// Where to listen.
    pub addr: SocketAddr,
    /// The address people type, without a slash at its end.
    pub public_url: String,
    /// The province's name.
    pub province: String,
    /// Whether this is the demonstration portal.
    pub demo: bool,
    /// Who proves identities.
    pub providers: Vec<Provider>,
    /// How long a sign-in lasts unused.
    pub session_idle: Duration,
    /// The fixed time, when one is set.
    pub clock: Option<Moment>,
    /// The keys that files are sealed with, where a setting names them.
    pub file_keys: Option<SecretString>,
    /// The bucket of files, where they are not in the data folder.
    pub bucket: Option<Bucket>,
    /// The virus scanner.
    pub clamd: Option<Scanner>,
    /// The file of the key that papers are signed with.
    pub seal: Option<PathBuf>,
    /// The file of the certificates whose signatures are good.
    pub seal_trusted: Option<PathBuf>,
    /// The folder of the keys that officers sign results with.
    pub signers: Option<PathBuf>,
    /// Where the state's registers are asked, if they are.
    pub registers_url: Option<String>,
    /// The name to sign in to them with.
    pub registers_user: String,
    /// The password to sign in to them with.
    pub registers_password: SecretString,
    /// The longest wait for their answer.
    pub registers_wait: Duration,
    /// The mail server; it may hold a password.
    pub smtp_url: Option<SecretString>,
    /// The sender of e-mail.
    pub mail_from: Option<String>,
    /// Where text messages are posted to.
    pub gateways: Gateways,
    /// Who takes fees, and how.
    pub treasury: Option<Treasury>,
    /// The greatest size of one file.
    pub max_upload_bytes: u64,
    /// The greatest size of all files of a dossier together.
    pub max_dossier_bytes: u64,
    /// The greatest size of a form without files.
    pub max_form_bytes: usize,
    /// The longest time for one answer.
    pub request_time: Duration,
    /// How many requests are worked on at once.
    pub max_requests: usize,
    /// Requests a second one client may keep up; 0 for no limit.
    pub rate_per_second: u32,
    /// Requests one client may send at once.
    pub rate_burst: u32,
    /// Sign-ins a minute from one client; 0 for no limit.
    pub sign_in_per_minute: u32,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<Cidr>,
    /// The form of the log lines.
    pub log_format: LogFormat,
    /// What is logged.
    pub log_level: String,
}

/// Returns the settings as flags that every command understands.
pub fn arguments() -> Vec<Arg> {
    SETTINGS
        .iter()
        .map(|setting| {
            let arg = Arg::new(setting.name)
                .long(setting.flag)
                .env(setting.env)
                .hide_env_values(true)
                .value_name(setting.value)
                .help(setting.help)
                .help_heading(setting.heading)
                .global(true)
                .action(ArgAction::Set);
            if setting.name == "demo" {
                arg.num_args(0..=1).default_missing_value("true").require_equals(true)
            } else {
                arg
            }
        })
        .collect()
}

impl Config {
    /// Reads every setting: a flag wins over the environment, that over the file, that over the default.
    ///
    /// # Errors
    /// Names the setting, where it was set, and what is expected of it.
    pub fn read(matches: &ArgMatches) -> Result<Self, ConfigError> {
        let values = Values::read(matches)?;
        let data_dir: PathBuf = values.or("data_dir", parse::folder, || PathBuf::from("var"))?;
        let addr = values.or("addr", parse::address, || SocketAddr::from(([127, 0, 0, 1], 3000)))?;
        Ok(Self {
            database_url: values.or("database_url", parse::database, || {
                SecretString::from(format!("sqlite:{}", data_dir.join("motcua.db").display()))
            })?,
            site_dir: values.or("site_dir", parse::folder, || PathBuf::from("target/site"))?,
            public_url: values.or("public_url", parse::public_url, || format!("http://{addr}"))?,
            province: values.or("province", parse::words, || "Lâm Đồng".to_owned())?,
            demo: values.or("demo", parse::yes_no, || false)?,
            providers: identity_providers(&values)?,
            session_idle: Duration::from_secs(values.or("session_idle_seconds", parse::positive, || 3600)?),
            clock: values.optional("clock", parse::moment)?,
            file_keys: values.optional("file_keys", parse::file_keys)?,
            bucket: bucket(&values)?,
            clamd: values.optional("clamd", str::parse)?,
            seal: values.optional("seal", parse::folder)?,
            seal_trusted: values.optional("seal_trusted", parse::folder)?,
            signers: values.optional("signers", parse::folder)?,
            registers_url: values.optional("registers_url", parse::service_url)?,
            registers_user: values.or("registers_user", parse::words, || "motcua".to_owned())?,
            registers_password: SecretString::from(
                values.or("registers_password", parse::words, || "motcua".to_owned())?,
            ),
            registers_wait: Duration::from_millis(values.or("registers_ms", parse::positive, || 1_500)?),
            smtp_url: values.optional("smtp_url", parse::smtp_url)?,
            mail_from: values.optional("mail_from", parse::words)?,
            gateways: gateways(&values)?,
            treasury: treasury(&values)?,
            max_upload_bytes: values.or("max_upload_bytes", parse::positive, || 100 << 20)?,
            max_dossier_bytes: values.or("max_dossier_bytes", parse::positive, || 500 << 20)?,
            max_form_bytes: values.or("max_form_bytes", parse::positive, || 1 << 20)?,
            request_time: Duration::from_secs(values.or("request_seconds", parse::positive, || 30)?),
            max_requests: values.or("max_requests", parse::positive, || 512)?,
            rate_per_second: values.or("rate_per_second", parse::number, || 50)?,
            rate_burst: values.or("rate_burst", parse::positive, || 300)?,
            sign_in_per_minute: values.or("sign_in_per_minute", parse::number, || 60)?,
            trusted_proxies: values.or("trusted_proxies", parse::proxies, Vec::new)?,
            log_format: values.or("log_format", parse::log_format, || LogFormat::Json)?,
            log_level: values.or("log_level", parse::words, || "info".to_owned())?,
            data_dir,
            addr,
        })
    }

    /// Says whether people reach the portal over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn identity_providers(values: &Values) -> Result<Vec<Provider>, ConfigError> {
    let Some(path) = values.optional("identity_providers", parse::folder)? else {
        return Ok(Vec::new());
    };
    let failed = |reason: String| ConfigError::Providers {
        path: path.display().to_string(),
        reason,
    };
    let text = std::fs::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
    providers::read(&text, |name| std::env::var(name).ok()).map_err(failed)
}

fn gateways(values: &Values) -> Result<Gateways, ConfigError> {
    let Some(path) = values.optional("gateways", parse::folder)? else {
        return Ok(Gateways::default());
    };
    let failed = |reason: String| ConfigError::Gateways {
        path: path.display().to_string(),
        reason,
    };
    let text = std::fs::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
    Gateways::read(&text, |name| std::env::var(name).ok()).map_err(failed)
}

fn treasury(values: &Values) -> Result<Option<Treasury>, ConfigError> {
    let Some(path) = values.optional("treasury", parse::folder)? else {
        return Ok(None);
    };
    let failed = |reason: String| ConfigError::Treasury {
        path: path.display().to_string(),
        reason,
    };
    let text = std::fs::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
    Treasury::read(&text, |name| std::env::var(name).ok())
        .map(Some)
        .map_err(failed)
}

/// Reads the bucket of files, when one is named.
fn bucket(values: &Values) -> Result<Option<Bucket>, ConfigError> {
    let endpoint = values.optional("files_endpoint", parse::public_url)?;
    let region = values.or("files_region", parse::words, || "us-east-1".to_owned())?;
    let key = values.optional("files_key", bucket::key)?;
    let place = values.optional("files_url", bucket::place)?;
    Ok(place.map(|(name, prefix)| Bucket {
        name,
        prefix,
        endpoint,
        region,
        key,
    }))
}
