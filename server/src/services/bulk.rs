//! One thing done to many dossiers: kept first with the request's id, then done in batches, each dossier once, with an
//! outcome of its own. What was broken off goes on when the same request comes again.

use std::{sync::Arc, time::Duration};

use motcua_app::{
    api::ApiError,
    views::{BulkKind, BulkLine, BulkOrder, BulkView, Me, QueueQuery},
};
use motcua_core::{
    access::{Action, Decision, may},
    actor::Actor,
    calendar::{Moment, format},
    dossier::{Command, DossierNumber},
    id::{AccountId, RequestId},
};

use super::{
    PortalParts,
    assignment::Staff,
    dossiers::{Change, facts},
    queue::{Asker, asker, page, wanted},
    who::permit,
};
use crate::{
    error::ServiceError,
    store::{
        Conn, bulk,
        bulk::{Bulk, Line},
        dossiers,
        queue::From,
    },
};

/// How many dossiers share a transaction.
const TOGETHER: usize = 25;

/// The most dossiers of one request.
const MOST: usize = 2_000;

/// How many dossiers are listed at once where everything under a filter is meant.
const PAGE: u16 = 500;

/// How long whoever asks waits before they are shown how far it is.
const PATIENCE: Duration = Duration::from_secs(4);

/// The outcome of a dossier whose turn has not come.
const WAITING: &str = "waiting";

/// The outcome of a dossier that is done.
const DONE: &str = "done";

impl PortalParts {
    /// Does one thing to many dossiers; it goes on after the answer where it takes longer.
    pub(super) async fn act_on_many(self: &Arc<Self>, me: &Me, order: BulkOrder) -> Result<(), ServiceError> {
        let asker = asker(me)?;
        let request: RequestId = order.request.parse().map_err(|_| ApiError::Invalid)?;
        let known = bulk::one(&mut self.reader().await?, request).await?;
        let asked = match known {
            Some(asked) if asked.account == asker.account => asked,
            Some(_) => return Err(ApiError::Conflict.into()),
            None => self.ask(&asker, request, &order).await?,
        };
        let parts = Arc::clone(self);
        let actor = asker.actor;
        let task = tokio::spawn(async move {
            if let Err(error) = parts.go_on(request, &asked, &actor).await {
                tracing::error!(request.id = %request, error = ?error, "an action on many dossiers was broken off");
            }
        });
        // Longer than this nobody is kept waiting: the page of outcomes says how far it is.
        drop(tokio::time::timeout(PATIENCE, task).await);
        Ok(())
    }

