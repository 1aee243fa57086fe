//! Every page and every file, to each asker.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_and_file_answers_each_asker_as_the_table_says() {
    let web = Web::new(&[]).await;
    let filed = filed(&web).await;
    let Filed { draft, seen, paper, .. } = &filed;
    let accepted = &filed.mended;
    let officer = sign_in(&web.wired.portal, "can-bo-xuan-huong").await;
    let number = accepted.parse().unwrap();
    Desk::act(&web.wired.portal, &officer, number, 1, DeskAction::Accept)
        .await
        .unwrap();
    let pages: Vec<(&str, String, [Got; 5])> = vec![
        ("/", "/".to_owned(), ALL),
        ("/thu-tuc", "/thu-tuc".to_owned(), ALL),
        ("/thu-tuc/{code}", "/thu-tuc/1.001193".to_owned(), ALL),
        ("/thu-tuc/{code}/bieu-mau", "/thu-tuc/1.001193/bieu-mau".to_owned(), ALL),
        ("/viec/{key}", "/viec/co-con".to_owned(), ALL),
        ("/huong-dan", "/huong-dan".to_owned(), ALL),
        ("/nop/{code}", "/nop/1.001193".to_owned(), ALL),
        (
            "/nop/{code}/{draft}/{step}",
            format!("/nop/1.001193/{draft}/child"),
            [401, 404, 404, 200, 404],
        ),
        ("/ho-so", "/ho-so".to_owned(), [401, 200, 200, 200, 200]),
        (
            "/du-lieu-cua-toi",
            "/du-lieu-cua-toi".to_owned(),
            [401, 200, 200, 200, 200],
        ),
        (
            "/du-lieu-cua-toi/{whom}/{concept}",
            "/du-lieu-cua-toi/me/contact.phone".to_owned(),
            [401, 200, 404, 200, 404],
        ),
        ("/tra-cuu", "/tra-cuu".to_owned(), ALL),
        ("/tra-cuu/{number}", format!("/tra-cuu/{seen}"), ALL),
        (
            "/tra-cuu/{number}/giay-tiep-nhan",
            format!("/tra-cuu/{seen}/giay-tiep-nhan"),
            ALL,
        ),
        ("/kiem-tra-van-ban", "/kiem-tra-van-ban".to_owned(), ALL),
        ("/ket-qua/{code}", "/ket-qua/AAAAAAAAAAAAAAAA".to_owned(), [404; 5]),
        ("/dang-nhap", "/dang-nhap".to_owned(), ALL),
        ("/dang-nhap/noi-bo", "/dang-nhap/noi-bo".to_owned(), ALL),
        ("/dang-nhap/lien-ket", "/dang-nhap/lien-ket".to_owned(), [404; 5]),
        ("/dang-nhap/{provider}", "/dang-nhap/khong-co".to_owned(), [404; 5]),
        (
            "/dang-nhap/{provider}/ve",
            "/dang-nhap/khong-co/ve".to_owned(),
            [404; 5],
        ),
        ("/ngoai-tuyen", "/ngoai-tuyen".to_owned(), ALL),
        (
            "/tai-khoan/to-chuc",
            "/tai-khoan/to-chuc".to_owned(),
            [401, 200, 200, 200, 200],
        ),
        ("/tai-khoan", "/tai-khoan".to_owned(), [401, 200, 200, 200, 200]),
        ("/thong-bao", "/thong-bao".to_owned(), [401, 200, 200, 200, 200]),
        (
            "/kiem-tra-tin-nhan",
            "/kiem-tra-tin-nhan?ma=K7Q2M-9XH4T".to_owned(),
            ALL,
        ),
        ("/quan-tri/thu", "/quan-tri/thu".to_owned(), [401, 403, 403, 403, 403]),
        ("/can-bo", "/can-bo".to_owned(), [401, 403, 200, 403, 200]),
        ("/can-bo/kho", "/can-bo/kho".to_owned(), [401, 403, 200, 403, 200]),
        (
            "/can-bo/quay-thu",
            "/can-bo/quay-thu".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/can-bo/doi-soat",
            "/can-bo/doi-soat".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/can-bo/hoan-tien",
            "/can-bo/hoan-tien".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/thanh-toan/{number}",
            format!("/thanh-toan/{seen}"),
            [401, 404, 404, 200, 404],
        ),
        (
            "/thanh-toan/ket-qua",
            "/thanh-toan/ket-qua?vnp_TxnRef=MC00000000000000".to_owned(),
            [401, 404, 404, 404, 404],
        ),
        (
            "/can-bo/tiep-nhan",
            "/can-bo/tiep-nhan".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/can-bo/tiep-nhan/{code}",
            "/can-bo/tiep-nhan/1.001193".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/can-bo/phan-cong",
            "/can-bo/phan-cong".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/can-bo/loat/{request}",
            format!("/can-bo/loat/{NOTHING}"),
            [401, 403, 404, 403, 404],
        ),
        (
            "/can-bo/lay-y-kien",
            "/can-bo/lay-y-kien".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/can-bo/lay-y-kien/{number}/{question}",
            format!("/can-bo/lay-y-kien/{seen}/1"),
            [401, 403, 404, 403, 404],
        ),
        (
            "/can-bo/buu-chinh",
            "/can-bo/buu-chinh".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/can-bo/buu-chinh/{number}/{order}",
            format!("/can-bo/buu-chinh/{seen}/1"),
            [401, 403, 404, 403, 404],
        ),
        ("/can-bo/{number}", format!("/can-bo/{seen}"), [401, 403, 404, 403, 200]),
        (
            "/giay-to-cua-toi",
            "/giay-to-cua-toi".to_owned(),
            [401, 200, 200, 200, 200],
        ),
        ("/chia-se/{token}", "/chia-se/x.y".to_owned(), [404; 5]),
        (
            "/tra-cuu/{number}/giay/{file}",
            format!("/tra-cuu/{accepted}/giay/tiep-nhan-2.pdf"),
            [401, 404, 404, 200, 200],
        ),
        (
            "/tra-cuu/{number}/giay/{file}",
            format!("/tra-cuu/{accepted}/giay/bo-sung-2.pdf"),
            [401, 404, 404, 404, 404],
        ),
        (
            "/tra-cuu/{number}/giay/{file}",
            format!("/tra-cuu/{accepted}/giay/kiem-soat.pdf"),
            [401, 403, 404, 403, 200],
        ),
        (
            "/can-bo/so-theo-doi.pdf",
            "/can-bo/so-theo-doi.pdf?tu=2026-11-20&den=2026-11-20".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        (
            "/tra-cuu/{number}/bien-lai/{reference}",
            format!("/tra-cuu/{seen}/bien-lai/MC00000000000000"),
            [401, 404, 404, 404, 404],
        ),
        (
            "/can-bo/doi-soat/bao-cao.csv",
            "/can-bo/doi-soat/bao-cao.csv?tu=2026-11-20&den=2026-11-20".to_owned(),
            [401, 403, 200, 403, 200],
        ),
        ("/tep/{file}", format!("/tep/{NOTHING}"), [401, 404, 404, 404, 404]),
        ("/tep/{file}", format!("/tep/{paper}"), [401, 404, 404, 200, 200]),
        ("/tep/chia-se/{token}", "/tep/chia-se/x.y".to_owned(), [404; 5]),
    ];
    let told: BTreeSet<String> = pages.iter().map(|(pattern, ..)| (*pattern).to_owned()).collect();
    let mut there: BTreeSet<String> = leptos_axum::generate_route_list(App)
        .iter()
        .map(|route| route.path().to_owned())
        .collect();
    for plain in [
        "/tra-cuu/{number}/giay/{file}",
        "/tra-cuu/{number}/bien-lai/{reference}",
        "/can-bo/doi-soat/bao-cao.csv",
        "/can-bo/so-theo-doi.pdf",
        "/tep/{file}",
        "/tep/chia-se/{token}",
        "/dang-nhap/{provider}",
        "/dang-nhap/{provider}/ve",
    ] {
        there.insert(plain.to_owned());
    }
    assert_eq!(told, there, "the table and the pages differ");
    let mut wrong = Vec::new();
    for (_, path, expected) in &pages {
        let (mut gets, mut bodies) = (Vec::new(), Vec::new());
        for visitor in &mut people(&web).await {
            let answer = visitor.open(path).await;
            bodies.push(answer.body.contains("An Nhiên"));
            gets.push(got(&answer));
        }
        assert_eq!(&bodies[..3], &[false; 3], "{path} tells strangers of the child");
        if gets != *expected {
            wrong.push(format!("{path}: {gets:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
