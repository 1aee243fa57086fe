//! Text messages and Zalo: what a provider wants to be sent is configuration, not code. A gateway is an address with headers
//! and a body in which `{phone}`, `{text}` and `{id}` stand for what differs; or a file that lines are written to, for a
//! portal without a provider and for tests.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::io::AsyncWriteExt;

use super::{Message, Sender, Trying, Unsent};

/// How long a provider may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The gateways of a file: `[sms]` and `[zalo]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gateways {
    /// Text messages.
    pub sms: Option<Gateway>,
    /// Zalo.
    pub zalo: Option<Gateway>,
}

/// One gateway: an address, or a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gateway {
    /// Where a message is posted to.
    pub url: Option<String>,
    /// The file that gets a line of JSON for each message instead.
    pub file: Option<PathBuf>,
    /// The type of the body; in JSON what is put into it is escaped for JSON, in a form for a form.
    #[serde(default = "json")]
    pub content_type: String,
    /// The body, with places for what differs.
    #[serde(default)]
    pub body: String,
    /// Headers sent along; the portal adds `Idempotency-Key`, the id of the message.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The header that holds a secret.
    pub secret_header: Option<String>,
    /// The variable of the environment that holds it.
    pub secret_env: Option<String>,
    #[serde(skip)]
    secret: Option<SecretString>,
}

fn json() -> String {
    "application/json".to_owned()
}

impl Gateways {
    /// Reads a file of gateways; `environment` finds a variable.
    ///
    /// # Errors
    /// One sentence; a secret is never repeated.
    pub fn read(text: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let mut gateways: Self = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        for (name, gateway) in [("sms", &mut gateways.sms), ("zalo", &mut gateways.zalo)] {
            let Some(gateway) = gateway else { continue };
            gateway
                .check(&environment)
                .map_err(|what| format!("[{name}]: {what}"))?;
        }
        Ok(gateways)
    }
}

impl Gateway {
    fn check(&mut self, environment: impl Fn(&str) -> Option<String>) -> Result<(), String> {
        match (&self.url, &self.file) {
            (Some(url), None) => {
                if !crate::tls::is_safe(url) {
                    return Err("the url is an https:// address (http:// only on this machine)".to_owned());
                }
                if !self.body.contains("{phone}") || !self.body.contains("{text}") {
                    return Err("the body has no {phone} or no {text} in it".to_owned());
                }
            }
            (None, Some(_)) => {}
            (Some(_), Some(_)) | (None, None) => return Err("it has either a url or a file".to_owned()),
        }
        if let Some(name) = &self.secret_env {
            let secret = environment(name).filter(|secret| !secret.is_empty());
            let secret = secret.ok_or_else(|| format!("{name} is not set in the environment"))?;
            self.secret = Some(SecretString::from(secret));
        }
        Ok(())
    }

    /// Makes the way out.
    ///
    /// # Errors
    /// When a header cannot be sent, or no client can be made on this machine.
    pub fn open(&self) -> Result<Box<dyn Sender>, String> {
        if let Some(file) = &self.file {
            return Ok(Box::new(Lines(file.clone())));
        }
        crate::tls::ready();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .map_err(|error| error.to_string())?;
        let mut headers = HeaderMap::new();
        let mut put = |name: &str, value: &str| {
            let wrong = || format!("the header {name} cannot be sent");
            let header = HeaderName::try_from(name).map_err(|_| wrong())?;
            let mut value = HeaderValue::try_from(value).map_err(|_| wrong())?;
            value.set_sensitive(true);
            headers.insert(header, value);
            Ok::<(), String>(())
        };
        put(CONTENT_TYPE.as_str(), &self.content_type)?;
        for (name, value) in &self.headers {
            put(name, value)?;
        }
        if let (Some(name), Some(secret)) = (&self.secret_header, &self.secret) {
            put(name, secret.expose_secret())?;
        }
        Ok(Box::new(Posts {
            client,
            url: self.url.clone().unwrap_or_default(),
            is_json: self.content_type.contains("json"),
            body: self.body.clone(),
            headers,
        }))
    }
}

/// Posts to a provider.
struct Posts {
    client: reqwest::Client,
    url: String,
    is_json: bool,
    body: String,
    headers: HeaderMap,
}

impl Posts {
    /// Puts a message into the body, in one pass: nothing in the message is taken for a place.
    fn filled(&self, message: &Message) -> String {
        let mut out = String::new();
        let mut rest = self.body.as_str();
        while let Some(at) = rest.find('{') {
            let places = [
                ("{phone}", message.to.as_str()),
                ("{text}", message.text.as_str()),
                ("{id}", message.id.as_str()),
            ];
            out.push_str(&rest[..at]);
            match places.iter().find(|(place, _)| rest[at..].starts_with(place)) {
                Some((place, value)) => {
                    out.push_str(&self.escaped(value));
                    rest = &rest[at + place.len()..];
                }
                None => {
                    out.push('{');
                    rest = &rest[at + 1..];
                }
            }
        }
        out.push_str(rest);
        out
    }

