//! Drafts typed at in several places, on both engines: merged field by field, what contradicts is kept for the person.

use std::collections::BTreeMap;

use crate::common::Fresh;
use crate::filing::{BIRTH, fill};
use crate::setup::{data, portal, portal_of, sign_in, typed};
use motcua_app::{
    api::ApiError,
    backend::Drafts,
    views::{Go, Made, Me, Reached, SectionView, StepBody, StepView, Submitted},
};
use motcua_core::{
    form::{Answers, ProblemCode},
    id::DraftId,
};
use motcua_server::services::Portal;

const NOW: &str = "2026-11-20T09:30";

async fn start(portal: &Portal, me: &Me) -> Reached {
    Drafts::start(portal, me, BIRTH.parse().unwrap(), Answers::default())
        .await
        .unwrap()
}

async fn look(portal: &Portal, me: &Me, draft: DraftId, step: &str) -> StepView {
    portal.step(me, draft, step.to_owned(), false).await.unwrap()
}

fn section(view: StepView) -> SectionView {
    match view.body {
        StepBody::Section(section) => section,
        StepBody::Papers(_) | StepBody::Review(_) => panic!("no section"),
    }
}

fn from(base: &str, page: &str) -> Made {
    Made {
        base: base.to_owned(),
        page: page.to_owned(),
        turn: None,
        ages: BTreeMap::new(),
        card: String::new(),
    }
}

fn device(me: &Me, name: &str) -> Me {
    Me {
        device: name.to_owned(),
        ..me.clone()
    }
}

/// Two devices of one person, on two pages drawn from the same version.
async fn two(portal: &Portal) -> (Me, Me, DraftId, String) {
    let lan = sign_in(portal, "lan").await;
    let (phone, desk) = (device(&lan, "phone"), device(&lan, "desk"));
    let reached = start(portal, &phone).await;
    (phone, desk, reached.draft, reached.version)
}

#[tokio::test]
async fn two_devices_that_change_different_fields_of_one_section_both_keep_theirs() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let (phone, desk, draft, base) = two(&portal).await;
        let request = || "request".to_owned();
        let before = section(look(&portal, &phone, draft, "request").await).answers;
        let with = |path: &str, text: &str| {
            let mut all = before.clone();
            all.set(path, text).unwrap();
            all
        };
        let first = portal
            .save_from(
                &phone,
                draft,
                request(),
                with("request.relationship", "Mẹ"),
                Go::Stay,
                from(&base, ""),
            )
            .await
            .unwrap();
        assert!(!first.merged, "nothing came in between");
        let second = portal
            .save_from(
                &desk,
                draft,
                request(),
                with("request.phone", "0987654321"),
                Go::Stay,
                from(&base, ""),
            )
            .await
            .unwrap();
        assert!(second.merged, "the section holds what the phone typed");
        let now = look(&portal, &desk, draft, "request").await;
        assert_eq!(now.version, second.version);
        assert_eq!(now.conflicts, []);
        let now = section(now).answers;
        assert_eq!(now.get("request.relationship"), Some("Mẹ"));
        assert_eq!(now.get("request.phone"), Some("0987654321"));
        // The same once more, as a device does that heard no answer.
        let again = portal
            .save_from(
                &desk,
                draft,
                request(),
                with("request.phone", "0987654321"),
                Go::Stay,
                from(&base, ""),
            )
            .await
            .unwrap();
        assert_eq!(again.draft, draft);
        assert_eq!(section(look(&portal, &desk, draft, "request").await).answers, now);
        fresh.end().await;
    }
}

