//! The digital repository of an agency (kho số hoá): its officers find every paper and result by person and by code, and see
//! beside each component of a dossier how it was digitised and whether pages are missing.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    text,
    views::{ComponentView, Language, Me, RepositoryLine, RepositoryQuery, RepositoryView, ScanMoment},
};
use motcua_core::{calendar::format, document::Digit, form::Shown, procedure::Procedure};

use super::{PortalParts, papers, queue::asker, refusals::because};
use crate::{
    error::ServiceError,
    store::{
        files,
        files::StoredFile,
        looks, repository,
        repository::{Item, Wanted},
    },
};

/// How many papers a page shows.
const PAGE: u16 = 30;

/// The longest text that is looked for.
const LONGEST: usize = 60;

impl PortalParts {
    /// Lists what an officer looks for in their own agency's repository; whoever's papers are shown is told so.
    pub(super) async fn repository(&self, me: &Me, query: RepositoryQuery) -> Result<RepositoryView, ServiceError> {
        let agency = asker(me)?.agency;
        let before = match query.after.as_str() {
            "" => None,
            after => Some(after.parse().map_err(|_| ApiError::Invalid)?),
        };
        let (holder, code) = (asked(&query.person)?, asked(&query.code)?);
        let holder: String = holder.split_whitespace().collect();
        let wanted = Wanted {
            agency: agency.as_str(),
            holder: &holder,
            code: &code,
        };
        let mut found = repository::find(&mut self.reader().await?, wanted, before, PAGE + 1).await?;
        let more = found.len() > usize::from(PAGE);
        found.truncate(usize::from(PAGE));
        self.note_found(me, &found).await?;
        let next = found.last().filter(|_| more).map(|last| last.file.id.to_string());
        let mut lines = Vec::with_capacity(found.len());
        for item in found {
            lines.push(self.repository_line(me.language, item).await?);
        }
        Ok(RepositoryView { query, lines, next })
    }

    async fn repository_line(&self, language: Language, item: Item) -> Result<RepositoryLine, ServiceError> {
        let moment = if item.file.slot == files::RESULT {
            ScanMoment::Result
        } else if item.file.created_at > item.submitted_at {
            ScanMoment::Processing
        } else {
            ScanMoment::Reception
        };
        let paper = match item.result {
            Some(result) => result,
            None if item.file.slot == files::RESULT => text::results::slot(language).to_owned(),
            None => {
                let code = item.code.parse().map_err(|_| ApiError::NotFound)?;
                let procedure = self.revisions.get(&self.db, &code, &item.revision).await?;
                papers::name_of(&procedure, &item.file.slot)
            }
        };
        Ok(RepositoryLine {
            paper,
            kind: item.kind,
            symbol: item.symbol,
            owner: item.applicant,
            holder: item.holder,
            number: item.number,
            procedure: item.procedure,
            moment,
            digit: item.file.digit.code(),
            is_former: item.file.replaced,
            on: format::date(item.file.created_at.date()),
            file: papers::attached(&item.file),
        })
    }

    /// Notes for the owners that an officer saw their papers; without the note they are not shown.
    async fn note_found(&self, me: &Me, found: &[Item]) -> Result<(), ServiceError> {
        let who = me.account.map(|account| account.to_string()).unwrap_or_default();
        let mut looks: Vec<_> = found
            .iter()
            .filter(|item| item.file.slot != files::DRAFTED)
            .map(|item| {
                let look = looks::Look {
                    name: me.name.clone().unwrap_or_default(),
                    agency: me.agency.clone().map(|(code, _)| code).unwrap_or_default(),
                    ..looks::now("dossier", &item.number, self.clock.now())
                };
                (item.file.account, look)
            })
            .collect();
        looks.dedup_by(|one, other| one.0 == other.0 && one.1.matter == other.1.matter);
        let work = Arc::new((who, looks));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    for (owner, look) in &work.1 {
                        looks::note(conn, *owner, &work.0, look).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }
}

/// Says of each component of a dossier how it was digitised, and how many pages came where so many must be.
pub(super) fn components(procedure: &Procedure, shown: &Shown<'_>, attached: &[StoredFile]) -> Vec<ComponentView> {
    papers::slots(procedure, shown, attached, &[].into(), &[])
        .into_iter()
        .map(|slot| {
            let key = slot.document.key;
            let files = attached.iter().filter(|file| file.slot == key);
            // A picture is one page.
            let pages: u32 = files.clone().map(|file| file.pages.unwrap_or(1)).sum();
            let digit = files.map(|file| file.digit).max().unwrap_or(Digit::None);
            let document = procedure.documents.iter().find(|one| one.key == key);
            ComponentView {
                digit: digit.code(),
                pages,
                wanted: document.and_then(|document| document.pages),
                key,
            }
        })
        .collect()
}

fn asked(typed: &str) -> Result<String, ServiceError> {
    let typed = typed.trim();
    if typed.chars().count() > LONGEST {
        return Err(because("too_long"));
    }
    Ok(typed.to_owned())
}
