//! How a result reaches the applicant (trả kết quả), kept apart from the casework: the way they chose, and each dispatch by
//! public post (QĐ 45/2016/QĐ-TTg) from its order sheet to the recipient's signature, or back. Only that signature ends the
//! dossier. It knows no carrier's system.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Dossier, EventKind, HandedOver, Refusal, decide::is_silent};
use crate::{
    calendar::Moment,
    identity::Phone,
    text::{Extent, clean},
};

/// The most characters of a recipient's name, and of an address.
const MOST: usize = 300;

/// How the applicant wishes to receive the result (hình thức nhận kết quả đã đăng ký).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ReturnWay {
    /// On the portal.
    Online,
    /// At the one-stop desk.
    Counter,
    /// By public post (dịch vụ bưu chính công ích).
    Post(Recipient),
}

/// To whom and where a parcel goes (người nhận).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Their name.
    pub name: String,
    /// Their telephone, canonical (`+84912345678`).
    pub phone: String,
    /// Their address, in one line.
    pub address: String,
}

/// What of a recipient cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipientProblem {
    /// The name.
    #[error("no name")]
    Name,
    /// The telephone.
    #[error("no telephone of Viet Nam")]
    Phone,
    /// The address.
    #[error("no address a carrier would find")]
    Address,
}

impl RecipientProblem {
    /// Returns the name of the input it is about.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Address => "address",
        }
    }
}

impl Recipient {
    /// Reads a recipient as typed.
    ///
    /// # Errors
    /// What is wrong first, in the order it is asked.
    pub fn read(name: &str, phone: &str, address: &str) -> Result<Self, RecipientProblem> {
        let line = |text: &str, letters: usize| {
            let text = clean(text.trim(), Extent::Line).ok()?;
            let said = text.chars().filter(|c| c.is_alphanumeric()).count();
            (said >= letters && text.chars().count() <= MOST).then_some(text)
        };
        let name = line(name, 2).filter(|name| name.chars().any(char::is_alphabetic));
        let name = name.ok_or(RecipientProblem::Name)?;
        let phone = Phone::from_str(phone).map_err(|_| RecipientProblem::Phone)?;
        let address = line(address, 6).filter(|address| address.contains([' ', ',']));
        Ok(Self {
            name,
            phone: phone.as_str().to_owned(),
            address: address.ok_or(RecipientProblem::Address)?,
        })
    }
}

/// The code a carrier knows a parcel by (mã bưu gửi): capital letters and digits, 8–20 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemCode(String);

/// The text is no code of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no code of a parcel")]
pub struct NoItemCode;

impl ItemCode {
    /// Returns the code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ItemCode {
    type Err = NoItemCode;

    /// Reads a code as typed, with spaces or hyphens; one of the postal union's form (S10: two letters, nine digits, the
    /// country) must bear its check digit.
    fn from_str(typed: &str) -> Result<Self, NoItemCode> {
        let code: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .take(64)
            .collect();
        let is_plain = code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let has_digit = code.chars().any(|c| c.is_ascii_digit());
        if (8..=20).contains(&code.len()) && is_plain && has_digit && is_s10_sound(&code) {
            Ok(Self(code))
        } else {
            Err(NoItemCode)
        }
    }
}

impl TryFrom<String> for ItemCode {
    type Error = NoItemCode;

    fn try_from(text: String) -> Result<Self, NoItemCode> {
        text.parse::<Self>()
            .and_then(|code| if code.0 == text { Ok(code) } else { Err(NoItemCode) })
    }
}

impl From<ItemCode> for String {
    fn from(code: ItemCode) -> Self {
        code.0
    }
}

/// Checks the digit of a code of the form S10; every other form has none that is known.
fn is_s10_sound(code: &str) -> bool {
    const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    let bytes = code.as_bytes();
    let letters = |part: &[u8]| part.iter().all(u8::is_ascii_uppercase);
    if bytes.len() != 13 || !letters(&bytes[..2]) || !letters(&bytes[11..]) {
        return true;
    }
    let digits = &bytes[2..11];
    if !digits.iter().all(u8::is_ascii_digit) {
        return true;
    }
    let figure = |byte: &u8| u32::from(byte - b'0');
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(byte, weight)| figure(byte) * weight)
        .sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        check => check,
    };
    figure(&digits[8]) == check
}

