//! The desk's queue (danh sách hồ sơ của quầy): a table on a desktop, cards on a phone; lateness in words with a sign. Whose,
//! filters and place stand in the address; one action goes to everything that is ticked.

use leptos::prelude::*;
use motcua_core::{dossier::Status, office::Risk};

use super::tracked::status_look;
use crate::api::{post, queue as api};
use crate::components::{Button, Look, RegisterForm};
use crate::load::{self, Page};
use crate::me::{language, use_me};
use crate::views::{BulkKind, DeskLine, Language, MoneyPages, QueueCounts, QueueQuery, QueueView, Tab};
use crate::{paths, text};

/// The officer's queue.
#[component]
pub fn DeskPage() -> impl IntoView {
    let part = load::in_query;
    load::page(
        api::queue(
            part("xem"),
            part("trang-thai"),
            part("thu-tuc"),
            part("buoc"),
            part("han"),
            part("tim"),
            part("sau"),
            part("truoc"),
        ),
        shown,
    )
}

fn shown(queue: QueueView) -> AnyView {
    let language = language();
    let title = text::desk::title(language);
    let agency = use_me().with_untracked(|me| me.agency.as_ref().map(|(_, name)| name.clone()));
    let acts_for = (!queue.acts_for.is_empty()).then(|| {
        let names = queue.acts_for.join(", ");
        view! { <p class="quiet">{text::queue::acts_for(language)} ": " {names}</p> }
    });
    let body = if queue.lines.is_empty() {
        let words = if queue.query.is_filtered() {
            text::queue::nothing(language)
        } else {
            text::desk::empty(language)
        };
        view! { <p class="empty">{words}</p> }.into_any()
    } else {
        chosen_form(language, &queue)
    };
    view! {
        <Page title=title class="page desk">
            <h1>{title}</h1>
            {agency.map(|agency| view! { <p class="quiet">{agency}</p> })}
            {acts_for}
            {tabs(language, &queue.query, queue.counts)}
            {pressing(language, &queue.query, queue.counts)}
            {asked(language, queue.asked)}
            {filters(language, &queue)}
            {body}
            {pages(language, &queue)}
            <div class="desk-more">
                {next_one(language, queue.counts)}
                <p><a href=paths::TAKE_IN>{text::intake::title(language)}</a></p>
                <p><a href=paths::POST>{text::posting::title(language)}</a></p>
                {money(language, queue.money)}
                <p><a href=paths::STAFF>{text::queue::staff(language)}</a></p>
                <p><a href=paths::REPOSITORY>{text::repository::title(language)}</a></p>
                {shortcuts(language)}
                <RegisterForm/>
            </div>
        </Page>
    }
    .into_any()
}

/// Leads to the pages about money that are the officer's.
fn money(language: Language, pages: MoneyPages) -> AnyView {
    [
        (pages.till, paths::TILL, text::payment::till_title(language)),
        (pages.refunds, paths::REFUNDS, text::payment::refunds_title(language)),
        (
            pages.reconciliation,
            paths::RECONCILIATION,
            text::reconciliation::title(language),
        ),
    ]
    .into_iter()
    .filter(|(is_theirs, ..)| *is_theirs)
    .map(|(_, path, title)| view! { <p><a href=path>{title}</a></p> })
    .collect_view()
    .into_any()
}

