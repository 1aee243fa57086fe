//! Taking a dossier in from paper: for whom, when it counts as received, what is only seen, and that the officer is told
//! nothing that the portal keeps of anybody.

use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers, Drafts},
    views::{DeskAction, Go, IntakeInput, Me, OwnerView, Reached, SectionView, StepBody, Submitted, TrackView},
};
use motcua_core::{
    calendar::Moment,
    dossier::{DossierNumber, Entry, EventKind, Seen, Status},
    form::Answers,
    id::{DraftId, RequestId},
    page::Paged,
    procedure::Channel,
};
use motcua_server::{
    services::Portal,
    store::{accounts, dossiers, events, files},
};
use time::macros::datetime;

use crate::common::Fresh;
use crate::filing::{BIRTH, attach, file};
use crate::setup::{birth, portal, sign_in};
use crate::web::Web;

/// A Friday morning; Monday is a working day, Tuesday the 24th is off.
pub const NOW: &str = "2026-11-20T09:30";

pub fn lan() -> IntakeInput {
    IntakeInput {
        code: BIRTH.to_owned(),
        how: "counter".to_owned(),
        whose: "person".to_owned(),
        personal_id: "068196004215".to_owned(),
        name: "Trần Thị Mai Lan".to_owned(),
        born_on: "17/05/1996".to_owned(),
        ..IntakeInput::default()
    }
}

pub async fn begun(portal: &Portal, officer: &Me, input: IntakeInput) -> Reached {
    Desk::take_in(portal, officer, input).await.unwrap()
}

async fn section(portal: &Portal, me: &Me, draft: DraftId, key: &str) -> SectionView {
    match portal.step(me, draft, key.to_owned(), false).await.unwrap().body {
        StepBody::Section(section) => section,
        other => panic!("{other:?}"),
    }
}

/// Fills the form as the paper says and notes the papers; nothing is scanned.
pub async fn fill(portal: &Portal, officer: &Me, at: Reached) -> (DraftId, RequestId) {
    let draft = at.draft;
    for (section, answers) in birth() {
        let at = portal
            .save(officer, draft, section.to_owned(), answers, Go::Next)
            .await
            .unwrap();
        assert!(!at.checked, "{section}");
    }
    let seen = [
        ("witness_statement".to_owned(), Some(Seen::HandedIn)),
        ("identity".to_owned(), Some(Seen::Shown)),
    ];
    Desk::papers_seen(portal, officer, draft, seen.into()).await.unwrap();
    let view = portal.step(officer, draft, "xem-lai".to_owned(), false).await.unwrap();
    let StepBody::Review(review) = view.body else {
        panic!("no review")
    };
    (draft, review.request)
}

