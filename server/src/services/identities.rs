//! Signing in with a proved identity: the attempt that goes out and comes back once, whose account it is, and the offer to
//! link an older account, which its person must take.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{Language, LinkOffer, Me},
};
use motcua_core::{
    account::{Admission, admit},
    calendar::{Moment, format},
    id::AccountId,
};

use super::{
    Portal,
    accounts::{Beginning, Token},
    refusals::because,
};
use crate::{
    clock::new_id,
    error::ServiceError,
    oidc::{Asked, Identity},
    store::{
        Conn,
        accounts::{self, Account},
        desk_accounts,
        identities::{self, Attempt, Offer},
        mandates,
    },
};

/// How long a person may take at the provider, and to answer an offer.
const PATIENCE: time::Duration = time::Duration::minutes(10);

/// What became of a proved identity.
#[derive(Debug)]
pub enum Admitted {
    /// The person is in.
    In(Box<(Token, Me)>),
    /// An older account is theirs if they say so.
    Offered,
}

/// What a transaction decided; the token is drawn before it.
enum Decided {
    In(Account),
    Offered,
}

impl Portal {
    /// Remembers what is asked of a provider until the browser comes back.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn begin_attempt(
        &self,
        provider: &str,
        browser: &Token,
        asked: &Asked,
        next: &str,
    ) -> Result<(), ServiceError> {
        let now = self.0.clock.now();
        let attempt = Arc::new(Attempt {
            state_sha256: Token::claimed(&asked.state).sha256(),
            browser_sha256: browser.sha256(),
            provider: provider.to_owned(),
            nonce: asked.nonce.clone(),
            verifier: asked.verifier.clone(),
            next: next.to_owned(),
            expires_at: now.plus(PATIENCE),
        });
        self.0
            .db
            .write(move |conn| {
                let attempt = Arc::clone(&attempt);
                Box::pin(async move { Ok::<(), ServiceError>(identities::attempt(conn, &attempt, now).await?) })
            })
            .await
    }

    /// Takes back what was asked, and where to go afterwards; nothing when this browser did not ask it, or has come back
    /// before, or too late.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end_attempt(
        &self,
        provider: &str,
        browser: &Token,
        state: &str,
    ) -> Result<Option<(Asked, String)>, ServiceError> {
        let now = self.0.clock.now();
        let state = Token::claimed(state);
        let key = Arc::new((state.sha256(), browser.sha256(), provider.to_owned()));
        let taken = self
            .0
            .db
            .write(move |conn| {
                let key = Arc::clone(&key);
                Box::pin(async move {
                    let (state, browser, provider) = &*key;
                    Ok::<_, ServiceError>(identities::take_attempt(conn, state, browser, provider, now).await?)
                })
            })
            .await?;
        Ok(taken.map(|found| {
            let asked = Asked {
                state: state.as_str().to_owned(),
                nonce: found.nonce,
                verifier: found.verifier,
            };
            (asked, found.next)
        }))
    }

    /// Signs a proved identity in, or offers to link the account it may be of.
    ///
    /// # Errors
    /// [`ApiError::Refused`] when the identity was another person's or is proved too weakly.
    pub async fn admit(
        &self,
        identity: Identity,
        browser: &Token,
        next: &str,
        user_agent: &str,
    ) -> Result<Admitted, ServiceError> {
        let now = self.0.clock.now();
        let (token, beginning) = Beginning::new(&self.0, user_agent)?;
        let candidate = AccountId::new(new_id());
        let work = Arc::new((identity, beginning, browser.sha256(), next.to_owned()));
        let decided = self
            .0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (identity, beginning, browser, next) = &*work;
                    let account = match place(conn, identity).await? {
                        Admission::In(account) => account,
                        Admission::New => make(conn, identity, candidate, now).await?,
                        Admission::Confirm(account) => {
                            let identity = serde_json::to_string(identity)
                                .map_err(|error| ServiceError::fault("link offer", error))?;
                            let offer = Offer {
                                account,
                                identity,
                                next: next.clone(),
                            };
                            identities::offer(conn, browser, &offer, now.plus(PATIENCE)).await?;
                            return Ok(Decided::Offered);
                        }
                        Admission::Changed => return Err(because("sign_in_changed")),
                        Admission::TooWeak => return Err(because("sign_in_too_weak")),
                    };
                    settle(conn, identity, account, beginning, now).await.map(Decided::In)
                })
            })
            .await?;
        Ok(match decided {
            Decided::In(account) => Admitted::In(Box::new((token, self.me(Some(&account), Language::Vi)))),
            Decided::Offered => Admitted::Offered,
        })
    }

    /// Returns the offer that waits for this browser.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] when there is none.
    pub async fn link_offer(&self, browser: Option<&Token>) -> Result<LinkOffer, ServiceError> {
        let browser = browser.ok_or(ApiError::NotFound)?;
        let mut conn = self.0.reader().await?;
        let offer = identities::see_offer(&mut conn, &browser.sha256(), self.0.clock.now()).await?;
        let offer = offer.ok_or(ApiError::NotFound)?;
        let identity = read(&offer)?;
        let made = identities::created_at(&mut conn, offer.account).await?;
        let before = identities::of_account(&mut conn, offer.account).await?;
        let number = identity
            .holder()
            .map(|holder| masked(holder.number()))
            .unwrap_or_default();
        Ok(LinkOffer {
            number,
            name: identity.name.clone(),
            provider: self.provider_name(&identity.provider),
            made_on: made.map(|at| format::date(at.date())).unwrap_or_default(),
            known_from: before
                .iter()
                .map(|linked| self.provider_name(&linked.provider))
                .collect(),
        })
    }

    /// Links the account that was offered to this browser, and signs in to it; returns where to go.
    ///
    /// # Errors
    /// [`ApiError::Refused`] when there is no offer any more.
    pub async fn take_link_offer(
        &self,
        browser: Option<&Token>,
        user_agent: &str,
    ) -> Result<(Token, Me, String), ServiceError> {
        let browser = browser.ok_or_else(|| because("sign_in_over"))?.sha256();
        let now = self.0.clock.now();
        let (token, beginning) = Beginning::new(&self.0, user_agent)?;
        let work = Arc::new((browser, beginning));
        let (account, next) = self
            .0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (browser, beginning) = &*work;
                    let offer = identities::take_offer(conn, browser, now).await?;
                    let offer = offer.ok_or_else(|| because("sign_in_over"))?;
                    let identity = read(&offer)?;
                    // What was decided then is decided again: another device may have been quicker.
                    let account = match place(conn, &identity).await? {
                        Admission::In(account) | Admission::Confirm(account) if account == offer.account => account,
                        Admission::In(_)
                        | Admission::Confirm(_)
                        | Admission::New
                        | Admission::Changed
                        | Admission::TooWeak => return Err(because("sign_in_over")),
                    };
                    let account = settle(conn, &identity, account, beginning, now).await?;
                    Ok((account, offer.next))
                })
            })
            .await?;
        Ok((token, self.me(Some(&account), Language::Vi), next))
    }

    /// Returns what people call a provider.
    pub(super) fn provider_name(&self, key: &str) -> String {
        let known = self.0.providers.iter().find(|(known, _)| known == key);
        known.map_or_else(|| key.to_owned(), |(_, name)| name.clone())
    }
}

