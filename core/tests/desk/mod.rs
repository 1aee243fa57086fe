//! A small desk for tests: one dossier, a clock that is set by hand, and the people around it.

#![allow(
    clippy::expect_used,
    dead_code,
    reason = "a helper of tests, where broken setup must stop the test; not every test file needs all of it"
)]

use motcua_core::{
    actor::{Actor, Role},
    calendar::{Calendar, Moment},
    deadline::Period,
    dossier::{
        AfterSupplement, Asking, Command, Context, Defect, Digest, Dossier, DossierNumber, Entry, Event, Filing,
        HandedOver, NewDate, NumberForm, Opinion, Place, Position, PostState, Recipient, Refusal, ResultPaper,
        ReturnWay, Status, apply, decide,
    },
    id::{AccountId, DossierId, FileId},
    procedure::ProcessStep,
};
use time::{Date, Duration, PrimitiveDateTime, macros::date, macros::datetime, macros::time};

/// One dossier with its events; time stands still until the test moves it.
#[derive(Clone)]
pub struct Desk {
    pub dossier: Dossier,
    pub events: Vec<Event>,
    pub now: Moment,
    pub calendar: Calendar,
    pub filing: Filing,
}

fn account(number: u8) -> AccountId {
    format!("00000000-0000-7000-8000-0000000000{number:02}")
        .parse()
        .expect("an id")
}

fn dossier_id() -> DossierId {
    "00000000-0000-7000-8000-000000000100".parse().expect("an id")
}

pub fn field(path: &str) -> Place {
    Place::Field(path.to_owned())
}

pub fn defect(path: &str) -> Defect {
    Defect {
        at: field(path),
        reason: reason(),
    }
}

pub fn reason() -> String {
    "Thiếu dấu trong tên".to_owned()
}

/// The owner, a stranger, nobody, the portal, and officers of the agency, above it and elsewhere.
pub fn everyone(desk: &Desk) -> Vec<Actor> {
    let officers = ["H36.12", "H36", "H36.13"].map(Desk::officer);
    [
        desk.owner(),
        Desk::citizen(9),
        Actor::Nobody,
        Actor::System,
        Desk::officer("H36.12"),
    ]
    .into_iter()
    .chain(officers)
    .collect()
}

/// One sound command of every kind.
pub fn commands(desk: &Desk) -> Vec<Command> {
    vec![
        Command::Accept { due: None },
        Command::RefuseReception { reason: reason() },
        Command::AskSupplement {
            items: vec![defect("child.name")],
        },
        Command::Supplement {
            changed: vec![field("child.name")],
            content: Digest::of(&[b"mended"]),
            entry: Entry::Online,
            period: None,
        },
        Command::AskPayment {
            amount: 8_000,
            reason: None,
        },
        Command::ConfirmPayment { amount: 8_000 },
        Command::RecordPayment { amount: 8_000 },
        Command::RecordRefund { amount: 8_000 },
        Command::StartProcessing,
        Command::Assign {
            to: account(7),
            automatic: false,
        },
        Command::Reassign {
            to: account(8),
            reason: reason(),
        },
        Command::TakeOver,
        Command::Extend {
            to: NewDate::At(desk.later(20)),
            reason: reason(),
        },
        Command::RequestWithdrawal { reason: None },
        Command::ConfirmWithdrawal,
        Command::DeclineWithdrawal { reason: reason() },
        Command::Stop { reason: reason() },
        Command::Finish {
            result: "Giấy khai sinh số 12/2026".into(),
            files: vec![],
            paper: None,
        },
        Command::ReturnResult {
            how: HandedOver::Counter,
            received_by: Some("Trần Thị Mai Lan".into()),
        },
        Command::OpenCorrection { reason: reason() },
        Command::Correct {
            result: "Giấy khai sinh số 12/2026, đã sửa".into(),
            files: vec![],
            paper: None,
        },
        consult(&["H36.13"], Period::WorkingDays(2)),
        Command::AnswerConsultation {
            question: desk.question(),
            opinion: opinion(Position::Agree),
        },
        Command::WithdrawConsultation {
            question: desk.question(),
            reason: reason(),
        },
        Command::PassStep {
            to: Some(account(50)),
            automatic: false,
        },
        Command::SendBackStep {
            to: "tham-dinh".into(),
            reason: reason(),
        },
        Command::SubmitForSigning {
            result: "Giấy khai sinh số 12/2026".into(),
            files: vec![a_file(1)],
            paper: a_paper(desk),
        },
        Command::DeclineSigning { reason: reason() },
        Command::SignResult {
            files: vec![a_file(2)],
            sha256: Digest::of(&[b"signed"]),
        },
        Command::RevokeResult { reason: reason() },
        Command::ChooseReturnWay(by_post("12 Phan Bội Châu, Phường 1")),
        Command::ChooseReturnWay(ReturnWay::Counter),
        Command::OrderPost,
        Command::HandToPost {
            order: desk.post(PostState::Ordered),
            item: format!("MC{:08}", desk.events.len()).parse().expect("a code"),
            carrier: "Nguyễn Văn Bưu".into(),
        },
        Command::DeliverPost {
            order: desk.post(PostState::OnTheWay),
            signed_on: desk.now.date(),
            received_by: "Trần Thị Mai Lan".into(),
        },
        Command::TakePostBack {
            order: desk.post(PostState::OnTheWay),
            reason: reason(),
        },
    ]
}

