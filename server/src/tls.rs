//! The one cryptography that TLS is spoken with, named before the first client is made.

/// Says whether an address may be sent secrets: by TLS, or in the clear to this machine alone.
pub fn is_safe(url: &str) -> bool {
    let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let is_local = |start: &str| {
        url.strip_prefix(start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?']))
    };
    url.starts_with("https://") || local.into_iter().any(is_local)
}

/// Names ring as the provider of rustls; naming it again changes nothing.
pub fn ready() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn secrets_leave_this_machine_by_tls_only() {
        for url in [
            "https://example.vn/x",
            "http://127.0.0.1:8190/x",
            "http://localhost",
            "http://[::1]:1/",
        ] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "http://example.vn",
            "http://127.0.0.1.example.vn/",
            "http://localhost.example.vn",
            "ftp://x",
            "",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