async fn entered(portal: &Portal, officer: &Me, input: IntakeInput) -> DossierNumber {
    let at = begun(portal, officer, input).await;
    let (draft, request) = fill(portal, officer, at).await;
    match portal.submit(officer, draft, request, true).await.unwrap() {
        Submitted::TakenIn { number } => number.parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

pub async fn owner(portal: &Portal, me: &Me, number: &DossierNumber) -> OwnerView {
    match portal.track(me, number.clone()).await.unwrap() {
        TrackView::Owner(view) => view,
        TrackView::Public(view) => panic!("not the owner's: {view:?}"),
    }
}

async fn entry(portal: &Portal, number: &DossierNumber) -> Entry {
    let mut conn = portal.parts().db.reader().await.unwrap();
    let row = dossiers::by_number(&mut conn, number).await.unwrap().unwrap();
    let history = events::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
    match &history[0].kind {
        EventKind::Submitted(filing) => {
            assert_eq!(history[0].on_behalf_of, Some(filing.applicant));
            assert_eq!(row.account, filing.applicant);
            filing.entry.clone()
        }
        other => panic!("{other:?}"),
    }
}

pub fn refused<T: std::fmt::Debug>(outcome: Result<T, ApiError>) -> String {
    match outcome.unwrap_err() {
        ApiError::Refused(code) => code,
        other => panic!("{other:?}"),
    }
}

fn numbers(list: &Paged<motcua_app::views::DossierLine>) -> Vec<String> {
    list.lines.iter().map(|line| line.number.clone()).collect()
}

#[tokio::test]
async fn whoever_has_no_account_finds_the_dossier_that_the_desk_entered_when_they_first_sign_in() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let at = begun(&portal, &officer, lan()).await;
        let request = section(&portal, &officer, at.draft, "request").await;
        assert_eq!(request.answers.get("request.full_name"), Some("Trần Thị Mai Lan"));
        attach(&portal, &officer, at.draft, "witness_statement").await;
        let (draft, id) = fill(&portal, &officer, at).await;
        let filed = portal.submit(&officer, draft, id, true).await.unwrap();
        let Submitted::TakenIn { number } = filed.clone() else {
            panic!("{filed:?}")
        };
        let again = portal.submit(&officer, draft, id, true).await.unwrap();
        assert_eq!(again, filed, "sent twice, entered once");
        let number: DossierNumber = number.parse().unwrap();
        Desk::act(&portal, &officer, number.clone(), 1, DeskAction::Accept)
            .await
            .unwrap();
        let second = entered(&portal, &officer, lan()).await;

        let lan = sign_in(&portal, "lan").await;
        let mine = Dossiers::mine(&portal, &lan, None).await.unwrap();
        assert_eq!(
            numbers(&mine),
            [second.as_str(), number.as_str()],
            "one account, both dossiers"
        );
        let view = owner(&portal, &lan, &number).await;
        assert_eq!(view.status, Status::Accepted);
        let told = &view.receipt.entry;
        assert_eq!(told.how, Some(Channel::Counter));
        assert!(told.entered_by.is_some() && told.received_at.as_deref().unwrap().contains("Xuân Hương"));
        assert_eq!(view.timeline[0].kind, "entered_counter");
        assert!(view.timeline[0].who.contains("Xuân Hương"));
        assert!(view.receipt.to_present.is_empty(), "shown already");
        assert_eq!(
            told.papers,
            [("Giấy tờ tùy thân còn hạn".to_owned(), Seen::Shown)],
            "what was scanned is not paper only"
        );
        let mut conn = portal.parts().db.reader().await.unwrap();
        let row = dossiers::by_number(&mut conn, &number).await.unwrap().unwrap();
        let papers = files::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
        assert!(
            papers.len() == 1 && papers.iter().all(|paper| Some(paper.account) == lan.account),
            "hers, not the officer's"
        );
        drop(conn);
        assert!(Dossiers::mine(&portal, &officer, None).await.unwrap().lines.is_empty());
        assert!(Drafts::mine(&portal, &officer).await.unwrap().is_empty());
        fresh.end().await;
    }
}

#[tokio::test]
async fn an_officer_is_shown_and_offered_nothing_that_is_kept_of_the_person() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan_herself = sign_in(&portal, "lan").await;
        let own = file(&portal, &lan_herself).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let at = begun(&portal, &officer, lan()).await;
        let view = portal
            .step(&officer, at.draft, "request".to_owned(), false)
            .await
            .unwrap();
        assert!(view.known.offers.is_empty(), "{:?}", view.known.offers);
        let StepBody::Section(request) = view.body else {
            panic!("no section")
        };
        let filled: Vec<_> = request
            .answers
            .iter()
            .filter(|(path, _)| path.starts_with("request."))
            .collect();
        let typed = [
            ("request.full_name", "Trần Thị Mai Lan"),
            ("request.identity_document.kind", "identity_card"),
            ("request.identity_document.number", "068196004215"),
        ];
        assert_eq!(filled, typed, "only what was typed at the desk");
        assert!(request.origins.is_empty());
        let used = portal
            .save(
                &officer,
                at.draft,
                "request".to_owned(),
                Answers::default(),
                Go::Use("me".parse().unwrap()),
            )
            .await
            .unwrap();
        let after = section(&portal, &officer, used.draft, "request").await;
        assert_eq!(after.answers.get("request.phone"), None, "nor the officer's own");
        let papers = portal
            .step(&officer, at.draft, "giay-to".to_owned(), false)
            .await
            .unwrap();
        assert!(papers.intake.is_some_and(|intake| !intake.papers.is_empty()));
        if let StepBody::Papers(papers) = papers.body {
            assert!(papers.slots.iter().all(|slot| slot.reuse.is_empty()));
        }
        let number = entered(&portal, &officer, lan()).await;
        let mine = Dossiers::mine(&portal, &lan_herself, None).await.unwrap();
        assert_eq!(
            numbers(&mine),
            [number.as_str(), own.as_str()],
            "to the account she has"
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_number_under_another_name_is_refused_and_every_mistake_is_named() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let with = |change: fn(&mut IntakeInput)| {
            let mut input = lan();
            change(&mut input);
            input
        };
        for (input, code) in [
            (with(|one| one.name = "Nguyễn Thị Hoa".to_owned()), "identity_differs"),
            (with(|one| one.born_on = "18/05/1996".to_owned()), "identity_differs"),
            (with(|one| one.born_on = "17/05/1995".to_owned()), "intake_born_year"),
            (with(|one| one.born_on = "31/02/1996".to_owned()), "intake_born"),
            (with(|one| one.personal_id = "0681960042".to_owned()), "intake_id"),
            (with(|one| one.name = String::new()), "intake_name"),
            (with(|one| one.phone = "12".to_owned()), "intake_phone"),
            (with(|one| one.how = String::new()), "intake_how"),
            (with(|one| one.how = "post".to_owned()), "intake_signed"),
            (with(|one| one.whose = "organisation".to_owned()), "intake_tax"),
        ] {
            let outcome = Desk::take_in(&portal, &officer, input.clone()).await;
            assert_eq!(refused(outcome), code, "{input:?}");
        }
        let post = |on: &str, at: &str| IntakeInput {
            how: "post".to_owned(),
            signed_on: on.to_owned(),
            signed_time: at.to_owned(),
            ..lan()
        };
        for (on, at, code) in [
            ("20/11/2026", "09:31", "signed_later"),
            ("15/11/2026", "09:00", "signed_on_day_off"),
            ("12/10/2026", "09:00", "signed_long_ago"),
            ("31/11/2026", "09:00", "intake_signed"),
            ("19/11/2026", "25:00", "intake_signed"),
        ] {
            assert_eq!(
                refused(Desk::take_in(&portal, &officer, post(on, at)).await),
                code,
                "{on} {at}"
            );
        }
        // The names of an organisation are written in many ways; its number checks itself.
        let shop = IntakeInput {
            whose: "organisation".to_owned(),
            tax_code: "0100109106".to_owned(),
            organisation: "Công ty A".to_owned(),
            ..lan()
        };
        let number = entered(&portal, &officer, shop.clone()).await;
        let again = IntakeInput {
            organisation: "CTY TNHH A".to_owned(),
            ..shop
        };
        let second = entered(&portal, &officer, again).await;
        let mut conn = portal.parts().db.reader().await.unwrap();
        let first = dossiers::by_number(&mut conn, &number).await.unwrap().unwrap();
        let second = dossiers::by_number(&mut conn, &second).await.unwrap().unwrap();
        assert_eq!(first.account, second.account);
        let account = accounts::by_id(&mut conn, first.account).await.unwrap().unwrap();
        assert_eq!((account.name.as_str(), account.role.as_str()), ("Công ty A", "citizen"));
        drop(conn);
        fresh.end().await;
    }
}

