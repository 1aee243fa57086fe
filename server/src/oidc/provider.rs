//! One provider: where it is (found once and kept for an hour), the address a browser is sent to, and the judgement of
//! what it sends back. Nothing of a token is believed before its signature, issuer, audience, nonce and time are right.

use std::{
    collections::HashMap,
    error::Error,
    sync::Arc,
    time::{Duration, Instant, UNIX_EPOCH},
};

use motcua_core::calendar::Moment;
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthType, AuthenticationContextClass, AuthenticationFlow, AuthorizationCode,
    ClaimsVerificationError, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, StandardErrorResponse, StandardTokenResponse,
    TokenResponse, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreResponseType,
        CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use super::{
    Identity, claims,
    line::{Broken, Line},
};
use crate::config::{Provider, SecretBy};

/// How long what a provider says of itself is believed.
const FRESH: Duration = Duration::from_secs(3600);

/// Signatures by the provider's own key. Never a shared secret, never none.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 7] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The claims beyond the standard's.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct More {
    #[serde(flatten)]
    all: Map<String, Value>,
}

impl AdditionalClaims for More {}

type Tokens = StandardTokenResponse<
    IdTokenFields<
        More,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type Ready = Client<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why an identity was not proved. The text is for the log.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The provider does not answer, or not as a provider does.
    #[error("the provider does not answer: {0}")]
    Down(String),
    /// The provider does not know the code: used already, too old, or invented.
    #[error("the code was not taken: {0}")]
    Code(String),
    /// A token is not what it should be.
    #[error("a token was not believed: {0}")]
    Forged(String),
    /// No number says who it is.
    #[error("no personal id and no tax code was told")]
    NoNumber,
}

impl Failed {
    /// Returns the code of the refusal the person reads.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Down(_) => "sign_in_down",
            Self::Code(_) => "sign_in_over",
            Self::Forged(_) => "sign_in_forged",
            Self::NoNumber => "sign_in_no_number",
        }
    }
}

/// What was asked of a provider, to be compared with what comes back. Each is 256 bits of chance.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Returns with the browser.
    pub state: String,
    /// Returns inside the token.
    pub nonce: String,
    /// Proves at the exchange of the code who began.
    pub verifier: String,
}

/// A provider, ready to be asked.
#[derive(Debug)]
pub struct IdentityProvider {
    settings: Provider,
    back: String,
    line: Line,
    found: Mutex<Found>,
}

/// What a provider said of itself, and when it last did not answer.
#[derive(Debug, Default)]
struct Found {
    metadata: Option<(Instant, Arc<CoreProviderMetadata>)>,
    failed_at: Option<Instant>,
}

/// Makes the providers of the settings, by key; `public_url` is where browsers come back to.
///
/// # Errors
/// One sentence when there can be no client.
pub fn providers(settings: &[Provider], public_url: &str) -> Result<HashMap<String, Arc<IdentityProvider>>, String> {
    if settings.is_empty() {
        return Ok(HashMap::new());
    }
    let line = Line::new().map_err(|error| format!("identity providers cannot be spoken to: {error}"))?;
    let made = settings.iter().map(|one| {
        let provider = IdentityProvider {
            settings: one.clone(),
            back: format!("{public_url}/dang-nhap/{}/ve", one.key),
            line: line.to_another(),
            found: Mutex::default(),
        };
        (one.key.clone(), Arc::new(provider))
    });
    Ok(made.collect())
}

impl IdentityProvider {
    /// Returns its issuer.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// Returns the address to send a browser to.
    ///
    /// # Errors
    /// [`Failed::Down`] when the provider does not say where that is.
    pub async fn address(&self, asked: &Asked) -> Result<String, Failed> {
        let client = self.client(&*self.found().await?)?;
        let (state, nonce) = (asked.state.clone(), asked.nonce.clone());
        let verifier = PkceCodeVerifier::new(asked.verifier.clone());
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        for acr in &self.settings.acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        Ok(request.url().0.into())
    }

