//! Fee note (bảng tính phí): every line of money with its reason, then the sum, or in words what is still missing to know
//! it. A list and a sentence, so that it reads aloud in the order it is counted; never a figure without its reason.

use leptos::prelude::*;
use motcua_core::procedure::{Quote, QuoteLine};

use crate::me::language;
use crate::text;
use crate::views::Language;

/// What a filing costs, line by line.
#[component]
pub fn FeeNote(
    /// What was counted.
    quote: Quote,
) -> impl IntoView {
    let language = language();
    view! {
        <ul class="fee-lines">
            {quote.lines.iter().map(|one| line(language, one)).collect_view()}
        </ul>
        <p class="fee-total">
            {text::fees::total(language)} ": " <strong>{text::fees::total_in_short(language, &quote.total)}</strong>
        </p>
        {text::fees::left_open(language, &quote.total)
            .into_iter()
            .map(|words| view! { <p class="quiet">{words}</p> })
            .collect_view()}
    }
    .into_any()
}

fn line(language: Language, line: &QuoteLine) -> AnyView {
    let quiet = |words: String| view! { <p class="quiet">{words}</p> };
    let proof = line.relief.as_ref().and_then(|relief| relief.proof.as_ref());
    view! {
        <li>
            {text::fees::line_name(language, line)} ": " <strong>{text::fees::due(language, &line.due)}</strong>
            {text::fees::counted(language, line).map(quiet)}
            {line.relief.as_ref().map(|relief| quiet(text::fees::relief(language, relief)))}
            {proof.map(|proof| quiet([text::fees::proof(language), ": ", proof].concat()))}
            {line.ground.clone().map(quiet)}
        </li>
    }
    .into_any()
}

/// The sum so far in one line, its reasons on demand: for the foot of a step.
#[component]
pub fn FeesSoFar(
    /// What was counted.
    quote: Quote,
) -> impl IntoView {
    let language = language();
    let sum = text::fees::total_in_short(language, &quote.total);
    view! {
        <details class="fees-so-far">
            <summary>
                {text::fees::so_far(language)} ": " <strong>{sum}</strong>
            </summary>
            <FeeNote quote=quote/>
            <p class="quiet">{text::fees::counted_again(language)}</p>
        </details>
    }
    .into_any()
}