/// A dispatch by post (phiếu gửi) and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostOrder {
    /// The number of the event it was ordered with; names the order for good.
    pub seq: u64,
    /// The number of its sheet.
    pub number: String,
    /// When it was ordered.
    pub at: Moment,
    /// To whom it goes.
    pub recipient: Recipient,
    /// The number of the event its result came with.
    pub result: u64,
    /// The hand-over to the carrier, once that was signed.
    pub sent: Option<Sent>,
    /// How it ended.
    pub end: Option<PostEnd>,
}

/// A hand-over to the carrier (biên bản giao nhận).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When.
    pub at: Moment,
    /// The carrier's code.
    pub item: ItemCode,
    /// Who signed for the carrier.
    pub carrier: String,
}

/// How a dispatch ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostEnd {
    /// The recipient signed for it (đã phát).
    Delivered {
        /// When that was recorded.
        at: Moment,
        /// The day they signed.
        signed_on: Date,
        /// Who signed.
        received_by: String,
    },
    /// It came back to the agency (chuyển hoàn).
    CameBack {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
    /// It never left: another way, address or result stands in its place.
    Lapsed {
        /// Since when.
        at: Moment,
    },
}

/// Where a dispatch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostState {
    /// The sheet is made, the parcel lies at the agency.
    Ordered,
    /// The carrier has it.
    OnTheWay,
    /// The recipient has it.
    Delivered,
    /// The agency has it again.
    CameBack,
    /// It never left.
    Lapsed,
}

impl PostState {
    /// Lists every state.
    pub const ALL: [Self; 5] = [
        Self::Ordered,
        Self::OnTheWay,
        Self::Delivered,
        Self::CameBack,
        Self::Lapsed,
    ];

    /// Returns the name it is kept under.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::OnTheWay => "on_the_way",
            Self::Delivered => "delivered",
            Self::CameBack => "came_back",
            Self::Lapsed => "lapsed",
        }
    }

    /// Returns the state kept under a name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl PostOrder {
    /// Returns where it is.
    pub const fn state(&self) -> PostState {
        match (&self.sent, &self.end) {
            (_, Some(PostEnd::Delivered { .. })) => PostState::Delivered,
            (_, Some(PostEnd::CameBack { .. })) => PostState::CameBack,
            (_, Some(PostEnd::Lapsed { .. })) => PostState::Lapsed,
            (Some(_), None) => PostState::OnTheWay,
            (None, None) => PostState::Ordered,
        }
    }

    /// Returns when it came to where it is.
    pub const fn since(&self) -> Moment {
        match (&self.end, &self.sent) {
            (Some(PostEnd::Delivered { at, .. } | PostEnd::CameBack { at, .. } | PostEnd::Lapsed { at }), _)
            | (None, Some(Sent { at, .. })) => *at,
            (None, None) => self.at,
        }
    }
}

impl Dossier {
    /// Returns a dispatch by the number of its event.
    pub fn post_order(&self, seq: u64) -> Option<&PostOrder> {
        self.posts.iter().find(|one| one.seq == seq)
    }

    /// Tells whether a dispatch carries the result that stands now; one of before a correction does not.
    pub fn carries_present(&self, order: &PostOrder) -> bool {
        self.results.last().is_some_and(|result| result.seq == order.result)
    }

    /// Tells whether the carrier has the result that stands now.
    pub fn is_parcel_away(&self) -> bool {
        let away = |one: &PostOrder| one.state() == PostState::OnTheWay && self.carries_present(one);
        self.posts.iter().any(away)
    }

    /// Tells whether a result waits to reach the applicant, the first one or a corrected one.
    pub fn has_result_to_return(&self) -> bool {
        self.status == Some(super::Status::Finished) || self.has_corrected_to_return()
    }

