//! The queue of a desk: one page of it under a filter, counted; the next dossier of nobody; filters kept by name; the desk's
//! officers and their days away.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{AbsenceLine, BulkKind, DeskLine, Me, OfficerLine, QueueCounts, QueueQuery, QueueView, StaffView, Tab},
};
use motcua_core::{
    access::Action,
    actor::{Actor, Role},
    agency::AgencyCode,
    calendar::{Moment, format},
    dossier::{Command, CommandKind, Status},
    id::{AccountId, DossierId},
    office::{Lane, Risk, counts_since, risk, stands_in_for},
    page::Cursor,
    procedure::ProcedureCode,
    text::fold,
};

use super::{
    PortalParts,
    assignment::Staff,
    who::{actor, permit},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, StoreError, alike, consultations, queue,
        queue::{AbsenceRow, From, Line, Wanted},
        steps,
    },
};

/// How many dossiers a page shows.
const PAGE: u16 = 100;

/// How many of the most pressing dossiers of nobody somebody who takes the next looks at.
const NEXT: u16 = 200;

/// The most officers whose dossiers one looks after; the counts have room for no more.
const MOST_HOLDERS: usize = 4;

/// The most filters one keeps.
const MOST_KEPT: usize = 30;

/// An officer who asks.
pub(super) struct Asker {
    pub(super) actor: Actor,
    pub(super) account: AccountId,
    pub(super) agency: AgencyCode,
}

/// Returns the officer who asks to see the desk.
pub(super) fn asker(me: &Me) -> Result<Asker, ApiError> {
    asker_to(me, Action::SeeDesk)
}

/// Returns the officer who asks to do something that needs no dossier yet.
pub(super) fn asker_to(me: &Me, action: Action) -> Result<Asker, ApiError> {
    let actor = actor(me);
    permit(&actor, action, None)?;
    match &actor {
        Actor::Officer { account, agency, .. } => Ok(Asker {
            account: *account,
            agency: agency.clone(),
            actor,
        }),
        Actor::Nobody
        | Actor::Citizen { .. }
        | Actor::Delegate { .. }
        | Actor::Helper { .. }
        | Actor::Administrator { .. }
        | Actor::System => Err(ApiError::NotAllowed),
    }
}

/// Returns what the store is asked for under a filter.
pub(super) fn wanted(agency: &AgencyCode, query: &QueueQuery, now: Moment) -> Wanted {
    const ALL: (i64, i64) = (i64::MIN, i64::MAX);
    let now = now.micros();
    let dated = Lane::Dated.keys();
    let (keys, near) = match query.risk {
        None => (ALL, ALL),
        Some(Risk::Late) => ((i64::MIN, now), ALL),
        Some(Risk::Near) => ((now, dated.1), (i64::MIN, now.saturating_add(1))),
        Some(Risk::InTime) => ((now, dated.1), (now.saturating_add(1), i64::MAX)),
        Some(Risk::NoDate) => (Lane::NoDate.keys(), ALL),
        Some(Risk::Ready) => (Lane::Ready.keys(), ALL),
        Some(Risk::Waiting) => (Lane::Waiting.keys(), ALL),
        Some(Risk::Ended) => (Lane::Ended.keys(), ALL),
    };
    let ended = query.risk == Some(Risk::Ended) || query.status.is_some_and(Status::is_terminal);
    Wanted {
        agency: agency.as_str().to_owned(),
        is_open: !ended,
        keys,
        near,
        status: query.status,
        code: query.procedure.chars().take(40).collect(),
        pattern: pattern(&query.text),
        step: query.step.chars().take(200).collect(),
    }
}

/// Returns the pattern of what is looked for: its words, folded, in their order.
fn pattern(text: &str) -> String {
    let short: String = text.chars().take(100).collect();
    let plain = fold(&short).replace(['%', '_', '\\'], " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() {
        return "%".to_owned();
    }
    ["%", &words.join("%"), "%"].concat()
}

impl Asker {
    /// Tells whether the officer is entrusted with an action on many.
    pub(super) fn may(&self, kind: BulkKind) -> bool {
        let needed = kind_of(kind).action().roles();
        matches!(&self.actor, Actor::Officer { roles, .. } if needed.iter().any(|role| roles.contains(role)))
    }

