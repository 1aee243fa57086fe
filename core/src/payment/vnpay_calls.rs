//! VNPAY 2.1.0 from server to server: the question what became of a payment (`querydr`) and the wish to give it back
//! (`refund`). Messages are JSON objects of texts; what is signed is not the sorted form of a page's address but chosen
//! values in a fixed order, with bars between.

use super::vnpay::{Parameters, SIGNATURE, hash, same};

/// The four shapes of a signed message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// The question.
    Query,
    /// Its answer.
    QueryAnswer,
    /// The wish to give back.
    Refund,
    /// Its answer.
    RefundAnswer,
}

/// What is signed of an answer, in order.
const ANSWER: [&str; 15] = [
    "vnp_ResponseId",
    "vnp_Command",
    "vnp_ResponseCode",
    "vnp_Message",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_BankCode",
    "vnp_PayDate",
    "vnp_TransactionNo",
    "vnp_TransactionType",
    "vnp_TransactionStatus",
    "vnp_OrderInfo",
    "vnp_PromotionCode",
    "vnp_PromotionAmount",
];

impl Call {
    /// Returns the names of the values that are signed, in order.
    pub const fn signed(self) -> &'static [&'static str] {
        match self {
            Self::Query => &[
                "vnp_RequestId",
                "vnp_Version",
                "vnp_Command",
                "vnp_TmnCode",
                "vnp_TxnRef",
                "vnp_TransactionDate",
                "vnp_CreateDate",
                "vnp_IpAddr",
                "vnp_OrderInfo",
            ],
            Self::QueryAnswer => &ANSWER,
            Self::Refund => &[
                "vnp_RequestId",
                "vnp_Version",
                "vnp_Command",
                "vnp_TmnCode",
                "vnp_TransactionType",
                "vnp_TxnRef",
                "vnp_Amount",
                "vnp_TransactionNo",
                "vnp_TransactionDate",
                "vnp_CreateBy",
                "vnp_CreateDate",
                "vnp_IpAddr",
                "vnp_OrderInfo",
            ],
            // The same without what a promotion took off.
            Self::RefundAnswer => ANSWER.split_at(13).0,
        }
    }

    /// Signs a message: HMAC-SHA512 in lower-case hexadecimal over its values with bars between; what is absent counts as
    /// empty.
    pub fn sign(self, message: &Parameters, secret: &str) -> String {
        let values = self.signed().iter().map(|name| value(message, name));
        hash(&values.collect::<Vec<_>>().join("|"), secret)
    }

    /// Says whether a message is signed with the secret.
    pub fn is_signed(self, message: &Parameters, secret: &str) -> bool {
        same(&self.sign(message, secret), value(message, SIGNATURE))
    }

    /// Returns the message with its signature.
    pub fn signed_with(self, mut message: Parameters, secret: &str) -> Parameters {
        let signature = self.sign(&message, secret);
        message.insert(SIGNATURE.to_owned(), signature);
        message
    }
}

/// Returns a value of a message; empty where there is none.
pub fn value<'a>(message: &'a Parameters, name: &str) -> &'a str {
    message.get(name).map(String::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(call: Call) -> Parameters {
        let values = (1..).zip(call.signed());
        values
            .map(|(number, name)| ((*name).to_owned(), format!("v{number}")))
            .collect()
    }

    #[test]
    fn every_signed_value_counts_and_nothing_else() {
        for call in [Call::Query, Call::QueryAnswer, Call::Refund, Call::RefundAnswer] {
            let signed = call.signed_with(message(call), "a secret");
            assert!(call.is_signed(&signed, "a secret"));
            assert!(!call.is_signed(&signed, "another secret"));
            for name in call.signed() {
                let mut changed = signed.clone();
                changed.insert((*name).to_owned(), "other".to_owned());
                assert!(!call.is_signed(&changed, "a secret"), "{call:?} {name}");
            }
            let mut more = signed.clone();
            more.insert("vnp_More".to_owned(), "1".to_owned());
            assert!(call.is_signed(&more, "a secret"));
        }
    }

    #[test]
    fn a_message_without_a_signature_is_not_signed() {
        assert!(!Call::Query.is_signed(&message(Call::Query), "a secret"));
        assert!(!Call::Query.is_signed(&Parameters::new(), ""));
    }

    #[test]
    fn values_are_signed_in_the_order_of_the_protocol() {
        let signed = Call::Query.sign(&message(Call::Query), "a secret");
        assert_eq!(signed, hash("v1|v2|v3|v4|v5|v6|v7|v8|v9", "a secret"));
    }
}
