//! The list of settings and the record they become.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Arg, ArgAction, ArgMatches};
use motcua_core::calendar::Moment;
use secrecy::SecretString;

use super::parse::{self, Cidr, LogFormat};
use super::read::{ConfigError, Values};

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
        "clock" "MOTCUA_CLOCK" "clock" "TIME": "fixed time for tests, like 2026-11-20T08:00 [default: the real time]";
    }
    "Limits" {
        "max_upload_bytes" "MOTCUA_MAX_UPLOAD_BYTES" "max-upload-bytes" "BYTES": "greatest size of one file [default: 20971520]";
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
    /// The fixed time, when one is set.
    pub clock: Option<Moment>,
    /// The greatest size of one file.
    pub max_upload_bytes: u64,
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
            clock: values.optional("clock", parse::moment)?,
            max_upload_bytes: values.or("max_upload_bytes", parse::positive, || 20 << 20)?,
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
