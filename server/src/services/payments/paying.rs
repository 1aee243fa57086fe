//! Beginning a try to pay, going on with it and leaving it, by the one whose dossier it is.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    paths,
    views::{AttemptView, Me, OwedView, PaidView, PayView, Payer, TransferView},
};
use motcua_core::{
    access::Action,
    calendar::format,
    dossier::DossierNumber,
    payment::{Happened, State, Way, attempt},
};
use time::Duration;

use super::super::{PortalParts, receipt::qr, who::actor};
use super::looking::FIRST;
use crate::{
    error::ServiceError,
    gateways::Order,
    store::{
        Conn, StoreError,
        dossiers::DossierRow,
        obligations,
        obligations::{Obligation, Standing},
        payments,
        payments::Payment,
    },
};

/// How long a payer has at a gateway.
const AT_GATEWAY: Duration = Duration::minutes(15);

/// How long a transfer may take to be seen in a statement before another way may be chosen.
const BY_TRANSFER: Duration = Duration::days(3);

impl PortalParts {
    /// Returns the dossier of somebody who pays for their own.
    async fn payers(&self, conn: &mut Conn, me: &Me, number: &DossierNumber) -> Result<DossierRow, ServiceError> {
        let actor = actor(me);
        let row = self.row_for(conn, &actor, number, Action::SeeDossier).await?;
        if actor.account() != Some(row.account) {
            return Err(ApiError::NotFound.into());
        }
        Ok(row)
    }

    /// Says whether something is owed for a dossier of one's own.
    pub(super) async fn owes(&self, me: &Me, number: &DossierNumber) -> Result<bool, ServiceError> {
        let mut conn = self.reader().await?;
        let row = self.payers(&mut conn, me, number).await?;
        Ok(obligations::open(&mut conn, &row.agency, row.id).await?.is_some())
    }

    /// Returns the ways a payer may choose.
    fn ways(&self) -> Vec<Way> {
        let has_bank = self.treasury.as_ref().is_some_and(|treasury| treasury.bank.is_some());
        let is_there = |way: &Way| match way {
            Way::Vnpay => self.gateways.of(*way).is_some(),
            Way::Transfer => has_bank,
            Way::Counter => false,
        };
        Way::ALL.into_iter().filter(is_there).collect()
    }

    /// Returns what there is to pay for a dossier, and what was.
    pub(in super::super) async fn pay_view(&self, me: &Me, number: &DossierNumber) -> Result<PayView, ServiceError> {
        let mut conn = self.reader().await?;
        let row = self.payers(&mut conn, me, number).await?;
        self.pay_view_of(&mut conn, &row).await
    }

    async fn pay_view_of(&self, conn: &mut Conn, row: &DossierRow) -> Result<PayView, ServiceError> {
        let all = obligations::of_dossier(conn, &row.agency, row.id).await?;
        let mut view = PayView {
            number: row.number.as_str().to_owned(),
            procedure: row.procedure.clone(),
            agency: self.reference.agency_name(&row.agency),
            owed: None,
            attempt: None,
            missed: None,
            paid: Vec::new(),
            ways: Vec::new(),
        };
        for one in all {
            let tries = payments::of_obligation(conn, &one.id).await?;
            view.paid.extend(
                tries
                    .iter()
                    .filter(|payment| payment.state.was_paid())
                    .map(|payment| paid(payment, one.paid_by == payment.reference)),
            );
            if one.state == Standing::Open {
                let open = tries.iter().find(|payment| payment.state.is_open());
                view.attempt = open.map(|payment| self.attempt(payment)).transpose()?;
                view.missed = match &view.attempt {
                    Some(_) => None,
                    None => tries.last().map(|payment| (payment.way, payment.state)),
                };
                view.ways = self.ways();
                view.owed = Some(owed(&one));
            }
        }
        Ok(view)
    }