    /// Lists whose dossiers are the officer's to look after today: one's own, then those of whom one acts for.
    pub(super) fn holders(&self, staff: &Staff, now: Moment) -> Vec<AccountId> {
        let absent = stands_in_for(&staff.candidates, self.account, now.date());
        std::iter::once(self.account)
            .chain(absent.iter().map(|one| one.account))
            .take(MOST_HOLDERS)
            .collect()
    }
}

/// Lists a page of a tab, nearest to where it begins first.
pub(super) async fn page(
    conn: &mut Conn,
    wanted: &Wanted,
    tab: Tab,
    holders: &[AccountId],
    from: From,
    limit: u16,
) -> Result<Vec<Line>, StoreError> {
    match tab {
        Tab::Desk => queue::list(conn, wanted, None, from, limit).await,
        Tab::Unassigned => queue::list(conn, wanted, Some(""), from, limit).await,
        Tab::Mine => {
            let mut all = Vec::new();
            for account in holders {
                let of = account.to_string();
                all.extend(queue::list(conn, wanted, Some(&of), from, limit).await?);
            }
            all.sort_by_key(|line| (line.order.key, line.id));
            if matches!(from, From::Before(_)) {
                all.reverse();
            }
            all.truncate(usize::from(limit));
            Ok(all)
        }
    }
}

impl PortalParts {
    pub(super) async fn queue(&self, me: &Me, query: QueueQuery) -> Result<QueueView, ServiceError> {
        let asker = asker(me)?;
        let from = place(&query)?;
        let now = self.clock.now();
        let wanted = wanted(&asker.agency, &query, now);
        let mut conn = self.reader().await?;
        let staff = Staff::of(&mut conn, asker.agency.as_str(), now).await?;
        let holders = asker.holders(&staff, now);
        let acts_for = holders
            .iter()
            .skip(1)
            .filter_map(|account| staff.name(*account).map(str::to_owned))
            .collect();
        let counts = queue::counts(&mut conn, &wanted, &holders, now).await?;
        let mut lines = page(&mut conn, &wanted, query.tab, &holders, from, PAGE + 1).await?;
        let codes = queue::codes(&mut conn, asker.agency.as_str(), wanted.is_open).await?;
        let names = steps::names(&mut conn, asker.agency.as_str()).await?;
        let kept = queue::filters(&mut conn, asker.account).await?;
        let asked = consultations::count_open(&mut conn, asker.agency.as_str()).await?;
        let is_more = lines.len() > usize::from(PAGE);
        lines.truncate(usize::from(PAGE));
        let ids: Vec<DossierId> = lines.iter().map(|line| line.id).collect();
        let alike = alike::counts(&mut conn, asker.agency.as_str(), &ids, counts_since(now)).await?;
        let alike: BTreeMap<String, i64> = alike.into_iter().collect();
        let mut steps = steps::of(&mut conn, asker.agency.as_str(), &ids).await?;
        drop(conn);
        let is_back = matches!(from, From::Before(_));
        if is_back {
            lines.reverse();
        }
        let (has_previous, has_next) = match from {
            From::Start => (false, is_more),
            From::After(_) => (true, is_more),
            From::Before(_) => (is_more, true),
        };
        let cursor = |line: Option<&Line>| line.map(|line| line.cursor().to_string());
        let (previous, next) = (cursor(lines.first()), cursor(lines.last()));
        let procedures = codes.into_iter().map(|code| {
            let name = code.parse::<ProcedureCode>().ok().and_then(|parsed| {
                let revision = self.revisions.in_force(&parsed, now.date())?;
                Some(revision.procedure.plain_name().to_owned())
            });
            let name = name.unwrap_or_else(|| code.clone());
            (code, name)
        });
        Ok(QueueView {
            procedures: procedures.collect(),
            steps: names,
            previous: previous.filter(|_| has_previous),
            next: next.filter(|_| has_next),
            counts: shown(counts),
            kept,
            officers: staff
                .officers
                .iter()
                .map(|one| (one.account.to_string(), one.name.clone()))
                .collect(),
            acts_for,
            may: BulkKind::ALL.into_iter().filter(|kind| asker.may(*kind)).collect(),
            request: new_id().to_string(),
            money: self.money_pages(&asker.actor),
            asked,
            lines: lines
                .into_iter()
                .map(|line| {
                    let step = steps.remove(&line.id);
                    let alike = alike.get(&line.id.to_string()).copied().unwrap_or(0);
                    DeskLine {
                        is_step_late: step
                            .as_ref()
                            .is_some_and(|step| step.late_at.is_some_and(|at| at <= now)),
                        step: step.map(|step| step.name),
                        alike: u32::try_from(alike).unwrap_or(u32::MAX),
                        ..self.line(line, &staff, now)
                    }
                })
                .collect(),
            query,
        })
    }

