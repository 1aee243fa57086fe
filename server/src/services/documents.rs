//! One's own papers: what was filed and received, used again in the next filing, and lent by links that end. A link is made
//! of the share's id and a mark by the portal's keys, so that it can be shown again and is kept nowhere.

use std::{collections::BTreeSet, sync::Arc};

use motcua_app::{
    api::ApiError,
    backend::{Documents, Reply},
    text,
    views::{DocumentsView, KeptPaper, Language, Me, ResultLine, ResultState, ShareState, ShareView, SharedPaper},
};
use motcua_core::{
    access::{Action, Decision, may},
    calendar::{Moment, format},
    dossier::{Status, fold},
    id::{AccountId, FileId, ShareId},
    text::{Extent, clean},
};

use super::{Portal, PortalParts, dossiers::facts, papers, results, who::actor};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, dossiers,
        dossiers::DossierRow,
        events, files,
        files::{Filed, Home, Scan, StoredFile},
        shares,
        shares::Share,
    },
};

/// How many papers a page shows.
const PAGE: u16 = 30;

/// How many results, shares and openings are shown.
const FEW: u16 = 50;

/// The longest time a paper is lent for, in days.
const LONGEST: u16 = 90;

/// What marks of links are made for.
const LINK: &str = "motcua share";

/// How long the parts of a file that a device asks for are one reading.
const READING: time::Duration = time::Duration::minutes(10);

/// How much is kept of what a browser says of itself.
const AGENT: usize = 200;

impl Documents for Portal {
    fn mine(&self, me: &Me, after: Option<FileId>) -> Reply<'_, DocumentsView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.documents(&me, after).await?) })
    }

    fn share(&self, me: &Me, file: FileId, purpose: String, days: u16) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.share(&me, file, &purpose, days).await?) })
    }

    fn revoke(&self, me: &Me, share: ShareId) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.revoke(&me, share).await?) })
    }

    fn shared(&self, token: String) -> Reply<'_, SharedPaper> {
        Box::pin(async move {
            let (share, file) = self.0.lent(&token).await?;
            Ok(SharedPaper {
                sharer: share.sharer,
                purpose: share.purpose,
                name: file.name,
                bytes: file.bytes,
                pages: file.pages,
                sha256: file.sha256,
                until: format::moment(share.expires_at),
            })
        })
    }
}

impl PortalParts {
    async fn documents(&self, me: &Me, after: Option<FileId>) -> Result<DocumentsView, ServiceError> {
        let account = actor(me).account().ok_or(ApiError::NotSignedIn)?;
        let mut conn = self.reader().await?;
        let mut filed = filed_by(&mut conn, me, account, after, usize::from(PAGE) + 1).await?;
        let more = filed.len() > usize::from(PAGE);
        filed.truncate(usize::from(PAGE));
        let next = filed.last().filter(|_| more).map(|last| last.file.id.to_string());
        let results = self.results(&mut conn, me, account).await?;
        let shares = self.shares(&mut conn, me, account).await?;
        drop(conn);
        Ok(DocumentsView {
            results,
            shares,
            papers: self.papers_of(filed, me.language).await?,
            next,
        })
    }

    /// Puts filed papers in words, each of the same bytes once.
    async fn papers_of(&self, filed: Vec<Filed>, language: Language) -> Result<Vec<KeptPaper>, ServiceError> {
        let (mut seen, mut lines) = (BTreeSet::new(), Vec::new());
        for one in filed {
            if !seen.insert(one.file.sha256.clone()) {
                continue;
            }
            let procedure = self.revisions.get(&self.db, &one.code, &one.revision).await?;
            lines.push(KeptPaper {
                paper: match one.file.slot.as_str() {
                    files::RESULT => text::results::slot(language).to_owned(),
                    slot => papers::name_of(&procedure, slot),
                },
                procedure: one.procedure,
                number: one.number,
                filed_on: format::date(one.file.created_at.date()),
                file: papers::attached(&one.file),
            });
        }
        Ok(lines)
    }

    /// Lists the latest papers that may be used again in a draft.
    pub(super) async fn reusable(&self, me: &Me, account: AccountId) -> Result<Vec<KeptPaper>, ServiceError> {
        let filed = filed_by(&mut self.reader().await?, me, account, None, usize::from(PAGE)).await?;
        self.papers_of(filed, me.language).await
    }

