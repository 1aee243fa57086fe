//! `motcua deadline`: a due date and why, by the same law the portal uses.

use clap::Args;
use motcua_core::{
    calendar::{
        Moment,
        format::{iso, iso_moment, parse_iso},
    },
    deadline::{Pause, Period, due},
};
use serde_json::json;
use time::{PrimitiveDateTime, Time};

use super::{Failure, Outcome, output::print_json};
use crate::{config, data};

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Length {
    /// So many working days
    #[arg(long, value_name = "N")]
    working_days: Option<u32>,
    /// So many working hours
    #[arg(long, value_name = "N")]
    hours: Option<u32>,
    /// So many calendar days
    #[arg(long, value_name = "N")]
    days: Option<u32>,
    /// So many half working days
    #[arg(long, value_name = "N")]
    half_days: Option<u32>,
    /// So many months
    #[arg(long, value_name = "N")]
    months: Option<u32>,
    /// The same day, before the cut-off
    #[arg(long)]
    same_day: bool,
}

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// When it was received: 2026-02-13T16:59, Vietnam time, or with an offset; a day alone means 08:00
    #[arg(long, value_name = "TIME")]
    received: String,
    #[command(flatten)]
    length: Length,
    /// Days that do not count: the day the request went out, two dots, the day the answer came; may be repeated
    #[arg(long, value_name = "A..B")]
    pause: Vec<String>,
}

impl Length {
    fn period(&self) -> Period {
        self.working_days
            .map(Period::WorkingDays)
            .or(self.hours.map(Period::Hours))
            .or(self.days.map(Period::CalendarDays))
            .or(self.half_days.map(Period::HalfDays))
            .or(self.months.map(Period::Months))
            .unwrap_or(Period::SameDay)
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let received = moment(&arguments.received).ok_or_else(|| {
        Failure::new(format!(
            "--received '{}' is not a time like 2026-02-13T16:59",
            arguments.received
        ))
    })?;
    let pauses = arguments
        .pause
        .iter()
        .map(|text| pause(text))
        .collect::<Result<Vec<_>, _>>()?;
    let calendar = data::calendar().map_err(Failure::new)?;
    let found = due(received, arguments.length.period(), &pauses, &calendar)
        .map_err(|error| Failure::new(error.to_string()))?;
    print_json(&json!({
        "received": iso_moment(received),
        "effective_receipt": iso_moment(found.effective_receipt),
        "due": iso(found.due_at.date()),
        "due_at": iso_moment(found.due_at),
        "explanation": found.explanation,
    }))
}

fn moment(text: &str) -> Option<Moment> {
    match parse_iso(text) {
        Some(day) => Time::from_hms(8, 0, 0)
            .ok()
            .map(|eight| Moment::from_local(PrimitiveDateTime::new(day, eight))),
        None => config::moment(text).ok(),
    }
}

/// Reads `A..B`; each end is a day, or a time whose day is meant.
fn pause(text: &str) -> Result<Pause, Failure> {
    let wrong = || Failure::new(format!("--pause '{text}' is not two days like 2026-03-02..2026-03-05"));
    let (start, resume) = text.split_once("..").ok_or_else(wrong)?;
    let (start, resume) = moment(start).zip(moment(resume)).ok_or_else(wrong)?;
    let pause = Pause {
        start: start.date(),
        resume: resume.date(),
    };
    if pause.start > pause.resume {
        return Err(Failure::new(format!("--pause '{text}' ends before it begins")));
    }
    Ok(pause)
}
