//! Page footer (chân trang): what this portal is, where to get help, and that the law is in Vietnamese.

use leptos::prelude::*;

use crate::me::{language, signed_in};
use crate::views::Language;
use crate::{paths, text};

/// The footer of every page.
#[component]
pub fn PageFooter() -> impl IntoView {
    let language = language();
    view! {
        <footer class="page-footer">
            <div class="page-footer-line">
                <div>
                    <p>{text::common::footer_about(language)}</p>
                    {(language == Language::En).then(|| view! { <p>{text::common::law_is_vietnamese(language)}</p> })}
                </div>
                <div>
                    <p>
                        <strong>{text::common::footer_help(language)}</strong>
                    </p>
                    <p>{text::common::footer_help_text(language)}</p>
                    <ul>
                        {signed_in()
                            .then(|| view! { <li><a href=paths::ACCOUNT>{text::account::title(language)}</a></li> })}
                        <li><a href=paths::GUIDE>{text::common::guide(language)}</a></li>
                        <li><a href=paths::GENUINE>{text::common::check_message(language)}</a></li>
                        <li><a href=paths::TRACK>{text::common::track(language)}</a></li>
                        <li><a href=paths::CHECK_PAPER>{text::check_paper::title(language)}</a></li>
                        <li><a href=paths::PROCEDURES>{text::common::all_procedures(language)}</a></li>
                    </ul>
                </div>
            </div>
        </footer>
    }
    .into_any()
}
