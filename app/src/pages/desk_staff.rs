//! The desk's officers (phân công): how much each has, who is away when, and who acts meanwhile.

use leptos::prelude::*;

use crate::api::{post, queue as api};
use crate::components::{Button, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{AbsenceLine, Language, OfficerLine, StaffView};
use crate::{paths, text};

/// The officers of the desk.
#[component]
pub fn DeskStaffPage() -> impl IntoView {
    load::page(api::staff(), shown)
}

fn shown(staff: StaffView) -> AnyView {
    let language = language();
    let title = text::queue::staff(language);
    let officers = staff.officers.iter().map(|one| officer(language, one)).collect_view();
    let absences = if staff.absences.is_empty() {
        view! { <p class="empty">{text::queue::no_absences(language)}</p> }.into_any()
    } else {
        let lines = staff.absences.iter().map(|one| absence(language, one)).collect_view();
        view! { <ul class="lines">{lines}</ul> }.into_any()
    };
    view! {
        <Page title=title class="page desk">
            <h1>{title}</h1>
            <section>
                <h2>{text::queue::officers(language)}</h2>
                <table class="queue">
                    <thead>
                        <tr>
                            <th scope="col">{text::queue::officer(language)}</th>
                            <th scope="col">{text::queue::load(language)}</th>
                            <th scope="col">{text::queue::at_work(language)}</th>
                        </tr>
                    </thead>
                    <tbody>{officers}</tbody>
                </table>
            </section>
            <section>
                <h2>{text::queue::absences(language)}</h2>
                <p>{text::queue::absence_text(language)}</p>
                {absences}
                {form(language, &staff)}
            </section>
            <p><a href=paths::DESK>{text::queue::back(language)}</a></p>
        </Page>
    }
    .into_any()
}

fn officer(language: Language, one: &OfficerLine) -> AnyView {
    let here = if one.is_away {
        text::queue::away_today(language)
    } else {
        text::queue::at_work(language)
    };
    view! {
        <tr>
            <th scope="row">{one.name.clone()}</th>
            <td data-head=text::queue::load(language)>{text::number::grouped(u64::from(one.load))}</td>
            <td data-head=text::queue::at_work(language)>{here}</td>
        </tr>
    }
    .into_any()
}

fn absence(language: Language, one: &AbsenceLine) -> AnyView {
    let deputy = one
        .deputy
        .clone()
        .map(|name| view! { " · " {text::queue::deputy(language)} ": " {name} });
    let take_back = one.may_end.then(|| {
        let name = one.name.clone();
        view! {
            <form method="post" action=post::PRESENT>
                <input type="hidden" name="absence" value=one.id.clone()/>
                <Button look=Look::Quiet>
                    {text::queue::take_back(language)} <span class="visually-hidden">" " {name}</span>
                </Button>
            </form>
        }
    });
    view! {
        <li class="line">
            <p><strong>{one.name.clone()}</strong> ": " {one.from.clone()} " – " {one.to.clone()} {deputy}</p>
            {take_back}
        </li>
    }
    .into_any()
}

fn form(language: Language, staff: &StaffView) -> AnyView {
    let option = |one: &OfficerLine| {
        let is_me = one.account == staff.me;
        view! { <option value=one.account.clone() selected=is_me>{one.name.clone()}</option> }
    };
    let who = if staff.may_for_others {
        let options = staff.officers.iter().map(option).collect_view();
        view! {
            <label class="filter">
                <span>{text::queue::officer(language)}</span>
                <select name="account">{options}</select>
            </label>
        }
        .into_any()
    } else {
        view! { <input type="hidden" name="account" value=staff.me.clone()/> }.into_any()
    };
    let deputies = staff
        .officers
        .iter()
        .map(|one| view! { <option value=one.account.clone()>{one.name.clone()}</option> })
        .collect_view();
    let day = |name: &'static str, label: &'static str| {
        let today = staff.today.clone();
        view! {
            <label class="filter">
                <span>{label}</span>
                <input type="date" name=name min=today required=true/>
            </label>
        }
    };
    view! {
        <form method="post" action=post::ABSENT class="filter-row">
            {who}
            {day("from", text::queue::from(language))}
            {day("to", text::queue::until(language))}
            <label class="filter">
                <span>{text::queue::deputy(language)}</span>
                <select name="deputy">
                    <option value="">{text::queue::no_deputy(language)}</option>
                    {deputies}
                </select>
            </label>
            <Button>{text::queue::add_absence(language)}</Button>
        </form>
    }
    .into_any()
}
