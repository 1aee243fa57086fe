//! The file that goes with the answer of a body that was asked: one, sent before the answer, by officers of that body.

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::HeaderMap,
    response::Response,
    routing::post,
};
use futures_util::StreamExt;
use motcua_app::{api::ApiError, paths, views::Me};
use motcua_core::{
    access::Asked,
    document::{Digit, FileKind},
    dossier::DossierNumber,
    id::FileId,
};

use super::{Refused, attach::file_name, routes::answer};
use crate::{
    clock::new_id,
    error::ServiceError,
    services::{Portal, opinion_slot},
    store::files::{Home, Scan, StoredFile},
};

/// What a form around the file may weigh beside it.
const FORM_AROUND: u64 = 64 << 10;

/// Returns the route.
pub(super) fn routes(portal: Portal) -> Router {
    let most = portal.parts().max_upload_bytes.saturating_add(FORM_AROUND);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Router::new()
        .route(
            "/can-bo/lay-y-kien/{number}/{question}/tep",
            post(upload).layer(DefaultBodyLimit::max(most)),
        )
        .with_state(portal)
}

async fn upload(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Path((number, question)): Path<(String, u64)>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let done = portal.take_opinion_file(&me, &number, question, form).await;
    answer(done, &headers)
}

impl Portal {
    /// Takes the file; one that is not taken leads back to the page, which says why.
    async fn take_opinion_file(
        &self,
        me: &Me,
        number: &str,
        question: u64,
        mut form: Multipart,
    ) -> Result<String, ServiceError> {
        let parts = self.parts();
        let parsed: DossierNumber = number.parse().map_err(|_| ApiError::NotFound)?;
        let reached = {
            let mut conn = parts.reader().await?;
            parts
                .reach_question(&mut conn, me, &parsed, question, Asked::Answer)
                .await?
        };
        let page = paths::question(number, question);
        let back = |refused: Refused| {
            let most = parts.max_upload_bytes;
            let told = ApiError::Refused(format!("upload_{}:{most}", refused.code())).told();
            Ok([&page, "?", paths::FAILED, "=", &paths::encoded(&told)].concat())
        };
        loop {
            let field = match form.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => return back(Refused::NothingChosen),
                Err(_) => return back(Refused::Truncated),
            };
            let Some(name) = field.file_name().map(file_name).filter(|name| !name.is_empty()) else {
                continue;
            };
            let taken = parts
                .files
                .take(field.boxed(), parts.max_upload_bytes, &FileKind::ALL)
                .await?;
            let incoming = match taken {
                Ok(incoming) => incoming,
                Err(refused) => return back(refused),
            };
            let scan = match self.scan(&incoming).await? {
                // What waits for the scanner could not be taken out of a dossier again.
                Ok(Scan::Waiting) => return Err(ApiError::Refused("file_unchecked".to_owned()).into()),
                Ok(scan) => scan,
                Err(refused) => return back(refused),
            };
            let kept = parts.files.put(&incoming).await?;
            let file = StoredFile {
                id: FileId::new(new_id()),
                account: me.account.ok_or(ApiError::NotSignedIn)?,
                home: Home::Dossier(reached.row.agency.clone(), reached.row.id),
                slot: opinion_slot(question),
                name,
                bytes: kept.bytes,
                media_type: kept.media_type.to_owned(),
                sha256: kept.sha256,
                created_at: parts.clock.now(),
                // It is none of what was filed.
                replaced: true,
                pages: kept.pages,
                scan,
                digit: Digit::New,
            };
            parts.keep_opinion_file(me, file, question).await?;
            return Ok(page);
        }
    }
}