    /// Exchanges a code and returns who the provider proved, at `now`.
    ///
    /// # Errors
    /// As [`Failed`] says.
    pub async fn identity(&self, code: String, asked: Asked, now: Moment) -> Result<Identity, Failed> {
        let http = |request| self.line.clone().send(request);
        let mut client = self.client(&*self.found().await?)?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| Failed::Down(told(&error)))?
            .set_pkce_verifier(PkceCodeVerifier::new(asked.verifier))
            .request_async(&http)
            .await
            .map_err(exchange_failed)?;
        let nonce = Nonce::new(asked.nonce);
        let mut judged = judge(&client, &tokens, &nonce, now);
        if let Err(ClaimsVerificationError::SignatureVerification(_)) = judged {
            // A key it has begun to sign with since it was last asked.
            self.found.lock().await.metadata = None;
            client = self.client(&*self.found().await?)?;
            judged = judge(&client, &tokens, &nonce, now);
        }
        let (subject, mut claims) = judged.map_err(|error| Failed::Forged(told(&error)))?;
        if self.settings.userinfo
            && let Ok(request) = client.user_info(tokens.access_token().clone(), Some(subject.clone()))
        {
            let more: UserInfoClaims<More, CoreGenderClaim> = request
                .request_async(&http)
                .await
                .map_err(|error| Failed::Forged(told(&error)))?;
            if let Ok(Value::Object(more)) = serde_json::to_value(&more) {
                for (name, value) in more {
                    claims.entry(name).or_insert(value);
                }
            }
        }
        claims::identity(&self.settings, subject.as_str(), &claims).map_err(|_| Failed::NoNumber)
    }

    /// Finds out where the provider's addresses and keys are.
    async fn found(&self) -> Result<Arc<CoreProviderMetadata>, Failed> {
        let began = Instant::now();
        let mut found = self.found.lock().await;
        if found.failed_at.is_some_and(|at| at > began) {
            return Err(Failed::Down("it did not answer the one before".to_owned()));
        }
        if let Some((at, metadata)) = &found.metadata
            && at.elapsed() < FRESH
        {
            return Ok(Arc::clone(metadata));
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| Failed::Down(told(&error)))?;
        let http = |request| self.line.clone().send(request);
        match CoreProviderMetadata::discover_async(issuer, &http).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                found.metadata = Some((Instant::now(), Arc::clone(&metadata)));
                Ok(metadata)
            }
            Err(error) => {
                // Those who wait for this answer have waited enough.
                found.failed_at = Some(Instant::now());
                Err(Failed::Down(told(&error)))
            }
        }
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Result<Ready, Failed> {
        let secret = self.settings.secret.as_ref();
        let secret = secret.map(|secret| ClientSecret::new(secret.expose_secret().to_owned()));
        let back = RedirectUrl::new(self.back.clone()).map_err(|error| Failed::Down(told(&error)))?;
        let client: Ready =
            Client::from_provider_metadata(metadata.clone(), ClientId::new(self.settings.client_id.clone()), secret);
        Ok(client
            .set_redirect_uri(back)
            .set_auth_type(match self.settings.secret_by {
                SecretBy::Basic => AuthType::BasicAuth,
                SecretBy::Post => AuthType::RequestBody,
            }))
    }
}

type Judged = Result<(openidconnect::SubjectIdentifier, Map<String, Value>), ClaimsVerificationError>;

/// Believes a token, or says why not.
fn judge(client: &Ready, tokens: &Tokens, nonce: &Nonce, now: Moment) -> Judged {
    let odd = |what: &str| ClaimsVerificationError::Other(what.to_owned());
    let token = tokens.id_token().ok_or_else(|| odd("there is no identity token"))?;
    let now = UNIX_EPOCH + Duration::from_micros(u64::try_from(now.micros()).unwrap_or_default());
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNED_BY)
        .set_time_fn(move || now.into());
    let claims = token.claims(&verifier, nonce)?;
    if claims
        .authorized_party()
        .is_some_and(|party| party != client.client_id())
    {
        return Err(ClaimsVerificationError::InvalidAudience(
            "it was made for another party".to_owned(),
        ));
    }
    if let Some(expected) = claims.access_token_hash() {
        let key = token
            .signing_key(&verifier)
            .map_err(|_| odd("the key is not to be found"))?;
        let alg = token
            .signing_alg()
            .map_err(|_| odd("the signature is of no known kind"))?;
        let hash = AccessTokenHash::from_token(tokens.access_token(), alg, key);
        if hash.map_err(|_| odd("the access token cannot be summed"))? != *expected {
            return Err(odd("the access token is another's"));
        }
    }
    match serde_json::to_value(claims) {
        Ok(Value::Object(all)) => Ok((claims.subject().clone(), all)),
        Ok(_) | Err(_) => Err(odd("the claims are no record")),
    }
}

fn exchange_failed(error: RequestTokenError<Broken, StandardErrorResponse<CoreErrorResponseType>>) -> Failed {
    match &error {
        RequestTokenError::ServerResponse(said) if *said.error() == CoreErrorResponseType::InvalidGrant => {
            Failed::Code(told(&error))
        }
        RequestTokenError::Parse(..) => Failed::Forged(told(&error)),
        RequestTokenError::ServerResponse(_) | RequestTokenError::Request(_) | RequestTokenError::Other(_) => {
            Failed::Down(told(&error))
        }
    }
}

/// Returns an error with what caused it, in one line.
fn told(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words = [words, inner.to_string()].join(": ");
        cause = inner.source();
    }
    words.chars().filter(|letter| !letter.is_control()).take(400).collect()
}
