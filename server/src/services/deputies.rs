//! What an officer is entrusted with today: their own duties, and on the days they stand in for somebody of the same agency
//! that person's too (người làm thay). It ends with the last of those days by itself.

use motcua_core::{actor::Role, calendar::Moment, office::duties_on};

use super::{PortalParts, assignment::Staff, local::duties_of};
use crate::store::{Conn, StoreError, accounts::Account};

impl PortalParts {
    /// Returns an account's duties at a moment; `own` are those it was given.
    pub(super) async fn duties(
        &self,
        conn: &mut Conn,
        account: &Account,
        own: &str,
        now: Moment,
    ) -> Result<Vec<Role>, StoreError> {
        let own = duties_of(own);
        let Some(agency) = account.agency.as_deref() else {
            return Ok(own);
        };
        let staff = Staff::without_loads(conn, agency, now).await?;
        let mut duties = duties_on(&staff.candidates, account.id, now.date());
        duties.extend(own);
        Ok(duties.into_iter().collect())
    }
}
