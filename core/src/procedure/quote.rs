//! What a filing costs (tính phí, lệ phí): every line with its reason, and the sum, or what is still missing to know it.
//! Total: any rules, any answers. It takes no money and knows nothing of paying.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use super::Procedure;
use super::rules::{Amount, Exemption, FeeKind, FeeRule, Reduced, Reduction};
use super::terms::Channel;
use crate::form::{Condition, Field, Form, Section, Shown, Truth, Value};
use crate::payment::Money;

/// What a filing by one channel on one day costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The channel.
    pub channel: Channel,
    /// The lines that apply or may, in the order stated.
    pub lines: Vec<QuoteLine>,
    /// What they come to.
    pub total: Total,
}

/// One line (một khoản phí hoặc lệ phí).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteLine {
    /// Phí or lệ phí.
    pub kind: FeeKind,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is due.
    pub due: Due,
    /// What one costs, where it is taken times a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<Money>,
    /// How many are paid for, the free ones left out, where it is taken times a number that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// How many are free.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub free: u32,
    /// Whether the most that a line may come to made it smaller.
    #[serde(default, skip_serializing_if = "is_false")]
    pub capped: bool,
    /// The legal ground, or the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// Why less is due than the amount stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief: Option<Relief>,
}

/// What is due of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// The law takes nothing here (miễn phí, không thu).
    Free,
    /// So much.
    Sum(Money),
    /// So much for each, from whoever asks for it; not in the sum.
    OnRequest(Money),
    /// What the provincial council decides; the figure is not on file.
    ByCouncil,
    /// What the source says, where it is no plain figure.
    Text(String),
    /// The source does not say.
    Unknown,
    /// It follows from what is not answered yet.
    Open(Vec<Missing>),
}

/// An answer that is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Missing {
    /// Where it is given.
    pub path: String,
    /// The question.
    pub label: String,
}

/// Less than the amount stated, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relief {
    /// Reduced or exempt.
    pub kind: ReliefKind,
    /// What the line would have come to, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full: Option<Money>,
    /// The legal ground.
    pub ground: String,
    /// The name of the paper that proves it, where one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

/// The two kinds of relief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReliefKind {
    /// Giảm.
    Reduced,
    /// Miễn.
    Exempt,
}

/// What all lines come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// So much, which may be nothing.
    Known(Money),
    /// It cannot be said yet, or not at all.
    Open {
        /// What is certain of it.
        least: Money,
        /// What has to be answered.
        missing: Vec<Missing>,
        /// Whether a line is the provincial council's to decide.
        by_council: bool,
        /// Whether the source leaves a line, or this case, unsaid.
        unsaid: bool,
    },
}

impl Total {
    /// Returns the sum, when it is known.
    pub const fn known(&self) -> Option<Money> {
        match self {
            Self::Known(sum) => Some(*sum),
            Self::Open { .. } => None,
        }
    }
}

/// Says what a filing through `channel` costs on the form's day.
pub fn quote(procedure: &Procedure, shown: &Shown<'_>, channel: Channel) -> Quote {
    let case = Case {
        procedure,
        shown,
        channel,
    };
    let lines: Vec<QuoteLine> = procedure.fees.iter().filter_map(|rule| case.line(rule)).collect();
    let total = total(&lines);
    Quote { channel, lines, total }
}

/// Says what a filing costs through each channel of the procedure, in the order stated.
pub fn quotes(procedure: &Procedure, shown: &Shown<'_>) -> Vec<Quote> {
    let channels = procedure.channels.iter();
    channels.map(|channel| quote(procedure, shown, *channel)).collect()
}

fn total(lines: &[QuoteLine]) -> Total {
    let mut missing = BTreeSet::new();
    let (mut by_council, mut states) = (false, false);
    let mut unsaid = false;
    let mut sums = Vec::new();
    for line in lines {
        match &line.due {
            Due::OnRequest(_) => continue,
            Due::Free => {}
            Due::Sum(sum) => sums.push(*sum),
            Due::ByCouncil => by_council = true,
            Due::Text(_) | Due::Unknown => unsaid = true,
            Due::Open(paths) => missing.extend(paths.iter().cloned()),
        }
        states = true;
    }
    let sum = Money::total(sums);
    // Rules of which none is for this case say nothing of it; a sum beyond all bounds is none.
    unsaid |= !states || sum.is_none();
    if missing.is_empty() && !by_council && !unsaid {
        return Total::Known(sum.unwrap_or_default());
    }
    Total::Open {
        least: sum.unwrap_or_default(),
        missing: missing.into_iter().collect(),
        by_council,
        unsaid,
    }
}

