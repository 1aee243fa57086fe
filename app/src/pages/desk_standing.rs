//! What stands beside a dossier's answers on the desk: its four states, what was told of its date, a wish to withdraw, a
//! correction under way, how it compares with the registers, and what the last supplement changed.

use leptos::prelude::*;
use motcua_core::deadline::Stage;

use crate::components::{Alert, FileLine, FileList, Tone};
use crate::text;
use crate::views::{
    ChangedPaper, ChangesView, CorrectionView, DeskDossier, Language, SaidView, VerificationView, WarningView,
};

/// Casework, payment, delivery and synchronisation, each apart.
pub(super) fn states(language: Language, view: &DeskDossier) -> AnyView {
    let sync = if view.states.sync.is_empty() {
        vec![text::desk::sync_none(language).to_owned()]
    } else {
        let targets = view.states.sync.iter();
        targets
            .map(|(target, state)| [target, ": ", text::desk::sync(language, *state)].concat())
            .collect()
    };
    let lines = [
        (
            text::desk::casework(language),
            text::dossier::status(language, view.status).to_owned(),
        ),
        (
            text::desk::payment(language),
            text::desk::paid(language, view.states.payment),
        ),
        (
            text::desk::delivery(language),
            text::desk::delivered(language, view.states.delivery).to_owned(),
        ),
        (text::desk::synchronisation(language), sync.join("; ")),
    ];
    let lines = lines
        .into_iter()
        .map(|(name, state)| view! { <div><dt>{name}</dt><dd>{state}</dd></div> })
        .collect_view();
    view! {
        <section>
            <h2>{text::desk::states(language)}</h2>
            <dl class="review-list four-states">{lines}</dl>
        </section>
    }
    .into_any()
}

/// What the portal told of the date promised now.
pub(super) fn warnings(language: Language, warnings: &[WarningView]) -> Option<AnyView> {
    let lines = warnings
        .iter()
        .map(|warning| {
            let (class, sign) = match warning.stage {
                Stage::Soon => ("status-line waiting", "! "),
                Stage::Overdue | Stage::Escalated => ("status-line problem", "× "),
            };
            view! {
                <li>
                    <p class=class>
                        <span aria-hidden="true">{sign}</span>
                        {text::desk::stage(language, warning.stage)}
                        " "
                        <span class="quiet">{warning.at.clone()}</span>
                    </p>
                </li>
            }
        })
        .collect_view();
    (!warnings.is_empty()).then(|| view! { <ul class="lines warnings">{lines}</ul> }.into_any())
}

/// The applicant's wish to withdraw, before anything else is done.
pub(super) fn withdrawal(language: Language, wish: SaidView) -> AnyView {
    let said = match wish.words {
        Some(words) => [text::follow::reason(language), ": ", &words].concat(),
        None => text::desk::no_reason_given(language).to_owned(),
    };
    view! {
        <Alert tone=Tone::Notice title=text::desk::wishes_to_withdraw(language).to_owned()>
            <p>{said}</p>
            <p class="quiet">{wish.at}</p>
        </Alert>
    }
    .into_any()
}

/// The correction that is open, with its own date.
pub(super) fn correction(language: Language, correction: CorrectionView) -> AnyView {
    let due = correction.due.map(|due| {
        let left = correction
            .minutes_left
            .map(|left| [" · ", &text::dossier::time_left(language, left)].concat());
        view! {
            <p>
                {text::dossier::promised(language)} ": " <strong>{due}</strong> {left}
            </p>
        }
    });
    view! {
        <Alert tone=Tone::Notice title=text::dossier::correcting(language).to_owned()>
            <p>{correction.reason}</p>
            {due}
            <p class="quiet">{text::dossier::correcting_free(language)} " " {correction.at}</p>
        </Alert>
    }
    .into_any()
}