    fn escaped(&self, value: &str) -> String {
        if self.is_json {
            let quoted = serde_json::Value::from(value).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        } else {
            form_urlencoded::byte_serialize(value.as_bytes()).collect()
        }
    }
}

impl Sender for Posts {
    fn send(&self, message: Message) -> Trying<'_> {
        Box::pin(async move {
            let request = self.client.post(&self.url).headers(self.headers.clone());
            let request = request.header("Idempotency-Key", &message.id);
            let answer = request.body(self.filled(&message)).send().await;
            let answer = answer.map_err(|error| Unsent::NotNow(error.without_url().to_string()))?;
            let status = answer.status();
            match status.as_u16() {
                200..=299 => Ok(()),
                // Whoever is not let in, or comes too often, may be later.
                401 | 403 | 404 | 408 | 425 | 429 => Err(Unsent::NotNow(format!("the provider answered {status}"))),
                400..=499 => Err(Unsent::Never(format!("the provider answered {status}"))),
                _ => Err(Unsent::NotNow(format!("the provider answered {status}"))),
            }
        })
    }
}

/// Writes lines to a file.
struct Lines(PathBuf);

impl Sender for Lines {
    fn send(&self, message: Message) -> Trying<'_> {
        Box::pin(async move {
            let line =
                serde_json::json!({ "id": message.id, "to": message.to, "text": message.text }).to_string() + "\n";
            let written = async {
                let mut file = tokio::fs::OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(&self.0)
                    .await?;
                file.write_all(line.as_bytes()).await?;
                file.sync_all().await
            };
            written.await.map_err(|error| Unsent::NotNow(error.to_string()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            id: "0190163d-8694-739b-aea5-966c26f8ad91".to_owned(),
            to: "+84912345678".to_owned(),
            subject: String::new(),
            text: "Bạn cần bổ sung \"{phone}\"\n& trả lời".to_owned(),
            written_at: 0,
        }
    }

    fn posts(content_type: &str, body: &str) -> Posts {
        Posts {
            client: {
                crate::tls::ready();
                reqwest::Client::new()
            },
            url: String::new(),
            is_json: content_type.contains("json"),
            body: body.to_owned(),
            headers: HeaderMap::new(),
        }
    }

    #[test]
    fn what_a_message_says_cannot_break_out_of_the_body() {
        let body = r#"{"to":"{phone}","body":{"text":"{text}","ref":"{id}"},"x":"{other}"}"#;
        let filled = posts("application/json", body).filled(&message());
        let read: serde_json::Value = serde_json::from_str(&filled).unwrap();
        assert_eq!(read["body"]["text"], message().text);
        assert_eq!(
            (read["to"].as_str(), read["x"].as_str()),
            (Some("+84912345678"), Some("{other}"))
        );
        let filled = posts("application/x-www-form-urlencoded", "to={phone}&text={text}").filled(&message());
        assert!(filled.starts_with("to=%2B84912345678&text=B%E1%BA%A1n+") && filled.matches('&').count() == 1);
    }

    #[test]
    fn a_wrong_gateway_is_named_and_its_secret_is_not() {
        let read = |text: &str| Gateways::read(text, |name| (name == "TOKEN").then(|| "hush".to_owned()));
        let good = "[sms]\nurl = \"https://sms.example.vn/send\"\nbody = '{\"to\":\"{phone}\",\"m\":\"{text}\"}'\n\
                    secret_header = \"authorization\"\nsecret_env = \"TOKEN\"\n";
        let gateways = read(good).unwrap();
        assert!(!format!("{gateways:?}").contains("hush") && gateways.zalo.is_none());
        assert!(gateways.sms.unwrap().open().is_ok());
        for (wrong, said) in [
            (good.replace("https", "http"), "https"),
            (good.replace("{text}", ""), "{text}"),
            (good.replace("TOKEN", "NONE"), "NONE is not set"),
            (good.replace("url", "uri"), "uri"),
            ("[sms]\n".to_owned(), "either a url or a file"),
        ] {
            let error = read(&wrong).unwrap_err();
            assert!(error.contains(said) && !error.contains("hush"), "{error}");
        }
        assert!(
            read("[zalo]\nfile = \"/tmp/zalo.jsonl\"\n")
                .unwrap()
                .zalo
                .unwrap()
                .open()
                .is_ok()
        );
    }
}
