//! Brotli for answers that are whole already: pages and calls. A window no larger than the body costs half of what a
//! streaming encoder takes, most of it memory. What streams, and gzip, is left to the layer around.

use std::io::Write;

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    middleware::Next,
    response::Response,
};
use bytes::Bytes;
use http::{HeaderValue, header};

use crate::kept_page::Coding;

/// Below this an answer fits one packet as it is.
const LEAST: u64 = 1024;
/// Above this an answer is compressed as it streams.
const MOST: u64 = 8 << 20;

/// Compresses a whole answer of text for a caller that reads brotli.
pub async fn whole(request: Request, next: Next) -> Response {
    let coding = Coding::of(request.headers());
    let response = next.run(request).await;
    let length = response.body().size_hint().exact().unwrap_or_default();
    if coding == Coding::Plain || !(LEAST..=MOST).contains(&length) || !is_plain_text(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = to_bytes(body, usize::try_from(length).unwrap_or(usize::MAX)).await else {
        return crate::error::problem(
            &motcua_app::api::ApiError::Unavailable,
            http::StatusCode::SERVICE_UNAVAILABLE,
        );
    };
    let Some(small) = compressed(&plain) else {
        return Response::from_parts(parts, Body::from(plain));
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts
        .headers
        .insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    parts
        .headers
        .append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(small))
}

fn is_plain_text(response: &Response) -> bool {
    let headers = response.headers();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    !headers.contains_key(header::CONTENT_ENCODING)
        && !headers.contains_key(header::CONTENT_RANGE)
        && kind.is_some_and(|kind| {
            ["text/html", "application/json"]
                .iter()
                .any(|text| kind.starts_with(text))
        })
}

fn compressed(plain: &[u8]) -> Option<Bytes> {
    let bits = usize::BITS - plain.len().leading_zeros();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 3,
        lgwin: i32::try_from(bits.clamp(16, 22)).ok()?,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut out = Vec::with_capacity(plain.len() / 3);
    let mut writer = brotli::CompressorWriter::with_params(&mut out, 1 << 16, &params);
    writer.write_all(plain).ok()?;
    drop(writer);
    Some(Bytes::from(out))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::{Router, routing::get};
    use tower::ServiceExt;

    use super::*;

    async fn answer(kind: &'static str, length: usize, accept: &str) -> (Option<String>, Vec<u8>) {
        let body = "Đăng ký khai sinh. ".repeat(length / 20 + 1);
        let page = move || async move { ([(header::CONTENT_TYPE, kind)], body) };
        let router: Router = Router::new()
            .route("/", get(page))
            .layer(axum::middleware::from_fn(whole));
        let request = Request::get("/").header(header::ACCEPT_ENCODING, accept);
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let coding = response.headers().get(header::CONTENT_ENCODING);
        let coding = coding.map(|coding| coding.to_str().unwrap().to_owned());
        (coding, to_bytes(response.into_body(), 1 << 24).await.unwrap().to_vec())
    }

    #[tokio::test]
    async fn a_page_comes_back_as_it_was() {
        for length in [2_000, 70_000, 5_000_000] {
            let (coding, body) = answer("text/html; charset=utf-8", length, "gzip, br").await;
            assert_eq!(coding.as_deref(), Some("br"));
            let mut text = String::new();
            brotli::Decompressor::new(body.as_slice(), 4096)
                .read_to_string(&mut text)
                .unwrap();
            assert_eq!(text, "Đăng ký khai sinh. ".repeat(length / 20 + 1));
            assert!(body.len() * 10 < text.len());
        }
    }

    #[tokio::test]
    async fn what_is_small_not_text_or_not_asked_for_passes() {
        for (kind, length, accept) in [
            ("text/html", 20, "br"),
            ("image/png", 70_000, "br"),
            ("text/html", 70_000, "gzip"),
            ("text/html", 70_000, "br;q=0"),
        ] {
            assert_eq!(answer(kind, length, accept).await.0, None, "{kind} {length} {accept}");
        }
    }
}
