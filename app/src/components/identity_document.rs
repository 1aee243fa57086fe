//! Identity paper (giấy tờ tùy thân): its kind, number, day and place of issue, as printed on it.

use leptos::prelude::*;
use motcua_core::form::{Choice, DocumentKind};

use super::{FieldProblem, InputLook, TextInput, described_by};
use crate::filling::{Filling, input_name};
use crate::me::language;
use crate::text;
use crate::views::{Language, OptionList};

/// The four parts of an identity paper at a path.
#[component]
pub fn IdentityDocumentInput(
    /// Where the parts are kept: `path.kind`, `path.number`, `path.issued_on`, `path.issued_by`.
    path: String,
    /// What papers are taken.
    accepts: Vec<DocumentKind>,
) -> impl IntoView {
    let language = language();
    let kind = path.clone() + ".kind";
    let chosen = Filling::current().typed(&kind);
    let options = accepts
        .into_iter()
        .map(|paper| Choice {
            value: paper.key().to_owned(),
            label: paper_words(language, paper).to_owned(),
        })
        .collect::<OptionList>();
    let line = |name: &str, words: &'static str, hint: &'static str, look: InputLook| {
        let path = [&path, ".", name].concat();
        view! {
            <div class="part">
                <label for=path.clone()>{words}</label>
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=path.clone() + "-hint">{hint}</p> })}
                <FieldProblem path=path.clone()/>
                <TextInput path=path look=look/>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="part">
            <label for=kind.clone()>{text::filling::paper_kind(language)}</label>
            <FieldProblem path=kind.clone()/>
            <select
                id=kind.clone()
                name=input_name(&kind)
                aria-describedby=described_by(&kind)
                inner_html=options.html(text::filling::choose(language), &chosen)
            ></select>
        </div>
        {line("number", text::filling::paper_number(language), "", InputLook { width: "w-20", ..InputLook::default() })}
        {line(
            "issued_on",
            text::filling::paper_issued_on(language),
            text::filling::date_hint_day(language),
            InputLook { mode: Some("numeric"), width: "w-10", ..InputLook::default() },
        )}
        {line("issued_by", text::filling::paper_issued_by(language), "", InputLook::default())}
    }
    .into_any()
}

/// Names a kind of identity paper.
pub const fn paper_words(language: Language, paper: DocumentKind) -> &'static str {
    match paper {
        DocumentKind::IdentityCard => text::filling::identity_card(language),
        DocumentKind::IdentityCertificate => text::filling::identity_certificate(language),
        DocumentKind::Passport => text::filling::passport(language),
        DocumentKind::OldIdentityCard => text::filling::old_identity_card(language),
        DocumentKind::Other => text::filling::other_paper(language),
    }
}
