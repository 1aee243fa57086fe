//! Results by public post: how the applicant wishes to receive them, the dispatches of a dossier, the clerk's list and the
//! order sheet.

use std::collections::BTreeMap;

use motcua_core::dossier::PostState;
use serde::{Deserialize, Serialize};

/// How somebody wishes to receive a result, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReturnInput {
    /// `online`, `counter` or `post`; empty where nothing was chosen.
    pub way: String,
    /// To whom it goes by post.
    pub name: String,
    /// Their telephone.
    pub phone: String,
    /// Their address.
    pub address: String,
}

impl ReturnInput {
    /// Reads what was posted, by the names of the inputs.
    pub fn of(typed: &BTreeMap<String, String>) -> Self {
        let of = |key: &str| typed.get(key).cloned().unwrap_or_default();
        Self {
            way: of("way"),
            name: of("name"),
            phone: of("phone"),
            address: of("address"),
        }
    }
}

/// The choice of how to receive a result, as a form shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnForm {
    /// What stands in it.
    pub typed: ReturnInput,
    /// The input that cannot be used: `name`, `phone` or `address`.
    pub problem: Option<String>,
}

/// A dispatch by post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostLine {
    /// The dossier's number.
    pub number: String,
    /// The number of the event that ordered it.
    pub order: u64,
    /// The number of its sheet.
    pub sheet: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// Where it is.
    pub state: PostState,
    /// Since when, `hh:mm ngày dd/mm/yyyy`.
    pub since: String,
    /// To whom it goes.
    pub name: String,
    /// Their telephone, grouped.
    pub phone: String,
    /// Their address.
    pub address: String,
    /// The carrier's code, once it left.
    pub item: Option<String>,
    /// Who took it, or why it came back.
    pub said: Option<String>,
}

/// What stands of the delivery beside a dossier, and what may be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingView {
    /// How the result is to be received; none where it was never said.
    pub way: Option<ReturnInput>,
    /// Where it may still be chosen, with what stands in the form.
    pub form: Option<ReturnForm>,
    /// The dispatches, in order.
    pub orders: Vec<PostLine>,
    /// Whether an order sheet may be made.
    pub may_order: bool,
    /// Whether parcels may be handed over, or what became of them be recorded.
    pub may_handle: bool,
}

/// The clerk's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostList {
    /// The agency.
    pub agency: String,
    /// What the carrier is to be given.
    pub ordered: Vec<PostLine>,
    /// What the carrier has, what left first first.
    pub on_the_way: Vec<PostLine>,
    /// What came back and waits for what is to become of it.
    pub came_back: Vec<PostLine>,
    /// What was delivered lately.
    pub delivered: Vec<PostLine>,
    /// Whether the asker works on dossiers too, and may follow the links to them.
    pub sees_dossiers: bool,
    /// What was typed in a form here that was refused.
    #[serde(default)]
    pub typed: BTreeMap<String, String>,
}

/// An order sheet (phiếu gửi), to be printed and signed by both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostSheet {
    /// The dispatch.
    pub line: PostLine,
    /// The agency that sends.
    pub agency: String,
    /// The result it carries, in words.
    pub result: String,
    /// When the sheet was made.
    pub ordered_at: String,
    /// When the carrier signed, once they did.
    pub sent_at: Option<String>,
    /// Who signed for the carrier.
    pub carrier: Option<String>,
    /// The address of the tracking page, in full.
    pub tracking_url: String,
    /// Its QR code, as SVG.
    pub qr_svg: String,
}

/// What became of a parcel that the carrier has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The recipient signed.
    Delivered {
        /// Who.
        received_by: String,
        /// The day, `dd/mm/yyyy`; empty for today.
        signed_on: String,
    },
    /// It came back.
    CameBack {
        /// Why.
        reason: String,
    },
}