/// What became of a rule's case.
enum Holds {
    Yes,
    No,
    /// It follows from these.
    Open(BTreeSet<Missing>),
}

impl Holds {
    const fn is_certain(&self) -> bool {
        matches!(self, Self::Yes)
    }
}

struct Case<'a> {
    procedure: &'a Procedure,
    shown: &'a Shown<'a>,
    channel: Channel,
}

impl Case<'_> {
    fn line(&self, rule: &FeeRule) -> Option<QuoteLine> {
        if !self.is_meant(rule.channel, rule.valid_from, rule.valid_to) {
            return None;
        }
        let open = match self.holds(rule.when.as_ref()) {
            Holds::No => return None,
            Holds::Yes => BTreeSet::new(),
            Holds::Open(missing) => missing,
        };
        let mut line = QuoteLine {
            kind: rule.kind,
            name: rule.name.clone(),
            due: Due::Unknown,
            each: None,
            count: None,
            free: 0,
            capped: false,
            ground: rule.ground.clone(),
            relief: None,
        };
        self.price(rule, open, &mut line);
        Some(line)
    }

    fn price(&self, rule: &FeeRule, mut open: BTreeSet<Missing>, line: &mut QuoteLine) {
        let full = match self.full(rule, line) {
            Err(Due::Open(missing)) => {
                open.extend(missing);
                Ok(None)
            }
            full => full,
        };
        let exemptions = rule.exemptions.iter().filter(|_| full != Err(Due::Free));
        for exemption in exemptions {
            match self.holds(Some(&exemption.when)) {
                Holds::Yes if self.holds(rule.when.as_ref()).is_certain() => {
                    line.relief = Some(self.exempt(exemption, full.ok().flatten()));
                    line.due = Due::Sum(Money::ZERO);
                    return;
                }
                Holds::Yes | Holds::No => {}
                Holds::Open(missing) => open.extend(missing),
            }
        }
        let due = match full {
            Err(due) => due,
            Ok(_) if rule.on_request => line.each.map_or(Due::Unknown, Due::OnRequest),
            Ok(full) => self.reduced(rule, full, &mut open, line).map_or(Due::Unknown, Due::Sum),
        };
        line.due = if open.is_empty() {
            due
        } else {
            line.relief = None;
            Due::Open(open.into_iter().collect())
        };
    }

    /// Returns what the line comes to before any relief; no figure where it is beyond all bounds. What is due without a
    /// figure, or until the number is answered, is the other half.
    fn full(&self, rule: &FeeRule, line: &mut QuoteLine) -> Result<Option<Money>, Due> {
        let each = match &rule.amount {
            Amount::Free => return Err(Due::Free),
            Amount::ByCouncil => return Err(Due::ByCouncil),
            Amount::Text(text) => return Err(Due::Text(text.clone())),
            Amount::Unknown => return Err(Due::Unknown),
            Amount::Dong(each) => *each,
        };
        let each = Money::of(each).ok_or(Due::Unknown)?;
        if rule.on_request || rule.per.is_some() {
            line.each = Some(each);
            line.free = rule.free;
        }
        if rule.on_request {
            return Ok(Some(each));
        }
        if let Some(path) = &rule.per {
            line.count = Some(self.count(path, rule.free).ok_or_else(|| self.unanswered(path))?);
        }
        Ok(capped(rule, each, line))
    }

    /// Returns the least of what the reductions that hold leave, and notes the one that does.
    fn reduced(
        &self,
        rule: &FeeRule,
        full: Option<Money>,
        open: &mut BTreeSet<Missing>,
        line: &mut QuoteLine,
    ) -> Option<Money> {
        let mut least = full;
        for reduction in &rule.reductions {
            if !self.is_meant(reduction.channel, reduction.valid_from, reduction.valid_to) {
                continue;
            }
            match self.holds(reduction.when.as_ref()) {
                Holds::No => {}
                Holds::Open(missing) => open.extend(missing),
                Holds::Yes => {
                    let left = left(rule, reduction, full, line);
                    if left.is_some_and(|left| least.is_none_or(|least| left < least)) {
                        least = left;
                        line.relief = Some(Relief {
                            kind: ReliefKind::Reduced,
                            full,
                            ground: reduction.ground.clone(),
                            proof: None,
                        });
                    }
                }
            }
        }
        least
    }

    fn exempt(&self, exemption: &Exemption, full: Option<Money>) -> Relief {
        let proof = exemption.proof.as_ref();
        let paper = proof.and_then(|key| self.procedure.documents.iter().find(|document| document.key == *key));
        Relief {
            kind: ReliefKind::Exempt,
            full,
            ground: exemption.ground.clone(),
            proof: paper.map(|paper| paper.name.clone()),
        }
    }

    fn is_meant(&self, channel: Option<Channel>, from: Option<Date>, to: Option<Date>) -> bool {
        let today = self.shown.today();
        channel.is_none_or(|channel| channel == self.channel)
            && from.is_none_or(|first| first <= today)
            && to.is_none_or(|last| today <= last)
    }

    /// Says whether a condition holds. One that rests on nothing but questions that are not asked in this case never will.
    fn holds(&self, condition: Option<&Condition>) -> Holds {
        let Some(condition) = condition else { return Holds::Yes };
        match self.shown.truth(Some(condition), None) {
            Truth::True => Holds::Yes,
            Truth::False => Holds::No,
            Truth::Unknown => {
                let mut missing = BTreeSet::new();
                self.missing(condition, DEEPEST, &mut missing);
                if missing.is_empty() {
                    Holds::No
                } else {
                    Holds::Open(missing)
                }
            }
        }
    }

    /// Gathers the questions that keep a condition from being decided.
    fn missing(&self, condition: &Condition, depth: u8, found: &mut BTreeSet<Missing>) {
        if self.shown.truth(Some(condition), None) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.missing(part, depth, found);
                }
            }
            Condition::Not(part) => self.missing(part, depth, found),
            Condition::Is(..) | Condition::In(..) | Condition::Present(_) | Condition::Compare(..) => {
                condition.paths(&mut |path| {
                    if self.shown.value(path).is_none() {
                        self.ask(path, depth, found);
                    }
                });
            }
        }
    }

    /// Adds the question at a path, if it is asked; where that is not decided yet, the questions that decide it.
    fn ask(&self, path: &str, depth: u8, found: &mut BTreeSet<Missing>) {
        let Some((section, field)) = self.procedure.form.as_ref().and_then(|form| question(form, path)) else {
            return;
        };
        let mut before = BTreeSet::new();
        for condition in section.when.iter().chain(&field.when) {
            match self.shown.truth(Some(condition), None) {
                Truth::True => {}
                Truth::False => return,
                Truth::Unknown => {
                    let mut decides = BTreeSet::new();
                    if depth > 0 {
                        self.missing(condition, depth - 1, &mut decides);
                    }
                    if decides.is_empty() {
                        return;
                    }
                    before.extend(decides);
                }
            }
        }
        found.extend(before);
        found.insert(Missing {
            path: path.to_owned(),
            label: field.label.clone(),
        });
    }

    /// Says that a number is not there: still to be answered, or never asked in this case.
    fn unanswered(&self, path: &str) -> Due {
        let mut missing = BTreeSet::new();
        self.ask(path, DEEPEST, &mut missing);
        if missing.is_empty() {
            Due::Unknown
        } else {
            Due::Open(missing.into_iter().collect())
        }
    }

    /// Returns how many are paid for, when the number is answered and whole.
    fn count(&self, path: &str, free: u32) -> Option<u64> {
        match self.shown.value(path)? {
            Value::Number(millionths) if millionths % Value::ONE == 0 => {
                let count = u64::try_from(millionths / Value::ONE).ok()?;
                Some(count.saturating_sub(u64::from(free)))
            }
            Value::Number(_) | Value::Text(_) | Value::Date(_) | Value::Bool(_) => None,
        }
    }
}

