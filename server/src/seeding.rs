//! Invented dossiers for trying the portal out at size: two years of filings with whole histories, as the law would have
//! written them. The same number gives the same dossiers; nobody in them exists.

mod life;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use motcua_core::{
    actor::{Actor, Role},
    agency::AgencyCode,
    calendar::{Calendar, Moment, format},
    deadline::Period,
    dossier::{Command, Digest, Dossier, DossierNumber, Entry, Event, Filing, NumberForm},
    form::{Answers, Form, Kind, Options, validate, walk},
    id::{AccountId, DossierId},
    office::{Person, Standing, order},
    procedure::{AgencyLevel, Channel, Procedure},
};
use time::{Duration, Time};

use life::Life;

use crate::{
    clock::new_id,
    error::ServiceError,
    reference::Reference,
    services::{Revisions, choices},
    store::{
        Db, StoreError,
        accounts::{self, Account},
        alike,
        dossiers::{self, DossierRow},
        events::{self, Appended},
        numbers,
    },
};

/// How many dossiers share a transaction.
const TOGETHER: usize = 400;

/// Over how many days dossiers were filed.
const DAYS: i64 = 730;

/// How many dossiers one applicant has, about.
const EACH: u64 = 8;

/// How many officers a desk has.
const OFFICERS: u64 = 5;

const FAMILY: [&str; 12] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "K'",
];
const MIDDLE: [&str; 10] = [
    "Văn", "Thị", "Minh", "Thanh", "Ngọc", "Đức", "Thu", "Quang", "Hữu", "Mai",
];
const GIVEN: [&str; 16] = [
    "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hùng", "Lan", "Linh", "Long", "Nam", "Phúc", "Sơn", "Thảo", "Tuấn",
    "Yến",
];

/// What dossiers are made from.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The rows.
    pub db: &'a Db,
    /// The procedures in force.
    pub revisions: &'a Revisions,
    /// All published procedures.
    pub procedures: &'a [Procedure],
    /// Agencies, places and lists.
    pub reference: &'a Reference,
    /// Holidays and desk hours.
    pub calendar: &'a Calendar,
    /// The last moment anything happened.
    pub now: Moment,
}

/// A procedure people file, with answers as a person would give them.
struct Pattern {
    procedure: Arc<Procedure>,
    revision: String,
    answers: Answers,
    names: Vec<String>,
    period: Option<Period>,
    agencies: Vec<AgencyCode>,
}

/// A made dossier.
type Made = (DossierRow, Vec<Event>);

/// Chance that is no chance: the same start gives the same numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.roll() % bound.max(1)
    }

    /// Returns a number below the bound, small ones oftener.
    fn low(&mut self, bound: u64) -> u64 {
        let (a, b) = (self.below(bound), self.below(bound));
        self.below(a.min(b) + 1)
    }

    fn minutes(&mut self, from: u64, to: u64) -> Duration {
        Duration::minutes(i64::try_from(from + self.below(to - from + 1)).unwrap_or(0))
    }

    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> Option<&'t T> {
        let at = usize::try_from(self.below(all.len() as u64)).unwrap_or(0);
        all.get(at).copied()
    }
}

/// Makes so many dossiers and keeps them; `told` hears how many there are so far.
///
/// # Errors
/// When there is no procedure to file, the store does not take them, or somebody files meanwhile.
pub async fn dossiers(ground: &Ground<'_>, count: u64, mut told: impl FnMut(u64)) -> Result<(), ServiceError> {
    let patterns = patterns(ground);
    if patterns.is_empty() {
        return Err(ServiceError::fault(
            "seed",
            "no procedure can be filed: motcua seed first",
        ));
    }
    let mut dice = Dice(count);
    let mut people = People::default();
    let mut last: BTreeMap<(String, String), i64> = BTreeMap::new();
    for (agency, day, number) in numbers::counters(&mut ground.db.reader().await?).await? {
        last.insert((agency, day), number);
    }
    let mut done = 0;
    while done < count {
        let some = (count - done).min(TOGETHER as u64);
        let mut batch = Vec::new();
        let mut taken: BTreeMap<(String, String), u32> = BTreeMap::new();
        for at in done..done + some {
            let made = one(ground, &patterns, &mut people, &mut last, &mut dice, (at, count))?;
            let key = (made.0.agency.clone(), format::iso(made.0.submitted_at.date()));
            *taken.entry(key).or_default() += 1;
            batch.push(made);
        }
        keep(ground, people.fresh(), batch, taken, &last).await?;
        done += some;
        told(done);
    }
    Ok(ground.db.settle().await?)
}

