//! What is known of a person and those beside them, and what was filled in for a dossier.

use std::collections::BTreeMap;

use motcua_core::{
    calendar::Moment,
    id::{AccountId, DossierId, SubjectId},
    profile::{Datum, Known, Origin, Parts, Profile, Relation, Whom},
};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, json, on, parsed, statements},
};

statements! {
    SUBJECTS_AND_FACTS = "
        SELECT relation, created_at AS at, id AS subject, NULL AS concept, NULL AS part, NULL AS origin, NULL AS source,
               NULL AS value, NULL AS confirmed_by, FALSE AS overrules, 0 AS is_fact
        FROM profile_subject
        WHERE account = $1
        UNION ALL
        SELECT NULL, recorded_at, subject, concept, part, origin, source, value, confirmed_by, overrules, 1
        FROM profile_fact
        WHERE account = $1
        ORDER BY is_fact, subject, concept, origin, part";
    PUT_SUBJECT = "
        INSERT INTO profile_subject (account, id, relation, created_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (account, id) DO UPDATE SET relation = excluded.relation";
    FORGET_SUBJECT = "
        DELETE FROM profile_subject
        WHERE account = $1 AND id = $2";
    FORGET_SUBJECT_FACTS = "
        DELETE FROM profile_fact
        WHERE account = $1 AND subject = $2";
    FORGET_CONCEPT = "
        DELETE FROM profile_fact
        WHERE account = $1 AND subject = $2 AND concept = $3";
    FORGET_ORIGIN = "
        DELETE FROM profile_fact
        WHERE account = $1 AND subject = $2 AND concept = $3 AND origin = $4";
    PUT_FACT = "
        INSERT INTO profile_fact
            (account, subject, concept, part, origin, source, value, recorded_at, confirmed_by, overrules)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    KEEP_PREFILLED = "
        INSERT INTO dossier_prefilled (agency, dossier, origins)
        VALUES ($1, $2, $3)
        ON CONFLICT (agency, dossier) DO UPDATE SET origins = excluded.origins";
    PREFILLED = "
        SELECT origins
        FROM dossier_prefilled
        WHERE agency = $1 AND dossier = $2";
}

/// Somebody beside the person, who has a relation, or a fact about one of them, which has the rest.
#[derive(FromRow)]
struct Row {
    subject: String,
    at: i64,
    relation: Option<String>,
    concept: Option<String>,
    part: Option<String>,
    origin: Option<String>,
    source: Option<String>,
    value: Option<String>,
    confirmed_by: Option<String>,
    overrules: bool,
}

impl Row {
    /// Adds the fact to what is known.
    fn learn(self, known: &mut Known) -> Result<(), StoreError> {
        let missing = |column| broken("profile_fact", column, &self.subject);
        let origin = Origin::of(
            self.origin.as_deref().unwrap_or_default(),
            self.source.as_deref().unwrap_or_default(),
        )
        .ok_or_else(|| missing("origin"))?;
        let (part, value) = self.part.zip(self.value).ok_or_else(|| missing("value"))?;
        let data = known
            .data
            .entry(self.concept.ok_or_else(|| missing("concept"))?)
            .or_default();
        match data.iter_mut().find(|datum| datum.origin == origin) {
            Some(datum) => {
                datum.value.insert(part, value);
            }
            None => data.push(Datum {
                value: Parts::from([(part, value)]),
                origin,
                at: Moment::from_micros(self.at),
                confirmed_by: self.confirmed_by,
                overrules: self.overrules,
            }),
        }
        Ok(())
    }
}

/// Returns everything known of an account's person and those beside them.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of(conn: &mut Conn, account: AccountId) -> Result<Profile, StoreError> {
    let rows: Vec<Row> =
        on!(conn, c => sqlx::query_as(SUBJECTS_AND_FACTS).bind(account.to_string()).fetch_all(c).await)?;
    let mut profile = Profile {
        subjects: vec![Known::new(Whom::Me, None)],
    };
    for row in rows {
        let whom: Whom = parsed(&row.subject, "profile_fact", "subject", &row.subject)?;
        if let Some(key) = &row.relation {
            let relation =
                Relation::from_key(key).ok_or_else(|| broken("profile_subject", "relation", &row.subject))?;
            profile.subjects.push(Known::new(whom, Some(relation)));
        } else if let Some(known) = profile.subjects.iter_mut().find(|known| known.whom == whom) {
            row.learn(known)?;
        }
    }
    Ok(profile)
}

