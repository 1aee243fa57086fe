//! What was typed in a form that was refused: kept for its page, for the same browser and person, for half an hour. It is
//! never put into an address, where histories and logs would keep it.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{api::ApiError, views::Me};

use super::{Portal, accounts::Token, devices::WAIT};
use crate::{clock::new_id, error::ServiceError, store::parked, store::parked::Parked};

/// The most that is kept of a form, in bytes.
const MOST: usize = 64 << 10;

impl Portal {
    /// Keeps the fields of a form for its page, in the place of those before; without any there is nothing kept any more.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`]; when the store does not take it.
    pub async fn keep_typed(
        &self,
        me: &Me,
        browser: &Token,
        page: &str,
        fields: &BTreeMap<String, String>,
    ) -> Result<(), ServiceError> {
        let account = me.own_account().ok_or(ApiError::NotSignedIn)?;
        let now = self.0.clock.now();
        let form = Parked {
            id: new_id().to_string(),
            body: form_urlencoded::Serializer::new(String::new())
                .extend_pairs(fields)
                .finish(),
        };
        let is_kept = !fields.is_empty() && form.body.len() <= MOST;
        let work = Arc::new((browser.sha256(), page.to_owned(), form));
        self.0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (browser, page, form) = &*work;
                    if is_kept {
                        parked::keep(conn, form, (browser, account, page), now, now.plus(WAIT)).await?;
                    } else {
                        parked::forget(conn, browser, account, page).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    /// Returns the fields that were typed in a refused form of a page; none where none was.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`]; when the store does not answer.
    pub async fn typed(&self, me: &Me, browser: &Token, page: &str) -> Result<BTreeMap<String, String>, ServiceError> {
        let account = me.own_account().ok_or(ApiError::NotSignedIn)?;
        let mut conn = self.0.reader().await?;
        let body = parked::kept(&mut conn, &browser.sha256(), account, page, self.0.clock.now()).await?;
        let body = body.unwrap_or_default();
        Ok(form_urlencoded::parse(body.as_bytes()).into_owned().collect())
    }
}
