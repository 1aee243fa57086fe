//! What people are told: the message in the portal with the code that proves it, its way out by the channels they chose, the
//! list they read, and the check that anybody can make. Nothing is sent from here.

use motcua_app::{
    api::ApiError,
    text::{notification as words, number},
    views::{GenuineView, Language, Me, NotificationLine},
};
use motcua_core::{
    access::{Action, Decision, DossierFacts, may},
    actor::Actor,
    calendar::{Moment, format},
    id::{AccountId, NotificationId},
    notification::{Channel, Code, Matter},
    page::{Cursor, Paged},
};
use serde::{Deserialize, Serialize};

use super::{Portal, PortalParts, who::actor};
use crate::{
    clock::{new_id, new_token},
    error::ServiceError,
    senders::Message,
    store::{
        Conn, channels,
        deliveries::{self, Outgoing, Waiting},
        notifications::{self, Kept, Shown},
        outbox::Intent,
    },
};

/// How many messages a page shows.
const PAGE: u16 = 50;

/// What marks of codes are made for.
const CODE: &str = "motcua message code";

/// What secrets of messages on their way are sealed for.
const SECRET: &str = "motcua message";

/// The facts of a message, as they are kept with it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Facts {
    /// Whom it is told.
    to: Option<AccountId>,
    /// The dossier's number.
    number: String,
    /// The procedure's plain name.
    procedure: String,
    /// The procedure's code.
    code: String,
    /// The date promised.
    due: Option<Moment>,
    /// The amount, in đồng.
    amount: Option<u64>,
    /// The number of the question it is about.
    question: Option<u64>,
    /// The code of the body that was asked.
    body: String,
    /// The step that takes too long.
    step: String,
    /// The carrier's code of a parcel.
    item: Option<String>,
}

impl Facts {
    /// Returns the question that the reader is asked.
    fn asked(&self, matter: Matter) -> Option<u64> {
        self.question.filter(|_| matter == Matter::ConsultationAsked)
    }
}

/// What stands in a message on its way and nowhere else.
#[derive(Serialize, Deserialize)]
pub(super) struct Secret {
    pub(super) code: String,
    #[serde(default)]
    pub(super) digits: String,
}

/// Draws eight bytes of chance.
pub(super) fn chance() -> Result<u64, ServiceError> {
    let drawn = new_token().map_err(|error| ServiceError::down("chance", std::io::Error::other(error.to_string())))?;
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&drawn[..8]);
    Ok(u64::from_be_bytes(bytes))
}

impl PortalParts {
    /// Draws the code of a message; returns it with its mark.
    pub(super) fn message_code(&self) -> Result<(Code, String), ServiceError> {
        let code = Code::of_chance(chance()?);
        let mark = self.files.keys().mark(CODE, &code.plain());
        let mark = mark.ok_or_else(|| ServiceError::fault("message code", "there is no key"))?;
        Ok((code, mark))
    }

    /// Seals what stands in a message and nowhere else.
    pub(super) fn seal_message(&self, delivery: &str, secret: &Secret) -> Result<String, ServiceError> {
        let text = serde_json::to_string(secret).map_err(|error| ServiceError::fault("message", error))?;
        self.files.keys().seal_secret(SECRET, delivery, &text)
    }

