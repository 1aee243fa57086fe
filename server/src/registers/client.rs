//! Asking a register: signed in once, a short wait, no wait at all while it is known to be down.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use motcua_core::{calendar::Moment, profile::Register};
use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, de::DeserializeOwned};

use super::message::{Answer, Enterprise, Person, Question, Session, SignIn, Values, is_good, service};
use crate::breaker::Breaker;

/// There was no answer: the register is down, too slow, or says that it cannot.
#[derive(Debug, thiserror::Error)]
#[error("{register}: {why}")]
pub struct NoAnswer {
    /// Which one.
    pub register: &'static str,
    /// Why, without anything personal.
    pub why: String,
    /// Whether it did speak, and only this question had no answer: no reason not to ask the next.
    pub has_spoken: bool,
}

/// The registers of one gateway.
#[derive(Debug)]
pub struct Registers {
    client: reqwest::Client,
    wait: Duration,
    url: String,
    user: String,
    password: SecretString,
    session: Mutex<Option<String>>,
    breakers: [Mutex<Breaker>; 2],
}

impl Registers {
    /// Makes a client of the gateway at `url`, waiting at most `wait` for an answer.
    ///
    /// # Errors
    /// When no client can be made on this machine.
    pub fn new(url: &str, user: &str, password: SecretString, wait: Duration) -> Result<Self, reqwest::Error> {
        crate::tls::ready();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(wait)
            .build()?;
        Ok(Self {
            client,
            wait,
            url: url.trim_end_matches('/').to_owned(),
            user: user.to_owned(),
            password,
            session: Mutex::default(),
            breakers: Default::default(),
        })
    }

    /// Asks a register about a personal id or a tax code; nothing when it knows nobody by it.
    ///
    /// # Errors
    /// [`NoAnswer`], at once while the register is known to be down.
    pub async fn ask(&self, register: Register, key: &str, now: Moment) -> Result<Option<Values>, NoAnswer> {
        let breaker = &self.breakers[usize::from(register == Register::Business)];
        let may_ask = breaker.lock().unwrap_or_else(PoisonError::into_inner).may_ask(now);
        if !may_ask {
            return Err(no_answer(register, "not asked: it does not answer"));
        }
        let asked = tokio::time::timeout(self.wait, self.answer(register, key)).await;
        let answer = asked.unwrap_or_else(|_| Err(no_answer(register, "too slow")));
        let mut breaker = breaker.lock().unwrap_or_else(PoisonError::into_inner);
        match &answer {
            Ok(_) => breaker.answered(),
            Err(no) if no.has_spoken => breaker.answered(),
            Err(_) => breaker.failed(now),
        }
        answer
    }

    async fn answer(&self, register: Register, key: &str) -> Result<Option<Values>, NoAnswer> {
        let (told, number): (Option<Values>, _) = match register {
            Register::Population => (
                self.line::<Person>(register, key).await?.map(Values::from),
                "person.personal_id",
            ),
            Register::Business => (
                self.line::<Enterprise>(register, key).await?.map(Values::from),
                "organisation.tax_code",
            ),
        };
        let is_about = |values: &Values| {
            let about = values.get(number).and_then(|parts| parts.get(""));
            about.is_some_and(|about| bare(about) == bare(key))
        };
        match told {
            Some(values) if !is_about(&values) => Err(odd_answer(register, "the answer is about somebody else")),
            told => Ok(told),
        }
    }

    async fn line<T: DeserializeOwned>(&self, register: Register, key: &str) -> Result<Option<T>, NoAnswer> {
        let kept = self.session.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_kept = kept.is_some();
        let session = match kept {
            Some(session) => session,
            None => self.sign_in(register).await?,
        };
        let mut answer: Answer<T> = self
            .post(register, "tra-cuu", &question(register, key, session))
            .await?;
        if !is_good(&answer.error_code) && is_kept {
            // The session may have ended there.
            let session = self.sign_in(register).await?;
            answer = self
                .post(register, "tra-cuu", &question(register, key, session))
                .await?;
        }
        if !is_good(&answer.error_code) {
            // What stands there is the other side's: of it a log gets numbers only.
            let code: String = answer.error_code.chars().filter(char::is_ascii_digit).take(6).collect();
            return Err(odd_answer(register, &["error_code ", &code].concat()));
        }
        Ok(answer.result.into_iter().next())
    }

    async fn sign_in(&self, register: Register) -> Result<String, NoAnswer> {
        let credentials = SignIn {
            username: self.user.clone(),
            password: self.password.expose_secret().to_owned(),
        };
        let answer: Session = self.post(register, "dang-nhap", &credentials).await?;
        if !is_good(&answer.error_code) {
            return Err(no_answer(register, "sign-in was refused"));
        }
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer.session.clone());
        Ok(answer.session)
    }

    async fn post<T: DeserializeOwned>(
        &self,
        register: Register,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, NoAnswer> {
        // Without the address: it may hold what is nobody's business.
        let failed = |error: reqwest::Error| no_answer(register, &error.without_url().to_string());
        let body = serde_json::to_vec(body).map_err(|error| no_answer(register, &error.to_string()))?;
        let request = self
            .client
            .post([&self.url, "/", path].concat())
            .header("content-type", "application/json")
            .body(body);
        let answer = request
            .send()
            .await
            .map_err(failed)?
            .error_for_status()
            .map_err(failed)?;
        let bytes = answer.bytes().await.map_err(failed)?;
        serde_json::from_slice(&bytes).map_err(|_| no_answer(register, "the answer cannot be read"))
    }
}

fn question(register: Register, key: &str, session: String) -> Question {
    let mut question = Question {
        session,
        madonvi: String::new(),
        service: service(register).to_owned(),
        ..Question::default()
    };
    match register {
        Register::Population => question.personal_id = Some(key.to_owned()),
        Register::Business => question.tax_code = Some(key.to_owned()),
    }
    question
}

fn no_answer(register: Register, why: &str) -> NoAnswer {
    NoAnswer {
        register: register.key(),
        why: why.to_owned(),
        has_spoken: false,
    }
}

fn odd_answer(register: Register, why: &str) -> NoAnswer {
    NoAnswer {
        has_spoken: true,
        ..no_answer(register, why)
    }
}

/// Returns a number without what only makes it easier to read.
fn bare(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}
