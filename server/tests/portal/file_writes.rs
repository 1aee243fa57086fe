//! Who may change files: every plain route that does, and those of resumable uploads.

use axum::{
    body::Body,
    http::{Request, header},
};

use crate::access::{Filed, Got, NOTHING, filed, people};
use crate::web::{Web, own};

/// The plain routes of files that change something, and those of resumable uploads: a draft is its owner's alone.
#[tokio::test(flavor = "multi_thread")]
async fn every_write_of_files_is_for_the_owner_of_the_draft_alone() {
    let web = Web::new(&[]).await;
    let Filed { draft, paper, seen, .. } = filed(&web).await;
    let slot = "witness_statement";
    let upload = {
        let mut lan = web.signed_in("lan").await;
        let request = own(Request::post(format!("/tep/tus/{draft}/{slot}"))).header("tus-resumable", "1.0.0");
        let answer = lan.send(request.header("upload-length", "10"), Body::empty()).await;
        answer.header("location").to_owned()
    };
    let form = "application/x-www-form-urlencoded";
    let parts = "multipart/form-data; boundary=X";
    let table: Vec<(&str, String, &str, String, [Got; 5])> = vec![
        (
            "POST",
            format!("/tep/{draft}/{slot}"),
            parts,
            "--X--".to_owned(),
            [401, 404, 404, 303, 404],
        ),
        (
            "POST",
            format!("/can-bo/lay-y-kien/{seen}/1/tep"),
            parts,
            "--X--".to_owned(),
            [401, 403, 404, 403, 404],
        ),
        (
            "POST",
            "/can-bo/doi-soat/tep".to_owned(),
            parts,
            "--X--".to_owned(),
            [401, 403, 303, 403, 303],
        ),
        (
            "POST",
            format!("/can-bo/{seen}/ket-qua"),
            parts,
            "--X--".to_owned(),
            [401, 403, 404, 403, 422],
        ),
        (
            "POST",
            format!("/tep/{draft}/{slot}/dung-lai"),
            form,
            format!("file={paper}"),
            [401, 404, 404, 303, 404],
        ),
        (
            "POST",
            format!("/tep/{draft}/{slot}/dung-lai"),
            form,
            format!("file={NOTHING}"),
            [401, 404, 404, 404, 404],
        ),
        (
            "POST",
            format!("/tep/{draft}/{NOTHING}/xoa"),
            form,
            String::new(),
            [401, 404, 404, 303, 404],
        ),
        (
            "POST",
            format!("/tep/tus/{draft}/{slot}"),
            form,
            String::new(),
            [401, 404, 404, 201, 404],
        ),
        ("HEAD", upload.clone(), form, String::new(), [401, 404, 404, 200, 404]),
        (
            "PATCH",
            upload.clone(),
            "application/offset+octet-stream",
            "a".to_owned(),
            [401, 404, 404, 204, 404],
        ),
        ("DELETE", upload, form, String::new(), [401, 404, 404, 204, 404]),
    ];
    let mut wrong = Vec::new();
    for (method, path, kind, body, expected) in table {
        let mut gets = Vec::new();
        for visitor in &mut people(&web).await {
            let mut request = own(Request::builder().method(method).uri(&path))
                .header("tus-resumable", "1.0.0")
                .header("upload-offset", "0")
                .header("upload-length", "10");
            request
                .headers_mut()
                .unwrap()
                .insert(header::CONTENT_TYPE, kind.parse().unwrap());
            gets.push(visitor.send(request, Body::from(body.clone())).await.status.as_u16());
        }
        if gets != expected {
            wrong.push(format!("{method} {path}: {gets:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
