//! The signature itself: CMS SignedData (RFC 5652) with the attributes that PAdES B-B (ETSI EN 319 142-1) asks for.

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{
        CertificateSet, EncapsulatedContentInfo, SignedAttributes, SignedData, SignerIdentifier, SignerInfo,
        SignerInfos,
    },
};
use der::{
    Any, Decode, Encode, Sequence, SliceReader,
    asn1::{ObjectIdentifier, OctetString, SetOfVec},
};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};
use sha2::{Digest, Sha256};
use x509_cert::{Certificate, attr::Attribute, spki::AlgorithmIdentifierOwned};

use crate::seal::{Algorithm, Seal, SealError};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");

/// RFC 5035; the digest is SHA-256, which is what an absent algorithm means.
#[derive(Sequence)]
struct SigningCertificateV2 {
    certs: Vec<EssCertIdV2>,
}

#[derive(Sequence)]
struct EssCertIdV2 {
    cert_hash: OctetString,
}

/// Why a signature cannot be read or does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It is not a signature as PAdES writes it.
    NotOne,
    /// It is over other bytes.
    OtherBytes,
    /// The key of the certificate did not make it.
    NotOfTheKey,
}

fn plain(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters: None }
}

fn attribute(oid: ObjectIdentifier, value: &impl Encode) -> der::Result<Attribute> {
    let values = SetOfVec::try_from(vec![any(value)?])?;
    Ok(Attribute { oid, values })
}

fn any(value: &impl Encode) -> der::Result<Any> {
    Any::from_der(&value.to_der()?)
}

/// Signs the SHA-256 digest of a file's bytes; returns the DER of the signature.
pub(crate) fn sign(digest: &[u8], seal: &dyn Seal) -> Result<Vec<u8>, SealError> {
    let written = |error: der::Error| SealError(format!("the signature cannot be written: {error}"));
    let leaf = seal
        .chain()
        .first()
        .ok_or_else(|| SealError("no certificate".to_owned()))?;
    let attributes = attributes(digest, leaf).map_err(written)?;
    let signature = seal.sign(&attributes.to_der().map_err(written)?)?;
    signed(seal, leaf, attributes, signature).map_err(written)
}

fn attributes(digest: &[u8], leaf: &Certificate) -> der::Result<SignedAttributes> {
    let certificate = SigningCertificateV2 {
        certs: vec![EssCertIdV2 {
            cert_hash: OctetString::new(Sha256::digest(leaf.to_der()?).to_vec())?,
        }],
    };
    SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, &DATA)?,
        attribute(MESSAGE_DIGEST, &OctetString::new(digest)?)?,
        attribute(SIGNING_CERTIFICATE_V2, &certificate)?,
    ])
}

fn signed(
    seal: &dyn Seal,
    leaf: &Certificate,
    attributes: SignedAttributes,
    signature: Vec<u8>,
) -> der::Result<Vec<u8>> {
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: leaf.tbs_certificate.issuer.clone(),
            serial_number: leaf.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: plain(SHA256),
        signed_attrs: Some(attributes),
        signature_algorithm: match seal.algorithm() {
            Algorithm::EcdsaP256 => plain(ECDSA_SHA256),
            Algorithm::Rsa => AlgorithmIdentifierOwned {
                oid: RSA_SHA256,
                parameters: Some(Any::null()),
            },
        },
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let certificates = seal.chain().iter().cloned().map(CertificateChoices::Certificate);
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![plain(SHA256)])?,
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: DATA,
            econtent: None,
        },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates.collect::<Vec<_>>())?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    ContentInfo {
        content_type: SIGNED_DATA,
        content: any(&data)?,
    }
    .to_der()
}

/// A signature that holds over the digest, with the certificates it brings.
pub(crate) struct Holding {
    /// The certificate of the key that made it.
    pub(crate) signer: Certificate,
    /// Every certificate beside it.
    pub(crate) others: Vec<Certificate>,
}