#[tokio::test]
async fn by_post_it_was_received_when_the_record_was_signed_and_after_three_it_goes_on_with_the_next_day() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let post = IntakeInput {
            how: "post".to_owned(),
            signed_on: "19/11/2026".to_owned(),
            signed_time: "15:20".to_owned(),
            ..lan()
        };
        let number = entered(&portal, &officer, post).await;
        assert_eq!(entry(&portal, &number).await.channel(), Channel::Post);
        Desk::act(&portal, &officer, number.clone(), 1, DeskAction::Accept)
            .await
            .unwrap();
        let desk = Desk::dossier(&portal, &officer, number.clone()).await.unwrap();
        assert_eq!(desk.receipt.received_at.as_deref(), Some("15:20 ngày 19/11/2026"));
        assert_eq!(desk.receipt.entry.signed_at.as_deref(), Some("15:20 ngày 19/11/2026"));
        assert_eq!(desk.receipt.entry.goes_on.as_deref(), Some("08:00 ngày 20/11/2026"));
        assert_eq!(
            desk.receipt.due.unwrap().at,
            "17:00 ngày 20/11/2026",
            "same day, after 15:00: the next"
        );
        assert_eq!(desk.timeline[0].kind, "entered_post");

        portal
            .parts()
            .clock
            .set(Moment::from_local(datetime!(2026-11-20 15:10)));
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let form = Desk::intake_form(&portal, &officer, BIRTH.parse().unwrap())
            .await
            .unwrap();
        assert_eq!(
            form.goes_on.as_deref(),
            Some("08:00 ngày 23/11/2026"),
            "after a weekend"
        );
        let number = entered(&portal, &officer, lan()).await;
        Desk::act(&portal, &officer, number.clone(), 1, DeskAction::Accept)
            .await
            .unwrap();
        let desk = Desk::dossier(&portal, &officer, number).await.unwrap();
        assert_eq!(desk.receipt.received_at.as_deref(), Some("15:10 ngày 20/11/2026"));
        assert_eq!(desk.receipt.due.unwrap().at, "17:00 ngày 23/11/2026");
        fresh.end().await;
    }
}

