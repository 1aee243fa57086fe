//! The order sheet of a dispatch (phiếu gửi, QĐ 45/2016/QĐ-TTg): made to be printed, put on the parcel and signed by both who
//! hand it over.

use leptos::prelude::*;

use crate::api::posting as api;
use crate::components::{Breadcrumb, ButtonLink, Look, PrintButton, QrBlock};
use crate::load::{self, Page};
use crate::me::language;
use crate::paths;
use crate::text::posting as words;
use crate::views::{Language, PostSheet};

/// The order sheet of a dispatch.
#[component]
pub fn PostSheetPage() -> impl IntoView {
    let order = load::in_path("order").parse().unwrap_or_default();
    load::page(api::order_sheet(load::in_path("number"), order), shown)
}

fn shown(sheet: PostSheet) -> AnyView {
    let language = language();
    let line = sheet.line.clone();
    let title = words::sheet_title(language);
    let fact = |asked: &'static str, answer: String| {
        view! {
            <div>
                <dt>{asked}</dt>
                <dd>{answer}</dd>
            </div>
        }
        .into_any()
    };
    let to = [line.name.as_str(), "\n", &line.phone, "\n", &line.address].concat();
    view! {
        <Page title=[title, " ", &line.sheet].concat() class="page page-narrow receipt post-sheet">
            <Breadcrumb trail=vec![(paths::POST.to_owned(), words::title(language).to_owned())]/>
            <p class="receipt-agency">
                <strong>{sheet.agency.clone()}</strong>
                <span>{crate::text::follow::receiver_desk(language)}</span>
            </p>
            <h1>{title}</h1>
            <p class="big-number">
                <span>{words::sheet(language)}</span>
                <strong>{line.sheet.clone()}</strong>
            </p>
            <dl class="review-list">
                {fact(words::name(language), to)}
                {fact(words::sender(language), sheet.agency.clone())}
                {fact(crate::text::follow::number(language), line.number.clone())}
                {fact(crate::text::follow::about(language), line.procedure.clone())}
                {fact(words::contents(language), sheet.result.clone())}
                {fact(words::made_at(language), sheet.ordered_at.clone())}
                {line.item.clone().map(|item| fact(words::item(language), item))}
                {sheet.sent_at.clone().map(|at| fact(words::sent_at(language), at))}
                {sheet.carrier.clone().map(|who| fact(words::carrier_signed(language), who))}
            </dl>
            <QrBlock svg=sheet.qr_svg url=sheet.tracking_url words=words::scan_words(language)/>
            {signatures(language)}
            <div class="actions">
                <PrintButton/>
                <ButtonLink href=paths::POST.to_owned() look=Look::Secondary>
                    {words::to_list(language)}
                </ButtonLink>
            </div>
        </Page>
    }
    .into_any()
}

/// Places to sign: who hands it over, who takes it, and at the door its recipient.
fn signatures(language: Language) -> AnyView {
    let places = [
        words::sign_agency(language),
        words::sign_carrier(language),
        words::sign_recipient(language),
    ]
    .map(|who| {
        view! {
            <p>
                {who} <br/> <span class="quiet">{words::sign_hint(language)}</span>
            </p>
        }
    })
    .collect_view();
    view! { <div class="signatures">{places}</div> }.into_any()
}
