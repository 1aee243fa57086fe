//! Forms as data: what is asked, when it is asked, and what makes an answer acceptable.
//!
//! `schema` says what a form is · `condition` decides what is asked · `answers` keeps what was typed, as typed ·
//! `value` reads a typed answer as its kind · `walk` puts the three together in one pass · `problem` names what is
//! wrong · `shape` says how a kind is typed · `read` turns text into values · `rules` holds an answer to its rules ·
//! `validate` is the whole check, the same in the browser and on the server · `needs` is what a section looks at in others.

mod answers;
mod condition;
mod needs;
mod problem;
mod read;
mod rules;
mod schema;
mod shape;
mod validate;
mod value;
mod walk;

pub use answers::{Answers, NotAPath};
pub use condition::{Condition, Op, Operand, Scalar, Truth};
pub use problem::{Level, Problem, ProblemCode};
pub use schema::{Choice, DocumentKind, Field, Form, Kind, Options, Repeat, Required, Rule, Section, Subject, Test};
pub use shape::parts;
pub use validate::{Lookup, NoLookup, Validated, check_field, check_section, validate};
pub use value::Value;
pub use walk::{Shown, ShownField, ShownSection, walk};
