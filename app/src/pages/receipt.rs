//! The acknowledgement (giấy xác nhận) right after filing, and after acceptance the receipt with the promised date
//! (giấy tiếp nhận hồ sơ và hẹn trả kết quả, form 01). Made to be printed and kept.

use leptos::prelude::*;
use motcua_core::procedure::Quote;

use crate::api::reads;
use crate::components::{
    Alert, ButtonLink, DueNote, FeeNote, FileLine, FileList, IssuedPapers, Look, PrintButton, QrBlock, Tone,
};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{Language, Receipt, TrackView};
use crate::{paths, text};

/// The acknowledgement or receipt of a dossier.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    load::page(reads::track(load::in_path("number")), |view| match view {
        TrackView::Owner(view) => shown(view.receipt),
        TrackView::Public(view) => not_yours(view.number),
    })
}

fn not_yours(number: String) -> AnyView {
    let language = language();
    let title = text::follow::form_01(language);
    let here = paths::receipt(&number);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">{text::follow::not_yours(language)}</p>
            <div class="actions">
                <ButtonLink href=paths::sign_in_then(&here)>{text::common::sign_in(language)}</ButtonLink>
                <ButtonLink href=paths::tracked(&number) look=Look::Secondary>
                    {text::follow::see_tracking(language)}
                </ButtonLink>
            </div>
        </Page>
    }
    .into_any()
}

fn shown(receipt: Receipt) -> AnyView {
    let language = language();
    let accepted = receipt.received_at.is_some();
    let title = if accepted {
        text::follow::form_01(language)
    } else {
        text::follow::acknowledgement(language)
    };
    let number = receipt.number.clone();
    view! {
        <Page title=[title, " ", &number].concat() class="page page-narrow receipt">
            {(!accepted)
                .then(|| {
                    view! {
                        <Alert tone=Tone::Done title=text::follow::sent_title(language).to_owned()>
                            <p>{text::follow::sent_text(language)}</p>
                        </Alert>
                    }
                })}
            <p class="receipt-agency">
                <strong>{receipt.agency.clone()}</strong>
                <span>{text::follow::receiver_desk(language)}</span>
            </p>
            <h1>{title}</h1>
            <p class="big-number">
                <span>{text::follow::your_number(language)}</span>
                <strong>{number.clone()}</strong>
            </p>
            {match receipt.due.clone() {
                Some(due) => view! { <DueNote due=due/> }.into_any(),
                None => view! { <p>{text::follow::no_date(language)}</p> }.into_any(),
            }}
            {facts(language, &receipt)}
            {receipt.quote.clone().map(|quote| cost(language, quote))}
            <section>
                <h2>{text::follow::what_next(language)}</h2>
                {(!accepted).then(|| view! { <p>{text::follow::next_new(language)}</p> })}
                <p>{text::dossier::if_nothing(language)}</p>
            </section>
            <IssuedPapers number=number.clone() papers=receipt.issued.clone()/>
            <QrBlock svg=receipt.qr_svg url=receipt.tracking_url words=text::follow::qr_words(language)/>
            {accepted.then(|| signatures(language))}
            <div class="actions">
                <ButtonLink href=paths::tracked(&number)>{text::follow::see_tracking(language)}</ButtonLink>
                <PrintButton/>
            </div>
        </Page>
    }
    .into_any()
}

fn facts(language: Language, receipt: &Receipt) -> AnyView {
    let fact = |asked: &'static str, answer: String| {
        view! {
            <div>
                <dt>{asked}</dt>
                <dd>{answer}</dd>
            </div>
        }
        .into_any()
    };
    let files: Vec<FileLine> = receipt.files.iter().map(FileLine::from).collect();
    let received_at = receipt.received_at.clone();
    let received_by = receipt.received_by.clone().filter(|by| !by.is_empty());
    view! {
        <dl class="review-list">
            {fact(text::follow::applicant(language), receipt.applicant.clone())}
            {(!receipt.contact.is_empty())
                .then(|| fact(text::follow::contact(language), receipt.contact.join("\n")))}
            {fact(text::follow::about(language), [&receipt.procedure, " (", &receipt.code, ")"].concat())}
            {fact(text::intake::channel(language), text::intake::entry(language, &receipt.entry))}
            {receipt.entry.received_at.clone().map(|at| fact(text::intake::received_at(language), at))}
            {receipt.entry.entered_by.clone().map(|by| fact(text::intake::entered_by(language), by))}
            {fact(text::follow::sent_at(language), receipt.submitted_at.clone())}
            {received_at.map(|at| fact(text::follow::received_at(language), at))}
            {received_by.map(|by| fact(text::follow::received_by(language), by))}
            {fact(text::follow::sets(language), text::follow::one_set(language).to_owned())}
        </dl>
        <section>
            <h2>{text::follow::papers(language)}</h2>
            {if files.is_empty() {
                view! { <p>{text::step::no_files(language)}</p> }.into_any()
            } else {
                view! { <FileList files=files/> }.into_any()
            }}
            {super::desk_dossier::unscanned(language, &receipt.entry)}
            {(!receipt.to_present.is_empty())
                .then(|| {
                    view! {
                        <h3>{text::follow::to_present(language)}</h3>
                        <ul>
                            {receipt.to_present.iter().map(|paper| view! { <li>{paper.clone()}</li> }).collect_view()}
                        </ul>
                    }
                })}
        </section>
    }
    .into_any()
}

/// What it cost on the day it was filed, the sum also in words.
pub(super) fn cost(language: Language, quote: Quote) -> AnyView {
    let in_full = quote.total.known().filter(|sum| !sum.is_zero());
    view! {
        <section>
            <h2>{text::fees::at_filing(language)}</h2>
            <FeeNote quote=quote/>
            {in_full.map(|sum| view! { <p class="quiet">{text::fees::in_full(language, sum)}</p> })}
        </section>
    }
    .into_any()
}

/// Places to sign, for the paper copy only.
fn signatures(language: Language) -> AnyView {
    view! {
        <div class="signatures only-print">
            <p>{text::follow::signature_applicant(language)}</p>
            <p>{text::follow::signature_receiver(language)}</p>
        </div>
    }
    .into_any()
}
