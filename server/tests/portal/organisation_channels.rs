//! Where an organisation is told: its representative says so, and nobody else.

use axum::http::StatusCode;
use motcua_server::workers;
use tokio_util::sync::CancellationToken;

use crate::organisations::{EMPLOYEE, OWNER, Scene, file_birth, post, read};
use crate::provider::person;
use crate::setup::never;
use crate::sink::Sink;

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_told_where_its_representative_says_and_not_where_an_employee_does() {
    let mut sink = Sink::start().await;
    let scene = Scene::with(&["--smtp-url", &sink.url()]).await;
    scene.shop().await;
    let mut owner = scene.signed_in(person(OWNER, "Võ Văn Chủ")).await;
    let id = read(&mut owner).await["managed"][0]["id"].as_str().unwrap().to_owned();
    let act = format!("organisation={id}");
    let give = format!("{act}&personal_id={EMPLOYEE}&name=Vi%C3%AAn&procedures=1.001193");
    post(&mut owner, "delegate", &give).await;
    let mut employee = scene.signed_in(person(EMPLOYEE, "Đặng Thị Viên")).await;
    for visitor in [&mut employee, &mut owner] {
        post(visitor, "act_for", &act).await;
    }
    let keep = "channel=email&address=shop%40example.vn&wanted=yes";
    let refused = employee.post("/api/notifications/channel", keep).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = employee.open("/tai-khoan").await.body;
    assert!(page.contains("Chỉ người đại diện") && !page.contains("name=\"address\""));
    assert!(owner.open("/tai-khoan").await.body.contains("Công ty Thử"));
    owner.submit("/tai-khoan", "/api/notifications/channel", keep).await;
    let portal = &scene.web.wired.portal;
    let stop = CancellationToken::new();
    workers::drain(portal, never()).await.unwrap();
    workers::deliver(portal, &stop).await.unwrap();
    sink.reached(1).await;
    let digits = sink.letters().pop().unwrap().after("Mã xác nhận của bạn là ");
    let code = format!("channel=email&code={}", &digits[..6]);
    let confirmed = owner.submit("/tai-khoan", "/api/notifications/confirm", &code).await;
    assert_eq!(confirmed.header("location"), "/tai-khoan#kenh");

    let me = scene.me(&employee).await;
    let number = file_birth(&scene, &me).await.unwrap();
    workers::drain(portal, never()).await.unwrap();
    workers::deliver(portal, &stop).await.unwrap();
    sink.reached(2).await;
    let letters = sink.letters();
    let told = letters.last().unwrap();
    assert_eq!(told.to, ["shop@example.vn"]);
    assert!(told.text().contains(&number));
    post(&mut owner, "act_for", "organisation=").await;
    assert!(
        !owner.open("/tai-khoan").await.body.contains("shop@example.vn"),
        "one's own are one's own"
    );
}
