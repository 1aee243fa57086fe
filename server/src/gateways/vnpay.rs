//! VNPAY 2.1.0 as its merchant sees it.

use std::{sync::Mutex, sync::PoisonError, time::Duration};

use motcua_core::{
    calendar::Moment,
    payment::{
        vnpay::{self, Known, Parameters, Verdict},
        vnpay_calls::{Call, value},
    },
};
use secrecy::{ExposeSecret, SecretString};

use super::{Answering, Asked, Gateway, Given, NoOutcome, Order, Refund, Standing};
use crate::{breaker::Breaker, clock::new_id};

/// The longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The greatest answer that is read, in bytes.
const MOST: usize = 64 << 10;

/// What VNPAY is asked by: its addresses, and who this merchant is.
#[derive(Debug)]
pub struct Vnpay {
    client: reqwest::Client,
    pay_url: String,
    api_url: String,
    terminal: String,
    secret: SecretString,
    breaker: Mutex<Breaker>,
}

impl Vnpay {
    /// Makes a client: `pay_url` is where payers go, `api_url` where the server asks.
    ///
    /// # Errors
    /// When no client can be made on this machine.
    pub fn new(pay_url: &str, api_url: &str, terminal: &str, secret: SecretString) -> Result<Self, reqwest::Error> {
        crate::tls::ready();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()?;
        Ok(Self {
            client,
            pay_url: pay_url.to_owned(),
            api_url: api_url.to_owned(),
            terminal: terminal.to_owned(),
            secret,
            breaker: Mutex::default(),
        })
    }

    /// Judges a notice; `known` looks up the payment it names.
    pub fn judge(&self, notice: &Parameters, known: impl FnOnce(&str) -> Option<Known>) -> Verdict {
        vnpay::judge(notice, self.secret.expose_secret(), known)
    }

    /// Says whether a notice or a return is signed by VNPAY.
    pub fn is_signed(&self, notice: &Parameters) -> bool {
        vnpay::is_signed(notice, self.secret.expose_secret())
    }

    fn pay_address(&self, order: &Order) -> String {
        let amount = vnpay::hundredths(order.amount);
        let (created, expires) = (vnpay_time(order.created), vnpay_time(order.expires));
        let parameters = message(&[
            ("vnp_Version", "2.1.0"),
            ("vnp_Command", "pay"),
            ("vnp_TmnCode", &self.terminal),
            ("vnp_Amount", &amount),
            ("vnp_CurrCode", "VND"),
            ("vnp_TxnRef", &order.reference),
            ("vnp_OrderInfo", &order.info),
            ("vnp_OrderType", "other"),
            ("vnp_Locale", if order.is_english { "en" } else { "vn" }),
            ("vnp_ReturnUrl", &order.return_url),
            ("vnp_IpAddr", &order.ip),
            ("vnp_CreateDate", &created),
            ("vnp_ExpireDate", &expires),
        ]);
        let query = vnpay::query(&parameters, self.secret.expose_secret());
        [&self.pay_url, "?", &query].concat()
    }

    async fn call(&self, call: Call, answer: Call, message: Parameters, now: Moment) -> Result<Parameters, NoOutcome> {
        let may_ask = self.breaker().may_ask(now);
        if !may_ask {
            return Err(no("not asked: it does not answer"));
        }
        let signed = call.signed_with(message, self.secret.expose_secret());
        let got = self.post(&signed).await;
        match &got {
            Ok(_) => self.breaker().answered(),
            Err(_) => self.breaker().failed(now),
        }
        let got = got?;
        if !answer.is_signed(&got, self.secret.expose_secret()) {
            return Err(no("the answer is not signed"));
        }
        if value(&got, "vnp_TxnRef") != value(&signed, "vnp_TxnRef") {
            return Err(no("the answer is about another payment"));
        }
        Ok(got)
    }

    async fn post(&self, message: &Parameters) -> Result<Parameters, NoOutcome> {
        // Without the address: it is nobody's business in a log.
        let failed = |error: reqwest::Error| no(error.without_url());
        let body = serde_json::to_vec(message).map_err(no)?;
        let request = self
            .client
            .post(&self.api_url)
            .header("content-type", "application/json");
        let answer = request.body(body).send().await.map_err(failed)?;
        let mut answer = answer.error_for_status().map_err(failed)?;
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(failed)? {
            bytes.extend_from_slice(&part);
            if bytes.len() > MOST {
                return Err(no("the answer is too long"));
            }
        }
        read(&bytes).ok_or_else(|| no("the answer cannot be read"))
    }

    fn breaker(&self) -> std::sync::MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn asked(&self, asked: Asked, now: Moment) -> Result<Standing, NoOutcome> {
        let (created, present) = (vnpay_time(asked.created), vnpay_time(now));
        let question = message(&[
            ("vnp_RequestId", &new_id().simple().to_string()),
            ("vnp_Version", "2.1.0"),
            ("vnp_Command", "querydr"),
            ("vnp_TmnCode", &self.terminal),
            ("vnp_TxnRef", &asked.reference),
            ("vnp_OrderInfo", "Tra cuu giao dich"),
            ("vnp_TransactionDate", &created),
            ("vnp_CreateDate", &present),
            ("vnp_IpAddr", "127.0.0.1"),
        ]);
        let answer = self.call(Call::Query, Call::QueryAnswer, question, now).await?;
        standing(&answer, &asked)
    }

