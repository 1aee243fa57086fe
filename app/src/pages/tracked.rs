//! One dossier (theo dõi hồ sơ): anybody sees how far it is and nothing else; the owner sees where it is, who has it, how
//! much time is left, what happened, and what there is to do.

use leptos::prelude::*;
use motcua_core::dossier::{Clock, Status};
use motcua_core::talk::Side;

use super::desk_results::owned;
use super::desk_standing::correction;
use super::missing::set_status;
use super::posting;
use super::receipt::cost;
use super::talk::thread;
use crate::api::{ApiError, post, reads};
use crate::components::{
    Alert, Breadcrumb, Button, ButtonLink, DueNote, FileLine, FileList, IssuedPapers, Look, NumberForm, ReviewList,
    TextArea, Timeline, TimelineStep, Tone,
};
use crate::load::{self, Page};
use crate::me::{language, signed_in};
use crate::views::{Completion, Language, OwnerView, PublicView, SupplementView, TimelineEntry, TrackView};
use crate::{paths, text};

/// A dossier, as far as the asker may see it.
#[component]
pub fn TrackedPage() -> impl IntoView {
    let number = load::in_path("number");
    load::page(
        async move {
            match reads::track(number.clone()).await {
                Ok(view) => Ok((number, Some(view))),
                Err(ApiError::NotFound) => Ok((number, None)),
                Err(failure) => Err(failure),
            }
        },
        |(number, view)| match view {
            Some(TrackView::Public(view)) => public(view),
            Some(TrackView::Owner(view)) => owner(view),
            None => not_found(number),
        },
    )
}

fn not_found(number: String) -> AnyView {
    let language = language();
    set_status(ApiError::NotFound.status());
    let title = text::follow::nothing_found(language);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">{text::follow::nothing_found_text(language)}</p>
            <NumberForm typed=number/>
        </Page>
    }
    .into_any()
}