#[tokio::test]
async fn an_older_save_of_a_page_that_arrives_late_undoes_nothing() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let (phone, desk, draft, base) = two(&portal).await;
        let save = async |me: &Me, page: &str, turn: u64, text: &str, go: Go| {
            let made = Made {
                turn: Some(turn),
                ..from(&base, page)
            };
            let answers = typed(&[("request.relationship", text)]);
            portal
                .save_from(me, draft, "request".to_owned(), answers, go, made)
                .await
                .unwrap()
        };
        let kept = async || {
            let view = look(&portal, &phone, draft, "request").await;
            assert_eq!(view.conflicts, []);
            section(view).answers.get("request.relationship").map(str::to_owned)
        };
        save(&phone, "7", 3, "Mẹ", Go::Stay).await;
        save(&phone, "7", 9, "Mẹ ruột", Go::Stay).await;
        let late = save(&phone, "7", 6, "Mẹ r", Go::Stay).await;
        assert_eq!(kept().await.as_deref(), Some("Mẹ ruột"));
        assert!(!late.merged, "the page has nothing to take over");
        // The same save twice, as after an answer that was not heard, and a newer one that takes everything away again.
        save(&phone, "7", 9, "Mẹ ruột", Go::Stay).await;
        let gone = save(&phone, "7", 12, "", Go::Back).await;
        assert_ne!(gone.step, "request");
        save(&phone, "7", 9, "Mẹ ruột", Go::Stay).await;
        assert_eq!(kept().await, None);
        let lines = Drafts::mine(&portal, &phone).await.unwrap();
        assert_eq!(lines[0].step, gone.step, "the person goes on where they went");
        // Another page is another hand: its low numbers are news.
        save(&desk, "8", 3, "Bà", Go::Stay).await;
        let view = section(look(&portal, &phone, draft, "request").await);
        assert_eq!(view.answers.get("request.relationship"), Some("Bà"));
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn saves_of_a_page_carry_their_number_in_what_they_were_made_from() {
    let web = crate::web::Web::new(&[]).await;
    let mut lan = web.signed_in("lan").await;
    let started = lan.post("/api/drafts/start", "code=1.001193").await;
    let draft = started.header("location").split('/').nth(3).unwrap().to_owned();
    let version = {
        let page = lan.open(&format!("/nop/1.001193/{draft}/request")).await.body;
        let at = page.find("name=\"base\" value=\"").unwrap() + 19;
        page[at..].split('"').next().unwrap().to_owned()
    };
    let mut save = async |base: &str, text: &str, go: &str| {
        let lan = &mut lan;
        let fields = format!("draft={draft}&section=request&base={base}&go={go}&answers[request.relationship]={text}");
        let saved = lan.post("/api/drafts/save", &fields).await;
        assert!(saved.status == 200 || saved.status == 302, "{}", saved.status);
        let page = lan.open(&format!("/nop/1.001193/{draft}/request")).await.body;
        ["mot", "hai", "ba"]
            .into_iter()
            .find(|text| page.contains(&format!("value=\"{text}\"")))
    };
    assert_eq!(save(&format!("{version}~77~2"), "hai", "stay").await, Some("hai"));
    assert_eq!(
        save(&format!("{version}~77~1"), "mot", "stay").await,
        Some("hai"),
        "late"
    );
    assert_eq!(
        save(&format!("{version}~77~2"), "ba", "back").await,
        Some("ba"),
        "pressed after it was kept"
    );
    assert_eq!(
        save(&format!("{version}~77~2"), "mot", "stay").await,
        Some("ba"),
        "late"
    );
    assert_eq!(
        save(&format!("{version}~77"), "mot", "stay").await,
        Some("mot"),
        "a page that does not number"
    );
}