    async fn gave(&self, refund: Refund, now: Moment) -> Result<Given, NoOutcome> {
        let amount = vnpay::hundredths(refund.of.amount);
        let (created, present) = (vnpay_time(refund.of.created), vnpay_time(now));
        let wish = message(&[
            ("vnp_RequestId", &refund.id),
            ("vnp_Version", "2.1.0"),
            ("vnp_Command", "refund"),
            ("vnp_TmnCode", &self.terminal),
            // All of it: the portal gives no parts back.
            ("vnp_TransactionType", "02"),
            ("vnp_TxnRef", &refund.of.reference),
            ("vnp_Amount", &amount),
            ("vnp_TransactionNo", &refund.of.transaction),
            ("vnp_TransactionDate", &created),
            ("vnp_CreateBy", &refund.by),
            ("vnp_CreateDate", &present),
            ("vnp_IpAddr", "127.0.0.1"),
            ("vnp_OrderInfo", "Hoan tra phi le phi"),
        ]);
        let answer = self.call(Call::Refund, Call::RefundAnswer, wish, now).await?;
        Ok(given(&answer))
    }
}

impl Gateway for Vnpay {
    fn open(&self, order: &Order) -> Answering<'_, String> {
        let address = self.pay_address(order);
        Box::pin(async move { Ok(address) })
    }

    fn query(&self, asked: &Asked, now: Moment) -> Answering<'_, Standing> {
        let asked = asked.clone();
        Box::pin(self.asked(asked, now))
    }

    fn refund(&self, refund: &Refund, now: Moment) -> Answering<'_, Given> {
        let refund = refund.clone();
        Box::pin(self.gave(refund, now))
    }
}

/// Reads an answer: texts, and numbers where the gateway writes some.
fn read(bytes: &[u8]) -> Option<Parameters> {
    let values: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(bytes).ok()?;
    let texts = values.into_iter().map(|(name, value)| match value {
        serde_json::Value::String(text) => Some((name, text)),
        serde_json::Value::Number(number) => Some((name, number.to_string())),
        serde_json::Value::Null => Some((name, String::new())),
        serde_json::Value::Bool(_) | serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    });
    texts.collect()
}

fn standing(answer: &Parameters, asked: &Asked) -> Result<Standing, NoOutcome> {
    match value(answer, "vnp_ResponseCode") {
        "00" => {}
        "91" => return Ok(Standing::Unheard),
        code => return Err(no(["it answers ", code].concat())),
    }
    if vnpay::amount(answer) != Some(asked.amount) {
        return Err(no("the answer is about another amount"));
    }
    let transaction = value(answer, "vnp_TransactionNo").to_owned();
    Ok(match value(answer, "vnp_TransactionStatus") {
        "00" => Standing::Paid { transaction },
        "01" => Standing::Open,
        "02" => Standing::Failed {
            code: value(answer, "vnp_TransactionStatus").to_owned(),
        },
        "05" | "06" => Standing::Refunding,
        "04" => Standing::Refunded,
        code => return Err(no(["it says status ", code].concat())),
    })
}

fn given(answer: &Parameters) -> Given {
    let transaction = value(answer, "vnp_TransactionNo").to_owned();
    match (
        value(answer, "vnp_ResponseCode"),
        value(answer, "vnp_TransactionStatus"),
    ) {
        ("00", "00" | "04") => Given::Back { transaction },
        // 94: the same wish came before.
        ("00" | "94", _) => Given::Later,
        (code, _) => Given::Refused { code: code.to_owned() },
    }
}

fn message(values: &[(&str, &str)]) -> Parameters {
    let pairs = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    pairs.collect()
}

fn no(why: impl ToString) -> NoOutcome {
    NoOutcome(why.to_string())
}

/// Writes a moment as VNPAY does: `yyyyMMddHHmmss`, Vietnam time.
pub fn vnpay_time(at: Moment) -> String {
    let (date, time) = (at.date(), at.time());
    format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_nothing_are_read_as_the_texts_that_are_signed() {
        let answer = read(br#"{"vnp_Amount": 7500000, "vnp_TxnRef": "MC1", "vnp_PromotionCode": null}"#).unwrap();
        let of = |name: &str| value(&answer, name).to_owned();
        assert_eq!(of("vnp_Amount"), "7500000");
        assert_eq!(
            (of("vnp_TxnRef"), of("vnp_PromotionCode")),
            ("MC1".to_owned(), String::new())
        );
        for broken in ["", "[]", "{\"vnp_Amount\": []}", "null"] {
            assert_eq!(read(broken.as_bytes()), None, "{broken}");
        }
    }
}
