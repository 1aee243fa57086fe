//! One try to pay (giao dịch thanh toán) as a state machine over events: what a payer did, what a gateway said, what came
//! of giving money back. It knows no store and trusts nobody: who may tell an event is the server's to check.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How money is paid (phương thức thanh toán).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The gateway VNPAY, protocol 2.1.0.
    Vnpay,
    /// A bank transfer by a VietQR code.
    Transfer,
    /// Cash at the counter.
    Counter,
}

impl Way {
    /// Lists every way.
    pub const ALL: [Self; 3] = [Self::Vnpay, Self::Transfer, Self::Counter];

    /// Returns the stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vnpay => "vnpay",
            Self::Transfer => "transfer",
            Self::Counter => "counter",
        }
    }

    /// Says whether a gateway takes the money and can be asked what became of it.
    pub const fn is_gateway(self) -> bool {
        matches!(self, Self::Vnpay)
    }
}

impl fmt::Display for Way {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// A name that is no way to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no way to pay")]
pub struct UnknownWay;

impl FromStr for Way {
    type Err = UnknownWay;

    fn from_str(text: &str) -> Result<Self, UnknownWay> {
        Self::ALL.into_iter().find(|way| way.as_str() == text).ok_or(UnknownWay)
    }
}

/// Where a try to pay stands (trạng thái giao dịch).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Begun; the payer was not sent anywhere yet.
    Created,
    /// The payer is paying, as far as is known.
    Pending,
    /// The money was taken.
    Paid,
    /// It was refused or cancelled; no money was taken.
    Failed,
    /// Its time passed without money.
    Expired,
    /// Nobody says what became of it; it is asked for until somebody does.
    Unknown,
    /// The money is on its way back.
    Refunding,
    /// The money was given back.
    Refunded,
}

/// What happened to a try to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// The payer was shown where to pay.
    Opened,
    /// The money was taken; the number it has on the other side.
    Paid(String),
    /// It was refused or cancelled; the other side's code.
    Failed(String),
    /// Its time passed and the other side knows of no money.
    Expired,
    /// Its time passed and the other side does not say.
    Lost,
    /// Giving it back began; the refund's id.
    RefundSent(String),
    /// It was given back; the number of that on the other side, where it has one.
    RefundDone(String),
    /// It was not given back; the other side's code.
    RefundRefused(String),
}

impl State {
    /// Lists every state.
    pub const ALL: [Self; 8] = [
        Self::Created,
        Self::Pending,
        Self::Paid,
        Self::Failed,
        Self::Expired,
        Self::Unknown,
        Self::Refunding,
        Self::Refunded,
    ];

    /// Returns the stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
            Self::Refunding => "refunding",
            Self::Refunded => "refunded",
        }
    }

    /// Returns the state a name stands for.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == key)
    }

    /// Says whether money may still be taken by it: then no other try may be begun.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Pending | Self::Unknown)
    }

    /// Says whether money was taken by it, whatever became of that money since.
    pub const fn was_paid(self) -> bool {
        matches!(self, Self::Paid | Self::Refunding | Self::Refunded)
    }

    /// Returns the state after an event; nothing where the event changes nothing, because it came twice, late or in
    /// another order. That money was taken is never too late to learn: it leads out of every state that denies it.
    pub const fn after(self, happened: &Happened) -> Option<Self> {
        match (self, happened) {
            (Self::Created, Happened::Opened) => Some(Self::Pending),
            (Self::Created | Self::Pending | Self::Unknown | Self::Failed | Self::Expired, Happened::Paid(_)) => {
                Some(Self::Paid)
            }
            (Self::Created | Self::Pending | Self::Unknown, Happened::Failed(_)) => Some(Self::Failed),
            (Self::Created | Self::Pending | Self::Unknown, Happened::Expired) => Some(Self::Expired),
            (Self::Created | Self::Pending, Happened::Lost) => Some(Self::Unknown),
            (Self::Paid, Happened::RefundSent(_)) => Some(Self::Refunding),
            (Self::Refunding, Happened::RefundDone(_)) => Some(Self::Refunded),
            (Self::Refunding, Happened::RefundRefused(_)) => Some(Self::Paid),
            _ => None,
        }
    }
}

impl Happened {
    /// Returns the stable name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Paid(_) => "paid",
            Self::Failed(_) => "failed",
            Self::Expired => "expired",
            Self::Lost => "lost",
            Self::RefundSent(_) => "refund_sent",
            Self::RefundDone(_) => "refund_done",
            Self::RefundRefused(_) => "refund_refused",
        }
    }

    /// Returns the other side's word in it: a number or a code.
    pub fn said(&self) -> &str {
        match self {
            Self::Opened | Self::Expired | Self::Lost => "",
            Self::Paid(said)
            | Self::Failed(said)
            | Self::RefundSent(said)
            | Self::RefundDone(said)
            | Self::RefundRefused(said) => said,
        }
    }

    /// Returns the event that a name and the other side's word stand for.
    pub fn of(name: &str, said: String) -> Option<Self> {
        Some(match name {
            "opened" => Self::Opened,
            "paid" => Self::Paid(said),
            "failed" => Self::Failed(said),
            "expired" => Self::Expired,
            "lost" => Self::Lost,
            "refund_sent" => Self::RefundSent(said),
            "refund_done" => Self::RefundDone(said),
            "refund_refused" => Self::RefundRefused(said),
            _ => return None,
        })
    }
}

