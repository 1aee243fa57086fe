//! Once-only on both engines: what an accepted dossier confirms is offered again with its origin, family members are
//! chosen from a list, a register's value is changed only with a reason, and officers see the same.

use std::collections::BTreeMap;

use crate::common::Fresh;
use crate::filing::{BIRTH, attach, file, request_of};
use crate::setup::{birth, portal, sign_in, typed};
use motcua_app::{
    api::ApiError,
    backend::{Desk, Drafts, Profile as Kept},
    views::{
        DeskAction, FactForm, Go, KnownView, Me, Reached, ReviewField, SectionView, StepBody, StepView, Submitted,
    },
};
use motcua_core::{
    dossier::DossierNumber,
    form::Answers,
    profile::{Datum, Origin, Parts, Profile, Register, Relation, Whom},
};
use motcua_server::{
    services::Portal,
    store::{StoreError, profile},
};

const NOW: &str = "2026-11-20T09:30";
const COPY: &str = "2.000635";

async fn accept(portal: &Portal, number: &DossierNumber) {
    let officer = sign_in(portal, "can-bo-xuan-huong").await;
    let seen = portal.dossier(&officer, number.clone()).await.unwrap().seen;
    portal
        .act(&officer, number.clone(), seen, DeskAction::Accept)
        .await
        .unwrap();
}

async fn known(portal: &Portal, me: &Me) -> Profile {
    let mut conn = portal.parts().db.reader().await.unwrap();
    profile::of(&mut conn, me.account.unwrap()).await.unwrap()
}

async fn tells(portal: &Portal, me: &Me, concept: &'static str, text: &str) {
    let account = me.account.unwrap();
    let datum = Datum {
        value: Parts::from([(String::new(), text.to_owned())]),
        origin: Origin::Register(Register::Population),
        at: portal.parts().clock.now(),
        confirmed_by: Some("population".to_owned()),
        overrules: false,
    };
    portal
        .parts()
        .db
        .write(move |conn| {
            let datum = datum.clone();
            Box::pin(async move { profile::put(conn, account, Whom::Me, concept, &datum).await })
        })
        .await
        .map_err(|error: StoreError| error)
        .unwrap();
}

fn section(view: StepView) -> (SectionView, KnownView) {
    match view.body {
        StepBody::Section(section) => (section, view.known),
        other => panic!("{other:?}"),
    }
}

async fn at(portal: &Portal, me: &Me, reached: &Reached, step: &str) -> (SectionView, KnownView) {
    section(portal.step(me, reached.draft, step.to_owned(), false).await.unwrap())
}

fn field<'a>(fields: impl IntoIterator<Item = &'a ReviewField>, path: &str) -> ReviewField {
    fields.into_iter().find(|field| field.path == path).unwrap().clone()
}

