//! A provider of identities on this machine that lies as it is told to: a wrong nonce, another's signature, an old token.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking"
)]

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex},
};

use axum::{
    Form, Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use motcua_server::clock;
use openidconnect::{
    JsonWebKeyId, PrivateSigningKey,
    core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What is wrong with an answer of the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    None,
    Nonce,
    NoNonce,
    Audience,
    MoreAudiences,
    Party,
    Issuer,
    Expired,
    OtherKey,
    Unsigned,
    SharedSecret,
    AccessTokenHash,
    NoToken,
    NoNumber,
    OtherInUserinfo,
    Redirects,
    TooLarge,
    Broken,
}

/// What browsers were sent here with, and what they get.
struct Inner {
    issuer: String,
    key: CoreEdDsaPrivateSigningKey,
    other: CoreEdDsaPrivateSigningKey,
    lie: Lie,
    now: i64,
    claims: Value,
    /// Codes not exchanged yet, with nonce, challenge and client.
    codes: HashMap<String, (String, String, String)>,
}

/// A provider that runs until the test's runtime ends.
#[derive(Clone)]
pub struct FakeProvider(Arc<Mutex<Inner>>);

/// The secret of every client.
const SECRET: &str = "bi-mat";

/// Makes a key of chance: the frame of PKCS#8 around 32 bytes.
fn key(id: &str) -> CoreEdDsaPrivateSigningKey {
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend(clock::new_token().unwrap());
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der)
    );
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(id.to_owned()))).unwrap()
}

/// Reads a query into its pairs.
pub fn query(address: &str) -> HashMap<String, String> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

impl FakeProvider {
    /// Starts it; its tokens are made at `now`, seconds since 1970.
    pub async fn start(now: i64) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let provider = Self(Arc::new(Mutex::new(Inner {
            issuer,
            key: key("one"),
            other: key("one"),
            lie: Lie::None,
            now,
            claims: person("068196004215", "Trần Thị Mai Lan"),
            codes: HashMap::new(),
        })));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/jwks", get(keys))
            .route("/token", post(token))
            .route("/me", get(userinfo))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    /// Writes the settings of two ways to it: `thu` and `khac`.
    pub fn settings(&self, folder: &Path) -> String {
        let issuer = self.0.lock().unwrap().issuer.clone();
        let one = |key: &str, name: &str| {
            format!(
                "[[provider]]\nkey = \"{key}\"\nname = \"{name}\"\nissuer = \"{issuer}\"\nclient_id = \"cong-{key}\"\n\
                 secret = \"{SECRET}\"\nacr = [\"LoA2\"]\n"
            )
        };
        let path = folder.join("providers.toml");
        std::fs::write(
            &path,
            [one("thu", "VNeID (thử)"), one("khac", "Cổng Quốc gia (thử)")].concat(),
        )
        .unwrap();
        path.display().to_string()
    }

    pub fn lies(&self, lie: Lie) {
        self.0.lock().unwrap().lie = lie;
    }

    /// Makes tokens at a time, seconds since 1970.
    pub fn at(&self, now: i64) {
        self.0.lock().unwrap().now = now;
    }

    /// Says who signs in next.
    pub fn tells(&self, claims: Value) {
        self.0.lock().unwrap().claims = claims;
    }

    /// Lets the person sign in at the address a browser was sent to; returns the query it comes back with.
    pub fn approve(&self, address: &str) -> String {
        let mut inner = self.0.lock().unwrap();
        assert!(address.starts_with(&format!("{}/auth?", inner.issuer)), "{address}");
        let asked = query(address);
        assert_eq!(
            (asked["response_type"].as_str(), asked["code_challenge_method"].as_str()),
            ("code", "S256")
        );
        assert!(asked["redirect_uri"].ends_with("/ve") && asked["scope"].contains("openid"));
        assert_eq!(asked["acr_values"], "LoA2");
        let code = clock::new_id().simple().to_string();
        let kept = [&asked["nonce"], &asked["code_challenge"], &asked["client_id"]].map(Clone::clone);
        let [nonce, challenge, client] = kept;
        inner.codes.insert(code.clone(), (nonce, challenge, client));
        format!("code={code}&state={}", asked["state"])
    }
}

