//! Who may call what: every server function and every page × nobody, the person, another citizen, an officer of another
//! agency, the right officer. An endpoint or page that is not in the tables fails here.

use std::collections::BTreeSet;

mod pages;

use motcua_app::{
    api::ENDPOINTS,
    backend::{Desk, Dossiers},
    routes::App,
    views::{DeskAction, TrackView},
};

use crate::filing::{file, fill};
use crate::setup::sign_in;
use crate::web::{Answer, Visitor, Web};

/// The people of the table, in the order of its columns.
const PEOPLE: [Option<&str>; 5] = [
    None,
    Some("hung"),
    Some("can-bo-mui-ne"),
    Some("lan"),
    Some("can-bo-xuan-huong"),
];

/// What somebody got: the status, or 401 for being led to sign-in.
pub type Got = u16;

/// One line: what is called, what is sent, and what each of [`PEOPLE`] gets.
struct Case {
    call: &'static str,
    sent: String,
    gets: [Got; 5],
}

fn case(call: &'static str, sent: impl Into<String>, gets: [Got; 5]) -> Case {
    Case {
        call,
        sent: sent.into(),
        gets,
    }
}

/// An id of nothing.
pub const NOTHING: &str = "0190163d-8694-739b-aea5-966c26f8ad91";

/// Everybody gets the same.
const ALL: [Got; 5] = [200; 5];

pub struct Filed {
    pub draft: String,
    pub discarded: String,
    pub submitted: (String, String),
    pub seen: String,
    pub mended: String,
    pub withdrawn: String,
    pub paper: String,
}

