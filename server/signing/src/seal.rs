//! Who signs: a key in a file, or whatever else can sign a few bytes.

use der::Decode;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer, pem::PemObject};
use x509_cert::Certificate;

/// How a seal signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256; the signature is ASN.1.
    EcdsaP256,
    /// RSA PKCS#1 v1.5 with SHA-256.
    Rsa,
}

/// Why nothing was signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the seal did not sign: {0}")]
pub struct SealError(pub String);

/// What signs in an agency's name (con dấu số): a key of one's own, or a remote signing service.
pub trait Seal: Send + Sync {
    /// Returns the certificate of the key, then those that vouch for it.
    fn chain(&self) -> &[Certificate];

    /// Returns how it signs.
    fn algorithm(&self) -> Algorithm;

    /// Signs the bytes; the digest is taken here. May wait for a service elsewhere.
    ///
    /// # Errors
    /// When the key or the service does not sign.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SealError>;
}

/// Why a key file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// There is no private key in it.
    #[error("no private key: a section PRIVATE KEY (PKCS#8) is needed")]
    NoKey,
    /// The key is of another kind.
    #[error("the private key is neither P-256 nor RSA of 2048 bits or more")]
    OtherKey,
    /// There is no certificate in it.
    #[error("no certificate: a section CERTIFICATE of the key is needed, then those of its issuers")]
    NoCertificate,
    /// A certificate cannot be read.
    #[error("certificate {0} cannot be read")]
    BadCertificate(usize),
    /// The first certificate is another key's.
    #[error("the first certificate is not that of the private key")]
    NotOfTheKey,
}

enum Key {
    Ecdsa(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

/// A key and its certificates, from one PEM text.
pub struct KeyFile {
    key: Key,
    chain: Vec<Certificate>,
    random: SystemRandom,
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("KeyFile(…)")
    }
}

/// Reads the certificates of a PEM text in their order.
///
/// # Errors
/// When one cannot be read.
pub fn certificates(pem: &[u8]) -> Result<Vec<Certificate>, KeyProblem> {
    let read = |(place, section): (usize, Result<CertificateDer<'_>, _>)| {
        let der = section.map_err(|_| KeyProblem::BadCertificate(place + 1))?;
        Certificate::from_der(&der).map_err(|_| KeyProblem::BadCertificate(place + 1))
    };
    CertificateDer::pem_slice_iter(pem).enumerate().map(read).collect()
}

impl KeyFile {
    /// Reads a private key (PKCS#8) and its certificates, the key's own first.
    ///
    /// # Errors
    /// When something is missing, of another kind, or does not belong together.
    pub fn from_pem(pem: &[u8]) -> Result<Self, KeyProblem> {
        let chain = certificates(pem)?;
        let leaf = chain.first().ok_or(KeyProblem::NoCertificate)?;
        let secret = PrivatePkcs8KeyDer::from_pem_slice(pem).map_err(|_| KeyProblem::NoKey)?;
        let (der, random) = (secret.secret_pkcs8_der(), SystemRandom::new());
        let key = match EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, der, &random) {
            Ok(key) => Key::Ecdsa(key),
            Err(_) => Key::Rsa(RsaKeyPair::from_pkcs8(der).map_err(|_| KeyProblem::OtherKey)?),
        };
        if key.public()
            != leaf
                .tbs_certificate
                .subject_public_key_info
                .subject_public_key
                .raw_bytes()
        {
            return Err(KeyProblem::NotOfTheKey);
        }
        Ok(Self { key, chain, random })
    }
}

impl Key {
    fn public(&self) -> &[u8] {
        use ring::signature::KeyPair;
        match self {
            Self::Ecdsa(key) => key.public_key().as_ref(),
            Self::Rsa(key) => key.public_key().as_ref(),
        }
    }
}

impl Seal for KeyFile {
    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn algorithm(&self) -> Algorithm {
        match self.key {
            Key::Ecdsa(_) => Algorithm::EcdsaP256,
            Key::Rsa(_) => Algorithm::Rsa,
        }
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SealError> {
        let failed = |_| SealError("the key did not sign".to_owned());
        match &self.key {
            Key::Ecdsa(key) => Ok(key.sign(&self.random, message).map_err(failed)?.as_ref().to_vec()),
            Key::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &self.random, message, &mut signature)
                    .map_err(failed)?;
                Ok(signature)
            }
        }
    }
}
