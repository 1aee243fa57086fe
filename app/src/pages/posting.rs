//! How a result reaches its owner: the choice of the way (before filing, on the tracking page, on the desk) and where a
//! parcel is. What the inputs are for says each of them; those of the post may stay empty for every other way.

use leptos::prelude::*;
use motcua_core::dossier::PostState;

use crate::api::post;
use crate::components::{Button, Look, TextArea};
use crate::paths;
use crate::text::posting as words;
use crate::views::{DeskDossier, Language, PostLine, PostingView, ReturnForm};

/// The id of the whole, which links and refusals lead to.
const PLACE: &str = "nhan-ket-qua";

/// The choice, as part of a form; what is posted is `receive[…]`.
pub(super) fn choice(language: Language, form: &ReturnForm) -> AnyView {
    let chosen = match form.typed.way.as_str() {
        "" => "online",
        way => way,
    };
    let ways = [
        ("online", words::online(language)),
        ("counter", words::counter(language)),
        ("post", words::post(language)),
    ]
    .map(|(value, label)| {
        let id = ["nhan-", value].concat();
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="receive[way]" value=value checked=value == chosen/>
                <label for=id>{label}</label>
            </div>
        }
    })
    .collect_view();
    view! {
        <fieldset class="field return-way">
            <legend>{words::choose(language)}</legend>
            <p class="hint">{words::choose_hint(language)}</p>
            {ways}
            <div class="return-post">
                <p class="hint">{words::post_hint(language)}</p>
                {line(language, form, "name", (words::name(language), words::name_hint(language)))}
                {line(language, form, "phone", (words::phone(language), words::phone_hint(language)))}
                {line(language, form, "address", (words::address(language), words::address_hint(language)))}
            </div>
        </fieldset>
    }
    .into_any()
}

