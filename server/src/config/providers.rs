//! Identity providers by configuration: a TOML file of `[[provider]]` tables. It says where a provider is, how the portal
//! is known there, and which of its claims mean what; it refuses to know the protocol.

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde::Deserialize;

/// One provider of electronic identities (hệ thống định danh).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The last part of its address here: `/dang-nhap/KEY`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its issuer, exactly as its tokens say it.
    pub issuer: String,
    /// How the portal is called there.
    pub client_id: String,
    /// The portal's secret there.
    #[serde(default)]
    pub secret: Option<SecretString>,
    /// The variable of the environment that holds the secret instead.
    #[serde(default)]
    pub secret_env: Option<String>,
    /// How the secret is sent when a code is exchanged.
    #[serde(default)]
    pub secret_by: SecretBy,
    /// What is asked for beside `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The assurance asked for, the best first (`acr_values`).
    #[serde(default)]
    pub acr: Vec<String>,
    /// Whether more is asked of its userinfo address.
    #[serde(default = "yes")]
    pub userinfo: bool,
    /// Which claim means what.
    #[serde(default)]
    pub claims: Claims,
    /// Which value means which level of identification.
    #[serde(default)]
    pub level: Level,
}

/// How a client's secret is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretBy {
    /// In the Authorization header.
    #[default]
    Basic,
    /// In the body.
    Post,
}

/// Names of claims. The defaults are those of the national portal's gateway.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claims {
    /// The personal id.
    pub personal_id: String,
    /// The name.
    pub name: String,
    /// The kind of account.
    pub kind: String,
    /// Values of `kind` that mean an organisation.
    pub organisation_kinds: Vec<String>,
    /// The organisation's tax code.
    pub tax_code: String,
    /// The organisation's name.
    pub organisation: String,
    /// The personal id of the organisation's legal representative.
    pub representative: String,
    /// Concepts that further claims fill, once, like `"person.birth_date" = "NgayThangNamSinh"`.
    pub facts: BTreeMap<String, String>,
}

impl Default for Claims {
    fn default() -> Self {
        let facts = [
            ("person.birth_date", "NgayThangNamSinh"),
            ("contact.phone", "SoDienThoai"),
            ("contact.email", "ThuDienTu"),
        ];
        Self {
            personal_id: "SoDinhDanh".to_owned(),
            name: "HoVaTen".to_owned(),
            kind: "LoaiTaiKhoan".to_owned(),
            organisation_kinds: vec!["DoanhNghiep".to_owned()],
            tax_code: "MaSoThue".to_owned(),
            organisation: "TenDoanhNghiep".to_owned(),
            representative: "NguoiDaiDien".to_owned(),
            facts: facts
                .map(|(concept, claim)| (concept.to_owned(), claim.to_owned()))
                .into(),
        }
    }
}

/// Which values of which claim mean a level; whatever else is said, or nothing, means level 01.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Level {
    /// The claim.
    pub claim: String,
    /// Values that mean level 02.
    pub full: Vec<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            claim: "loAs".to_owned(),
            full: vec!["LoA2".to_owned(), "2".to_owned(), "02".to_owned()],
        }
    }
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<Provider>,
}

/// Words after `/dang-nhap/` that are pages of the portal's own.
const TAKEN: [&str; 2] = ["lien-ket", "noi-bo"];

/// Reads a file of providers; `environment` finds a variable.
///
/// # Errors
/// One sentence that names the provider; a secret is never repeated.
pub(super) fn read(text: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Vec<Provider>, String> {
    let file: File = toml::from_str(text).map_err(|error| {
        // The library's own text quotes the line, which may hold a secret.
        let line = error
            .span()
            .map_or(0, |span| text[..span.start.min(text.len())].lines().count().max(1));
        format!("line {line}: {}", error.message())
    })?;
    let mut providers = file.provider;
    for at in 0..providers.len() {
        let (before, rest) = providers.split_at_mut(at);
        let Some(provider) = rest.first_mut() else { continue };
        let wrong = |what: &str| format!("provider '{}': {what}", provider.key);
        let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        if provider.key.is_empty() || provider.key.len() > 40 || !provider.key.bytes().all(plain) {
            return Err(wrong("the key is written in small letters, digits and hyphens"));
        }
        if TAKEN.contains(&provider.key.as_str()) || before.iter().any(|other| other.key == provider.key) {
            return Err(wrong("the key is taken"));
        }
        if !is_safe_issuer(&provider.issuer) {
            return Err(wrong(
                "the issuer is an https:// address (http:// only on this machine)",
            ));
        }
        if let Some(name) = &provider.secret_env {
            let secret = environment(name).filter(|secret| !secret.is_empty());
            let secret = secret.ok_or_else(|| wrong(&format!("{name} is not set in the environment")))?;
            provider.secret = Some(SecretString::from(secret));
        }
    }
    Ok(providers)
}

fn is_safe_issuer(issuer: &str) -> bool {
    let Ok(uri) = issuer.parse::<http::Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default();
    match uri.scheme_str() {
        Some("https") => !host.is_empty(),
        Some("http") => matches!(host, "127.0.0.1" | "localhost" | "[::1]"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    const ONE: &str =
        "[[provider]]\nkey = \"vneid\"\nname = \"VNeID\"\nissuer = \"https://sso.example.vn\"\nclient_id = \"cong\"\n";

    #[test]
    fn a_provider_needs_five_lines_and_takes_its_secret_from_the_environment() {
        let text = [ONE, "secret_env = \"SECRET\"\n"].concat();
        let providers = read(&text, |name| (name == "SECRET").then(|| "hush".to_owned())).unwrap();
        assert_eq!(providers[0].secret.as_ref().unwrap().expose_secret(), "hush");
        assert_eq!(providers[0].claims.personal_id, "SoDinhDanh");
        assert!(providers[0].userinfo && !format!("{providers:?}").contains("hush"));
        assert!(read(&text, |_| None).unwrap_err().contains("SECRET is not set"));
        assert!(read("", |_| None).unwrap().is_empty());
    }

    #[test]
    fn a_wrong_provider_is_named_and_its_secret_is_not() {
        let with = |from: &str, to: &str| read(&ONE.replace(from, to), |_| None).unwrap_err();
        assert!(with("vneid", "VNeID").contains("small letters"));
        assert!(with("vneid", "noi-bo").contains("taken"));
        assert!(read(&[ONE, ONE].concat(), |_| None).unwrap_err().contains("taken"));
        assert!(with("https://sso.example.vn", "http://sso.example.vn").contains("https"));
        assert!(with("https://sso.example.vn", "ftp://x").contains("https"));
        assert!(read(&ONE.replace("https://sso.example.vn", "http://127.0.0.1:9"), |_| None).is_ok());
        let unknown = read(&[ONE, "secret = \"hush\"\nsecrets = \"hush\"\n"].concat(), |_| None).unwrap_err();
        assert!(unknown.starts_with("line ") && !unknown.contains("hush"), "{unknown}");
    }
}