/// Sending by post to an address of Lan's.
pub fn by_post(address: &str) -> ReturnWay {
    ReturnWay::Post(Recipient::read("Trần Thị Mai Lan", "0912 345 678", address).expect("a recipient"))
}

/// A file by its number.
pub fn a_file(number: u8) -> FileId {
    format!("00000000-0000-7000-8000-0000000002{number:02}")
        .parse()
        .expect("an id")
}

/// A result as a paper, dated today.
pub fn a_paper(desk: &Desk) -> ResultPaper {
    ResultPaper {
        name: "Giấy khai sinh".into(),
        code: Some("KQ.G15.000031".into()),
        number: "12/2026".into(),
        issued_on: desk.now.date(),
        verify: "K7Q2M9XH4TK7Q2M9".into(),
        sha256: None,
    }
}

/// A process of four steps: the desk, a specialist, the head, the desk again.
pub fn process() -> Vec<ProcessStep> {
    [
        ("tiep-nhan", Role::Reception, Some(4)),
        ("tham-dinh", Role::Processing, Some(24)),
        ("ky", Role::Leadership, Some(8)),
        ("tra-ket-qua", Role::Reception, None),
    ]
    .map(|(key, role, hours)| ProcessStep {
        key: key.into(),
        name: key.into(),
        role,
        hours,
        consult: vec![],
    })
    .to_vec()
}

/// A question to other bodies.
pub fn consult(to: &[&str], within: Period) -> Command {
    Command::AskConsultation(Asking {
        to: to.iter().map(|code| code.parse().expect("a code")).collect(),
        words: "Thửa đất có nằm trong quy hoạch không?".into(),
        files: vec![],
        within,
    })
}

/// An answer to it.
pub fn opinion(position: Position) -> Opinion {
    Opinion {
        position,
        words: "Không vướng quy hoạch".into(),
        files: vec![],
    }
}

/// The refusal of a move that the law does not know.
pub fn illegal(from: Status, to: Status) -> Refusal {
    Refusal::IllegalMove { from, to }
}

impl Desk {
    /// Opens a desk on Monday 6 July 2026, nine o'clock, with nothing submitted.
    pub fn unfiled(after_supplement: AfterSupplement, period: Option<Period>) -> Self {
        let agency = "H36.12".parse().expect("a code");
        let number = DossierNumber::issue(&agency, date!(2026 - 07 - 06), 1, NumberForm::Short).expect("a number");
        let filing = Filing {
            dossier: dossier_id(),
            number,
            procedure: "1.001193".parse().expect("a code"),
            revision: date!(2025 - 07 - 01),
            agency,
            applicant: account(1),
            period,
            after_supplement,
            content: Digest::of(&[b"answers"]),
            process: vec![],
            quote: None,
            entry: Entry::Online,
            return_way: None,
        };
        Self {
            dossier: Dossier::new(filing.dossier),
            events: Vec::new(),
            now: Moment::from_local(datetime!(2026-07-06 9:00)),
            calendar: Calendar::default(),
            filing,
        }
    }

