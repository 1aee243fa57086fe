//! Paying for a dossier (nộp phí, lệ phí): what is owed and why, the ways to pay it, the try that is open, what was paid. It
//! shows what the books say and nothing that an address claims; it works without script and on the narrowest phone.

use leptos::prelude::*;
use leptos_meta::Meta;
use motcua_core::payment::{State, Way};

use crate::api::{payment as api, post};
use crate::backend::Prints;
use crate::components::{Alert, Breadcrumb, Button, ButtonLink, Look, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::payment as words;
use crate::views::{AttemptView, Language, OwedView, PaidView, PayView};
use crate::{paths, text};

/// What there is to pay for a dossier.
#[component]
pub fn PayPage() -> impl IntoView {
    let number = load::in_path("number");
    load::page(api::to_pay(number), |view| shown(view, false))
}

/// What payers see who come back from a gateway.
#[component]
pub fn ReturnedPage() -> impl IntoView {
    let reference = load::in_query("vnp_TxnRef");
    load::page(api::returned(reference), |view| shown(view, true))
}

fn shown(view: PayView, is_back: bool) -> AnyView {
    let language = language();
    let title = if is_back {
        words::returned(language)
    } else {
        words::title(language)
    };
    let number = view.number.clone();
    let waits = is_back && view.attempt.as_ref().is_some_and(|attempt| attempt.way.is_gateway());
    let trail = vec![
        (paths::MINE.to_owned(), text::common::my_dossiers(language).to_owned()),
        (paths::tracked(&number), number.clone()),
    ];
    view! {
        <Page title=[title, " – ", &number].concat() class="page page-narrow">
            {waits.then(|| view! { <Meta http_equiv="refresh" content="5"/> })}
            <Breadcrumb trail=trail/>
            <h1>{title}</h1>
            <p class="lead">{view.procedure.clone()}</p>
            {view
                .missed
                .map(|(way, state)| {
                    view! {
                        <Alert tone=Tone::Notice title=words::state(language, state).to_owned()>
                            <p>{words::missed(language, way, state)}</p>
                        </Alert>
                    }
                })}
            {match &view.owed {
                Some(owed) => due(language, &view, owed),
                None => view! { <p class="status-line done">"✓ " <strong>{words::nothing(language)}</strong></p> }.into_any(),
            }}
            {match (&view.attempt, &view.owed) {
                (Some(attempt), _) => open(language, &number, attempt, waits),
                (None, Some(_)) => ways(language, &view),
                (None, None) => ().into_any(),
            }}
            {(!view.paid.is_empty()).then(|| paid(language, &view.paid))}
            <div class="actions">
                <ButtonLink href=paths::tracked(&number) look=Look::Secondary>
                    {words::back_to_dossier(language)}
                </ButtonLink>
                <ButtonLink href=paths::receipt(&number) look=Look::Secondary>
                    {words::see_receipt(language)}
                </ButtonLink>
            </div>
        </Page>
    }
    .into_any()
}

fn due(language: Language, view: &PayView, owed: &OwedView) -> AnyView {
    view! {
        <section class="pay-due">
            <p class="fee-total">
                {words::to_pay(language)} ": " <strong>{text::number::money(owed.amount)}</strong>
            </p>
            {sums(&owed.lines)}
            <dl class="standing">
                <div><dt>{words::for_dossier(language)}</dt><dd>{view.number.clone()}</dd></div>
                <div><dt>{words::to_whom(language)}</dt><dd>{view.agency.clone()}</dd></div>
                {owed
                    .reason
                    .clone()
                    .map(|reason| view! { <div><dt>{words::asked_why(language)}</dt><dd>{reason}</dd></div> })}
            </dl>
        </section>
    }
    .into_any()
}

/// Lists what a sum is made of.
fn sums(lines: &[(String, u64)]) -> AnyView {
    let lines = lines
        .iter()
        .map(|(name, amount)| {
            view! {
                <li>{name.clone()} ": " <strong>{text::number::money(*amount)}</strong></li>
            }
        })
        .collect_view();
    view! { <ul class="fee-lines">{lines}</ul> }.into_any()
}

fn ways(language: Language, view: &PayView) -> AnyView {
    if view.ways.is_empty() {
        return view! { <p>{words::no_ways(language)}</p> }.into_any();
    }
    let number = &view.number;
    let forms = view
        .ways
        .iter()
        .enumerate()
        .map(|(at, way)| {
            let name = words::way(language, *way);
            let look = if at == 0 { Look::Primary } else { Look::Secondary };
            view! {
                <li class="line">
                    <form method="post" action=post::PAY>
                        <input type="hidden" name="number" value=number.clone()/>
                        <input type="hidden" name="way" value=way.as_str()/>
                        <Button look=look>{name}</Button>
                        <p class="hint">{words::way_hint(language, *way)}</p>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{words::choose(language)}</h2>
            <p>{words::once(language)}</p>
            <ul class="lines">{forms}</ul>
            <p class="quiet">{words::or_counter(language)}</p>
        </section>
    }
    .into_any()
}

fn open(language: Language, number: &str, attempt: &AttemptView, waits: bool) -> AnyView {
    let said = match (attempt.state, attempt.is_over) {
        (State::Unknown, _) => Some(words::unknown(language)),
        (_, true) if attempt.way.is_gateway() => Some(words::over(language)),
        _ if waits => Some(words::waits(language)),
        _ => None,
    };
    let may_pay = attempt.state != State::Unknown && !attempt.is_over;
    let gone = attempt.url.clone().filter(|_| may_pay).map(|url| {
        view! {
            <p>{words::leaving(language)}</p>
            <div class="actions">
                <ButtonLink href=url>{words::go_pay(language)}</ButtonLink>
            </div>
        }
    });
    view! {
        <section class="pay-open">
            <h2>{words::way(language, attempt.way)}</h2>
            <p class="status-line waiting">
                "! " <strong>{words::state(language, attempt.state)}</strong>
            </p>
            {said.map(|said| view! { <p role="status">{said}</p> })}
            {may_pay.then(|| view! { <p class="quiet">{words::until(language)} " " {attempt.until.clone()}</p> })}
            {gone}
            {attempt.transfer.is_some().then(|| transfer(language, attempt))}
            <div class="actions">
                {attempt.way.is_gateway().then(|| own(number, post::CHECK_PAYMENT, words::check(language)))}
                {(attempt.way == Way::Transfer).then(|| own(number, post::LEAVE_PAYMENT, words::leave(language)))}
            </div>
        </section>
    }
    .into_any()
}

/// A button about one's own try.
fn own(number: &str, action: &'static str, label: &'static str) -> AnyView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="number" value=number.to_owned()/>
            <Button look=Look::Secondary>{label}</Button>
        </form>
    }
    .into_any()
}

fn transfer(language: Language, attempt: &AttemptView) -> AnyView {
    let Some(transfer) = &attempt.transfer else {
        return ().into_any();
    };
    let rows = [
        (words::bank(language), transfer.bank.clone()),
        (words::account(language), transfer.account.clone()),
        (words::holder(language), transfer.holder.clone()),
        (words::amount(language), text::number::money(attempt.amount)),
        (words::memo(language), transfer.memo.clone()),
    ]
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    .collect_view();
    view! {
        <p>{words::scan(language)}</p>
        <figure class="qr">
            <div class="qr-code" role="img" aria-label=words::qr(language) inner_html=transfer.qr_svg.clone()></div>
        </figure>
        <p class="hint">{words::scan_here(language)}</p>
        <h3>{words::by_hand(language)}</h3>
        <dl class="standing">{rows}</dl>
        <p class="hint">{words::memo_hint(language)}</p>
        <p class="quiet">{words::transfer_seen(language)}</p>
    }
    .into_any()
}

fn paid(language: Language, all: &[PaidView]) -> AnyView {
    let lines = all
        .iter()
        .map(|one| view! { <li class="line">{payment(language, one)}</li> })
        .collect_view();
    view! {
        <section>
            <h2>{words::paid_title(language)}</h2>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

/// A payment that was made, in a few lines.
pub(super) fn payment(language: Language, one: &PaidView) -> AnyView {
    let transaction = (one.way != Way::Counter).then(|| one.transaction.clone());
    view! {
        <p>
            <strong>{text::number::money(one.amount)}</strong>
            " · "
            {words::way(language, one.way)}
            " · "
            {words::state(language, one.state)}
        </p>
        <p class="quiet">
            {one.at.clone()} " · " {one.reference.clone()}
            {transaction
                .filter(|number| !number.is_empty())
                .map(|number| [" · ", words::transaction(language), " ", &number].concat())}
        </p>
        {one.receipt
            .clone()
            .filter(|_| use_context::<Prints>().is_some())
            .map(|receipt| {
                view! {
                    <p><a href=receipt rel="external">{words::fee_receipt(language)}</a></p>
                }
            })}
    }
    .into_any()
}