#[tokio::test]
async fn two_answers_to_one_question_are_both_kept_until_one_is_chosen() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let (phone, desk) = (device(&lan, "phone"), device(&lan, "desk"));
        let draft = fill(&portal, &lan).await;
        let request = crate::filing::request_of(&portal, &lan, draft).await;
        let base = look(&portal, &lan, draft, "request").await;
        let (version, answers) = (base.version.clone(), section(base).answers);
        let with = |text: &str| {
            let mut all = answers.clone();
            all.set("request.relationship", text).unwrap();
            all
        };
        let at = |me: Me, text: &'static str, go: Go| {
            let (portal, all, made) = (portal.clone(), with(text), from(&version, ""));
            async move {
                portal
                    .save_from(&me, draft, "request".to_owned(), all, go, made)
                    .await
                    .unwrap()
            }
        };
        at(phone.clone(), "Bà ngoại", Go::Stay).await;
        let met = at(desk.clone(), "Bác ruột", Go::Next).await;
        assert_eq!(
            (met.step.as_str(), met.merged),
            ("request", true),
            "the person is led to the choice"
        );
        let view = look(&portal, &desk, draft, "request").await;
        let [conflict] = &view.conflicts[..] else {
            panic!("{:?}", view.conflicts)
        };
        assert_eq!(
            (conflict.path.as_str(), conflict.step.as_str()),
            ("request.relationship", "request")
        );
        let shown: Vec<_> = conflict
            .choices
            .iter()
            .map(|one| (one.words.as_str(), one.here))
            .collect();
        assert_eq!(shown, [("Bác ruột", Some(true)), ("Bà ngoại", Some(false))]);
        assert_eq!(
            look(&portal, &phone, draft, "child").await.conflicts,
            [],
            "another step is not troubled"
        );
        assert_eq!(look(&portal, &phone, draft, "xem-lai").await.conflicts.len(), 1);
        let StepBody::Review(review) = look(&portal, &phone, draft, "xem-lai").await.body else {
            panic!("no review")
        };
        assert!(
            review
                .problems
                .iter()
                .any(|(step, one)| step == "request" && one.code == ProblemCode::TwoAnswers)
        );
        assert_eq!(
            portal.submit(&lan, draft, request, true).await,
            Ok(Submitted::Incomplete),
            "what is not chosen is not filed"
        );
        let pick = |text: &str| BTreeMap::from([("request.relationship".to_owned(), text.to_owned())]);
        // A text that nobody typed cannot be chosen.
        portal
            .choose(&phone, draft, "request".to_owned(), pick("Ông nội"))
            .await
            .unwrap();
        assert_eq!(look(&portal, &phone, draft, "request").await.conflicts.len(), 1);
        let hung = sign_in(&portal, "hung").await;
        let stranger = portal
            .choose(&hung, draft, "request".to_owned(), pick("Bà ngoại"))
            .await;
        assert_eq!(stranger.unwrap_err(), ApiError::NotFound);
        portal
            .choose(&phone, draft, "request".to_owned(), pick("Bà ngoại"))
            .await
            .unwrap();
        let chosen = look(&portal, &phone, draft, "request").await;
        assert_eq!(chosen.conflicts, []);
        assert_eq!(section(chosen).answers.get("request.relationship"), Some("Bà ngoại"));
        assert!(matches!(
            portal.submit(&lan, draft, request, true).await,
            Ok(Submitted::Filed { .. })
        ));
        fresh.end().await;
    }
}

#[tokio::test]
async fn one_page_that_saves_as_it_types_never_contradicts_itself() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let (phone, desk, draft, base) = two(&portal).await;
    for text in ["M", "Mẹ", "Mẹ đẻ"] {
        let all = typed(&[("request.relationship", text)]);
        // The answer never came, so the page still names the version it was drawn from.
        portal
            .save_from(&phone, draft, "request".to_owned(), all, Go::Stay, from(&base, "p"))
            .await
            .unwrap();
    }
    let view = look(&portal, &phone, draft, "request").await;
    assert_eq!(view.conflicts, []);
    let drawn = view.version.clone();
    assert_eq!(section(view).answers.get("request.relationship"), Some("Mẹ đẻ"));
    // A page that was drawn after, and changes it, only goes on from there.
    let all = typed(&[("request.relationship", "Mẹ nuôi")]);
    let next = portal
        .save_from(&desk, draft, "request".to_owned(), all, Go::Stay, from(&drawn, "q"))
        .await
        .unwrap();
    assert!(!next.merged);
    fresh.end().await;
}

#[tokio::test]
async fn of_two_answers_the_one_typed_later_stands_for_now_though_it_came_first() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let (phone, desk, draft, base) = two(&portal).await;
    let say = |text: &str| typed(&[("request.relationship", text)]);
    portal
        .save_from(&desk, draft, "request".to_owned(), say("Bà"), Go::Stay, from(&base, ""))
        .await
        .unwrap();
    let mut long_ago = from(&base, "");
    long_ago.ages.insert("request.relationship".to_owned(), 3_600_000);
    portal
        .save_from(&phone, draft, "request".to_owned(), say("Bác"), Go::Stay, long_ago)
        .await
        .unwrap();
    let view = look(&portal, &desk, draft, "request").await;
    assert_eq!(view.conflicts[0].choices[1].words, "Bác");
    assert_eq!(
        view.conflicts[0].choices[1].at.as_deref(),
        Some("08:30 ngày 20/11/2026")
    );
    assert_eq!(section(view).answers.get("request.relationship"), Some("Bà"));
    fresh.end().await;
}