    /// Files a dossier with a period of five working days.
    pub fn filed(after: AfterSupplement) -> Self {
        Self::filed_with(after, Some(Period::WorkingDays(5)))
    }

    pub fn filed_with(after: AfterSupplement, period: Option<Period>) -> Self {
        let mut desk = Self::unfiled(after, period);
        let filing = desk.filing.clone();
        desk.act(Command::Submit(filing)).expect("filed");
        desk
    }

    /// Files a dossier with [`process`] and a period of five working days.
    pub fn filed_in_steps(after: AfterSupplement) -> Self {
        let mut desk = Self::unfiled(after, Some(Period::WorkingDays(5)));
        desk.filing.process = process();
        let filing = desk.filing.clone();
        desk.act(Command::Submit(filing)).expect("filed");
        desk
    }

    pub fn owner(&self) -> Actor {
        Actor::Citizen {
            account: self.filing.applicant,
        }
    }

    pub fn citizen(number: u8) -> Actor {
        Actor::Citizen {
            account: account(number),
        }
    }

    /// An officer with every role.
    pub fn officer(agency: &str) -> Actor {
        Self::officer_with(agency, &Role::ALL)
    }

    pub fn officer_with(agency: &str, roles: &[Role]) -> Actor {
        let agency = agency.parse().expect("a code");
        Actor::Officer {
            account: account(50),
            agency,
            roles: roles.iter().copied().collect(),
        }
    }

    /// The number of the last question to another body; none has the number 0.
    pub fn question(&self) -> u64 {
        self.dossier.consultations.last().map_or(0, |one| one.seq)
    }

    /// The number of the last dispatch in a state; none has the number 0.
    pub fn post(&self, state: PostState) -> u64 {
        let mut found = self.dossier.posts.iter().rev().filter(|one| one.state() == state);
        found.next().map_or(0, |one| one.seq)
    }

    pub fn status(&self) -> Status {
        self.dossier.status.expect("submitted")
    }

    /// The closing of the desk so many days from now.
    pub fn later(&self, days: i64) -> Moment {
        let day: Date = self.now.date().saturating_add(Duration::days(days));
        Moment::from_local(PrimitiveDateTime::new(day, time!(17:00)))
    }

    pub fn wait(&mut self, days: i64) {
        self.now = self.now.plus(Duration::days(days));
    }

    /// Lets the one whose command it is act: the owner for the owner's, an officer for the rest.
    pub fn act(&mut self, command: Command) -> Result<(), Refusal> {
        let owner = matches!(
            command,
            Command::Submit(_)
                | Command::Supplement { .. }
                | Command::RequestWithdrawal { .. }
                | Command::ChooseReturnWay(_)
        );
        let asked = matches!(command, Command::AnswerConsultation { .. });
        let actor = match (owner, asked) {
            (true, _) => self.owner(),
            (_, true) => Self::officer("H36.13"),
            (false, false) => Self::officer("H36.12"),
        };
        self.act_as(&actor, command)
    }

    pub fn act_as(&mut self, actor: &Actor, command: Command) -> Result<(), Refusal> {
        let context = Context {
            now: self.now,
            calendar: &self.calendar,
            actor,
        };
        for kind in decide(&self.dossier, command, &context)? {
            let event = Event::seal(self.dossier.last, self.now, actor.clone(), None, kind).expect("sealed");
            self.dossier = apply(self.dossier.clone(), &event);
            self.events.push(event);
        }
        Ok(())
    }

    pub fn supplement(&mut self, path: &str) -> Result<(), Refusal> {
        self.act(Command::Supplement {
            changed: vec![field(path)],
            content: Digest::of(&[b"mended"]),
            entry: Entry::Online,
            period: None,
        })
    }
}
