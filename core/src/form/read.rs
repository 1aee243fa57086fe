//! Reading one typed answer as its kind, to the value that is compared and the canonical text that is filed.

use super::problem::ProblemCode;
use super::schema::{DocumentKind, Kind, Options};
use super::value::{Value, read_number, write_number};
use crate::calendar::format::BadDate;
use crate::calendar::{PartialDate, Precision, format};
use crate::door::Coded;
use crate::identity::{Email, ForeignPassport, OldIdentityCard, Passport, PersonalId, Phone, TaxCode};
use crate::text::{Extent, PersonName, clean, collapse};

/// The longest text of one line, whatever the kind.
const LINE: u32 = 300;

/// Reads the text of a single-input kind.
pub(super) fn single(kind: &Kind, text: &str) -> Result<Value, ProblemCode> {
    match kind {
        Kind::Text { max } => line(text, *max).map(Value::Text),
        Kind::LongText { max } => several_lines(text, *max).map(Value::Text),
        Kind::Name => typed::<PersonName>("name", text),
        Kind::Number { decimals, .. } => {
            let line = line(text, LINE)?;
            read_number(&line, *decimals)
                .map(Value::Number)
                .ok_or(ProblemCode::NotANumber { decimals: *decimals })
        }
        Kind::Money => {
            let line = line(text, LINE)?;
            let figure = line.trim_end_matches(['đ', 'Đ', ' ', '₫']);
            read_number(figure, 0)
                .filter(|millionths| *millionths >= 0)
                .map(Value::Number)
                .ok_or(ProblemCode::NotMoney)
        }
        Kind::Date { at_least } => date(text, *at_least).map(Value::Date),
        Kind::Time => {
            let line = line(text, LINE)?;
            let at = time_of_day(&line).ok_or(ProblemCode::NotATime)?;
            Ok(Value::Text(format::clock(at)))
        }
        Kind::Choice {
            options: Options::Listed(options),
        } => {
            let line = line(text, LINE)?;
            if options.iter().any(|option| option.value == line) {
                Ok(Value::Text(line))
            } else {
                Err(ProblemCode::NotAChoice)
            }
        }
        Kind::Choice {
            options: Options::List(_),
        }
        | Kind::Agency { .. } => line(text, LINE).map(Value::Text),
        Kind::YesNo => match text.trim() {
            "yes" => Ok(Value::Bool(true)),
            "no" => Ok(Value::Bool(false)),
            _ => Err(ProblemCode::NotAChoice),
        },
        Kind::Declaration => match text.trim() {
            "yes" => Ok(Value::Bool(true)),
            _ => Err(ProblemCode::NotAChoice),
        },
        Kind::PersonalId => typed::<PersonalId>("personal_id", text),
        Kind::TaxCode => typed::<TaxCode>("tax_code", text),
        Kind::Phone => typed::<Phone>("phone", text),
        Kind::Email => typed::<Email>("email", text),
        Kind::WebAddress => web_address(text).map(Value::Text),
        Kind::File | Kind::Choices { .. } | Kind::Address | Kind::IdentityDocument { .. } => {
            line(text, LINE).map(Value::Text)
        }
    }
}

/// Reads the number of an identity paper of a kind.
pub(super) fn paper_number(kind: DocumentKind, text: &str) -> Result<String, ProblemCode> {
    match kind {
        DocumentKind::IdentityCard | DocumentKind::IdentityCertificate => canonical::<PersonalId>("personal_id", text),
        DocumentKind::Passport => canonical::<Passport>("passport", text)
            .or_else(|problem| canonical::<ForeignPassport>("passport", text).map_err(|_| problem)),
        DocumentKind::OldIdentityCard => canonical::<OldIdentityCard>("old_identity_card", text),
        DocumentKind::Other => line(text, 50),
    }
}

/// Reads a date, as little of it as is taken.
pub(super) fn date(text: &str, at_least: Precision) -> Result<PartialDate, ProblemCode> {
    let line = line(text, LINE)?;
    let date = PartialDate::parse(&line).map_err(|problem| match problem {
        BadDate::Empty | BadDate::Shape | BadDate::NoSuchDay => ProblemCode::NotADate,
    })?;
    if date.precision() < at_least {
        Err(ProblemCode::DateNotExact)
    } else {
        Ok(date)
    }
}

/// Reads a time of day as people write it: 08:05, 8:05, 8h05, 8h.
fn time_of_day(line: &str) -> Option<time::Time> {
    let (hour, minute) = line.split_once([':', 'h', 'H', 'g', 'G'])?;
    let minute = if minute.is_empty() && !line.ends_with(':') {
        "00"
    } else {
        minute.trim_start()
    };
    format::parse_clock(&format!("{:0>2}:{minute}", hour.trim_end()))
}

/// Reads one line of text, NFC, white space collapsed.
pub(super) fn line(text: &str, max: u32) -> Result<String, ProblemCode> {
    let text = not_endless(text.trim(), max)?;
    bounded(
        collapse(&clean(text, Extent::Line).map_err(|_| ProblemCode::HostileText)?),
        max,
    )
}

fn several_lines(text: &str, max: u32) -> Result<String, ProblemCode> {
    let text = not_endless(text.trim(), max)?;
    bounded(clean(text, Extent::Text).map_err(|_| ProblemCode::HostileText)?, max)
}

/// Refuses a text no spelling of `max` characters can have, before any work is done on it.
fn not_endless(text: &str, max: u32) -> Result<&str, ProblemCode> {
    if text.len() / 20 > max as usize + 1 {
        Err(ProblemCode::TooLong { max })
    } else {
        Ok(text)
    }
}

fn bounded(text: String, max: u32) -> Result<String, ProblemCode> {
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if characters > max {
        Err(ProblemCode::TooLong { max })
    } else {
        Ok(text)
    }
}

fn typed<T>(what: &str, text: &str) -> Result<Value, ProblemCode>
where
    T: std::str::FromStr + ToString,
    T::Err: Coded,
{
    canonical::<T>(what, text).map(Value::Text)
}

fn canonical<T>(what: &str, text: &str) -> Result<String, ProblemCode>
where
    T: std::str::FromStr + ToString,
    T::Err: Coded,
{
    let text = not_endless(text.trim(), LINE)?;
    clean(text, Extent::Line).map_err(|_| ProblemCode::HostileText)?;
    text.parse::<T>()
        .map(|value| value.to_string())
        .map_err(|error| ProblemCode::Malformed {
            what: what.to_owned(),
            why: error.code().to_owned(),
        })
}

fn web_address(text: &str) -> Result<String, ProblemCode> {
    let malformed = || ProblemCode::Malformed {
        what: "web_address".to_owned(),
        why: "shape".to_owned(),
    };
    let line = line(text, LINE)?;
    let full = match line.split_once("://") {
        Some((scheme, rest)) => bounded(format!("{}://{rest}", scheme.to_ascii_lowercase()), LINE)?,
        None => bounded(format!("https://{line}"), LINE)?,
    };
    let rest = full
        .strip_prefix("https://")
        .or_else(|| full.strip_prefix("http://"))
        .ok_or_else(malformed)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let fits = labels.len() >= 2
        && !full.contains([' ', '"', '<', '>', '\\'])
        && labels.iter().all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-')
        });
    if fits { Ok(full) } else { Err(malformed()) }
}

/// Writes a value the way it is filed and read back: the canonical text of its kind.
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(millionths) => write_number(*millionths),
        Value::Date(date) => date.written(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
    }
}
