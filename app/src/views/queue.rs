//! The queue of a desk: its lines, what it is filtered by, and what became of an action on many of them.

use motcua_core::{dossier::Status, office::Risk};
use serde::{Deserialize, Serialize};

use super::desk::DeskLine;

/// Whose dossiers of the desk are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Everybody's.
    #[default]
    Desk,
    /// One's own, and those of whom one acts for.
    Mine,
    /// Nobody's.
    Unassigned,
}

impl Tab {
    /// Lists every tab in the order they stand.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Desk, Self::Unassigned];

    /// Returns its name in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Desk => "quay",
            Self::Mine => "cua-toi",
            Self::Unassigned => "chua-giao",
        }
    }
}

/// What the queue is filtered by, as it stands in its address; what is not understood filters nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueQuery {
    /// Whose.
    pub tab: Tab,
    /// The status.
    pub status: Option<Status>,
    /// The procedure's code; empty for any.
    pub procedure: String,
    /// The name of the step of its process; empty for any.
    #[serde(default)]
    pub step: String,
    /// The risk of lateness.
    pub risk: Option<Risk>,
    /// A part of a number or of an applicant's name; empty for any.
    pub text: String,
    /// The cursor behind which the page begins; empty for the beginning.
    pub after: String,
    /// The cursor before which the page ends; empty for none.
    pub before: String,
}

impl QueueQuery {
    /// Reads a query from the parts of an address.
    pub fn of(get: impl Fn(&'static str) -> String) -> Self {
        let status = get("trang-thai").parse::<u8>().ok();
        let tab = get("xem");
        Self {
            tab: Tab::ALL.into_iter().find(|one| one.key() == tab).unwrap_or_default(),
            status: status.and_then(|code| Status::try_from(code).ok()),
            procedure: get("thu-tuc"),
            step: get("buoc"),
            risk: Risk::of_key(&get("han")),
            text: get("tim"),
            after: get("sau"),
            before: get("truoc"),
        }
    }

    /// Reads a query kept as text.
    pub fn of_text(text: &str) -> Self {
        let value = |name: &str| {
            text.split('&')
                .filter_map(|part| part.split_once('='))
                .find(|(key, _)| *key == name)
                .map(|(_, value)| decoded(value))
                .unwrap_or_default()
        };
        Self::of(value)
    }

    /// Writes what is filtered by, without the place in the list; nothing for everything.
    pub fn address(&self) -> String {
        let mut out = String::new();
        let mut push = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(if out.is_empty() { "" } else { "&" });
                out.push_str(name);
                out.push('=');
                out.push_str(&crate::paths::encoded(value));
            }
        };
        if self.tab != Tab::default() {
            push("xem", self.tab.key());
        }
        push(
            "trang-thai",
            &self.status.map(|one| one.code().to_string()).unwrap_or_default(),
        );
        push("thu-tuc", &self.procedure);
        push("buoc", &self.step);
        push("han", self.risk.map_or("", Risk::key));
        push("tim", &self.text);
        out
    }

    /// Tells whether anything but the tab is chosen.
    pub fn is_filtered(&self) -> bool {
        let is_chosen = |text: &str| !text.is_empty();
        self.status.is_some()
            || self.risk.is_some()
            || is_chosen(&self.procedure)
            || is_chosen(&self.step)
            || is_chosen(&self.text)
    }
}

/// Takes percent-encoding away.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text
            .get(at + 1..at + 3)
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// How many dossiers there are under the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueCounts {
    /// One's own.
    pub mine: u32,
    /// The desk's.
    pub desk: u32,
    /// Nobody's.
    pub unassigned: u32,
    /// Late, whatever risk is chosen.
    pub late: u32,
    /// Near their date, whatever risk is chosen.
    pub near: u32,
}

impl QueueCounts {
    /// Returns how many there are on a tab.
    pub const fn of(&self, tab: Tab) -> u32 {
        match tab {
            Tab::Desk => self.desk,
            Tab::Mine => self.mine,
            Tab::Unassigned => self.unassigned,
        }
    }
}

