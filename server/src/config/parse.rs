//! Text into the types of settings; each error says what is expected.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    str::FromStr,
};

use motcua_core::calendar::Moment;
use secrecy::SecretString;
use time::{OffsetDateTime, PrimitiveDateTime, format_description::well_known::Rfc3339, macros::format_description};

use crate::files::FileKeys;

/// The form of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For reading at a terminal.
    Text,
}

/// One address or a block of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    network: u128,
    mask: u128,
}

impl Cidr {
    /// Says whether an address lies in the block.
    pub fn contains(&self, address: IpAddr) -> bool {
        bits(address) & self.mask == self.network
    }
}

impl FromStr for Cidr {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected addresses or blocks like 10.0.0.1,10.1.0.0/16";
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().map_err(|_| EXPECTED)?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| EXPECTED)?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let length = length.unwrap_or(width);
        if length > width {
            return Err(EXPECTED);
        }
        let free = width - length;
        let mask = if free >= 128 { 0 } else { u128::MAX << free };
        Ok(Self {
            network: bits(address) & mask,
            mask,
        })
    }
}

/// Returns an address as IPv6 bits, IPv4 mapped into it.
fn bits(address: IpAddr) -> u128 {
    let v6 = match address {
        IpAddr::V4(v4) => Ipv4Addr::to_ipv6_mapped(&v4),
        IpAddr::V6(v6) => v6,
    };
    Ipv6Addr::to_bits(v6)
}

pub(super) fn folder(text: &str) -> Result<PathBuf, &'static str> {
    Ok(PathBuf::from(text))
}

pub(super) fn words(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        Err("expected some text")
    } else {
        Ok(text.trim().to_owned())
    }
}

pub(super) fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "expected an address like 127.0.0.1:3000")
}

pub(super) fn database(text: &str) -> Result<SecretString, &'static str> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
    {
        Ok(SecretString::from(text))
    } else {
        Err("expected sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE")
    }
}

pub(super) fn file_keys(text: &str) -> Result<SecretString, &'static str> {
    FileKeys::parse(text).map(|_| SecretString::from(text))
}

pub(super) fn public_url(text: &str) -> Result<String, &'static str> {
    const EXPECTED: &str = "expected http:// or https:// and a host, without a path";
    let url = text.trim_end_matches('/');
    let uri: http::Uri = url.parse().map_err(|_| EXPECTED)?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    if web && uri.authority().is_some() && matches!(uri.path(), "" | "/") && uri.query().is_none() {
        Ok(url.to_owned())
    } else {
        Err(EXPECTED)
    }
}

pub(super) fn service_url(text: &str) -> Result<String, &'static str> {
    const EXPECTED: &str = "expected http:// or https:// and a host, perhaps with a path";
    let url = text.trim_end_matches('/');
    let uri: http::Uri = url.parse().map_err(|_| EXPECTED)?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    if web && uri.authority().is_some() && uri.query().is_none() {
        Ok(url.to_owned())
    } else {
        Err(EXPECTED)
    }
}

pub(super) fn smtp_url(text: &str) -> Result<SecretString, &'static str> {
    let is_mail = ["smtp://", "smtps://"].iter().any(|scheme| text.starts_with(scheme));
    let known = is_mail.then(|| SecretString::from(text));
    known.ok_or("expected smtp://HOST, with ?tls=required for STARTTLS, or smtps://HOST")
}

pub(super) fn yes_no(text: &str) -> Result<bool, &'static str> {
    match text {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        _ => Err("expected true or false"),
    }
}

/// Reads a time with an offset, or without one in Vietnam's time.
///
/// # Errors
/// Says how a time is written.
pub fn moment(text: &str) -> Result<Moment, &'static str> {
    if let Ok(at) = OffsetDateTime::parse(text, &Rfc3339) {
        return Ok(Moment::from(at));
    }
    let text = text.replacen(' ', "T", 1);
    PrimitiveDateTime::parse(
        &text,
        format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]"),
    )
    .or_else(|_| PrimitiveDateTime::parse(&text, format_description!("[year]-[month]-[day]T[hour]:[minute]")))
    .map(Moment::from_local)
    .map_err(|_| "expected a time like 2026-11-20T08:00, Vietnam time, or with an offset")
}

pub(super) fn number<T: FromStr>(text: &str) -> Result<T, &'static str> {
    text.replace('_', "")
        .parse()
        .map_err(|_| "expected a whole number, 0 or greater")
}

pub(super) fn positive<T: FromStr + PartialOrd + From<u8>>(text: &str) -> Result<T, &'static str> {
    const EXPECTED: &str = "expected a whole number greater than 0";
    let number: T = text.replace('_', "").parse().map_err(|_| EXPECTED)?;
    if number >= T::from(1) {
        Ok(number)
    } else {
        Err(EXPECTED)
    }
}

pub(super) fn proxies(text: &str) -> Result<Vec<Cidr>, &'static str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect()
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, &'static str> {
    match text {
        "json" => Ok(LogFormat::Json),
        "text" => Ok(LogFormat::Text),
        _ => Err("expected json or text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_addresses_holds_its_own_and_no_others() {
        let block: Cidr = "10.1.0.0/16".parse().unwrap();
        assert!(block.contains("10.1.200.3".parse().unwrap()));
        assert!(!block.contains("10.2.0.1".parse().unwrap()));
        let one: Cidr = "::1".parse().unwrap();
        assert!(one.contains("::1".parse().unwrap()));
        assert!(!one.contains("127.0.0.1".parse().unwrap()));
        assert!(
            "0.0.0.0/0"
                .parse::<Cidr>()
                .unwrap()
                .contains("203.0.113.9".parse().unwrap())
        );
        for wrong in ["10.0.0.0/33", "ten", "10.0.0.1/x", ""] {
            assert!(wrong.parse::<Cidr>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_public_address_is_a_bare_origin() {
        assert_eq!(public_url("https://dvc.example.vn/").unwrap(), "https://dvc.example.vn");
        for wrong in ["dvc.example.vn", "ftp://x", "https://x/path", "https://", "https://x?q"] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }
}