/// Keeps somebody beside an account's person, or what they are to them now.
///
/// # Errors
/// When the store does not take it.
pub async fn put_subject(
    conn: &mut Conn,
    account: AccountId,
    id: SubjectId,
    relation: Relation,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(PUT_SUBJECT)
        .bind(account.to_string())
        .bind(id.to_string())
        .bind(relation.key())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Keeps a value in the place of the former one of the same kind of origin.
///
/// # Errors
/// When the store does not take it.
pub async fn put(
    conn: &mut Conn,
    account: AccountId,
    whom: Whom,
    concept: &str,
    datum: &Datum,
) -> Result<(), StoreError> {
    forget_origin(conn, account, whom, concept, datum.origin.kind()).await?;
    if datum.value.is_empty() {
        return Ok(());
    }
    let sql = for_rows(PUT_FACT, datum.value.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (part, text) in &datum.value {
            query = query
                .bind(account.to_string())
                .bind(whom.to_string())
                .bind(concept)
                .bind(part)
                .bind(datum.origin.kind())
                .bind(datum.origin.source())
                .bind(text)
                .bind(datum.at.micros())
                .bind(datum.confirmed_by.as_deref())
                .bind(datum.overrules);
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Forgets the value of a concept that came from one kind of origin.
///
/// # Errors
/// When the store does not take it.
pub async fn forget_origin(
    conn: &mut Conn,
    account: AccountId,
    whom: Whom,
    concept: &str,
    kind: &str,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FORGET_ORIGIN)
        .bind(account.to_string())
        .bind(whom.to_string())
        .bind(concept)
        .bind(kind)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Forgets every value of a concept.
///
/// # Errors
/// When the store does not take it.
pub async fn forget(conn: &mut Conn, account: AccountId, whom: Whom, concept: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FORGET_CONCEPT)
        .bind(account.to_string())
        .bind(whom.to_string())
        .bind(concept)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Forgets somebody with everything known of them.
///
/// # Errors
/// When the store does not take it.
pub async fn forget_whom(conn: &mut Conn, account: AccountId, whom: Whom) -> Result<(), StoreError> {
    for sql in [FORGET_SUBJECT_FACTS, FORGET_SUBJECT] {
        on!(conn, c => sqlx::query(sql)
            .bind(account.to_string())
            .bind(whom.to_string())
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// What was filled in for a dossier: its agency, its id, and the origins by path of the input.
pub type PrefilledRow<'a> = (&'a str, DossierId, &'a BTreeMap<String, String>);

/// Keeps what was filled in, with the dossiers it was filled in for.
///
/// # Errors
/// When the store does not take it.
pub async fn keep_prefilled(conn: &mut Conn, rows: &[PrefilledRow<'_>]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = for_rows(KEEP_PREFILLED, rows.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(rows.len() == 1);
        for (agency, dossier, origins) in rows {
            query = query
                .bind(*agency)
                .bind(dossier.to_string())
                .bind(serde_json::to_string(origins).unwrap_or_default());
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Returns what was filled in for a dossier.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn prefilled(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
) -> Result<BTreeMap<String, String>, StoreError> {
    let id = dossier.to_string();
    let found: Option<String> =
        on!(conn, c => sqlx::query_scalar(PREFILLED).bind(agency).bind(&id).fetch_optional(c).await)?;
    found.map_or_else(
        || Ok(BTreeMap::new()),
        |text| json(&text, "dossier_prefilled", "origins", &id),
    )
}
