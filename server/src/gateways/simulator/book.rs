//! The orders of the simulated gateway, in memory: what was asked, what became of it, what was given back.

use std::collections::BTreeMap;

use motcua_core::payment::{vnpay::Parameters, vnpay_calls::value};
use serde::{Deserialize, Serialize};

/// The most orders that are kept; the oldest go first.
const MOST: usize = 100_000;

/// What a payer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Pays.
    Paid,
    /// Goes away.
    Cancelled,
    /// Is refused: too little money.
    Refused,
}

/// An order.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Order {
    pub(super) reference: String,
    pub(super) hundredths: u64,
    pub(super) info: String,
    pub(super) terminal: String,
    pub(super) return_url: String,
    pub(super) created: String,
    pub(super) expires: String,
    pub(super) transaction: String,
    pub(super) outcome: Option<Outcome>,
    pub(super) paid_at: String,
    pub(super) refund: Option<String>,
}

impl Order {
    /// Returns the order's đồng.
    pub(super) const fn dong(&self) -> u64 {
        self.hundredths / 100
    }

    fn code(&self) -> &'static str {
        match self.outcome {
            Some(Outcome::Paid) => "00",
            Some(Outcome::Cancelled) => "24",
            Some(Outcome::Refused) | None => "51",
        }
    }

    /// Returns what is told of it in a notice or a return.
    pub(super) fn told(&self) -> Parameters {
        let is_paid = self.outcome == Some(Outcome::Paid);
        let values = [
            ("vnp_TmnCode", self.terminal.clone()),
            ("vnp_Amount", self.hundredths.to_string()),
            ("vnp_BankCode", "NCB".to_owned()),
            (
                "vnp_BankTranNo",
                if is_paid {
                    ["VNP", &self.transaction].concat()
                } else {
                    String::new()
                },
            ),
            ("vnp_CardType", "ATM".to_owned()),
            ("vnp_OrderInfo", self.info.clone()),
            ("vnp_PayDate", self.paid_at.clone()),
            ("vnp_ResponseCode", self.code().to_owned()),
            ("vnp_TransactionNo", self.transaction.clone()),
            ("vnp_TransactionStatus", if is_paid { "00" } else { "02" }.to_owned()),
            ("vnp_TxnRef", self.reference.clone()),
        ];
        let named = values.into_iter().filter(|(_, value)| !value.is_empty());
        named.map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// The orders by reference, in the order they came.
#[derive(Debug, Default)]
pub(super) struct Book {
    orders: BTreeMap<String, Order>,
    by_age: std::collections::VecDeque<String>,
    last: u64,
}

impl Book {
    /// Takes an order, or shows again one that is open.
    ///
    /// # Errors
    /// VNPAY's code of what is wrong with it.
    pub(super) fn take(&mut self, parameters: &Parameters, now: &str) -> Result<Order, &'static str> {
        let reference = value(parameters, "vnp_TxnRef").to_owned();
        let hundredths = value(parameters, "vnp_Amount").parse().map_err(|_| "03")?;
        if value(parameters, "vnp_Command") != "pay" || reference.is_empty() || hundredths == 0 {
            return Err("03");
        }
        let expires = value(parameters, "vnp_ExpireDate").to_owned();
        if expires.as_str() < now {
            return Err("11");
        }
        if let Some(known) = self.orders.get(&reference) {
            return if known.outcome.is_none() && known.hundredths == hundredths {
                Ok(known.clone())
            } else {
                Err("71")
            };
        }
        let order = Order {
            hundredths,
            info: value(parameters, "vnp_OrderInfo").to_owned(),
            terminal: value(parameters, "vnp_TmnCode").to_owned(),
            return_url: value(parameters, "vnp_ReturnUrl").to_owned(),
            created: value(parameters, "vnp_CreateDate").to_owned(),
            expires,
            transaction: String::new(),
            outcome: None,
            paid_at: String::new(),
            refund: None,
            reference: reference.clone(),
        };
        if self.by_age.len() >= MOST
            && let Some(oldest) = self.by_age.pop_front()
        {
            self.orders.remove(&oldest);
        }
        self.by_age.push_back(reference.clone());
        self.orders.insert(reference, order.clone());
        Ok(order)
    }

    /// Settles an order once; later choices change nothing.
    pub(super) fn settle(&mut self, reference: &str, outcome: Outcome, now: String) -> Option<Order> {
        let transaction = (14_000_001 + self.last).to_string();
        let order = self.orders.get_mut(reference)?;
        if order.outcome.is_none() {
            order.outcome = Some(outcome);
            order.transaction = transaction;
            order.paid_at = now;
            self.last += 1;
        }
        Some(order.clone())
    }

    /// Answers a question, or a wish to give back.
    pub(super) fn answer(&mut self, message: &Parameters, is_refund: bool) -> Parameters {
        let said = |code: &str, words: &str| {
            Parameters::from([
                ("vnp_ResponseCode".to_owned(), code.to_owned()),
                ("vnp_Message".to_owned(), words.to_owned()),
            ])
        };
        let Some(order) = self.orders.get_mut(value(message, "vnp_TxnRef")) else {
            return said("91", "Transaction not found");
        };
        if is_refund {
            let request = value(message, "vnp_RequestId");
            match &order.refund {
                _ if order.outcome != Some(Outcome::Paid) => return said("91", "Nothing to refund"),
                _ if value(message, "vnp_Amount") != order.hundredths.to_string() => {
                    return said("02", "Invalid refund amount");
                }
                Some(before) if before == request => return said("94", "Request is duplicated"),
                Some(_) => return said("95", "Refunded already"),
                None => order.refund = Some(request.to_owned()),
            }
        }
        let status = match (order.outcome, &order.refund) {
            (None, _) => "01",
            (Some(Outcome::Paid), Some(_)) => "04",
            (Some(Outcome::Paid), None) => "00",
            (Some(Outcome::Cancelled | Outcome::Refused), _) => "02",
        };
        let mut told = order.told();
        told.extend(said("00", "Success"));
        told.insert("vnp_TransactionStatus".to_owned(), status.to_owned());
        let kind = if order.refund.is_some() { "02" } else { "01" };
        told.insert("vnp_TransactionType".to_owned(), kind.to_owned());
        told
    }

    /// Lists the orders, the latest last.
    pub(super) fn all(&self) -> Vec<Order> {
        let known = self.by_age.iter().filter_map(|reference| self.orders.get(reference));
        known.cloned().collect()
    }

    /// Writes the file of a day (`yyyy-mm-dd`): what was taken and given back on it.
    pub(super) fn settlement(&self, day: &str) -> String {
        let wanted: String = day.chars().filter(char::is_ascii_digit).collect();
        let mut file = "reference,transaction,amount,kind,paid_at,status\n".to_owned();
        let paid = self.by_age.iter().filter_map(|reference| self.orders.get(reference));
        for order in paid.filter(|order| order.outcome == Some(Outcome::Paid) && order.paid_at.starts_with(&wanted)) {
            let mut line = |kind: &str| {
                let columns = [
                    order.reference.as_str(),
                    &order.transaction,
                    &order.dong().to_string(),
                    kind,
                    &order.paid_at,
                    "00",
                ];
                file.push_str(&columns.join(","));
                file.push('\n');
            };
            line("pay");
            if order.refund.is_some() {
                line("refund");
            }
        }
        file
    }
}