    fn has_post(&self, state: PostState) -> Result<(), Refusal> {
        if self.posts.iter().any(|one| one.state() == state) {
            Ok(())
        } else {
            Err(Refusal::NoPostOrder)
        }
    }

    fn post_in(&self, seq: u64, state: PostState) -> Result<&PostOrder, Refusal> {
        let found = self.post_order(seq).filter(|one| one.state() == state);
        found.ok_or(Refusal::NoPostOrder)
    }
}

/// Checks that the way may still be chosen: the result is not with the carrier and not handed over, and one may yet come.
pub(super) fn may_choose(dossier: &Dossier) -> Result<(), Refusal> {
    if dossier.is_parcel_away() {
        return Err(Refusal::ParcelAway);
    }
    if dossier.status.is_some_and(super::Status::is_terminal) && !dossier.has_corrected_to_return() {
        return Err(Refusal::Over);
    }
    Ok(())
}

/// Checks that an order sheet may be made.
pub(super) fn may_order(dossier: &Dossier) -> Result<(), Refusal> {
    if dossier.open_correction().is_some() {
        return Err(Refusal::CorrectionOpen);
    }
    if !dossier.has_result_to_return() {
        return Err(Refusal::NothingToSend);
    }
    if dossier.is_result_revoked() {
        return Err(Refusal::ResultRevoked);
    }
    if dossier.is_parcel_away() {
        return Err(Refusal::ParcelAway);
    }
    if dossier.has_post(PostState::Ordered).is_ok() {
        return Err(Refusal::PostOrderedAlready);
    }
    match &dossier.return_way {
        Some(ReturnWay::Post(_)) => Ok(()),
        Some(ReturnWay::Online | ReturnWay::Counter) | None => Err(Refusal::NoPostalWay),
    }
}

/// Checks that a parcel lies ready for the carrier.
pub(super) fn may_send(dossier: &Dossier) -> Result<(), Refusal> {
    dossier.has_post(PostState::Ordered)
}

/// Checks that the carrier has a parcel.
pub(super) fn may_settle(dossier: &Dossier) -> Result<(), Refusal> {
    dossier.has_post(PostState::OnTheWay)
}

/// Makes the order sheet: numbered by the dossier and how many there were before.
pub(super) fn ordered(dossier: &Dossier) -> Result<EventKind, Refusal> {
    let filing = dossier.filing.as_ref().ok_or(Refusal::NotSubmitted)?;
    let result = dossier.results.last().ok_or(Refusal::NothingToSend)?;
    match &dossier.return_way {
        Some(ReturnWay::Post(recipient)) => Ok(EventKind::PostOrdered {
            number: format!("{}/PG{}", filing.number.as_str(), dossier.posts.len() + 1),
            recipient: recipient.clone(),
            result: result.seq,
        }),
        Some(ReturnWay::Online | ReturnWay::Counter) | None => Err(Refusal::NoPostalWay),
    }
}

/// Hands a parcel to the carrier.
pub(super) fn sent(dossier: &Dossier, order: u64, item: ItemCode, carrier: String) -> Result<EventKind, Refusal> {
    dossier.post_in(order, PostState::Ordered)?;
    if is_silent(&carrier) {
        return Err(Refusal::CarrierMissing);
    }
    if dossier
        .posts
        .iter()
        .filter_map(|one| one.sent.as_ref())
        .any(|sent| sent.item == item)
    {
        return Err(Refusal::ItemCodeTaken);
    }
    Ok(EventKind::PostHandedOver { order, item, carrier })
}

