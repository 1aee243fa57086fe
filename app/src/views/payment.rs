//! Money: what is owed, how it is paid, tills and refunds. Amounts are whole đồng.

use std::collections::BTreeMap;

use motcua_core::payment::{State, Way};
use serde::{Deserialize, Serialize};

/// Who is about to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Their address on the network, as gateways ask for it.
    pub ip: String,
    /// Whether they read English.
    pub is_english: bool,
}

/// What there is to pay for a dossier, and what was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayView {
    /// The dossier's number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The agency it is paid to.
    pub agency: String,
    /// What is owed now.
    pub owed: Option<OwedView>,
    /// The try that is open.
    pub attempt: Option<AttemptView>,
    /// How the last try went, where none is open and it took no money.
    pub missed: Option<(Way, State)>,
    /// What was paid.
    pub paid: Vec<PaidView>,
    /// The ways that may be chosen.
    pub ways: Vec<Way>,
}

/// What is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedView {
    /// How much.
    pub amount: u64,
    /// What it is made of.
    pub lines: Vec<(String, u64)>,
    /// Why an officer asked for it.
    pub reason: Option<String>,
    /// Since when.
    pub since: String,
}

/// A try to pay that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptView {
    /// How.
    pub way: Way,
    /// Where it stands.
    pub state: State,
    /// How much.
    pub amount: u64,
    /// Where to pay.
    pub url: Option<String>,
    /// Until when.
    pub until: String,
    /// Whether that is over.
    pub is_over: bool,
    /// What a transfer must say, where it is one.
    pub transfer: Option<TransferView>,
}

/// A transfer to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferView {
    /// The bank's name.
    pub bank: String,
    /// The account.
    pub account: String,
    /// Whose it is.
    pub holder: String,
    /// What the transfer must say.
    pub memo: String,
    /// The VietQR code, as SVG.
    pub qr_svg: String,
}

/// A payment that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidView {
    /// What it is known by.
    pub reference: String,
    /// How.
    pub way: Way,
    /// Where it stands: paid, being given back, given back.
    pub state: State,
    /// How much.
    pub amount: u64,
    /// When, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
    /// The number it has on the other side.
    pub transaction: String,
    /// The address of its receipt, where it has one.
    pub receipt: Option<String>,
}

/// A payment as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskPaid {
    /// The payment.
    pub payment: PaidView,
    /// Where the refund that was asked for stands, as the list of refunds keeps it.
    pub refund: Option<String>,
    /// Whether it may be asked back.
    pub may_ask_back: bool,
}

/// The money of a dossier on the desk, and what may be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskMoney {
    /// What is owed now.
    pub owed: Option<OwedView>,
    /// How somebody is paying it right now.
    pub paying: Option<Way>,
    /// What was paid.
    pub paid: Vec<DeskPaid>,
    /// Whether cash may be taken.
    pub may_take_cash: bool,
    /// Whether a further sum may be asked for.
    pub may_ask: bool,
}

/// Cash in a till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashLine {
    /// The dossier's number.
    pub number: String,
    /// The payment.
    pub reference: String,
    /// How much; less than nothing where it was given back.
    pub amount: i64,
    /// When.
    pub at: String,
}

/// A till that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillLine {
    /// The officer.
    pub name: String,
    /// When it was opened.
    pub opened: String,
    /// When it was closed.
    pub closed: String,
    /// What it should have held.
    pub expected: u64,
    /// What was found.
    pub counted: u64,
    /// Why the two differ.
    pub reason: String,
}

/// The officer's till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillView {
    /// The agency.
    pub agency: String,
    /// When it was opened; nothing where it is not.
    pub opened: Option<String>,
    /// What came in and went out.
    pub cash: Vec<CashLine>,
    /// What it should hold.
    pub total: i64,
    /// The agency's tills that were counted.
    pub closed: Vec<TillLine>,
    /// What was typed in a form here that was refused.
    #[serde(default)]
    pub typed: BTreeMap<String, String>,
}

/// A refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLine {
    /// Its id.
    pub id: String,
    /// The dossier's number.
    pub number: String,
    /// How it was paid and is given back.
    pub way: Way,
    /// How much.
    pub amount: u64,
    /// Why.
    pub reason: String,
    /// `asked`, `approved`, `done` or `declined`.
    pub state: String,
    /// Who asked; empty where the portal did.
    pub asked_by: String,
    /// When.
    pub asked_at: String,
    /// Who decided.
    pub decided_by: String,
    /// When it was given back.
    pub settled_at: Option<String>,
    /// Why it was declined, or the gateway's code.
    pub said: String,
    /// Whether the asker may decide it.
    pub may_decide: bool,
    /// Whether the asker may give it back by hand.
    pub may_pay: bool,
}

/// A line of a statement that fits nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceView {
    /// Its id.
    pub id: String,
    /// `bank` or the gateway.
    pub source: String,
    /// The day, `dd/mm/yyyy`.
    pub day: String,
    /// What it says it is for.
    pub memo: String,
    /// The other side's number.
    pub transaction: String,
    /// How much.
    pub amount: u64,
    /// Why it fits nothing.
    pub difference: String,
    /// For how many days it has been known.
    pub days: u32,
    /// Whether that is too long.
    pub is_late: bool,
    /// Whether the money lies in the bank account.
    pub is_bank: bool,
}

/// A payment whose money was not seen to arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateView {
    /// What it is known by.
    pub reference: String,
    /// The dossier's number.
    pub number: String,
    /// How it was paid.
    pub way: Way,
    /// How much.
    pub amount: u64,
    /// For how many days.
    pub days: u32,
}

/// What does not fit the books.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciliationView {
    /// Lines that fit nothing.
    pub open: Vec<DifferenceView>,
    /// Money that is late.
    pub late: Vec<LateView>,
}

/// The refunds of an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundList {
    /// The agency.
    pub agency: String,
    /// The refunds, the latest first.
    pub lines: Vec<RefundLine>,
}
