//! The portal's manners on the network: policies, refusals, limits, statuses, kept pages, and what a form gives back.

use crate::web::{HOST, Web, own, settings};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

fn nonce(policy: &str) -> &str {
    policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_carries_a_policy_with_the_nonce_of_its_scripts_and_no_two_share_one() {
    let web = Web::new(&[]).await;
    let mut visitor = web.visitor();
    let mut seen = std::collections::BTreeSet::new();
    for path in [
        "/",
        "/",
        "/",
        "/thu-tuc/1.001193",
        "/thu-tuc/1.001193",
        "/thu-tuc?q=khai+sinh",
        "/khong-co",
        "/dang-nhap",
    ] {
        let answer = visitor.open(path).await;
        let policy = answer.header("content-security-policy").to_owned();
        let nonce = nonce(&policy).to_owned();
        assert!(policy.contains("'strict-dynamic' 'wasm-unsafe-eval'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        let scripts: Vec<&str> = answer
            .body
            .split("<script")
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
            .collect();
        assert!(!scripts.is_empty(), "{path}");
        let expected = format!("nonce=\"{nonce}\"");
        assert!(
            scripts.iter().all(|script| script.contains(&expected)),
            "{path}: {scripts:?}"
        );
        assert!(!answer.body.contains(" style=\""), "{path} has an inline style");
        assert!(seen.insert(nonce), "{path} has a nonce that was used before");
        assert_eq!(answer.header("x-page-nonce"), "");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=(self)"));
        assert_eq!(
            answer.header("strict-transport-security"),
            "",
            "no TLS is promised on a plain line"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_the_rendered_one_but_for_its_nonce_and_never_somebodys_own() {
    let web = Web::new(&[]).await;
    let mut visitor = web.visitor();
    let path = "/thu-tuc/1.001193";
    let rendered = visitor.open(path).await;
    let kept = visitor.open(path).await;
    assert_eq!(kept.header("x-request-id"), "", "the second answer was kept");
    let bare = |answer: &crate::web::Answer| answer.body.replace(nonce(answer.header("content-security-policy")), "");
    assert_eq!(bare(&rendered), bare(&kept));
    let english = {
        visitor.cookies.insert("ngon-ngu".to_owned(), "en".to_owned());
        visitor.open(path).await
    };
    assert!(english.body.contains("<html lang=\"en\"") && kept.body.contains("<html lang=\"vi\""));
    let mut lan = web.signed_in("lan").await;
    let own_page = lan.open(path).await;
    let own = "/api/session/sign_out";
    assert!(own_page.body.contains(own) && !kept.body.contains(own));
    assert_eq!(own_page.header("cache-control"), "private, no-store");
    assert!(!web.visitor().open(path).await.body.contains(own));
    assert!(
        lan.open("/ho-so").await.body.contains("Trần Thị Mai Lan"),
        "one's own page says whose it is"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_from_another_site_is_refused_and_ours_is_taken() {
    let web = Web::new(&[]).await;
    let form = header::HeaderValue::from_static("application/x-www-form-urlencoded");
    let post = || Request::post("/api/session/sign_in").header(header::CONTENT_TYPE, form.clone());
    let foreign = [
        post()
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, "https://evil.example"),
        post()
            .header("sec-fetch-site", "same-site")
            .header(header::ORIGIN, "http://other.example.vn"),
        post().header(header::ORIGIN, "https://evil.example"),
        post().header(header::ORIGIN, "null"),
    ];
    for request in foreign {
        let mut visitor = web.visitor();
        let answer = visitor.send(request, Body::from("person=lan")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(answer.body.contains("not_allowed") && visitor.cookies.is_empty());
    }
    let ours = web
        .visitor()
        .send(own(Request::post("/api/session/sign_in")), Body::from("person=lan"))
        .await;
    assert_eq!(ours.status, StatusCode::OK, "{}", ours.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_a_hidden_cookie_and_signing_in_again_ends_the_one_before() {
    let web = Web::new(&[]).await;
    let mut visitor = web.visitor();
    let planted = "0".repeat(64);
    visitor.cookies.insert("motcua".to_owned(), planted.clone());
    let answer = visitor.post("/api/session/sign_in", "person=lan").await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    let first = visitor.clone();
    assert_ne!(first.cookies["motcua"], planted);
    visitor.post("/api/session/sign_in", "person=hung").await;
    assert!(
        first.clone().get("/api/session/me").await.body.contains("\"visitor\""),
        "the first session has ended"
    );
    assert!(visitor.get("/api/session/me").await.body.contains("Nguyễn Văn Hùng"));
    visitor.post("/api/session/sign_out", "").await;
    assert!(visitor.get("/api/session/me").await.body.contains("\"visitor\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn over_tls_the_cookie_is_bound_to_the_host_and_tls_is_demanded() {
    let web = Web::new(&["--public-url", "https://dichvucong.example.vn"]).await;
    let mut visitor = web.visitor();
    let request = own(Request::post("/api/session/sign_in"));
    let answer = visitor.send(request, Body::from("person=lan")).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-motcua=") && cookie.contains("Secure"),
        "{cookie}"
    );
    let page = visitor.open("/").await;
    assert!(page.header("strict-transport-security").starts_with("max-age="));
    assert!(
        page.header("content-security-policy")
            .contains("upgrade-insecure-requests")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_have_their_statuses_and_speak_the_askers_form() {
    let web = Web::new(&[]).await;
    let mut visitor = web.visitor();
    let cases = [
        ("/api/drafts/mine", StatusCode::UNAUTHORIZED, "not_signed_in"),
        (
            "/api/catalogue/procedure?code=9.999999",
            StatusCode::NOT_FOUND,
            "not_found",
        ),
        ("/api/catalogue/procedure", StatusCode::BAD_REQUEST, "invalid"),
        ("/api/drafts/step?draft=x&step=y", StatusCode::NOT_FOUND, "not_found"),
        ("/api/khong-co", StatusCode::NOT_FOUND, "not_found"),
    ];
    for (path, status, code) in cases {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert!(answer.body.contains(code), "{path}: {}", answer.body);
        assert!(answer.header("content-type").contains("json"), "{path}");
    }
    for (path, status) in [
        ("/khong-co", StatusCode::NOT_FOUND),
        ("/thu-tuc/9.999999", StatusCode::NOT_FOUND),
        ("/pkg/khong-co.js", StatusCode::NOT_FOUND),
        ("/ho-so", StatusCode::UNAUTHORIZED),
        ("/can-bo", StatusCode::UNAUTHORIZED),
    ] {
        let answer = visitor.open(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.body.contains("<h1"), "{path} is a page");
        assert!(!answer.header("cache-control").contains("immutable"), "{path}");
    }
    let wrong_method = visitor
        .send(own(Request::delete("/api/drafts/save")), Body::empty())
        .await;
    assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_cannot_be_read_is_the_callers_fault_and_never_ours() {
    let web = Web::new(&["--max-form-bytes", "2000"]).await;
    let mut lan = web.signed_in("lan").await;
    let long = format!("draft=x&section={}", "a".repeat(3000));
    let bodies: [(&str, &str, &[u8]); 7] = [
        (
            "/api/drafts/save",
            "application/x-www-form-urlencoded",
            b"draft=%FF%FE&section=%00&answers[a]=1",
        ),
        ("/api/drafts/save", "application/x-www-form-urlencoded", b""),
        ("/api/drafts/save", "application/json", b"{\"draft\":"),
        ("/api/drafts/save", "text/plain", b"\xff\xfe\x00"),
        (
            "/api/drafts/start",
            "application/x-www-form-urlencoded",
            b"code=%3Cscript%3E",
        ),
        (
            "/api/desk/act",
            "application/x-www-form-urlencoded",
            b"number=1&seen=-99999999999999999999",
        ),
        ("/api/drafts/save", "application/x-www-form-urlencoded", long.as_bytes()),
    ];
    for accept in ["application/json", "text/html"] {
        for (path, kind, body) in bodies {
            let request = Request::post(path)
                .header("sec-fetch-site", "same-origin")
                .header(header::ORIGIN, format!("http://{HOST}"));
            let request = request
                .header(header::CONTENT_TYPE, kind)
                .header(header::ACCEPT, accept);
            let answer = lan.send(request, Body::from(body.to_vec())).await;
            let status = answer.status;
            assert!(
                !status.is_server_error(),
                "{path} {kind} {accept}: {status} {}",
                answer.body
            );
            assert!(
                status.is_client_error() || status.is_redirection(),
                "{path} {kind} {accept}: {status}"
            );
        }
    }
    let large = lan.post("/api/drafts/save", &long).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_whose_session_ended_is_given_back_with_everything_typed() {
    let web = Web::new(&[]).await;
    let typed = "draft=0190163d-8694-739b-aea5-966c26f8ad91&section=child&answers%5Bchild.full_name%5D=%3Cb%3EAn+%22Nhi%C3%AAn%22%0D%0Ax&go=next";
    let answer = web
        .visitor()
        .submit("/nop/1.001193/x/child", "/api/drafts/save", typed)
        .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(
        answer.body.contains("name=\"answers[child.full_name]\""),
        "{}",
        answer.body
    );
    assert!(
        answer
            .body
            .contains("value=\"&lt;b&gt;An &quot;Nhiên&quot;&#13;&#10;x\""),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("action=\"/api/drafts/save\"") && answer.body.contains("href=\"/dang-nhap\""));
    let start = web
        .visitor()
        .submit("/thu-tuc/1.001193", "/api/drafts/start", "code=1.001193")
        .await;
    assert_eq!(start.status, StatusCode::FOUND, "starting leads through sign-in");
    assert!(start.header("location").starts_with("/dang-nhap?tiep="));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_often_is_told_when_to_come_back_and_others_are_not() {
    let limits = [
        "--rate-per-second",
        "1",
        "--rate-burst",
        "3",
        "--trusted-proxies",
        "127.0.0.1",
    ];
    let web = Web::new(&[&limits[..], &["--sign-in-per-minute", "2"]].concat()).await;
    let from = |address: &str| {
        Request::get("/thu-tuc")
            .header("x-forwarded-for", address)
            .header(header::ACCEPT, "text/html")
    };
    let mut visitor = web.visitor();
    for _ in 0..3 {
        assert_eq!(
            visitor.send(from("6.6.6.6, 203.0.113.9"), Body::empty()).await.status,
            StatusCode::OK
        );
    }
    let held = visitor.send(from("7.7.7.7, 203.0.113.9"), Body::empty()).await;
    assert_eq!(
        held.status,
        StatusCode::TOO_MANY_REQUESTS,
        "what a caller forges on the left changes nothing"
    );
    assert!(
        held.header("retry-after")
            .parse::<u64>()
            .is_ok_and(|seconds| seconds >= 1)
    );
    assert_eq!(
        visitor.send(from("203.0.113.10"), Body::empty()).await.status,
        StatusCode::OK
    );
    for expected in [StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS] {
        assert_eq!(
            web.visitor().post("/api/session/sign_in", "person=lan").await.status,
            expected
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn built_files_are_immutable_and_health_says_what_is() {
    let web = Web::new(&[]).await;
    let mut visitor = web.visitor();
    let style = visitor.get("/pkg/main.1.css").await;
    assert_eq!((style.status, style.body.as_str()), (StatusCode::OK, "body{margin:0}"));
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(visitor.get("/robots.txt").await.status, StatusCode::OK);
    assert_eq!(visitor.get("/livez").await.status, StatusCode::OK);
    assert_eq!(visitor.get("/readyz").await.status, StatusCode::OK);
    web.wired.readiness.db.close().await;
    assert_eq!(visitor.get("/livez").await.status, StatusCode::OK);
    assert_eq!(visitor.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_store_people_are_told_to_come_back_and_keep_what_they_typed() {
    let web = Web::new(&[]).await;
    let mut lan = web.signed_in("lan").await;
    web.wired.readiness.db.close().await;
    let page = lan.open("/ho-so").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_ne!(page.header("retry-after"), "");
    let kept = lan
        .submit(
            "/nop/1.001193/x/child",
            "/api/drafts/save",
            "draft=x&section=child&answers%5Ba.b%5D=An",
        )
        .await;
    assert_eq!(kept.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        kept.body.contains("name=\"answers[a.b]\" value=\"An\""),
        "{}",
        kept.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_code_leads_to_the_page_it_moved_to() {
    let web = Web::new(&[]).await;
    let answer = web.visitor().open("/thu-tuc/1.001193.000.00.00.H36").await;
    assert!(answer.status.is_redirection(), "{}", answer.status);
    assert_eq!(answer.header("location"), "/thu-tuc/1.001193");
}

#[test]
fn a_wrong_setting_names_itself_and_a_secret_is_never_repeated() {
    for (arguments, names, expected) in [
        (["--addr", "nonsense"], "--addr is 'nonsense'", "127.0.0.1:3000"),
        (["--max-requests", "0"], "--max-requests is '0'", "greater than 0"),
        (["--clock", "yesterday"], "--clock is 'yesterday'", "2026-11-20T08:00"),
        (["--public-url", "dvc.example.vn"], "--public-url", "http"),
        (["--trusted-proxies", "10.0.0.0/40"], "--trusted-proxies", "10.1.0.0/16"),
        (
            ["--database-url", "mysql://u:geheim@h/d"],
            "--database-url",
            "sqlite:FILE",
        ),
    ] {
        let sentence = settings(&arguments).unwrap_err();
        assert!(sentence.contains(names) && sentence.contains(expected), "{sentence}");
        assert!(!sentence.contains("geheim"), "{sentence}");
    }
    let config = settings(&["--database-url", "postgres://u:geheim@h/d"]).unwrap();
    assert!(!format!("{config:?}").contains("geheim"));
}

#[test]
fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("m.toml");
    std::fs::write(
        &file,
        "addr = \"127.0.0.1:4000\"\nmax_requests = 7\ntrusted_proxies = [\"10.0.0.1\", \"::1\"]\n",
    )
    .unwrap();
    let path = file.display().to_string();
    let config = settings(&["--config", &path, "--addr", "127.0.0.1:5000"]).unwrap();
    assert_eq!(
        (config.addr.port(), config.max_requests, config.trusted_proxies.len()),
        (5000, 7, 2)
    );
    assert_eq!(config.rate_burst, 300);
    std::fs::write(&file, "adr = \"127.0.0.1:4000\"\n").unwrap();
    let sentence = settings(&["--config", &path]).unwrap_err();
    assert!(
        sentence.contains("'adr' is no setting") && sentence.contains("m.toml"),
        "{sentence}"
    );
}
