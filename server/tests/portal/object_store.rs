//! Files in a bucket: kept in parts, read whole and in part, listed and taken away. Against an S3 server of this machine:
//! `MOTCUA_TEST_S3_URL` names one that runs, or `moto_server` is found on the search path.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_util::TryStreamExt;
use motcua_server::files::{
    FileKeys, FileStore, Stored,
    bucket::{Bucket, PART},
};

struct Server(Option<Child>, String);

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Finds or starts a server; `None` where there is none to start.
fn server() -> Option<Server> {
    if let Ok(url) = std::env::var("MOTCUA_TEST_S3_URL") {
        return Some(Server(None, url));
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let child = Command::new("moto_server")
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let server = Server(Some(child), format!("http://127.0.0.1:{port}"));
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "the S3 server does not start"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(server)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_keeps_files_as_a_folder_does() {
    let Some(server) = server() else {
        eprintln!(
            "skipped with S3: set MOTCUA_TEST_S3_URL, or install moto[server] (PyPI) so that moto_server is found"
        );
        return;
    };
    motcua_server::tls::ready();
    let bucket = format!("{}/motcua-test", server.1);
    reqwest::Client::new()
        .put(&bucket)
        .send()
        .await
        .unwrap()
        .error_for_status()
        .unwrap();
    let bucket = Bucket {
        name: "motcua-test".to_owned(),
        prefix: "lam-dong".to_owned(),
        endpoint: Some(server.1.clone()),
        region: "us-east-1".to_owned(),
        key: Some(("test".to_owned(), "test".to_owned().into())),
    };
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (FileKeys::fresh().unwrap(), FileKeys::fresh().unwrap());
    let open = |keys: &str| {
        let keys = FileKeys::parse(keys).unwrap();
        FileStore::with_objects(folder.path(), keys, bucket.open().unwrap(), PART).unwrap()
    };
    let store = open(&old);
    let filler = "x".repeat(2 * PART + 100_000);
    let bytes = Bytes::from(format!(
        "%PDF-1.4\n%{filler}\n1 0 obj\n<</Type /Page>>\nendobj\n%%EOF\n"
    ));
    let body = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes.clone())]);
    let kept = store.keep(body, 1 << 30).await.unwrap().unwrap();
    assert_eq!(kept.pages, Some(1));
    let sum = store.sum(&kept.sha256).await.unwrap();
    assert_eq!(sum, Some((kept.sha256.clone(), bytes.len() as u64)));
    let part = store
        .read_range(&kept.sha256, 6_000_000, 6_000_100)
        .await
        .unwrap()
        .unwrap();
    let part: Vec<Bytes> = part.try_collect().await.unwrap();
    assert_eq!(part.concat(), bytes[6_000_000..6_000_100]);
    let stored = Stored::Kept(kept.sha256.clone());
    let listed = store.list().await.unwrap();
    assert_eq!(listed.iter().map(|(stored, _)| stored).collect::<Vec<_>>(), [&stored]);

    let rotated = open(&format!("{new},{old}"));
    assert!(rotated.reseal(&stored).await.unwrap());
    assert!(rotated.sum(&kept.sha256).await.unwrap().is_some());
    assert!(store.read(&kept.sha256).await.is_err());
    assert!(rotated.remove(&stored, i64::MAX).await.unwrap());
    assert!(rotated.read(&kept.sha256).await.unwrap().is_none());
}
