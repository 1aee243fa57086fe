//! Procedure line (dòng thủ tục): one result in a list, its name first with the matched words marked, then who decides, how
//! long, how much and how far it goes online, as quiet text. The name is the only link.

use leptos::prelude::*;
use motcua_core::procedure::Summary;

use crate::me::language;
use crate::{paths, text};

/// One procedure of a list.
#[component]
pub fn ProcedureLine(
    /// The procedure.
    procedure: Summary,
    /// Byte ranges of the name to mark.
    #[prop(default = Vec::new())]
    marks: Vec<(u32, u32)>,
) -> impl IntoView {
    let language = language();
    let code = procedure.code.as_str().to_owned();
    let name = if marks.is_empty() {
        procedure
            .short_name
            .clone()
            .unwrap_or_else(|| procedure.name.clone())
            .into_any()
    } else {
        marked(&procedure.name, &marks)
    };
    let levels: Vec<&str> = procedure
        .agency_levels
        .iter()
        .map(|level| text::terms::agency_level(language, *level))
        .collect();
    let facts = [
        levels.join(", "),
        text::terms::within_in_short(language, &procedure.within),
        text::terms::amounts(language, &procedure.amounts),
    ];
    let online = procedure.can_file;
    view! {
        <li class="procedure-line">
            <a href=paths::procedure(&code)>{name}</a>
            <p class="quiet">
                {facts
                    .into_iter()
                    .filter(|fact| !fact.is_empty())
                    .map(|fact| view! { <span>{fact}</span> })
                    .collect_view()}
                <span class=if online { "tag tag-done" } else { "tag" }>
                    {if online {
                        text::home::file_online(language)
                    } else {
                        text::terms::level(language, procedure.level)
                    }}
                </span>
            </p>
        </li>
    }
    .into_any()
}

/// A list of procedures.
#[component]
pub fn ProcedureList(
    /// The procedures, each with what to mark.
    lines: Vec<(Summary, Vec<(u32, u32)>)>,
) -> impl IntoView {
    view! {
        <ul class="procedure-list">
            {lines
                .into_iter()
                .map(|(procedure, marks)| view! { <ProcedureLine procedure=procedure marks=marks/> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

fn marked(name: &str, marks: &[(u32, u32)]) -> AnyView {
    let mut parts = Vec::new();
    let mut at = 0;
    for (from, to) in marks {
        let (Ok(from), Ok(to)) = (usize::try_from(*from), usize::try_from(*to)) else {
            continue;
        };
        if from < at {
            continue;
        }
        let (Some(before), Some(hit)) = (name.get(at..from), name.get(from..to)) else {
            continue;
        };
        parts.push((before.to_owned(), hit.to_owned()));
        at = to;
    }
    let rest = name.get(at..).unwrap_or_default().to_owned();
    view! {
        {parts
            .into_iter()
            .map(|(before, hit)| view! { {before}<mark>{hit}</mark> })
            .collect_view()}
        {rest}
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn marks_that_do_not_fit_are_left_out() {
        let drawn = |marks: &[(u32, u32)]| Owner::new().with(|| marked("Đăng ký <khai>", marks).to_html());
        let html = drawn(&[(0, 6), (3, 9), (11, 16), (90, 99)]);
        assert_eq!(html.matches("<mark>").count(), 2, "{html}");
        assert!(html.contains("<mark>Đăng</mark>") && html.contains("&lt;"), "{html}");
        assert!(!drawn(&[(1, 4)]).contains("<mark>"), "a mark inside a letter is none");
    }
}
