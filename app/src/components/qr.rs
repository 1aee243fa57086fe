//! QR block (mã QR): a code with the address it holds written beside it, so that nobody needs a camera.

use leptos::prelude::*;

/// A QR code, drawn by the server, with its address as a link.
#[component]
pub fn QrBlock(
    /// The drawing, as SVG made by the server; nothing a person typed is in it.
    svg: String,
    /// The address, in full.
    url: String,
    /// What the address is for.
    words: &'static str,
) -> impl IntoView {
    view! {
        <figure class="qr">
            <div class="qr-code" role="img" aria-label=words inner_html=svg></div>
            <figcaption>
                {words} <a href=url.clone()>{url.clone()}</a>
            </figcaption>
        </figure>
    }
    .into_any()
}
