//! Handing back a dossier that lies on the desk incomplete: it is registered and answered in one transaction, by form 02 with
//! everything that is missing, or by form 03. So nothing incomplete ever stands among what may be received.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    text,
    views::{HandBack, Language, Me, Submitted},
};
use motcua_core::{
    dossier::{Command, Defect, Place},
    form::{ProblemCode, validate},
    id::{DraftId, RequestId},
    profile::Profile,
};

use super::{
    PortalParts,
    desk::words,
    intake::desk,
    look::Look,
    posting,
    refusals::because,
    step::Open,
    submit::{LOOKS, Outcome, Prepared},
    who::actor,
};
use crate::{error::ServiceError, store::drafts};

impl PortalParts {
    /// Registers what an officer entered from paper and hands it back.
    pub(super) async fn hand_back(
        self: &Arc<Self>,
        me: &Me,
        id: DraftId,
        request: RequestId,
        back: &HandBack,
    ) -> Result<Submitted, ServiceError> {
        let desk = desk(me)?;
        for _ in 0..LOOKS {
            let mut conn = self.reader().await?;
            let Some(draft) = drafts::one(&mut conn, desk.account, id).await? else {
                return self
                    .submitted_before(&mut conn, &actor(me), desk.account, request)
                    .await;
            };
            if draft.intake.is_none() || draft.mends.is_some() {
                return Err(ApiError::NotFound.into());
            }
            let mut open = self.open_loaded(&mut conn, draft).await?;
            let typed = Self::kept_return(&mut conn, id).await?;
            drop(conn);
            if self.to_newest(&mut open)? {
                self.open_newest(desk.account, id).await?;
                return Ok(Submitted::Incomplete);
            }
            let is_unchecked = open
                .missing_papers(&open.look()?.shown)
                .iter()
                .any(|problem| problem.code == ProblemCode::PaperUnchecked);
            if is_unchecked || !open.draft.conflicts.is_empty() {
                return Ok(Submitted::Incomplete);
            }
            let mut prepared = self.as_it_lies(&open, me, request, back)?;
            prepared.return_way = posting::read(&typed).ok().flatten();
            match self.file_new(Arc::new(prepared)).await? {
                Outcome::Filed(number) => return Ok(Submitted::TakenIn { number }),
                Outcome::Changed => {}
            }
        }
        Err(ApiError::Conflict.into())
    }

    /// Puts together what there is, and how the desk answers.
    fn as_it_lies(&self, open: &Open, me: &Me, request: RequestId, back: &HandBack) -> Result<Prepared, ServiceError> {
        let look = open.look()?;
        let intake = open.draft.intake.as_ref().ok_or(ApiError::NotFound)?;
        let then = match back {
            HandBack::Ask { reasons } => Command::AskSupplement {
                items: self.defects(&look, reasons)?,
            },
            HandBack::Refuse { reason } => Command::RefuseReception {
                reason: words(reason.clone())?,
            },
        };
        let checked = validate(look.form, &open.draft.answers, open.today, self.reference.as_ref());
        // Which body is competent may not be known yet: it stays with the desk at which it lies.
        let agency = self.receiver(open).unwrap_or_else(|| intake.at.clone());
        let known = Profile::default();
        let mut prepared = self.put_together(&look, checked.canonical, actor(me), agency, request, &known);
        if prepared.applicant.is_empty() {
            intake.whose.name().clone_into(&mut prepared.applicant);
        }
        prepared.then = Some(then);
        Ok(prepared)
    }

    /// Lists everything that must be mended: all that the portal finds missing or wrong, in the officer's words where they
    /// chose others, and what the officer found beside.
    fn defects(&self, look: &Look<'_>, reasons: &BTreeMap<String, String>) -> Result<Vec<Defect>, ServiceError> {
        let review = self.review(look, Language::Vi);
        let mut found = text::intake::lacking(&review.problems);
        let fields: Vec<&str> = review
            .sections
            .iter()
            .flat_map(|section| section.fields.iter().map(|field| field.path.as_str()))
            .collect();
        let papers = motcua_core::procedure::documents(&look.open.procedure, &look.shown);
        for (at, reason) in reasons {
            let reason = words(reason.clone())?;
            if reason.is_empty() {
                continue;
            }
            let at = Place::named(at);
            let is_there = found.contains_key(&at)
                || match &at {
                    Place::Field(path) => fields.contains(&path.as_str()),
                    Place::Document(slot) => papers.iter().any(|paper| paper.document.key == *slot),
                };
            if !is_there {
                return Err(ApiError::Invalid.into());
            }
            found.insert(at, reason);
        }
        if found.is_empty() {
            return Err(because("nothing_asked"));
        }
        let items = found.into_iter().map(|(at, reason)| Defect { at, reason });
        Ok(items.collect())
    }
}
