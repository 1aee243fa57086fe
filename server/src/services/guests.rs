//! Drafts begun before signing in (điền trước, đăng nhập sau): kept for a browser by a cookie that holds 256 bits of
//! chance, for seven days; given to the person who signs in on it. Nobody else can come to them.

use motcua_app::{api::ApiError, views::Me};
use motcua_core::{
    calendar::{Moment, format},
    id::AccountId,
};

use super::{Portal, PortalParts, accounts::Token};
use crate::{
    clock::{new_id, new_token},
    error::ServiceError,
    store::{Conn, accounts, accounts::Account, device_keys, guests},
};

/// How long a browser's drafts are kept.
const KEPT: time::Duration = time::Duration::days(7);

/// The most drafts a browser may begin.
pub(super) const MOST_DRAFTS: i64 = 20;

/// How many times what one dossier may weigh the papers of all browsers may weigh together.
const ALL_TOGETHER: u64 = 20;

/// Returns how many bytes of papers more a browser may send: its drafts together as much as one dossier, and no more than
/// all browsers together may.
pub(crate) async fn room(conn: &mut Conn, parts: &PortalParts, guest: AccountId) -> Result<u64, ServiceError> {
    let (own, all) = guests::held(conn, guest).await?;
    let most = parts.max_dossier_bytes;
    let together = most.saturating_mul(ALL_TOGETHER).saturating_sub(all);
    Ok(most.saturating_sub(own).min(together))
}

impl Portal {
    /// Forgets the browsers whose time is over, with what they began; the collector takes the bytes of their papers.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sweep_guests(&self) -> Result<(), ServiceError> {
        let now = self.0.clock.now();
        self.0
            .db
            .write(move |conn| Box::pin(async move { Ok::<(), ServiceError>(guests::sweep(conn, now).await?) }))
            .await
    }

    /// Adds to who is asking what their browser began before; whoever is signed in gets it for their own.
    /// Returns whether the browser's cookie is of no more use.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn with_guest(&self, me: &mut Me, token: &Token) -> Result<bool, ServiceError> {
        let now = self.0.clock.now();
        let found = guests::live(&mut self.0.reader().await?, &token.sha256(), now).await?;
        let Some((guest, until)) = found else {
            return Ok(true);
        };
        let Some(person) = me.account else {
            me.guest = Some(guest);
            me.guest_until = Some(format::date(until.date()));
            if me.device.is_empty() {
                me.device = token.device();
            }
            return Ok(false);
        };
        self.0
            .db
            .write(move |conn| {
                Box::pin(async move { Ok::<(), ServiceError>(guests::claim(conn, guest, person).await?) })
            })
            .await?;
        Ok(true)
    }

    /// Makes an account for a browser nobody is signed in on; returns it with the cookie's token.
    pub(super) async fn open_guest(&self) -> Result<(Token, AccountId), ServiceError> {
        let bytes =
            new_token().map_err(|error| ServiceError::down("chance", std::io::Error::other(error.to_string())))?;
        let token = Token::claimed(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        let id = AccountId::new(new_id());
        let (now, sha256) = (self.0.clock.now(), token.sha256());
        self.0
            .db
            .write(move |conn| {
                let sha256 = sha256.clone();
                Box::pin(async move {
                    guests::sweep(conn, now).await?;
                    let account = Account {
                        id,
                        person: format!("guest:{id}"),
                        name: String::new(),
                        role: "visitor".to_owned(),
                        agency: None,
                    };
                    accounts::upsert(conn, &account, now).await?;
                    Ok::<(), ServiceError>(guests::insert(conn, &sha256, id, now, now.plus(KEPT)).await?)
                })
            })
            .await?;
        Ok((token, id))
    }

    /// Returns the cookie that hands a browser its token.
    pub(super) fn guest_cookie(&self, token: &Token) -> String {
        guest_cookie(
            token.as_str(),
            KEPT.whole_seconds(),
            self.0.public_url.starts_with("https://"),
        )
    }
}

/// The name of the cookie of a browser that nobody is signed in on.
pub fn guest_cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-motcua-nhap" } else { "motcua-nhap" }
}

/// Writes the cookie of a browser; without a token it takes the cookie away.
pub fn guest_cookie(token: &str, seconds: i64, is_https: bool) -> String {
    let name = guest_cookie_name(is_https);
    let secure = if is_https { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

impl PortalParts {
    /// Returns what a person's devices seal their drafts with, in base64, made when it is asked for the first time.
    pub(super) async fn device_secret(&self, account: AccountId, now: Moment) -> Result<String, ServiceError> {
        if let Some(secret) = device_keys::one(&mut self.reader().await?, account).await? {
            return Ok(secret);
        }
        let bytes =
            new_token().map_err(|error| ServiceError::down("chance", std::io::Error::other(error.to_string())))?;
        let made = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
        self.db
            .write(move |conn| {
                let made = made.clone();
                Box::pin(async move { Ok::<(), ServiceError>(device_keys::insert(conn, account, &made, now).await?) })
            })
            .await?;
        let kept = device_keys::one(&mut self.reader().await?, account).await?;
        Ok(kept.ok_or(ApiError::Conflict)?)
    }
}