/// The first letters of every reference.
const MARK: &str = "MC";

/// The letters after them: no I, L, O or U, so that a reference survives being read out and being typed at a bank.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters come after the mark, the last of them for checking.
const LENGTH: usize = 14;

/// Writes the reference of a try to pay: `MC`, thirteen letters of the random number, and one to check them. It is what
/// gateways call the payment by, and what a transfer must say: short enough for the purpose of a VietQR code, and not to
/// be guessed.
pub fn reference(random: u128) -> String {
    let mut letters: Vec<u8> = (0..LENGTH - 1)
        .map(|at| LETTERS[usize::from((random >> (at * 5)) as u8 & 31)])
        .collect();
    letters.push(check_letter(&letters));
    let letters: String = letters.into_iter().map(char::from).collect();
    [MARK, &letters].concat()
}

/// Finds the references in what a bank says that a transfer was for: banks write everything in capitals, take spaces and
/// signs out or put some in, and add words of their own before and after.
pub fn references_in(memo: &str) -> Vec<String> {
    let letters: Vec<u8> = memo
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let length = MARK.len() + LENGTH;
    let mut found: Vec<String> = letters
        .windows(length)
        .filter(|part| part.starts_with(MARK.as_bytes()))
        .filter(|part| {
            let own = &part[MARK.len()..];
            own.iter().all(|letter| LETTERS.contains(letter)) && check_letter(&own[..LENGTH - 1]) == own[LENGTH - 1]
        })
        .map(|part| part.iter().copied().map(char::from).collect())
        .collect();
    found.dedup();
    found
}

/// Sums letters so that any one changed and any two neighbours swapped show.
fn check_letter(letters: &[u8]) -> u8 {
    let sum = letters.iter().zip(1_usize..).fold(0, |sum, (letter, weight)| {
        let value = LETTERS.iter().position(|one| one == letter).unwrap_or_default();
        sum + value * (2 * weight - 1)
    });
    LETTERS[sum % 32]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events() -> Vec<Happened> {
        [
            "opened",
            "paid",
            "failed",
            "expired",
            "lost",
            "refund_sent",
            "refund_done",
            "refund_refused",
        ]
        .into_iter()
        .map(|name| Happened::of(name, "1".to_owned()).unwrap())
        .collect()
    }

    #[test]
    fn money_that_was_taken_is_never_forgotten() {
        for state in State::ALL {
            for event in events() {
                let after = state.after(&event).unwrap_or(state);
                assert!(!state.was_paid() || after.was_paid(), "{state:?} {event:?}");
            }
            assert!(
                state.after(&Happened::Paid("1".to_owned())).unwrap_or(state).was_paid(),
                "{state:?}"
            );
        }
    }

    #[test]
    fn an_event_that_came_already_changes_nothing() {
        for state in State::ALL {
            for event in events() {
                if let Some(after) = state.after(&event) {
                    assert_eq!(after.after(&event), None, "{state:?} {event:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_settled_is_not_opened_again() {
        for state in State::ALL.into_iter().filter(|state| !state.is_open()) {
            for event in events() {
                assert!(!state.after(&event).is_some_and(State::is_open), "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn names_lead_back_to_what_they_name() {
        for event in events() {
            assert_eq!(Happened::of(event.name(), event.said().to_owned()), Some(event));
        }
        for state in State::ALL {
            assert_eq!(State::of_key(state.as_str()), Some(state));
        }
        for way in Way::ALL {
            assert_eq!(way.as_str().parse(), Ok(way));
        }
    }

    #[test]
    fn a_reference_is_found_in_what_banks_make_of_it() {
        let one = reference(0x1234_5678_9abc_def0_1122_3344_5566_7788);
        assert_eq!(one.len(), 16);
        let spaced: String = one.chars().flat_map(|letter| [letter, ' ']).collect();
        for memo in [
            one.clone(),
            one.to_lowercase(),
            format!("MBVCB.123456.{one}.CT tu 0123 TRAN THI LAN"),
            format!("IBFT {spaced} FT26328"),
            format!("thanh toán {one} ạ"),
        ] {
            assert_eq!(references_in(&memo), std::slice::from_ref(&one), "{memo}");
        }
    }

    #[test]
    fn a_letter_changed_or_two_swapped_is_no_reference() {
        let one = reference(0xfedc_ba98_7654_3210_0f1e_2d3c_4b5a_6978);
        let letters: Vec<char> = one.chars().collect();
        for at in 2..letters.len() {
            let mut other = letters.clone();
            other[at] = if other[at] == 'A' { 'B' } else { 'A' };
            assert!(references_in(&other.iter().collect::<String>()).is_empty(), "{at}");
        }
    }
}
