//! Log lines on standard error. No line carries personal data: routes are logged by their pattern, never by address.

use std::io::stderr;

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{Config, LogFormat};

/// Starts logging, and logs panics by their place.
///
/// # Errors
/// When the filter cannot be read or logging runs already.
pub fn start(config: &Config) -> Result<(), String> {
    let filter = EnvFilter::try_new(&config.log_level).map_err(|_| {
        format!(
            "MOTCUA_LOG_LEVEL is '{}': expected error, warn, info, debug or a filter",
            config.log_level
        )
    })?;
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Json => registry
            .with(fmt::layer().json().flatten_event(true).with_writer(stderr))
            .try_init(),
        LogFormat::Text => registry.with(fmt::layer().with_writer(stderr)).try_init(),
    }
    .map_err(|error| error.to_string())?;
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let said = panic.payload().downcast_ref::<&str>().copied().map(str::to_owned);
        let said = said
            .or_else(|| panic.payload().downcast_ref::<String>().cloned())
            .unwrap_or_default();
        // What a panic says may quote what a person typed: only its first words, which the code wrote.
        let said: String = said.chars().take(80).collect();
        tracing::error!(place, said, "panicked");
    }));
    Ok(())
}
