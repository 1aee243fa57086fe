//! Reporting that a body that was asked let its date pass without an answer: to the head of the one-stop desk and to whoever
//! asked, each once, beside the note that it was. Nothing else follows of it: the dossier's own clock runs on.

use std::sync::Arc;

use motcua_core::{
    calendar::Moment,
    dossier::fold,
    notification::{Intent, Matter},
};
use tokio_util::sync::CancellationToken;

use crate::{
    error::ServiceError,
    services::{Portal, PortalParts, talk},
    store::{Conn, consultations, consultations::AskedRow, dossiers, events},
};

/// How many questions are looked at in one transaction.
const BATCH: u16 = 50;

/// Reports every silence that is not reported yet; returns how many were told of.
///
/// # Errors
/// When the store does not answer or a dossier cannot be read.
pub(super) async fn report(portal: &Portal, stop: &CancellationToken) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    let mut told = 0;
    while !stop.is_cancelled() {
        let now = parts.clock.now();
        let silent = consultations::silent(&mut parts.reader().await?, now, BATCH).await?;
        if silent.is_empty() {
            break;
        }
        let silent = Arc::new(silent);
        let with = portal.clone();
        told += parts
            .db
            .write(move |conn| {
                let (silent, with) = (Arc::clone(&silent), with.clone());
                Box::pin(async move {
                    let mut told = 0;
                    for one in silent.iter() {
                        told += usize::from(tell(conn, with.parts(), one, now).await?);
                    }
                    Ok::<usize, ServiceError>(told)
                })
            })
            .await?;
    }
    Ok(told)
}

async fn tell(conn: &mut Conn, parts: &PortalParts, one: &AskedRow, now: Moment) -> Result<bool, ServiceError> {
    let Some(row) = dossiers::to_change(conn, &one.agency, one.dossier).await? else {
        return Ok(false);
    };
    if !consultations::report(conn, one, now).await? {
        return Ok(false);
    }
    let dossier = fold(row.id, &events::of_dossier(conn, &one.agency, one.dossier).await?);
    let asker = dossier.consultation(one.seq).and_then(|question| question.asked_by);
    let mut whom = parts.heads_of(conn, &row, now).await?;
    whom.extend(asker.filter(|asker| !whom.contains(asker)));
    let intents: Vec<Intent> = whom
        .into_iter()
        .map(|to| Intent {
            to,
            matter: Matter::ConsultationSilent,
            due: None,
            amount: None,
            item: None,
        })
        .collect();
    talk::put(conn, &row, &intents, now).await?;
    Ok(true)
}
