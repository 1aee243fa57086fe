//! Organisations: who may act for them, what they have entrusted to whom, and acting for one of them. Whether a mandate
//! holds and how far it reaches, `core::account` decides; it is asked again with every request.

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
    sync::Arc,
};

use motcua_app::{
    api::ApiError,
    views::{Acting, DelegationInput, DelegationLine, DelegationState, Managed, MandateLine, Me, OrganisationsView},
};
use motcua_core::{
    account::{Holder, Scope},
    calendar::format::{self, PartialDate},
    id::AccountId,
    identity::{PersonalId, TaxCode, TaxCodeKind},
    procedure::ProcedureCode,
};
use time::Date;

use super::{Portal, PortalParts, accounts::Token, identities::masked, refusals::because};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn,
        accounts::{self, Account},
        identities,
        mandates::{self, Delegation, NewDelegation, Represented},
    },
};

/// What somebody may do for an organisation.
struct Mandate {
    organisation: Represented,
    scope: Scope,
    is_representative: bool,
    until: Option<Date>,
}

impl PortalParts {
    /// Lists what a person may do for organisations on a day.
    async fn mandates(&self, conn: &mut Conn, person: AccountId) -> Result<Vec<Mandate>, ServiceError> {
        let today = self.clock.today();
        let Some(Holder::Person(id)) = identities::known(conn, person).await?.and_then(|known| known.holder) else {
            return Ok(Vec::new());
        };
        let own = mandates::represented(conn, id.as_str())
            .await?
            .into_iter()
            .map(|organisation| Mandate {
                organisation,
                scope: Scope::default(),
                is_representative: true,
                until: None,
            });
        let mut all: Vec<Mandate> = own.collect();
        let given = mandates::entrusted(conn, id.as_str()).await?;
        all.extend(
            given
                .into_iter()
                .filter(|one| one.term.holds_on(today))
                .map(|one| Mandate {
                    organisation: one.organisation,
                    scope: one.scope,
                    is_representative: false,
                    until: one.term.to,
                }),
        );
        Ok(all)
    }

    /// Returns the organisation a person acts for and how far they may, if they still may.
    pub(super) async fn acting_for(
        &self,
        conn: &mut Conn,
        person: &Account,
        organisation: AccountId,
    ) -> Result<Option<(Account, Acting)>, ServiceError> {
        let all = self.mandates(conn, person.id).await?;
        let own: Vec<Mandate> = all
            .into_iter()
            .filter(|mandate| mandate.organisation.organisation == organisation)
            .collect();
        if own.is_empty() {
            return Ok(None);
        }
        let account = accounts::by_id(conn, organisation).await?;
        Ok(account.map(|account| {
            let acting = Acting {
                person: person.id,
                name: person.name.clone(),
                is_representative: own.iter().any(|mandate| mandate.is_representative),
                scopes: own.into_iter().map(|mandate| mandate.scope).collect(),
            };
            (account, acting)
        }))
    }

    /// Makes sure that the asker may give and take back mandates of an organisation: it itself, or its representative.
    async fn manages(&self, conn: &mut Conn, me: &Me, organisation: AccountId) -> Result<AccountId, ServiceError> {
        let own = me.own_account().ok_or(ApiError::NotSignedIn)?;
        let known = identities::known(conn, organisation)
            .await?
            .and_then(|known| known.holder);
        if !matches!(known, Some(Holder::Organisation(_))) {
            return Err(ApiError::NotFound.into());
        }
        let all = self.mandates(conn, own).await?;
        let represents = |one: &Mandate| one.is_representative && one.organisation.organisation == organisation;
        if own == organisation || all.iter().any(represents) {
            Ok(own)
        } else {
            Err(ApiError::NotFound.into())
        }
    }

