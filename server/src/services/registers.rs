//! The registers at work: told facts before a form is filled, and filed dossiers compared with them, later if need be.
//! A register that does not answer stops nobody.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::views::{CheckedView, Language, Me, VerificationView};
use motcua_core::{
    account::Holder,
    calendar::{Moment, format},
    form::{Form, Subject, walk},
    id::AccountId,
    profile::{self, Datum, Origin, Parts, Profile, Register, Traits, Whom},
    text::nfc,
};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::{
    Portal, PortalParts,
    facts::question,
    profile::{is_organisation, offered},
    review::Words,
};
use crate::{
    error::ServiceError,
    registers::{NoAnswer, Values},
    store::{Conn, checks, checks::Waiting, dossiers, dossiers::DossierRow, identities, looks, profile as rows},
};

/// How long what a register told is not asked again.
const FRESH: time::Duration = time::Duration::hours(24);

/// How many questions of the last day are looked through.
const LOOKS: u16 = 200;

/// How long a worker may take for one dossier.
const LEASE: time::Duration = time::Duration::seconds(60);

/// The longest pause between two tries.
const LONGEST: time::Duration = time::Duration::hours(1);

/// How many dossiers are compared in one go.
const BATCH: u16 = 20;

/// What came of comparing one part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The section, with the row of a repeated one.
    pub part: String,
    /// The register's key.
    pub register: String,
    /// Whether the register knows the number.
    pub found: bool,
    /// What it says otherwise, by concept.
    pub differs: BTreeMap<String, Parts>,
}

/// What was asked, by register and number, and what was told.
type Asked = BTreeMap<(String, String), Option<Values>>;

