//! `motcua pay verify-vnpay`: VNPAY messages as JSON objects, one a line, and for each whether it is signed with the secret
//! and the reply owed to it as a notice.

use std::io::BufRead;

use motcua_core::payment::vnpay::{self, Known, Parameters, Reply};
use serde::Serialize;
use serde_json::Value;

use super::{Failure, Outcome, output::print_json};

/// What is said of one line.
#[derive(Debug, PartialEq, Serialize)]
struct Verified {
    /// Whether the signature is right.
    signed: bool,
    /// The reply owed, supposing that the payment it names was asked for, with its amount, and is not settled.
    reply: Reply,
    /// The words that go with the reply.
    message: &'static str,
    /// The outcome it would settle.
    paid: Option<bool>,
    /// Why the line is no message at all.
    error: Option<String>,
}

pub(super) fn verify(secret: &str) -> Outcome {
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| Failure::of("standard input cannot be read", error))?;
        print_json(&verified(&line, secret))?;
    }
    Ok(())
}

fn verified(line: &str, secret: &str) -> Verified {
    let parameters = match parameters(line) {
        Ok(parameters) => parameters,
        Err(error) => {
            return Verified {
                signed: false,
                reply: Reply::Unknown,
                message: Reply::Unknown.message(),
                paid: None,
                error: Some(error),
            };
        }
    };
    let asked = vnpay::amount(&parameters);
    let verdict = vnpay::judge(&parameters, secret, |_| {
        Some(Known {
            amount: asked.unwrap_or_default(),
            is_final: false,
        })
    });
    Verified {
        signed: vnpay::is_signed(&parameters, secret),
        reply: verdict.reply,
        message: verdict.reply.message(),
        paid: verdict.paid,
        error: None,
    }
}

fn parameters(line: &str) -> Result<Parameters, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("no JSON: {error}"))?;
    let Value::Object(fields) = value else {
        return Err("no JSON object".to_owned());
    };
    fields
        .into_iter()
        .map(|(name, value)| match value {
            Value::String(text) => Ok((name, text)),
            Value::Number(number) => Ok((name, number.to_string())),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                Err(format!("`{name}` is neither text nor number"))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "a secret of this test";

    fn line(code: &str) -> String {
        let mut message: Parameters = [
            ("vnp_Amount", "2500000"),
            ("vnp_ResponseCode", code),
            ("vnp_TransactionStatus", code),
            ("vnp_TxnRef", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        message.insert(vnpay::SIGNATURE.to_owned(), vnpay::sign(&message, SECRET));
        serde_json::to_string(&message).unwrap()
    }

    #[test]
    fn a_signed_notice_is_confirmed_whatever_its_outcome() {
        for (code, paid) in [("00", true), ("24", false)] {
            let said = verified(&line(code), SECRET);
            assert_eq!(
                (said.signed, said.reply, said.paid),
                (true, Reply::Confirmed, Some(paid))
            );
        }
    }

    #[test]
    fn a_forged_notice_and_a_line_that_is_none_are_told_apart() {
        let forged = verified(&line("00"), "another secret");
        assert_eq!((forged.signed, forged.reply), (false, Reply::WrongSignature));
        for broken in ["", "[]", "{\"vnp_Amount\": true}"] {
            let said = verified(broken, SECRET);
            assert_eq!((said.reply, said.error.is_some()), (Reply::Unknown, true), "{broken}");
        }
    }
}