    fn new_delegation(&self, input: &DelegationInput, by: AccountId) -> Result<NewDelegation, ServiceError> {
        let id = PersonalId::from_str(&input.personal_id).map_err(|_| because("delegate_id"))?;
        let name = input.name.trim();
        if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            return Err(because("delegate_name"));
        }
        let procedures = set::<ProcedureCode>(&input.procedures).ok_or_else(|| because("delegate_procedure"))?;
        let today = self.clock.today();
        if procedures
            .iter()
            .any(|code| self.revisions.in_force(code, today).is_none())
        {
            return Err(because("delegate_procedure"));
        }
        let agencies: BTreeSet<motcua_core::agency::AgencyCode> =
            set(&input.agencies).ok_or_else(|| because("delegate_agency"))?;
        if agencies
            .iter()
            .any(|code| self.reference.agencies.find(code.as_str()).is_none())
        {
            return Err(because("delegate_agency"));
        }
        let from = if input.from.trim().is_empty() {
            Some(today)
        } else {
            day(&input.from)
        };
        let from = from.ok_or_else(|| because("delegate_dates"))?;
        let to = match input.to.trim() {
            "" => None,
            text => Some(
                day(text)
                    .filter(|to| *to >= from && *to >= today)
                    .ok_or_else(|| because("delegate_dates"))?,
            ),
        };
        Ok(NewDelegation {
            id: new_id().to_string(),
            organisation: input.organisation,
            personal_id: id.as_str().to_owned(),
            name: name.to_owned(),
            scope: Scope { procedures, agencies },
            from,
            to,
            by,
        })
    }
}

impl Portal {
    /// Lists the organisations the asker may act for, and what those they represent have entrusted to whom.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`].
    pub async fn organisations(&self, me: &Me) -> Result<OrganisationsView, ServiceError> {
        let own = me.own_account().ok_or(ApiError::NotSignedIn)?;
        let today = self.0.clock.today();
        let mut conn = self.0.reader().await?;
        let all = self.0.mandates(&mut conn, own).await?;
        let mut managed: Vec<Represented> = all
            .iter()
            .filter(|one| one.is_representative)
            .map(|one| one.organisation.clone())
            .collect();
        if let Some(known) = identities::known(&mut conn, own).await?
            && let Some(Holder::Organisation(code)) = known.holder
        {
            let account = accounts::by_id(&mut conn, own).await?;
            managed.push(Represented {
                organisation: own,
                name: account.map(|account| account.name).unwrap_or_default(),
                tax_code: code.as_str().to_owned(),
            });
        }
        let mut shown = Vec::with_capacity(managed.len());
        for one in managed {
            let given = mandates::given(&mut conn, one.organisation).await?;
            shown.push(Managed {
                id: one.organisation,
                name: one.name,
                tax_code: one.tax_code,
                given: given.into_iter().map(|one| self.delegation_line(one, today)).collect(),
            });
        }
        let mandates = all.into_iter().map(|one| MandateLine {
            is_acting: me.acting.is_some() && me.account == Some(one.organisation.organisation),
            id: one.organisation.organisation,
            name: one.organisation.name,
            tax_code: one.organisation.tax_code,
            is_representative: one.is_representative,
            procedures: one.scope.procedures.iter().map(ToString::to_string).collect(),
            agencies: self.agencies(&one.scope),
            until: one.until.map(format::date),
        });
        Ok(OrganisationsView {
            mandates: mandates.collect(),
            managed: shown,
            typed: BTreeMap::new(),
        })
    }

    fn agencies(&self, scope: &Scope) -> Vec<String> {
        let names = scope
            .agencies
            .iter()
            .map(|code| self.0.reference.agency_name(code.as_str()));
        names.collect()
    }

    fn delegation_line(&self, one: Delegation, today: Date) -> DelegationLine {
        let state = if one.term.is_revoked {
            DelegationState::Revoked
        } else if one.term.holds_on(today) {
            DelegationState::Holds
        } else if today < one.term.from {
            DelegationState::Coming
        } else {
            DelegationState::Over
        };
        DelegationLine {
            agencies: self.agencies(&one.scope),
            procedures: one.scope.procedures.iter().map(ToString::to_string).collect(),
            id: one.id,
            number: masked(&one.personal_id),
            name: one.name,
            from: format::date(one.term.from),
            to: one.term.to.map(format::date),
            state,
        }
    }

