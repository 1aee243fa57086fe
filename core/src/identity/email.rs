//! E-mail addresses, by the plain rules that every mail server keeps; whether one is read is found by a code sent to it.

use std::str::FromStr;

use crate::door::{canonical_text, codes};

/// An e-mail address (thư điện tử): ASCII, the domain in lower case, the local part as typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

codes! {
    /// Why a text is not an e-mail address.
    pub enum EmailError {
        /// Nothing but white space.
        Empty = "empty",
        /// Longer than 254 characters, or 64 before the @.
        Length = "length",
        /// Something other than visible ASCII.
        Charset = "charset",
        /// Not exactly one @.
        AtSign = "at_sign",
        /// What stands before the @ is missing or malformed.
        LocalPart = "local_part",
        /// What stands after the @ is no domain name.
        Domain = "domain",
    }
}

canonical_text!(Email, 0);

impl Email {
    /// Returns what stands after the @, in lower case.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        if text.len() > 254 {
            return Err(EmailError::Length);
        }
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(EmailError::Charset);
        }
        let (local, domain) = text.split_once('@').ok_or(EmailError::AtSign)?;
        if domain.contains('@') {
            return Err(EmailError::AtSign);
        }
        if local.len() > 64 {
            return Err(EmailError::Length);
        }
        if !is_local_part(local) {
            return Err(EmailError::LocalPart);
        }
        if !is_domain(domain) {
            return Err(EmailError::Domain);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(allowed))
}

fn is_domain(domain: &str) -> bool {
    let Some((rest, top)) = domain.rsplit_once('.') else {
        return false;
    };
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    rest.split('.').all(label) && label(top) && top.len() >= 2 && top.starts_with(|c: char| c.is_ascii_alphabetic())
}