#[tokio::test]
async fn an_accepted_birth_is_offered_again_with_its_number_and_day() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        let before = known(&portal, &lan).await;
        assert_eq!(
            before.subjects.len(),
            1,
            "nobody is kept of a dossier that nobody accepted"
        );
        let me = before.of(Whom::Me).unwrap();
        assert_eq!(
            me.standing("person.birth_year").unwrap().origin,
            Origin::Typed(number.to_string())
        );

        portal.parts().clock.set("2026-11-23T02:00:00Z".parse_moment());
        accept(&portal, &number).await;
        let after = known(&portal, &lan).await;
        let me = after.of(Whom::Me).unwrap();
        let name = me.standing("person.full_name").unwrap();
        assert_eq!(name.origin, Origin::Accepted(number.to_string()));
        assert_eq!(name.confirmed_by.as_deref(), Some("H36.175"));
        assert_eq!(
            me.data["person.birth_year"].len(),
            1,
            "what was typed is confirmed, not kept twice"
        );
        let child = after
            .subjects
            .iter()
            .find(|one| one.relation == Some(Relation::Child))
            .unwrap();
        assert_eq!(child.name(), Some("Nguyễn Trần An Nhiên"));

        let lan = sign_in(&portal, "lan").await;
        let reached = Drafts::start(&portal, &lan, COPY.parse().unwrap(), Answers::default())
            .await
            .unwrap();
        let (request, _) = at(&portal, &lan, &reached, "request").await;
        assert_eq!(
            request.answers.get("request.residence.street"),
            Some("15 Nguyễn Văn Cừ")
        );
        assert_eq!(
            request.origins["request.residence"],
            format!("Lấy từ hồ sơ {number}, tiếp nhận ngày 23/11/2026")
        );
        let (empty, offered) = at(&portal, &lan, &reached, "registered").await;
        assert_eq!(
            empty.answers.get("registered.full_name"),
            None,
            "nobody is filled in unasked"
        );
        let names: Vec<(&str, Option<Relation>)> = offered
            .offers
            .iter()
            .map(|one| (one.name.as_str(), one.relation))
            .collect();
        assert_eq!(
            names,
            [
                ("Trần Thị Mai Lan", None),
                ("Nguyễn Trần An Nhiên", Some(Relation::Child))
            ]
        );
        let child = offered.offers[1].whom;
        let posted = typed(&[("registered.event", "birth")]);
        let back = portal
            .save(&lan, reached.draft, "registered".to_owned(), posted, Go::Use(child))
            .await
            .unwrap();
        assert_eq!((back.step.as_str(), back.checked), ("registered", false));
        let (filled, _) = at(&portal, &lan, &reached, "registered").await;
        for (path, text) in [
            ("registered.full_name", "Nguyễn Trần An Nhiên"),
            ("registered.birth_date", "02/11/2026"),
            ("registered.sex", "female"),
        ] {
            assert_eq!(filled.answers.get(path), Some(text), "{path}");
            assert_eq!(
                filled.origins[path],
                format!("Lấy từ hồ sơ {number}, tiếp nhận ngày 23/11/2026")
            );
        }

        portal
            .save(
                &lan,
                reached.draft,
                "registered".to_owned(),
                Answers::default(),
                Go::Use(Whom::Me),
            )
            .await
            .unwrap();
        let (mine, _) = at(&portal, &lan, &reached, "registered").await;
        assert_eq!(mine.answers.get("registered.full_name"), Some("Trần Thị Mai Lan"));
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_registers_value_is_changed_only_with_a_reason_and_the_officer_reads_it() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        tells(&portal, &lan, "person.full_name", "Trần Mai Lan").await;
        let reached = Drafts::start(&portal, &lan, BIRTH.parse().unwrap(), Answers::default())
            .await
            .unwrap();
        let parts: BTreeMap<&str, Answers> = birth().into_iter().collect();
        for (key, answers) in &parts {
            portal
                .save(&lan, reached.draft, (*key).to_owned(), answers.clone(), Go::Stay)
                .await
                .unwrap();
        }
        attach(&portal, &lan, reached.draft, "witness_statement").await;
        let next = async |answers: Answers| {
            portal
                .save(&lan, reached.draft, "request".to_owned(), answers, Go::Next)
                .await
                .unwrap()
        };
        let stayed = next(parts["request"].clone()).await;
        assert_eq!((stayed.step.as_str(), stayed.checked), ("request", true));
        let (_, shown) = at(&portal, &lan, &reached, "request").await;
        let dispute = &shown.disputes[0];
        assert_eq!(
            (
                dispute.path.as_str(),
                dispute.origin.before.as_deref(),
                dispute.now.as_str()
            ),
            ("request.full_name", Some("Trần Mai Lan"), "Trần Thị Mai Lan")
        );
        let view = portal
            .step(&lan, reached.draft, "xem-lai".to_owned(), false)
            .await
            .unwrap();
        let StepBody::Review(review) = view.body else {
            panic!("no review")
        };
        assert!(
            review
                .problems
                .iter()
                .any(|(_, problem)| problem.at == "request.full_name")
        );
        let submitted = portal.submit(&lan, reached.draft, review.request, true).await;
        assert_eq!(submitted, Ok(Submitted::Incomplete), "no reason, no filing");

        let mut explained = parts["request"].clone();
        explained
            .set("request.full_name.#reason", "Đã cải chính ngày 01/10/2026")
            .unwrap();
        assert_eq!(next(explained).await.step, "child");
        let request = request_of(&portal, &lan, reached.draft).await;
        let Ok(Submitted::Filed { number }) = portal.submit(&lan, reached.draft, request, true).await else {
            panic!("not filed")
        };
        let number: DossierNumber = number.parse().unwrap();
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let desk = portal.dossier(&officer, number.clone()).await.unwrap();
        let fields = || desk.sections.iter().flat_map(|section| &section.fields);
        let name = field(fields(), "request.full_name").origin.unwrap();
        assert_eq!(
            (
                name.kind.as_str(),
                name.source.as_str(),
                name.before.as_deref(),
                name.reason.as_deref()
            ),
            (
                "register",
                "population",
                Some("Trần Mai Lan"),
                Some("Đã cải chính ngày 01/10/2026")
            )
        );
        let phone = field(fields(), "request.phone").origin.unwrap();
        assert_eq!((phone.kind.as_str(), phone.before), ("account", None));
        assert_eq!(field(fields(), "child.full_name").origin, None);

        let register = known(&portal, &lan).await;
        assert_eq!(
            register.of(Whom::Me).unwrap().text("person.full_name"),
            Some("Trần Mai Lan")
        );
        portal
            .parts()
            .clock
            .set(portal.parts().clock.now().plus(time::Duration::hours(1)));
        accept(&portal, &number).await;
        let settled = known(&portal, &lan).await;
        assert_eq!(
            settled.of(Whom::Me).unwrap().text("person.full_name"),
            Some("Trần Thị Mai Lan"),
            "an officer accepted it against the register"
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn what_was_filled_in_goes_with_a_supplement_and_a_helpers_dossier_tells_nothing_of_the_helper() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let binh = sign_in(&portal, "binh").await;
    let before = known(&portal, &binh).await;
    let reached = Drafts::start(&portal, &binh, BIRTH.parse().unwrap(), Answers::default())
        .await
        .unwrap();
    for (key, answers) in birth() {
        portal
            .save(&binh, reached.draft, key.to_owned(), answers, Go::Stay)
            .await
            .unwrap();
    }
    attach(&portal, &binh, reached.draft, "witness_statement").await;
    let request = request_of(&portal, &binh, reached.draft).await;
    let Ok(Submitted::Filed { number }) = portal.submit(&binh, reached.draft, request, true).await else {
        panic!("not filed")
    };
    accept(&portal, &number.parse().unwrap()).await;
    assert_eq!(
        known(&portal, &binh).await,
        before,
        "another family's birth is not the helper's"
    );
    fresh.end().await;
}

