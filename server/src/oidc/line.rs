//! The line to a provider: one request, one answer, no redirect followed, bounded in time and size.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use openidconnect::{HttpRequest, HttpResponse};

use crate::{breaker::Breaker, clock::Clock};

/// The longest a provider may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer that is read.
const LARGEST: usize = 1 << 20;

/// A client for requests to one provider.
#[derive(Clone, Debug)]
pub(super) struct Line {
    client: reqwest::Client,
    breaker: Arc<Mutex<Breaker>>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    /// The provider cannot be reached or does not answer.
    #[error("no answer: {0}")]
    Line(#[from] reqwest::Error),
    /// It has not answered a few times in a row, and is not asked for a while.
    #[error("not asked: it does not answer")]
    NotAsked,
    /// The answer is too large or cannot be put together.
    #[error("an answer that cannot be read")]
    Answer,
}

impl Line {
    /// Makes the client.
    pub(super) fn new() -> Result<Self, reqwest::Error> {
        crate::tls::ready();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(PATIENCE / 2)
            .timeout(PATIENCE)
            .user_agent("motcua")
            .build()?;
        Ok(Self {
            client,
            breaker: Arc::default(),
        })
    }

    /// Returns the same client for another provider.
    pub(super) fn to_another(&self) -> Self {
        Self {
            client: self.client.clone(),
            breaker: Arc::default(),
        }
    }

    /// Sends a request and reads the whole answer; at once it says no while the provider is known to be down. The time
    /// is the machine's, whatever a fixed clock says.
    pub(super) async fn send(self, request: HttpRequest) -> Result<HttpResponse, Broken> {
        if !self.with_breaker(|breaker| breaker.may_ask(Clock::real().now())) {
            return Err(Broken::NotAsked);
        }
        let answer = self.answer(request).await;
        self.with_breaker(|breaker| match &answer {
            Err(Broken::Line(_)) => breaker.failed(Clock::real().now()),
            Ok(_) | Err(Broken::Answer | Broken::NotAsked) => breaker.answered(),
        });
        answer
    }

    fn with_breaker<T>(&self, work: impl FnOnce(&mut Breaker) -> T) -> T {
        work(&mut self.breaker.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn answer(&self, request: HttpRequest) -> Result<HttpResponse, Broken> {
        let mut answer = self.client.execute(request.try_into()?).await?;
        let mut response = http::Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            headers.extend(answer.headers().clone());
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > LARGEST {
                return Err(Broken::Answer);
            }
            body.extend_from_slice(&chunk);
        }
        response.body(body).map_err(|_| Broken::Answer)
    }
}
