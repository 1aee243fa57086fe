//! How the answer to a kind is typed: in one input, in ticks, in named parts, or as a file. The one list of kinds by shape.

use super::schema::{Choice, DocumentKind, Kind};

/// The shape of an answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape<'a> {
    /// One input; its text is read as the kind.
    One,
    /// A tick for each option.
    Ticks(&'a [Choice]),
    /// Province, commune and street.
    Address,
    /// An identity paper of one of the kinds accepted.
    Paper(&'a [DocumentKind]),
    /// A file, kept beside the answers.
    File,
}

/// Returns the shape of the answer to a kind.
pub(super) const fn shape(kind: &Kind) -> Shape<'_> {
    match kind {
        Kind::Choices { options } => Shape::Ticks(options.as_slice()),
        Kind::Address => Shape::Address,
        Kind::IdentityDocument { accepts } => Shape::Paper(accepts.as_slice()),
        Kind::File => Shape::File,
        Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Name
        | Kind::Number { .. }
        | Kind::Money
        | Kind::Date { .. }
        | Kind::Time
        | Kind::Choice { .. }
        | Kind::YesNo
        | Kind::PersonalId
        | Kind::TaxCode
        | Kind::Phone
        | Kind::Email
        | Kind::WebAddress
        | Kind::Agency { .. }
        | Kind::Declaration => Shape::One,
    }
}

/// Returns the parts a kind's answer is typed in; none for kinds with a single input.
pub const fn parts(kind: &Kind) -> &'static [&'static str] {
    match shape(kind) {
        Shape::Address => &["province", "commune", "street"],
        Shape::Paper(_) => &["kind", "number", "issued_on", "issued_by"],
        Shape::One | Shape::Ticks(_) | Shape::File => &[],
    }
}