/// What the last supplement changed: former beside new.
pub(super) fn changes(language: Language, changes: ChangesView) -> AnyView {
    let asked = |asked: Option<String>| {
        asked.map(|asked| view! { <p class="hint">{text::desk::was_asked(language)} ": " {asked}</p> })
    };
    let or_nothing = move |words: String| {
        if words.is_empty() {
            text::step::not_answered(language).to_owned()
        } else {
            words
        }
    };
    let answers = changes.answers.into_iter().map(|one| {
        view! {
            <li>
                <h3>{one.label} <span class="quiet">" · " {one.section}</span></h3>
                <div class="before-after">
                    <p>
                        <span class="quiet">{text::desk::before(language)} ": "</span>
                        <del>{or_nothing(one.before)}</del>
                    </p>
                    <p>
                        <span class="quiet">{text::desk::after(language)} ": "</span>
                        <ins>{or_nothing(one.after)}</ins>
                    </p>
                </div>
                {asked(one.asked)}
            </li>
        }
    });
    let answers = answers.collect_view();
    let papers = changes.papers.into_iter().map(|one| {
        let ChangedPaper {
            name,
            before,
            after,
            asked: wanted,
        } = one;
        let files = |words: &'static str, files: &[crate::views::AttachedFile]| {
            let lines: Vec<FileLine> = files.iter().map(FileLine::from).collect();
            (!lines.is_empty()).then(|| view! { <div><p class="quiet">{words} ":"</p><FileList files=lines/></div> })
        };
        view! {
            <li>
                <h3>{name}</h3>
                <div class="before-after">
                    {files(text::desk::before(language), &before)} {files(text::desk::after(language), &after)}
                </div>
                {asked(wanted)}
            </li>
        }
    });
    let papers = papers.collect_view();
    view! {
        <section class="changed" aria-labelledby="vua-bo-sung">
            <h2 id="vua-bo-sung">{text::desk::changed(language)}</h2>
            <p class="quiet">{text::desk::changed_text(language)} " " {changes.at}</p>
            <ul class="lines">{answers} {papers}</ul>
        </section>
    }
    .into_any()
}

/// How the dossier compares with the state's registers.
pub(super) fn verification(language: Language, view: VerificationView) -> AnyView {
    let lines = view
        .checked
        .clone()
        .into_iter()
        .map(|one| {
            let (class, sign, word) = if !one.found {
                ("status-line waiting", "? ", text::profile::not_in_register(language))
            } else if one.differs.is_empty() {
                ("status-line done", "✓ ", text::profile::register_agrees(language))
            } else {
                ("status-line problem", "! ", text::profile::register_differs(language))
            };
            let says = (!one.differs.is_empty()).then(|| [" ", text::profile::register_writes(language)].concat());
            let differs = (!one.differs.is_empty()).then(|| {
                let lines = one.differs.into_iter();
                let lines = lines.map(|(label, value)| view! { <li>{[&label, ": ", &value].concat()}</li> });
                view! { <ul>{lines.collect_view()}</ul> }
            });
            let register = motcua_core::profile::Register::from_key(&one.register)
                .map_or("", |register| text::profile::register(language, register));
            view! {
                <li>
                    <p class=class>
                        <span aria-hidden="true">{sign}</span>
                        {one.title}
                        ": "
                        {word}
                    </p>
                    <p class="quiet">{register} {says}</p>
                    {differs}
                </li>
            }
        })
        .collect_view();
    let state = match view.on {
        Some(at) => view! { <p class="quiet">{text::profile::compared_at(language)} " " {at}</p> }.into_any(),
        None => view! {
            <p class="status-line waiting">
                <span aria-hidden="true">"… "</span>
                {text::profile::not_compared(language)}
            </p>
        }
        .into_any(),
    };
    let lines = (!view.checked.is_empty()).then(|| view! { <ul class="lines">{lines}</ul> });
    view! {
        <section>
            <h2>{text::profile::compared(language)}</h2>
            {state}
            {lines}
        </section>
    }
    .into_any()
}
