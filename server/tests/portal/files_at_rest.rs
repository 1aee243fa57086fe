//! Files at rest and on their way out: sealed on the disk, given in parts, read after a rotation and from before there were
//! keys, never more than fits, and a changed byte is found by the audit.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::common::Fresh;
use crate::filing::{fill, pdf};
use crate::setup::{portal, sign_in};
use axum::{
    Extension,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::TryStreamExt;
use motcua_app::views::Me;
use motcua_core::id::DraftId;
use motcua_server::{
    audit,
    files::{FileKeys, FileStore, Stored, routes},
    services::Portal,
};
use tower::ServiceExt;

const NOW: &str = "2026-11-20T09:30";
const SLOT: &str = "witness_statement";

/// A PDF of about this many bytes, each place different.
fn long(size: usize) -> Bytes {
    let filler: String = (0..size / 8).map(|at| format!("%{at:06}\n")).collect();
    let whole = String::from_utf8(pdf("long").to_vec()).unwrap();
    Bytes::from(whole.replacen("% long\n", &filler, 1))
}

async fn kept(store: &FileStore, bytes: &Bytes) -> String {
    let body = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes.clone())]);
    store.keep(body, 1 << 30).await.unwrap().unwrap().sha256
}

async fn read(store: &FileStore, sha256: &str) -> Option<Vec<u8>> {
    let stream = store.read(sha256).await.unwrap()?;
    let all = stream.try_fold(Vec::new(), |mut all, part| async move {
        all.extend_from_slice(&part);
        Ok(all)
    });
    Some(all.await.unwrap())
}

/// Lists the files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path))
        } else {
            found.push(path)
        }
    }
    found
}

fn keys(text: &str) -> FileKeys {
    FileKeys::parse(text).unwrap()
}

#[tokio::test]
async fn nothing_of_a_file_stands_on_the_disk_in_the_clear_and_nothing_of_its_coming_in_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let store = FileStore::open(folder.path()).unwrap();
    let bytes = long(300_000);
    let sha256 = kept(&store, &bytes).await;
    assert_eq!(read(&store, &sha256).await.unwrap(), bytes);
    let on_disk = files(&folder.path().join("sealed"));
    assert_eq!(on_disk.len(), 1);
    let raw = fs::read(&on_disk[0]).unwrap();
    assert!(raw.windows(5).all(|window| window != b"%PDF-" && window != b"%0000"));
    assert!(files(&folder.path().join("incoming")).is_empty());
    assert!(files(&folder.path().join("sha256")).is_empty());
}

#[tokio::test]
async fn after_a_rotation_old_files_open_and_can_be_sealed_again_with_the_new_key() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (FileKeys::fresh().unwrap(), FileKeys::fresh().unwrap());
    let bytes = long(100_000);
    let sha256 = kept(&FileStore::with_keys(folder.path(), keys(&old)).unwrap(), &bytes).await;
    let rotated = FileStore::with_keys(folder.path(), keys(&format!("{new},{old}"))).unwrap();
    assert_eq!(read(&rotated, &sha256).await.unwrap(), bytes);
    let stored = Stored::Kept(sha256.clone());
    assert_eq!(rotated.sealed_with(&stored).await.unwrap().as_deref(), Some(&old[..9]));
    assert!(rotated.reseal(&stored).await.unwrap());
    assert!(!rotated.reseal(&stored).await.unwrap());
    let only_new = FileStore::with_keys(folder.path(), keys(&new)).unwrap();
    assert_eq!(read(&only_new, &sha256).await.unwrap(), bytes);
    let only_old = FileStore::with_keys(folder.path(), keys(&old)).unwrap();
    assert!(only_old.read(&sha256).await.is_err());
}

#[tokio::test]
async fn a_file_of_before_there_were_keys_is_read_and_sealed_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let store = FileStore::open(folder.path()).unwrap();
    let bytes = long(100_000);
    let sha256 = kept(&store, &bytes).await;
    let plain = folder.path().join("sha256").join(&sha256[..2]);
    fs::create_dir_all(&plain).unwrap();
    fs::write(plain.join(&sha256), &bytes).unwrap();
    fs::remove_file(&files(&folder.path().join("sealed"))[0]).unwrap();
    assert_eq!(read(&store, &sha256).await.unwrap(), bytes);
    let part = store.read_range(&sha256, 70_000, 70_010).await.unwrap().unwrap();
    let part: Vec<Bytes> = part.try_collect().await.unwrap();
    assert_eq!(part.concat(), bytes[70_000..70_010]);
    assert!(store.reseal(&Stored::Unsealed(sha256.clone())).await.unwrap());
    assert!(files(&folder.path().join("sha256")).is_empty());
    assert_eq!(read(&store, &sha256).await.unwrap(), bytes);
}

async fn ask(portal: &Portal, me: &Me, request: Request<Body>) -> Response {
    let service = routes(portal.clone()).layer(Extension(me.clone()));
    service.oneshot(request).await.unwrap()
}

