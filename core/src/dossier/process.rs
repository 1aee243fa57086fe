//! A dossier on its way through the steps of its procedure's process (bước xử lý): where it is, who has it, and how much
//! working time each step took. Waiting for the applicant is nobody's time, and no step moves the date promised.

use super::{Context, Dossier, EventKind, Refusal, Status, consultation::is_in_work};
use crate::{
    access::Decision,
    actor::{Actor, Role},
    calendar::{Calendar, Moment},
    deadline::{working_minutes_after, working_minutes_between},
    id::AccountId,
    procedure::{ProcessStep, result_step},
};

/// One stay of a dossier in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRun {
    /// Which step of the process, from 0.
    pub step: usize,
    /// When it began.
    pub begun_at: Moment,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// Who has or had it.
    pub officer: Option<AccountId>,
    /// Why it was sent back here, where it was.
    pub sent_back: Option<String>,
    /// The stretches in which its time ran; the last is open while it runs.
    pub spans: Vec<(Moment, Option<Moment>)>,
}

impl StepRun {
    /// Returns the working minutes spent in it up to a moment.
    pub fn worked(&self, now: Moment, calendar: &Calendar) -> u64 {
        self.spans
            .iter()
            .map(|(from, until)| working_minutes_between(*from, until.unwrap_or(now), calendar))
            .sum()
    }

    fn halt(&mut self, at: Moment) {
        if let Some((_, until @ None)) = self.spans.last_mut() {
            *until = Some(at);
        }
    }
}

impl Dossier {
    /// Returns the process it was filed under; empty where its procedure states none.
    pub fn process(&self) -> &[ProcessStep] {
        self.filing.as_ref().map_or(&[], |filing| &filing.process)
    }

    /// Returns the stay in the step it is in now.
    pub fn present_run(&self) -> Option<&StepRun> {
        self.runs.last().filter(|run| run.ended_at.is_none())
    }

    /// Returns the step it is in now.
    pub fn present_step(&self) -> Option<&ProcessStep> {
        self.process().get(self.present_run()?.step)
    }

    /// Returns the step that one passes it on to, before the result.
    pub fn next_step(&self) -> Option<&ProcessStep> {
        let run = self.present_run()?;
        (Some(run.step) < result_step(self.process())).then(|| self.process().get(run.step + 1))?
    }

    /// Lists the steps one may send it back to, the first first.
    pub fn earlier_steps(&self) -> &[ProcessStep] {
        let before = self.present_run().map_or(0, |run| run.step);
        self.process().get(..before).unwrap_or_default()
    }

    /// Returns the working minutes spent in a step, in all stays together.
    pub fn worked_in(&self, step: usize, now: Moment, calendar: &Calendar) -> u64 {
        let runs = self.runs.iter().filter(|run| run.step == step);
        runs.map(|run| run.worked(now, calendar)).sum()
    }

    /// Returns from when the step it is in takes longer than it may; none where nothing is stated, or while its time stands still.
    pub fn step_late_at(&self, calendar: &Calendar) -> Option<Moment> {
        let run = self.present_run()?;
        let most = u64::from(self.present_step()?.hours?) * 60;
        let Some((from, None)) = run.spans.last() else {
            return None;
        };
        let stays = self.runs.iter().filter(|one| one.step == run.step);
        let worked: u64 = stays
            .flat_map(|one| &one.spans)
            .filter_map(|(from, until)| Some(working_minutes_between(*from, (*until)?, calendar)))
            .sum();
        working_minutes_after(*from, (most + 1).saturating_sub(worked), calendar)
    }

    pub(super) fn begin_step(&mut self, step: usize, at: Moment, sent_back: Option<String>) {
        self.end_step(at);
        if step < self.process().len() {
            self.runs.push(StepRun {
                step,
                begun_at: at,
                ended_at: None,
                officer: self.assignee,
                sent_back,
                spans: vec![(at, None)],
            });
        }
    }

    pub(super) fn end_step(&mut self, at: Moment) {
        if let Some(run) = self.runs.last_mut().filter(|run| run.ended_at.is_none()) {
            run.halt(at);
            run.ended_at = Some(at);
        }
    }

    /// Stops the time of the step while the applicant is waited for.
    pub(super) fn halt_step(&mut self, at: Moment) {
        if let Some(run) = self.runs.last_mut().filter(|run| run.ended_at.is_none()) {
            run.halt(at);
        }
    }

