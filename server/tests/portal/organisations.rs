//! Acting for an organisation: who may, how far, and what is written down about it.

use crate::filing::{attach, request_of};
use crate::provider::{FakeProvider, person};
use crate::registers::Simulated;
use crate::setup::{never, sign_in};
use crate::web::{Answer, Visitor, Web};
use axum::http::StatusCode;
use motcua_app::{
    api::ApiError,
    backend::{Desk, Documents, Dossiers, Drafts, Profile},
    views::{DeskAction, Go, Language, Me, StepBody, Submitted},
};
use motcua_core::{actor::Actor, dossier::DossierNumber, form::Answers, profile::Relation};
use motcua_server::{
    services::{accounts::Token, registers::verify},
    store::events,
};
use serde_json::{Value, json};

pub const EMPLOYEE: &str = "068192003333";
const OTHER: &str = "068092004444";
const LAN: &str = "068196004215";
pub const OWNER: &str = "068085002222";
const SHOP: &str = "0312345673";

pub struct Scene {
    pub web: Web,
    provider: FakeProvider,
    _folder: tempfile::TempDir,
}

impl Scene {
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    pub async fn with(more: &[&str]) -> Self {
        let now = motcua_server::config::moment("2026-11-20T09:00").unwrap();
        let provider = FakeProvider::start(now.micros() / 1_000_000).await;
        let folder = tempfile::tempdir().unwrap();
        let settings = provider.settings(folder.path());
        Self {
            web: Web::new(&[&["--identity-providers", settings.as_str()], more].concat()).await,
            provider,
            _folder: folder,
        }
    }

    pub async fn signed_in(&self, claims: Value) -> Visitor {
        self.provider
            .at(self.web.wired.portal.parts().clock.now().micros() / 1_000_000);
        self.provider.tells(claims);
        let mut visitor = self.web.visitor();
        let out = visitor.open("/dang-nhap/thu").await;
        let back = self.provider.approve(out.header("location"));
        let answer = visitor.open(&format!("/dang-nhap/thu/ve?{back}")).await;
        assert_eq!(answer.header("location"), "/", "{}", answer.body);
        visitor
    }

    pub async fn shop(&self) -> Visitor {
        self.signed_in(json!({
            "sub": "shop", "LoaiTaiKhoan": "DoanhNghiep", "MaSoThue": SHOP, "TenDoanhNghiep": "Công ty Thử",
            "NguoiDaiDien": OWNER, "loAs": "LoA2",
        }))
        .await
    }

    pub async fn me(&self, visitor: &Visitor) -> Me {
        let token = Token::claimed(&visitor.cookies["motcua"]);
        self.web.wired.portal.who(Some(&token), Language::Vi).await.unwrap()
    }
}

pub async fn read(visitor: &mut Visitor) -> Value {
    serde_json::from_str(&visitor.get("/api/session/organisations").await.body).unwrap()
}

pub async fn post(visitor: &mut Visitor, call: &str, form: &str) -> Answer {
    visitor
        .submit("/tai-khoan/to-chuc", &format!("/api/session/{call}"), form)
        .await
}