    fn line(&self, line: Line, staff: &Staff, now: Moment) -> DeskLine {
        let class = risk(line.order, now);
        let runs = matches!(class, Risk::Late | Risk::Near | Risk::InTime);
        DeskLine {
            minutes_left: runs.then(|| self.minutes_left(Moment::from_micros(line.order.key))),
            due_on: line.due_at.map(|due| format::date(due.date())),
            officer: line
                .assignee
                .map(|account| staff.name(account).unwrap_or("–").to_owned()),
            risk: class,
            step: None,
            is_step_late: false,
            status: line.status,
            submitted_at: format::moment(line.submitted_at),
            seen: line.last_seq,
            number: line.number,
            procedure: line.procedure,
            applicant: line.applicant,
            alike: 0,
        }
    }

    /// Gives the officer the most pressing dossier of nobody. Of many who ask at once each gets another.
    pub(super) async fn take_next(self: &Arc<Self>, me: &Me) -> Result<String, ServiceError> {
        let asker = asker(me)?;
        let query = QueueQuery::default();
        let wanted = wanted(&asker.agency, &query, self.clock.now());
        let waiting = Lane::Waiting.keys().0;
        loop {
            let mut conn = self.reader().await?;
            let lines = queue::list(&mut conn, &wanted, Some(""), From::Start, NEXT).await?;
            drop(conn);
            let mut is_changed = false;
            for line in lines.iter().filter(|line| line.order.key < waiting) {
                let number = line.number.parse().map_err(|_| ApiError::NotFound)?;
                let action = Command::TakeOver.kind().action();
                // Whoever took it first has left an event that was not seen.
                let taken = self
                    .command(
                        asker.actor.clone(),
                        action,
                        number,
                        Some(line.last_seq),
                        Command::TakeOver,
                    )
                    .await;
                match taken {
                    Ok(()) => return Ok(line.number.clone()),
                    Err(ServiceError::Answer(ApiError::Conflict | ApiError::Refused(_))) => is_changed = true,
                    Err(error) => return Err(error),
                }
            }
            if !is_changed {
                return Err(ApiError::Refused("none_left".to_owned()).into());
            }
        }
    }

