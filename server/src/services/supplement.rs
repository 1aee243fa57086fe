//! Mending what was asked: a draft opened from the dossier, and its filing as an answer to the request.

use std::{collections::BTreeSet, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{Me, Reached},
};
use motcua_core::{
    access::Action,
    dossier::{Command, Context, DossierNumber, Place, decide, fold},
    draft::{Ledger, Turns},
    form::{Answers, walk},
    id::{DraftId, FileId, RequestId},
};

use super::{
    PortalParts,
    refusals::refused_at,
    registers::has_numbers,
    step::{Asked, PAPERS, REVIEW},
    submit::{Outcome, Prepared, project, record, seal},
    who::actor,
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        checks, dossiers, drafts,
        drafts::{Draft, Mends},
        events, files,
        files::{Home, StoredFile},
        profile, steps,
    },
};

impl PortalParts {
    /// Opens the draft that mends a dossier, or begins it with everything filed so far.
    pub(super) async fn supplement(self: &Arc<Self>, me: &Me, number: &DossierNumber) -> Result<Reached, ServiceError> {
        let mut conn = self.reader().await?;
        let actor = actor(me);
        let row = self.row_for(&mut conn, &actor, number, Action::Supplement).await?;
        let dossier = fold(row.id, &events::of_dossier(&mut conn, &row.agency, row.id).await?);
        if dossier.open_supplement().is_none() {
            return Err(ApiError::Refused("not_asked".to_owned()).into());
        }
        if let Some(draft) = drafts::mending(&mut conn, row.account, row.id).await? {
            let step = draft.step.clone();
            return Ok(self.open_loaded(&mut conn, draft).await?.reached(&step, false));
        }
        let now = self.clock.now();
        let draft = Draft {
            id: DraftId::new(new_id()),
            account: row.account,
            code: row.code.clone(),
            revision: row.revision.clone(),
            answers: row.answers.clone(),
            origins: profile::prefilled(&mut conn, &row.agency, row.id).await?,
            visited: [].into(),
            step: REVIEW.to_owned(),
            refused: None,
            request: RequestId::new(new_id()),
            mends: Some(Mends {
                agency: row.agency.clone(),
                dossier: row.id,
                number: number.as_str().to_owned(),
            }),
            created_at: now,
            updated_at: now,
            ledger: Ledger::default(),
            conflicts: Vec::new(),
            name: None,
            changes: None,
            turns: Turns::default(),
            intake: None,
        };
        let attached: Vec<StoredFile> = files::of_dossier(&mut conn, &row.agency, row.id)
            .await?
            .into_iter()
            .map(|file| StoredFile {
                id: FileId::new(new_id()),
                home: Home::Draft(draft.id),
                ..file
            })
            .collect();
        let mut open = self.open_loaded(&mut conn, draft).await?;
        drop(conn);
        open.draft.step = first_asked(&open.asked);
        let shown = walk(open.form()?, &open.draft.answers, open.today);
        open.draft.visited = open.steps(&shown).into_iter().filter(|step| step != REVIEW).collect();
        if !open.draft.visited.contains(&open.draft.step) {
            open.draft.step = REVIEW.to_owned();
        }
        let kept = Arc::new((open.draft.clone(), attached));
        self.db
            .write(move |conn| {
                let kept = Arc::clone(&kept);
                Box::pin(async move {
                    drafts::insert(conn, &kept.0).await?;
                    for file in &kept.1 {
                        files::insert(conn, file).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await?;
        let step = open.draft.step.clone();
        Ok(open.reached(&step, false))
    }

    /// Files a prepared draft as the answer to the request it mends.
    pub(super) async fn file_supplement(self: &Arc<Self>, prepared: Arc<Prepared>) -> Result<Outcome, ServiceError> {
        let parts = Arc::clone(self);
        self.db
            .write(move |conn| {
                let (parts, prepared) = (Arc::clone(&parts), Arc::clone(&prepared));
                Box::pin(async move {
                    let Some(mends) = &prepared.draft.mends else {
                        return Err(ServiceError::fault("supplement", "the draft mends nothing"));
                    };
                    if drafts::delete_unchanged(conn, &[&prepared.draft]).await?.is_empty() {
                        return Ok(Outcome::Changed);
                    }
                    let row = dossiers::to_change(conn, &mends.agency, mends.dossier).await?;
                    let mut row = row.ok_or_else(|| ServiceError::fault("supplement", "the dossier is gone"))?;
                    let dossier = fold(row.id, &events::of_dossier(conn, &row.agency, row.id).await?);
                    let before = files::of_dossier(conn, &row.agency, row.id).await?;
                    let changed = changes(&row.answers, &prepared.canonical, &before, &prepared.files);
                    let now = parts.clock.now();
                    let context = Context {
                        now,
                        calendar: &parts.calendar,
                        actor: &prepared.actor,
                    };
                    let command = Command::Supplement {
                        changed,
                        content: prepared.content,
                    };
                    let name =
                        |at: &Place| Self::place_name(&prepared.procedure, &prepared.canonical, prepared.today, at);
                    let kinds = decide(&dossier, command, &context).map_err(|refusal| refused_at(&refusal, name))?;
                    let (dossier, sealed) = seal(dossier, kinds, now, &prepared.actor)?;
                    dossiers::keep_former(conn, &row).await?;
                    row.answers = prepared.canonical.clone();
                    project(&mut row, &dossier, now, &parts.calendar);
                    dossiers::update(conn, &row).await?;
                    steps::keep(conn, &row.agency, row.id, &dossier, &parts.calendar).await?;
                    record(conn, &row, &sealed).await?;
                    dossiers::remember_submissions(conn, &[(prepared.request, &row)]).await?;
                    let tells = prepared
                        .procedure
                        .form
                        .as_ref()
                        .is_some_and(|form| has_numbers(form, &row));
                    if parts.registers.is_some() && tells {
                        checks::put(conn, &[(&row.agency, row.id)]).await?;
                    }
                    profile::keep_prefilled(conn, &[(&row.agency, row.id, &prepared.origins)]).await?;
                    files::replace(conn, &row.agency, row.id).await?;
                    files::to_dossier(conn, &[(prepared.draft.id, &row.agency, row.id)]).await?;
                    Ok(Outcome::Filed(row.number.as_str().to_owned()))
                })
            })
            .await
    }
}

/// Returns the step where the first thing asked is mended.
fn first_asked(asked: &Asked) -> String {
    match asked.fields.keys().next() {
        Some(path) => path.split('.').next().unwrap_or(REVIEW).to_owned(),
        None if asked.slots.is_empty() => REVIEW.to_owned(),
        None => PAPERS.to_owned(),
    }
}

/// Lists the places whose answer or file differs.
fn changes(before: &Answers, after: &Answers, had: &[StoredFile], has: &[StoredFile]) -> Vec<Place> {
    let mut places: BTreeSet<Place> = before
        .iter()
        .chain(after.iter())
        .filter(|(path, _)| before.get(path) != after.get(path))
        .map(|(path, _)| Place::Field(path.to_owned()))
        .collect();
    let of = |files: &[StoredFile], slot: &str| -> BTreeSet<String> {
        files
            .iter()
            .filter(|file| file.slot == slot)
            .map(|file| file.sha256.clone())
            .collect()
    };
    for file in had.iter().chain(has) {
        if of(had, &file.slot) != of(has, &file.slot) {
            places.insert(Place::Document(file.slot.clone()));
        }
    }
    places.into_iter().collect()
}
