//! Those who work here (officers, helpers, administrators) sign in with a password and a code. Guessing is slowed for each
//! source; a device or address that has signed in before waits only for its own mistakes, so nobody locks another out.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{Language, Me, Role},
};
use motcua_core::{
    account::patience::{FORGOTTEN_AFTER, FREE_TRIES, FREE_TRIES_OF_STRANGERS, wait_after},
    actor::Role as Duty,
    calendar::Moment,
    dossier::Digest,
    id::AccountId,
};

use super::{
    Portal,
    accounts::{Beginning, Token, role_key},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    files::FileKeys,
    passwords,
    store::{
        Conn, Db,
        accounts::{self, Account},
        local_accounts::{self, Local, Tries},
        sessions,
    },
};

/// The counter that all unknown sources share.
const STRANGERS: &str = "*";

/// What an authenticator's secret is sealed for.
const CODE: &str = "authenticator";

/// What somebody types to sign in.
#[derive(Clone)]
pub struct Typed {
    /// The name.
    pub login: String,
    /// The password.
    pub password: String,
    /// The code of the authenticator.
    pub code: String,
}

/// Where somebody signs in from.
#[derive(Clone, Debug)]
pub struct Whence {
    /// The token of a device that has signed in before.
    pub device: Option<Token>,
    /// The address, as callers are counted.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// Who got in.
pub struct Entered {
    /// The session's token.
    pub token: Token,
    /// The person.
    pub me: Me,
    /// The token by which the device is known next time.
    pub device: Token,
}

/// A local account to be made or made anew.
#[derive(Clone, Debug)]
pub struct NewLocal {
    /// The name to sign in with: small letters, digits, dot, hyphen.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What the person does here.
    pub role: Role,
    /// The officer's agency code.
    pub agency: Option<String>,
    /// What an officer is entrusted with.
    pub duties: Vec<Duty>,
}

/// What is said once and never again.
pub struct Secrets {
    /// The password.
    pub password: String,
    /// The address an authenticator reads, also as a QR code.
    pub authenticator: String,
}

/// Returns a name as it is kept, if it can be one.
pub fn login_of(typed: &str) -> Option<String> {
    let login = typed.trim().to_lowercase();
    let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, b'.' | b'-');
    ((3..=40).contains(&login.len()) && login.bytes().all(plain)).then_some(login)
}

/// Writes duties as they are kept.
pub fn duties_text(duties: &[Duty]) -> String {
    let names: Vec<&str> = duties.iter().map(|duty| duty.key()).collect();
    names.join(",")
}

/// Reads duties as they are kept.
pub fn duties_of(text: &str) -> Vec<Duty> {
    let named = |name: &str| Duty::ALL.into_iter().find(|duty| duty.key() == name);
    text.split(',').filter_map(named).collect()
}

impl Portal {
    /// Signs somebody in who works here. The wrong name, password, code and a disabled account are told apart by nobody,
    /// neither by the answer nor by how long it takes.
    ///
    /// # Errors
    /// [`ApiError::Refused`] with `sign_in_wrong`, or `sign_in_wait:SECONDS` while the source has to wait.
    pub async fn sign_in_local(&self, typed: Typed, from: Whence) -> Result<Entered, ServiceError> {
        let login = login_of(&typed.login).unwrap_or_else(|| "-".to_owned());
        let sources = Arc::new(Sources::new(&login, &from));
        let local = self.count_try(&sources).await?;
        let usable = local.filter(|local| !local.disabled);
        let hash = usable.as_ref().map(|local| local.password.clone());
        let is_right = passwords::is_right(typed.password, hash).await?;
        let now = self.0.clock.now();
        let seconds = u64::try_from(now.micros() / 1_000_000).unwrap_or_default();
        let step = match &usable {
            Some(local) => {
                let secret = self.0.files.keys().open_secret(CODE, &local.login, &local.totp)?;
                passwords::code_step(&secret, &typed.code, seconds)?
            }
            None => None,
        };
        let (Some(local), Some(step), true) = (usable, step, is_right) else {
            return Err(wrong());
        };
        let (token, beginning) = Beginning::new(&self.0, &from.user_agent)?;
        let device = match from.device {
            Some(device) => device,
            None => Token::fresh()?,
        };
        let work = Arc::new((beginning, sources, device.sha256()));
        let (account, duties) = self
            .0
            .db
            .write(move |conn| {
                let (work, account) = (Arc::clone(&work), local.account);
                Box::pin(async move {
                    let (beginning, sources, device) = &*work;
                    if !local_accounts::take_step(conn, account, step).await? {
                        return Err(wrong());
                    }
                    for source in [&sources.own, &sources.address] {
                        local_accounts::forgive(conn, &sources.login, source).await?;
                    }
                    for source in [&sources.address, &of_device(&sources.login, device)] {
                        local_accounts::know(conn, &sources.login, source, now).await?;
                    }
                    beginning.keep(conn, account).await?;
                    let duties = local_accounts::duties(conn, account).await?;
                    let account = accounts::by_id(conn, account).await?;
                    let account = account.ok_or_else(|| ServiceError::fault("sign in", "the account is gone"))?;
                    Ok((account, duties))
                })
            })
            .await?;
        let mut me = self.me(Some(&account), Language::Vi);
        me.duties = duties.as_deref().map(duties_of);
        Ok(Entered { token, me, device })
    }