fn read(offer: &Offer) -> Result<Identity, ServiceError> {
    serde_json::from_str(&offer.identity).map_err(|error| ServiceError::fault("link offer", error))
}

/// Asks the law whose account an identity is.
async fn place(conn: &mut Conn, identity: &Identity) -> Result<Admission, ServiceError> {
    let holder = identity.holder().map_err(|_| because("sign_in_no_number"))?;
    let linked = identities::linked(conn, &identity.provider, &identity.subject).await?;
    let same = identities::held_by(conn, &holder).await?;
    Ok(admit(
        linked.as_ref(),
        same.as_ref(),
        &holder,
        &identity.name,
        identity.assurance,
    ))
}

/// Makes the account of an identity that nobody has come with before.
async fn make(conn: &mut Conn, identity: &Identity, id: AccountId, now: Moment) -> Result<AccountId, ServiceError> {
    let holder = identity.holder().map_err(|_| because("sign_in_no_number"))?;
    let account = Account {
        id,
        person: format!("{}:{}", identity.provider, identity.subject),
        name: identity.name.clone(),
        role: "citizen".to_owned(),
        agency: None,
    };
    accounts::upsert(conn, &account, now).await?;
    if !identities::hold(conn, id, &holder).await? {
        return Err(ServiceError::fault("sign in", "the new account could not be held"));
    }
    Ok(id)
}

/// Notes what the identity told and begins the session.
async fn settle(
    conn: &mut Conn,
    identity: &Identity,
    account: AccountId,
    beginning: &Beginning,
    now: Moment,
) -> Result<Account, ServiceError> {
    let known = identities::held_by(conn, &identity.holder().map_err(|_| because("sign_in_no_number"))?).await?;
    let person = format!("{}:{}", identity.provider, identity.subject);
    desk_accounts::take_over(conn, account, &person, now).await?;
    let best = known
        .and_then(|known| known.assurance)
        .map_or(identity.assurance, |before| before.max(identity.assurance));
    identities::link(conn, &identity.provider, &identity.subject, account, now).await?;
    identities::prove(conn, account, best, &identity.name, now).await?;
    if let (Some(_), Some(representative)) = (&identity.tax_code, &identity.representative) {
        mandates::represent(conn, account, representative, now).await?;
    }
    super::profile::remember_account(conn, account, &identity.facts.iter().cloned().collect(), now).await?;
    beginning.keep(conn, account).await?;
    let account = accounts::by_id(conn, account).await?;
    account.ok_or_else(|| ServiceError::fault("sign in", "the account was not kept"))
}

/// Shows the ends of a number, so that its owner knows it and nobody else learns it.
pub(super) fn masked(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    let hidden = 3..letters.len().saturating_sub(3);
    let shown = |(at, letter): (usize, &char)| if hidden.contains(&at) { '•' } else { *letter };
    letters.iter().enumerate().map(shown).collect()
}
