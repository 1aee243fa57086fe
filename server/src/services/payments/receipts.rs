//! Electronic receipts (biên lai điện tử): one for every fee that was paid, numbered in the transaction that books it,
//! typeset and signed when somebody asks for it.

use motcua_app::api::ApiError;
use motcua_core::{
    actor::Actor,
    payment::{Money, receipt},
};

use super::super::PortalParts;
use crate::{
    error::ServiceError,
    store::{Conn, accounts, fee_receipts, fee_receipts::FeeReceipt, payments::Payment},
};

impl PortalParts {
    /// Issues the receipt of a payment; `teller` is who took it.
    pub(super) async fn issue_receipt(
        &self,
        conn: &mut Conn,
        payment: &Payment,
        teller: &Actor,
    ) -> Result<(), ServiceError> {
        let treasury = self.treasury.as_ref();
        // Nobody collects here: without a receipt nothing is taken.
        let treasury = treasury.ok_or_else(|| ApiError::Refused("no_payment_here".to_owned()))?;
        let now = self.clock.now();
        let taken_by = match teller {
            Actor::Officer { account, .. } => accounts::by_id(conn, *account).await?.map(|account| account.name),
            _ => None,
        };
        let new = FeeReceipt {
            tax_code: treasury.collector.tax_code.clone(),
            form: treasury.receipts.form.to_string(),
            series: treasury.receipts.letters.series(now.date().year()),
            number: 0,
            reference: payment.reference.clone(),
            collector: treasury.collector.name.clone(),
            taken_by: taken_by.unwrap_or_default(),
            issued_at: now,
            voided_at: None,
        };
        let number = fee_receipts::issue(conn, &new).await?;
        if number > receipt::MOST {
            return Err(ServiceError::fault(
                "receipt",
                format!("the series {} is full", new.series),
            ));
        }
        Ok(())
    }
}

#[cfg(feature = "pdf")]
mod paper {
    use motcua_app::views::Me;
    use motcua_core::{access::Action, dossier::DossierNumber, paper::FormSet, payment::words::ZeroTens};
    use motcua_papers::{Body, FeeReceiptLine, Head, Paper};

    use super::super::super::{Portal, who::actor};
    use super::{ApiError, Money, receipt};
    use crate::{
        error::ServiceError,
        store::{fee_receipts, obligations, payments},
    };

    impl Portal {
        /// Returns the receipt of a payment, for those who may see its dossier.
        ///
        /// # Errors
        /// When there is none, or it is not for the asker to see.
        pub async fn fee_receipt(
            &self,
            me: &Me,
            number: &DossierNumber,
            reference: &str,
        ) -> Result<Paper, ServiceError> {
            let parts = &self.0;
            let mut conn = parts.reader().await?;
            let row = parts.row_for(&mut conn, &actor(me), number, Action::SeeDossier).await?;
            let payment = payments::one(&mut conn, reference).await?;
            let payment = payment
                .filter(|payment| payment.dossier == row.id)
                .ok_or(ApiError::NotFound)?;
            let kept = fee_receipts::of_payment(&mut conn, reference)
                .await?
                .ok_or(ApiError::NotFound)?;
            let owed = obligations::one(&mut conn, &payment.obligation)
                .await?
                .ok_or(ApiError::NotFound)?;
            drop(conn);
            let lines = owed.lines.iter().map(|line| FeeReceiptLine {
                name: line.name.clone(),
                amount: grouped(line.amount),
            });
            let name = parts.reference.agency_name(&row.agency);
            Ok(Paper {
                head: Head {
                    set: FormSet::on(kept.issued_at.date()),
                    superior: None,
                    place: super::super::super::printing::place(&name),
                    agency: kept.collector.clone(),
                    number: row.number.as_str().to_owned(),
                    issued: kept.issued_at,
                    tracking: Some(format!("{}/tra-cuu/{}", parts.public_url, row.number)),
                },
                body: Body::FeeReceipt(motcua_papers::FeeReceipt {
                    form: kept.form,
                    series: kept.series,
                    number: receipt::number(kept.number)
                        .ok_or_else(|| ServiceError::fault("receipt", format!("{} has no number", reference)))?,
                    collector: kept.collector,
                    tax_code: kept.tax_code,
                    agency: name,
                    payer: owed.payer.clone(),
                    procedure: owed.procedure.clone(),
                    lines: lines.collect(),
                    total: grouped(payment.amount),
                    words: capitalised(&payment.amount.in_words(ZeroTens::default())),
                    way: motcua_app::text::payment::way(motcua_app::views::Language::Vi, payment.way).to_owned(),
                    reference: payment.reference.clone(),
                    taken_by: kept.taken_by,
                    voided: kept.voided_at,
                }),
            })
        }
    }

    fn grouped(amount: Money) -> String {
        motcua_core::payment::money::grouped(amount.dong())
    }

    fn capitalised(words: &str) -> String {
        let mut letters = words.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}
