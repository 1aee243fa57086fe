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
        AfterSupplement, Command, Context, Defect, Digest, Dossier, DossierNumber, Event, Filing, HandedOver,
        NumberForm, Place, Refusal, Status, apply, decide,
    },
    id::{AccountId, DossierId},
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
        },
        Command::AskPayment { amount: 8_000 },
        Command::ConfirmPayment { amount: 8_000 },
        Command::StartProcessing,
        Command::Extend {
            due: desk.later(20),
            reason: reason(),
        },
        Command::RequestWithdrawal { reason: None },
        Command::ConfirmWithdrawal,
        Command::DeclineWithdrawal { reason: reason() },
        Command::Stop { reason: reason() },
        Command::Finish {
            result: "Giấy khai sinh số 12/2026".into(),
            files: vec![],
        },
        Command::ReturnResult {
            how: HandedOver::Counter,
        },
    ]
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
            Command::Submit(_) | Command::Supplement { .. } | Command::RequestWithdrawal { .. }
        );
        let actor = if owner { self.owner() } else { Self::officer("H36.12") };
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
        })
    }
}
