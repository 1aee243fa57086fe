//! Signing in with an electronic identity: what is believed, what is refused, and whose account it is.

use crate::provider::{FakeProvider, Lie, person, query};
use crate::web::{Answer, Visitor, Web};
use axum::http::StatusCode;
use motcua_core::calendar::Moment;
use serde_json::json;

struct Scene {
    web: Web,
    provider: FakeProvider,
    _folder: tempfile::TempDir,
}

impl Scene {
    async fn new() -> Self {
        let now = motcua_server::config::moment("2026-11-20T09:00").unwrap();
        let provider = FakeProvider::start(now.micros() / 1_000_000).await;
        let folder = tempfile::tempdir().unwrap();
        let settings = provider.settings(folder.path());
        Self {
            web: Web::new(&["--identity-providers", &settings]).await,
            provider,
            _folder: folder,
        }
    }

    /// Goes out to a provider, signs in there and comes back.
    async fn sign_in(&self, visitor: &mut Visitor, by: &str, next: &str) -> Answer {
        let out = visitor.open(&format!("/dang-nhap/{by}?tiep={next}")).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
        let back = self.provider.approve(out.header("location"));
        visitor.open(&format!("/dang-nhap/{by}/ve?{back}")).await
    }

    fn later(&self, by: time::Duration) {
        let clock = &self.web.wired.portal.parts().clock;
        clock.set(clock.now().plus(by));
    }
}

/// Returns why somebody was turned away; it is always said on the sign-in page, and nobody is signed in.
async fn turned_away(visitor: &mut Visitor, answer: &Answer) -> String {
    let to = answer.header("location");
    assert!(to.starts_with("/dang-nhap?"), "{to} {}", answer.body);
    let page = visitor.open(to).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("role=\"alert\""), "{to} is not said");
    assert!(!visitor.cookies.contains_key("motcua"), "{to}, and yet signed in");
    query(to)["loi"].clone()
}