/// Fills the birth form as anybody would; returns the number.
pub async fn file_birth(scene: &Scene, me: &Me) -> Result<String, motcua_app::api::ApiError> {
    let portal = &scene.web.wired.portal;
    let mut at = Drafts::start(portal, me, crate::filing::BIRTH.parse().unwrap(), Answers::default()).await?;
    for (section, answers) in crate::setup::birth() {
        at = portal.save(me, at.draft, section.to_owned(), answers, Go::Next).await?;
    }
    attach(portal, me, at.draft, "witness_statement").await;
    let request = request_of(portal, me, at.draft).await;
    match portal.submit(me, at.draft, request, true).await? {
        Submitted::Filed { number } => Ok(number),
        other @ (Submitted::Incomplete | Submitted::TakenIn { .. }) => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employee_files_for_the_organisation_and_both_are_written_down() {
    let scene = Scene::new().await;
    scene.shop().await;
    let mut owner = scene.signed_in(person(OWNER, "Võ Văn Chủ")).await;
    let view = read(&mut owner).await;
    assert_eq!(view["mandates"][0]["tax_code"], SHOP);
    assert_eq!(view["mandates"][0]["is_representative"], true);
    let shop = view["managed"][0]["id"].as_str().unwrap().to_owned();

    let mut employee = scene.signed_in(person(EMPLOYEE, "Đặng Thị Viên")).await;
    let own = scene.me(&employee).await.account.unwrap();
    assert_eq!(read(&mut employee).await["mandates"], json!([]));
    let act = format!("organisation={shop}");
    assert_eq!(
        employee.post("/api/session/act_for", &act).await.status,
        StatusCode::NOT_FOUND
    );

    let give = format!(
        "organisation={shop}&personal_id={EMPLOYEE}&name=Vi%C3%AAn&procedures=1.001193&agencies=&to=2026-11-30"
    );
    assert_eq!(
        employee.post("/api/session/delegate", &give).await.status,
        StatusCode::NOT_FOUND,
        "not one's own to give"
    );
    assert_eq!(
        post(&mut owner, "delegate", &give).await.header("location"),
        "/tai-khoan/to-chuc"
    );
    let before = employee.cookies["motcua"].clone();
    assert_eq!(post(&mut employee, "act_for", &act).await.header("location"), "/ho-so");
    assert_ne!(employee.cookies["motcua"], before, "more rights, another token");
    let me = scene.me(&employee).await;
    assert_eq!(
        (me.name.as_deref(), me.account.map(|id| id.to_string())),
        (Some("Công ty Thử"), Some(shop.clone()))
    );
    assert!(employee.open("/").await.body.contains("đang làm việc thay mặt"));

    let number = file_birth(&scene, &me).await.unwrap();
    let parts = scene.web.wired.portal.parts();
    let mut conn = parts.db.reader().await.unwrap();
    let row = motcua_server::store::dossiers::by_number(&mut conn, &number.parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.account.to_string(), shop);
    let history = events::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
    drop(conn);
    assert_eq!(history[0].on_behalf_of.map(|id| id.to_string()), Some(shop.clone()));
    assert!(
        matches!(&history[0].actor, Actor::Delegate { account, .. } if *account == own),
        "{:?}",
        history[0].actor
    );
    let mine = async |me: &Me| {
        Dossiers::mine(&scene.web.wired.portal, me, None)
            .await
            .unwrap()
            .lines
            .len()
    };
    assert_eq!(mine(&me).await, 1);
    assert_eq!(
        post(&mut employee, "act_for", "").await.header("location"),
        "/tai-khoan/to-chuc"
    );
    assert_eq!(
        mine(&scene.me(&employee).await).await,
        0,
        "it is the organisation's, not the employee's"
    );
    let mut shop_itself = scene.shop().await;
    assert!(shop_itself.open("/ho-so").await.body.contains(&number));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mandate_reaches_as_far_as_it_says_and_ends_when_it_is_over_or_taken_back() {
    let scene = Scene::new().await;
    let mut shop = scene.shop().await;
    let id = read(&mut shop).await["managed"][0]["id"].as_str().unwrap().to_owned();
    let give = |more: &str| format!("organisation={id}&personal_id={EMPLOYEE}&name=Vi%C3%AAn&{more}");
    for (wrong, code) in [
        ("procedures=9.999999", "delegate_procedure"),
        ("procedures=%3Cb%3E", "delegate_procedure"),
        ("agencies=H99.1", "delegate_agency"),
        ("to=2026-11-19", "delegate_dates"),
        ("from=x", "delegate_dates"),
    ] {
        let answer = post(&mut shop, "delegate", &give(wrong)).await;
        assert!(
            answer.header("location").contains(code),
            "{wrong}: {}",
            answer.header("location")
        );
    }
    post(
        &mut shop,
        "delegate",
        &give("procedures=1.000656&from=2026-11-20&to=2026-11-21"),
    )
    .await;
    let mut employee = scene.signed_in(person(EMPLOYEE, "Đặng Thị Viên")).await;
    post(&mut employee, "act_for", &format!("organisation={id}")).await;
    let me = scene.me(&employee).await;
    assert!(me.acting.is_some());
    assert_eq!(
        file_birth(&scene, &me).await,
        Err(motcua_app::api::ApiError::NotFound),
        "of another procedure"
    );
    let shop_me = scene.me(&shop).await;
    let number = file_birth(&scene, &shop_me).await.unwrap();
    assert!(
        !employee.open("/ho-so").await.body.contains(&number),
        "out of reach, out of sight"
    );
    assert!(shop.open("/ho-so").await.body.contains(&number));

    let clock = &scene.web.wired.portal.parts().clock;
    clock.set(clock.now().plus(time::Duration::days(2)));
    let mut employee = scene.signed_in(person(EMPLOYEE, "Đặng Thị Viên")).await;
    assert_eq!(read(&mut employee).await["mandates"], json!([]), "its last day is past");
    let mut shop = scene.shop().await;
    post(&mut shop, "delegate", &give("procedures=")).await;
    post(&mut employee, "act_for", &format!("organisation={id}")).await;
    assert!(scene.me(&employee).await.acting.is_some());
    let given = read(&mut shop).await["managed"][0]["given"].clone();
    let standing = given
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["state"] == "holds")
        .unwrap()["id"]
        .clone();
    let revoke = format!("organisation={id}&delegation={}", standing.as_str().unwrap());
    assert_eq!(
        employee.post("/api/session/revoke", &revoke).await.status,
        StatusCode::NOT_FOUND
    );
    post(&mut shop, "revoke", &revoke).await;
    assert!(
        scene.me(&employee).await.acting.is_none(),
        "taken back, it ends with the next request"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_of_the_organisation_are_seen_and_lent_only_as_far_as_the_mandate_reaches() {
    let scene = Scene::new().await;
    let portal = &scene.web.wired.portal;
    let mut shop = scene.shop().await;
    let id = read(&mut shop).await["managed"][0]["id"].as_str().unwrap().to_owned();
    let me = scene.me(&shop).await;
    file_birth(&scene, &me).await.unwrap();
    let paper = Documents::mine(portal, &me, None).await.unwrap().papers[0].file.id;
    let lend = async |me: &Me| Documents::share(portal, me, paper, "cho ngân hàng".to_owned(), 7).await;
    lend(&me).await.unwrap();
    let lent = Documents::mine(portal, &me, None).await.unwrap().shares[0].id;

    for (procedure, reaches) in [("1.000656", false), ("1.001193", true)] {
        let give = format!("organisation={id}&personal_id={EMPLOYEE}&name=Vi%C3%AAn&procedures={procedure}");
        post(&mut shop, "delegate", &give).await;
        let mut employee = scene.signed_in(person(EMPLOYEE, "Đặng Thị Viên")).await;
        post(&mut employee, "act_for", &format!("organisation={id}")).await;
        let delegate = scene.me(&employee).await;
        assert!(delegate.acting.is_some());
        let seen = Documents::mine(portal, &delegate, None).await.unwrap();
        assert_eq!((seen.papers.len() == 1, seen.shares.len() == 1), (reaches, reaches));
        let answer = |is_found| if is_found { Ok(()) } else { Err(ApiError::NotFound) };
        assert_eq!(Documents::revoke(portal, &delegate, lent).await, answer(reaches));
        assert_eq!(lend(&delegate).await, answer(reaches));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_is_an_organisation_of_its_own_that_the_representative_adds() {
    let scene = Scene::new().await;
    let mut shop = scene.shop().await;
    let id = read(&mut shop).await["managed"][0]["id"].as_str().unwrap().to_owned();
    for (code, said) in [
        ("0100109106-001", "branch_code"),
        (SHOP, "branch_code"),
        ("0312345673-000", "branch_code"),
    ] {
        let form = format!("organisation={id}&tax_code={code}&branch_name=Chi+nh%C3%A1nh");
        let answer = post(&mut shop, "branch", &form).await;
        assert!(
            answer.header("location").contains(said),
            "{code}: {}",
            answer.header("location")
        );
    }
    let form = format!("organisation={id}&tax_code={SHOP}001&branch_name=Chi+nh%C3%A1nh+M%E1%BB%99t");
    assert_eq!(
        post(&mut shop, "branch", &form).await.header("location"),
        "/tai-khoan/to-chuc"
    );
    assert!(
        post(&mut shop, "branch", &form)
            .await
            .header("location")
            .contains("branch_known")
    );
    let mut owner = scene.signed_in(person(OWNER, "Võ Văn Chủ")).await;
    let view = read(&mut owner).await;
    let branch = view["mandates"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["tax_code"] == "0312345673-001")
        .unwrap()
        .clone();
    let act = format!("organisation={}", branch["id"].as_str().unwrap());
    post(&mut owner, "act_for", &act).await;
    assert_eq!(scene.me(&owner).await.name.as_deref(), Some("Chi nhánh Một"));
    assert!(file_birth(&scene, &scene.me(&owner).await).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_employee_filed_about_people_is_not_shown_to_the_next() {
    let simulated = Simulated::start().await;
    let scene = Scene::with(&["--registers-url", &simulated.url]).await;
    let portal = &scene.web.wired.portal;
    let lan = scene.signed_in(person(LAN, "Trần Thị Mai Lan")).await;
    let lan = scene.me(&lan).await;
    let mut shop = scene.shop().await;
    let id = read(&mut shop).await["managed"][0]["id"].as_str().unwrap().to_owned();
    let mut employees = Vec::new();
    for (number, name) in [(EMPLOYEE, "Đặng Thị Viên"), (OTHER, "Lê Văn Nhì")] {
        let give = format!("organisation={id}&personal_id={number}&name=Vi%C3%AAn&procedures=");
        post(&mut shop, "delegate", &give).await;
        let mut employee = scene.signed_in(person(number, name)).await;
        post(&mut employee, "act_for", &format!("organisation={id}")).await;
        employees.push(scene.me(&employee).await);
    }
    let number: DossierNumber = file_birth(&scene, &employees[0]).await.unwrap().parse().unwrap();
    let officer = sign_in(portal, "can-bo-xuan-huong").await;
    let seen = portal.dossier(&officer, number.clone()).await.unwrap().seen;
    portal.act(&officer, number, seen, DeskAction::Accept).await.unwrap();

    for employee in &employees {
        let kept = Profile::mine(portal, employee).await.unwrap();
        assert!(
            kept.subjects
                .iter()
                .all(|one| one.relation == Some(Relation::Organisation)),
            "{kept:?}"
        );
    }
    let birth = crate::filing::BIRTH.parse().unwrap();
    let at = Drafts::start(portal, &employees[1], birth, Answers::default())
        .await
        .unwrap();
    let view = portal
        .step(&employees[1], at.draft, "request".to_owned(), false)
        .await
        .unwrap();
    let StepBody::Section(section) = view.body else {
        panic!("{:?}", view.body)
    };
    assert_eq!(section.answers.get("request.full_name"), Some("Lê Văn Nhì"));
    assert_eq!(section.answers.get("request.identity_document.number"), Some(OTHER));
    for path in ["request.residence.province", "request.phone"] {
        assert_eq!(section.answers.get(path), None, "{path}");
    }
    assert!(view.known.offers.is_empty(), "{:?}", view.known);

    assert_eq!(verify(portal, never()).await.unwrap(), 1);
    let looks = Profile::mine(portal, &lan).await.unwrap().looks;
    assert_eq!(
        looks
            .iter()
            .map(|look| (look.why.as_str(), look.matter.as_str()))
            .collect::<Vec<_>>(),
        [("check", "population")],
        "who is asked about is told so, and not by whom"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_is_filed_again_only_within_the_mandate_and_never_with_a_colleagues_own_part() {
    let scene = Scene::new().await;
    let portal = &scene.web.wired.portal;
    let mut shop = scene.shop().await;
    let id = read(&mut shop).await["managed"][0]["id"].as_str().unwrap().to_owned();
    let number: DossierNumber = file_birth(&scene, &scene.me(&shop).await)
        .await
        .unwrap()
        .parse()
        .unwrap();
    for (agencies, reaches) in [("H36.101", false), ("H36.175", true)] {
        let give = format!("organisation={id}&personal_id={EMPLOYEE}&name=Vi%C3%AAn&procedures=&agencies={agencies}");
        post(&mut shop, "delegate", &give).await;
        let mut employee = scene.signed_in(person(EMPLOYEE, "Đặng Thị Viên")).await;
        post(&mut employee, "act_for", &format!("organisation={id}")).await;
        let delegate = scene.me(&employee).await;
        assert!(delegate.acting.is_some());
        let birth = || crate::filing::BIRTH.parse().unwrap();
        let begun = portal
            .start_like(&delegate, birth(), Answers::default(), number.clone())
            .await;
        let offered = Profile::ready(portal, &delegate, birth(), Answers::default())
            .await
            .unwrap()
            .last;
        assert_eq!(offered.is_some(), reaches, "{agencies}");
        let at = match begun {
            Err(error) => {
                assert_eq!((error, reaches), (ApiError::NotFound, false));
                continue;
            }
            Ok(at) => at,
        };
        assert!(reaches, "{agencies}");
        let section = async |step: &str| {
            let view = portal.step(&delegate, at.draft, step.to_owned(), false).await.unwrap();
            match view.body {
                StepBody::Section(section) => section.answers,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(
            section("child").await.get("child.full_name"),
            Some("Nguyễn Trần An Nhiên")
        );
        let request = section("request").await;
        assert_eq!(request.get("request.full_name"), Some("Đặng Thị Viên"));
        for path in ["request.phone", "request.residence.street", "request.relationship"] {
            assert_eq!(request.get(path), None, "{path} is a colleague's");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_an_organisation_is_changed_by_its_representative_and_read_by_its_employees() {
    let scene = Scene::new().await;
    let mut shop = scene.shop().await;
    let mut owner = scene.signed_in(person(OWNER, "Võ Văn Chủ")).await;
    let id = read(&mut owner).await["managed"][0]["id"].as_str().unwrap().to_owned();
    let act = format!("organisation={id}");
    for (number, procedures) in [(EMPLOYEE, "1.001193"), (OTHER, "")] {
        let give = format!("organisation={id}&personal_id={number}&name=Vi%C3%AAn&procedures={procedures}");
        post(&mut owner, "delegate", &give).await;
    }
    let mut employee = scene.signed_in(person(EMPLOYEE, "Đặng Thị Viên")).await;
    let mut deputy = scene.signed_in(person(OTHER, "Lê Văn Nhì")).await;
    for visitor in [&mut employee, &mut deputy, &mut owner] {
        post(visitor, "act_for", &act).await;
    }
    let data: Value = serde_json::from_str(&shop.get("/api/profile/mine").await.body).unwrap();
    let of = |one: &Value| one["relation"] == "organisation";
    let subject = data["subjects"].as_array().unwrap().iter().find(|one| of(one)).unwrap();
    let whom = match &subject["whom"] {
        Value::String(me) => me.clone(),
        kept => kept["kept"].as_str().unwrap().to_owned(),
    };
    assert_eq!(data["may_change"], true);
    let forget = format!("whom={whom}&concept=organisation.name");
    let correct = format!("whom={whom}&concept=organisation.name&value=Kh%C3%A1c");

    let page = employee.open("/du-lieu-cua-toi").await;
    assert!(
        page.body.contains("Công ty Thử") && page.body.contains("chỉ người đại diện"),
        "{}",
        page.body
    );
    assert!(
        !page.body.contains("action=\"/api/profile/"),
        "nothing to change is offered"
    );
    for (call, form) in [
        ("correct", &correct),
        ("forget", &forget),
        ("forget", &"whom=all".to_owned()),
    ] {
        let answer = employee.post(&format!("/api/profile/{call}"), form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{call}");
    }
    let fact = format!("/du-lieu-cua-toi/{whom}/organisation.address");
    assert_eq!(employee.open(&fact).await.status, StatusCode::FORBIDDEN);
    for visitor in [&mut deputy, &mut owner] {
        assert!(
            visitor
                .open("/du-lieu-cua-toi")
                .await
                .body
                .contains("action=\"/api/profile/forget\"")
        );
        // What the identity account says is corrected there: allowed, and refused for that.
        let answer = visitor.post("/api/profile/correct", &correct).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(deputy.post("/api/profile/forget", &forget).await.status, StatusCode::OK);
    assert!(!shop.open("/du-lieu-cua-toi").await.body.contains("<dd>Công ty Thử"));
    // For oneself everything is one's own again.
    post(&mut employee, "act_for", "organisation=").await;
    let own: Value = serde_json::from_str(&employee.get("/api/profile/mine").await.body).unwrap();
    assert_eq!(own["may_change"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_refused_is_there_again_with_what_was_typed_and_only_for_who_typed_it() {
    let scene = Scene::new().await;
    scene.shop().await;
    let mut owner = scene.signed_in(person(OWNER, "Võ Văn Chủ")).await;
    let id = read(&mut owner).await["managed"][0]["id"].as_str().unwrap().to_owned();
    let give = |number: &str| {
        format!(
            "organisation={id}&personal_id={number}&name=L%C3%AA+V%C4%83n+Nh%C3%AC&procedures=1.001193&to=2027-01-31"
        )
    };
    let refused = post(&mut owner, "delegate", &give("12345")).await;
    let to = refused.header("location").to_owned();
    assert_eq!(
        to, "/tai-khoan/to-chuc?loi=refused.delegate_id",
        "nothing typed is in the address"
    );
    let page = owner.open(&to).await.body;
    for kept in [
        "value=\"12345\"",
        "value=\"Lê Văn Nhì\"",
        "value=\"1.001193\"",
        "value=\"2027-01-31\"",
        "<details open",
    ] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert!(page.contains("Nhập 12 số in trên thẻ căn cước"), "and what was wrong");
    // Another browser of the same person, and another person at this browser, see nothing of it.
    let mut elsewhere = scene.signed_in(person(OWNER, "Võ Văn Chủ")).await;
    assert!(
        !elsewhere
            .open("/tai-khoan/to-chuc")
            .await
            .body
            .contains("value=\"12345\"")
    );
    let mut shop = scene.shop().await;
    let giu = owner.cookies["motcua-giu"].clone();
    shop.cookies.insert("motcua-giu".to_owned(), giu);
    assert!(!shop.open("/tai-khoan/to-chuc").await.body.contains("value=\"12345\""));
    // The other form of the page stays as it was; what was typed last is what is kept.
    let branch = format!("organisation={id}&tax_code=031&branch_name=Chi+nh%C3%A1nh");
    let refused = post(&mut owner, "branch", &branch).await;
    let page = owner.open(refused.header("location")).await.body;
    assert!(
        page.contains("value=\"031\"") && !page.contains("value=\"12345\""),
        "{page}"
    );
    let taken = post(&mut owner, "delegate", &give(OTHER)).await;
    assert_eq!(taken.header("location"), "/tai-khoan/to-chuc");
    let page = owner.open("/tai-khoan/to-chuc").await.body;
    assert!(
        !page.contains("value=\"031\"") && !page.contains("<details open"),
        "{page}"
    );
}