fn public(view: PublicView) -> AnyView {
    let language = language();
    let title = [text::follow::number(language), " ", &view.number].concat();
    let (sign, class) = match view.completion {
        Completion::Done => ("✓", "status-line done"),
        Completion::Awaiting => ("!", "status-line waiting"),
        Completion::Sent | Completion::InWork | Completion::Ended => ("i", "status-line"),
    };
    let here = paths::tracked(&view.number);
    view! {
        <Page title=title.clone() class="page page-narrow">
            <Breadcrumb trail=vec![(paths::TRACK.to_owned(), text::follow::title(language).to_owned())]/>
            <h1>{title}</h1>
            <h2>{text::follow::how_far(language)}</h2>
            <p class=class>
                <span aria-hidden="true">{sign}</span>
                " "
                <strong>{text::dossier::completion(language, view.completion)}</strong>
            </p>
            <p>{text::follow::public_note(language)}</p>
            {(!signed_in())
                .then(|| {
                    view! {
                        <ButtonLink href=paths::sign_in_then(&here) look=Look::Secondary>
                            {text::common::sign_in(language)}
                        </ButtonLink>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn owner(view: OwnerView) -> AnyView {
    let language = language();
    let number = view.receipt.number.clone();
    let accepted = view.receipt.received_at.is_some();
    let to_receipt = if accepted {
        text::follow::see_receipt(language)
    } else {
        text::follow::see_acknowledgement(language)
    };
    let ended = view
        .reason
        .clone()
        .filter(|_| view.status != Status::AwaitingSupplement);
    view! {
        <Page title=[&view.receipt.procedure, " – ", &number].concat() class="page page-narrow">
            <Breadcrumb trail=vec![(paths::MINE.to_owned(), text::common::my_dossiers(language).to_owned())]/>
            <h1>{view.receipt.procedure.clone()}</h1>
            <p class="quiet">{text::follow::number(language)} " " <strong>{number.clone()}</strong></p>
            {view.supplement.as_ref().map(|supplement| supplement_asked(language, &number, supplement))}
            {present(language, &view)}
            {money(language, &number, &view)}
            {told(language, &view)}
            {owned(language, view.result.clone(), &view.results)}
            {posting::owned(language, &number, &view.posting)}
            {ended
                .map(|reason| {
                    view! {
                        <Alert tone=Tone::Notice title=text::follow::reason(language).to_owned()>
                            <p>{reason}</p>
                        </Alert>
                    }
                })}
            {view.receipt.due.clone().map(|due| view! { <DueNote due=due/> })}
            <div class="actions">
                <ButtonLink href=paths::receipt(&number) look=Look::Secondary>
                    {to_receipt}
                </ButtonLink>
            </div>
            <IssuedPapers number=number.clone() papers=view.receipt.issued.clone()/>
            {thread(language, &number, Side::Applicant, &view.thread)}
            <section>
                <h2>{text::follow::history(language)}</h2>
                <Timeline steps=steps(language, &view.timeline)/>
            </section>
            {view.receipt.quote.clone().map(|quote| cost(language, quote))}
            {filed(language, &view)}
            {view.can_withdraw.then(|| withdraw(language, &number))}
        </Page>
    }
    .into_any()
}

fn supplement_asked(language: Language, number: &str, supplement: &SupplementView) -> AnyView {
    view! {
        <section class="supplement">
            <h2>{text::follow::supplement_title(language)}</h2>
            <p>{text::follow::supplement_text(language)}</p>
            <ul>
                {supplement
                    .items
                    .iter()
                    .map(|(label, reason)| {
                        view! {
                            <li>
                                <strong>{label.clone()}</strong>
                                ": "
                                {reason.clone()}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <p class="quiet">{supplement.asked_at.clone()}</p>
            <form method="post" action=post::SUPPLEMENT>
                <input type="hidden" name="number" value=number.to_owned()/>
                <Button>{text::follow::mend(language)}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// What is owed for it, and the way to what was paid.
fn money(language: Language, number: &str, view: &OwnerView) -> AnyView {
    match (view.to_pay, view.has_paid) {
        (Some(amount), _) => view! {
            <section class="pay-due">
                <p class="fee-total">
                    {text::payment::to_pay(language)} ": " <strong>{text::number::money(amount)}</strong>
                </p>
                <div class="actions">
                    <ButtonLink href=paths::pay(number)>{text::payment::pay_now(language)}</ButtonLink>
                </div>
            </section>
        }
        .into_any(),
        (None, true) => view! {
            <p><a href=paths::pay(number)>{text::payment::paid_link(language)}</a></p>
        }
        .into_any(),
        (None, false) => ().into_any(),
    }
}

/// Where it stands now: who has it, what the owner has to do, when it ends, and how long it takes in practice.
fn present(language: Language, view: &OwnerView) -> AnyView {
    let (class, sign) = status_look(view.status);
    let agency = &view.receipt.agency;
    let with = match view.status {
        Status::New | Status::Finished => [text::follow::receiver_desk(language), ", ", agency].concat(),
        Status::Accepted | Status::Processing => agency.clone(),
        Status::AwaitingSupplement | Status::AwaitingPayment => text::follow::with_you(language).to_owned(),
        Status::Refused | Status::Withdrawn | Status::Stopped | Status::Returned => String::new(),
    };
    let facts = [
        Some((text::follow::with_whom(language), with)).filter(|(_, with)| !with.is_empty()),
        Some((
            text::follow::your_turn(language),
            text::follow::your_part(language, view.status).to_owned(),
        )),
        ends(language, view).map(|ends| (text::follow::when_done(language), ends)),
        view.expected.as_ref().map(|expected| {
            (
                text::follow::usually(language),
                text::follow::expected(language, expected),
            )
        }),
    ];
    view! {
        <section class="present-status">
            <p class=class>
                <span aria-hidden="true">{sign}</span>
                " "
                <strong>{text::dossier::status(language, view.status)}</strong>
            </p>
            <dl class="standing">
                {facts
                    .into_iter()
                    .flatten()
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()}
            </dl>
            {view
                .consulting
                .iter()
                .map(|(agency, due)| view! { <p>{text::consultation::now_asking(language, agency, due)}</p> })
                .collect_view()}
            {text::follow::next(language, view.status).map(|words| view! { <p class="quiet">{words}</p> })}
        </section>
    }
    .into_any()
}

/// Says when it ends, while that is still to come.
fn ends(language: Language, view: &OwnerView) -> Option<String> {
    let due = view.receipt.due.as_ref();
    match view.status.clock() {
        Clock::Paused => Some(text::follow::no_clock(language).to_owned()),
        Clock::NotStarted => Some(due.map_or_else(
            || text::follow::no_date_yet(language).to_owned(),
            |due| [text::follow::clock_later(language), ": ", &due.at, "."].concat(),
        )),
        Clock::Running => Some(match due {
            Some(due) if due.minutes_left.is_some_and(|left| left < 0) => {
                let (was, ask) = (text::follow::was_due(language), text::follow::ask_desk(language));
                [was, " ", &due.at, ". ", ask].concat()
            }
            Some(due) => [text::follow::at_latest(language), " ", &due.at, "."].concat(),
            None => text::follow::no_date_yet(language).to_owned(),
        }),
        Clock::Stopped => None,
    }
}

/// Returns the class and the sign that go with the words of a status.
pub(super) const fn status_look(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Finished | Status::Returned => ("status-line done", "✓"),
        Status::AwaitingSupplement | Status::AwaitingPayment => ("status-line waiting", "!"),
        Status::Refused | Status::Stopped => ("status-line problem", "×"),
        Status::New | Status::Accepted | Status::Processing | Status::Withdrawn => ("status-line", "→"),
    }
}

/// Returns the steps of the timeline, the last one present.
pub(super) fn steps(language: Language, entries: &[TimelineEntry]) -> Vec<TimelineStep> {
    let last = entries.len().saturating_sub(1);
    entries
        .iter()
        .enumerate()
        .map(|(index, entry)| TimelineStep {
            at: entry.at.clone(),
            title: text::dossier::event(language, &entry.kind).to_owned(),
            who: if entry.who.is_empty() {
                text::follow::portal(language).to_owned()
            } else {
                entry.who.clone()
            },
            said: entry.said.clone(),
            present: index == last,
        })
        .collect()
}

fn filed(language: Language, view: &OwnerView) -> AnyView {
    let files: Vec<FileLine> = view.receipt.files.iter().map(FileLine::from).collect();
    view! {
        <details>
            <summary>{text::follow::filed(language)}</summary>
            {view
                .sections
                .iter()
                .map(|section| {
                    view! {
                        <section class="review">
                            <h3>{section.title.clone()}</h3>
                            <ReviewList fields=section.fields.clone()/>
                        </section>
                    }
                })
                .collect_view()}
            {(!files.is_empty())
                .then(|| {
                    view! {
                        <section class="review">
                            <h3>{text::step::files(language)}</h3>
                            <FileList files=files/>
                        </section>
                    }
                })}
        </details>
    }
    .into_any()
}

/// What the agency owes the owner an explanation of: a date moved, a result corrected, a wish not answered yet.
fn told(language: Language, view: &OwnerView) -> AnyView {
    let running = matches!(view.status.clock(), Clock::Running | Clock::Paused);
    let extension = view.extension.clone().filter(|_| running).map(|extension| {
        view! {
            <Alert tone=Tone::Notice title=text::follow::extended_title(language).to_owned()>
                <p>{extension.reason}</p>
                {extension.former.map(|day| view! { <p>{text::follow::extended_from(language)} ": " {day}</p> })}
                <p>
                    {text::follow::extended_to(language)} ": " <strong>{extension.due}</strong>
                </p>
            </Alert>
        }
    });
    let waiting = view.withdrawal_pending.then(|| {
        view! {
            <p class="status-line waiting">
                <span aria-hidden="true">"… "</span>
                {text::follow::withdraw_waiting(language)}
            </p>
        }
    });
    view! {
        {waiting}
        {extension}
        {view.correction.clone().map(|open| correction(language, open))}
    }
    .into_any()
}

fn withdraw(language: Language, number: &str) -> AnyView {
    view! {
        <details class="danger">
            <summary>{text::follow::withdraw(language)}</summary>
            <p>{text::follow::withdraw_text(language)}</p>
            <form method="post" action=post::WITHDRAW>
                <input type="hidden" name="number" value=number.to_owned()/>
                <div class="field">
                    <label for="ly-do-rut">{text::follow::withdraw_why(language)}</label>
                    <p class="hint" id="ly-do-rut-hint">
                        {text::follow::withdraw_why_hint(language)}
                    </p>
                    <TextArea name="reason" id="ly-do-rut" rows=3/>
                </div>
                <Button look=Look::Secondary>{text::follow::withdraw_yes(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}
