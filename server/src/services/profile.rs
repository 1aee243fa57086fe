//! What is known of a person: told at sign-in, confirmed when an officer accepts a dossier.

use std::collections::BTreeMap;

use motcua_app::views::Me;
use motcua_core::{
    calendar::Moment,
    form::{Form, walk},
    id::{AccountId, SubjectId},
    profile::{self, Datum, Known, Origin, Parts, Profile, Register, Relation, Target, Traits, Whom, is_same_person},
};

use super::prefill;
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{Conn, StoreError, dossiers::DossierRow, profile as rows},
};

/// What an organisation knows of those who act for it.
const OF_THE_MANDATE: [&str; 2] = ["person.full_name", "person.personal_id"];

/// Keeps what the identity provider tells of a person, by concept with `.part` for parts; what it told before stays as it
/// is where it tells the same.
///
/// # Errors
/// When the store does not take it.
pub async fn remember_account(
    conn: &mut Conn,
    account: AccountId,
    told: &BTreeMap<String, String>,
    now: Moment,
) -> Result<(), StoreError> {
    let mut values: BTreeMap<&str, Parts> = BTreeMap::new();
    for (key, text) in told {
        let end = key.match_indices('.').nth(1).map_or(key.len(), |(at, _)| at);
        let (concept, part) = (&key[..end], key.get(end + 1..).unwrap_or_default());
        values.entry(concept).or_default().insert(part.to_owned(), text.clone());
    }
    let known = rows::of(conn, account).await?;
    let organisation = organisation_told(conn, account, &known, &values, now).await?;
    for (concept, value) in values {
        let of_organisation = concept.starts_with("organisation.") || concept.starts_with("business.");
        let whom = organisation.filter(|_| of_organisation).unwrap_or(Whom::Me);
        let before = known
            .of(whom)
            .and_then(|known| known.data.get(concept))
            .into_iter()
            .flatten();
        if before
            .into_iter()
            .any(|datum| datum.origin == Origin::Account && datum.value == value)
        {
            continue;
        }
        let datum = Datum {
            value,
            origin: Origin::Account,
            at: now,
            confirmed_by: None,
            overrules: false,
        };
        rows::put(conn, account, whom, concept, &datum).await?;
    }
    Ok(())
}

/// Reads what may be filled in for whoever asks. Who acts for an organisation is offered what is known of it, and of
/// people only their own name and number, which the organisation knows from the mandate: its drafts and its data are open
/// to others who act for it.
pub(super) async fn offered(conn: &mut Conn, me: &Me, account: AccountId) -> Result<Profile, StoreError> {
    let mut known = rows::of(conn, account).await?;
    if !me.opens_population() {
        known.subjects.iter_mut().for_each(without_population);
    }
    let Some(acting) = &me.acting else { return Ok(known) };
    known.subjects.retain(is_organisation);
    let own = rows::of(conn, acting.person).await?;
    if let Some(mut asker) = own.subjects.into_iter().find(|one| one.whom == Whom::Me) {
        asker
            .data
            .retain(|concept, _| OF_THE_MANDATE.contains(&concept.as_str()));
        known.subjects.insert(0, asker);
    }
    Ok(known)
}

/// Leaves out what the population database told; what else is known stands.
fn without_population(known: &mut Known) {
    for data in known.data.values_mut() {
        data.retain(|datum| datum.origin != Origin::Register(Register::Population));
    }
    known.data.retain(|_, data| !data.is_empty());
}

/// Says whether somebody known is an organisation.
pub(super) fn is_organisation(known: &Known) -> bool {
    known.relation == Some(Relation::Organisation)
}

/// Finds the organisation the provider tells of, or keeps it; nothing where it tells of none.
async fn organisation_told(
    conn: &mut Conn,
    account: AccountId,
    known: &Profile,
    values: &BTreeMap<&str, Parts>,
    now: Moment,
) -> Result<Option<Whom>, StoreError> {
    let traits = Traits::read(|concept| values.get(concept));
    if traits.registered_as.is_none() {
        return Ok(None);
    }
    let same = known
        .subjects
        .iter()
        .find(|one| one.relation == Some(Relation::Organisation) && is_same_person(&Traits::of(one), &traits));
    if let Some(same) = same {
        return Ok(Some(same.whom));
    }
    let id = SubjectId::new(new_id());
    rows::put_subject(conn, account, id, Relation::Organisation, now).await?;
    Ok(Some(Whom::Kept(id)))
}

/// Confirms what an accepted dossier says of its owner, their family and their organisations; of one that was filed for an
/// organisation only what it says of organisations, for whoever filed it is not the account's person. Runs in the
/// transaction of the acceptance.
pub(super) async fn confirm(
    conn: &mut Conn,
    form: &Form,
    row: &DossierRow,
    filed_on_behalf: bool,
    now: Moment,
) -> Result<(), ServiceError> {
    let mut known = rows::of(conn, row.account).await?;
    if filed_on_behalf {
        known.subjects.retain(is_organisation);
    }
    let origins = rows::prefilled(conn, &row.agency, row.id).await?;
    let day = row.submitted_at.date();
    let disputed: Vec<String> = prefill::changes(&walk(form, &row.answers, day), &row.answers, &origins)
        .into_iter()
        .filter(|(_, change)| change.is_changed && change.origin.is_register())
        .map(|(_, change)| change.path)
        .collect();
    for learnt in profile::learn(form, &row.answers, day, &known) {
        let of_organisation = matches!(
            learnt.target,
            Target::Kept(_, Relation::Organisation) | Target::New(Relation::Organisation)
        );
        if filed_on_behalf && !of_organisation {
            continue;
        }
        let whom = match learnt.target {
            Target::Me => Whom::Me,
            Target::Kept(id, relation) => {
                rows::put_subject(conn, row.account, id, relation, now).await?;
                Whom::Kept(id)
            }
            Target::New(relation) => {
                let id = SubjectId::new(new_id());
                rows::put_subject(conn, row.account, id, relation, now).await?;
                Whom::Kept(id)
            }
        };
        for (concept, value) in learnt.values {
            let path = learnt.paths.get(&concept);
            let datum = Datum {
                value,
                origin: Origin::Accepted(row.number.as_str().to_owned()),
                at: now,
                confirmed_by: Some(row.agency.clone()),
                overrules: path.is_some_and(|path| disputed.contains(path)),
            };
            let same = |had: &Datum| had.origin == datum.origin && had.value == datum.value;
            let had = known.of(whom).and_then(|known| known.data.get(&concept));
            if had.is_some_and(|data| data.iter().any(same)) {
                continue;
            }
            rows::put(conn, row.account, whom, &concept, &datum).await?;
            let typed_here = |datum: &Datum| datum.origin == Origin::Typed(row.number.as_str().to_owned());
            let before = known.of(whom).and_then(|known| known.data.get(&concept));
            if before.is_some_and(|data| data.iter().any(typed_here)) {
                rows::forget_origin(conn, row.account, whom, &concept, "typed").await?;
            }
        }
    }
    Ok(())
}