    /// Turns an intent into a message: kept for its reader, and brought on its way by each channel they confirmed and want.
    /// The same intent twice is one message. What nobody is told of is a line of the log.
    pub(crate) async fn tell(&self, conn: &mut Conn, intent: &Intent, now: Moment) -> Result<(), ServiceError> {
        let facts: Facts = serde_json::from_str(&intent.body).unwrap_or_default();
        let to = facts.to.filter(|_| intent.kind.parse::<Matter>().is_ok());
        let account = to.map(|account| account.to_string());
        let coded = account.is_some().then(|| self.message_code()).transpose()?;
        let kept = Kept {
            id: &intent.id,
            agency: &intent.agency,
            dossier: &intent.dossier,
            kind: &intent.kind,
            body: &intent.body,
            account: account.as_deref(),
            code_mark: coded.as_ref().map(|(_, mark)| mark.as_str()),
        };
        let is_new = notifications::keep(conn, &kept, now).await?;
        let (Some(account), Some((code, _)), true) = (account, coded, is_new) else {
            return Ok(());
        };
        let wanted =
            |one: &channels::ContactChannel| one.wanted && one.verified_at.is_some() && !one.address.is_empty();
        for one in channels::of(conn, &account).await?.into_iter().filter(wanted) {
            let is_open = one
                .channel
                .parse()
                .is_ok_and(|channel| self.senders.of(channel).is_some());
            if !is_open {
                continue;
            }
            let id = new_id().to_string();
            let secret = Secret {
                code: code.to_string(),
                digits: String::new(),
            };
            let outgoing = Outgoing {
                secret: Some(self.seal_message(&id, &secret)?),
                id,
                notification: intent.id.clone(),
                account: one.account,
                channel: one.channel,
                address: one.address,
                language: one.language,
            };
            deliveries::put(conn, &outgoing, now).await?;
        }
        Ok(())
    }

    /// Writes a message that waits to go out, in the language of its reader.
    pub(crate) fn written(&self, waiting: &Waiting, channel: Channel) -> Result<Message, ServiceError> {
        let broken = |what: &str| ServiceError::fault("message", format!("{}: {what}", waiting.id));
        let matter: Matter = waiting.kind.parse().map_err(|_| broken("of no known kind"))?;
        let facts: Facts = serde_json::from_str(&waiting.body).map_err(|_| broken("without facts"))?;
        let sealed = waiting.secret.as_deref().ok_or_else(|| broken("without its code"))?;
        let secret = self.files.keys().open_secret(SECRET, &waiting.id, sealed)?;
        let secret: Secret = serde_json::from_str(&secret).map_err(|_| broken("with a broken code"))?;
        let language = if waiting.language == "en" {
            Language::En
        } else {
            Language::Vi
        };
        let (due, amount) = (facts.due.map(format::moment), facts.amount.map(number::money));
        let (agency, body) = (self.agency_of(&waiting.agency), self.agency_of(&facts.body));
        let asked = facts.asked(matter);
        let facts = words::Facts {
            procedure: &facts.procedure,
            number: &facts.number,
            agency: &agency,
            body: &body,
            step: &facts.step,
            due: due.as_deref(),
            amount: amount.as_deref(),
            digits: &secret.digits,
            item: facts.item.as_deref().unwrap_or_default(),
        };
        let link = if facts.number.is_empty() {
            [&self.public_url, motcua_app::paths::ACCOUNT].concat()
        } else if let Some(question) = asked {
            [
                &self.public_url,
                motcua_app::paths::question(facts.number, question).as_str(),
            ]
            .concat()
        } else if matter.is_desks() {
            [&self.public_url, motcua_app::paths::desk_dossier(facts.number).as_str()].concat()
        } else {
            [&self.public_url, motcua_app::paths::tracked(facts.number).as_str()].concat()
        };
        let envelope = words::Envelope {
            province: &self.province,
            portal: &self.public_url,
            link: &link,
            code: &secret.code,
        };
        let (subject, text) = match channel {
            Channel::Email => words::letter(language, matter, &facts, &envelope),
            Channel::Sms | Channel::Zalo => {
                let text = words::short_message(language, matter, &facts, &envelope);
                (String::new(), text)
            }
        };
        Ok(Message {
            id: waiting.id.clone(),
            to: waiting.address.clone(),
            subject,
            text,
            written_at: u64::try_from(waiting.created_at / 1_000_000).unwrap_or(0),
        })
    }

    pub(super) fn agency_of(&self, code: &str) -> String {
        if code.is_empty() {
            String::new()
        } else {
            self.reference.agency_name(code)
        }
    }