#[tokio::test]
async fn what_is_kept_is_shown_corrected_and_deleted_and_looks_are_noted() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        accept(&portal, &number).await;
        let data = Kept::mine(&portal, &lan).await.unwrap();
        let names: Vec<&str> = data.subjects.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Trần Thị Mai Lan", "Nguyễn Trần An Nhiên"]);
        let fact = |concept: &str| {
            let facts = &data.subjects[0].facts;
            facts.iter().find(|fact| fact.concept == concept).unwrap().clone()
        };
        let residence = fact("person.residence");
        assert!(residence.value.contains("15 Nguyễn Văn Cừ") && residence.value.contains("Xuân Hương"));
        assert_eq!(residence.origin.source, number.to_string());
        assert!(residence.confirmed_by.unwrap().contains("Xuân Hương"));
        assert_eq!(data.dossiers, [number.to_string()]);
        let look = &data.looks[0];
        assert_eq!(data.looks.len(), 1, "the same officer within the hour is one line");
        assert_eq!(
            (look.who.as_str(), look.why.as_str(), look.matter.as_str()),
            ("Phạm Thu Hà", "dossier", number.as_str())
        );

        let correct = |concept: &str, value: &str| {
            let value = typed(&[(FactForm::PATH, value)]);
            portal.correct(&lan, Whom::Me, concept.to_owned(), value)
        };
        assert_eq!(correct("contact.phone", "12").await, Err(ApiError::Invalid));
        assert_eq!(
            correct("person.sex", "male").await,
            Err(ApiError::Refused("kept_elsewhere".to_owned()))
        );
        assert_eq!(correct("person.religion", "x").await, Err(ApiError::NotFound));
        correct("contact.phone", "0987 654 320").await.unwrap();
        let me = known(&portal, &lan).await.of(Whom::Me).unwrap().clone();
        assert!(me.text("contact.phone").unwrap().ends_with("987654320"));

        let child = data.subjects[1].whom;
        let hung = sign_in(&portal, "hung").await;
        assert_eq!(portal.forget(&hung, Some(child), None).await, Err(ApiError::NotFound));
        portal
            .forget(&lan, Some(Whom::Me), Some("contact.email".to_owned()))
            .await
            .unwrap();
        portal.forget(&lan, Some(child), None).await.unwrap();
        let left = known(&portal, &lan).await;
        assert_eq!(left.subjects.len(), 1);
        assert_eq!(left.of(Whom::Me).unwrap().text("contact.email"), None);
        portal.forget(&lan, None, None).await.unwrap();
        assert!(known(&portal, &lan).await.of(Whom::Me).unwrap().data.is_empty());
        let still = Kept::mine(&portal, &lan).await.unwrap();
        assert_eq!(still.dossiers, [number.to_string()], "a filed dossier is not deleted");
        fresh.end().await;
    }
}

