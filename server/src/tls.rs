//! The one cryptography that TLS is spoken with, named before the first client is made.

/// Names ring as the provider of rustls; naming it again changes nothing.
pub fn ready() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