    /// Returns a filed paper of who is asking; one that is not there and one that is not theirs look alike.
    pub(crate) async fn own_paper(
        &self,
        me: &Me,
        account: AccountId,
        file: FileId,
    ) -> Result<StoredFile, ServiceError> {
        let mut conn = self.reader().await?;
        let found = files::one(&mut conn, file).await?;
        let found = found.filter(|file| file.account == account && file.slot != files::DRAFTED);
        let found = found.ok_or(ApiError::NotFound)?;
        if reaches(&mut conn, me, &found).await? {
            Ok(found)
        } else {
            Err(ApiError::NotFound.into())
        }
    }

    async fn results(&self, conn: &mut Conn, me: &Me, account: AccountId) -> Result<Vec<ResultLine>, ServiceError> {
        let mut lines = Vec::new();
        for row in dossiers::mine(conn, account, None, FEW)
            .await?
            .into_iter()
            .filter(|row| (!row.is_open || row.status == Status::Finished) && is_within(me, row))
        {
            let dossier = fold(row.id, &events::of_dossier(conn, &row.agency, row.id).await?);
            if let Some(result) = dossier.result.clone() {
                let of_results = files::results(conn, &row.agency, row.id).await?;
                let issued = results::issued(&dossier, &of_results).pop();
                lines.push(ResultLine {
                    issued: issued.filter(|one| one.state == ResultState::Valid),
                    number: row.number.as_str().to_owned(),
                    procedure: row.procedure,
                    result,
                });
            }
        }
        Ok(lines)
    }

    async fn shares(&self, conn: &mut Conn, me: &Me, account: AccountId) -> Result<Vec<ShareView>, ServiceError> {
        let mut lines = Vec::new();
        for share in shares::of_account(conn, account, FEW).await? {
            let file = files::one(conn, share.file).await?;
            if let Some(file) = &file
                && !reaches(conn, me, file).await?
            {
                continue;
            }
            let name = file.map(|file| file.name).unwrap_or_default();
            let openings = shares::openings(conn, share.id, FEW).await?;
            let state = self.state(&share);
            let link = (state == ShareState::Open).then(|| self.token(share.id)).flatten();
            lines.push(ShareView {
                id: share.id,
                name,
                purpose: share.purpose,
                link: link.map(|token| format!("{}/chia-se/{token}", self.public_url)),
                until: format::moment(share.expires_at),
                state,
                openings: openings
                    .into_iter()
                    .map(|(at, agent)| (format::moment(at), agent))
                    .collect(),
            });
        }
        Ok(lines)
    }

    fn state(&self, share: &Share) -> ShareState {
        if share.revoked_at.is_some() {
            ShareState::Revoked
        } else if share.expires_at <= self.clock.now() {
            ShareState::Expired
        } else {
            ShareState::Open
        }
    }

    fn token(&self, id: ShareId) -> Option<String> {
        let id = id.uuid().simple().to_string();
        let mark = self.files.keys().mark(LINK, &id)?;
        Some([id, mark].join("."))
    }

    async fn share(&self, me: &Me, file: FileId, purpose: &str, days: u16) -> Result<(), ServiceError> {
        let account = actor(me).account().ok_or(ApiError::NotSignedIn)?;
        self.own_paper(me, account, file).await?;
        let purpose = clean(purpose, Extent::Line).map_err(|_| ApiError::Invalid)?;
        let purpose = purpose.trim();
        if !(3..=200).contains(&purpose.chars().count()) || !(1..=LONGEST).contains(&days) {
            return Err(ApiError::Invalid.into());
        }
        let now = self.clock.now();
        let share = Arc::new(Share {
            id: ShareId::new(new_id()),
            account,
            file,
            sharer: me.name.clone().unwrap_or_default(),
            purpose: purpose.to_owned(),
            created_at: now,
            expires_at: now.plus(time::Duration::days(i64::from(days))),
            revoked_at: None,
        });
        self.db
            .write(move |conn| {
                let share = Arc::clone(&share);
                Box::pin(async move { Ok::<(), ServiceError>(shares::insert(conn, &share).await?) })
            })
            .await
    }