#[tokio::test]
async fn before_a_filing_it_is_said_what_is_on_file() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let answers = || typed(&[("case.situation", "no_certificate"), ("case.authorised", "no")]);
    let ready = async || portal.ready(&lan, BIRTH.parse().unwrap(), answers()).await.unwrap();
    let before = ready().await;
    let request = &before.sections[0];
    assert_eq!(
        (request.title.as_str(), request.known, request.asked),
        ("Người yêu cầu", 5, 7)
    );
    let paper = "Văn bản của người làm chứng hoặc giấy cam đoan về việc sinh";
    let papers: Vec<(&str, Option<&str>)> = before
        .papers
        .iter()
        .map(|one| (one.name.as_str(), one.filed.as_deref()))
        .collect();
    assert_eq!(papers, [(paper, None)]);
    let number = file(&portal, &lan).await;
    accept(&portal, &number).await;
    let after = ready().await;
    assert_eq!(after.papers[0].filed.as_deref(), Some(number.as_str()));
    let child = &after.sections[1];
    assert_eq!(child.offers[0].name, "Nguyễn Trần An Nhiên");
    fresh.end().await;
}

/// Text that is a moment.
trait ParseMoment {
    fn parse_moment(&self) -> motcua_core::calendar::Moment;
}

impl ParseMoment for str {
    fn parse_moment(&self) -> motcua_core::calendar::Moment {
        motcua_server::config::moment(self).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_and_a_paper_are_corrected_on_a_page_of_their_own_also_without_script() {
    let web = crate::web::Web::new(&[]).await;
    let portal = &web.wired.portal;
    let me = sign_in(portal, "lan").await;
    let number = file(portal, &me).await;
    accept(portal, &number).await;
    let mut lan = web.signed_in("lan").await;
    let data = lan.open("/du-lieu-cua-toi").await.body;
    let (page, call) = ("/du-lieu-cua-toi/me/person.residence", "/api/profile/correct");
    assert!(data.contains(&format!("href=\"{page}\"")), "{data}");
    let form = lan.open(page).await;
    assert_eq!(form.status, 200);
    for part in ["province", "commune", "street"] {
        assert!(
            form.body.contains(&format!("name=\"answers[s.value.{part}]\"")),
            "{part}"
        );
    }
    assert!(form.body.contains("15 Nguyễn Văn Cừ") && form.body.contains("selected value=\"68\""));
    // Another province: its communes are shown, and what was typed stays though nothing is kept yet.
    let fields = |province: &str, commune: &str, street: &str, go: &str| {
        format!(
            "whom=me&concept=person.residence&answers[s.value.province]={province}&answers[s.value.commune]={commune}\
             &answers[s.value.street]={street}&go={go}"
        )
    };
    let shown = lan
        .submit(page, call, &fields("79", "", "9 L%C3%AA L%E1%BB%A3i", "stay"))
        .await;
    assert_eq!(shown.header("location"), page);
    let body = lan.open(page).await.body;
    assert!(
        body.contains("selected value=\"79\"") && body.contains("9 Lê Lợi"),
        "{body}"
    );
    assert!(body.contains("Phường Sài Gòn"), "the communes of that province");
    assert!(
        lan.open("/du-lieu-cua-toi").await.body.contains("15 Nguyễn Văn Cừ"),
        "nothing is kept yet"
    );
    // What is not whole is told at its part, with what was typed.
    let bad = lan
        .submit(page, call, &fields("79", "", "9 L%C3%AA L%E1%BB%A3i", ""))
        .await;
    assert_eq!(bad.header("location"), format!("{page}?kiem-tra=1"));
    let body = lan.open(bad.header("location")).await.body;
    assert!(
        body.contains("href=\"#s.value.commune\"") && body.contains("9 Lê Lợi"),
        "{body}"
    );
    let commune = {
        let at = body.find("Phường Sài Gòn").unwrap();
        body[..at]
            .rsplit("value=\"")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let kept = lan
        .submit(page, call, &fields("79", &commune, "9 L%C3%AA L%E1%BB%A3i", ""))
        .await;
    assert_eq!(kept.header("location"), "/du-lieu-cua-toi");
    let data = lan.open("/du-lieu-cua-toi").await.body;
    assert!(
        data.contains("9 Lê Lợi") && !data.contains("15 Nguyễn Văn Cừ"),
        "{data}"
    );
    assert!(lan.open(page).await.body.contains("value=\"9 Lê Lợi\""));
    let stands = known(portal, &me)
        .await
        .of(Whom::Me)
        .unwrap()
        .standing("person.residence")
        .unwrap()
        .clone();
    assert_eq!(
        (stands.origin, stands.value["province"].as_str()),
        (Origin::Typed(String::new()), "79")
    );

    // An identity paper, by a program: what it sends is judged as in a form.
    let paper = |number: &str| {
        format!(
            "whom=me&concept=person.identity_document&answers[s.value.kind]=passport&answers[s.value.number]={number}\
             &answers[s.value.issued_on]=01/02/2024&answers[s.value.issued_by]=C%E1%BB%A5c+XNC"
        )
    };
    let has_paper = known(portal, &me)
        .await
        .of(Whom::Me)
        .unwrap()
        .standing("person.identity_document")
        .is_some();
    assert!(has_paper);
    assert_eq!(lan.post(call, &paper("x")).await.status, 400);
    assert_eq!(lan.post(call, &paper("C1234567")).await.status, 200);
    assert!(lan.open("/du-lieu-cua-toi").await.body.contains("C1234567"));
    // What a register or the account says has no page, and neither has what is not kept.
    for other in ["person.sex", "person.religion", "no.such"] {
        assert_eq!(
            lan.open(&format!("/du-lieu-cua-toi/me/{other}")).await.status,
            404,
            "{other}"
        );
    }
    let mut hung = web.signed_in("hung").await;
    assert!(!hung.open(page).await.body.contains("9 Lê Lợi"));
}