    fn attempt(&self, payment: &Payment) -> Result<AttemptView, ServiceError> {
        let bank = self.treasury.as_ref().and_then(|treasury| treasury.bank.as_ref());
        let transfer = match (payment.way, bank) {
            (Way::Transfer, Some(bank)) => {
                let code = bank.code(Some((payment.amount, &payment.reference)));
                let code = code.map_err(|error| ServiceError::fault("vietqr", error))?;
                Some(TransferView {
                    bank: bank.bank.clone(),
                    account: bank.number.clone(),
                    holder: bank.holder.clone(),
                    memo: payment.reference.clone(),
                    qr_svg: qr(&code)?,
                })
            }
            _ => None,
        };
        Ok(AttemptView {
            way: payment.way,
            state: payment.state,
            amount: payment.amount.dong(),
            url: Some(payment.url.clone()).filter(|url| !url.is_empty()),
            until: format::moment(payment.expires_at),
            is_over: payment.expires_at < self.clock.now(),
            transfer,
        })
    }

    /// Begins a try to pay; where one is open already that one stays, whoever asks in however many windows.
    pub(in super::super) async fn begin_payment(
        self: &Arc<Self>,
        me: &Me,
        number: &DossierNumber,
        way: Way,
        payer: Payer,
    ) -> Result<(), ServiceError> {
        let mut conn = self.reader().await?;
        let row = self.payers(&mut conn, me, number).await?;
        let owed = obligations::open(&mut conn, &row.agency, row.id).await?;
        drop(conn);
        let owed = owed.ok_or_else(|| ApiError::Refused("nothing_owed".to_owned()))?;
        if !self.ways().contains(&way) {
            return Err(ApiError::Invalid.into());
        }
        let payment = self.new_payment(&owed, way)?;
        let order = Order {
            reference: payment.reference.clone(),
            amount: payment.amount,
            info: ["Thu phi le phi ho so ", &payment.number].concat(),
            created: payment.created_at,
            expires: payment.expires_at,
            ip: payer.ip,
            is_english: payer.is_english,
            return_url: [&self.public_url, paths::PAY_RETURN].concat(),
        };
        let begun = self.keep_try(payment).await?;
        let Some(payment) = begun else { return Ok(()) };
        let url = match self.gateways.of(way) {
            // Where the gateway does not answer the try stays as it is, and is asked about like any other.
            Some(gateway) => gateway
                .open(&order)
                .await
                .map_err(|error| ServiceError::down("payment", error))?,
            None => String::new(),
        };
        self.opened(payment, url).await
    }

    /// Makes a try at what is owed.
    pub(in super::super) fn new_payment(&self, owed: &Obligation, way: Way) -> Result<Payment, ServiceError> {
        let now = self.clock.now();
        let (expires_at, look_at) = match way {
            Way::Vnpay => (now.plus(AT_GATEWAY), Some(now.plus(FIRST))),
            Way::Transfer => (now.plus(BY_TRANSFER), Some(now.plus(BY_TRANSFER).plus(FIRST))),
            Way::Counter => (now, None),
        };
        Ok(Payment {
            reference: reference()?,
            obligation: owed.id.clone(),
            agency: owed.agency.clone(),
            dossier: owed.dossier,
            number: owed.number.clone(),
            way,
            amount: owed.amount,
            state: State::Created,
            url: String::new(),
            gateway_no: String::new(),
            code: String::new(),
            created_at: now,
            expires_at,
            settled_at: None,
            look_at,
            looks: 0,
            last_seq: 0,
        })
    }

    /// Keeps a new try where the obligation is still open and has none; says which was kept.
    async fn keep_try(self: &Arc<Self>, payment: Payment) -> Result<Option<Payment>, ServiceError> {
        let payment = Arc::new(payment);
        self.db
            .write(move |conn| {
                let payment = Arc::clone(&payment);
                Box::pin(async move {
                    let owed = obligations::to_change(conn, &payment.obligation).await?;
                    if owed.is_none_or(|owed| owed.state != Standing::Open) {
                        return Err(ApiError::Refused("nothing_owed".to_owned()).into());
                    }
                    let tries = payments::of_obligation(conn, &payment.obligation).await?;
                    if tries.iter().any(|one| one.state.is_open()) {
                        return Ok(None);
                    }
                    match payments::insert(conn, &payment).await {
                        Err(StoreError::Taken(error)) => Err(StoreError::Contended(error).into()),
                        done => {
                            done?;
                            Ok::<_, ServiceError>(Some(Payment::clone(&payment)))
                        }
                    }
                })
            })
            .await
    }

