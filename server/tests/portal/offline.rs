//! What the browser's worker may keep: copies that are nobody's, without a nonce; and how the worker itself is served.

use crate::filing::fill;
use crate::setup::sign_in;
use crate::web::Web;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_drawn_for_nobody_and_carries_no_nonce() {
    let web = Web::new(&[]).await;
    let mut lan = web.signed_in("lan").await;
    for path in [
        "/",
        "/thu-tuc/1.001193",
        "/thu-tuc/1.001193/bieu-mau",
        "/huong-dan",
        "/ngoai-tuyen",
    ] {
        let own = lan.open(path).await;
        assert!(own.body.contains(" nonce=\""), "{path}");
        assert!(own.body.contains("/api/session/sign_out"), "{path}: she is signed in");
        let copy = lan.copy(path, "vi").await;
        assert_eq!(copy.status, 200, "{path}");
        assert_eq!(copy.header("x-offline-copy"), "vi");
        assert!(!copy.body.contains("nonce"), "{path}");
        let header = copy.body.split_once("<main").unwrap().0;
        assert!(
            !header.contains("sign_out") && !copy.body.contains("Mai Lan"),
            "{path} tells of her"
        );
        assert!(
            copy.body.contains("data-copy=\"1\"") && copy.body.contains("data-who=\"\""),
            "{path}"
        );
        assert_eq!(copy.headers.get_all("set-cookie").iter().count(), 0);
        let policy = copy.header("content-security-policy");
        assert!(!policy.contains("nonce"), "{policy}");
        let script = copy
            .body
            .split_once("id=\"boot\"")
            .unwrap()
            .1
            .split_once('>')
            .unwrap()
            .1;
        let script = script.split_once("</script>").unwrap().0;
        assert!(script.contains("import("), "{script}");
        let digest = STANDARD.encode(Sha256::digest(script.as_bytes()));
        assert!(policy.contains(&format!("script-src 'sha256-{digest}'")), "{policy}");
        let scripts = copy.body.matches("<script").count() - copy.body.matches("type=\"application/json\"").count();
        assert_eq!(scripts, 1, "{path}: one script, the one the policy names");
    }
    assert!(lan.copy("/ngoai-tuyen", "en").await.body.contains("lang=\"en\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_copy_is_made_of_what_is_somebodys() {
    let web = Web::new(&[]).await;
    let lan = sign_in(&web.wired.portal, "lan").await;
    let draft = fill(&web.wired.portal, &lan).await;
    let mut visitor = web.signed_in("lan").await;
    for path in [format!("/nop/1.001193/{draft}/child"), "/ho-so".to_owned()] {
        assert!(visitor.open(&path).await.status.is_success(), "{path}");
        let copy = visitor.copy(&path, "vi").await;
        assert_ne!(copy.status, 200, "{path}");
        assert!(
            copy.header("x-offline-copy").is_empty() && !copy.body.contains("An Nhiên"),
            "{path}"
        );
    }
    // The next visitor still gets a page of their own after a copy was asked for.
    let mut other = web.visitor();
    other.copy("/thu-tuc/1.001193", "vi").await;
    let page = other.open("/thu-tuc/1.001193").await;
    assert!(page.body.contains(" nonce=\"") && page.header("x-offline-copy").is_empty());
    assert!(page.header("content-security-policy").contains("'nonce-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_is_looked_for_anew_and_may_only_ask_the_portal() {
    let web = Web::new(&[]).await;
    let worker = web.visitor().get("/sw.js").await;
    assert_eq!(worker.status, 200);
    assert_eq!(worker.header("cache-control"), "no-cache");
    let policy = worker.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'; connect-src 'self'"),
        "{policy}"
    );
}