/// The table, as `core::access` has it: officers may file for people who come to the desk, each sees only drafts of
/// their own, and the desk is closed to citizens whether a dossier exists or not. Columns: nobody, another citizen,
/// another agency's officer, the person, the right officer.
fn calls(filed: &Filed) -> Vec<Case> {
    let Filed {
        draft,
        discarded,
        submitted,
        seen,
        mended,
        withdrawn,
        paper,
    } = filed;
    let nobodys = "0190163d-8694-739b-aea5-966c26f8ad91";
    vec![
        case("catalogue/blank_form", "code=1.001193", ALL),
        case("catalogue/communes", "province=68", ALL),
        case("catalogue/home", "", ALL),
        case("catalogue/life_event", "key=co-con", ALL),
        case("catalogue/procedure", "code=1.001193", ALL),
        case("catalogue/search", "q=khai+sinh", ALL),
        case(
            "desk/absent",
            format!("account={NOTHING}&from=2026-11-23&to=2026-11-24"),
            [401, 403, 404, 403, 404],
        ),
        case(
            "desk/act",
            format!("number={seen}&seen=0&action=accept"),
            [401, 403, 404, 403, 409],
        ),
        case(
            "desk/answer",
            format!("number={seen}&question=1&position=agree"),
            [401, 403, 404, 403, 404],
        ),
        case(
            "desk/ask_payment",
            format!("number={seen}&seen=0&amount=75.000&reason=x"),
            [401, 403, 404, 403, 422],
        ),
        case(
            "desk/ask_refund",
            format!("number={seen}&reference=MC00000000000000&reason=x"),
            [401, 403, 404, 403, 404],
        ),
        case("desk/asked", "", [401, 403, 200, 403, 200]),
        case(
            "desk/cash",
            format!("number={seen}&amount=75000"),
            [401, 403, 404, 403, 422],
        ),
        case("desk/close_till", "counted=0", [401, 403, 422, 403, 422]),
        case("desk/reconciliation", "", [401, 403, 200, 403, 200]),
        case(
            "desk/resolve_line",
            format!("id={NOTHING}&reason=x"),
            [401, 403, 404, 403, 404],
        ),
        case(
            "desk/refund",
            format!("id={NOTHING}&verdict=approve"),
            [401, 403, 404, 403, 404],
        ),
        case("desk/refunds", "", [401, 403, 200, 403, 200]),
        case("desk/till", "", [401, 403, 200, 403, 200]),
        case(
            "desk/consult",
            format!(
                "number={seen}&seen=0&action=ask&said[words]=x&said[within]=d2&to[H36.03]=yes&papers[tep-{NOTHING}]=yes"
            ),
            [401, 403, 404, 403, 404],
        ),
        case(
            "desk/question",
            format!("number={seen}&question=1"),
            [401, 403, 404, 403, 404],
        ),
        case("desk/dossier", format!("number={seen}"), [401, 403, 404, 403, 200]),
        case(
            "desk/bulk",
            format!("request={NOTHING}&action=accept&picked[{seen}]=0"),
            [401, 403, 422, 403, 200],
        ),
        case("desk/forget_filter", "name=x", [401, 403, 200, 403, 200]),
        case(
            "desk/hand_back",
            format!("draft={draft}&code=1.001193&request={NOTHING}"),
            [401, 403, 404, 403, 404],
        ),
        case("desk/intake", "tim=khai+sinh", [401, 403, 200, 403, 200]),
        case("desk/intake_form", "code=1.001193", [401, 403, 200, 403, 200]),
        case("desk/keep_filter", "name=x&filter=tim=an", [401, 403, 200, 403, 200]),
        case(
            "desk/note",
            format!("number={seen}&request={NOTHING}&text=Gọi+lại"),
            [401, 403, 404, 403, 200],
        ),
        case("desk/outcome", format!("request={NOTHING}"), [401, 403, 404, 403, 200]),
        case(
            "desk/paper_seen",
            format!("draft={draft}&code=1.001193&step=giay-to&papers[identity]=shown"),
            [401, 403, 404, 403, 404],
        ),
        case(
            "desk/post_order",
            format!("number={seen}&seen=0"),
            [401, 403, 404, 403, 409],
        ),
        case(
            "desk/post_send",
            format!("carrier=B%C6%B0u&codes[{seen}~1]=MC00000001"),
            [401, 403, 404, 403, 404],
        ),
        case(
            "desk/post_settle",
            format!("number={seen}&order=1&outcome=came_back&reason=x"),
            [401, 403, 404, 403, 404],
        ),
        case(
            "desk/post_sheet",
            format!("number={seen}&order=1"),
            [401, 403, 404, 403, 404],
        ),
        case("desk/posts", "", [401, 403, 200, 403, 200]),
        case("desk/present", format!("absence={NOTHING}"), [401, 403, 404, 403, 404]),
        case("desk/queue", "", [401, 403, 200, 403, 200]),
        case("desk/repository", "", [401, 403, 200, 403, 200]),
        case("desk/staff", "", [401, 403, 200, 403, 200]),
        case("desk/supplement", format!("number={mended}"), [401, 403, 404, 403, 422]),
        case(
            "desk/take_in",
            "code=1.001193&how=counter&whose=person&person[id]=068196004215&person[name]=Tr%E1%BA%A7n+Th%E1%BB%8B+Mai+Lan\
             &person[born_on]=17/05/1996",
            [401, 403, 200, 403, 200],
        ),
        case("desk/take_next", "", [401, 403, 422, 403, 200]),
        case(
            "desk/write",
            format!("number={seen}&request={NOTHING}&text=Chào+chị"),
            [401, 403, 404, 403, 200],
        ),
        case("documents/mine", "", [401, 200, 200, 200, 200]),
        case(
            "documents/revoke",
            format!("share={NOTHING}"),
            [401, 404, 404, 404, 404],
        ),
        case(
            "documents/share",
            format!("file={paper}&purpose=nộp+cho+trường&days=7"),
            [401, 404, 404, 200, 404],
        ),
        case("documents/shared", "token=x.y", [404; 5]),
        case("dossiers/mine", "", [401, 200, 200, 200, 200]),
        case("dossiers/result", "code=AAAAAAAAAAAAAAAA", [404; 5]),
        case(
            "dossiers/return_way",
            format!("number={seen}&receive[way]=counter"),
            [401, 404, 404, 200, 200],
        ),
        case(
            "dossiers/supplement",
            format!("number={mended}"),
            [401, 404, 404, 422, 403],
        ),
        case("dossiers/track", format!("number={seen}"), ALL),
        case(
            "dossiers/withdraw",
            format!("number={withdrawn}"),
            [401, 404, 404, 200, 403],
        ),
        case(
            "dossiers/write",
            format!("number={seen}&request={NOTHING}&text=Chào+anh"),
            [401, 404, 404, 200, 403],
        ),
        case(
            "drafts/choose",
            format!("draft={draft}&section=copies&picks[copies.wanted]=no"),
            [401, 404, 404, 200, 404],
        ),
        case("drafts/device_key", "", [401, 200, 200, 200, 200]),
        case(
            "drafts/discard",
            format!("draft={discarded}"),
            [401, 404, 404, 200, 404],
        ),
        case("drafts/mine", "", [401, 200, 200, 200, 200]),
        case(
            "drafts/rename",
            format!("draft={draft}&name=An"),
            [401, 404, 404, 200, 404],
        ),
        case(
            "drafts/save",
            format!("draft={draft}&section=copies&go=stay"),
            [401, 404, 404, 200, 404],
        ),
        case(
            "drafts/seen",
            format!("draft={draft}&section=copies"),
            [401, 404, 404, 200, 404],
        ),
        case("drafts/start", "code=1.001193", [401, 200, 200, 200, 200]),
        case(
            "drafts/step",
            format!("draft={draft}&step=copies"),
            [401, 404, 404, 200, 404],
        ),
        case(
            "drafts/submit",
            format!(
                "draft={}&code=1.001193&request={}&declared=yes",
                submitted.0, submitted.1
            ),
            [401, 404, 404, 200, 404],
        ),
        case(
            "notifications/channel",
            "channel=email&address=a@example.vn",
            [401, 404, 404, 404, 404],
        ),
        case("notifications/check", "code=K7Q2M9XH4T", ALL),
        case(
            "notifications/confirm",
            "channel=email&code=123456",
            [401, 422, 422, 422, 422],
        ),
        case("notifications/mine", "", [401, 200, 200, 200, 200]),
        case("notifications/read", "", [401, 200, 200, 200, 200]),
        case(
            "notifications/settle",
            format!("delivery={NOTHING}&how=retry"),
            [401, 403, 403, 403, 403],
        ),
        case("notifications/stuck", "", [401, 403, 403, 403, 403]),
        case(
            "profile/correct",
            "whom=me&concept=contact.phone&value=0912345679",
            [401, 200, 404, 200, 404],
        ),
        case(
            "profile/forget",
            "whom=me&concept=contact.email",
            [401, 200, 200, 200, 200],
        ),
        case(
            "profile/fact",
            "whom=me&concept=contact.phone",
            [401, 200, 404, 200, 404],
        ),
        case(
            "payments/begin",
            format!("number={seen}&way=transfer"),
            [401, 404, 404, 422, 404],
        ),
        case("payments/check", format!("number={seen}"), [401, 404, 404, 200, 404]),
        case("payments/dossier", format!("number={seen}"), [401, 404, 404, 200, 404]),
        case("payments/leave", format!("number={seen}"), [401, 404, 404, 200, 404]),
        case(
            "payments/returned",
            "reference=MC00000000000000",
            [401, 404, 404, 404, 404],
        ),
        case("profile/mine", "", [401, 200, 200, 200, 200]),
        case("profile/ready", "code=1.001193", [401, 200, 200, 200, 200]),
        case("session/account", "", [401, 200, 200, 200, 200]),
        case(
            "session/act_for",
            format!("organisation={nobodys}"),
            [401, 404, 404, 404, 404],
        ),
        case(
            "session/branch",
            format!("organisation={nobodys}&tax_code=0312345673-001&branch_name=x"),
            [401, 404, 404, 404, 404],
        ),
        case(
            "session/delegate",
            format!("organisation={nobodys}&personal_id=068192003333&name=x"),
            [401, 404, 404, 404, 404],
        ),
        case(
            "session/end",
            "session=0190163d-8694-739b-aea5-966c26f8ad91",
            [401, 404, 404, 404, 404],
        ),
        case("session/end_all", "", [401, 200, 200, 200, 200]),
        case("session/language", "language=vi", ALL),
        case("session/link", "", [401; 5]),
        case("session/me", "", ALL),
        case("session/offer", "", [404; 5]),
        case("session/organisations", "", [401, 200, 200, 200, 200]),
        case("session/people", "", ALL),
        case("session/providers", "", ALL),
        case(
            "session/revoke",
            format!("organisation={nobodys}&delegation=x"),
            [401, 404, 404, 404, 404],
        ),
        case("session/sign_in", "person=nobody-known", [404; 5]),
        case("session/sign_in_staff", "login=nobody-known&password=x", [401; 5]),
        case("session/sign_out", "", ALL),
    ]
}