/// One page of the queue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueueView {
    /// What it is filtered by.
    pub query: QueueQuery,
    /// The lines, the most pressing first.
    pub lines: Vec<DeskLine>,
    /// The cursor of the page before, where there is one.
    pub previous: Option<String>,
    /// The cursor of the page after, where there is one.
    pub next: Option<String>,
    /// How many there are.
    pub counts: QueueCounts,
    /// The procedures to choose from: code and name.
    pub procedures: Vec<(String, String)>,
    /// The names of the steps to choose from; none where no procedure here states any.
    #[serde(default)]
    pub steps: Vec<String>,
    /// The officer's own filters: name and query.
    pub kept: Vec<(String, String)>,
    /// The desk's officers to give dossiers to: account and name.
    pub officers: Vec<(String, String)>,
    /// For whom the officer acts today.
    pub acts_for: Vec<String>,
    /// The actions the officer may do on many.
    pub may: Vec<BulkKind>,
    /// The id under which an action sent from this page is done once.
    pub request: String,
    /// How many questions of other agencies wait for an answer of this one.
    #[serde(default)]
    pub asked: u32,
    /// The pages about money that are the officer's; none where the portal takes none.
    #[serde(default)]
    pub money: MoneyPages,
}

/// The pages about money that an officer may open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyPages {
    /// The till.
    pub till: bool,
    /// Refunds.
    pub refunds: bool,
    /// Reconciliation.
    pub reconciliation: bool,
}

/// An action on many dossiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkKind {
    /// Tiếp nhận.
    Accept,
    /// Chuyển xử lý.
    Start,
    /// Nhận về mình.
    Take,
    /// Giao cho một người.
    Assign,
}

impl BulkKind {
    /// Lists every kind.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Start, Self::Take, Self::Assign];

    /// Returns the stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Start => "start",
            Self::Take => "take",
            Self::Assign => "assign",
        }
    }

    /// Returns the kind of a stable name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// An action on many dossiers, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkOrder {
    /// The id under which it is done once.
    pub request: String,
    /// What is done.
    pub kind: BulkKind,
    /// To whom, where it is given to somebody.
    pub to: String,
    /// The dossiers by number, each with the last event the officer saw.
    pub picked: Vec<(String, u64)>,
    /// Everything under this filter instead.
    pub all: Option<QueueQuery>,
}

/// What became of one dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkLine {
    /// Its number.
    pub number: String,
    /// `done`, `waiting`, or the code of why it was not done.
    pub outcome: String,
}

/// What became of an action on many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkView {
    /// Its id.
    pub request: String,
    /// What was done.
    pub kind: BulkKind,
    /// Whom it was given to.
    pub to: Option<String>,
    /// When it was sent, `hh:mm dd/mm/yyyy`.
    pub at: String,
    /// Each dossier, what was not done first.
    pub lines: Vec<BulkLine>,
}

impl BulkView {
    /// Counts the lines with an outcome.
    pub fn count(&self, is: impl Fn(&str) -> bool) -> usize {
        self.lines.iter().filter(|line| is(&line.outcome)).count()
    }
}

/// An officer of the desk, with their work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerLine {
    /// The account.
    pub account: String,
    /// The name.
    pub name: String,
    /// How many open dossiers the officer has.
    pub load: u32,
    /// Whether the officer is away today.
    pub is_away: bool,
}

/// Days on which an officer is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceLine {
    /// Its id.
    pub id: String,
    /// Who is away.
    pub name: String,
    /// The first day, `dd/mm/yyyy`.
    pub from: String,
    /// The last day, `dd/mm/yyyy`.
    pub to: String,
    /// Who acts meanwhile.
    pub deputy: Option<String>,
    /// Whether the asker may take it back.
    pub may_end: bool,
}

/// The desk's officers, their work and days away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffView {
    /// The officers.
    pub officers: Vec<OfficerLine>,
    /// Days away that are not over.
    pub absences: Vec<AbsenceLine>,
    /// The asker's account.
    pub me: String,
    /// Whether the asker may enter days of others.
    pub may_for_others: bool,
    /// Today, `yyyy-mm-dd`.
    pub today: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_back_from_its_address() {
        let query = QueueQuery {
            tab: Tab::Unassigned,
            status: Some(Status::New),
            procedure: "1.001193".to_owned(),
            step: "Lãnh đạo ký & duyệt".to_owned(),
            risk: Some(Risk::Near),
            text: "Nguyễn & 100%".to_owned(),
            ..QueueQuery::default()
        };
        assert_eq!(QueueQuery::of_text(&query.address()), query);
        assert_eq!(QueueQuery::default().address(), "");
        assert_eq!(
            QueueQuery::of_text("trang-thai=99&han=x&xem=y&tim=%"),
            QueueQuery {
                text: "%".to_owned(),
                ..QueueQuery::default()
            }
        );
    }
}
