//! Text area (ô nhập nhiều dòng). The ONLY component that writes a `<textarea>`: tachys 0.2.19 does not escape its
//! children on the server, so this one escapes them itself, and a test renders `</textarea><script>` through it.

use leptos::prelude::*;

use super::described_by;
use crate::filling::{Filling, input_name};

/// A text of several lines at a path.
#[component]
pub fn TextArea(
    /// The `name` it is sent under.
    #[prop(into)]
    name: String,
    /// Its id.
    #[prop(into)]
    id: String,
    /// The text it starts with.
    #[prop(optional, into)]
    value: String,
    /// Rows shown.
    #[prop(default = 4)]
    rows: u32,
    /// The id of the form it goes with, when that is not the one around it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    let filling = Filling::current();
    let described = described_by(&id);
    let at = id.clone();
    view! {
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            form=form
            aria-describedby=described
            aria-invalid=move || filling.problem(&at).map(|_| "true")
            inner_html=escaped(&value)
        ></textarea>
    }
    .into_any()
}

/// Returns the text area for the answer at a path.
pub(super) fn answer_area(path: &str) -> AnyView {
    let value = Filling::current().typed(path);
    view! { <TextArea name=input_name(path) id=path.to_owned() value=value/> }.into_any()
}

/// Escapes text for the inside of a `<textarea>`; a first line break would be swallowed, so it is written twice.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if text.starts_with('\n') {
        out.push('\n');
    }
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_cannot_leave_the_text_area() {
        let owner = Owner::new();
        let html = owner.with(|| {
            view! { <TextArea name="answers[a.b]" id="a.b" value="</textarea><script>alert(1)</script> & xong"/> }
                .to_html()
        });
        assert!(!html.contains("<script>"), "{html}");
        assert!(
            html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; xong</textarea>"),
            "{html}"
        );
    }
}
