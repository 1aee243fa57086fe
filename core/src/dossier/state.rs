//! The legal statuses of a dossier and the moves between them; payment, delivery and synchronisation are kept apart.

use serde::{Deserialize, Serialize};

/// The legal status of a dossier (trạng thái hồ sơ); its national code on the wire and in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[repr(u8)]
pub enum Status {
    /// Mới đăng ký: submitted, not looked at yet.
    New = 1,
    /// Được tiếp nhận: accepted, the clock runs.
    Accepted = 2,
    /// Không được tiếp nhận: reception refused.
    Refused = 3,
    /// Đang xử lý: in work.
    Processing = 4,
    /// Yêu cầu bổ sung giấy tờ: waiting for what is missing.
    AwaitingSupplement = 5,
    /// Yêu cầu thực hiện nghĩa vụ tài chính: waiting for a payment.
    AwaitingPayment = 6,
    /// Công dân yêu cầu rút hồ sơ: withdrawn, confirmed by an officer.
    Withdrawn = 7,
    /// Dừng xử lý: stopped for good.
    Stopped = 8,
    /// Đã xử lý xong: the result is there.
    Finished = 9,
    /// Đã trả kết quả: the result was handed over.
    Returned = 10,
}

/// The number is no legal status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no status {0}")]
pub struct UnknownStatus(pub u8);

/// What the clock of a dossier does (đồng hồ thời hạn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Not accepted yet.
    NotStarted,
    /// Time counts.
    Running,
    /// Time waits for the applicant.
    Paused,
    /// The work is over.
    Stopped,
}

/// A group of statuses that statistics count together (QĐ 766/QĐ-TTg).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiGroup {
    /// Received (tiếp nhận).
    Received,
    /// In work (đang giải quyết).
    Processing,
    /// Waiting or stopped (tạm dừng).
    Suspended,
    /// Resolved (đã giải quyết).
    Resolved,
}

/// Tells whether the law lets a dossier go from one status straight to another.
pub const fn may_move(from: Status, to: Status) -> bool {
    use Status::{
        Accepted, AwaitingPayment, AwaitingSupplement, Finished, New, Processing, Refused, Returned, Stopped, Withdrawn,
    };
    match from {
        New => matches!(
            to,
            Accepted | Refused | AwaitingSupplement | AwaitingPayment | Withdrawn
        ),
        Accepted => {
            matches!(
                to,
                Processing | AwaitingSupplement | AwaitingPayment | Withdrawn | Stopped | Finished
            )
        }
        Processing => matches!(
            to,
            AwaitingSupplement | AwaitingPayment | Withdrawn | Stopped | Finished
        ),
        AwaitingSupplement | AwaitingPayment => matches!(to, Accepted | Processing | Withdrawn | Stopped),
        Finished => matches!(to, Returned),
        Refused | Withdrawn | Stopped | Returned => false,
    }
}

impl Status {
    /// Lists every status by its national code.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Accepted,
        Self::Refused,
        Self::Processing,
        Self::AwaitingSupplement,
        Self::AwaitingPayment,
        Self::Withdrawn,
        Self::Stopped,
        Self::Finished,
        Self::Returned,
    ];

    /// Returns the national code, 1–10.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Tells whether nothing can follow.
    pub const fn is_terminal(self) -> bool {
        match self {
            Self::Refused | Self::Withdrawn | Self::Stopped | Self::Returned => true,
            Self::New
            | Self::Accepted
            | Self::Processing
            | Self::AwaitingSupplement
            | Self::AwaitingPayment
            | Self::Finished => false,
        }
    }

    /// Returns what the clock does in this status, once it was started.
    pub const fn clock(self) -> Clock {
        match self {
            Self::New => Clock::NotStarted,
            Self::Accepted | Self::Processing => Clock::Running,
            Self::AwaitingSupplement | Self::AwaitingPayment => Clock::Paused,
            Self::Refused | Self::Withdrawn | Self::Stopped | Self::Finished | Self::Returned => Clock::Stopped,
        }
    }

    /// Tells whether statistics count this status in a group.
    pub const fn is_in(self, group: KpiGroup) -> bool {
        match group {
            KpiGroup::Received => !matches!(self, Self::New | Self::Refused),
            KpiGroup::Processing => matches!(self, Self::Accepted | Self::Processing),
            KpiGroup::Suspended => matches!(self, Self::AwaitingSupplement | Self::AwaitingPayment | Self::Stopped),
            KpiGroup::Resolved => matches!(self, Self::Withdrawn | Self::Finished | Self::Returned),
        }
    }
}

impl TryFrom<u8> for Status {
    type Error = UnknownStatus;

    fn try_from(code: u8) -> Result<Self, UnknownStatus> {
        Self::ALL
            .into_iter()
            .find(|status| status.code() == code)
            .ok_or(UnknownStatus(code))
    }
}

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        status.code()
    }
}

/// Where the money of a dossier stands (trạng thái thanh toán), in whole đồng.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Nothing was asked.
    #[default]
    NothingAsked,
    /// Asked and not paid.
    Asked {
        /// How much, in đồng.
        amount: u64,
    },
    /// Paid.
    Paid {
        /// How much, in đồng.
        amount: u64,
    },
    /// Given back.
    Refunded {
        /// How much, in đồng.
        amount: u64,
    },
}

/// How a result reaches the applicant (hình thức trả kết quả).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandedOver {
    /// On the portal.
    Online,
    /// At the desk.
    Counter,
    /// By public post.
    Post,
}

/// Where the result is (trạng thái trả kết quả).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// There is no result yet.
    #[default]
    NoResult,
    /// The result waits for the applicant.
    Ready,
    /// It lies ready for the post.
    Ordered,
    /// The carrier has it.
    OnTheWay,
    /// It came back from the post and waits again.
    CameBack,
    /// The applicant has it.
    HandedOver(HandedOver),
}

impl DeliveryState {
    /// Tells whether there is a result that the applicant does not have yet.
    pub const fn is_waiting(self) -> bool {
        match self {
            Self::Ready | Self::Ordered | Self::OnTheWay | Self::CameBack => true,
            Self::NoResult | Self::HandedOver(_) => false,
        }
    }
}

/// How far another system knows of the dossier (trạng thái đồng bộ); one for each target, outside the events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// Something is still to be sent.
    #[default]
    Pending,
    /// Everything was taken.
    Synchronised,
    /// The target refused it; a person must look.
    Failed,
}
