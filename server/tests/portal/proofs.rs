//! Answers beside the papers they rest on: which paper is data of the procedure, the page shows it in a frame of its own
//! origin, and the file's route decides who sees it.

use axum::http::StatusCode;
use motcua_app::backend::Desk;
use motcua_server::catalogue;

use crate::{
    filing::file,
    setup::{data, sign_in},
    web::Web,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_links_to_the_paper_it_rests_on_and_the_paper_may_be_framed_here_and_nowhere_else() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let number = file(portal, &sign_in(portal, "lan").await).await;
    let officer = sign_in(portal, "can-bo-xuan-huong").await;
    let view = Desk::dossier(portal, &officer, number.clone()).await.unwrap();
    let proved: Vec<&str> = view.beside.proofs.iter().map(|proof| proof.at.as_str()).collect();
    assert_eq!(proved, ["child.birth_date", "child.birth_place", "mother.full_name"]);
    let paper = view.receipt.files[0].id;
    assert!(
        view.beside
            .proofs
            .iter()
            .all(|proof| proof.file == paper && proof.is_shown)
    );

    let mut desk = web.signed_in("can-bo-xuan-huong").await;
    let page = desk.open(&format!("/can-bo/{number}")).await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("frame-src 'self'") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    let link = format!("href=\"/tep/{paper}#navpanes=0\" target=\"ban-chup\"");
    assert!(page.body.matches(&link).count() >= 3, "beside the answers");
    assert!(
        page.body
            .contains(&format!("href=\"/tep/{paper}#navpanes=0\" target=\"_blank\"")),
        "and on a phone"
    );
    assert!(page.body.contains("<iframe loading=\"lazy\" name=\"ban-chup\""));
    let scan = desk.open(&format!("/tep/{paper}")).await;
    assert_eq!(scan.status, StatusCode::OK);
    assert_eq!(scan.header("x-frame-options"), "SAMEORIGIN");
    let policy = scan.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors 'self'") && policy.contains("sandbox"),
        "{policy}"
    );
    let mut elsewhere = web.signed_in("can-bo-mui-ne").await;
    assert_eq!(
        elsewhere.open(&format!("/tep/{paper}")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn what_a_paper_proves_is_checked_with_the_file() {
    let birth = data("procedures/1.001193.toml").unwrap();
    let proves = r#"proves = ["child.birth_date", "child.birth_place", "mother.full_name"]"#;
    assert!(birth.contains(proves));
    let with = |instead: &str| {
        let text = birth.replacen(proves, instead, 1);
        let loaded = catalogue::load_files([("1.001193.toml", text.as_bytes())]);
        loaded.problems.first().map(ToString::to_string).unwrap_or_default()
    };
    for good in [
        r#"proves = ["child", "mother.full_name#page=2", "child.birth_place.commune"]"#,
        "proves = []",
        "",
    ] {
        assert_eq!(with(good), "", "{good}");
    }
    for (bad, reason) in [
        (
            r#"proves = ["child.nickname"]"#,
            "there is no field or section `child.nickname`",
        ),
        (r#"proves = ["baby"]"#, "there is no field or section `baby`"),
        (r#"proves = ["child.sex#page=0"]"#, "names no page from 1 to 500"),
        (r#"proves = ["child.sex", "child.sex#page=2"]"#, "is proved twice"),
        (r#"proves = "child""#, "invalid type"),
    ] {
        let said = with(bad);
        assert!(said.contains(reason) && said.contains("1.001193.toml"), "{bad}: {said}");
    }
    let form = birth.replacen("submit = \"form\"", "submit = \"form\"\nproves = [\"child\"]", 1);
    let loaded = catalogue::load_files([("1.001193.toml", form.as_bytes())]);
    assert!(loaded.problems[0].to_string().contains("only a paper that is attached"));
}