    async fn opened(self: &Arc<Self>, payment: Payment, url: String) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let work = Arc::new((payment, url));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (payment, url) = &*work;
                    let Some(mut payment) = payments::one(conn, &payment.reference).await? else {
                        return Ok::<(), ServiceError>(());
                    };
                    payment.url.clone_from(url);
                    if let Some(after) = payment.state.after(&Happened::Opened) {
                        payment.state = after;
                        payments::record(conn, &mut payment, &Happened::Opened, now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Returns the open try at what a payer's dossier owes.
    async fn open_try(&self, me: &Me, number: &DossierNumber) -> Result<Option<Payment>, ServiceError> {
        let mut conn = self.reader().await?;
        let row = self.payers(&mut conn, me, number).await?;
        let Some(owed) = obligations::open(&mut conn, &row.agency, row.id).await? else {
            return Ok(None);
        };
        let tries = payments::of_obligation(&mut conn, &owed.id).await?;
        Ok(tries.into_iter().find(|payment| payment.state.is_open()))
    }

    /// Asks what became of the open try at what a dossier owes.
    pub(super) async fn check_payment(self: &Arc<Self>, me: &Me, number: &DossierNumber) -> Result<(), ServiceError> {
        if let Some(open) = self.open_try(me, number).await? {
            self.ask_about(&open).await?;
        }
        Ok(())
    }

    /// Returns what a payer who comes back from a gateway is to see: what the books say after the gateway was asked once
    /// more, whatever the address they came with claims.
    pub(in super::super) async fn returned(
        self: &Arc<Self>,
        me: &Me,
        reference: &str,
    ) -> Result<PayView, ServiceError> {
        actor(me).account().ok_or(ApiError::NotSignedIn)?;
        let mut conn = self.reader().await?;
        let payment = payments::one(&mut conn, reference).await?.ok_or(ApiError::NotFound)?;
        let number: DossierNumber = payment.number.parse().map_err(|_| ApiError::NotFound)?;
        let row = self.payers(&mut conn, me, &number).await?;
        drop(conn);
        // A notice comes before its payer as a rule: then nobody is asked.
        if payment.state.is_open() && payment.look_at.is_some() {
            self.ask_about(&payment).await?;
        }
        self.pay_view_of(&mut self.reader().await?, &row).await
    }

    /// Leaves a transfer that was not made, so that another way can be chosen. What comes all the same is given back; a
    /// payment at a gateway is left there.
    pub(in super::super) async fn leave_payment(
        self: &Arc<Self>,
        me: &Me,
        number: &DossierNumber,
    ) -> Result<(), ServiceError> {
        let Some(open) = self.open_try(me, number).await? else {
            return Ok(());
        };
        if open.way.is_gateway() {
            return Err(ApiError::Refused("payment_at_gateway".to_owned()).into());
        }
        self.settle_payment(&open.reference, super::settling::Told::Expired)
            .await?;
        Ok(())
    }
}

/// Makes a reference that nobody can guess.
fn reference() -> Result<String, ServiceError> {
    let token = crate::clock::new_token().map_err(|error| ServiceError::down("payment", error))?;
    Ok(attempt::reference(u128::from_le_bytes(std::array::from_fn(|at| {
        token[at]
    }))))
}

pub(super) fn paid(payment: &Payment, is_fee: bool) -> PaidView {
    PaidView {
        reference: payment.reference.clone(),
        way: payment.way,
        state: payment.state,
        amount: payment.amount.dong(),
        at: payment.settled_at.map(format::moment).unwrap_or_default(),
        transaction: payment.gateway_no.clone(),
        receipt: is_fee.then(|| paths::fee_receipt(&payment.number, &payment.reference)),
    }
}

pub(super) fn owed(one: &Obligation) -> OwedView {
    OwedView {
        amount: one.amount.dong(),
        lines: one
            .lines
            .iter()
            .map(|line| (line.name.clone(), line.amount.dong()))
            .collect(),
        reason: Some(one.reason.clone()).filter(|reason| !reason.is_empty()),
        since: format::moment(one.created_at),
    }
}
