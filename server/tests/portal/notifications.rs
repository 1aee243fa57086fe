//! What people are told: once in the portal, once by letter where they confirmed an address; what gets stuck is seen; and
//! anybody can check that a message is genuine.

use std::net::IpAddr;

use axum::http::StatusCode;
use motcua_app::{
    backend::{Desk, Notifications},
    views::{DefectInput, DeskAction, GenuineView, Me, Role},
};
use motcua_core::{dossier::DossierNumber, notification::Matter, statistics::ENOUGH};
use motcua_server::{
    session::SessionNotices,
    store::{StoreError, deliveries, working_times},
    workers,
};
use tokio_util::sync::CancellationToken;

use crate::setup::never;
use crate::{
    filing::file,
    setup::sign_in,
    sink::{Mood, Sink},
    staff,
    web::{Visitor, Web},
};

const ADDRESS: &str = "mailan.tran@example.vn";

async fn with_mail(sink: &Sink) -> Web {
    Web::new(&["--smtp-url", &sink.url(), "--mail-from", "Cổng <cong@dvc.example.vn>"]).await
}

/// Tells what there is to tell, and hands over what is due.
async fn work(web: &Web) -> usize {
    workers::drain(&web.wired.portal, never()).await.unwrap();
    workers::deliver(&web.wired.portal, &CancellationToken::new())
        .await
        .unwrap()
}

async fn officer(web: &Web) -> Me {
    sign_in(&web.wired.portal, "can-bo-xuan-huong").await
}

/// Files a birth and asks the mother to mend it.
async fn asked_to_mend(web: &Web) -> DossierNumber {
    let portal = &web.wired.portal;
    let number = file(portal, &sign_in(portal, "lan").await).await;
    let officer = officer(web).await;
    let seen = Desk::dossier(portal, &officer, number.clone()).await.unwrap().seen;
    let items = vec![DefectInput {
        at: "paper:witness_statement".to_owned(),
        reason: "Ảnh mờ".to_owned(),
    }];
    let ask = DeskAction::AskSupplement { items };
    portal.act(&officer, number.clone(), seen, ask).await.unwrap();
    number
}

/// Lets Lan confirm her address by the digits of the letter; returns her browser.
async fn confirmed(web: &Web, sink: &Sink) -> Visitor {
    let mut lan = web.signed_in("lan").await;
    let kept = lan
        .submit(
            "/tai-khoan",
            "/api/notifications/channel",
            &format!("channel=email&address={ADDRESS}&wanted=yes"),
        )
        .await;
    assert_eq!(kept.header("location"), "/tai-khoan#kenh");
    assert_eq!(work(web).await, 1);
    let letter = sink.letters().pop().unwrap();
    let digits = letter.after("Mã xác nhận của bạn là ");
    let right = lan
        .submit(
            "/tai-khoan",
            "/api/notifications/confirm",
            &format!("channel=email&code={}", &digits[..6]),
        )
        .await;
    assert_eq!(right.header("location"), "/tai-khoan#kenh");
    lan
}