    fn notification_line(&self, actor: &Actor, account: AccountId, shown: Shown) -> Option<NotificationLine> {
        let matter: Matter = shown.kind.parse().ok()?;
        let facts: Facts = serde_json::from_str(&shown.body).ok()?;
        // A mandate may reach only some of an organisation's dossiers.
        if let (Actor::Delegate { .. }, Ok(agency), Ok(procedure)) = (actor, shown.agency.parse(), facts.code.parse()) {
            let about = DossierFacts {
                applicant: account,
                agency,
                procedure,
            };
            if may(actor, Action::SeeDossier, Some(&about)) != Decision::Allowed {
                return None;
            }
        }
        Some(NotificationLine {
            id: shown.id.parse().ok()?,
            question: facts.asked(matter),
            body: self.agency_of(&facts.body),
            step: facts.step,
            matter,
            number: facts.number,
            procedure: facts.procedure,
            agency: self.agency_of(&shown.agency),
            due: facts.due.map(format::moment),
            amount: facts.amount,
            item: facts.item,
            at: format::moment(Moment::from_micros(shown.at)),
            is_read: shown.read_at.is_some(),
        })
    }
}

impl Portal {
    /// Lists what the asker, or the organisation they act for, was told.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`].
    pub async fn notifications(
        &self,
        me: &Me,
        after: Option<Cursor<NotificationId>>,
    ) -> Result<Paged<NotificationLine>, ServiceError> {
        let actor = actor(me);
        let account = actor.account().ok_or(ApiError::NotSignedIn)?;
        let rows = notifications::of_account(&mut self.0.reader().await?, account, after, PAGE + 1).await?;
        let cursor = |row: &Shown| Cursor {
            at: Moment::from_micros(row.at),
            id: row.id.clone(),
        };
        let paged = Paged::of(rows, PAGE, cursor, |row| self.0.notification_line(&actor, account, row));
        Ok(Paged {
            lines: paged.lines.into_iter().flatten().collect(),
            next: paged.next,
        })
    }

    /// Marks one message of the asker's as read, or all that came until now; what is not theirs stays as it is.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`].
    pub async fn read_notifications(&self, me: &Me, one: Option<NotificationId>) -> Result<(), ServiceError> {
        let account = actor(me).account().ok_or(ApiError::NotSignedIn)?;
        let now = self.0.clock.now();
        self.0
            .db
            .write(move |conn| {
                Box::pin(async move {
                    match one {
                        Some(id) => notifications::read_one(conn, account, id, now).await?,
                        None => notifications::read_all(conn, account, now, now).await?,
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    /// Says whether the portal sent a message with a code, and nothing of whom it was sent to.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn check_message(&self, typed: &str) -> Result<GenuineView, ServiceError> {
        let Ok(code) = typed.parse::<Code>() else {
            return Ok(GenuineView::NoCode);
        };
        let mut conn = self.0.reader().await?;
        for mark in self.0.files.keys().marks(CODE, &code.plain()) {
            let Some((kind, at)) = notifications::by_mark(&mut conn, &mark).await? else {
                continue;
            };
            if let Ok(matter) = kind.parse() {
                let at = format::moment(Moment::from_micros(at));
                return Ok(GenuineView::Sent { matter, at });
            }
        }
        Ok(GenuineView::Unknown)
    }
}

/// Keeps a message that is about no dossier and nobody's in the portal: it stands in the log, so that it can be checked.
pub(super) async fn keep_bare(
    conn: &mut Conn,
    id: &str,
    matter: Matter,
    code_mark: &str,
    now: Moment,
) -> Result<(), ServiceError> {
    let kept = Kept {
        id,
        agency: "",
        dossier: "",
        kind: matter.name(),
        body: "{}",
        account: None,
        code_mark: Some(code_mark),
    };
    notifications::keep(conn, &kept, now).await?;
    Ok(())
}
