//! Watching promised dates: a warning before each, word when it has passed, and word to the head of the agency when it
//! stays passed; each once, put in the outbox beside the note that it was.

use std::{sync::Arc, time::Duration};

use motcua_core::{
    actor::Role,
    calendar::Moment,
    deadline::{Stage, Watch},
    dossier::fold,
    id::DossierId,
    notification::{Intent, Matter},
};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::{
    clock::new_id,
    error::ServiceError,
    services::{Portal, PortalParts, talk},
    store::{Conn, deadlines, dossiers, dossiers::DossierRow, events, outbox, outbox::Telling},
};

/// How often dates are looked at.
const EVERY: Duration = Duration::from_secs(15);

/// How many dossiers are looked at in one transaction: short enough to keep nobody waiting.
const BATCH: u16 = 50;

/// Watches until `stop` is cancelled.
pub(super) async fn every(portal: &Portal, stop: &CancellationToken) {
    let mut rhythm = tokio::time::interval(EVERY);
    rhythm.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = rhythm.tick() => {}
        }
        if let Err(error) = watch(portal, stop).await {
            tracing::warn!(reason = %error, "deadlines: not watched");
        }
    }
}

/// Looks at every date that must be looked at until none is left or the portal stops, then at what keeps silent or takes too
/// long; returns of how much was told.
///
/// # Errors
/// When the store does not answer or a dossier cannot be read.
pub async fn watch(portal: &Portal, stop: &CancellationToken) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    let mut told = 0;
    while !stop.is_cancelled() {
        let now = parts.clock.now();
        let waiting = deadlines::waiting(&mut parts.reader().await?, now, BATCH).await?;
        if waiting.is_empty() {
            let silent = super::silence::report(portal, stop).await?;
            return Ok(told + silent + super::late_steps::tell(portal, stop).await?);
        }
        let work = Arc::new((portal.clone(), waiting));
        told += parts
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (portal, waiting) = &*work;
                    let mut told = 0;
                    for (agency, id) in waiting {
                        told += look(conn, portal.parts(), agency, *id, now).await?;
                    }
                    Ok::<usize, ServiceError>(told)
                })
            })
            .await?;
    }
    Ok(told)
}

/// Looks at one dossier's date, tells what stands now, and says when to look again.
async fn look(
    conn: &mut Conn,
    parts: &PortalParts,
    agency: &str,
    id: DossierId,
    now: Moment,
) -> Result<usize, ServiceError> {
    let Some(row) = dossiers::to_change(conn, agency, id).await? else {
        return Ok(0);
    };
    let dossier = fold(id, &events::of_dossier(conn, agency, id).await?);
    let watch = dossier
        .running()
        .map(|(from, due_at)| Watch::of(from, due_at, &parts.calendar));
    let Some(watch) = watch else {
        deadlines::look_again(conn, agency, id, None).await?;
        return Ok(0);
    };
    let mut told = 0;
    for stage in watch.stages(now) {
        if deadlines::note(conn, agency, id, watch.due_at, *stage, now).await? {
            tell(conn, parts, &row, *stage, watch.due_at, now).await?;
            told += 1;
        }
    }
    deadlines::look_again(conn, agency, id, watch.next(now)).await?;
    Ok(told)
}

/// Tells a stage of a date: whoever has the dossier or stands in for them, and the heads once it stays late. Where nobody is
/// there to be told, it is a line of the log.
async fn tell(
    conn: &mut Conn,
    parts: &PortalParts,
    row: &DossierRow,
    stage: Stage,
    due_at: Moment,
    now: Moment,
) -> Result<(), ServiceError> {
    let matter = match stage {
        Stage::Soon => Matter::DeadlineSoon,
        Stage::Overdue => Matter::DeadlineOverdue,
        Stage::Escalated => Matter::DeadlineEscalated,
    };
    let officers = match stage {
        Stage::Soon | Stage::Overdue => parts.officers_of(conn, row, Role::Processing, now).await?,
        Stage::Escalated => parts.heads_of(conn, row, now).await?,
    };
    let intents: Vec<Intent> = officers
        .into_iter()
        .map(|to| Intent {
            to,
            matter,
            due: Some(due_at),
            amount: None,
            item: None,
        })
        .collect();
    if intents.is_empty() {
        let body = json!({ "number": row.number.as_str(), "due": due_at });
        let unread = Telling {
            id: new_id(),
            agency: row.agency.clone(),
            dossier: row.id,
            kind: matter.name(),
            body: body.to_string(),
            at: now,
        };
        return Ok(outbox::put(conn, &[unread]).await?);
    }
    talk::put(conn, row, &intents, now).await
}
