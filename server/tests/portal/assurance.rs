//! What the level of an identity opens and what it does not.

use crate::organisations::Scene;
use crate::registers::Simulated;
use motcua_app::{
    backend::{Drafts, Profile},
    views::{Me, StepBody},
};
use motcua_core::form::Answers;
use serde_json::json;

const LAN: &str = "068196004215";

#[tokio::test(flavor = "multi_thread")]
async fn at_level_01_nothing_of_the_population_database_is_filled_in_and_the_page_says_why() {
    let simulated = Simulated::start().await;
    let scene = Scene::with(&["--registers-url", &simulated.url]).await;
    let portal = &scene.web.wired.portal;
    let weak = json!({ "sub": "lan", "SoDinhDanh": LAN, "HoVaTen": "Trần Thị Mai Lan", "loAs": "LoA1", "LoaiTaiKhoan": "CongDan" });
    let mut lan = scene.signed_in(weak).await;
    let me = scene.me(&lan).await;
    assert_eq!(me.assurance.map(|level| level.code()), Some("01"));
    let begun = async |me: &Me| {
        let at = Drafts::start(portal, me, crate::filing::BIRTH.parse().unwrap(), Answers::default())
            .await
            .unwrap();
        let view = portal.step(me, at.draft, "request".to_owned(), false).await.unwrap();
        let StepBody::Section(section) = view.body else {
            panic!("no section")
        };
        section.origins
    };
    let told = begun(&me).await;
    assert!(
        told.contains_key("request.full_name"),
        "what the account says is filled in: {told:?}"
    );
    assert!(!told.values().any(|origin| origin.contains("dân cư")), "{told:?}");
    let asked = |looks: &[motcua_app::views::LookView]| looks.iter().any(|look| look.why == "register");
    assert!(
        !asked(&Profile::mine(portal, &me).await.unwrap().looks),
        "and it was not asked"
    );
    for page in ["/nop/1.001193", "/tai-khoan"] {
        let html = lan.open(page).await.body;
        assert!(html.contains("mức độ định danh 01") && html.contains("VNeID"), "{page}");
    }
    let full = json!({ "sub": "lan", "SoDinhDanh": LAN, "HoVaTen": "Trần Thị Mai Lan", "loAs": "LoA2", "LoaiTaiKhoan": "CongDan" });
    let mut lan = scene.signed_in(full).await;
    let me = scene.me(&lan).await;
    assert!(begun(&me).await["request.residence"].contains("dân cư"));
    assert!(asked(&Profile::mine(portal, &me).await.unwrap().looks));
    assert!(!lan.open("/nop/1.001193").await.body.contains("mức độ định danh 01"));
}