impl PortalParts {
    /// Returns what may be filled in for whoever asks, with what the registers tell now: of the account's person where the
    /// form asks for them and their identity was proved well enough, of organisations where it asks for those, and of nobody who acts for another. Nothing is asked
    /// twice in a day; where there is no answer nobody waits for another.
    pub(super) async fn refreshed(&self, me: &Me, account: AccountId, form: &Form) -> Result<Profile, ServiceError> {
        let mut conn = self.reader().await?;
        let known = offered(&mut conn, me, account).await?;
        let Some(registers) = &self.registers else {
            return Ok(known);
        };
        let now = self.clock.now();
        let asked = looks::of(&mut conn, account, LOOKS).await?;
        drop(conn);
        let wants = |subject: Subject| form.sections.iter().any(|one| one.subject == subject);
        let mut told: Vec<(Whom, Register, Option<Values>)> = Vec::new();
        for one in &known.subjects {
            let traits = Traits::of(one);
            let (register, key) = match one.whom {
                Whom::Me if me.acting.is_none() && me.opens_population() && wants(Subject::Applicant) => {
                    (Register::Population, traits.personal_id)
                }
                Whom::Kept(_) if is_organisation(one) && wants(Subject::Organisation) => {
                    (Register::Business, traits.registered_as)
                }
                Whom::Me | Whom::Kept(_) => continue,
            };
            let fresh = |look: &looks::Look| {
                look.why == "register"
                    && look.matter == register.key()
                    && Moment::from_micros(look.at).plus(FRESH) > now
            };
            let (Some(key), false) = (key, asked.iter().any(fresh)) else {
                continue;
            };
            match registers.ask(register, &key, now).await {
                Ok(values) => told.push((one.whom, register, values)),
                Err(error) => {
                    tracing::info!(reason = %error, "register: no answer");
                    break;
                }
            }
        }
        if told.is_empty() {
            return Ok(known);
        }
        let work = Arc::new((told, me.clone()));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (told, me) = &*work;
                    for (whom, register, values) in told {
                        if let Some(values) = values {
                            keep_told(conn, account, *whom, *register, values, now).await?;
                        }
                        // The register was asked about them, whether it knew them or not.
                        looks::note(conn, account, "portal", &looks::now("register", register.key(), now)).await?;
                    }
                    Ok::<Profile, ServiceError>(offered(conn, me, account).await?)
                })
            })
            .await
    }

    /// Says how a dossier compares with the registers; nothing where it is not compared.
    pub(super) async fn verification(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        form: &Form,
        language: Language,
    ) -> Result<Option<VerificationView>, ServiceError> {
        let found = checks::of_dossier::<Vec<Compared>>(conn, &row.agency, row.id).await?;
        let Some(outcome) = found else { return Ok(None) };
        let Some((at, compared)) = outcome else {
            return Ok(Some(VerificationView::default()));
        };
        if compared.is_empty() {
            return Ok(None);
        }
        let title = |part: &str| {
            let key = part.split('.').next().unwrap_or_default();
            let section = form.sections.iter().find(|section| section.key == key);
            section.map_or_else(|| part.to_owned(), |section| section.title.clone())
        };
        Ok(Some(VerificationView {
            on: Some(format::moment(at)),
            checked: compared
                .into_iter()
                .map(|one| CheckedView {
                    title: title(&one.part),
                    register: one.register,
                    found: one.found,
                    differs: one
                        .differs
                        .iter()
                        .filter_map(|(concept, value)| self.in_words_of(concept, value, language))
                        .collect(),
                })
                .collect(),
        }))
    }

    /// Puts a value of a concept in words, with its label.
    fn in_words_of(&self, concept: &str, value: &Parts, language: Language) -> Option<(String, String)> {
        let field = question(concept)?;
        let answers = super::facts::answers_of(value);
        let words: Words<'_> = self.words(&answers, language);
        Some((field.label.clone(), nfc(&words.answer(&field, "value"))))
    }

    /// Compares a filed dossier with the registers: what came of it, and the numbers that were asked about, each once.
    async fn compare(&self, row: &DossierRow, form: &Form, now: Moment) -> Result<(Vec<Compared>, Asked), NoAnswer> {
        let (mut all, mut answers) = (Vec::new(), Asked::new());
        let Some(registers) = &self.registers else {
            return Ok((all, answers));
        };
        for (part, values) in parts_told(form, row) {
            let traits = Traits::read(|concept| values.get(concept));
            let asked = match (traits.personal_id, traits.registered_as) {
                (Some(id), _) => Some((Register::Population, id)),
                (None, Some(code)) => Some((Register::Business, code)),
                (None, None) => None,
            };
            let Some((register, key)) = asked else { continue };
            let asked = (register.key().to_owned(), key);
            if !answers.contains_key(&asked) {
                let told = registers.ask(register, &asked.1, now).await?;
                answers.insert(asked.clone(), told);
            }
            let told = answers.get(&asked).and_then(Option::as_ref);
            all.push(Compared {
                part,
                register: register.key().to_owned(),
                found: told.is_some(),
                differs: told.map(|told| profile::differences(&values, told)).unwrap_or_default(),
            });
        }
        Ok((all, answers))
    }
}

/// Says whether a form tells of anybody by a number that a register knows.
pub(super) fn has_numbers(form: &Form, row: &DossierRow) -> bool {
    parts_told(form, row).iter().any(|(_, values)| {
        let traits = Traits::read(|concept| values.get(concept));
        traits.personal_id.is_some() || traits.registered_as.is_some()
    })
}

/// Lists what a dossier says of each somebody: the part of the form, and the values by concept.
fn parts_told(form: &Form, row: &DossierRow) -> Vec<(String, BTreeMap<String, Parts>)> {
    let mut told = Vec::new();
    for shown in walk(form, &row.answers, row.submitted_at.date()).sections() {
        for at in shown.numbers() {
            let values: BTreeMap<String, Parts> = profile::slots(shown.section, at)
                .iter()
                .filter_map(|slot| {
                    let inputs = slot.inputs().into_iter();
                    let given =
                        inputs.filter_map(|(part, path)| Some((part.to_owned(), row.answers.get(&path)?.to_owned())));
                    let value: Parts = given.collect();
                    (!value.is_empty()).then(|| (slot.concept.to_owned(), value))
                })
                .collect();
            let part = at.map_or_else(|| shown.section.key.clone(), |at| format!("{}.{at}", shown.section.key));
            told.push((part, values));
        }
    }
    told
}

