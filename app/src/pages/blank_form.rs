//! A blank form (mẫu trống) to print and fill in by hand: every question of the form with room for the answer. Questions
//! that are asked only in some cases are there too, marked so.

use leptos::prelude::*;
use motcua_core::form::{Choice, Field, Form, Kind, Options, Required, Section};

use super::procedure::moved;
use crate::api::catalogue;
use crate::components::{Breadcrumb, ButtonLink, Look, PrintButton, paper_words};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{BlankFormView, Found, Language};
use crate::{paths, text};

/// The blank form of a procedure.
#[component]
pub fn BlankFormPage() -> impl IntoView {
    load::page(catalogue::blank_form(load::in_path("code")), |found| match found {
        Found::Here(form) => shown(form),
        Found::Moved(code) => moved(&code),
    })
}

fn shown(view: BlankFormView) -> AnyView {
    let language = language();
    let title = [text::procedure::blank_title(language), ": ", &view.procedure].concat();
    let trail = vec![(paths::procedure(&view.code), view.procedure.clone())];
    let online = view.can_file.then(|| {
        view! {
            <ButtonLink href=paths::start(&view.code) look=Look::Secondary>
                {text::procedure::blank_online(language)}
            </ButtonLink>
        }
    });
    view! {
        <Page title=title class="page page-narrow blank-form">
            <Breadcrumb trail=trail/>
            <h1>{view.procedure}</h1>
            <p class="lead only-screen">{text::procedure::blank_note(language)}</p>
            <div class="actions">
                <PrintButton/>
                {online}
            </div>
            {form(language, view.form)}
        </Page>
    }
    .into_any()
}

fn form(language: Language, form: Form) -> AnyView {
    view! {
        {form.template.map(|template| view! { <p class="quiet">{template}</p> })}
        {form.sections.into_iter().map(|part| section(language, part)).collect_view()}
        <p class="declaration">{form.declaration}</p>
        <div class="sign-here">
            <p>{text::procedure::place_and_date(language)}</p>
            <p>{text::procedure::signature(language)}</p>
        </div>
    }
    .into_any()
}

fn section(language: Language, section: Section) -> AnyView {
    let repeated = section
        .repeat
        .map(|repeat| [&repeat.item, ": ", text::procedure::row_repeat(language)].concat());
    view! {
        <section>
            <h2>{section.title}</h2>
            {section.help.map(|help| view! { <p class="quiet">{help}</p> })}
            {repeated.map(|words| view! { <p class="quiet">{words}</p> })}
            <ul class="blank-lines">
                {section.fields.into_iter().map(|asked| field(language, asked)).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn field(language: Language, field: Field) -> AnyView {
    let open = field.when.is_some() || !matches!(field.required, Required::Always);
    let room = room(language, &field.kind);
    view! {
        <li>
            <span>
                {field.label}
                {open.then(|| view! { <span class="quiet">" (" {text::procedure::not_required(language)} ")"</span> })}
                ":"
            </span>
            {room}
        </li>
    }
    .into_any()
}

/// Room for an answer by hand: lines, boxes to tick, or the parts of an address or paper.
fn room(language: Language, kind: &Kind) -> AnyView {
    let line = || view! { <span class="blank-line"></span> }.into_any();
    let ticks = |options: Vec<String>| {
        options
            .into_iter()
            .map(
                |option| view! { <span class="blank-tick"><span class="box" aria-hidden="true"></span>{option}</span> },
            )
            .collect_view()
            .into_any()
    };
    let labels = |options: &[Choice]| options.iter().map(|option| option.label.clone()).collect::<Vec<_>>();
    let parts = |parts: &[&str]| {
        parts
            .iter()
            .map(|part| {
                view! {
                    <span class="blank-part">
                        {(*part).to_owned()} ":" <span class="blank-line"></span>
                    </span>
                }
            })
            .collect_view()
            .into_any()
    };
    match kind {
        Kind::Choice {
            options: Options::Listed(options),
        }
        | Kind::Choices { options } => ticks(labels(options)),
        Kind::YesNo => ticks(vec![
            text::common::yes(language).to_owned(),
            text::common::no(language).to_owned(),
        ]),
        Kind::Declaration => ticks(vec![text::filling::agree(language).to_owned()]),
        Kind::IdentityDocument { accepts } => {
            let kinds = ticks(
                accepts
                    .iter()
                    .map(|paper| paper_words(language, *paper).to_owned())
                    .collect(),
            );
            let rest = parts(&[
                text::filling::paper_number(language),
                text::filling::paper_issued_on(language),
                text::filling::paper_issued_by(language),
            ]);
            view! { {kinds} {rest} }.into_any()
        }
        Kind::Address => parts(&[
            text::filling::street(language),
            text::filling::commune(language),
            text::filling::province(language),
        ]),
        Kind::LongText { .. } => view! { {line()} {line()} {line()} }.into_any(),
        Kind::Text { .. }
        | Kind::Name
        | Kind::Number { .. }
        | Kind::Money
        | Kind::Date { .. }
        | Kind::Time
        | Kind::Choice {
            options: Options::List(_),
        }
        | Kind::PersonalId
        | Kind::TaxCode
        | Kind::Phone
        | Kind::Email
        | Kind::WebAddress
        | Kind::Agency { .. }
        | Kind::File => line(),
    }
}
