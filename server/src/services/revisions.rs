//! Revisions of procedures: published once by content, in force by date, never lost while a dossier stands on one.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, RwLock},
};

use motcua_core::{
    calendar::Moment,
    dossier::Digest,
    procedure::{Procedure, ProcedureCode},
};
use time::Date;

use crate::{
    error::ServiceError,
    store::{Db, revisions},
};

/// A procedure with the name of its revision.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The SHA-256 of its content, hexadecimal.
    pub hash: String,
    /// What it says.
    pub procedure: Arc<Procedure>,
}

/// The revisions of the catalogue, and older ones as drafts and dossiers ask for them.
#[derive(Debug, Default)]
pub struct Revisions {
    current: BTreeMap<ProcedureCode, Vec<Revision>>,
    older: RwLock<BTreeMap<(ProcedureCode, String), Arc<Procedure>>>,
}

impl Revisions {
    /// Publishes procedures: content that is not in the store yet becomes a new revision, older ones stay.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn publish(db: &Db, procedures: Vec<Procedure>, now: Moment) -> Result<Self, ServiceError> {
        let known: BTreeSet<(String, String)> = revisions::published(&mut db.reader().await?)
            .await?
            .into_iter()
            .collect();
        let mut current: BTreeMap<ProcedureCode, Vec<Revision>> = BTreeMap::new();
        let mut new = Vec::new();
        for procedure in procedures {
            let body = serde_json::to_string(&procedure).map_err(|error| ServiceError::fault("publish", error))?;
            let hash = Digest::of(&[body.as_bytes()]).to_string();
            let procedure = Arc::new(procedure);
            if !known.contains(&(procedure.code.to_string(), hash.clone())) {
                new.push((Arc::clone(&procedure), hash.clone(), body));
            }
            current
                .entry(procedure.code.clone())
                .or_default()
                .push(Revision { hash, procedure });
        }
        for some in new.chunks(200) {
            let some: Arc<[_]> = some.to_vec().into();
            db.write(move |conn| {
                let some = Arc::clone(&some);
                Box::pin(async move {
                    for (procedure, hash, body) in some.iter() {
                        revisions::insert(conn, procedure, hash, body, now).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await?;
        }
        Ok(Self {
            current,
            older: RwLock::default(),
        })
    }

    /// Returns the revision of a code in force on a day.
    pub fn in_force(&self, code: &ProcedureCode, day: Date) -> Option<&Revision> {
        self.current
            .get(code)?
            .iter()
            .filter(|revision| revision.procedure.in_force(day))
            .max_by_key(|revision| revision.procedure.valid_from)
    }

    /// Lists the procedures in force on a day.
    pub fn all_in_force(&self, day: Date) -> impl Iterator<Item = &Arc<Procedure>> {
        let codes = self.current.keys();
        codes.filter_map(move |code| self.in_force(code, day).map(|revision| &revision.procedure))
    }

    /// Returns one revision, from the catalogue or the store.
    ///
    /// # Errors
    /// When the store does not answer, or has lost it.
    pub async fn get(&self, db: &Db, code: &ProcedureCode, hash: &str) -> Result<Arc<Procedure>, ServiceError> {
        if let Some(found) = self
            .current
            .get(code)
            .and_then(|all| all.iter().find(|one| one.hash == hash))
        {
            return Ok(Arc::clone(&found.procedure));
        }
        let key = (code.clone(), hash.to_owned());
        if let Ok(older) = self.older.read()
            && let Some(found) = older.get(&key)
        {
            return Ok(Arc::clone(found));
        }
        let found = revisions::one(&mut db.reader().await?, code, hash).await?;
        let procedure =
            Arc::new(found.ok_or_else(|| ServiceError::fault("revision", format!("{code}@{hash} is gone")))?);
        if let Ok(mut older) = self.older.write() {
            older.insert(key, Arc::clone(&procedure));
        }
        Ok(procedure)
    }
}
