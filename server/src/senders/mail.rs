//! E-mail by SMTP. The Message-ID is made of the message's own id, so that a letter handed over twice, because nobody knew
//! whether the first time counted, is one letter to every mailbox that looks at it.

use std::time::{Duration, SystemTime};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{
        Mailbox, Message as Letter,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::response::Category,
};

use super::{Message, Sender, Trying, Unsent};

/// How long one step of the exchange may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a whole exchange may take: less than the lease of a message.
const WHOLE: Duration = Duration::from_secs(60);

/// A mail server to hand letters to.
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Says that nobody reads the answer (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Mail {
    /// Makes the way to the server at `smtp://` (with `?tls=required` for STARTTLS) or `smtps://`, name and password in it.
    ///
    /// # Errors
    /// Says what is wrong, without the address, which may hold a password.
    pub fn new(url: &str, from: &str) -> Result<Self, String> {
        crate::tls::ready();
        let from = from
            .parse()
            .map_err(|_| "MOTCUA_MAIL_FROM is no e-mail address".to_owned())?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| "MOTCUA_SMTP_URL is no smtp:// or smtps:// address".to_owned())?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { transport, from })
    }

    fn letter(&self, message: &Message) -> Result<Letter, Unsent> {
        let never = |what: &str| Unsent::Never(what.to_owned());
        let to: Address = message.to.parse().map_err(|_| never("the address is none"))?;
        Letter::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&message.subject)
            .message_id(Some(format!("<{}@{}>", message.id, self.from.email.domain())))
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(message.written_at))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone())
            .map_err(|error| never(&format!("the letter cannot be written: {error}")))
    }
}

impl Sender for Mail {
    fn send(&self, message: Message) -> Trying<'_> {
        Box::pin(async move {
            let letter = self.letter(&message)?;
            match tokio::time::timeout(WHOLE, self.transport.send(letter)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(failed(&error, &message.to)),
                Err(_) => Err(Unsent::NotNow("the mail server is too slow".to_owned())),
            }
        })
    }
}

/// Tells a refusal of this letter (5.5.x) from everything that may pass: a server that is down, busy, or does not let the
/// portal in.
fn failed(error: &lettre::transport::smtp::Error, to: &str) -> Unsent {
    let refused = error
        .status()
        .is_some_and(|code| error.is_permanent() && code.category == Category::MailSystem);
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let words = inner.to_string();
        if !said.contains(&words) {
            said = [said, ": ".to_owned(), words].concat();
        }
        cause = inner.source();
    }
    let said: String = said
        .replace(to, "…")
        .chars()
        .filter(|sign| !sign.is_control())
        .take(300)
        .collect();
    if refused {
        Unsent::Never(said)
    } else {
        Unsent::NotNow(said)
    }
}