    async fn revoke(&self, me: &Me, share: ShareId) -> Result<(), ServiceError> {
        let account = actor(me).account().ok_or(ApiError::NotSignedIn)?;
        if me.acting.is_some() {
            let lent = shares::one(&mut self.reader().await?, share).await?;
            self.own_paper(me, account, lent.ok_or(ApiError::NotFound)?.file)
                .await?;
        }
        let now = self.clock.now();
        let revoked = self
            .db
            .write(move |conn| {
                Box::pin(async move { Ok::<_, ServiceError>(shares::revoke(conn, share, account, now).await?) })
            })
            .await?;
        if revoked {
            Ok(())
        } else {
            Err(ApiError::NotFound.into())
        }
    }

    /// Finds what a link lends. Of one that is over it is said that it is over, and nothing of what it lent; one that was
    /// never made here is not to be found.
    pub(crate) async fn lent(&self, token: &str) -> Result<(Share, StoredFile), ServiceError> {
        let (id, mark) = token.split_once('.').ok_or(ApiError::NotFound)?;
        if !self.files.keys().is_marked(LINK, id, mark) {
            return Err(ApiError::NotFound.into());
        }
        let id: ShareId = id.parse().map_err(|_| ApiError::NotFound)?;
        let mut conn = self.reader().await?;
        let share = shares::one(&mut conn, id).await?;
        let share = share.ok_or(ApiError::NotFound)?;
        match self.state(&share) {
            ShareState::Open => {}
            ShareState::Expired | ShareState::Revoked => {
                return Err(ApiError::Refused(ApiError::LINK_OVER.to_owned()).into());
            }
        }
        let file = files::one(&mut conn, share.file).await?;
        let file = file
            .filter(|file| file.scan != Scan::Waiting)
            .ok_or(ApiError::NotFound)?;
        Ok((share, file))
    }

    /// Writes down that a link was used, and by what kind of device; a part that is not the first belongs to the reading
    /// that was written down, if there is one.
    pub(crate) async fn lent_opened(&self, share: ShareId, agent: &str, is_first: bool) -> Result<(), ServiceError> {
        let agent: Arc<str> = agent
            .chars()
            .filter(|sign| !sign.is_control())
            .take(AGENT)
            .collect::<String>()
            .into();
        let now: Moment = self.clock.now();
        if !is_first && shares::opened_since(&mut self.reader().await?, share, &agent, now.plus(-READING)).await? {
            return Ok(());
        }
        self.db
            .write(move |conn| {
                let agent = Arc::clone(&agent);
                Box::pin(
                    async move { Ok::<(), ServiceError>(shares::opened(conn, share, new_id(), now, &agent).await?) },
                )
            })
            .await
    }
}

/// Lists so many of the papers of an account that who is asking may see: a mandate may reach only some.
async fn filed_by(
    conn: &mut Conn,
    me: &Me,
    account: AccountId,
    mut after: Option<FileId>,
    count: usize,
) -> Result<Vec<Filed>, ServiceError> {
    let mut seen = Vec::new();
    loop {
        let page = files::filed(conn, account, after, PAGE + 1).await?;
        let is_last = page.len() <= usize::from(PAGE);
        after = page.last().map(|last| last.file.id);
        for one in page {
            if reaches(conn, me, &one.file).await? {
                seen.push(one);
            }
        }
        if is_last || seen.len() >= count {
            seen.truncate(count);
            return Ok(seen);
        }
    }
}

/// Says whether a file of the account one acts for is a filed one, and of a dossier that the mandate reaches.
async fn reaches(conn: &mut Conn, me: &Me, file: &StoredFile) -> Result<bool, ServiceError> {
    match &file.home {
        Home::Draft(_) => Ok(false),
        Home::Dossier(_, _) if me.acting.is_none() => Ok(true),
        Home::Dossier(agency, dossier) => {
            let row = dossiers::one(conn, agency, *dossier).await?;
            Ok(row.is_some_and(|row| is_within(me, &row)))
        }
    }
}

/// Says whether who is asking may see a dossier of the account: everyone their own, a delegate those of the mandate.
pub(super) fn is_within(me: &Me, row: &DossierRow) -> bool {
    me.acting.is_none() || may(&actor(me), Action::SeeDossier, Some(&facts(row))) == Decision::Allowed
}