    /// Counts a try before it is judged, so that many at once are no way around; returns the account of the name.
    async fn count_try(&self, sources: &Arc<Sources>) -> Result<Option<Local>, ServiceError> {
        let (now, sources) = (self.0.clock.now(), Arc::clone(sources));
        self.0
            .db
            .write(move |conn| {
                let sources = Arc::clone(&sources);
                Box::pin(async move {
                    local_accounts::sweep_tries(conn, now.plus(-FORGOTTEN_AFTER)).await?;
                    let device_known = match &sources.device {
                        Some(device) => local_accounts::is_known(conn, &sources.login, device).await?,
                        None => false,
                    };
                    let address_known = local_accounts::is_known(conn, &sources.login, &sources.address).await?;
                    let own = match &sources.device {
                        Some(device) if device_known => device,
                        Some(_) | None => &sources.address,
                    };
                    count(conn, &sources.login, own, FREE_TRIES, now).await?;
                    if !device_known && !address_known {
                        count(conn, &sources.login, STRANGERS, FREE_TRIES_OF_STRANGERS, now).await?;
                    }
                    Ok(local_accounts::by_login(conn, &sources.login).await?)
                })
            })
            .await
    }

    /// Makes a local account and draws its secrets.
    ///
    /// # Errors
    /// [`ApiError::Conflict`] when the name is taken, [`ApiError::Invalid`] when it cannot be one or the agency is unknown.
    pub async fn add_local(&self, new: NewLocal) -> Result<Secrets, ServiceError> {
        let login = login_of(&new.login).ok_or(ApiError::Invalid)?;
        let (agency, needs) = (new.agency.as_deref(), new.role == Role::Officer);
        let is_known = agency.is_some_and(|code| self.0.reference.agencies.find(code).is_some());
        if needs != agency.is_some() || (needs && !is_known) {
            return Err(ApiError::Invalid.into());
        }
        let account = Account {
            id: AccountId::new(new_id()),
            person: format!("local:{login}"),
            name: new.name,
            role: role_key(new.role).to_owned(),
            agency: new.agency,
        };
        let (secrets, local) = self.drawn(&login, account.id, duties_text(&new.duties)).await?;
        let now = self.0.clock.now();
        let work = Arc::new((account, local));
        self.0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (account, local) = &*work;
                    if local_accounts::by_login(conn, &local.login).await?.is_some() {
                        return Err(ApiError::Conflict.into());
                    }
                    accounts::upsert(conn, account, now).await?;
                    Ok::<(), ServiceError>(local_accounts::keep(conn, local, now).await?)
                })
            })
            .await?;
        Ok(secrets)
    }

    /// Draws new secrets for a local account, enables it and signs it out everywhere.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for a name nobody has.
    pub async fn reset_local(&self, login: &str) -> Result<Secrets, ServiceError> {
        let login = login_of(login).ok_or(ApiError::NotFound)?;
        let known = local_accounts::by_login(&mut self.0.reader().await?, &login).await?;
        let known = known.ok_or(ApiError::NotFound)?;
        let (secrets, local) = self.drawn(&login, known.account, known.duties).await?;
        let (now, local) = (self.0.clock.now(), Arc::new(local));
        self.0
            .db
            .write(move |conn| {
                let local = Arc::clone(&local);
                Box::pin(async move {
                    local_accounts::keep(conn, &local, now).await?;
                    local_accounts::forget_sources(conn, &local.login).await?;
                    sessions::end_all(conn, local.account).await?;
                    Ok::<(), ServiceError>(())
                })
            })
            .await?;
        Ok(secrets)
    }

    /// Disables a local account and signs it out everywhere.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for a name nobody has.
    pub async fn disable_local(&self, login: &str) -> Result<(), ServiceError> {
        let login = Arc::new(login_of(login).ok_or(ApiError::NotFound)?);
        let now = self.0.clock.now();
        self.0
            .db
            .write(move |conn| {
                let login = Arc::clone(&login);
                Box::pin(async move {
                    let known = local_accounts::by_login(conn, &login)
                        .await?
                        .ok_or(ApiError::NotFound)?;
                    local_accounts::disable(conn, &login, now).await?;
                    sessions::end_all(conn, known.account).await?;
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    async fn drawn(&self, login: &str, account: AccountId, duties: String) -> Result<(Secrets, Local), ServiceError> {
        let password = passwords::draw()?;
        let (totp, authenticator) = passwords::draw_code_secret(login, &self.0.province)?;
        let local = Local {
            account,
            login: login.to_owned(),
            password: passwords::hash(password.clone()).await?,
            totp: self.0.files.keys().seal_secret(CODE, login, &totp)?,
            duties,
            disabled: false,
        };
        Ok((
            Secrets {
                password,
                authenticator,
            },
            local,
        ))
    }
}

/// Seals every authenticator's secret again that was sealed with a former key; returns how many.
///
/// # Errors
/// When one does not open, or the store does not answer.
pub async fn reseal_codes(db: &Db, keys: &FileKeys) -> Result<u64, ServiceError> {
    let mut sealed = 0;
    for (login, former) in local_accounts::codes(&mut db.reader().await?).await? {
        if keys.is_current(&former) {
            continue;
        }
        let secret = keys.open_secret(CODE, &login, &former)?;
        let now = keys.seal_secret(CODE, &login, &secret)?;
        let change = Arc::new((login, former, now));
        db.write(move |conn| {
            let change = Arc::clone(&change);
            Box::pin(async move {
                Ok::<(), ServiceError>(local_accounts::change_code(conn, &change.0, &change.1, &change.2).await?)
            })
        })
        .await?;
        sealed += 1;
    }
    Ok(sealed)
}

/// Where a try is counted.
struct Sources {
    login: String,
    device: Option<String>,
    address: String,
    /// The device when there is one, else the address.
    own: String,
}

impl Sources {
    fn new(login: &str, from: &Whence) -> Self {
        let device = from.device.as_ref().map(|device| of_device(login, &device.sha256()));
        let address = Digest::of(&[b"address", login.as_bytes(), from.address.as_bytes()]).to_string();
        Self {
            login: login.to_owned(),
            own: device.clone().unwrap_or_else(|| address.clone()),
            device,
            address,
        }
    }
}

fn of_device(login: &str, sha256: &str) -> String {
    Digest::of(&[b"device", login.as_bytes(), sha256.as_bytes()]).to_string()
}

/// Refuses a source that has to wait, and otherwise counts its try as wrong until it proves right.
async fn count(conn: &mut Conn, login: &str, source: &str, free: i64, now: Moment) -> Result<(), ServiceError> {
    let before = local_accounts::tries(conn, login, source).await?;
    if let Some(left) = before
        .map(|tries| tries.wait_until - now.micros())
        .filter(|left| *left > 0)
    {
        let seconds = left.div_euclid(1_000_000) + 1;
        return Err(ApiError::Refused(format!("sign_in_wait:{seconds}")).into());
    }
    let failures = before.map_or(0, |tries| tries.failures).saturating_add(1);
    let tries = Tries {
        failures,
        wait_until: now.plus(wait_after(failures, free)).micros(),
        last_at: now.micros(),
    };
    Ok(local_accounts::count(conn, login, source, tries).await?)
}

fn wrong() -> ServiceError {
    ApiError::Refused("sign_in_wrong".to_owned()).into()
}
