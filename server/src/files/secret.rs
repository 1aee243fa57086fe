//! Short secrets in the store (an authenticator's), sealed with the portal's own keys: who reads a copy of the store
//! without the keys learns nothing from them. As text `ID:base64`, the nonce before what is sealed.

use aes_gcm_siv::{Aes256GcmSiv, Key, Nonce, aead::AeadInOut as _, aead::KeyInit as _};
use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use super::keys::{FileKey, FileKeys};
use crate::{clock::new_token, error::ServiceError};

/// The length of a nonce.
const NONCE: usize = 12;

impl FileKeys {
    /// Seals a secret of somebody for one purpose with the key in use.
    ///
    /// # Errors
    /// When the machine has no chance to give.
    pub fn seal_secret(&self, purpose: &str, whose: &str, secret: &str) -> Result<String, ServiceError> {
        let key = self.current().ok_or_else(|| broken("there is no key"))?;
        let chance = new_token().map_err(|error| broken(&error.to_string()))?;
        let mut nonce = Nonce::default();
        nonce.copy_from_slice(&chance[..NONCE]);
        let mut sealed = secret.as_bytes().to_vec();
        cipher(key, purpose, whose)
            .encrypt_in_place(&nonce, purpose.as_bytes(), &mut sealed)
            .map_err(|_| broken("a secret cannot be sealed"))?;
        let bytes = [nonce.as_slice(), &sealed].concat();
        Ok([&key.id, ":", &STANDARD.encode(bytes)].concat())
    }

    /// Opens a secret of somebody that was sealed for the same purpose with any of the keys.
    ///
    /// # Errors
    /// When its key is not among them, or it is not as it was sealed.
    pub fn open_secret(&self, purpose: &str, whose: &str, sealed: &str) -> Result<Zeroizing<String>, ServiceError> {
        let (id, text) = sealed.split_once(':').ok_or_else(|| broken("a secret is not sealed"))?;
        let key = self
            .named(id)
            .ok_or_else(|| broken(&format!("the key {id} is not among the keys of this portal")))?;
        let changed = || broken("a secret is not as it was sealed");
        let bytes = STANDARD.decode(text).map_err(|_| changed())?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or_else(changed)?;
        let mut at = Nonce::default();
        at.copy_from_slice(nonce);
        let mut secret = sealed.to_vec();
        cipher(key, purpose, whose)
            .decrypt_in_place(&at, purpose.as_bytes(), &mut secret)
            .map_err(|_| changed())?;
        String::from_utf8(secret).map(Zeroizing::new).map_err(|_| changed())
    }

    /// Says whether a sealed secret was sealed with the key in use.
    pub fn is_current(&self, sealed: &str) -> bool {
        let id = sealed.split_once(':').map(|(id, _)| id);
        id.is_some() && self.ids().next() == id
    }
}

fn cipher(key: &FileKey, purpose: &str, whose: &str) -> Aes256GcmSiv {
    let own = key.derive(b"motcua secret", &[purpose.as_bytes(), whose.as_bytes()]);
    Aes256GcmSiv::new(&Key::<Aes256GcmSiv>::from(*own))
}

fn broken(reason: &str) -> ServiceError {
    ServiceError::fault("secret", reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_for_its_owner_and_purpose_alone_and_with_a_former_key() {
        let (old, new) = (FileKeys::fresh().unwrap(), FileKeys::fresh().unwrap());
        let keys = FileKeys::parse(&old).unwrap();
        let sealed = keys.seal_secret("code", "ha", "JBSWY3DPEHPK3PXP").unwrap();
        assert!(!sealed.contains("JBSWY3DPEHPK3PXP"));
        assert_ne!(sealed, keys.seal_secret("code", "ha", "JBSWY3DPEHPK3PXP").unwrap());
        let rotated = FileKeys::parse(&format!("{new},{old}")).unwrap();
        assert_eq!(*rotated.open_secret("code", "ha", &sealed).unwrap(), "JBSWY3DPEHPK3PXP");
        assert!(keys.is_current(&sealed) && !rotated.is_current(&sealed));
        for (keys, purpose, whose) in [
            (&rotated, "code", "binh"),
            (&rotated, "other", "ha"),
            (&FileKeys::parse(&new).unwrap(), "code", "ha"),
        ] {
            assert!(keys.open_secret(purpose, whose, &sealed).is_err());
        }
        for changed in [
            "",
            "JBSWY3DPEHPK3PXP",
            &sealed[..20],
            &format!("{sealed}A"),
            &sealed.replace(':', "::"),
        ] {
            assert!(keys.open_secret("code", "ha", changed).is_err(), "{changed}");
        }
    }
}