fn got(answer: &Answer) -> Got {
    let leads_to_sign_in = answer.header("location").starts_with("/dang-nhap");
    if leads_to_sign_in { 401 } else { answer.status.as_u16() }
}

pub async fn people(web: &Web) -> Vec<Visitor> {
    let mut all = Vec::new();
    for person in PEOPLE {
        all.push(match person {
            None => web.visitor(),
            Some(person) => web.signed_in(person).await,
        });
    }
    all
}

pub async fn filed(web: &Web) -> Filed {
    let portal = &web.wired.portal;
    let lan = sign_in(portal, "lan").await;
    let submitted = fill(portal, &lan).await;
    let request = crate::filing::request_of(portal, &lan, submitted).await;
    let seen = file(portal, &lan).await;
    let TrackView::Owner(view) = portal.track(&lan, seen.clone()).await.unwrap() else {
        panic!("not the owner's")
    };
    Filed {
        paper: view.receipt.files[0].id.to_string(),
        draft: fill(portal, &lan).await.to_string(),
        discarded: fill(portal, &lan).await.to_string(),
        submitted: (submitted.to_string(), request.to_string()),
        seen: seen.to_string(),
        mended: file(portal, &lan).await.to_string(),
        withdrawn: file(portal, &lan).await.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_server_function_answers_each_asker_as_the_table_says() {
    let web = Web::new(&[]).await;
    let filed = filed(&web).await;
    let table = calls(&filed);
    let told: BTreeSet<&str> = table.iter().map(|case| case.call).collect();
    let there: BTreeSet<&str> = ENDPOINTS.iter().map(|(call, _)| *call).collect();
    assert_eq!(told, there, "the table and the endpoints differ");
    let mut wrong = Vec::new();
    for case in &table {
        let is_write = ENDPOINTS.iter().any(|(call, is_write)| *call == case.call && *is_write);
        let mut gets = Vec::new();
        for visitor in &mut people(&web).await {
            let answer = if is_write {
                visitor.post(&format!("/api/{}", case.call), &case.sent).await
            } else {
                visitor.get(&format!("/api/{}?{}", case.call, case.sent)).await
            };
            gets.push(got(&answer));
        }
        if gets != case.gets {
            wrong.push(format!("{}: {gets:?}, not {:?}", case.call, case.gets));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_somebody_elses_and_one_that_is_nobodys_are_answered_alike() {
    let web = Web::new(&[]).await;
    let number = filed(&web).await.seen;
    let unknown = "H36.175-261120-9876";
    let strangers = people(&web).await.into_iter().take(3);
    for mut visitor in strangers {
        for (path, form) in [
            ("/api/desk/act", "seen=0&action=accept"),
            ("/api/dossiers/withdraw", ""),
            ("/api/dossiers/supplement", ""),
        ] {
            let theirs = visitor.post(path, &format!("number={number}&{form}")).await;
            let nobodys = visitor.post(path, &format!("number={unknown}&{form}")).await;
            assert_eq!((theirs.status, theirs.body), (nobodys.status, nobodys.body), "{path}");
        }
        for path in ["/api/desk/dossier?number=", "/can-bo/"] {
            let theirs = visitor.get(&format!("{path}{number}")).await;
            let nobodys = visitor.get(&format!("{path}{unknown}")).await;
            assert_eq!(theirs.status, nobodys.status, "{path}");
        }
    }
}