/// Keeps what a register told of somebody; what it told before keeps its day where it is the same.
async fn keep_told(
    conn: &mut Conn,
    account: AccountId,
    whom: Whom,
    register: Register,
    values: &Values,
    now: Moment,
) -> Result<(), ServiceError> {
    let before = rows::of(conn, account).await?;
    for (concept, value) in values {
        let same = |datum: &Datum| datum.origin == Origin::Register(register) && datum.value == *value;
        let had = before.of(whom).and_then(|known| known.data.get(concept));
        if had.is_some_and(|data| data.iter().any(same)) {
            continue;
        }
        let datum = Datum {
            value: value.clone(),
            origin: Origin::Register(register),
            at: now,
            confirmed_by: Some(register.key().to_owned()),
            overrules: false,
        };
        rows::put(conn, account, whom, concept, &datum).await?;
    }
    Ok(())
}

/// Compares dossiers that wait with the registers; returns how many were compared. Where a register does not answer, the
/// dossier waits, each time longer. Ends after the one at hand when `stop` is cancelled.
///
/// # Errors
/// When the store does not answer.
pub async fn verify(portal: &Portal, stop: &CancellationToken) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    if parts.registers.is_none() {
        return Ok(0);
    }
    let waiting = checks::waiting(&mut parts.reader().await?, parts.clock.now(), BATCH).await?;
    let mut done = 0;
    for one in waiting {
        if stop.is_cancelled() {
            break;
        }
        let id = one.dossier;
        match verify_one(portal, Arc::new(one)).await {
            Ok(true) => done += 1,
            Ok(false) => {}
            // One that cannot be read keeps no other waiting.
            Err(error) => tracing::warn!(reason = %error, dossier.id = %id, "register: not compared"),
        }
    }
    Ok(done)
}

async fn verify_one(portal: &Portal, one: Arc<Waiting>) -> Result<bool, ServiceError> {
    let parts = portal.parts();
    let now = parts.clock.now();
    let lease = now.plus(LEASE);
    let leased = Arc::clone(&one);
    let is_ours = parts
        .db
        .write(move |conn| {
            let one = Arc::clone(&leased);
            Box::pin(async move { Ok::<bool, ServiceError>(checks::lease(conn, &one, now, lease).await?) })
        })
        .await?;
    if !is_ours {
        return Ok(false);
    }
    let Some(row) = dossiers::one(&mut parts.reader().await?, &one.agency, one.dossier).await? else {
        return Ok(false);
    };
    let procedure = parts.revisions.get(&parts.db, &row.code, &row.revision).await?;
    let compared = match &procedure.form {
        Some(form) => parts.compare(&row, form, now).await,
        None => Ok((Vec::new(), Asked::new())),
    };
    if let Err(error) = &compared {
        tracing::info!(reason = %error, dossier.id = %one.dossier, "register: compared later");
    }
    let work = Arc::new((one, row.account, compared));
    parts
        .db
        .write(move |conn| {
            let work = Arc::clone(&work);
            Box::pin(async move {
                let (one, account, compared) = &*work;
                match compared {
                    Ok((compared, asked)) => {
                        for (register, number) in asked.keys() {
                            note_check(conn, *account, register, number, now).await?;
                        }
                        Ok::<bool, ServiceError>(checks::done(conn, one, lease, now, compared).await?)
                    }
                    Err(_) => {
                        checks::later(conn, one, lease, now.plus(pause(one.attempts))).await?;
                        Ok(false)
                    }
                }
            })
        })
        .await
}

/// Notes that a register was asked about somebody of a dossier: with its owner, and with whom it was asked about where
/// they have an account here, who is not told whose dossier it was.
async fn note_check(
    conn: &mut Conn,
    owner: AccountId,
    register: &str,
    number: &str,
    now: Moment,
) -> Result<(), ServiceError> {
    let look = looks::now("check", register, now);
    looks::note(conn, owner, "portal", &look).await?;
    let is_organisation = Register::from_key(register) == Some(Register::Business);
    if let Ok(holder) = Holder::of_claims(Some(number), Some(number), is_organisation)
        && let Some(known) = identities::held_by(conn, &holder).await?
        && known.account != owner
    {
        looks::note(conn, known.account, "portal", &look).await?;
    }
    Ok(())
}

/// How long to wait after so many tries: 10 s, then twice as long each time, at most an hour.
fn pause(attempts: i64) -> time::Duration {
    let doubled = 10_i64.saturating_mul(1 << attempts.clamp(0, 12));
    time::Duration::seconds(doubled).min(LONGEST)
}