    /// Makes the asker act for an organisation, or for themselves again, under a new token.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for an organisation they have no mandate of.
    pub async fn act_for(
        &self,
        me: &Me,
        token: Option<&Token>,
        organisation: Option<AccountId>,
    ) -> Result<Token, ServiceError> {
        let own = me.own_account().ok_or(ApiError::NotSignedIn)?;
        let before = token.ok_or(ApiError::NotSignedIn)?.sha256();
        let token = Token::fresh()?;
        let (parts, work) = (Arc::clone(&self.0), Arc::new((before, token.sha256())));
        self.0
            .db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move {
                    let person = accounts::by_id(conn, own).await?.ok_or(ApiError::NotSignedIn)?;
                    if let Some(organisation) = organisation
                        && parts.acting_for(conn, &person, organisation).await?.is_none()
                    {
                        return Err(ApiError::NotFound.into());
                    }
                    if !mandates::act(conn, &work.0, &work.1, organisation).await? {
                        return Err(ApiError::NotSignedIn.into());
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await?;
        Ok(token)
    }

    /// Entrusts somebody with acting for an organisation.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for an organisation that is not the asker's to speak for; [`ApiError::Refused`] for what
    /// cannot be entrusted.
    pub async fn delegate(&self, me: &Me, input: DelegationInput) -> Result<(), ServiceError> {
        let mut conn = self.0.reader().await?;
        let by = self.0.manages(&mut conn, me, input.organisation).await?;
        drop(conn);
        let new = Arc::new(self.0.new_delegation(&input, by)?);
        let now = self.0.clock.now();
        self.0
            .db
            .write(move |conn| {
                let new = Arc::clone(&new);
                Box::pin(async move { Ok::<(), ServiceError>(mandates::give(conn, &new, now).await?) })
            })
            .await
    }

    /// Takes a mandate back; whoever acts by it acts no more from their next request on.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] when there is none that stands.
    pub async fn revoke(&self, me: &Me, organisation: AccountId, delegation: &str) -> Result<(), ServiceError> {
        let mut conn = self.0.reader().await?;
        let by = self.0.manages(&mut conn, me, organisation).await?;
        drop(conn);
        let (now, id) = (self.0.clock.now(), Arc::new(delegation.to_owned()));
        let stood = self
            .0
            .db
            .write(move |conn| {
                let id = Arc::clone(&id);
                Box::pin(
                    async move { Ok::<_, ServiceError>(mandates::revoke(conn, &id, organisation, by, now).await?) },
                )
            })
            .await?;
        if stood { Ok(()) } else { Err(ApiError::NotFound.into()) }
    }

    /// Adds a branch of an organisation, by its thirteen-digit tax code.
    ///
    /// # Errors
    /// [`ApiError::Refused`] when the code is not one of a branch of this organisation, or has an account already.
    pub async fn add_branch(
        &self,
        me: &Me,
        organisation: AccountId,
        tax_code: &str,
        name: &str,
    ) -> Result<(), ServiceError> {
        let mut conn = self.0.reader().await?;
        self.0.manages(&mut conn, me, organisation).await?;
        let head = identities::known(&mut conn, organisation)
            .await?
            .and_then(|known| known.holder);
        drop(conn);
        let code: TaxCode = tax_code.parse().map_err(|_| because("branch_code"))?;
        let is_ours = head.is_some_and(|head| head.number() == code.head());
        let name = name.trim();
        if code.kind() != TaxCodeKind::Branch || !is_ours || name.is_empty() || name.chars().count() > 200 {
            return Err(because("branch_code"));
        }
        let account = Account {
            id: AccountId::new(new_id()),
            person: format!("branch:{}", code.as_str()),
            name: name.to_owned(),
            role: "citizen".to_owned(),
            agency: None,
        };
        let (now, work) = (self.0.clock.now(), Arc::new((account, Holder::Organisation(code))));
        self.0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (account, holder) = &*work;
                    if identities::held_by(conn, holder).await?.is_some() {
                        return Err(because("branch_known"));
                    }
                    accounts::upsert(conn, account, now).await?;
                    identities::hold(conn, account.id, holder).await?;
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }
}

/// Reads codes with commas, spaces or lines between them.
fn set<T: FromStr + Ord>(text: &str) -> Option<BTreeSet<T>> {
    let words = text.split(|sign: char| sign == ',' || sign == ';' || sign.is_whitespace());
    words
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().ok())
        .collect()
}

fn day(text: &str) -> Option<Date> {
    format::parse_iso(text).or_else(|| {
        let parsed = PartialDate::parse(text).ok()?;
        (parsed.earliest() == parsed.latest()).then(|| parsed.earliest())
    })
}
