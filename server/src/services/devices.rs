//! One's own account: who it is held by, how it is signed in to, and the devices signed in now, each of which can be
//! signed out from here. And forms kept while their person signs in again.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{AccountView, DeviceLine, IdentityLine, Me},
};
use motcua_core::{
    calendar::{Moment, format},
    id::SessionId,
};

use super::{Portal, accounts::Token, channels::addressee, identities::masked};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        identities,
        parked::{self, Parked},
        sessions,
    },
};

/// How long a form waits for its person to sign in.
pub(super) const WAIT: time::Duration = time::Duration::minutes(30);

impl Portal {
    /// Describes the asker's account and the devices signed in to it; `token` is the one of this device.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`].
    pub async fn account(&self, me: &Me, token: Option<&Token>) -> Result<AccountView, ServiceError> {
        let account = me.own_account().ok_or(ApiError::NotSignedIn)?;
        let here = token.map(Token::sha256).unwrap_or_default();
        let mut conn = self.0.reader().await?;
        let known = identities::known(&mut conn, account).await?;
        let linked = identities::of_account(&mut conn, account).await?;
        let devices = sessions::of_account(&mut conn, account, self.0.clock.now()).await?;
        let channels = match addressee(me) {
            Ok(account) => Some(self.0.channels(&mut conn, account).await?),
            Err(_) => None,
        };
        drop(conn);
        let number = known.as_ref().and_then(|known| known.holder.as_ref());
        Ok(AccountView {
            channels,
            channels_of: me.acting.as_ref().and(me.name.clone()),
            name: me
                .acting
                .as_ref()
                .map(|acting| acting.name.clone())
                .or_else(|| me.name.clone())
                .unwrap_or_default(),
            number: number.map(|holder| masked(holder.number())),
            assurance: known.as_ref().and_then(|known| known.assurance),
            identities: linked
                .iter()
                .map(|linked| IdentityLine {
                    provider: self.provider_name(&linked.provider),
                    linked_on: day(linked.linked_at),
                })
                .collect(),
            devices: devices
                .into_iter()
                .map(|device| DeviceLine {
                    is_here: device.token_sha256 == here,
                    name: named(&device.user_agent),
                    began: format::moment(Moment::from_micros(device.created_at)),
                    seen: format::moment(Moment::from_micros(device.seen_at)),
                    id: device.id,
                })
                .collect(),
        })
    }

    /// Signs a device of the asker's out, or all of them; somebody else's is not found.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`], [`ApiError::NotFound`].
    pub async fn end_sessions(&self, me: &Me, one: Option<SessionId>) -> Result<(), ServiceError> {
        let account = me.own_account().ok_or(ApiError::NotSignedIn)?;
        let ended = self
            .0
            .db
            .write(move |conn| {
                Box::pin(async move {
                    Ok::<_, ServiceError>(match one {
                        Some(session) => sessions::end_one(conn, account, session).await?,
                        None => sessions::end_all(conn, account).await?,
                    })
                })
            })
            .await?;
        if one.is_some() && ended == 0 {
            return Err(ApiError::NotFound.into());
        }
        Ok(())
    }

    /// Keeps a form for the person whose session, now over, a token was of; says whether it is kept.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn park(&self, token: &Token, browser: &Token, body: &str) -> Result<bool, ServiceError> {
        let now = self.0.clock.now();
        let form = Parked {
            id: new_id().to_string(),
            body: body.to_owned(),
        };
        let work = Arc::new((token.sha256(), browser.sha256(), form));
        self.0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (token, browser, form) = &*work;
                    let Some(account) = sessions::ever(conn, token).await? else {
                        return Ok(false);
                    };
                    Ok::<_, ServiceError>(parked::park(conn, form, browser, account, now, now.plus(WAIT)).await?)
                })
            })
            .await
    }

    /// Lists the forms that wait in a browser for the person of a new session, and nobody else's.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn parked(&self, browser: &Token, session: &Token) -> Result<Vec<Parked>, ServiceError> {
        let mut conn = self.0.reader().await?;
        let Some(account) = sessions::ever(&mut conn, &session.sha256()).await? else {
            return Ok(Vec::new());
        };
        Ok(parked::waiting(&mut conn, &browser.sha256(), account, self.0.clock.now()).await?)
    }

    /// Forgets a form that has been taken.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn unpark(&self, id: &str) -> Result<(), ServiceError> {
        let id = Arc::new(id.to_owned());
        self.0
            .db
            .write(move |conn| {
                let id = Arc::clone(&id);
                Box::pin(async move { Ok::<(), ServiceError>(parked::done(conn, &id).await?) })
            })
            .await
    }
}

fn day(micros: i64) -> String {
    format::date(Moment::from_micros(micros).date())
}

/// Names a device by what its browser calls itself, as its owner would.
fn named(user_agent: &str) -> String {
    let first = |known: &[(&'static str, &'static str)]| {
        let found = known.iter().find(|(mark, _)| user_agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    let browser = first(&[
        ("coc_coc", "Cốc Cốc"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => [browser, " · ", system].concat(),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => user_agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_device_is_named_as_its_owner_would() {
        let phone =
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
        assert_eq!(named(phone), "Chrome · Android");
        let iphone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604";
        assert_eq!(named(iphone), "Safari · iPhone");
        assert_eq!(
            named("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130"),
            "Edge · Windows"
        );
        assert_eq!(named("curl/8"), "curl/8");
    }
}
