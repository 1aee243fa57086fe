//! Whether and how the portal takes money: who collects it, the bank account of transfers, the gateways. A portal without
//! such a file tells what things cost and takes nothing.

use motcua_core::payment::{
    receipt::{BadSymbol, FormSymbol, Letters},
    vietqr::{Service, VietQr},
};
use secrecy::SecretString;
use serde::Deserialize;

use crate::gateways::{Gateways, Vnpay};

/// Who collects fees, and where they go.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treasury {
    /// Who collects.
    pub collector: Collector,
    /// The symbols of its receipts.
    pub receipts: Receipts,
    /// The bank account of transfers, where transfers are taken.
    pub bank: Option<BankAccount>,
    /// VNPAY, where it is used.
    pub vnpay: Option<VnpaySettings>,
}

/// Who collects (đơn vị thu).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collector {
    /// The name, as receipts state it.
    pub name: String,
    /// The tax code.
    pub tax_code: String,
}

/// The symbols of receipts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, try_from = "Symbols")]
pub struct Receipts {
    /// Of their form.
    pub form: FormSymbol,
    /// What the symbols of their series begin with.
    pub letters: Letters,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Symbols {
    form: String,
    letters: String,
}

impl TryFrom<Symbols> for Receipts {
    type Error = BadSymbol;

    fn try_from(symbols: Symbols) -> Result<Self, BadSymbol> {
        Ok(Self {
            form: symbols.form.parse()?,
            letters: symbols.letters.parse()?,
        })
    }
}

/// A bank account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankAccount {
    /// The bank's name.
    pub bank: String,
    /// The bank: six digits.
    pub bin: String,
    /// The account.
    pub number: String,
    /// Whose it is, as the bank writes it.
    pub holder: String,
}

/// How VNPAY knows this merchant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VnpaySettings {
    /// Where payers go.
    pub pay_url: String,
    /// Where the server asks.
    pub api_url: String,
    /// `vnp_TmnCode`.
    pub terminal: String,
    /// The variable of the environment that holds the secret.
    pub secret_env: String,
    #[serde(skip)]
    secret: SecretString,
}

impl Treasury {
    /// Reads the file; `environment` finds a variable.
    ///
    /// # Errors
    /// One sentence; a secret is never repeated.
    pub fn read(text: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let mut treasury: Self = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        if treasury.collector.name.trim().is_empty() {
            return Err("[collector] has no name".to_owned());
        }
        if treasury
            .collector
            .tax_code
            .parse::<motcua_core::identity::TaxCode>()
            .is_err()
        {
            return Err("[collector] has no tax code".to_owned());
        }
        if let Some(bank) = &treasury.bank {
            bank.code(None).map_err(|error| format!("[bank]: {error}"))?;
        }
        if let Some(vnpay) = &mut treasury.vnpay {
            for url in [&vnpay.pay_url, &vnpay.api_url] {
                if !crate::tls::is_safe(url) {
                    return Err("[vnpay]: an url is an https:// address (http:// only on this machine)".to_owned());
                }
            }
            let secret = environment(&vnpay.secret_env).filter(|secret| !secret.is_empty());
            let secret =
                secret.ok_or_else(|| format!("[vnpay]: {} is not set in the environment", vnpay.secret_env))?;
            vnpay.secret = SecretString::from(secret);
        }
        Ok(treasury)
    }

    /// Makes the gateways.
    ///
    /// # Errors
    /// When no client can be made on this machine.
    pub fn gateways(&self) -> Result<Gateways, reqwest::Error> {
        let vnpay = self.vnpay.as_ref().map(|settings| {
            let secret = settings.secret.clone();
            Vnpay::new(&settings.pay_url, &settings.api_url, &settings.terminal, secret).map(std::sync::Arc::new)
        });
        Ok(Gateways {
            vnpay: vnpay.transpose()?,
        })
    }
}

impl BankAccount {
    /// Returns the payload of the VietQR code of a transfer to it: the amount and what it must say.
    ///
    /// # Errors
    /// When the account is out of shape.
    pub fn code(
        &self,
        of: Option<(motcua_core::payment::Money, &str)>,
    ) -> Result<String, motcua_core::payment::vietqr::VietQrError> {
        VietQr {
            dynamic: of.is_some(),
            bin: self.bin.clone(),
            account: self.number.clone(),
            service: Service::Account,
            amount: of.map(|(amount, _)| amount),
            bill: None,
            info: of.map(|(_, info)| info.to_owned()),
        }
        .payload()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        [collector]
        name = "Trung tâm Phục vụ hành chính công"
        tax_code = "0100109106"
        [receipts]
        form = "01BLP0-001"
        letters = "AA"
        [bank]
        bank = "Vietcombank"
        bin = "970436"
        number = "0011000000000"
        holder = "TRUNG TAM PHUC VU HANH CHINH CONG"
        [vnpay]
        pay_url = "http://127.0.0.1:1/pay"
        api_url = "https://example.vn/api"
        terminal = "DEMO0001"
        secret_env = "THE_SECRET"
    "#;

    fn secret(name: &str) -> Option<String> {
        (name == "THE_SECRET").then(|| "so secret".to_owned())
    }

    #[test]
    fn a_whole_file_is_read_and_its_secret_is_not_told() {
        let treasury = Treasury::read(WHOLE, secret).unwrap();
        assert!(treasury.gateways().unwrap().vnpay.is_some());
        assert!(!format!("{treasury:?}").contains("so secret"));
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let without = |what: &str, other: &str| WHOLE.replace(what, other);
        for (text, why) in [
            (without("0100109106", "1"), "tax code"),
            (without("970436", "97"), "[bank]"),
            (without("01BLP0", "01BLPX"), "symbol"),
            (without("http://127.0.0.1:1/pay", "http://example.vn/pay"), "https://"),
            (without("THE_SECRET", "ANOTHER"), "ANOTHER is not set"),
            (without("terminal", "terminus"), "terminus"),
        ] {
            let error = Treasury::read(&text, secret).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
