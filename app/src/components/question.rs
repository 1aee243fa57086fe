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
use crate::views::{Language, OptionList};

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
        Kind::Choice { options } => is_group(offered(options).choices().len()),
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
            let offered = Filling::current()
                .lists
                .with_untracked(|lists| lists.agencies.get(level.key()).cloned().unwrap_or_default());
            always_select(own, &offered)
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

fn always_select(path: String, options: &OptionList) -> AnyView {
    let chosen = Filling::current().typed(&path);
    view! {
        <select
            id=path.clone()
            name=crate::filling::input_name(&path)
            aria-describedby=super::described_by(&path)
            inner_html=options.html(text::filling::choose(language()), &chosen)
        ></select>
    }
    .into_any()
}

fn offered(options: &Options) -> OptionList {
    match options {
        Options::Listed(listed) => listed.iter().cloned().collect(),
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

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use motcua_core::form::{Answers, DocumentKind, Level, Problem, ProblemCode, Required};
    use motcua_core::procedure::AgencyLevel;

    use super::*;
    use crate::views::Lists;

    fn choices(count: usize) -> Options {
        let one = |index: usize| Choice {
            value: format!("v{index}"),
            label: format!("Lựa chọn {index}"),
        };
        Options::Listed((0..count).map(one).collect())
    }

    fn list(value: &str, label: &str) -> OptionList {
        let one = Choice {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        [one].into_iter().collect()
    }

    fn drawn(kind: Kind, typed: &[(&str, &str)], problem: Option<(&str, ProblemCode)>) -> String {
        let owner = Owner::new();
        owner.with(|| {
            let mut answers = Answers::default();
            for (path, text) in typed {
                answers.set(path, *text).unwrap();
            }
            let problems = problem.map(|(at, code)| Problem {
                at: at.to_owned(),
                level: Level::Error,
                code,
            });
            let lists = Lists {
                provinces: list("68", "Lâm Đồng"),
                communes: [("68".to_owned(), list("24778", "Phường X"))].into(),
                ..Lists::default()
            };
            Filling::provide(answers, problems.into_iter().collect(), lists);
            let field = Field {
                key: "b".to_owned(),
                label: "Câu hỏi".to_owned(),
                hint: None,
                concept: None,
                autocomplete: None,
                kind,
                required: Required::Always,
                when: None,
                rules: Vec::new(),
            };
            let question = Question {
                field,
                path: "a.b".to_owned(),
                required: true,
                origin: None,
                asked: Some("Sai số".to_owned()),
            };
            view! { <QuestionInput question=question/> }.to_html()
        })
    }

    #[test]
    fn every_kind_is_sent_under_its_path_and_named_by_its_question() {
        for kind in [
            Kind::Text { max: 10 },
            Kind::LongText { max: 10 },
            Kind::Name,
            Kind::Number {
                decimals: 1,
                unit: Some("m²".to_owned()),
            },
            Kind::Money,
            Kind::Date {
                at_least: Precision::Day,
            },
            Kind::Time,
            Kind::Choice { options: choices(2) },
            Kind::Choice { options: choices(6) },
            Kind::YesNo,
            Kind::PersonalId,
            Kind::TaxCode,
            Kind::Phone,
            Kind::Email,
            Kind::WebAddress,
            Kind::Agency {
                level: AgencyLevel::Commune,
            },
            Kind::Declaration,
        ] {
            let html = drawn(kind.clone(), &[], None);
            assert!(html.contains(r#"name="answers[a.b]""#), "{kind:?}: {html}");
            assert!(html.contains("Câu hỏi") && html.contains("Sai số"), "{kind:?}: {html}");
            let named = html.contains(r#"<label for="a.b""#) || html.contains("<legend");
            assert!(named && html.contains(r#"id="a.b""#), "{kind:?}: {html}");
        }
    }

    #[test]
    fn up_to_five_choices_are_radios_and_more_are_a_select() {
        assert_eq!(
            drawn(Kind::Choice { options: choices(5) }, &[], None)
                .matches(r#"type="radio""#)
                .count(),
            5
        );
        let select = drawn(Kind::Choice { options: choices(6) }, &[("a.b", "v3")], None);
        assert!(select.contains("<select") && !select.contains("radio"), "{select}");
        assert!(select.contains(r#"selected value="v3""#), "{select}");
    }

    #[test]
    fn what_was_typed_is_there_again_and_cannot_break_out() {
        let html = drawn(Kind::Text { max: 99 }, &[("a.b", "\"><script>x")], None);
        assert!(
            html.contains("&quot;&gt;&lt;script&gt;x") || html.contains("&quot;><script"),
            "{html}"
        );
        assert!(!html.contains("\"><script>"), "{html}");
    }

    #[test]
    fn a_problem_stands_between_question_and_input_and_is_tied_to_it() {
        let html = drawn(Kind::PersonalId, &[], Some(("a.b", ProblemCode::Missing)));
        let (words, input) = (html.find("Hãy điền câu trả lời").unwrap(), html.find("<input").unwrap());
        assert!(words < input, "{html}");
        assert!(
            html.contains(r#"aria-invalid="true""#) && html.contains(r#"id="a.b-problem""#),
            "{html}"
        );
        assert!(html.contains("a.b-problem\""), "{html}");
    }

    #[test]
    fn the_parts_of_an_address_and_a_paper_have_paths_of_their_own() {
        let html = drawn(Kind::Address, &[("a.b.province", "68"), ("a.b.commune", "24778")], None);
        for part in ["province", "commune", "street"] {
            assert!(
                html.contains(&format!(r#"name="answers[a.b.{part}]""#)),
                "{part}: {html}"
            );
        }
        assert!(html.contains(r#"selected value="24778""#), "{html}");
        assert!(
            html.contains(r#"name="go" value="stay""#),
            "without script the communes come by a button: {html}"
        );
        let html = drawn(
            Kind::IdentityDocument {
                accepts: DocumentKind::ALL.to_vec(),
            },
            &[],
            None,
        );
        for part in ["kind", "number", "issued_on", "issued_by"] {
            assert!(
                html.contains(&format!(r#"name="answers[a.b.{part}]""#)),
                "{part}: {html}"
            );
        }
    }

    #[test]
    fn several_choices_are_answers_of_their_own() {
        let Options::Listed(options) = choices(3) else { panic!() };
        let html = drawn(Kind::Choices { options }, &[("a.b.v1", "yes")], None);
        assert_eq!(html.matches(r#"type="checkbox""#).count(), 3);
        assert_eq!(html.matches("checked").count(), 1, "{html}");
        assert!(html.contains(r#"name="answers[a.b.v1]""#), "{html}");
    }
}