async fn attach(portal: &Portal, me: &Me, draft: DraftId, bytes: &[u8]) -> StatusCode {
    let head = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--X--\r\n"].concat();
    let request = Request::post(format!("/tep/{draft}/{SLOT}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X")
        .body(Body::from(body))
        .unwrap();
    ask(portal, me, request).await.status()
}

#[tokio::test]
async fn a_file_is_given_whole_or_in_the_part_asked_for() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let draft = fill(&portal, &lan).await;
    let bytes = long(200_000);
    assert_eq!(attach(&portal, &lan, draft, &bytes).await, StatusCode::SEE_OTHER);
    let file = crate::files::papers(&portal, &lan, draft)
        .await
        .slots
        .iter()
        .flat_map(|slot| slot.files.clone())
        .nth(1)
        .unwrap();
    assert_eq!((file.pages, file.bytes), (Some(1), bytes.len() as u64));
    let size = bytes.len();
    let tag = format!("\"{}\"", file.sha256);
    let part = |from: usize, to: usize| (StatusCode::PARTIAL_CONTENT, from..to);
    let whole = || (StatusCode::OK, 0..size);
    let nothing = |status| (status, 0..0);
    let cases = [
        (vec![], whole()),
        (vec![(header::RANGE, "bytes=0-0")], part(0, 1)),
        (vec![(header::RANGE, "bytes=65530-65545")], part(65_530, 65_546)),
        (vec![(header::RANGE, "bytes=-7")], part(size - 7, size)),
        (vec![(header::RANGE, "bytes=150000-")], part(150_000, size)),
        (
            vec![(header::RANGE, "bytes=900000-")],
            nothing(StatusCode::RANGE_NOT_SATISFIABLE),
        ),
        (
            vec![(header::RANGE, "bytes=nonsense")],
            nothing(StatusCode::RANGE_NOT_SATISFIABLE),
        ),
        (vec![(header::RANGE, "bytes=0-1,4-5")], whole()),
        (
            vec![(header::RANGE, "bytes=0-1"), (header::IF_RANGE, tag.as_str())],
            part(0, 2),
        ),
        (
            vec![(header::RANGE, "bytes=0-1"), (header::IF_RANGE, "\"another\"")],
            whole(),
        ),
        (
            vec![(header::IF_NONE_MATCH, tag.as_str())],
            nothing(StatusCode::NOT_MODIFIED),
        ),
        (vec![(header::IF_NONE_MATCH, "\"another\"")], whole()),
    ];
    for (headers, (status, range)) in cases {
        let mut request = Request::get(format!("/tep/{}", file.id));
        for (name, value) in &headers {
            request = request.header(name, *value);
        }
        let answer = ask(&portal, &lan, request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), status, "{headers:?}");
        let told = |name: header::HeaderName| {
            answer
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(told(header::ETAG), Some(tag.clone()));
        let expected = match status {
            StatusCode::PARTIAL_CONTENT => Some(format!("bytes {}-{}/{size}", range.start, range.end - 1)),
            StatusCode::RANGE_NOT_SATISFIABLE => Some(format!("bytes */{size}")),
            _ => None,
        };
        assert_eq!(told(header::CONTENT_RANGE), expected, "{headers:?}");
        let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        assert_eq!(body, bytes.slice(range), "{headers:?}");
    }
    fresh.end().await;
}

#[tokio::test]
async fn the_files_of_a_dossier_together_are_no_larger_than_they_may_be() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let draft = fill(&portal, &lan).await;
    for at in 0..3 {
        let bytes = long(1_000_000 + at * 8);
        assert_eq!(attach(&portal, &lan, draft, &bytes).await, StatusCode::SEE_OTHER);
        assert_eq!(crate::files::papers(&portal, &lan, draft).await.refused, None);
    }
    attach(&portal, &lan, draft, &long(1_000_032)).await;
    let papers = crate::files::papers(&portal, &lan, draft).await;
    let refused = papers.refused.unwrap();
    assert_eq!((refused.1.as_str(), refused.2.as_str()), ("a.pdf", "dossier_full"));
    assert_eq!(papers.slots.iter().map(|slot| slot.files.len()).sum::<usize>(), 4);
    fresh.end().await;
}

#[tokio::test]
async fn the_audit_opens_every_file_and_names_the_one_that_was_changed() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    fill(&portal, &lan).await;
    let store = &portal.parts().files;
    assert!(audit::verify(&fresh.db, store).await.unwrap().is_clean());
    let sealed = files(&fresh.folder.path().join("files/sealed")).remove(0);
    let mut raw = fs::read(&sealed).unwrap();
    let last = raw.len() - 1;
    raw[last] ^= 1;
    fs::write(&sealed, &raw).unwrap();
    let report = audit::verify(&fresh.db, store).await.unwrap();
    assert_eq!(report.problems.len(), 1);
    assert!(report.problems[0].what.contains("do not open"), "{:?}", report.problems);
    fs::remove_file(&sealed).unwrap();
    let report = audit::verify(&fresh.db, store).await.unwrap();
    assert!(report.problems[0].what.contains("not there"), "{:?}", report.problems);
    fresh.end().await;
}