#[tokio::test]
async fn an_officer_enters_only_what_their_agency_receives_and_only_notes_papers_that_are_asked() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let officer = sign_in(&portal, "can-bo-mui-ne").await;
        let found = Desk::received_here(&portal, &officer, "KHAI SINH".to_owned())
            .await
            .unwrap();
        assert!(found.found.iter().any(|(code, _)| code == BIRTH), "{found:?}");
        let none = Desk::received_here(&portal, &officer, "không có gì như vậy".to_owned())
            .await
            .unwrap();
        assert!(none.found.is_empty());
        let province = Desk::received_here(&portal, &officer, "lý lịch tư pháp".to_owned())
            .await
            .unwrap();
        assert!(province.found.is_empty(), "the department's: {province:?}");
        // The answers lead to another commune's desk.
        let at = begun(&portal, &officer, lan()).await;
        let (draft, request) = fill(&portal, &officer, at).await;
        let filed = portal.submit(&officer, draft, request, true).await.unwrap();
        assert_eq!(filed, Submitted::Incomplete);
        let odd = [("nothing".to_owned(), Some(Seen::Shown))].into();
        assert_eq!(
            Desk::papers_seen(&portal, &officer, draft, odd).await,
            Err(ApiError::Invalid)
        );
        let other = sign_in(&portal, "can-bo-xuan-huong").await;
        let seen = [("identity".to_owned(), Some(Seen::Shown))];
        assert_eq!(
            Desk::papers_seen(&portal, &other, draft, seen.clone().into()).await,
            Err(ApiError::NotFound),
            "another officer's draft"
        );
        let citizen = sign_in(&portal, "lan").await;
        assert_eq!(
            Desk::take_in(&portal, &citizen, lan()).await.unwrap_err(),
            ApiError::NotAllowed
        );
        assert_eq!(
            Desk::papers_seen(&portal, &citizen, draft, seen.into()).await,
            Err(ApiError::NotAllowed)
        );
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_desk_lead_from_the_procedure_to_the_printed_receipt() {
    let web = Web::new(&[]).await;
    let mut officer = web.signed_in("can-bo-xuan-huong").await;
    let page = officer.open("/can-bo/tiep-nhan?tim=khai+sinh").await;
    assert!(page.body.contains("/can-bo/tiep-nhan/1.001193"), "{}", page.body);
    let to = "/can-bo/tiep-nhan/1.001193";
    let wrong = "code=1.001193&how=counter&whose=person&person[id]=12&person[name]=Lan&person[born_on]=17/05/1996";
    let answer = officer.submit(to, "/api/desk/take_in", wrong).await;
    let back = answer.header("location").to_owned();
    assert!(back.starts_with(to), "{back}");
    let page = officer.open(&back).await;
    assert!(page.body.contains("aria-invalid=\"true\"") && page.body.contains("value=\"17/05/1996\""));
    assert!(!back.contains("1996"), "nothing of a person stands in an address");
    let right = "code=1.001193&how=counter&whose=person&person[id]=068196004215\
                 &person[name]=Tr%E1%BA%A7n+Th%E1%BB%8B+Mai+Lan&person[born_on]=17/05/1996";
    let answer = officer.submit(to, "/api/desk/take_in", right).await;
    let step = answer.header("location").to_owned();
    let page = officer.open(&step).await;
    assert!(
        page.body.contains("Bạn đang nhập hồ sơ giấy cho Trần Thị Mai Lan"),
        "{}",
        page.body
    );
    let draft: DraftId = step.split('/').nth(3).unwrap().parse().unwrap();
    let portal = &web.wired.portal;
    let me = sign_in(portal, "can-bo-xuan-huong").await;
    let at = Reached {
        code: BIRTH.to_owned(),
        draft,
        step: "case".to_owned(),
        checked: false,
        version: String::new(),
        merged: false,
        asks_more: false,
        card: None,
    };
    let (_, request) = fill(portal, &me, at).await;
    let review = format!("/nop/1.001193/{draft}/xem-lai");
    let page = officer.open(&review).await;
    assert!(page.body.contains("name=\"accept\"") && page.body.contains("papers[identity]"));
    let sent = format!("draft={draft}&code=1.001193&request={request}&declared=yes&accept=yes");
    let answer = officer.submit(&review, "/api/drafts/submit", &sent).await;
    let desk = answer.header("location").to_owned();
    assert!(desk.starts_with("/can-bo/H36.175-261120-0001?"), "{desk}");
    let page = officer.open(&desk).await;
    assert!(page.body.contains("Trực tiếp tại quầy"), "{}", page.body);
    if cfg!(feature = "pdf") {
        assert!(page.body.contains("Mở mẫu 01 để in"));
    }
}
