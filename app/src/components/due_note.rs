//! Due note (ngày hẹn): the date with what it means, how much time is left in words and as a bar, and every day that
//! counted or did not, on demand. The bar only repeats the words.

use leptos::prelude::*;
use motcua_core::deadline::{Counted, Line, Reason};

use crate::me::language;
use crate::text;
use crate::views::DueView;

/// Working minutes in a day that counts as one.
const DAY: i64 = 480;

/// A due date with its explanation.
#[component]
pub fn DueNote(
    /// The date.
    due: DueView,
) -> impl IntoView {
    let language = language();
    let (asked, note) = if due.promised {
        (
            text::dossier::promised(language),
            text::dossier::promised_note(language),
        )
    } else {
        (
            text::dossier::expected(language),
            text::dossier::expected_note(language),
        )
    };
    let whole = whole(&due.explanation);
    let left = due.minutes_left.map(|left| {
        let late = left < 0;
        let class = if late { "time-left late" } else { "time-left" };
        let sign = if late { "! " } else { "" };
        view! {
            <p class=class>
                <span aria-hidden="true">{sign}</span>
                <strong>{text::dossier::time_left(language, left)}</strong>
            </p>
            {whole
                .map(|whole| {
                    let used = (whole - left).clamp(0, whole);
                    view! {
                        <progress
                            class="time-bar"
                            class:late=late
                            max=whole.to_string()
                            value=used.to_string()
                            aria-hidden="true"
                        ></progress>
                    }
                })}
        }
    });
    view! {
        <div class="due">
            <p class="due-asked">{asked}</p>
            <p class="due-at">
                <strong>{due.at}</strong>
            </p>
            {left}
            <p class="hint">{note}</p>
            {(!due.explanation.is_empty())
                .then(|| {
                    view! {
                        <details>
                            <summary>{text::dossier::why_this_date(language)}</summary>
                            <ul class="due-lines">
                                {due
                                    .explanation
                                    .iter()
                                    .map(|line| view! { <li>{text::dossier::due_line(language, line)}</li> })
                                    .collect_view()}
                            </ul>
                        </details>
                    }
                })}
        </div>
    }
    .into_any()
}

/// Returns the whole period in working minutes, where it is counted in working time.
fn whole(explanation: &[Line]) -> Option<i64> {
    let mut whole = 0_i64;
    for line in explanation {
        whole += match (&line.reason, line.counted) {
            (Reason::CalendarDay | Reason::MonthsEnd | Reason::Extended | Reason::Promised, _) => return None,
            (_, Counted::Day) => DAY,
            (_, Counted::Minutes(minutes)) => i64::from(minutes),
            (_, Counted::No | Counted::Months(_)) => 0,
        };
    }
    (whole > 0).then_some(whole)
}