/// Records the recipient's signature; where the parcel carried the result that stands now, that hands it over.
pub(super) fn delivered(
    dossier: &Dossier,
    order: u64,
    signed_on: Date,
    received_by: String,
    now: Moment,
) -> Result<Vec<EventKind>, Refusal> {
    let post = dossier.post_in(order, PostState::OnTheWay)?;
    if is_silent(&received_by) {
        return Err(Refusal::ReceiverMissing);
    }
    if signed_on > now.date() {
        return Err(Refusal::SignedLater);
    }
    if post.sent.as_ref().is_some_and(|sent| signed_on < sent.at.date()) {
        return Err(Refusal::SignedBeforeSent);
    }
    let how = HandedOver::Post;
    let taken = Some(received_by.clone());
    let returned = match (dossier.carries_present(post), dossier.has_corrected_to_return()) {
        (false, _) => None,
        (true, true) => Some(EventKind::CorrectionReturned {
            how,
            received_by: taken,
        }),
        (true, false) if dossier.status == Some(super::Status::Finished) => Some(EventKind::ResultReturned {
            how,
            received_by: taken,
        }),
        (true, false) => None,
    };
    let delivered = EventKind::PostDelivered {
        order,
        signed_on,
        received_by,
    };
    Ok(std::iter::once(delivered).chain(returned).collect())
}

/// Takes a parcel back from the carrier.
pub(super) fn came_back(dossier: &Dossier, order: u64, reason: String) -> Result<EventKind, Refusal> {
    dossier.post_in(order, PostState::OnTheWay)?;
    let reason = super::decide::said(reason)?;
    Ok(EventKind::PostCameBack { order, reason })
}

/// What an event of the delivery makes of a dossier; every other event leaves it.
pub(super) fn apply(dossier: &mut Dossier, kind: &EventKind, seq: u64, at: Moment) {
    match kind {
        EventKind::ReturnWayChosen(way) => {
            let recipient = match way {
                ReturnWay::Post(recipient) => Some(recipient),
                ReturnWay::Online | ReturnWay::Counter => None,
            };
            lapse(dossier, at, recipient);
            dossier.return_way = Some(way.clone());
        }
        EventKind::PostOrdered {
            number,
            recipient,
            result,
        } => dossier.posts.push(PostOrder {
            seq,
            number: number.clone(),
            at,
            recipient: recipient.clone(),
            result: *result,
            sent: None,
            end: None,
        }),
        EventKind::PostHandedOver { order, item, carrier } => {
            if let Some(one) = dossier.posts.iter_mut().find(|one| one.seq == *order) {
                one.sent = Some(Sent {
                    at,
                    item: item.clone(),
                    carrier: carrier.clone(),
                });
            }
        }
        EventKind::PostDelivered {
            order,
            signed_on,
            received_by,
        } => end(
            dossier,
            *order,
            PostEnd::Delivered {
                at,
                signed_on: *signed_on,
                received_by: received_by.clone(),
            },
        ),
        EventKind::PostCameBack { order, reason } => end(
            dossier,
            *order,
            PostEnd::CameBack {
                at,
                reason: reason.clone(),
            },
        ),
        EventKind::ResultRevoked { .. }
        | EventKind::CorrectionOpened { .. }
        | EventKind::ResultReturned { .. }
        | EventKind::CorrectionReturned { .. } => lapse(dossier, at, None),
        _ => return,
    }
    stand(dossier);
}

/// Ends what was ordered and has not left, unless it goes to this very recipient.
fn lapse(dossier: &mut Dossier, at: Moment, kept: Option<&Recipient>) {
    for one in &mut dossier.posts {
        if one.state() == PostState::Ordered && Some(&one.recipient) != kept {
            one.end = Some(PostEnd::Lapsed { at });
        }
    }
}

fn end(dossier: &mut Dossier, order: u64, how: PostEnd) {
    if let Some(one) = dossier.posts.iter_mut().find(|one| one.seq == order) {
        one.end.get_or_insert(how);
    }
}

/// Reads where the result is from its last dispatch, while it waits for the applicant.
fn stand(dossier: &mut Dossier) {
    use super::DeliveryState::{CameBack, HandedOver, NoResult, OnTheWay, Ordered, Ready};
    if matches!(dossier.delivery, NoResult | HandedOver(_)) {
        return;
    }
    let present = dossier.posts.iter().rev().find(|one| dossier.carries_present(one));
    dossier.delivery = match present.map(PostOrder::state) {
        Some(PostState::Ordered) => Ordered,
        Some(PostState::OnTheWay) => OnTheWay,
        Some(PostState::CameBack) => CameBack,
        Some(PostState::Delivered | PostState::Lapsed) | None => Ready,
    };
}