    /// Keeps what is asked, each dossier named.
    async fn ask(&self, asker: &Asker, request: RequestId, order: &BulkOrder) -> Result<Bulk, ServiceError> {
        let now = self.clock.now();
        let mut conn = self.reader().await?;
        if !asker.may(order.kind) {
            return Err(ApiError::NotAllowed.into());
        }
        let staff = Staff::of(&mut conn, asker.agency.as_str(), now).await?;
        let assignee = match order.kind {
            BulkKind::Assign => Some(staff.known(order.to.parse().map_err(|_| ApiError::Invalid)?)?),
            BulkKind::Accept | BulkKind::Start | BulkKind::Take => None,
        };
        let lines = match &order.all {
            Some(query) => under_filter(&mut conn, asker, query, &staff, now).await?,
            None => picked(&mut conn, asker, order).await?,
        };
        drop(conn);
        if lines.is_empty() {
            return Err(ApiError::Refused("none_chosen".to_owned()).into());
        }
        let asked = Bulk {
            account: asker.account,
            agency: asker.agency.as_str().to_owned(),
            action: order.kind.key().to_owned(),
            assignee,
            at: now,
        };
        let work = Arc::new((asked.clone(), lines));
        let is_new = self
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move { Ok::<_, ServiceError>(bulk::ask(conn, request, &work.0, &work.1).await?) })
            })
            .await?;
        if is_new {
            return Ok(asked);
        }
        let other = bulk::one(&mut self.reader().await?, request).await?;
        other
            .filter(|other| other.account == asker.account)
            .ok_or_else(|| ApiError::Conflict.into())
    }

    /// Does what waits of a request, batch by batch.
    async fn go_on(self: &Arc<Self>, request: RequestId, asked: &Bulk, actor: &Actor) -> Result<(), ServiceError> {
        let mut waiting = bulk::lines(&mut self.reader().await?, request).await?;
        waiting.retain(|line| line.outcome == WAITING);
        // In one order, so that two who do this never wait for each other.
        waiting.sort_by_key(|line| line.dossier);
        for batch in waiting.chunks(TOGETHER) {
            match self.some(request, asked, actor, batch).await {
                Ok(()) => {}
                Err(error @ ServiceError::Down { .. }) => return Err(error),
                // One of them cannot be done: each by itself, so that only that one is told.
                Err(ServiceError::Answer(_) | ServiceError::Fault { .. }) => {
                    for line in batch {
                        match self.some(request, asked, actor, std::slice::from_ref(line)).await {
                            Ok(()) => {}
                            Err(error @ ServiceError::Down { .. }) => return Err(error),
                            Err(ServiceError::Answer(_) | ServiceError::Fault { .. }) => {
                                self.fail(request, line.place).await?;
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }

    async fn some(
        self: &Arc<Self>,
        request: RequestId,
        asked: &Bulk,
        actor: &Actor,
        batch: &[Line],
    ) -> Result<(), ServiceError> {
        let work = Arc::new((asked.clone(), actor.clone(), batch.to_vec()));
        let parts = Arc::clone(self);
        self.db
            .write(move |conn| {
                let (work, parts) = (Arc::clone(&work), Arc::clone(&parts));
                Box::pin(async move {
                    let (asked, actor, batch) = &*work;
                    let mut staff = None;
                    for line in batch {
                        parts.settle(conn, (request, asked, actor), line, &mut staff).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    /// Does one line of it, if it still waits.
    async fn settle(
        &self,
        conn: &mut Conn,
        (request, asked, actor): (RequestId, &Bulk, &Actor),
        line: &Line,
        staff: &mut Option<Staff>,
    ) -> Result<(), ServiceError> {
        if !bulk::settle(conn, request, line.place, DONE).await? {
            return Ok(());
        }
        let outcome = match self.do_one(conn, asked, actor, line, staff).await {
            Ok(()) => return Ok(()),
            Err(ServiceError::Answer(answer)) => answer.told(),
            Err(error) => return Err(error),
        };
        Ok(bulk::tell(conn, request, line.place, &outcome).await?)
    }

    async fn do_one(
        &self,
        conn: &mut Conn,
        asked: &Bulk,
        actor: &Actor,
        line: &Line,
        staff: &mut Option<Staff>,
    ) -> Result<(), ServiceError> {
        let number: DossierNumber = line.number.parse().map_err(|_| ApiError::NotFound)?;
        let row = dossiers::by_number(conn, &number).await?.ok_or(ApiError::NotFound)?;
        let command = match (BulkKind::of_key(&asked.action), asked.assignee) {
            (Some(BulkKind::Accept), _) => Command::Accept { due: None },
            (Some(BulkKind::Start), _) => Command::StartProcessing,
            (Some(BulkKind::Take), _) => Command::TakeOver,
            (Some(BulkKind::Assign), Some(to)) if row.assignee.is_some() => Command::Reassign {
                to,
                reason: format!("{} phân công lại", format::moment(asked.at)),
            },
            (Some(BulkKind::Assign), Some(to)) => Command::Assign { to, automatic: false },
            (Some(BulkKind::Assign), None) | (None, _) => return Err(ApiError::Invalid.into()),
        };
        permit(actor, command.kind().action(), Some(&facts(&row)))?;
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let change = Change {
            actor,
            agency: &row.agency,
            id: row.id,
            seen: Some(line.seen),
            command,
            procedure: &procedure,
        };
        self.change_in(conn, change, staff).await
    }

    async fn fail(&self, request: RequestId, place: i64) -> Result<(), ServiceError> {
        self.db
            .write(move |conn| {
                Box::pin(async move {
                    bulk::settle(conn, request, place, "fault").await?;
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    pub(super) async fn outcome(&self, me: &Me, request: &str) -> Result<BulkView, ServiceError> {
        let asker = asker(me)?;
        let request: RequestId = request.parse().map_err(|_| ApiError::NotFound)?;
        let mut conn = self.reader().await?;
        let asked = bulk::one(&mut conn, request).await?;
        let asked = asked
            .filter(|asked| asked.account == asker.account)
            .ok_or(ApiError::NotFound)?;
        let mut lines = bulk::lines(&mut conn, request).await?;
        let staff = Staff::of(&mut conn, &asked.agency, self.clock.now()).await?;
        drop(conn);
        lines.sort_by_key(|line| (line.outcome == DONE, line.outcome == WAITING, line.place));
        let to = |account: AccountId| staff.name(account).unwrap_or("–").to_owned();
        Ok(BulkView {
            request: request.to_string(),
            kind: BulkKind::of_key(&asked.action).ok_or(ApiError::NotFound)?,
            to: asked.assignee.map(to),
            at: format::moment(asked.at),
            lines: lines
                .into_iter()
                .map(|line| BulkLine {
                    number: line.number,
                    outcome: line.outcome,
                })
                .collect(),
        })
    }
}

/// Lists the dossiers under a filter, as the officer sees them.
async fn under_filter(
    conn: &mut Conn,
    asker: &Asker,
    query: &QueueQuery,
    staff: &Staff,
    now: Moment,
) -> Result<Vec<Line>, ServiceError> {
    let wanted = wanted(&asker.agency, query, now);
    let holders = asker.holders(staff, now);
    let (mut lines, mut from) = (Vec::new(), From::Start);
    while lines.len() < MOST {
        let found = page(conn, &wanted, query.tab, &holders, from, PAGE).await?;
        let Some(last) = found.last() else { break };
        from = From::After(last.cursor());
        lines.extend(found);
    }
    Ok((0..)
        .zip(lines.into_iter().take(MOST))
        .map(|(place, line)| Line {
            place,
            dossier: line.id,
            number: line.number,
            seen: line.last_seq,
            outcome: WAITING.to_owned(),
        })
        .collect())
}

/// Finds the dossiers an officer ticked; what is not there and what is not theirs to see are left out alike.
async fn picked(conn: &mut Conn, asker: &Asker, order: &BulkOrder) -> Result<Vec<Line>, ServiceError> {
    let mut lines = Vec::new();
    for (number, seen) in order.picked.iter().take(MOST) {
        let Ok(number) = number.parse::<DossierNumber>() else {
            continue;
        };
        let Some(row) = dossiers::by_number(conn, &number).await? else {
            continue;
        };
        if may(&asker.actor, Action::SeeDossier, Some(&facts(&row))) != Decision::Allowed {
            continue;
        }
        lines.push(Line {
            place: i64::try_from(lines.len()).unwrap_or(i64::MAX),
            dossier: row.id,
            number: row.number.as_str().to_owned(),
            seen: *seen,
            outcome: WAITING.to_owned(),
        });
    }
    Ok(lines)
}
