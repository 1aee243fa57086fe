//! Files in a bucket of an S3 service: the settings become an object store, and nothing is asked of it before a file is.

use std::sync::Arc;

use object_store::{ObjectStore, aws::AmazonS3Builder, prefix::PrefixStore};
use secrecy::{ExposeSecret, SecretString};

/// How much is sent at once: parts of a file are no smaller, as the service asks.
pub const PART: usize = 5 << 20;

/// A bucket and how it is reached.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What every name in it begins with; may be empty.
    pub prefix: String,
    /// The service, where it is not Amazon's.
    pub endpoint: Option<String>,
    /// The region.
    pub region: String,
    /// The key: id and secret. Without one the environment of the machine is asked.
    pub key: Option<(String, SecretString)>,
}

/// Reads `s3://BUCKET` or `s3://BUCKET/PREFIX` into both.
///
/// # Errors
/// Says how it is written.
pub fn place(url: &str) -> Result<(String, String), &'static str> {
    const EXPECTED: &str = "expected s3://BUCKET or s3://BUCKET/PREFIX";
    let rest = url.strip_prefix("s3://").ok_or(EXPECTED)?;
    let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let is_name = (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
    if is_name && !prefix.contains("..") {
        Ok((name.to_owned(), prefix.trim_matches('/').to_owned()))
    } else {
        Err(EXPECTED)
    }
}

/// Reads a key `ID:SECRET`.
///
/// # Errors
/// Says how it is written.
pub fn key(text: &str) -> Result<(String, SecretString), &'static str> {
    match text.split_once(':') {
        Some((id, secret)) if !id.is_empty() && !secret.is_empty() => Ok((id.to_owned(), SecretString::from(secret))),
        Some(_) | None => Err("expected the id of the key, a colon and its secret"),
    }
}

impl Bucket {
    /// Opens the bucket.
    ///
    /// # Errors
    /// When the settings cannot be an S3 service's.
    pub fn open(&self) -> Result<Arc<dyn ObjectStore>, String> {
        crate::tls::ready();
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&self.name)
            .with_region(&self.region);
        if let Some(endpoint) = &self.endpoint {
            builder = builder
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"));
        }
        if let Some((id, secret)) = &self.key {
            builder = builder
                .with_access_key_id(id)
                .with_secret_access_key(secret.expose_secret());
        }
        let bucket = builder.build().map_err(|error| error.to_string())?;
        Ok(if self.prefix.is_empty() {
            Arc::new(bucket)
        } else {
            Arc::new(PrefixStore::new(bucket, self.prefix.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_named_with_or_without_a_prefix() {
        assert_eq!(place("s3://motcua"), Ok(("motcua".to_owned(), String::new())));
        assert_eq!(
            place("s3://motcua/lam-dong/"),
            Ok(("motcua".to_owned(), "lam-dong".to_owned()))
        );
        for wrong in ["motcua", "s3://", "s3://A", "s3://motcua/../x", "https://motcua"] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
        assert!(key("id").is_err() && key(":x").is_err() && key("id:s:e").is_ok());
    }
}