fn tabs(language: Language, query: &QueueQuery, counts: QueueCounts) -> AnyView {
    let links = Tab::ALL.into_iter().map(|tab| {
        let there = QueueQuery { tab, ..query.clone() };
        let current = (tab == query.tab).then_some("page");
        view! {
            <li>
                <a href=paths::queue(&there.address()) aria-current=current data-tab=tab.key()>
                    {text::queue::tab(language, tab)}
                    " "
                    <span class="tag">{text::number::grouped(u64::from(counts.of(tab)))}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="tabs" aria-label=text::queue::tabs(language)>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// What presses, each a filter of its own.
fn pressing(language: Language, query: &QueueQuery, counts: QueueCounts) -> AnyView {
    let link = |risk: Risk, count: u32, class: &'static str| {
        (count > 0).then(|| {
            let there = QueueQuery {
                risk: Some(risk),
                ..query.clone()
            };
            let count = text::number::grouped(u64::from(count));
            view! {
                <a class=class href=paths::queue(&there.address())>
                    {text::queue::risk(language, risk)} ": " {count}
                </a>
            }
        })
    };
    view! {
        <p class="pressing">
            {link(Risk::Late, counts.late, "lateness late")}
            " "
            {link(Risk::Near, counts.near, "lateness soon")}
        </p>
    }
    .into_any()
}

/// What other agencies ask of this one.
fn asked(language: Language, count: u32) -> AnyView {
    let count = text::number::grouped(u64::from(count));
    view! { <p><a href=paths::ASKED>{text::consultation::asked_title(language)} " (" {count} ")"</a></p> }.into_any()
}

fn filters(language: Language, queue: &QueueView) -> AnyView {
    let query = &queue.query;
    let statuses = Status::ALL
        .iter()
        .map(|one| (one.code().to_string(), text::dossier::status(language, *one).to_owned()));
    let risks = Risk::ALL
        .iter()
        .filter(|one| **one != Risk::Ended)
        .map(|one| (one.key().to_owned(), text::queue::risk(language, *one).to_owned()));
    let status = query.status.map(|one| one.code().to_string()).unwrap_or_default();
    let risk = query.risk.map_or("", Risk::key);
    let tab = (query.tab != Tab::default()).then(|| view! { <input type="hidden" name="xem" value=query.tab.key()/> });
    let clear = QueueQuery {
        tab: query.tab,
        ..QueueQuery::default()
    };
    let is_filtered = query.is_filtered();
    let steps = (!queue.steps.is_empty() || !query.step.is_empty()).then(|| {
        let names = queue.steps.iter().map(|name| (name.clone(), name.clone())).collect();
        choice("buoc", text::queue::step(language), &query.step, names)
    });
    view! {
        <details class="desk-filters" open=is_filtered>
            <summary>{text::queue::filter(language)}</summary>
            <form method="get" action=paths::DESK class="filter-row">
                {tab}
                <label class="filter">
                    <span>{text::queue::search(language)}</span>
                    <input type="search" name="tim" value=query.text.clone() maxlength="100"
                        placeholder=text::queue::search_hint(language)/>
                </label>
                {choice("trang-thai", text::desk::status(language), &status, statuses.collect())}
                {choice("thu-tuc", text::desk::procedure(language), &query.procedure, queue.procedures.clone())}
                {steps}
                {choice("han", text::queue::risk_head(language), risk, risks.collect())}
                <Button look=Look::Secondary>{text::queue::apply(language)}</Button>
                {is_filtered.then(|| view! { <a href=paths::queue(&clear.address())>{text::queue::clear(language)}</a> })}
            </form>
            {kept(language, queue)}
        </details>
    }
    .into_any()
}

fn choice(name: &'static str, label: &'static str, chosen: &str, options: Vec<(String, String)>) -> AnyView {
    let chosen = chosen.to_owned();
    let option = move |(value, words): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    };
    view! {
        <label class="filter">
            <span>{label}</span>
            <select name=name>
                <option value="">{text::home::any(language())}</option>
                {options.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// The officer's own filters, and keeping this one.
fn kept(language: Language, queue: &QueueView) -> AnyView {
    let lines = queue.kept.iter().map(|(name, query)| {
        let words = name.clone();
        view! {
            <li>
                <a href=paths::queue(query)>{name.clone()}</a>
                " "
                <form method="post" action=post::FORGET_FILTER>
                    <input type="hidden" name="name" value=name.clone()/>
                    <Button look=Look::Quiet>
                        {text::queue::forget(language)} <span class="visually-hidden">" " {words}</span>
                    </Button>
                </form>
            </li>
        }
    });
    let list = (!queue.kept.is_empty()).then(|| {
        view! {
            <h2 class="small">{text::queue::kept(language)}</h2>
            <ul class="kept-filters">{lines.collect_view()}</ul>
        }
    });
    let keep = queue.query.is_filtered().then(|| {
        view! {
            <form method="post" action=post::KEEP_FILTER class="filter-row">
                <input type="hidden" name="filter" value=queue.query.address()/>
                <label class="filter">
                    <span>{text::queue::keep_name(language)}</span>
                    <input type="text" name="name" required=true maxlength="60"/>
                </label>
                <Button look=Look::Quiet>{text::queue::keep(language)}</Button>
            </form>
        }
    });
    view! { {list} {keep} }.into_any()
}

/// The lines with their boxes, and what is done with those ticked.
fn chosen_form(language: Language, queue: &QueueView) -> AnyView {
    let may_act = !queue.may.is_empty();
    let total = queue.counts.of(queue.query.tab);
    let beyond = usize::try_from(total).is_ok_and(|total| total > queue.lines.len());
    let all = beyond.then(|| {
        view! {
            <label class="choose">
                <input type="checkbox" name="all" value="yes"/>
                {text::queue::all_of(language, total)}
            </label>
        }
    });
    let buttons = queue
        .may
        .iter()
        .filter(|kind| **kind != BulkKind::Assign)
        .map(|kind| {
            let kind = *kind;
            view! {
                <Button look=Look::Secondary name="action" value=kind.key()>{text::queue::bulk(language, kind)}</Button>
            }
        })
        .collect_view();
    let give = (queue.may.contains(&BulkKind::Assign) && !queue.officers.is_empty()).then(|| {
        let officers = queue
            .officers
            .iter()
            .map(|(id, name)| view! { <option value=id.clone()>{name.clone()}</option> })
            .collect_view();
        view! {
            <label class="filter">
                <span>{text::queue::to(language)}</span>
                <select name="to">{officers}</select>
            </label>
            <Button look=Look::Secondary name="action" value=BulkKind::Assign.key()>
                {text::queue::bulk(language, BulkKind::Assign)}
            </Button>
        }
    });
    let actions = may_act.then(|| {
        view! {
            <fieldset class="chosen-actions">
                <legend>{text::queue::with_chosen(language)}</legend>
                {all}
                {buttons}
                {give}
            </fieldset>
        }
    });
    view! {
        <form method="post" action=post::BULK data-lines="" data-all=text::queue::choose_all(language)>
            <input type="hidden" name="request" value=queue.request.clone()/>
            <input type="hidden" name="filter" value=queue.query.address()/>
            {table(language, &queue.lines, may_act)}
            {actions}
        </form>
    }
    .into_any()
}

fn table(language: Language, lines: &[DeskLine], may_act: bool) -> AnyView {
    let heads = [
        text::desk::number(language),
        text::desk::procedure(language),
        text::desk::applicant(language),
        text::desk::status(language),
        text::desk::sent(language),
        text::desk::due(language),
        text::queue::who(language),
    ];
    let choose = may_act
        .then(|| view! { <th scope="col"><span class="visually-hidden">{text::queue::choose(language)}</span></th> });
    let rows = lines
        .iter()
        .map(|line| row(language, heads, line, may_act))
        .collect_view();
    view! {
        <table class="queue">
            <thead>
                <tr>
                    {choose}
                    {heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(language: Language, heads: [&'static str; 7], line: &DeskLine, may_act: bool) -> AnyView {
    let [_, procedure, applicant, status, sent, due, who] = heads;
    let (class, sign) = status_look(line.status);
    let pick = may_act.then(|| {
        let name = ["picked[", &line.number, "]"].concat();
        let label = [text::queue::choose(language), " ", &line.number].concat();
        view! { <td class="pick"><input type="checkbox" name=name value=line.seen.to_string() aria-label=label/></td> }
    });
    let officer = line
        .officer
        .clone()
        .unwrap_or_else(|| text::queue::nobody(language).to_owned());
    view! {
        <tr>
            {pick}
            <th scope="row">
                <a href=paths::desk_dossier(&line.number)>{line.number.clone()}</a>
            </th>
            <td data-head=procedure>{line.procedure.clone()}</td>
            <td data-head=applicant>
                {line.applicant.clone()}
                {(line.alike > 0)
                    .then(|| view! { " " <span class="tag">{text::talk::alike_count(language, line.alike)}</span> })}
            </td>
            <td data-head=status>
                <span class=class>
                    <span aria-hidden="true">{sign}</span>
                    " "
                    {text::dossier::status(language, line.status)}
                </span>
            </td>
            <td data-head=sent>{line.submitted_at.clone()}</td>
            <td data-head=due>{due_words(language, line)}</td>
            <td data-head=who>
                {officer}
                {line.step.clone().map(|step| view! { " · " <span class="quiet">{step}</span> })}
                {line.is_step_late.then(|| step_late(language))}
            </td>
        </tr>
    }
    .into_any()
}

/// Says that the step it is in takes too long; the date promised is beside it.
fn step_late(language: Language) -> AnyView {
    view! {
        " "
        <span class="lateness late">
            <span aria-hidden="true">"! "</span>
            {text::process::late(language)}
        </span>
    }
    .into_any()
}

fn due_words(language: Language, line: &DeskLine) -> AnyView {
    let (class, sign) = match line.risk {
        Risk::Late => ("lateness late", "! "),
        Risk::Near => ("lateness soon", "◷ "),
        Risk::InTime => ("lateness", "✓ "),
        Risk::NoDate | Risk::Ready | Risk::Waiting | Risk::Ended => ("quiet", ""),
    };
    let name = text::queue::risk(language, line.risk);
    let words = match line.minutes_left {
        Some(left) if left < 0 => text::dossier::time_left(language, left),
        Some(left) => [name, ": ", &text::dossier::time_left(language, left)].concat(),
        None => name.to_owned(),
    };
    view! {
        {line.due_on.clone()}
        " "
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            {words}
        </span>
    }
    .into_any()
}

fn pages(language: Language, queue: &QueueView) -> Option<AnyView> {
    let (before, after) = (queue.previous.clone(), queue.next.clone());
    (before.is_some() || after.is_some()).then(|| {
        let filter = queue.query.address();
        let at = move |name: &str, cursor: &str| {
            let there = paths::queue(&filter);
            let sign = if there.contains('?') { "&" } else { "?" };
            [&there, sign, name, "=", &paths::encoded(cursor)].concat()
        };
        view! {
            <nav class="pagination" aria-label=text::home::pages(language)>
                {before.map(|cursor| view! { <a rel="prev" href=at("truoc", &cursor)>{text::queue::previous(language)}</a> })}
                {after.map(|cursor| view! { <a rel="next" href=at("sau", &cursor)>{text::queue::next(language)}</a> })}
            </nav>
        }
        .into_any()
    })
}

fn next_one(language: Language, counts: QueueCounts) -> Option<AnyView> {
    (counts.unassigned > 0).then(|| {
        view! {
            <form method="post" action=post::TAKE_NEXT class="take-next">
                <Button look=Look::Secondary>{text::queue::next_one(language)}</Button>
                " "
                <span class="quiet">{text::queue::next_hint(language)}</span>
            </form>
        }
        .into_any()
    })
}

fn shortcuts(language: Language) -> AnyView {
    let keys = [
        ("j", text::queue::key_next(language)),
        ("k", text::queue::key_previous(language)),
        ("x", text::queue::key_choose(language)),
        ("Enter", text::queue::key_open(language)),
        ("a", text::queue::choose_all(language)),
        ("/", text::queue::key_search(language)),
        ("1 2 3", text::queue::key_tabs(language)),
        ("p n", text::queue::key_pages(language)),
        ("?", text::queue::key_help(language)),
    ];
    let lines = keys
        .into_iter()
        .map(|(key, words)| view! { <li><kbd>{key}</kbd> " " {words}</li> })
        .collect_view();
    view! {
        <details class="shortcuts" id="phim-tat">
            <summary>{text::queue::shortcuts(language)} " (" <kbd>"?"</kbd> ")"</summary>
            <p class="quiet">{text::queue::shortcuts_need(language)}</p>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}