/// Those who file and those who work, kept the first time they do.
#[derive(Default)]
struct People {
    applicants: Vec<(AccountId, String)>,
    officers: BTreeMap<AgencyCode, Vec<AccountId>>,
    fresh: Vec<Account>,
}

impl People {
    fn fresh(&mut self) -> Vec<Account> {
        std::mem::take(&mut self.fresh)
    }

    fn applicant(&mut self, dice: &mut Dice) -> (AccountId, String) {
        let known = self.applicants.len() as u64;
        if known > 0 && dice.below(EACH) > 0 {
            let at = usize::try_from(dice.below(known)).unwrap_or(0);
            if let Some(one) = self.applicants.get(at) {
                return one.clone();
            }
        }
        let name = name(dice);
        let one = (self.add("citizen", &name, None), name);
        self.applicants.push(one.clone());
        one
    }

    fn officer(&mut self, agency: &AgencyCode, dice: &mut Dice) -> AccountId {
        if !self.officers.contains_key(agency) {
            let all = (0..OFFICERS)
                .map(|_| {
                    let name = name(dice);
                    self.add("officer", &name, Some(agency))
                })
                .collect();
            self.officers.insert(agency.clone(), all);
        }
        let all: Vec<&AccountId> = self.officers.get(agency).into_iter().flatten().collect();
        dice.of(&all).copied().unwrap_or_else(|| AccountId::new(new_id()))
    }

    fn add(&mut self, role: &str, name: &str, agency: Option<&AgencyCode>) -> AccountId {
        let id = AccountId::new(new_id());
        self.fresh.push(Account {
            id,
            person: format!("invented:{id}"),
            name: name.to_owned(),
            role: role.to_owned(),
            agency: agency.map(|agency| agency.as_str().to_owned()),
        });
        id
    }
}

