//! Telling that a dossier is in a step for longer than the step may take: whoever has it, once for each stay. It moves no promised
//! date and reports to nobody else.

use std::sync::Arc;

use motcua_core::{
    calendar::Moment,
    dossier::fold,
    id::DossierId,
    notification::{Intent, Matter},
};
use tokio_util::sync::CancellationToken;

use crate::{
    error::ServiceError,
    services::{
        Portal, PortalParts,
        talk::{About, telling_about},
    },
    store::{Conn, dossiers, events, outbox, outbox::Telling, steps},
};

/// How many dossiers are looked at in one transaction.
const BATCH: u16 = 50;

/// Tells of every step that takes too long and was not told of; returns of how many.
///
/// # Errors
/// When the store does not answer or a dossier cannot be read.
pub(super) async fn tell(portal: &Portal, stop: &CancellationToken) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    let mut told = 0;
    while !stop.is_cancelled() {
        let now = parts.clock.now();
        let late = steps::late(&mut parts.reader().await?, now, BATCH).await?;
        if late.is_empty() {
            break;
        }
        let work = Arc::new((portal.clone(), late));
        told += parts
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (portal, late) = &*work;
                    let mut told = 0;
                    for (agency, id) in late {
                        told += usize::from(one(conn, portal.parts(), agency, *id, now).await?);
                    }
                    Ok::<usize, ServiceError>(told)
                })
            })
            .await?;
    }
    Ok(told)
}

async fn one(
    conn: &mut Conn,
    parts: &PortalParts,
    agency: &str,
    id: DossierId,
    now: Moment,
) -> Result<bool, ServiceError> {
    let row = dossiers::to_change(conn, agency, id).await?;
    if !steps::note(conn, agency, id, now).await? {
        return Ok(false);
    }
    let Some(row) = row else { return Ok(false) };
    let dossier = fold(id, &events::of_dossier(conn, agency, id).await?);
    let Some(step) = dossier.present_step() else {
        return Ok(false);
    };
    let about = About {
        step: &step.name,
        ..About::default()
    };
    let officers = parts.officers_of(conn, &row, step.role, now).await?;
    let telling = |to| {
        let intent = Intent {
            to,
            matter: Matter::StepLate,
            due: None,
            amount: None,
            item: None,
        };
        telling_about(&row, &intent, about, now)
    };
    let tellings: Vec<Telling> = officers.into_iter().map(telling).collect();
    if !tellings.is_empty() {
        outbox::put(conn, &tellings).await?;
    }
    Ok(true)
}
