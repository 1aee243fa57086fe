//! Where a person, or the organisation they act for, wants to be told besides the portal. An address is theirs once they have typed back the digits that were
//! sent to it; before that nothing else goes there. Digits live half an hour and five tries; five are sent a day.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{ChannelView, Language, Me},
};
use motcua_core::{
    access::Action,
    calendar::Moment,
    id::AccountId,
    identity::{Email, Phone, PhoneKind},
    notification::{Channel, Matter},
};

use super::{
    Portal, PortalParts,
    notifications::{Secret, chance, keep_bare},
    refusals::because,
    who::{actor, permit},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn,
        channels::{self, ContactChannel},
        deliveries::{self, Outgoing},
        profile,
    },
};

/// What marks of digits are made for.
const DIGITS: &str = "motcua address check";

/// How long digits are good.
const GOOD: time::Duration = time::Duration::minutes(30);

/// How often digits may be typed.
const TRIES: i64 = 5;

/// How often digits are sent within [`DAY`].
const CHECKS: i64 = 5;

const DAY: time::Duration = time::Duration::hours(24);

/// Digits on their way to an address.
struct Check {
    notification: String,
    code_mark: String,
    outgoing: Outgoing,
    mark: String,
}

impl PortalParts {
    /// Lists the channels this portal has, with the person's addresses; an address known from elsewhere is offered.
    pub(super) async fn channels(&self, conn: &mut Conn, account: AccountId) -> Result<Vec<ChannelView>, ServiceError> {
        let mut open = self.senders.channels().peekable();
        if open.peek().is_none() {
            return Ok(Vec::new());
        }
        let now = self.clock.now().micros();
        let kept = channels::of_account(conn, account).await?;
        let known = profile::of(conn, account).await?;
        let offered = |concept: &str| {
            let datum = known.of(motcua_core::profile::Whom::Me)?.standing(concept)?;
            datum.value.get("").cloned()
        };
        let view = |channel: Channel| match kept.iter().find(|one| one.channel == channel.key()) {
            Some(one) => ChannelView {
                channel,
                address: shown(channel, &one.address),
                wanted: one.wanted,
                is_verified: one.verified_at.is_some(),
                awaits_code: one.check_mark.is_some() && one.check_until > now,
            },
            None => ChannelView {
                channel,
                address: offered(if channel.is_phone() {
                    "contact.phone"
                } else {
                    "contact.email"
                })
                .map(|address| shown(channel, &address))
                .unwrap_or_default(),
                wanted: true,
                is_verified: false,
                awaits_code: false,
            },
        };
        Ok(open.map(view).collect())
    }

    /// Draws digits for an address and writes the message that carries them.
    fn check(&self, account: &str, channel: Channel, address: &str, language: Language) -> Result<Check, ServiceError> {
        let digits = format!("{:06}", chance()? % 1_000_000);
        let mark = self.digits_mark(account, channel, address, &digits);
        let (code, code_mark) = self.message_code()?;
        let id = new_id().to_string();
        let secret = Secret {
            code: code.to_string(),
            digits,
        };
        let notification = new_id().to_string();
        Ok(Check {
            outgoing: Outgoing {
                secret: Some(self.seal_message(&id, &secret)?),
                id,
                notification: notification.clone(),
                account: account.to_owned(),
                channel: channel.key().to_owned(),
                address: address.to_owned(),
                language: key_of(language).to_owned(),
            },
            notification,
            code_mark,
            mark: mark.ok_or_else(|| ServiceError::fault("address check", "there is no key"))?,
        })
    }

    fn digits_mark(&self, account: &str, channel: Channel, address: &str, digits: &str) -> Option<String> {
        self.files
            .keys()
            .mark(DIGITS, &about(account, channel, address, digits))
    }
}