    pub(super) async fn keep_filter(&self, me: &Me, name: &str, query: &QueueQuery) -> Result<(), ServiceError> {
        let asker = asker(me)?;
        let name = motcua_core::text::clean(name.trim(), motcua_core::text::Extent::Line)
            .map_err(|_| ApiError::Refused("hostile_text".to_owned()))?;
        if name.is_empty() || name.chars().count() > 60 || query.address().len() > 1_000 {
            return Err(ApiError::Invalid.into());
        }
        let kept = queue::filters(&mut self.reader().await?, asker.account).await?;
        if kept.len() >= MOST_KEPT && !kept.iter().any(|(one, _)| *one == name) {
            return Err(ApiError::Refused("too_many".to_owned()).into());
        }
        let (account, now) = (asker.account, self.clock.now());
        let work = Arc::new((name, query.address()));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    Ok::<(), ServiceError>(queue::keep_filter(conn, account, &work.0, &work.1, now).await?)
                })
            })
            .await
    }

    pub(super) async fn forget_filter(&self, me: &Me, name: String) -> Result<(), ServiceError> {
        let account = asker(me)?.account;
        let name = Arc::new(name);
        self.db
            .write(move |conn| {
                let name = Arc::clone(&name);
                Box::pin(async move { Ok::<(), ServiceError>(queue::forget_filter(conn, account, &name).await?) })
            })
            .await
    }

    pub(super) async fn staff(&self, me: &Me) -> Result<StaffView, ServiceError> {
        let asker = asker(me)?;
        let now = self.clock.now();
        let staff = Staff::of(&mut self.reader().await?, asker.agency.as_str(), now).await?;
        let name = |account: &str| {
            let account: Option<AccountId> = account.parse().ok();
            account
                .and_then(|account| staff.name(account))
                .unwrap_or("–")
                .to_owned()
        };
        let day = |text: &str| format::parse_iso(text).map_or_else(|| text.to_owned(), format::date);
        let own = asker.account.to_string();
        let leads = leads(&asker);
        Ok(StaffView {
            officers: staff
                .officers
                .iter()
                .zip(&staff.candidates)
                .map(|(officer, candidate)| OfficerLine {
                    account: officer.account.to_string(),
                    name: officer.name.clone(),
                    load: candidate.load,
                    is_away: !candidate.is_present(now.date()),
                })
                .collect(),
            absences: staff
                .absences
                .iter()
                .map(|row| AbsenceLine {
                    id: row.id.clone(),
                    name: name(&row.account),
                    from: day(&row.from_day),
                    to: day(&row.to_day),
                    deputy: row.deputy.as_deref().map(name),
                    may_end: leads || row.account == own,
                })
                .collect(),
            me: own,
            may_for_others: leads,
            today: format::iso(now.date()),
        })
    }

    pub(super) async fn absent(
        &self,
        me: &Me,
        account: &str,
        days: &(String, String),
        deputy: &str,
    ) -> Result<(), ServiceError> {
        let asker = asker(me)?;
        let now = self.clock.now();
        let staff = Staff::of(&mut self.reader().await?, asker.agency.as_str(), now).await?;
        let known = |text: &str| staff.known(text.parse().map_err(|_| ApiError::NotFound)?);
        let account = known(account)?;
        if account != asker.account && !leads(&asker) {
            return Err(ApiError::NotAllowed.into());
        }
        let deputy = match deputy {
            "" => None,
            deputy => Some(known(deputy)?),
        };
        let day = |text: &str| format::parse_iso(text).ok_or(ApiError::Invalid);
        let (from, to) = (day(&days.0)?, day(&days.1)?);
        if to < from || to < now.date() || deputy == Some(account) {
            return Err(ApiError::Invalid.into());
        }
        let row = AbsenceRow {
            id: new_id().to_string(),
            account: account.to_string(),
            from_day: format::iso(from),
            to_day: format::iso(to),
            deputy: deputy.map(|deputy| deputy.to_string()),
        };
        let work = Arc::new((asker.agency, row));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    Ok::<(), ServiceError>(queue::add_absence(conn, work.0.as_str(), &work.1, now).await?)
                })
            })
            .await
    }

    pub(super) async fn present(&self, me: &Me, absence: String) -> Result<(), ServiceError> {
        let asker = asker(me)?;
        let today = format::iso(self.clock.now().date());
        let known = queue::absences(&mut self.reader().await?, asker.agency.as_str(), &today).await?;
        let row = known.iter().find(|row| row.id == absence).ok_or(ApiError::NotFound)?;
        if row.account != asker.account.to_string() && !leads(&asker) {
            return Err(ApiError::NotAllowed.into());
        }
        let work = Arc::new((asker.agency, absence));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(
                    async move { Ok::<(), ServiceError>(queue::end_absence(conn, work.0.as_str(), &work.1).await?) },
                )
            })
            .await
    }
}

/// Returns what an action on many is in the law.
const fn kind_of(kind: BulkKind) -> CommandKind {
    match kind {
        BulkKind::Accept => CommandKind::Accept,
        BulkKind::Start => CommandKind::StartProcessing,
        BulkKind::Take => CommandKind::TakeOver,
        BulkKind::Assign => CommandKind::Assign,
    }
}

/// Tells whether the officer leads the agency.
fn leads(asker: &Asker) -> bool {
    matches!(&asker.actor, Actor::Officer { roles, .. } if roles.contains(&Role::Leadership))
}

fn place(query: &QueueQuery) -> Result<From, ApiError> {
    let cursor = |text: &str| text.parse::<Cursor<DossierId>>().map_err(|_| ApiError::Invalid);
    Ok(match (query.after.as_str(), query.before.as_str()) {
        ("", "") => From::Start,
        ("", before) => From::Before(cursor(before)?),
        (after, _) => From::After(cursor(after)?),
    })
}

fn shown(counts: queue::Counts) -> QueueCounts {
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    QueueCounts {
        mine: number(counts.mine),
        desk: number(counts.desk),
        unassigned: number(counts.unassigned),
        late: number(counts.late),
        near: number(counts.near),
    }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_is_looked_for_is_folded_and_holds_no_signs_of_a_pattern() {
        assert_eq!(pattern("  Nguyễn   LAN "), "%nguyen%lan%");
        assert_eq!(pattern("H36.175-261120-0001"), "%h36.175-261120-0001%");
        for nothing in ["", "  ", "%", "_\\"] {
            assert_eq!(pattern(nothing), "%");
        }
    }
}