/// Reads a signature and checks it against the digest of the bytes it should be over.
pub(crate) fn read(der: &[u8], digest: &[u8]) -> Result<Holding, Flaw> {
    let data = signed_data(der).ok_or(Flaw::NotOne)?;
    let [signer] = data.signer_infos.0.as_slice() else {
        return Err(Flaw::NotOne);
    };
    let attributes = signer.signed_attrs.as_ref().ok_or(Flaw::NotOne)?;
    let all: Vec<Certificate> = data
        .certificates
        .iter()
        .flat_map(|set| set.0.iter())
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        })
        .collect();
    let SignerIdentifier::IssuerAndSerialNumber(named) = &signer.sid else {
        return Err(Flaw::NotOne);
    };
    let is_signers = |certificate: &&Certificate| {
        let body = &certificate.tbs_certificate;
        body.issuer == named.issuer && body.serial_number == named.serial_number
    };
    let certificate = all.iter().find(is_signers).cloned().ok_or(Flaw::NotOne)?;
    if signer.digest_alg.oid != SHA256 || value::<ObjectIdentifier>(attributes, CONTENT_TYPE) != Some(DATA) {
        return Err(Flaw::NotOne);
    }
    let hash = Sha256::digest(certificate.to_der().map_err(|_| Flaw::NotOne)?);
    let vouched = value::<SigningCertificateV2>(attributes, SIGNING_CERTIFICATE_V2)
        .and_then(|list| list.certs.into_iter().next())
        .ok_or(Flaw::NotOne)?;
    if vouched.cert_hash.as_bytes() != hash.as_slice() {
        return Err(Flaw::NotOfTheKey);
    }
    let over = value::<OctetString>(attributes, MESSAGE_DIGEST).ok_or(Flaw::NotOne)?;
    if over.as_bytes() != digest {
        return Err(Flaw::OtherBytes);
    }
    let message = attributes.to_der().map_err(|_| Flaw::NotOne)?;
    if !made(
        &certificate,
        &signer.signature_algorithm.oid,
        &message,
        signer.signature.as_bytes(),
    ) {
        return Err(Flaw::NotOfTheKey);
    }
    Ok(Holding {
        others: all.into_iter().filter(|other| *other != certificate).collect(),
        signer: certificate,
    })
}

fn signed_data(der: &[u8]) -> Option<SignedData> {
    // The room in the file is larger than the signature: what follows it is padding.
    let mut reader = SliceReader::new(der).ok()?;
    let content = ContentInfo::decode(&mut reader).ok()?;
    (content.content_type == SIGNED_DATA).then_some(())?;
    content.content.decode_as().ok()
}

fn value<T>(attributes: &SignedAttributes, oid: ObjectIdentifier) -> Option<T>
where
    T: for<'a> Decode<'a>,
{
    let attribute = attributes.iter().find(|attribute| attribute.oid == oid)?;
    let [value] = attribute.values.as_slice() else {
        return None;
    };
    T::from_der(&value.to_der().ok()?).ok()
}

/// Tells whether the key of a certificate made a signature.
fn made(certificate: &Certificate, algorithm: &ObjectIdentifier, message: &[u8], signature: &[u8]) -> bool {
    let verify: &dyn VerificationAlgorithm = match *algorithm {
        ECDSA_SHA256 => &ECDSA_P256_SHA256_ASN1,
        ECDSA_SHA384 => &ECDSA_P384_SHA384_ASN1,
        RSA | RSA_SHA256 => &RSA_PKCS1_2048_8192_SHA256,
        _ => return false,
    };
    let key = certificate
        .tbs_certificate
        .subject_public_key_info
        .subject_public_key
        .raw_bytes();
    UnparsedPublicKey::new(verify, key).verify(message, signature).is_ok()
}

/// Tells whether one certificate was issued by another.
pub(crate) fn issued(certificate: &Certificate, by: &Certificate) -> bool {
    let Ok(body) = certificate.tbs_certificate.to_der() else {
        return false;
    };
    certificate.tbs_certificate.issuer == by.tbs_certificate.subject
        && made(
            by,
            &certificate.signature_algorithm.oid,
            &body,
            certificate.signature.raw_bytes(),
        )
}
