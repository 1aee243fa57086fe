//! Reader of identity cards (điền từ mã QR trên thẻ căn cước): a line to paste or scan into, which belongs to the part of the
//! form below. Where scripts run the camera reads the code; its script is brought in when it is asked for.

use leptos::prelude::*;

use super::{Alert, Tone};
use crate::me::language;
use crate::text::card as words;
use crate::views::{CardRead, OffCardView};

/// The reader for the form of an id, with what came of the last reading and what differs from the card.
#[component]
pub fn CardReader(
    /// The id of the form.
    form: &'static str,
    /// What came of reading, just now.
    read: Option<CardRead>,
    /// What is answered otherwise than the card says.
    off: Vec<OffCardView>,
) -> impl IntoView {
    let language = language();
    let told = read.and_then(|read| match read {
        CardRead::Well if !off.is_empty() => None,
        CardRead::Well => Some(
            view! {
                <Alert tone=Tone::Done title=words::read(language).to_owned()>
                    <p>{words::read_text(language)}</p>
                </Alert>
            }
            .into_any(),
        ),
        CardRead::Not(_) => Some(
            view! {
                <Alert tone=Tone::Problem title=words::unread(language).to_owned()>
                    <p>{words::why(language, read)} " " {words::unread_text(language)}</p>
                </Alert>
            }
            .into_any(),
        ),
    });
    let differs = (!off.is_empty()).then(|| {
        let lines = off
            .into_iter()
            .map(|one| {
                view! {
                    <li>
                        {one.label} ". " {words::card_says(language)} ": " <strong>{one.card}</strong> ". "
                        {crate::text::profile::you_say(language)} ": " <strong>{one.now}</strong>
                    </li>
                }
            })
            .collect_view();
        let title = if read == Some(CardRead::Well) {
            words::read_differs(language)
        } else {
            words::differs(language)
        };
        view! {
            <section class="off-card">
                <Alert tone=Tone::Notice title=title.to_owned()>
                    <p>{words::differs_text(language)}</p>
                    <ul>{lines}</ul>
                    <button class="button button-secondary" form=form name="go" value="as_card">
                        {words::as_card(language)}
                    </button>
                </Alert>
            </section>
        }
    });
    let is_open = matches!(read, Some(CardRead::Not(_)));
    view! {
        {told}
        {differs}
        <details class="card-reader" open=is_open data-card data-camera=words::camera(language) data-picture=words::picture(language)
            data-aim=words::aim(language) data-stop=words::stop(language) data-no-camera=words::no_camera(language)
            data-not-found=words::not_found(language)>
            <summary>{words::title(language)}</summary>
            <p class="card-lead">{words::lead(language)}</p>
            <div class="field">
                <label for="the-can-cuoc">{words::text(language)}</label>
                <p class="hint" id="the-can-cuoc-hint">{words::text_hint(language)}</p>
                <input type="text" id="the-can-cuoc" name="card" form=form autocomplete="off" spellcheck="false"
                    maxlength="4096" aria-describedby="the-can-cuoc-hint"/>
            </div>
            <button class="button button-secondary" form=form name="go" value="card">{words::fill(language)}</button>
        </details>
    }
    .into_any()
}
