//! Passwords and codes: argon2id away from the threads that answer, a few at a time, so that a flood of sign-ins takes
//! neither all memory nor all processors; and the six digits of an authenticator.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;
use totp_rs::{Builder, Secret, Totp};

use crate::{clock::new_token, error::ServiceError};

/// How many passwords are worked on at a time: each takes 19 MB.
static ROOM: Semaphore = Semaphore::const_new(2);

/// A hash that no password has, for names that nobody has: they cost the same.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| {
    let nothing = new_token().ok()?;
    hashed(&nothing).ok()
});

fn hashed(password: &[u8]) -> Result<String, ServiceError> {
    let salt = new_token().map_err(|error| broken(&error.to_string()))?;
    let hash = Argon2::default().hash_password_with_salt(password, &salt[..16]);
    Ok(hash.map_err(|error| broken(&error.to_string()))?.to_string())
}

fn broken(reason: &str) -> ServiceError {
    ServiceError::fault("password", reason.to_owned())
}

/// Returns the hash of a password, to be kept.
///
/// # Errors
/// When the machine cannot do it.
pub async fn hash(password: String) -> Result<String, ServiceError> {
    aside(move || hashed(password.as_bytes())).await?
}

/// Says whether a password is the one of a hash; without a hash it is nobody's, and takes as long to find out.
///
/// # Errors
/// When the machine cannot do it.
pub async fn is_right(password: String, hash: Option<String>) -> Result<bool, ServiceError> {
    aside(move || {
        let known = hash.is_some();
        let Some(hash) = hash.or_else(|| NOBODYS.clone()) else {
            return Err(broken("there is no chance"));
        };
        let hash = PasswordHash::new(&hash).map_err(|error| broken(&error.to_string()))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known)
    })
    .await?
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
    let _room = ROOM.acquire().await.map_err(|error| broken(&error.to_string()))?;
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| broken(&error.to_string()))
}

/// Draws a password of 100 bits, in groups that can be read out.
///
/// # Errors
/// When the machine has no chance to give.
pub fn draw() -> Result<String, ServiceError> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let token = new_token().map_err(|error| broken(&error.to_string()))?;
    let mut password = String::new();
    for (at, byte) in token.iter().take(20).enumerate() {
        if at > 0 && at % 5 == 0 {
            password.push('-');
        }
        password.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    Ok(password)
}

/// Draws the secret of an authenticator; returns it as kept and as the address an authenticator reads.
///
/// # Errors
/// When the machine has no chance to give.
pub fn draw_code_secret(login: &str, province: &str) -> Result<(String, String), ServiceError> {
    let token = new_token().map_err(|error| broken(&error.to_string()))?;
    let secret = Secret::from(token[..20].to_vec()).to_base32();
    let issuer = ["Một cửa ", province].concat().replace(':', " ");
    let totp = codes(&secret, |builder| {
        builder.with_account_name(login).with_issuer(Some(issuer))
    })?;
    let address = totp.to_url().map_err(|error| broken(&error.to_string()))?;
    Ok((secret, address))
}

/// Returns the step a code belongs to at a time (seconds since 1970), if it is one of the steps around it.
///
/// # Errors
/// When the kept secret cannot be read.
pub fn code_step(secret: &str, code: &str, at: u64) -> Result<Option<i64>, ServiceError> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 6 {
        return Ok(None);
    }
    let step = codes(secret, |builder| builder)?.check(&digits, at);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn codes(secret: &str, named: impl FnOnce(Builder) -> Builder) -> Result<Totp, ServiceError> {
    let secret = Secret::try_from_base32(secret).map_err(|error| broken(&error.to_string()))?;
    let builder = named(Builder::new().with_secret(secret));
    builder.build().map_err(|error| broken(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_right_or_wrong_and_nobodys_is_never_right() {
        let password = draw().unwrap();
        assert_eq!(password.len(), 23);
        let kept = hash(password.clone()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(is_right(password.clone(), Some(kept.clone())).await.unwrap());
        assert!(!is_right("x".to_owned(), Some(kept)).await.unwrap());
        assert!(!is_right(password, None).await.unwrap());
    }

    #[test]
    fn a_code_is_known_by_its_step() {
        let (secret, address) = draw_code_secret("ha", "Lâm Đồng").unwrap();
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        let now = 1_700_000_000;
        let code = codes(&secret, |builder| builder).unwrap().generate(now).to_string();
        assert_eq!(code_step(&secret, &code, now).unwrap(), Some(now as i64 / 30));
        assert_eq!(code_step(&secret, &code, now + 30).unwrap(), Some(now as i64 / 30));
        assert_eq!(code_step(&secret, &code, now + 90).unwrap(), None);
        assert_eq!(code_step(&secret, "12", now).unwrap(), None);
    }
}