/// The claims of a person of level 02.
pub fn person(id: &str, name: &str) -> Value {
    json!({ "sub": format!("s-{id}"), "SoDinhDanh": id, "HoVaTen": name, "loAs": "LoA2", "LoaiTaiKhoan": "CongDan" })
}

async fn configuration(State(FakeProvider(inner)): State<FakeProvider>) -> Json<Value> {
    let issuer = inner.lock().unwrap().issuer.clone();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
    }))
}

async fn keys(State(FakeProvider(inner)): State<FakeProvider>) -> Json<Value> {
    let key = inner.lock().unwrap().key.as_verification_key();
    Json(json!({ "keys": [serde_json::to_value(&key).unwrap()] }))
}

async fn token(State(FakeProvider(inner)): State<FakeProvider>, Form(form): Form<HashMap<String, String>>) -> Response {
    let mut inner = inner.lock().unwrap();
    match inner.lie {
        Lie::Redirects => return Redirect::to("http://127.0.0.1:1/").into_response(),
        Lie::Broken => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Lie::TooLarge => return "x".repeat(2 << 20).into_response(),
        _ => {}
    }
    let proof = URL_SAFE_NO_PAD.encode(Sha256::digest(form["code_verifier"].as_bytes()));
    let Some((nonce, _, client)) = inner
        .codes
        .remove(&form["code"])
        .filter(|(_, asked, _)| *asked == proof)
    else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    };
    let access = "vao-cua";
    let mut answer = json!({ "access_token": access, "token_type": "Bearer", "expires_in": 60 });
    if inner.lie != Lie::NoToken {
        answer["id_token"] = json!(inner.id_token(&nonce, &client, access));
    }
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

async fn userinfo(State(FakeProvider(inner)): State<FakeProvider>) -> Json<Value> {
    let inner = inner.lock().unwrap();
    let mut told = inner.claims.clone();
    match inner.lie {
        Lie::OtherInUserinfo => told["sub"] = json!("another"),
        Lie::NoNumber => drop(told.as_object_mut().unwrap().remove("SoDinhDanh")),
        _ => {}
    }
    Json(told)
}

impl Inner {
    fn id_token(&self, nonce: &str, client: &str, access: &str) -> String {
        let half = |text: &str| URL_SAFE_NO_PAD.encode(&sha2::Sha512::digest(text.as_bytes())[..32]);
        let mut claims = json!({
            "iss": self.issuer, "sub": self.claims["sub"], "aud": client, "iat": self.now, "exp": self.now + 300,
            "nonce": nonce, "at_hash": half(access),
        });
        let mut alg = "EdDSA";
        match self.lie {
            Lie::Nonce => claims["nonce"] = json!("another"),
            Lie::NoNonce => drop(claims.as_object_mut().unwrap().remove("nonce")),
            Lie::Audience => claims["aud"] = json!("another"),
            Lie::MoreAudiences => claims["aud"] = json!([client, "another"]),
            Lie::Party => claims["azp"] = json!("another"),
            Lie::Issuer => claims["iss"] = json!("http://127.0.0.1:1"),
            Lie::Expired => claims["exp"] = json!(self.now - 1),
            Lie::AccessTokenHash => claims["at_hash"] = json!(half("another")),
            Lie::Unsigned => alg = "none",
            Lie::SharedSecret => alg = "HS256",
            _ => {}
        }
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!(
            "{}.{}",
            part(json!({ "alg": alg, "kid": "one", "typ": "JWT" })),
            part(claims)
        );
        let by =
            |key: &CoreEdDsaPrivateSigningKey| key.sign(&CoreJwsSigningAlgorithm::EdDsa, signed.as_bytes()).unwrap();
        let signature = match self.lie {
            Lie::Unsigned => Vec::new(),
            Lie::OtherKey => by(&self.other),
            Lie::SharedSecret => {
                use hmac::{Hmac, KeyInit, Mac};
                let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
                mac.update(signed.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
            _ => by(&self.key),
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
