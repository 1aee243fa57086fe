//! Results that officers record: one plain multipart form, `/can-bo/{number}/ket-qua`, with or without a file. What goes wrong is
//! said on the dossier's page, which stays as it is.

use std::collections::BTreeMap;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use futures_util::StreamExt;
use motcua_app::{api::ApiError, paths, views::Me};
use motcua_core::document::FileKind;

use super::{
    Kept, Refused,
    routes::{FORM_AROUND, failed},
};
use crate::{
    answer::accepts_html,
    error::ServiceError,
    services::{Portal, Said, Source, Then},
    store::files::Scan,
};

/// The longest text of a field, in bytes.
const LONGEST: usize = 4_000;

/// Returns the route; the session layer must put [`Me`] in the request's extensions.
pub(super) fn routes(portal: Portal) -> Router {
    let most = portal.parts().max_upload_bytes.saturating_add(FORM_AROUND);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Router::new()
        .route(
            "/can-bo/{number}/ket-qua",
            post(take).layer(DefaultBodyLimit::max(most)),
        )
        .with_state(portal)
}

async fn take(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Path(number): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let page = paths::desk_dossier(&number);
    match portal.take_result(&me, &number, form).await {
        Ok(()) => Redirect::to(&page).into_response(),
        Err(ServiceError::Answer(ApiError::NotSignedIn)) if accepts_html(&headers) => {
            Redirect::to(&paths::sign_in_then(&page)).into_response()
        }
        Err(ServiceError::Answer(error @ (ApiError::Refused(_) | ApiError::Conflict))) if accepts_html(&headers) => {
            let told = [&page, "?", paths::FAILED, "=", &paths::encoded(&error.told())].concat();
            Redirect::to(&told).into_response()
        }
        Err(error) => failed(error),
    }
}

impl Portal {
    async fn take_result(&self, me: &Me, number: &str, form: Multipart) -> Result<(), ServiceError> {
        let number = number.parse().map_err(|_| ApiError::NotFound)?;
        // Whoever may not work here sends nothing that is looked at.
        self.may_record(me, &number).await?;
        let (fields, file) = self.read_form(form).await?;
        let of = |name: &str| fields.get(name).cloned().unwrap_or_default();
        let source = match (of("paper").as_str(), file) {
            ("none", _) => Source::None,
            ("form", _) => Source::Form,
            (_, Some((kept, scan))) => Source::File(kept, scan),
            (_, None) => return Err(ApiError::Refused("result_no_file".to_owned()).into()),
        };
        let said = Said {
            seen: of("seen").parse().map_err(|_| ApiError::Invalid)?,
            then: match of("then").as_str() {
                "now" => Then::Finish,
                "sign" => Then::Sign,
                _ => return Err(ApiError::Invalid.into()),
            },
            kind: match of("kind").as_str() {
                "" | "other" => None,
                place => Some(place.parse().map_err(|_| ApiError::Invalid)?),
            },
            name: of("name"),
            number: of("number"),
            issued_on: of("issued_on"),
            source,
        };
        self.issue(me, &number, said).await
    }

    /// Reads the fields of the form, and keeps the file if one came that may be a result.
    async fn read_form(
        &self,
        mut form: Multipart,
    ) -> Result<(BTreeMap<String, String>, Option<(Kept, Scan)>), ServiceError> {
        let (mut fields, mut file) = (BTreeMap::new(), None);
        let broken = |_| ServiceError::from(ApiError::Refused("result_file".to_owned()));
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name != "file" {
                let text = field.text().await.map_err(broken)?;
                if text.len() > LONGEST {
                    return Err(ApiError::Refused("too_long".to_owned()).into());
                }
                fields.insert(name, text);
            } else if field.file_name().is_some_and(|name| !name.is_empty()) {
                file = Some(self.take_paper(field).await?);
            }
        }
        Ok((fields, file))
    }

    async fn take_paper(&self, field: axum::extract::multipart::Field<'_>) -> Result<(Kept, Scan), ServiceError> {
        let refused = |reason: Refused| {
            let code = if reason == Refused::Infected {
                "result_infected"
            } else {
                "result_file"
            };
            ServiceError::from(ApiError::Refused(code.to_owned()))
        };
        let most = self.parts().max_upload_bytes;
        let taken = self.parts().files.take(field.boxed(), most, &[FileKind::Pdf]).await?;
        let incoming = taken.map_err(refused)?;
        let scan = self.scan(&incoming).await?.map_err(refused)?;
        Ok((self.parts().files.put(&incoming).await?, scan))
    }
}
