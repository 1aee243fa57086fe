//! The life of one invented dossier: each step decided by the law that decides real ones.

use motcua_core::{
    actor::Actor,
    calendar::Moment,
    deadline::{Period, due},
    dossier::{Command, Context, Defect, Digest, Dossier, Entry, Event, HandedOver, Place, apply, decide},
    id::DossierId,
};
use time::Duration;

use super::{Dice, Ground};
use crate::error::ServiceError;

/// A dossier while it is lived through.
pub(super) struct Life<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) dossier: Dossier,
    pub(super) events: Vec<Event>,
    pub(super) applicant: &'a str,
    pub(super) at: Moment,
    pub(super) is_over: bool,
}

impl Life<'_> {
    /// Does one thing, so much later; nothing any more once that would be in the future.
    pub(super) fn act(&mut self, actor: &Actor, command: Command, later: Duration) -> Result<(), ServiceError> {
        let at = self.at.plus(later);
        if self.is_over || at > self.ground.now {
            self.is_over = true;
            return Ok(());
        }
        self.at = at;
        let context = Context {
            now: at,
            calendar: self.ground.calendar,
            actor,
        };
        let kinds = decide(&self.dossier, command, &context).map_err(|refusal| ServiceError::fault("seed", refusal))?;
        for kind in kinds {
            let event = Event::seal(self.dossier.last, at, actor.clone(), None, kind)
                .map_err(|error| ServiceError::fault("seed", error))?;
            self.dossier = apply(
                std::mem::replace(&mut self.dossier, Dossier::new(DossierId::new(uuid::Uuid::nil()))),
                &event,
            );
            self.events.push(event);
        }
        Ok(())
    }

    /// Returns how long it is until so many working hours have passed, and some minutes.
    fn hours(&self, hours: u64, dice: &mut Dice) -> Duration {
        let hours = u32::try_from(hours).unwrap_or(1).max(1);
        let then = due(self.at, Period::Hours(hours), &[], self.ground.calendar).map_or(self.at, |due| due.due_at);
        let span = Duration::microseconds(then.micros().saturating_sub(self.at.micros()));
        span + dice.minutes(0, 50)
    }

    /// Lives it to its end, or to the present: most go well, some are sent back, refused, withdrawn or late.
    pub(super) fn go(
        &mut self,
        officer: &Actor,
        citizen: &Actor,
        content: Digest,
        dice: &mut Dice,
    ) -> Result<(), ServiceError> {
        let fate = dice.below(1000);
        let look = self.hours(1 + dice.low(12), dice);
        if fate < 3 {
            return Ok(());
        }
        if fate < 30 {
            let reason = "Hồ sơ không thuộc thẩm quyền giải quyết".to_owned();
            return self.act(officer, Command::RefuseReception { reason }, look);
        }
        if fate < 100 {
            let place = Place::Field("applicant".to_owned());
            let items = vec![Defect {
                at: place.clone(),
                reason: "Bổ sung thông tin còn thiếu".to_owned(),
            }];
            self.act(officer, Command::AskSupplement { items }, look)?;
            if fate < 40 {
                return Ok(());
            }
            let wait = dice.minutes(600, 12 * 1440);
            let changed = vec![place];
            self.act(
                citizen,
                Command::Supplement {
                    changed,
                    content,
                    entry: Entry::Online,
                    period: None,
                },
                wait,
            )?;
        } else {
            self.act(officer, Command::Accept { due: None }, look)?;
        }
        if let Some(to) = officer.account() {
            self.act(&Actor::System, Command::Assign { to, automatic: true }, Duration::ZERO)?;
        }
        if fate < 115 {
            let wait = dice.minutes(60, 3 * 1440);
            self.act(citizen, Command::RequestWithdrawal { reason: None }, wait)?;
            let answer = self.hours(2, dice);
            return self.act(officer, Command::ConfirmWithdrawal, answer);
        }
        let begin = self.hours(1 + dice.low(16), dice);
        self.act(officer, Command::StartProcessing, begin)?;
        let left = self.dossier.due.as_ref().map_or(3 * 1440, |due| {
            (due.due_at.micros() - self.at.micros()).max(0) / 60_000_000
        });
        let left = u64::try_from(left).unwrap_or(0).max(2);
        let work = if fate < 950 {
            dice.minutes(left / 3, left - 1)
        } else {
            dice.minutes(left, left + 15 * 1440)
        };
        let result = format!("Kết quả số {}/{}", 1 + dice.below(9_000), self.at.date().year());
        let files = Vec::new();
        self.act(
            officer,
            Command::Finish {
                result,
                files,
                paper: None,
            },
            work,
        )?;
        if fate.is_multiple_of(12) {
            return Ok(());
        }
        let how = if fate.is_multiple_of(3) {
            HandedOver::Counter
        } else {
            HandedOver::Online
        };
        let received_by = (how == HandedOver::Counter).then(|| self.applicant.to_owned());
        let wait = dice.minutes(20, 4 * 1440);
        self.act(officer, Command::ReturnResult { how, received_by }, wait)
    }
}
