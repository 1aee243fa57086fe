//! Whether a signed paper is genuine: anybody may ask, and the file is not kept.

use leptos::prelude::*;

use crate::components::{Alert, Button, Tone};
use crate::load::Page;
use crate::me::language;
use crate::paths;
use crate::text::check_paper as words;
use crate::views::{CheckedPaper, PaperSignature, ResultState, SignatureWorth, VerifiedResult};

/// The page that takes a file, and below it what was found in the one that was sent.
#[component]
pub fn CheckPaperPage() -> impl IntoView {
    let language = language();
    let title = words::title(language);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            {use_context::<CheckedPaper>().map(found)}
            {use_context::<VerifiedResult>().map(of_portal)}
            <p class="lead">{words::lead(language)}</p>
            <form method="post" action=paths::CHECK_PAPER enctype="multipart/form-data">
                <div class="field">
                    <label for="van-ban">{words::file(language)}</label>
                    <p class="hint" id="van-ban-hint">
                        {words::hint(language)}
                    </p>
                    <input
                        type="file"
                        id="van-ban"
                        name="file"
                        accept="application/pdf,.pdf"
                        aria-describedby="van-ban-hint"
                        required
                    />
                </div>
                <Button>{words::check(language)}</Button>
            </form>
            <p class="hint">
                <a href=paths::TRACK>{words::paper_copy(language)}</a>
            </p>
        </Page>
    }
    .into_any()
}

fn found(checked: CheckedPaper) -> AnyView {
    let language = language();
    let refused = |title: &str, next: &'static str| {
        view! { <Alert tone=Tone::Problem title=title.to_owned()><p>{next}</p></Alert> }.into_any()
    };
    match checked {
        CheckedPaper::NoFile => refused(words::no_file(language), words::no_file_next(language)),
        CheckedPaper::NotNow => refused(words::not_now(language), words::not_now_next(language)),
        CheckedPaper::TooLarge => refused(words::too_large(language), words::too_large_next(language)),
        CheckedPaper::NotAPdf => refused(words::not_a_pdf(language), words::not_a_pdf_next(language)),
        CheckedPaper::NotSigned => refused(words::not_signed(language), words::not_signed_next(language)),
        CheckedPaper::Signed(signatures) => signatures.into_iter().map(signature).collect_view().into_any(),
    }
}

/// What the portal knows of the very file: a result that it issued, and whether it still holds.
fn of_portal(result: VerifiedResult) -> AnyView {
    use crate::text::results;
    let language = language();
    let (tone, title) = match result.state {
        ResultState::Valid => (Tone::Done, results::of_portal(language)),
        ResultState::Replaced | ResultState::Revoked => (Tone::Problem, results::of_portal_ended(language)),
    };
    view! {
        <Alert tone=tone title=title.to_owned()>
            <p>
                {result.name} " · " {result.number} " · " {result.agency} ": "
                <strong>{results::state(language, result.state)}</strong>
            </p>
            <p>
                <a href=paths::proof(&result.code)>{results::see_page(language)}</a>
            </p>
        </Alert>
    }
    .into_any()
}

fn signature(signature: PaperSignature) -> AnyView {
    let language = language();
    let (title, next) = words::worth(language, signature.worth);
    let tone = match signature.worth {
        SignatureWorth::Good => Tone::Done,
        SignatureWorth::AddedTo | SignatureWorth::NotInForce => Tone::Notice,
        SignatureWorth::Changed | SignatureWorth::UnknownSigner | SignatureWorth::Broken => Tone::Problem,
    };
    let signer = if signature.signer.is_empty() {
        words::unknown(language).to_owned()
    } else {
        signature.signer
    };
    view! {
        <Alert tone=tone title=title.to_owned()>
            <p>{next}</p>
            <dl class="review-list">
                <div>
                    <dt>{words::signer(language)}</dt>
                    <dd>{signer}</dd>
                </div>
                {signature
                    .claimed_at
                    .map(|at| {
                        view! {
                            <div>
                                <dt>{words::claimed_at(language)}</dt>
                                <dd>{at}</dd>
                            </div>
                        }
                    })}
            </dl>
        </Alert>
    }
    .into_any()
}
