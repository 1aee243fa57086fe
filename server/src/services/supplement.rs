//! Mending what was asked: a draft opened from the dossier, and its filing as an answer to the request.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use motcua_app::{
    api::ApiError,
    views::{Me, Reached},
};
use motcua_core::{
    access::Action,
    actor::Actor,
    deadline::Period,
    dossier::{Command, Context, Dossier, DossierNumber, Place, decide, fold},
    draft::{Ledger, Turns},
    form::{Answers, walk},
    id::{AccountId, DraftId, FileId, RequestId},
    office::{Intake, Whose},
};

use super::{
    PortalParts, choices,
    intake::desk,
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
        checks,
        dossiers::{self, DossierRow},
        drafts,
        drafts::{Draft, Mends},
        events, files,
        files::{Home, StoredFile},
        profile, steps,
    },
};

impl PortalParts {
    /// Opens the draft that mends one's dossier.
    pub(super) async fn supplement(self: &Arc<Self>, me: &Me, number: &DossierNumber) -> Result<Reached, ServiceError> {
        let mut conn = self.reader().await?;
        let actor = actor(me);
        let row = self.row_for(&mut conn, &actor, number, Action::Supplement).await?;
        drop(conn);
        // An officer enters what lies on the desk, and says so.
        if matches!(actor, Actor::Officer { .. }) {
            return Err(ApiError::NotAllowed.into());
        }
        self.mend(&row, row.account, None).await
    }

    /// Opens the draft in which an officer enters a supplement that was brought to the desk on paper.
    pub(super) async fn supplement_at_desk(
        self: &Arc<Self>,
        me: &Me,
        number: &DossierNumber,
    ) -> Result<Reached, ServiceError> {
        let desk = desk(me)?;
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, &actor(me), number, Action::Supplement).await?;
        drop(conn);
        self.note_look(me, &row).await?;
        let intake = Intake {
            officer: desk.account,
            at: desk.agency,
            signed_at: None,
            whose: Whose::Filed {
                name: row.applicant.clone(),
            },
            papers: BTreeMap::new(),
        };
        self.mend(&row, desk.account, Some(intake)).await
    }

    /// Opens somebody's draft that mends a dossier, or begins it with everything filed so far.
    async fn mend(
        self: &Arc<Self>,
        row: &DossierRow,
        account: AccountId,
        intake: Option<Intake>,
    ) -> Result<Reached, ServiceError> {
        let mut conn = self.reader().await?;
        let dossier = fold(row.id, &events::of_dossier(&mut conn, &row.agency, row.id).await?);
        if dossier.open_supplement().is_none() {
            return Err(ApiError::Refused("not_asked".to_owned()).into());
        }
        if let Some(draft) = drafts::mending(&mut conn, account, row.id).await? {
            let step = draft.step.clone();
            return Ok(self.open_loaded(&mut conn, draft).await?.reached(&step, false));
        }
        let now = self.clock.now();
        let draft = Draft {
            id: DraftId::new(new_id()),
            account,
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
                number: row.number.as_str().to_owned(),
            }),
            created_at: now,
            updated_at: now,
            ledger: Ledger::default(),
            conflicts: Vec::new(),
            name: intake.as_ref().map(|intake| intake.whose.name().to_owned()),
            changes: None,
            turns: Turns::default(),
            intake,
        };
        let attached: Vec<StoredFile> = files::of_dossier(&mut conn, &row.agency, row.id)
            .await?
            .into_iter()
            .map(|file| StoredFile {
                id: FileId::new(new_id()),
                home: Home::Draft(draft.id),
                account,
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
                    let changed = changes(&row.answers, &prepared, &before, &dossier);
                    let now = parts.clock.now();
                    let context = Context {
                        now,
                        calendar: &parts.calendar,
                        actor: &prepared.actor,
                    };
                    let command = Command::Supplement {
                        changed,
                        content: prepared.content,
                        entry: prepared.entry.clone(),
                        period: prepared.period_as_filed(&dossier),
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
                    if prepared.draft.intake.is_some() {
                        files::give(conn, &row.agency, row.id, row.account).await?;
                    }
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

impl Prepared {
    /// Returns the time that the mended answers select, by the way in which the dossier was filed.
    fn period_as_filed(&self, dossier: &Dossier) -> Option<Period> {
        let form = self.procedure.form.as_ref()?;
        let channel = dossier.filing.as_ref()?.entry.channel();
        choices::period(&self.procedure, &walk(form, &self.canonical, self.today), channel)
    }
}

/// Lists the places whose answer or file differs, and the papers that were brought and not scanned.
fn changes(before: &Answers, prepared: &Prepared, had: &[StoredFile], dossier: &Dossier) -> Vec<Place> {
    let (after, has) = (&prepared.canonical, &prepared.files);
    let on_paper = prepared
        .entry
        .taken_in()
        .into_iter()
        .flat_map(|taken_in| &taken_in.papers);
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
    places.extend(on_paper.map(|paper| Place::Document(paper.slot.clone())));
    // Where one of several papers is enough, another of them answers what was asked of the first.
    let group = |at: &Place| match at {
        Place::Document(slot) => prepared
            .procedure
            .documents
            .iter()
            .find(|one| one.key == *slot)?
            .one_of
            .as_ref(),
        Place::Field(_) => None,
    };
    let asked = dossier.open_supplement().into_iter().flat_map(|round| &round.items);
    let answered: Vec<Place> = asked
        .map(|item| &item.at)
        .filter(|at| group(at).is_some_and(|one| places.iter().any(|place| group(place) == Some(one))))
        .cloned()
        .collect();
    places.extend(answered);
    places.into_iter().collect()
}
