//! Conditions: a small bounded tree over answers, evaluated in three-valued logic. Total: never panics, never loops.
//! No general-purpose language: what cannot be said here is said by a person.

use serde::{Deserialize, Serialize};

/// What a condition says, or that it cannot be said yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// An answer it needs is not there yet.
    Unknown,
}

/// A condition over the answers of one form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// The answer at a path equals this.
    Is(String, Scalar),
    /// The answer at a path is one of these.
    In(String, Vec<Scalar>),
    /// There is an answer at a path.
    Present(String),
    /// Two operands compare so.
    Compare(Operand, Op, Operand),
}

/// A literal in a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// `true` or `false`, for yes/no and ticked options.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A choice's value or a text.
    Text(String),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operand {
    /// The answer at a path.
    Field(String),
    /// A whole number.
    Number(i64),
    /// A day, `yyyy-mm-dd`.
    Date(String),
    /// The day the form is checked, Vietnam time.
    Today,
    /// Whole years from the birth date at a path until today.
    Age(String),
    /// Whole years from the birth date at the first path until the date at the second.
    AgeAt(String, String),
    /// Days from the date at the first path to the date at the second.
    Days(String, String),
    /// Days from the date at a path until today.
    DaysSince(String),
    /// Rows of a repeated section.
    Count(String),
}

/// How two operands compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// Less.
    #[serde(rename = "<")]
    Less,
    /// Less or equal.
    #[serde(rename = "<=")]
    LessOrEqual,
    /// Equal.
    #[serde(rename = "=")]
    Equal,
    /// Greater or equal.
    #[serde(rename = ">=")]
    GreaterOrEqual,
    /// Greater.
    #[serde(rename = ">")]
    Greater,
}

impl Truth {
    /// Returns the truth of a plain boolean.
    pub const fn of(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    /// Says whether it definitely holds.
    pub const fn holds(self) -> bool {
        matches!(self, Self::True)
    }

    /// Kleene's negation: unknown stays unknown.
    #[must_use]
    pub const fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Kleene's conjunction: one false decides.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            (Self::Unknown, Self::True | Self::Unknown) | (Self::True, Self::Unknown) => Self::Unknown,
        }
    }

    /// Kleene's disjunction: one true decides.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.negate().and(other.negate()).negate()
    }
}

impl Condition {
    /// The deepest nesting a procedure file may use; deeper ones are refused when the file is read.
    pub const MAX_DEPTH: usize = 8;

    /// Returns how deep the tree goes; a leaf is 1.
    pub fn depth(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::depth).max().unwrap_or(0),
            Self::Not(part) => 1 + part.depth(),
            Self::Is(..) | Self::In(..) | Self::Present(_) | Self::Compare(..) => 1,
        }
    }

    /// Calls `visit` with every path the condition asks about.
    pub fn paths<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.paths(visit)),
            Self::Not(part) => part.paths(visit),
            Self::Is(path, _) | Self::In(path, _) | Self::Present(path) => visit(path),
            Self::Compare(left, _, right) => {
                left.paths(visit);
                right.paths(visit);
            }
        }
    }
}

impl Operand {
    /// Calls `visit` with every path the operand asks about.
    pub fn paths<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self {
            Self::Field(path) | Self::Age(path) | Self::DaysSince(path) | Self::Count(path) => visit(path),
            Self::AgeAt(first, second) | Self::Days(first, second) => {
                visit(first);
                visit(second);
            }
            Self::Number(_) | Self::Date(_) | Self::Today => {}
        }
    }
}

impl Op {
    /// Says whether an ordering satisfies the comparison.
    pub const fn accepts(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Equal => ordering.is_eq(),
            Self::GreaterOrEqual => ordering.is_ge(),
            Self::Greater => ordering.is_gt(),
        }
    }
}