/// One input of the recipient, with what is wrong with it.
fn line(
    language: Language,
    form: &ReturnForm,
    key: &'static str,
    (label, hint): (&'static str, &'static str),
) -> AnyView {
    let typed = match key {
        "name" => &form.typed.name,
        "phone" => &form.typed.phone,
        _ => &form.typed.address,
    };
    let (kind, filled) = match key {
        "name" => ("text", "name"),
        "phone" => ("tel", "tel"),
        _ => ("text", "street-address"),
    };
    let is_wrong = form.problem.as_deref() == Some(key);
    let id = problem_id(key);
    let (hint_id, problem) = ([&id, "-hint"].concat(), [&id, "-problem"].concat());
    let described = [&hint_id, " ", &problem].concat();
    view! {
        <div class="field" class:field-bad=is_wrong>
            <label for=id.clone()>{label}</label>
            <p class="hint" id=hint_id>
                {hint}
            </p>
            <p class="field-problem" id=problem>
                {is_wrong
                    .then(|| {
                        view! {
                            <span aria-hidden="true">"! "</span>
                            {words::problem(language, key)}
                        }
                    })}
            </p>
            <input
                type=kind
                id=id
                name=["receive[", key, "]"].concat()
                value=typed.clone()
                autocomplete=filled
                aria-describedby=described
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}

/// Returns the id of an input of the recipient, for a summary of what is wrong.
pub(super) fn problem_id(key: &str) -> String {
    [
        "nhan-",
        if key == "address" {
            "dia-chi"
        } else if key == "phone" {
            "dien-thoai"
        } else {
            "ten"
        },
    ]
    .concat()
}

/// Where the delivery stands, for the owner: the way, every parcel, and the form while it may still change.
pub(super) fn owned(language: Language, number: &str, posting: &PostingView) -> Option<AnyView> {
    if posting.way.is_none() && posting.form.is_none() && posting.orders.is_empty() {
        return None;
    }
    Some(
        view! {
            <section id=PLACE>
                <h2>{words::choose(language)}</h2>
                {standing(language, posting)}
                {posting.form.as_ref().map(|form| change(language, number, form))}
            </section>
        }
        .into_any(),
    )
}

/// Where the delivery stands, for the desk: what the owner sees, and what is done next.
pub(super) fn on_desk(language: Language, view: &DeskDossier) -> AnyView {
    let posting = &view.posting;
    let number = view.receipt.number.clone();
    let order = posting.may_order.then(|| {
        let is_again = posting.orders.iter().any(|one| one.state == PostState::CameBack);
        let label = if is_again {
            words::order_again(language)
        } else {
            words::order(language)
        };
        view! {
            <form method="post" action=post::POST_ORDER class="desk-action">
                <input type="hidden" name="number" value=number.clone()/>
                <input type="hidden" name="seen" value=view.seen.to_string()/>
                <p class="hint">{words::order_text(language)}</p>
                <Button look=Look::Secondary>{label}</Button>
            </form>
        }
    });
    let sheets = posting
        .orders
        .iter()
        .filter(|one| posting.may_handle && one.state != PostState::Lapsed)
        .map(|one| {
            view! {
                <li>
                    <a href=paths::post_sheet(&one.number, one.order)>{words::sheet(language)} " " {one.sheet.clone()}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section id=PLACE>
            <h2>{words::choose(language)}</h2>
            {posting.way.is_none().then(|| view! { <p class="quiet">{words::unsaid(language)}</p> })}
            {standing(language, posting)}
            {order}
            <ul class="lines">{sheets}</ul>
            {posting
                .may_handle
                .then(|| view! { <p><a href=paths::POST>{words::to_list(language)}</a></p> })}
            {posting.form.as_ref().map(|form| change(language, &view.receipt.number, form))}
        </section>
    }
    .into_any()
}

fn standing(language: Language, posting: &PostingView) -> AnyView {
    let parcels = posting
        .orders
        .iter()
        .filter(|one| one.state != PostState::Lapsed)
        .map(|one| view! { <li class="line">{parcel(language, one)}</li> })
        .collect_view();
    view! {
        {posting.way.as_ref().map(|way| view! { <p>{words::way(language, way)}</p> })}
        {posting
            .orders
            .iter()
            .any(|one| one.state != PostState::Lapsed)
            .then(|| view! { <h3>{words::where_parcel(language)}</h3> })}
        <ul class="lines">{parcels}</ul>
    }
    .into_any()
}

/// Where one parcel is.
pub(super) fn parcel(language: Language, one: &PostLine) -> AnyView {
    let (sign, class) = match one.state {
        PostState::Delivered => ("✓", "status-line done"),
        PostState::CameBack => ("!", "status-line waiting"),
        PostState::Ordered | PostState::OnTheWay | PostState::Lapsed => ("i", "status-line"),
    };
    view! {
        <p class=class>
            <span aria-hidden="true">{sign}</span>
            " "
            <strong>{words::state(language, one.state)}</strong>
            " · "
            {one.since.clone()}
        </p>
        {one.item.clone().map(|item| view! { <p>{words::item(language)} ": " <strong>{item}</strong></p> })}
        {one.said.clone().map(|said| view! { <p>{said}</p> })}
    }
    .into_any()
}

/// The form in which the way is changed.
fn change(language: Language, number: &str, form: &ReturnForm) -> AnyView {
    view! {
        <details open=form.problem.is_some()>
            <summary>{words::change(language)}</summary>
            <form method="post" action=post::RETURN_WAY novalidate=true>
                <input type="hidden" name="number" value=number.to_owned()/>
                {choice(language, form)}
                <Button look=Look::Secondary>{words::keep(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// What became of a parcel that the carrier has: two forms, folded until they are needed or were refused.
pub(super) fn settle(language: Language, one: &PostLine, typed: impl Fn(&str) -> String) -> AnyView {
    let key = paths::post_form(&one.number, one.order);
    let is_kept = typed("form") == key;
    let kept = |name: &str| if is_kept { typed(name) } else { String::new() };
    let id = |what: &str| [what, "-", &one.sheet.replace('/', "-")].concat();
    let hidden = |outcome: &'static str| {
        view! {
            <input type="hidden" name="number" value=one.number.clone()/>
            <input type="hidden" name="order" value=one.order.to_string()/>
            <input type="hidden" name="outcome" value=outcome/>
        }
    };
    let (by, on, why) = (id("nguoi-ky"), id("ngay-ky"), id("ly-do"));
    let (on_hint, why_hint) = ([&on, "-hint"].concat(), [&why, "-hint"].concat());
    view! {
        <details class="desk-action" open=kept("outcome") == "delivered">
            <summary>
                {words::delivered(language)} <span class="visually-hidden">" " {one.sheet.clone()}</span>
            </summary>
            <form method="post" action=post::POST_SETTLE>
                {hidden("delivered")}
                <div class="field">
                    <label for=by.clone()>{words::received_by(language)}</label>
                    <input type="text" id=by name="received_by" value=kept("received_by") autocomplete="off"/>
                </div>
                <div class="field">
                    <label for=on.clone()>{words::signed_on(language)}</label>
                    <p class="hint" id=on_hint.clone()>
                        {words::signed_on_hint(language)}
                    </p>
                    <input
                        type="text"
                        id=on
                        name="signed_on"
                        value=kept("signed_on")
                        inputmode="numeric"
                        autocomplete="off"
                        aria-describedby=on_hint
                    />
                </div>
                <Button look=Look::Secondary>{words::record(language)}</Button>
            </form>
        </details>
        <details class="desk-action" open=kept("outcome") == "came_back">
            <summary>
                {words::returned(language)} <span class="visually-hidden">" " {one.sheet.clone()}</span>
            </summary>
            <form method="post" action=post::POST_SETTLE>
                {hidden("came_back")}
                <div class="field">
                    <label for=why.clone()>{words::returned_why(language)}</label>
                    <p class="hint" id=why_hint>
                        {words::returned_hint(language)}
                    </p>
                    <TextArea name="reason" id=why rows=2 value=&kept("reason")/>
                </div>
                <Button look=Look::Secondary>{words::record(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}