    /// Lets the time of the step run again; from nothing where the dossier's own does.
    pub(super) fn resume_step(&mut self, at: Moment, restarted: bool) {
        if let Some(run) = self.runs.last_mut().filter(|run| run.ended_at.is_none()) {
            run.halt(at);
            if restarted {
                run.spans.clear();
            }
            run.spans.push((at, None));
        }
    }

    /// Begins the process when the count starts for the first time.
    pub(super) fn start_steps(&mut self, at: Moment) {
        if self.runs.is_empty() {
            self.begin_step(0, at, None);
        }
    }

    /// Goes behind the step in which the result was made.
    pub(super) fn steps_after_result(&mut self, at: Moment) {
        if let Some(run) = self.present_run() {
            let next = run.step + 1;
            self.begin_step(next, at, None);
        }
    }

    pub(super) fn note_holder(&mut self) {
        let holder = self.assignee;
        if let Some(run) = self.runs.last_mut().filter(|run| run.ended_at.is_none()) {
            run.officer = holder;
        }
    }

    fn place_of(&self, key: &str) -> Option<usize> {
        self.process().iter().position(|step| step.key == key)
    }

    pub(super) fn begin_named(&mut self, key: &str, at: Moment, sent_back: Option<String>) {
        if let Some(step) = self.place_of(key) {
            self.begin_step(step, at, sent_back);
        }
    }
}

/// Checks that the dossier is in a step and in work, and that the actor may hand it on: whoever has it, whose step it is, or
/// the head.
pub(super) fn may_hand_on(dossier: &Dossier, status: Status, actor: &Actor) -> Result<(), Refusal> {
    let step = dossier.present_step().ok_or(Refusal::NoProcess)?;
    if !is_in_work(status) {
        return Err(Refusal::NotInWork);
    }
    let may = match actor {
        Actor::Officer { account, roles, .. } => {
            dossier.assignee == Some(*account) || roles.contains(&step.role) || roles.contains(&Role::Leadership)
        }
        Actor::Nobody
        | Actor::Citizen { .. }
        | Actor::Delegate { .. }
        | Actor::Helper { .. }
        | Actor::Administrator { .. }
        | Actor::System => false,
    };
    if may {
        Ok(())
    } else {
        Err(Refusal::Access(Decision::NotAllowed))
    }
}

/// Tells whether the step in which the result is made is reached.
pub(super) fn is_result_reached(dossier: &Dossier) -> bool {
    match (dossier.present_run(), result_step(dossier.process())) {
        (Some(run), Some(result)) => run.step >= result,
        (None, _) | (_, None) => true,
    }
}

/// Passes it on to the next step; the first time, the work begins with it.
pub(super) fn passed(
    dossier: &Dossier,
    to: Option<AccountId>,
    automatic: bool,
    context: &Context<'_>,
) -> Result<Vec<EventKind>, Refusal> {
    let status = dossier.status.ok_or(Refusal::NotSubmitted)?;
    may_hand_on(dossier, status, context.actor)?;
    let from = dossier.present_step().ok_or(Refusal::NoProcess)?.key.clone();
    let next = dossier.next_step().ok_or(Refusal::LastStep)?.key.clone();
    let passed = EventKind::StepPassed {
        from,
        to: next,
        officer: to,
        automatic,
    };
    Ok(match status {
        Status::Accepted => vec![EventKind::ProcessingStarted, passed],
        Status::New
        | Status::Refused
        | Status::Processing
        | Status::AwaitingSupplement
        | Status::AwaitingPayment
        | Status::Withdrawn
        | Status::Stopped
        | Status::Finished
        | Status::Returned => vec![passed],
    })
}

/// Sends it back to an earlier step, to whoever had it there.
pub(super) fn sent_back(dossier: &Dossier, to: &str, reason: String) -> Result<EventKind, Refusal> {
    let from = dossier.present_step().ok_or(Refusal::NoProcess)?.key.clone();
    let known = dossier.earlier_steps().iter().position(|step| step.key == to);
    let at = known.ok_or(Refusal::NoSuchStep)?;
    let officer = dossier
        .runs
        .iter()
        .rev()
        .find(|run| run.step == at)
        .and_then(|run| run.officer);
    Ok(EventKind::StepSentBack {
        from,
        to: to.to_owned(),
        officer,
        reason: super::decide::said(reason)?,
    })
}
