//! Local accounts of those who work here: what opens them, what does not, and that nobody locks another out.

use std::net::IpAddr;

use crate::web::{Answer, Visitor, Web};
use axum::http::StatusCode;
use motcua_app::views::Role;
use motcua_core::actor::Role as Duty;
use motcua_server::{
    files::FileKeys,
    services::local::{self, NewLocal, Secrets},
    store::local_accounts,
};
use totp_rs::{Builder, Secret};

pub async fn add(web: &Web, login: &str, role: Role, duties: &[Duty]) -> Secrets {
    let new = NewLocal {
        login: login.to_owned(),
        name: "Phạm Thị Cán Bộ".to_owned(),
        role,
        agency: (role == Role::Officer).then(|| "H36.175".to_owned()),
        duties: duties.to_vec(),
    };
    web.wired.portal.add_local(new).await.unwrap()
}

/// Returns the code an authenticator shows now, or so many seconds away from now.
pub fn code(web: &Web, secrets: &Secrets, away: i64) -> String {
    let secret = secrets
        .authenticator
        .split("secret=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    let totp = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .build()
        .unwrap();
    let now = web.wired.portal.parts().clock.now().micros() / 1_000_000 + away;
    totp.generate(u64::try_from(now).unwrap()).to_string()
}

pub async fn try_in(visitor: &mut Visitor, login: &str, password: &str, code: &str) -> Answer {
    let form = format!("login={login}&password={password}&code={code}&next=%2F");
    visitor
        .submit("/dang-nhap/noi-bo", "/api/session/sign_in_staff", &form)
        .await
}

fn is_in(answer: &Answer) -> bool {
    answer.header("set-cookie").contains("motcua") && answer.header("location") == "/can-bo"
}

fn later(web: &Web, by: time::Duration) {
    let clock = &web.wired.portal.parts().clock;
    clock.set(clock.now().plus(by));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_signs_in_with_password_and_code_and_each_code_is_taken_once() {
    let web = Web::new(&[]).await;
    let secrets = add(&web, "ha.pham", Role::Officer, &[Duty::Reception]).await;
    let mut visitor = web.visitor();
    assert!(
        visitor
            .open("/dang-nhap")
            .await
            .body
            .contains("href=\"/dang-nhap/noi-bo\"")
    );
    let first = code(&web, &secrets, 0);
    assert!(is_in(&try_in(&mut visitor, "Ha.Pham", &secrets.password, &first).await));
    let me: serde_json::Value = serde_json::from_str(&visitor.get("/api/session/me").await.body).unwrap();
    assert_eq!(
        (me["role"].as_str(), me["agency"][0].as_str()),
        (Some("officer"), Some("H36.175"))
    );
    assert_eq!(visitor.open("/can-bo").await.status, StatusCode::OK);
    let mut other = web.visitor();
    assert!(
        !is_in(&try_in(&mut other, "ha.pham", &secrets.password, &first).await),
        "a code seen over a shoulder"
    );
    assert!(
        !is_in(&try_in(&mut other, "ha.pham", &secrets.password, &code(&web, &secrets, -30)).await),
        "an older one"
    );
    later(&web, time::Duration::seconds(30));
    assert!(is_in(
        &try_in(&mut other, "ha.pham", &secrets.password, &code(&web, &secrets, 0)).await
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_name_password_code_and_a_disabled_account_are_answered_alike() {
    let web = Web::new(&[]).await;
    let secrets = add(&web, "ha.pham", Role::Officer, &Duty::ALL).await;
    let gone = add(&web, "da.nghi", Role::Officer, &Duty::ALL).await;
    web.wired.portal.disable_local("da.nghi").await.unwrap();
    let right = code(&web, &secrets, 0);
    let mut answers = Vec::new();
    for (login, password, code) in [
        ("ha.pham", "wrong", right.as_str()),
        ("ha.pham", secrets.password.as_str(), "000000"),
        ("ha.pham", secrets.password.as_str(), ""),
        ("khong-ai", secrets.password.as_str(), right.as_str()),
        ("';--", "x", "x"),
        ("da.nghi", gone.password.as_str(), &code(&web, &gone, 0)),
    ] {
        let mut visitor = web.visitor();
        visitor.from = IpAddr::from([203, 0, 113, u8::try_from(answers.len()).unwrap()]);
        let answer = try_in(&mut visitor, login, password, code).await;
        assert!(visitor.cookies.is_empty(), "{login}");
        answers.push((answer.status, answer.header("location").to_owned(), answer.body));
    }
    assert!(answers[0].1.contains("sign_in_wrong"), "{:?}", answers[0]);
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_more_and_more_and_the_right_person_is_not_locked_out() {
    let web = Web::new(&["--trusted-proxies", "10.0.0.1"]).await;
    let secrets = add(&web, "ha.pham", Role::Officer, &Duty::ALL).await;
    let mut right = web.visitor();
    right.from = IpAddr::from([198, 51, 100, 7]);
    assert!(is_in(
        &try_in(&mut right, "ha.pham", &secrets.password, &code(&web, &secrets, 0)).await
    ));

    let mut guesser = web.visitor();
    guesser.from = IpAddr::from([203, 0, 113, 9]);
    let mut said = Vec::new();
    for _ in 0..7 {
        let answer = try_in(&mut guesser, "ha.pham", "guess", "000000").await;
        said.push(answer.header("location").to_owned());
    }
    assert!(said[..5].iter().all(|to| to.contains("sign_in_wrong")), "{said:?}");
    assert!(
        said[5..]
            .iter()
            .all(|to| to.contains("sign_in_wait%3A") || to.contains("sign_in_wait:")),
        "{said:?}"
    );
    later(&web, time::Duration::seconds(31));
    let mut waits = 0;
    for _ in 0..4 {
        let answer = try_in(&mut guesser, "ha.pham", &secrets.password, "000000").await;
        waits += u32::from(answer.header("location").contains("sign_in_wait"));
    }
    assert_eq!(waits, 3, "after a wait one more try, then a longer wait");

    // A crowd of addresses: strangers wait together, whoever has been here before does not.
    for last in 0..40 {
        later(&web, time::Duration::seconds(20));
        let mut stranger = web.visitor();
        stranger.from = IpAddr::from([192, 0, 2, last]);
        try_in(&mut stranger, "ha.pham", "guess", "000000").await;
    }
    let mut stranger = web.visitor();
    stranger.from = IpAddr::from([192, 0, 2, 200]);
    let answer = try_in(&mut stranger, "ha.pham", &secrets.password, &code(&web, &secrets, 0)).await;
    assert!(
        answer.header("location").contains("sign_in_wait"),
        "{}",
        answer.header("location")
    );
    let mut elsewhere = right.clone();
    elsewhere.cookies.remove("motcua");
    elsewhere.from = IpAddr::from([192, 0, 2, 201]);
    assert!(
        is_in(&try_in(&mut elsewhere, "ha.pham", &secrets.password, &code(&web, &secrets, 0)).await),
        "a known device"
    );
    later(&web, time::Duration::seconds(30));
    let mut known_address = web.visitor();
    known_address.from = right.from;
    let answer = try_in(
        &mut known_address,
        "ha.pham",
        &secrets.password,
        &code(&web, &secrets, 0),
    )
    .await;
    assert!(is_in(&answer), "a known address");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_or_disabled_account_is_signed_out_everywhere() {
    let web = Web::new(&[]).await;
    let secrets = add(&web, "ha.pham", Role::Officer, &Duty::ALL).await;
    let mut visitor = web.visitor();
    try_in(&mut visitor, "ha.pham", &secrets.password, &code(&web, &secrets, 0)).await;
    let new = web.wired.portal.reset_local("ha.pham").await.unwrap();
    assert_eq!(visitor.open("/can-bo").await.status, StatusCode::UNAUTHORIZED);
    later(&web, time::Duration::seconds(60));
    let mut visitor = web.visitor();
    assert!(!is_in(
        &try_in(&mut visitor, "ha.pham", &secrets.password, &code(&web, &secrets, 0)).await
    ));
    assert!(is_in(
        &try_in(&mut visitor, "ha.pham", &new.password, &code(&web, &new, 0)).await
    ));
    web.wired.portal.disable_local("ha.pham").await.unwrap();
    assert_eq!(visitor.open("/can-bo").await.status, StatusCode::UNAUTHORIZED);
    let taken = NewLocal {
        login: "ha.pham".to_owned(),
        name: "Ai".to_owned(),
        role: Role::Helper,
        agency: None,
        duties: Vec::new(),
    };
    assert!(web.wired.portal.add_local(taken).await.is_err());
    assert!(web.wired.portal.reset_local("khong-ai").await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn duties_decide_what_an_officer_does_and_administrators_see_no_dossier() {
    let web = Web::new(&[]).await;
    let mut admin = web.visitor();
    let secrets = add(&web, "quan-tri", Role::Administrator, &[]).await;
    try_in(&mut admin, "quan-tri", &secrets.password, &code(&web, &secrets, 0)).await;
    for (path, status) in [("/can-bo", 403), ("/api/drafts/mine", 403), ("/tai-khoan", 200)] {
        assert_eq!(admin.open(path).await.status.as_u16(), status, "{path}");
    }
    let mut helper = web.visitor();
    let secrets = add(&web, "to-so", Role::Helper, &[]).await;
    try_in(&mut helper, "to-so", &secrets.password, &code(&web, &secrets, 0)).await;
    assert_eq!(helper.open("/ho-so").await.status, StatusCode::OK);
    assert_eq!(helper.open("/can-bo").await.status, StatusCode::FORBIDDEN);
    let mut officer = web.visitor();
    let secrets = add(&web, "thu-ly", Role::Officer, &[Duty::Processing]).await;
    try_in(&mut officer, "thu-ly", &secrets.password, &code(&web, &secrets, 0)).await;
    let me: serde_json::Value = serde_json::from_str(&officer.get("/api/session/me").await.body).unwrap();
    assert_eq!(me["duties"], serde_json::json!(["processing"]));
    assert_eq!(officer.open("/can-bo").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_authenticator_shares_lies_sealed_and_is_sealed_again_after_a_rotation() {
    let (own, new) = (FileKeys::fresh().unwrap(), FileKeys::fresh().unwrap());
    let web = Web::new(&["--file-keys", &own]).await;
    let secrets = add(&web, "ha.pham", Role::Officer, &[Duty::Reception]).await;
    let parts = web.wired.portal.parts();
    let kept = async || {
        let mut conn = parts.db.reader().await.unwrap();
        local_accounts::codes(&mut conn).await.unwrap().remove(0).1
    };
    let sealed = kept().await;
    let plain = secrets.authenticator.split("secret=").nth(1).unwrap();
    assert!(!sealed.contains(plain.split('&').next().unwrap()));
    assert_eq!(local::reseal_codes(&parts.db, parts.files.keys()).await.unwrap(), 0);

    let rotated = FileKeys::parse(&format!("{new},{own}")).unwrap();
    assert_eq!(local::reseal_codes(&parts.db, &rotated).await.unwrap(), 1);
    assert_ne!(kept().await, sealed);
    assert_eq!(
        local::reseal_codes(&parts.db, &FileKeys::parse(&new).unwrap())
            .await
            .unwrap(),
        0
    );

    // Without the key there is no way in, and no secret is made up.
    let mut visitor = web.visitor();
    let refused = try_in(&mut visitor, "ha.pham", &secrets.password, &code(&web, &secrets, 0)).await;
    assert!(!is_in(&refused));
}