fn name(dice: &mut Dice) -> String {
    let parts = [dice.of(&FAMILY), dice.of(&MIDDLE), dice.of(&GIVEN)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns the procedures that can be filed, each with its answers and those who receive it.
fn patterns(ground: &Ground<'_>) -> Vec<Pattern> {
    let codes: BTreeSet<_> = ground.procedures.iter().map(|one| one.code.clone()).collect();
    codes
        .iter()
        .filter_map(|code| {
            let day = ground.now.date();
            let revision = ground.revisions.in_force(code, day)?;
            let procedure = Arc::clone(&revision.procedure);
            let form = procedure.form.as_ref().filter(|_| procedure.can_file())?;
            let (answers, names) = filled(form, ground);
            let level = procedure.routing.as_ref()?.level;
            let agencies: Vec<AgencyCode> = match ground.reference.agencies.of_sector(level, &procedure.sector) {
                Some(one) => one.code.parse().into_iter().collect(),
                None => ground
                    .reference
                    .agencies
                    .offered(AgencyLevel::Commune)
                    .filter_map(|one| one.code.parse().ok())
                    .collect(),
            };
            Some(Pattern {
                period: choices::period(&procedure, &walk(form, &answers, day), Channel::Online),
                revision: revision.hash.clone(),
                procedure: Arc::clone(&procedure),
                answers,
                names,
                agencies,
            })
        })
        .filter(|pattern| !pattern.agencies.is_empty())
        .collect()
}

/// Fills a form as far as it asks, and says where names stand.
fn filled(form: &Form, ground: &Ground<'_>) -> (Answers, Vec<String>) {
    let day = ground.now.date();
    let mut answers = Answers::default();
    for section in form.sections.iter().filter(|section| section.repeat.is_some()) {
        answers.set_rows(&section.key, 1);
    }
    let mut names = BTreeSet::new();
    // An answer may lead to more questions.
    for _ in 0..6 {
        let typed: Vec<(String, String)> = walk(form, &answers, day)
            .sections()
            .iter()
            .flat_map(|section| &section.fields)
            .flat_map(|field| {
                if field.field.kind == Kind::Name {
                    names.insert(field.path.clone());
                }
                typed(&field.field.kind, &field.path)
            })
            .collect();
        for (path, text) in typed {
            // What is no path is not asked.
            let _ = answers.set(&path, text);
        }
    }
    let canonical = validate(form, &answers, day, ground.reference).canonical;
    (canonical, names.into_iter().collect())
}

fn typed(kind: &Kind, path: &str) -> Vec<(String, String)> {
    let one = |text: &str| vec![(path.to_owned(), text.to_owned())];
    match kind {
        Kind::Text { .. } | Kind::LongText { .. } => one("Theo giấy tờ kèm theo"),
        Kind::Name => one("Nguyễn Văn An"),
        Kind::Number { .. } => one("1"),
        Kind::Money => one("500000"),
        Kind::Date { .. } => one("12/03/1990"),
        Kind::Time => one("08:30"),
        Kind::Choice {
            options: Options::Listed(options),
        } => options.first().map(|choice| one(&choice.value)).unwrap_or_default(),
        Kind::YesNo => one("no"),
        Kind::PersonalId => one("068190001234"),
        Kind::Phone => one("0912345670"),
        Kind::Email => one("nguoi.nop@example.vn"),
        Kind::Address => [("province", "68"), ("commune", "24781"), ("street", "15 Nguyễn Văn Cừ")]
            .map(|(part, text)| (format!("{path}.{part}"), text.to_owned()))
            .into(),
        Kind::Declaration => one("yes"),
        Kind::Choice {
            options: Options::List(_),
        }
        | Kind::Choices { .. }
        | Kind::IdentityDocument { .. }
        | Kind::TaxCode
        | Kind::WebAddress
        | Kind::Agency { .. }
        | Kind::File => Vec::new(),
    }
}

/// Makes one dossier and what became of it until now.
fn one(
    ground: &Ground<'_>,
    patterns: &[Pattern],
    people: &mut People,
    last: &mut BTreeMap<(String, String), i64>,
    dice: &mut Dice,
    (at, of): (u64, u64),
) -> Result<Made, ServiceError> {
    let fault = |what: &str| ServiceError::fault("seed", what.to_owned());
    let which = usize::try_from(dice.low(patterns.len() as u64)).unwrap_or(0);
    let pattern = patterns.get(which).ok_or_else(|| fault("no procedure"))?;
    let which = usize::try_from(dice.low(pattern.agencies.len() as u64)).unwrap_or(0);
    let agency = pattern.agencies.get(which).ok_or_else(|| fault("no agency"))?;
    let submitted_at = submitted(ground, dice, (at, of));
    let (account, name) = people.applicant(dice);
    let mut answers = pattern.answers.clone();
    for path in &pattern.names {
        let _ = answers.set(path, name.clone());
    }
    let content = content(&answers);
    let day = submitted_at.date();
    let number = last.entry((agency.as_str().to_owned(), format::iso(day))).or_default();
    *number += 1;
    let sequence = u32::try_from(*number).map_err(|_| fault("too many of one day"))?;
    let number = DossierNumber::issue(agency, day, sequence, NumberForm::Short).map_err(|_| fault("no number"))?;
    let id = DossierId::new(new_id());
    let filing = Filing {
        return_way: None,
        dossier: id,
        number: number.clone(),
        procedure: pattern.procedure.code.clone(),
        revision: pattern.procedure.valid_from,
        agency: agency.clone(),
        applicant: account,
        period: pattern.period,
        after_supplement: pattern.procedure.after_supplement,
        content,
        // Invented histories know no steps.
        process: Vec::new(),
        quote: None,
        entry: Entry::Online,
    };
    let officer = Actor::Officer {
        account: people.officer(agency, dice),
        agency: agency.clone(),
        roles: Role::ALL.into_iter().collect(),
    };
    let mut life = Life {
        ground,
        dossier: Dossier::new(id),
        events: Vec::new(),
        applicant: &name,
        at: submitted_at,
        is_over: false,
    };
    life.act(&Actor::Citizen { account }, Command::Submit(filing), Duration::ZERO)?;
    life.go(&officer, &Actor::Citizen { account }, content, dice)?;
    let Life { dossier, events, .. } = life;
    let standing = Standing::of(&dossier).ok_or_else(|| fault("not submitted"))?;
    let (status, end) = dossier.status.zip(dossier.last).ok_or_else(|| fault("no history"))?;
    let row = DossierRow {
        agency: agency.as_str().to_owned(),
        id,
        number,
        account,
        code: pattern.procedure.code.clone(),
        revision: pattern.revision.clone(),
        procedure: pattern.procedure.plain_name().to_owned(),
        applicant: name,
        status,
        is_open: !status.is_terminal(),
        answers,
        submitted_at,
        due_at: dossier.due.as_ref().map(|due| due.due_at),
        last_seq: end.seq,
        last_hash: end.hash,
        updated_at: end.at,
        assignee: dossier.assignee,
        order: order(&standing, ground.calendar),
    };
    Ok((row, events))
}

/// Spreads filings over the days, more of them lately, most by day and few on days off.
fn submitted(ground: &Ground<'_>, dice: &mut Dice, (at, of): (u64, u64)) -> Moment {
    let share = f64::from(u32::try_from(at).unwrap_or(u32::MAX)) / f64::from(u32::try_from(of).unwrap_or(u32::MAX));
    let share = share.sqrt();
    #[expect(clippy::cast_possible_truncation, reason = "a day between 0 and 730")]
    let back = DAYS - (share * DAYS as f64) as i64;
    let mut day = ground.now.date() - Duration::days(back);
    if !ground.calendar.is_working_day(day) && dice.below(10) < 8 {
        day -= Duration::days(1 + i64::try_from(dice.below(3)).unwrap_or(0));
    }
    let minute = 7 * 60 + dice.below(7 * 60) + dice.below(7 * 60);
    let time = Time::MIDNIGHT + Duration::minutes(i64::try_from(minute).unwrap_or(0));
    let seconds = Duration::microseconds(i64::try_from(dice.below(60_000_000)).unwrap_or(0));
    Moment::from_local(day.with_time(time)).plus(seconds).min(ground.now)
}

/// Sums answers as a filing without papers does.
fn content(answers: &Answers) -> Digest {
    crate::services::content(answers, &[])
}

/// Writes a batch down.
async fn keep(
    ground: &Ground<'_>,
    people: Vec<Account>,
    batch: Vec<Made>,
    taken: BTreeMap<(String, String), u32>,
    last: &BTreeMap<(String, String), i64>,
) -> Result<(), ServiceError> {
    let expected: Vec<(String, String, u32, i64)> = taken
        .into_iter()
        .map(|(key, count)| {
            let last = last.get(&key).copied().unwrap_or_default();
            (key.0, key.1, count, last)
        })
        .collect();
    let work = Arc::new((people, batch, expected, ground.now));
    ground
        .db
        .write(move |conn| {
            let work = Arc::clone(&work);
            Box::pin(async move {
                let (people, batch, expected, now) = &*work;
                for account in people {
                    accounts::upsert(conn, account, *now).await?;
                }
                for (agency, day, count, last) in expected {
                    let day = format::parse_iso(day).ok_or(StoreError::Down("a day".to_owned()))?;
                    if numbers::take_of_day(conn, agency, day, *count).await? != *last {
                        return Err(ServiceError::fault("seed", "somebody files meanwhile"));
                    }
                }
                let rows: Vec<DossierRow> = batch.iter().map(|(row, _)| row.clone()).collect();
                dossiers::insert(conn, &rows).await?;
                alike::put(conn, &rows.iter().map(own).collect::<Vec<_>>()).await?;
                let all: Vec<Appended<'_>> = batch
                    .iter()
                    .flat_map(|(row, events)| {
                        events.iter().map(|event| Appended {
                            agency: &row.agency,
                            dossier: row.id,
                            event,
                        })
                    })
                    .collect();
                for some in all.chunks(2_000) {
                    events::append(conn, some).await?;
                }
                Ok::<(), ServiceError>(())
            })
        })
        .await
}

/// Says that an invented dossier is its account's.
fn own(row: &DossierRow) -> alike::Whose {
    alike::Whose {
        person: Person::of_account(row.account),
        code: row.code.clone(),
        agency: row.agency.clone(),
        dossier: row.id,
        submitted_at: row.submitted_at,
    }
}