fn later(web: &Web, by: time::Duration) {
    let clock = &web.wired.portal.parts().clock;
    clock.set(clock.now().plus(by));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplement_request_is_read_in_the_portal_and_by_letter_and_its_code_proves_it() {
    let mut sink = Sink::start().await;
    let web = with_mail(&sink).await;
    let mut lan = confirmed(&web, &sink).await;
    assert!(lan.open("/tai-khoan").await.body.contains("đã xác nhận"));
    let number = asked_to_mend(&web).await;
    assert_eq!(work(&web).await, 2, "the submission and the request");
    sink.reached(3).await;

    let letters = sink.letters();
    let letter = letters
        .iter()
        .find(|one| one.text().contains("cần bạn bổ sung"))
        .unwrap();
    assert_eq!(letter.to, [ADDRESS]);
    assert!(letter.text().contains(number.as_str()) && letter.text().contains("/tra-cuu/H36."));
    assert!(
        !letter.text().contains("An Nhiên") && !letter.raw.contains("Mai Lan"),
        "no answers travel"
    );
    assert!(letter.header("Message-ID").ends_with("@dvc.example.vn>"));
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
    assert!(
        letter.header("Subject").starts_with("=?utf-8?"),
        "{}",
        letter.header("Subject")
    );

    let page = lan.open("/thong-bao").await.body;
    assert!(page.contains("Bạn cần bổ sung hồ sơ") && page.contains(number.as_str()));
    let before = page.find("Bạn cần bổ sung hồ sơ").unwrap();
    assert!(before < page.find("Cổng đã nhận hồ sơ").unwrap(), "the latest first");
    assert!(page.contains("menu-count\">2"), "two are new");

    let code = letter.after("Mã của thư này: ");
    let mut anybody = web.visitor();
    let check = anybody
        .open(&format!("/kiem-tra-tin-nhan?ma={}", code.to_lowercase()))
        .await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.body.contains("Đúng, cổng đã gửi tin nhắn này") && check.body.contains("Bạn cần bổ sung hồ sơ"));
    for secret in [number.as_str(), ADDRESS, "Mai Lan", "khai sinh"] {
        assert!(!check.body.contains(secret), "the check tells {secret}");
    }
    let mut forged: String = code.clone();
    forged.replace_range(0..1, if code.starts_with('7') { "8" } else { "7" });
    let none = anybody.open(&format!("/kiem-tra-tin-nhan?ma={forged}")).await.body;
    assert!(none.contains("Cổng không gửi tin nhắn nào có mã này"));
    assert!(
        anybody
            .open("/kiem-tra-tin-nhan?ma=123")
            .await
            .body
            .contains("đủ 10 ký tự")
    );
    assert!(
        !anybody.open("/").await.body.contains("menu-bell"),
        "nobody is signed in"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_cannot_be_guessed_in_bulk_from_one_address() {
    let web = Web::new(&[]).await;
    let mut guesser = web.visitor();
    guesser.from = IpAddr::from([203, 0, 113, 9]);
    let mut refused = 0;
    for guess in 0..40 {
        let answer = guesser
            .get(&format!("/api/notifications/check?code=K7Q2M9XH{guess:02}"))
            .await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused >= 19, "{refused}");
    let mut other = web.visitor();
    other.from = IpAddr::from([203, 0, 114, 9]);
    assert_eq!(
        other.get("/api/notifications/check?code=K7Q2M9XH00").await.status,
        StatusCode::OK
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_marked_as_read_without_script_and_by_its_reader_alone() {
    let web = Web::new(&[]).await;
    asked_to_mend(&web).await;
    asked_to_mend(&web).await;
    assert_eq!(work(&web).await, 0, "no way out, nothing goes out");
    let mut lan = web.signed_in("lan").await;
    let page = lan.open("/thong-bao").await.body;
    assert!(page.contains("menu-count\">4"));
    let id = page
        .split("name=\"id\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let mut hung = web.signed_in("hung").await;
    let form = format!("id={id}");
    hung.submit("/thong-bao", "/api/notifications/read", &form).await;
    assert!(
        lan.open("/thong-bao").await.body.contains("menu-count\">4"),
        "another's mark changes nothing"
    );
    assert!(!hung.open("/thong-bao").await.body.contains("H36."));
    let answer = lan.submit("/thong-bao", "/api/notifications/read", &form).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::FOUND, "/thong-bao")
    );
    assert!(lan.open("/ho-so").await.body.contains("menu-count\">3"));
    lan.submit("/thong-bao", "/api/notifications/read", "").await;
    let page = lan.open("/thong-bao").await.body;
    assert!(!page.contains("menu-count") && page.contains("Bạn cần bổ sung hồ sơ"));
    assert!(!page.contains("name=\"id\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_to_an_address_that_is_not_confirmed_and_digits_cannot_be_guessed() {
    let sink = Sink::start().await;
    let web = with_mail(&sink).await;
    let mut lan = web.signed_in("lan").await;
    let keep = |address: &'static str| format!("channel=email&address={address}&wanted=yes");
    let failed = lan
        .submit("/tai-khoan", "/api/notifications/channel", &keep("khong phai"))
        .await;
    assert!(
        failed.header("location").contains("channel_email"),
        "{}",
        failed.header("location")
    );
    lan.submit("/tai-khoan", "/api/notifications/channel", &keep(ADDRESS))
        .await;
    asked_to_mend(&web).await;
    work(&web).await;
    assert_eq!(sink.letters().len(), 1, "only the digits");
    let digits: u32 = sink.letters()[0].after("Mã xác nhận của bạn là ")[..6].parse().unwrap();
    for guess in 1..=5_u32 {
        let wrong = format!("channel=email&code={:06}", (digits + guess) % 1_000_000);
        let answer = lan.submit("/tai-khoan", "/api/notifications/confirm", &wrong).await;
        assert!(answer.header("location").contains("channel_code"));
    }
    let right = format!("channel=email&code={digits:06}");
    let answer = lan.submit("/tai-khoan", "/api/notifications/confirm", &right).await;
    assert!(
        answer.header("location").contains("channel_code"),
        "five wrong ones make it void"
    );
    // New digits, too old when typed.
    lan.submit("/tai-khoan", "/api/notifications/channel", &keep(ADDRESS))
        .await;
    work(&web).await;
    let digits = sink.letters().pop().unwrap().after("Mã xác nhận của bạn là ");
    later(&web, time::Duration::minutes(31));
    let late = format!("channel=email&code={}", &digits[..6]);
    let answer = lan.submit("/tai-khoan", "/api/notifications/confirm", &late).await;
    assert!(answer.header("location").contains("channel_code"));
    for _ in 0..3 {
        lan.submit(
            "/tai-khoan",
            "/api/notifications/channel",
            &keep("nguoi.khac@example.vn"),
        )
        .await;
    }
    let often = lan
        .submit(
            "/tai-khoan",
            "/api/notifications/channel",
            &keep("nguoi.khac@example.vn"),
        )
        .await;
    assert!(often.header("location").contains("channel_often"), "five a day");
    assert_eq!(work(&web).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_tried_later_and_later_and_then_shown_to_whoever_looks_after_the_portal() {
    let sink = Sink::start().await;
    let web = with_mail(&sink).await;
    confirmed(&web, &sink).await;
    sink.is(Mood::Busy);
    asked_to_mend(&web).await;
    assert_eq!(work(&web).await, 0);
    assert_eq!(sink.letters().len(), 1, "the digits only");
    assert_eq!(work(&web).await, 0, "not tried again at once");
    let admin = Me {
        role: Role::Administrator,
        account: sign_in(&web.wired.portal, "hung").await.account,
        ..Me::default()
    };
    let notices = SessionNotices::new(web.wired.portal.clone(), std::sync::Arc::clone(&web.wired.rates));
    let view = notices.deliveries(&admin).await.unwrap();
    assert_eq!((view.waiting, view.failing.len(), view.dead.len()), (2, 2, 0));
    assert!(view.failing[0].problem.contains("451"), "{}", view.failing[0].problem);
    for _ in 0..12 {
        later(&web, time::Duration::hours(6));
        work(&web).await;
    }
    let view = notices.deliveries(&admin).await.unwrap();
    assert_eq!((view.waiting, view.dead.len()), (0, 2));
    assert_eq!(view.dead[0].tried, motcua_core::notification::MOST_TRIES);
    assert_eq!(view.dead[0].address, "m…@example.vn");
    let [one, two] = [view.dead[0].id.clone(), view.dead[1].id.clone()];
    let secrets = staff::add(&web, "quan.tri", Role::Administrator, &[]).await;
    let mut boss = web.visitor();
    let code = staff::code(&web, &secrets, 0);
    staff::try_in(&mut boss, "quan.tri", &secrets.password, &code).await;
    let page = boss.open("/quan-tri/thu").await.body;
    assert!(
        page.contains("Đã thôi thử") && page.contains("451") && page.contains("m…@example.vn"),
        "{page}"
    );
    assert!(!page.contains(ADDRESS) && page.contains(&one) && page.contains("Gửi lại"));

    sink.is(Mood::Well);
    assert_eq!(work(&web).await, 0, "the dead stay where they are");
    notices
        .settle(&admin, one.clone(), motcua_app::views::Settle::Retry)
        .await
        .unwrap();
    notices
        .settle(&admin, two.clone(), motcua_app::views::Settle::Discard)
        .await
        .unwrap();
    assert!(
        notices
            .settle(&admin, two, motcua_app::views::Settle::Retry)
            .await
            .is_err()
    );
    assert_eq!(work(&web).await, 1);
    let last = sink.letters().pop().unwrap();
    assert_eq!(last.header("Message-ID"), format!("<{one}@dvc.example.vn>"));
    let code = last.after("Mã của thư này: ");
    let genuine = notices.check(code).await.unwrap();
    assert!(matches!(
        genuine,
        GenuineView::Sent {
            matter: Matter::SupplementAsked | Matter::Submitted,
            ..
        }
    ));
    let lan = sign_in(&web.wired.portal, "lan").await;
    assert!(notices.deliveries(&lan).await.is_err() && notices.deliveries(&officer(&web).await).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_is_not_there_is_not_tried_again_and_a_closed_server_is() {
    let sink = Sink::start().await;
    let web = with_mail(&sink).await;
    confirmed(&web, &sink).await;
    let count = async |state: &str| {
        let mut conn = web.wired.portal.parts().db.reader().await.unwrap();
        deliveries::count(&mut conn, state).await.unwrap()
    };
    sink.is(Mood::Closed);
    asked_to_mend(&web).await;
    work(&web).await;
    assert_eq!(
        count("waiting").await,
        2,
        "letting the portal in is a matter of its settings"
    );
    sink.is(Mood::NoMailbox);
    later(&web, time::Duration::minutes(5));
    work(&web).await;
    assert_eq!((count("waiting").await, count("dead").await), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn senders_that_work_at_once_hand_each_message_over_once() {
    let sink = Sink::start().await;
    let web = with_mail(&sink).await;
    confirmed(&web, &sink).await;
    for _ in 0..4 {
        asked_to_mend(&web).await;
    }
    let portal = &web.wired.portal;
    let stop = CancellationToken::new();
    let (one, two, three) = tokio::join!(
        workers::drain(portal, never()),
        workers::drain(portal, never()),
        workers::drain(portal, never())
    );
    assert!(one.unwrap() + two.unwrap() + three.unwrap() >= 8);
    let sent = tokio::join!(
        workers::deliver(portal, &stop),
        workers::deliver(portal, &stop),
        workers::deliver(portal, &stop)
    );
    assert_eq!(sent.0.unwrap() + sent.1.unwrap() + sent.2.unwrap(), 8);
    let mut ids: Vec<String> = sink
        .letters()
        .iter()
        .map(|letter| letter.header("Message-ID"))
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), sink.letters().len()), (9, 9));
}

#[tokio::test(flavor = "multi_thread")]
async fn text_messages_go_through_the_gateway_of_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let (lines, settings) = (folder.path().join("sms.jsonl"), folder.path().join("gateways.toml"));
    std::fs::write(&settings, format!("[sms]\nfile = {:?}\n", lines.display().to_string())).unwrap();
    let web = Web::new(&["--gateways", &settings.display().to_string()]).await;
    let mut lan = web.signed_in("lan").await;
    let page = lan.open("/tai-khoan").await.body;
    assert!(page.contains("0912 345 670"), "the number that is known is offered");
    assert!(!page.contains("kenh-email"), "there is no e-mail here");
    let kept = lan
        .submit(
            "/tai-khoan",
            "/api/notifications/channel",
            "channel=sms&address=0912+345+670&wanted=yes",
        )
        .await;
    assert_eq!(kept.header("location"), "/tai-khoan#kenh");
    assert_eq!(work(&web).await, 1);
    let sent = || -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(&lines).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let text = sent()[0]["text"].as_str().unwrap().to_owned();
    let digits: String = text.split("là ").nth(1).unwrap().chars().take(6).collect();
    lan.submit(
        "/tai-khoan",
        "/api/notifications/confirm",
        &format!("channel=sms&code={digits}"),
    )
    .await;
    asked_to_mend(&web).await;
    assert_eq!(work(&web).await, 2);
    let last = sent().pop().unwrap();
    assert_eq!(last["to"], "+84912345670");
    assert!(last["text"].as_str().unwrap().contains("Mã tin: "));
    // Not wanted any more.
    lan.submit(
        "/tai-khoan",
        "/api/notifications/channel",
        "channel=sms&address=0912345670",
    )
    .await;
    asked_to_mend(&web).await;
    assert_eq!(work(&web).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_to_expect_is_counted_as_dossiers_finish_and_said_once_there_are_enough() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let lan = sign_in(portal, "lan").await;
    let (number, other) = (file(portal, &lan).await, file(portal, &lan).await);
    let officer = officer(&web).await;
    let finish = DeskAction::Finish {
        result: "Giấy khai sinh số 12".to_owned(),
    };
    // Friday 9:00 to Monday 9:00: a working day.
    for (action, wait) in [
        (DeskAction::Accept, time::Duration::days(3)),
        (DeskAction::StartProcessing, time::Duration::ZERO),
        (finish, time::Duration::ZERO),
    ] {
        let seen = Desk::dossier(portal, &officer, number.clone()).await.unwrap().seen;
        portal.act(&officer, number.clone(), seen, action).await.unwrap();
        later(&web, wait);
    }
    let db = &portal.parts().db;
    let counts = working_times::since(&mut db.reader().await.unwrap(), "H36.175", "1.001193", "2026-4").await;
    assert_eq!(counts.unwrap(), [(8, 1)]);
    let mut visitor = web.signed_in("lan").await;
    let path = format!("/tra-cuu/{other}");
    for more in 1..ENOUGH {
        assert!(
            !visitor.open(&path).await.body.contains("Một nửa số hồ sơ"),
            "only {more}"
        );
        let (code, hours) = ("1.001193".to_owned(), if more % 5 == 0 { 24 } else { 8 });
        db.write(move |conn| {
            let code = code.clone();
            Box::pin(async move { working_times::add(conn, "H36.175", &code, "2026-3", hours).await })
        })
        .await
        .map_err(|error: StoreError| error)
        .unwrap();
    }
    let page = visitor.open(&path).await.body;
    assert!(
        page.contains("Một nửa số hồ sơ xong trong 1 ngày làm việc, 9 trên 10 hồ sơ xong trong 3 ngày làm việc"),
        "{page}"
    );
    assert!(
        !visitor
            .open(&format!("/tra-cuu/{number}"))
            .await
            .body
            .contains("Một nửa số hồ sơ"),
        "it is done"
    );
    later(&web, time::Duration::days(500));
    let mut visitor = web.signed_in("lan").await;
    assert!(
        !visitor.open(&path).await.body.contains("Một nửa số hồ sơ"),
        "what is long ago says nothing"
    );
}