#[tokio::test]
async fn a_draft_moves_to_a_newer_revision_keeps_every_answer_and_says_what_changed() {
    for fresh in Fresh::all().await {
        let old = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&old, "lan").await;
        let draft = fill(&old, &lan).await;
        let request = crate::filing::request_of(&old, &lan, draft).await;
        let mended = crate::filing::file(&old, &lan).await;
        let before = data("procedures/1.001193.toml").unwrap();
        let after = before
            .replace("[[section.field]]\nconcept = \"contact.email\"\nrequired = false\n", "")
            .replace(
                "concept = \"contact.phone\"\nrequired = false\n",
                "concept = \"contact.phone\"\n[[section.field]]\nkey = \"reason\"\nkind = \"text\"\nlabel = \"Lý do\"\n",
            )
            .replace(
                "[[section.field]]\nconcept = \"person.relationship\"\nlabel = \"Quan hệ với người được khai sinh\"\n",
                "",
            )
            .replace("name = \"Văn bản của người làm chứng", "name = \"Giấy mới\"\noriginals = 1\nsubmit = \"upload\"\n[[document]]\nkey = \"witness_statement_old\"\nname = \"Văn bản của người làm chứng");
        assert_ne!(before, after);
        let new = portal_of(&fresh.db, fresh.folder.path(), NOW, &after).await;
        // Filing finds it moved first: nothing is filed that the person has not seen.
        assert_eq!(new.submit(&lan, draft, request, true).await, Ok(Submitted::Incomplete));
        let view = look(&new, &lan, draft, "request").await;
        let changes = view.changes.clone().unwrap();
        assert_eq!(changes.added, ["Người yêu cầu · Lý do"]);
        assert!(
            changes.changed.iter().any(|one| one.contains("iện thoại")),
            "{changes:?}"
        );
        assert!(changes.removed.iter().any(|one| one.contains("Quan hệ")), "{changes:?}");
        assert_eq!(
            changes.left,
            [(
                "Người yêu cầu · Quan hệ với người được khai sinh".to_owned(),
                "Mẹ".to_owned()
            )]
        );
        assert!(!changes.papers_added.is_empty());
        let answers = section(view).answers;
        assert_eq!(answers.get("request.full_name"), Some("Trần Thị Mai Lan"));
        assert_eq!(
            answers.get("request.relationship"),
            Some("Mẹ"),
            "kept though it is not asked"
        );
        // A page drawn before still saves, and merges.
        let all = typed(&[("request.reason", "Đi học")]);
        new.save(&lan, draft, "request".to_owned(), all, Go::Stay)
            .await
            .unwrap();
        let seen = new.seen(&lan, draft, "request".to_owned()).await.unwrap();
        assert_eq!(seen.step, "request");
        assert_eq!(look(&new, &lan, draft, "request").await.changes, None);
        // What mends a dossier stays on the revision it was filed under.
        assert_eq!(mended.as_str().split('-').next(), Some("H36.175"));
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_draft_has_the_name_its_owner_gives_it() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let draft = start(&portal, &lan).await.draft;
        let before = look(&portal, &lan, draft, "request").await.version;
        portal
            .rename(&lan, draft, "  Khai sinh bé An  ".to_owned())
            .await
            .unwrap();
        assert_eq!(
            Drafts::mine(&portal, &lan).await.unwrap()[0].name.as_deref(),
            Some("Khai sinh bé An")
        );
        assert_eq!(
            look(&portal, &lan, draft, "request").await.version,
            before,
            "no answer changed"
        );
        let hostile = portal.rename(&lan, draft, "a\u{202e}b".to_owned()).await;
        assert_eq!(hostile.unwrap_err(), ApiError::Invalid);
        let hung = sign_in(&portal, "hung").await;
        assert_eq!(
            portal.rename(&hung, draft, "x".to_owned()).await.unwrap_err(),
            ApiError::NotFound
        );
        portal.rename(&lan, draft, String::new()).await.unwrap();
        assert_eq!(Drafts::mine(&portal, &lan).await.unwrap()[0].name, None);
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_begun_before_signing_in_is_only_that_browsers_and_moves_to_whoever_signs_in_on_it() {
    let web = crate::web::Web::new(&[]).await;
    let mut visitor = web.visitor();
    let refused = visitor.post("/api/drafts/start", "code=1.001193&guest=").await;
    assert!(
        refused.header("location").starts_with("/dang-nhap"),
        "{}",
        refused.header("location")
    );
    let started = visitor.post("/api/drafts/start", "code=1.001193&guest=1").await;
    let step = started.header("location").to_owned();
    assert!(step.starts_with("/nop/1.001193/"), "{step}");
    let cookie = started.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=604800"));
    let draft = step.split('/').nth(3).unwrap().to_owned();
    let saved = visitor
        .post(
            "/api/drafts/save",
            &format!("draft={draft}&section=copies&answers[copies.wanted]=no&go=stay"),
        )
        .await;
    assert_eq!(saved.status, 200);
    let page = visitor.open(&format!("/nop/1.001193/{draft}/copies")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Bạn chưa đăng nhập") && page.body.contains("27/11/2026"));
    assert_eq!(page.header("cache-control"), "private, no-store");
    assert!(visitor.open("/ho-so").await.body.contains(&draft));
    // Nobody else, signed in or not, and no other cookie.
    for mut other in [web.visitor(), web.signed_in("hung").await] {
        assert_ne!(other.open(&format!("/nop/1.001193/{draft}/copies")).await.status, 200);
        other.cookies.insert("motcua-nhap".to_owned(), "0".repeat(64));
        assert_ne!(other.open(&format!("/nop/1.001193/{draft}/copies")).await.status, 200);
    }
    let filed = visitor
        .post(
            "/api/drafts/submit",
            &format!("draft={draft}&code=1.001193&request=0190163d-8694-739b-aea5-966c26f8ad91&declared=yes"),
        )
        .await;
    assert!(
        filed.header("location").starts_with("/dang-nhap"),
        "a browser files nothing"
    );
    let copy = visitor.clone();
    visitor.post("/api/session/sign_in", "person=lan").await;
    assert!(visitor.open("/ho-so").await.body.contains(&draft));
    let mut other_device = web.signed_in("lan").await;
    let there = other_device.open(&format!("/nop/1.001193/{draft}/copies")).await;
    assert_eq!(there.status, 200);
    let mut stolen = copy;
    assert_ne!(
        stolen.open(&format!("/nop/1.001193/{draft}/copies")).await.status,
        200,
        "the cookie is spent"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_device_seals_with_is_one_persons_and_stays_the_same() {
    let web = crate::web::Web::new(&[]).await;
    let (mut lan, mut again, mut hung) = (
        web.signed_in("lan").await,
        web.signed_in("lan").await,
        web.signed_in("hung").await,
    );
    let first = lan.get("/api/drafts/device_key").await;
    assert!(first.body.contains("\"seconds\":43200"), "{}", first.body);
    assert_eq!(first.header("cache-control"), "private, no-store");
    assert_eq!(first.body, again.get("/api/drafts/device_key").await.body);
    assert_ne!(first.body, hung.get("/api/drafts/device_key").await.body);
}

#[tokio::test]
async fn without_script_an_optional_question_that_an_answer_leads_to_is_shown_before_going_on() {
    const NOTE: &str = r#"
[[section.field]]
key = "note"
kind = "text"
label = "Ghi chú"
max = 100
required = false
when = { is = ["wanted", true] }
"#;
    for fresh in Fresh::all().await {
        let birth = [data("procedures/1.001193.toml").unwrap(), NOTE].concat();
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth).await;
        let lan = sign_in(&portal, "lan").await;
        let begun = start(&portal, &lan).await;
        let next = async |made: Made, answers: &[(&str, &str)]| {
            let section = "copies".to_owned();
            let save = portal.save_from(&lan, begun.draft, section, typed(answers), Go::Next, made);
            let reached = save.await.unwrap();
            (reached.step == "copies", reached.checked, reached.asks_more)
        };
        let (wanted, number) = (("copies.wanted", "yes"), ("copies.count", "2"));
        assert_eq!(next(Made::default(), &[wanted, number]).await, (true, false, true));
        // Shown, and left empty.
        let shown = [wanted, number, ("copies.note", "")];
        assert_eq!(next(Made::default(), &shown).await, (false, false, false));
        // With script the question came at once.
        assert_eq!(
            next(from("", "7"), &[("copies.wanted", "no")]).await,
            (false, false, false)
        );
        assert_eq!(next(from("", "7"), &[wanted, number]).await, (false, false, false));
        fresh.end().await;
    }
}
