//! Whether a paper is genuine, asked by anybody: every answer is a page of its own, and no address can claim one.

use crate::filing::pdf;
use crate::web::{Answer, Web, own};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use motcua_signing::{Act, KeyFile, sign};
use time::OffsetDateTime;

const PAGE: &str = "/kiem-tra-van-ban";

async fn asked(web: &Web, field: &str, file: &[u8]) -> Answer {
    let head = format!(
        "--X\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--X--\r\n"].concat();
    let mut request = own(Request::post(PAGE)).header(header::ACCEPT, "text/html,*/*");
    let kind = "multipart/form-data; boundary=X".parse().unwrap();
    request.headers_mut().unwrap().insert(header::CONTENT_TYPE, kind);
    web.visitor().send(request, Body::from(body)).await
}

/// Signs a file as the demonstration portal does, whose seal lies in its folder.
fn sealed(web: &Web) -> Vec<u8> {
    let pem = std::fs::read(web.folder().join("data/demonstration-seal.pem")).unwrap();
    let seal = KeyFile::from_pem(&pem).unwrap();
    let act = Act {
        name: "Tỉnh Lâm Đồng".to_owned(),
        reason: "Thử".to_owned(),
        place: String::new(),
        at: OffsetDateTime::from_unix_timestamp(1_763_000_000).unwrap(),
    };
    sign(&pdf("paper"), &act, &seal).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_of_the_portal_is_genuine_until_a_byte_of_it_is_another() {
    let web = Web::new(&[]).await;
    let paper = sealed(&web);
    let answer = asked(&web, "file", &paper).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(
        answer.body.contains("Văn bản nguyên vẹn, chữ ký hợp lệ"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("Tỉnh Lâm Đồng (trình diễn)"));
    assert!(answer.body.contains("09:13 ngày 13/11/2025"), "{}", answer.body);
    let mut other = paper.clone();
    other[20] ^= 1;
    assert!(
        asked(&web, "file", &other)
            .await
            .body
            .contains("Tệp đã bị sửa sau khi ký")
    );
    let added = [paper.as_slice(), b"\n%%EOF"].concat();
    assert!(
        asked(&web, "file", &added)
            .await
            .body
            .contains("Có nội dung thêm vào sau chữ ký này")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_signed_by_somebody_else_is_not_vouched_for() {
    let (ours, theirs) = (Web::new(&[]).await, Web::new(&[]).await);
    let answer = asked(&ours, "file", &sealed(&theirs)).await;
    assert!(answer.body.contains("Cổng này không biết người ký"), "{}", answer.body);
    assert!(!answer.body.contains("alert-done"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_signed_paper_is_refused_with_the_reason() {
    let web = Web::new(&[]).await;
    for (field, file, words) in [
        ("file", pdf("plain"), "Tệp không có chữ ký số"),
        ("file", b"hello".to_vec().into(), "Tệp này không phải PDF"),
        ("file", Vec::new().into(), "Chưa chọn tệp"),
        ("other", pdf("plain"), "Chưa chọn tệp"),
        ("file", vec![b'a'; (20 << 20) + 1].into(), "Tệp lớn hơn 20 MB"),
        ("file", vec![b'a'; 22 << 20].into(), "Tệp lớn hơn 20 MB"),
    ] {
        let answer = asked(&web, field, &file).await;
        assert_eq!(answer.status, StatusCode::OK, "{words}");
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
        assert!(!answer.body.contains("alert-done"));
    }
    let page = web.visitor().open(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("class=\"alert"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_that_cannot_be_used_is_named_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("seal.pem").display().to_string();
    let start = async |words: &str| {
        let data = folder.path().join("data").display().to_string();
        let config = crate::web::settings(&["--data-dir", &data, "--seal", &file]).unwrap();
        let told = motcua_server::wire::wire(config).await.err().unwrap();
        assert!(told.contains(&file) && told.contains(words), "{told}");
    };
    start("cannot be read").await;
    std::fs::write(&file, "nothing").unwrap();
    start("holds no seal: no certificate").await;
}