/// How many questions may hang on one another before one is taken as not asked: far more than conditions nest.
const DEEPEST: u8 = 16;

fn capped(rule: &FeeRule, each: Money, line: &mut QuoteLine) -> Option<Money> {
    let sum = each.times(line.count.unwrap_or(1));
    match rule.cap.and_then(Money::of) {
        Some(cap) if sum.is_none_or(|sum| cap < sum) => {
            line.capped = true;
            Some(cap)
        }
        Some(_) | None => sum,
    }
}

fn left(rule: &FeeRule, reduction: &Reduction, full: Option<Money>, line: &mut QuoteLine) -> Option<Money> {
    match reduction.to {
        Reduced::Percent(percent) => full.map(|full| full.less_percent(percent)),
        Reduced::Dong(dong) => {
            let sum = Money::of(dong)?.times(line.count.unwrap_or(1))?;
            Some(rule.cap.and_then(Money::of).map_or(sum, |cap| sum.min(cap)))
        }
    }
}

fn question<'a>(form: &'a Form, path: &str) -> Option<(&'a Section, &'a Field)> {
    let (key, rest) = path.split_once('.')?;
    let section = form.sections.iter().find(|section| section.key == key)?;
    let rest = rest.strip_prefix("*.").unwrap_or(rest);
    let field = rest.split('.').next()?;
    section
        .fields
        .iter()
        .find(|one| one.key == field)
        .map(|field| (section, field))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_zero(value: &u32) -> bool {
    *value == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
