//! Question (câu hỏi): one field of a form, drawn by its kind. `core::form::walk` decides whether it is asked; here it is
//! only drawn. A part of an answer (a province, a kind of paper) has its own id and its own problem.

use leptos::prelude::*;
use motcua_core::calendar::Precision;
use motcua_core::form::{Choice, Field, Kind, Options, ShownField};

use super::choices::{is_group, tick};
use super::textarea::answer_area;
use super::{AddressInput, Checkboxes, FieldFrame, IdentityDocumentInput, InputLook, Pick, TextInput, YesNo};
use crate::filling::Filling;
use crate::me::language;
use crate::text;
use crate::views::Language;

/// One question as it stands in the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The field.
    pub field: Field,
    /// Where its answer is kept.
    pub path: String,
    /// Whether an answer must be given.
    pub required: bool,
    /// Where a prefilled answer comes from.
    pub origin: Option<String>,
    /// What the officer asked to mend.
    pub asked: Option<String>,
}

impl From<&ShownField<'_>> for Question {
    fn from(shown: &ShownField<'_>) -> Self {
        Self {
            field: shown.field.clone(),
            path: shown.path.clone(),
            required: shown.required,
            origin: None,
            asked: None,
        }
    }
}

/// A question with its input. The form around it must have provided [`Filling`].
#[component]
pub fn QuestionInput(
    /// The question.
    question: Question,
) -> impl IntoView {
    let Question {
        field,
        path,
        required,
        origin,
        asked,
    } = question;
    let hint = field
        .hint
        .clone()
        .or_else(|| own_hint(language(), &field.kind).map(str::to_owned));
    let group = is_grouped(&field.kind);
    let input = drawn(&field, &path, required);
    view! {
        <FieldFrame path=path label=field.label hint=hint required=required origin=origin asked=asked group=group>
            {input}
        </FieldFrame>
    }
    .into_any()
}

fn is_grouped(kind: &Kind) -> bool {
    match kind {
        Kind::Choice { options } => is_group(offered(options).len()),
        Kind::Choices { .. } | Kind::YesNo | Kind::IdentityDocument { .. } | Kind::Address | Kind::Declaration => true,
        Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Name
        | Kind::Number { .. }
        | Kind::Money
        | Kind::Date { .. }
        | Kind::Time
        | Kind::PersonalId
        | Kind::TaxCode
        | Kind::Phone
        | Kind::Email
        | Kind::WebAddress
        | Kind::Agency { .. }
        | Kind::File => false,
    }
}

fn drawn(field: &Field, path: &str, required: bool) -> AnyView {
    let own = path.to_owned();
    let autocomplete = field.autocomplete.clone();
    let typed = |look: InputLook, unit: Option<String>| {
        let path = path.to_owned();
        view! { <TextInput path=path look=look autocomplete=autocomplete.clone() unit=unit required=required/> }
            .into_any()
    };
    let look = |mode: &'static str, width: &'static str| InputLook {
        mode: Some(mode),
        width,
        ..InputLook::default()
    };
    match &field.kind {
        Kind::Text { .. } => typed(
            InputLook {
                spell: true,
                ..InputLook::default()
            },
            None,
        ),
        Kind::Name => typed(InputLook::default(), None),
        Kind::LongText { .. } => answer_area(path),
        Kind::Number { decimals, unit } => typed(
            look(if *decimals > 0 { "decimal" } else { "numeric" }, "w-10"),
            unit.clone(),
        ),
        Kind::Money => typed(look("numeric", "w-20"), Some("đ".to_owned())),
        Kind::Date { .. } => typed(look("numeric", "w-10"), None),
        Kind::Time => typed(look("numeric", "w-10"), None),
        Kind::PersonalId | Kind::TaxCode => typed(look("numeric", "w-20"), None),
        Kind::Phone => typed(
            InputLook {
                kind: Some("tel"),
                ..look("tel", "w-20")
            },
            None,
        ),
        Kind::Email => typed(look("email", ""), None),
        Kind::WebAddress => typed(look("url", ""), None),
        Kind::Choice { options } => view! { <Pick path=own options=offered(options)/> }.into_any(),
        Kind::Choices { options } => view! { <Checkboxes path=own options=options.clone()/> }.into_any(),
        Kind::YesNo => view! { <YesNo path=own/> }.into_any(),
        Kind::IdentityDocument { accepts } => {
            view! { <IdentityDocumentInput path=own accepts=accepts.clone()/> }.into_any()
        }
        Kind::Address => view! { <AddressInput path=own/> }.into_any(),
        Kind::Agency { level } => {
            let lines = Filling::current()
                .lists
                .with_untracked(|lists| lists.agencies.get(level.key()).cloned().unwrap_or_default());
            let options = lines
                .into_iter()
                .map(|line| Choice {
                    value: line.code,
                    label: line.name,
                })
                .collect::<Vec<_>>();
            always_select(own, options)
        }
        Kind::File => view! { <p class="quiet" id=own>{text::filling::file_at_papers(language())}</p> }.into_any(),
        Kind::Declaration => {
            let ticked = !Filling::current().typed(path).is_empty();
            let option = Choice {
                value: "yes".to_owned(),
                label: text::filling::agree(language()).to_owned(),
            };
            tick("checkbox", path, own + "-yes", option, ticked)
        }
    }
}

fn always_select(path: String, options: Vec<Choice>) -> AnyView {
    let chosen = Filling::current().typed(&path);
    view! {
        <select id=path.clone() name=crate::filling::input_name(&path) aria-describedby=super::described_by(&path)>
            <option value="">{text::filling::choose(language())}</option>
            {super::choices::options_of(options, &chosen)}
        </select>
    }
    .into_any()
}

fn offered(options: &Options) -> Vec<Choice> {
    match options {
        Options::Listed(listed) => listed.clone(),
        Options::List(name) => Filling::current()
            .lists
            .with_untracked(|lists| lists.choices.get(name).cloned().unwrap_or_default()),
    }
}

fn own_hint(language: Language, kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Date {
            at_least: Precision::Day,
        } => text::filling::date_hint_day(language),
        Kind::Date {
            at_least: Precision::Month,
        } => text::filling::date_hint_month(language),
        Kind::Date {
            at_least: Precision::Year,
        } => text::filling::date_hint_year(language),
        Kind::Time => text::filling::time_hint(language),
        Kind::Money => text::filling::money_hint(language),
        Kind::PersonalId => text::filling::personal_id_hint(language),
        Kind::Phone => text::filling::phone_hint(language),
        Kind::Email => text::filling::email_hint(language),
        Kind::TaxCode => text::filling::tax_code_hint(language),
        Kind::WebAddress => text::filling::web_hint(language),
        Kind::Name => text::filling::name_hint(language),
        Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Number { .. }
        | Kind::Choice { .. }
        | Kind::Choices { .. }
        | Kind::YesNo
        | Kind::IdentityDocument { .. }
        | Kind::Address
        | Kind::Agency { .. }
        | Kind::File
        | Kind::Declaration => return None,
    })
}