impl Portal {
    /// Keeps an address of the asker's. One that is not known to be theirs gets digits to type back.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`]; [`ApiError::NotFound`] for a channel this portal has not; [`ApiError::Refused`] for what is
    /// no address, or after too many.
    pub async fn keep_channel(&self, me: &Me, channel: Channel, typed: &str, wanted: bool) -> Result<(), ServiceError> {
        let account = addressee(me)?.to_string();
        if self.0.senders.of(channel).is_none() {
            return Err(ApiError::NotFound.into());
        }
        let address = address(channel, typed)?;
        let now = self.0.clock.now();
        let check = if address.is_empty() {
            None
        } else {
            Some(self.0.check(&account, channel, &address, me.language)?)
        };
        let work = Arc::new((account, address, check, me.language));
        self.0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (account, address, check, language) = &*work;
                    let kept = channels::of(conn, account).await?;
                    let before = kept.into_iter().find(|one| one.channel == channel.key());
                    let mut one = before.unwrap_or_else(|| ContactChannel {
                        account: account.clone(),
                        channel: channel.key().to_owned(),
                        address: String::new(),
                        language: String::new(),
                        wanted,
                        verified_at: None,
                        check_mark: None,
                        check_until: 0,
                        check_tries: 0,
                        checks_since: now.micros(),
                        checks: 0,
                    });
                    one.wanted = wanted;
                    key_of(*language).clone_into(&mut one.language);
                    let is_known = one.verified_at.is_some() && one.address == *address;
                    if let (Some(check), false) = (check, is_known) {
                        send_digits(conn, &mut one, check, now).await?;
                    }
                    if !is_known {
                        one.verified_at = None;
                    }
                    if check.is_none() {
                        one.check_mark = None;
                    }
                    one.address.clone_from(address);
                    Ok::<(), ServiceError>(channels::put(conn, &one, now).await?)
                })
            })
            .await
    }

    /// Takes the digits that were sent to an address of the asker's.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`]; [`ApiError::Refused`] when they are wrong, too old, or were tried too often.
    pub async fn confirm_channel(&self, me: &Me, channel: Channel, typed: &str) -> Result<(), ServiceError> {
        let account = addressee(me)?.to_string();
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(12).collect();
        let (now, parts) = (self.0.clock.now(), Arc::clone(&self.0));
        let work = Arc::new((account, digits));
        let is_right = self
            .0
            .db
            .write(move |conn| {
                let (work, parts) = (Arc::clone(&work), Arc::clone(&parts));
                Box::pin(async move {
                    let (account, digits) = &*work;
                    let kept = channels::of(conn, account).await?;
                    let Some(mut one) = kept.into_iter().find(|one| one.channel == channel.key()) else {
                        return Ok(false);
                    };
                    let Some(mark) = one.check_mark.clone().filter(|_| one.check_until > now.micros()) else {
                        return Ok(false);
                    };
                    let is_right =
                        parts
                            .files
                            .keys()
                            .is_marked(DIGITS, &about(account, channel, &one.address, digits), &mark);
                    one.check_tries += 1;
                    if is_right {
                        one.verified_at = Some(now.micros());
                    }
                    if is_right || one.check_tries >= TRIES {
                        one.check_mark = None;
                    }
                    channels::put(conn, &one, now).await?;
                    Ok::<bool, ServiceError>(is_right)
                })
            })
            .await?;
        if is_right { Ok(()) } else { Err(because("channel_code")) }
    }
}

/// Returns whose addresses are meant: one's own, or those of the organisation one acts for, which are for its representative and
/// for those it has entrusted with everything.
pub(super) fn addressee(me: &Me) -> Result<AccountId, ApiError> {
    if me.acting.is_some() {
        permit(&actor(me), Action::ChangeFacts, None)?;
    }
    me.account.ok_or(ApiError::NotSignedIn)
}

/// Puts digits on their way, unless a few were sent already.
async fn send_digits(
    conn: &mut Conn,
    one: &mut ContactChannel,
    check: &Check,
    now: Moment,
) -> Result<(), ServiceError> {
    if one.checks_since <= now.plus(-DAY).micros() {
        one.checks_since = now.micros();
        one.checks = 0;
    }
    if one.checks >= CHECKS {
        return Err(because("channel_often"));
    }
    one.checks += 1;
    one.check_mark = Some(check.mark.clone());
    one.check_until = now.plus(GOOD).micros();
    one.check_tries = 0;
    keep_bare(conn, &check.notification, Matter::AddressCheck, &check.code_mark, now).await?;
    Ok(deliveries::put(conn, &check.outgoing, now).await?)
}

fn about(account: &str, channel: Channel, address: &str, digits: &str) -> String {
    [account, channel.key(), address, digits].join("\n")
}

const fn key_of(language: Language) -> &'static str {
    match language {
        Language::Vi => "vi",
        Language::En => "en",
    }
}

/// Reads an address as its channel writes it; nothing is none.
fn address(channel: Channel, typed: &str) -> Result<String, ServiceError> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    if channel.is_phone() {
        let phone = typed
            .parse::<Phone>()
            .ok()
            .filter(|phone| phone.kind() == PhoneKind::Mobile);
        phone
            .map(|phone| phone.to_string())
            .ok_or_else(|| because("channel_phone"))
    } else {
        let email = typed.parse::<Email>().map_err(|_| because("channel_email"))?;
        Ok(email.to_string())
    }
}

/// Writes an address as people write it.
fn shown(channel: Channel, address: &str) -> String {
    match address.parse::<Phone>() {
        Ok(phone) if channel.is_phone() => phone.grouped(),
        Ok(_) | Err(_) => address.to_owned(),
    }
}