async fn who(visitor: &mut Visitor) -> serde_json::Value {
    serde_json::from_str(&visitor.get("/api/session/me").await.body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_comes_back_signed_in_to_where_they_were_and_to_one_account() {
    let scene = Scene::new().await;
    let mut visitor = scene.web.visitor();
    let page = visitor.open("/dang-nhap?tiep=/ho-so").await.body;
    assert!(page.contains("VNeID (thử)") && page.contains("href=\"/dang-nhap/thu?tiep=%2Fho-so\""));
    visitor.cookies.insert("motcua".to_owned(), "0".repeat(64));
    let answer = scene.sign_in(&mut visitor, "thu", "%2Fho-so%3Fa%3D1").await;
    assert_eq!(answer.header("location"), "/ho-so?a=1");
    assert_ne!(visitor.cookies["motcua"], "0".repeat(64));
    let me = who(&mut visitor).await;
    assert_eq!(
        (me["name"].as_str(), me["role"].as_str()),
        (Some("Trần Thị Mai Lan"), Some("citizen"))
    );
    let mut again = scene.web.visitor();
    scene.sign_in(&mut again, "thu", "/").await;
    assert_eq!(who(&mut again).await["account"], me["account"]);
    scene.provider.tells(person("060083001237", "Nguyễn Văn Hùng"));
    let mut hung = scene.web.visitor();
    scene.sign_in(&mut hung, "thu", "/").await;
    assert_ne!(who(&mut hung).await["account"], me["account"]);
    assert_eq!(visitor.open("/dang-nhap/khong-co").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_lies_is_not_believed() {
    let scene = Scene::new().await;
    for (lie, code) in [
        (Lie::Nonce, "sign_in_forged"),
        (Lie::NoNonce, "sign_in_forged"),
        (Lie::Audience, "sign_in_forged"),
        (Lie::MoreAudiences, "sign_in_forged"),
        (Lie::Party, "sign_in_forged"),
        (Lie::Issuer, "sign_in_forged"),
        (Lie::Expired, "sign_in_forged"),
        (Lie::OtherKey, "sign_in_forged"),
        (Lie::Unsigned, "sign_in_forged"),
        (Lie::SharedSecret, "sign_in_forged"),
        (Lie::AccessTokenHash, "sign_in_forged"),
        (Lie::NoToken, "sign_in_forged"),
        (Lie::OtherInUserinfo, "sign_in_forged"),
        (Lie::NoNumber, "sign_in_no_number"),
        (Lie::Redirects, "sign_in_down"),
        (Lie::TooLarge, "sign_in_down"),
        (Lie::Broken, "sign_in_down"),
    ] {
        scene.provider.lies(lie);
        let mut visitor = scene.web.visitor();
        let answer = scene.sign_in(&mut visitor, "thu", "%2Fho-so").await;
        assert_eq!(
            turned_away(&mut visitor, &answer).await,
            format!("refused.{code}"),
            "{lie:?}"
        );
        assert_eq!(query(answer.header("location"))["tiep"], "/ho-so", "{lie:?}");
    }
    scene.provider.lies(Lie::None);
    let mut visitor = scene.web.visitor();
    scene.sign_in(&mut visitor, "thu", "/").await;
    assert_eq!(
        who(&mut visitor).await["role"],
        "citizen",
        "and the truth is believed again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_taken_once_in_time_from_the_browser_and_provider_it_was_asked_of() {
    let scene = Scene::new().await;
    let begin = async |visitor: &mut Visitor| {
        let out = visitor.open("/dang-nhap/thu?tiep=/ho-so").await;
        scene.provider.approve(out.header("location"))
    };
    let over = "refused.sign_in_over";

    let mut visitor = scene.web.visitor();
    begin(&mut visitor).await;
    let answer = visitor.open("/dang-nhap/thu/ve?code=x&state=invented").await;
    assert_eq!(turned_away(&mut visitor, &answer).await, over, "a state nobody gave");
    let answer = visitor.open("/dang-nhap/thu/ve?code=x").await;
    assert_eq!(turned_away(&mut visitor, &answer).await, over, "no state");

    let back = begin(&mut visitor).await;
    let mut stranger = scene.web.visitor();
    let answer = stranger.open(&format!("/dang-nhap/thu/ve?{back}")).await;
    assert_eq!(
        turned_away(&mut stranger, &answer).await,
        over,
        "a browser without the cookie"
    );
    begin(&mut stranger).await;
    let answer = stranger.open(&format!("/dang-nhap/thu/ve?{back}")).await;
    assert_eq!(
        turned_away(&mut stranger, &answer).await,
        over,
        "another browser's cookie"
    );
    let answer = visitor.open(&format!("/dang-nhap/khac/ve?{back}")).await;
    assert_eq!(turned_away(&mut visitor, &answer).await, over, "another provider");
    let answer = visitor.open(&format!("/dang-nhap/thu/ve?{back}")).await;
    assert_eq!(answer.header("location"), "/ho-so", "the right one still comes in");

    let mut replayed = visitor.clone();
    replayed.cookies.remove("motcua");
    let answer = replayed.open(&format!("/dang-nhap/thu/ve?{back}")).await;
    assert_eq!(turned_away(&mut replayed, &answer).await, over, "the same answer again");

    let mut slow = scene.web.visitor();
    let back = begin(&mut slow).await;
    scene.later(time::Duration::minutes(10));
    let answer = slow.open(&format!("/dang-nhap/thu/ve?{back}")).await;
    assert_eq!(turned_away(&mut slow, &answer).await, over, "after ten minutes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_used_before_and_an_answer_of_another_issuer_are_refused_and_declining_is_no_fault() {
    let scene = Scene::new().await;
    let mut visitor = scene.web.visitor();
    let out = visitor.open("/dang-nhap/thu?tiep=/ho-so").await;
    let state = query(out.header("location"))["state"].clone();
    let answer = visitor
        .open(&format!("/dang-nhap/thu/ve?code=used&state={state}"))
        .await;
    assert_eq!(turned_away(&mut visitor, &answer).await, "refused.sign_in_over");

    let out = visitor.open("/dang-nhap/thu?tiep=/ho-so").await;
    let back = scene.provider.approve(out.header("location"));
    let answer = visitor
        .open(&format!("/dang-nhap/thu/ve?{back}&iss=http%3A%2F%2Fevil.example"))
        .await;
    assert_eq!(turned_away(&mut visitor, &answer).await, "refused.sign_in_forged");

    let out = visitor.open("/dang-nhap/thu?tiep=/ho-so").await;
    let state = query(out.header("location"))["state"].clone();
    let answer = visitor
        .open(&format!("/dang-nhap/thu/ve?error=access_denied&state={state}"))
        .await;
    assert_eq!(turned_away(&mut visitor, &answer).await, "refused.sign_in_declined");
    assert_eq!(query(answer.header("location"))["tiep"], "/ho-so");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_leads_nowhere_but_to_a_page_of_the_portal() {
    let scene = Scene::new().await;
    for hostile in [
        "%2F%2Fevil.example",
        "https%3A%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%2Fa%0D%0Ab",
        "x",
    ] {
        let mut visitor = scene.web.visitor();
        let answer = scene.sign_in(&mut visitor, "thu", hostile).await;
        assert_eq!(answer.header("location"), "/", "{hostile}");
        let page = visitor.open(&format!("/dang-nhap?tiep={hostile}")).await.body;
        assert!(!page.contains("evil.example"), "{hostile}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_account_is_linked_only_when_its_person_says_so() {
    let scene = Scene::new().await;
    let mut before = scene.web.signed_in("lan").await;
    let account = who(&mut before).await["account"].clone();
    let mut visitor = scene.web.visitor();
    let answer = scene.sign_in(&mut visitor, "thu", "%2Fho-so").await;
    assert_eq!(answer.header("location"), "/dang-nhap/lien-ket");
    assert!(
        !visitor.cookies.contains_key("motcua"),
        "nothing is signed in before the answer"
    );
    let page = visitor.open("/dang-nhap/lien-ket").await;
    assert!(
        page.body.contains("068••••••215") && !page.body.contains("068196004215"),
        "{}",
        page.body
    );
    let mut stranger = scene.web.visitor();
    assert_eq!(stranger.open("/dang-nhap/lien-ket").await.status, StatusCode::NOT_FOUND);
    let answer = stranger.submit("/dang-nhap/lien-ket", "/api/session/link", "").await;
    assert_eq!(turned_away(&mut stranger, &answer).await, "refused.sign_in_over");
    let answer = visitor.submit("/dang-nhap/lien-ket", "/api/session/link", "").await;
    assert_eq!(answer.header("location"), "/ho-so", "{}", answer.body);
    assert_eq!(who(&mut visitor).await["account"], account);
    let mut again = scene.web.visitor();
    let answer = scene.sign_in(&mut again, "thu", "/").await;
    assert_eq!(answer.header("location"), "/", "asked once");
    assert_eq!(who(&mut again).await["account"], account);

    let mut late = scene.web.visitor();
    scene.sign_in(&mut late, "khac", "/").await;
    scene.later(time::Duration::minutes(11));
    let answer = late.submit("/dang-nhap/lien-ket", "/api/session/link", "").await;
    assert_eq!(turned_away(&mut late, &answer).await, "refused.sign_in_over");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_that_changes_its_number_or_is_proved_too_weakly_is_refused() {
    let scene = Scene::new().await;
    scene.sign_in(&mut scene.web.visitor(), "thu", "/").await;
    let mut weak = person("068196004215", "Trần Thị Mai Lan");
    weak["sub"] = json!("weak");
    weak["loAs"] = json!("LoA1");
    scene.provider.tells(weak);
    let mut visitor = scene.web.visitor();
    let answer = scene.sign_in(&mut visitor, "khac", "/").await;
    assert_eq!(turned_away(&mut visitor, &answer).await, "refused.sign_in_too_weak");
    let mut changed = person("060083001237", "Nguyễn Văn Hùng");
    changed["sub"] = json!("s-068196004215");
    scene.provider.tells(changed);
    let answer = scene.sign_in(&mut visitor, "thu", "/").await;
    assert_eq!(turned_away(&mut visitor, &answer).await, "refused.sign_in_changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ins_with_a_provider_are_counted_as_all_others() {
    let now = Moment::from_micros(0).micros();
    let provider = FakeProvider::start(now).await;
    let folder = tempfile::tempdir().unwrap();
    let settings = provider.settings(folder.path());
    let web = Web::new(&["--identity-providers", &settings, "--sign-in-per-minute", "3"]).await;
    let mut visitor = web.visitor();
    let mut last = String::new();
    for _ in 0..4 {
        last = visitor.open("/dang-nhap/thu").await.header("location").to_owned();
    }
    assert_eq!(query(&last)["loi"], "too_many");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_does_not_answer_is_left_alone_after_a_few_sign_ins_and_the_page_says_so_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let dead = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = folder.path().join("providers.toml");
    let provider = format!(
        "[[provider]]\nkey = \"chet\"\nname = \"Chết\"\nissuer = \"http://{}\"\nclient_id = \"motcua\"\nsecret = \"x\"\n",
        dead.local_addr().unwrap()
    );
    std::fs::write(&settings, provider).unwrap();
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let count = std::sync::Arc::clone(&asked);
    tokio::spawn(async move {
        // Takes every call and hangs up.
        while let Ok((call, _)) = dead.accept().await {
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            drop(call);
        }
    });
    let web = Web::new(&["--identity-providers", &settings.display().to_string()]).await;
    let calls = || asked.load(std::sync::atomic::Ordering::Relaxed);
    let mut visitor = web.visitor();
    for _ in 0..3 {
        let answer = visitor.open("/dang-nhap/chet?tiep=/ho-so").await;
        assert_eq!(turned_away(&mut visitor, &answer).await, "refused.sign_in_down");
    }
    let before = calls();
    assert!(before >= 3, "each of the first was tried");
    for _ in 0..5 {
        let answer = visitor.open("/dang-nhap/chet?tiep=/ho-so").await;
        assert_eq!(query(answer.header("location"))["tiep"], "/ho-so");
        assert_eq!(turned_away(&mut visitor, &answer).await, "refused.sign_in_down");
    }
    assert_eq!(calls(), before, "nobody waits for it any more");
}
