//! The seal that the portal's papers are signed with, the keys of the officers who sign results, and whose signatures the
//! portal vouches for.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use motcua_core::calendar::Moment;
use motcua_signing::{Act, Certificate, KeyFile, Seal, SignError, certificates, sign};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use time::OffsetDateTime;

use crate::{config::Config, files::keep_secret};

/// Where the seal of the demonstration province is kept, in the data folder.
const DEMONSTRATION: &str = "demonstration-seal.pem";

/// Where the keys of the demonstration's officers are kept, in the data folder.
const DEMONSTRATION_SIGNERS: &str = "demonstration-signers";

/// The file of who vouches for the demonstration's officers, in that folder.
const DEMONSTRATION_ROOT: &str = "root.pem";

/// The largest file of keys or certificates.
const LARGEST: u64 = 1 << 20;

/// Who signs papers, and whose signatures are good.
#[derive(Clone, Default)]
pub struct Sealing {
    seal: Option<Arc<dyn Seal>>,
    trusted: Arc<[Certificate]>,
    signers: Option<Arc<Signers>>,
}

/// The keys of the officers who sign, one file each.
struct Signers {
    folder: PathBuf,
    /// Of the demonstration: the key of who vouches for them, which makes those that are not there yet. One at a time.
    makes: Option<Mutex<String>>,
}

/// Why a result was not signed.
#[derive(Debug, thiserror::Error)]
pub enum NotSigned {
    /// There is neither a seal nor a key of the officer.
    #[error("there is nothing to sign with: neither a seal nor a key of the officer")]
    NothingToSignWith,
    /// The officer's key cannot be used.
    #[error("{0}")]
    Key(String),
    /// The paper is none, or the key does not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl std::fmt::Debug for Sealing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Sealing(…)")
    }
}

impl Sealing {
    /// Reads the seal of the settings; the demonstration portal makes one of its own.
    ///
    /// # Errors
    /// One sentence that names the file; it never holds a key.
    pub fn of(config: &Config) -> Result<Self, String> {
        let seal = match &config.seal {
            Some(file) => Some(read(file)?),
            None if config.demo => Some(demonstration(&config.data_dir)?),
            None => None,
        };
        let seal = seal.map(|(file, pem)| {
            let key = KeyFile::from_pem(&pem);
            key.map_err(|problem| format!("{file} holds no seal: {problem}"))
        });
        let seal = seal.transpose()?;
        let signers = match &config.signers {
            Some(folder) => Some(Signers::of_folder(folder)?),
            None if config.demo => Some(Signers::of_demonstration(&config.data_dir)?),
            None => None,
        };
        let trusted = match &config.seal_trusted {
            Some(file) => {
                let (file, pem) = read(file)?;
                certificates(&pem).map_err(|problem| format!("{file} holds no certificates: {problem}"))?
            }
            None => {
                let of_seal = seal.iter().filter_map(|seal| seal.chain().last().cloned());
                let of_signers = signers.iter().flat_map(|(_, vouch)| vouch.clone());
                of_seal.chain(of_signers).collect()
            }
        };
        Ok(Self {
            seal: seal.map(|seal| Arc::new(seal) as Arc<dyn Seal>),
            trusted: trusted.into(),
            signers: signers.map(|(signers, _)| Arc::new(signers)),
        })
    }

    /// Returns the certificates of those whose signatures are good, or of those who vouch for them.
    pub fn trusted(&self) -> Arc<[Certificate]> {
        Arc::clone(&self.trusted)
    }

    /// Tells whether there is a seal.
    pub const fn has_seal(&self) -> bool {
        self.seal.is_some()
    }

    /// Signs a paper; without a seal it stays as it is. Computes: not for the threads that answer.
    ///
    /// # Errors
    /// When the paper is none, or the seal does not sign.
    pub fn sign(&self, pdf: Vec<u8>, act: &Act) -> Result<Vec<u8>, SignError> {
        match &self.seal {
            Some(seal) => sign(&pdf, act, seal.as_ref()),
            None => Ok(pdf),
        }
    }

    /// Signs a result with the officer's own key where there is one, named by their account, and then with the seal.
    /// Computes: not for the threads that answer.
    ///
    /// # Errors
    /// When there is nothing to sign with, a key cannot be used, or the paper cannot be signed.
    pub fn sign_as(&self, person: &str, pdf: Vec<u8>, officer: &Act, agency: &Act) -> Result<Vec<u8>, NotSigned> {
        let key = match &self.signers {
            Some(signers) => signers.key(person, &officer.name)?,
            None => None,
        };
        if key.is_none() && self.seal.is_none() {
            return Err(NotSigned::NothingToSignWith);
        }
        let signed = match key {
            Some(key) => sign(&pdf, officer, &key)?,
            None => pdf,
        };
        Ok(self.sign(signed, agency)?)
    }
}

impl Signers {
    /// Opens a folder of keys; with it come the certificates that vouch for them.
    fn of_folder(folder: &Path) -> Result<(Self, Vec<Certificate>), String> {
        let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
        let mut vouch = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            if file.extension().is_some_and(|kind| kind == "pem") {
                let key = key_of(&file)?;
                vouch.extend(key.chain().last().cloned());
            }
        }
        let folder = folder.to_owned();
        Ok((Self { folder, makes: None }, vouch))
    }

    /// Opens the folder of the demonstration, made at the first start with the one who vouches for all in it.
    fn of_demonstration(data: &Path) -> Result<(Self, Vec<Certificate>), String> {
        let folder = data.join(DEMONSTRATION_SIGNERS);
        fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        let file = folder.join(DEMONSTRATION_ROOT);
        if !file.exists() {
            let cannot = |error: rcgen::Error| format!("keys for the demonstration cannot be made: {error}");
            let key = KeyPair::generate().map_err(cannot)?;
            let pem = key.serialize_pem();
            let root = voucher(key).map_err(cannot)?;
            keep_secret(&file, [pem, root.pem()].concat())
                .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        }
        let (name, pem) = read(&file)?;
        let vouch = certificates(&pem).map_err(|problem| format!("{name} holds no certificates: {problem}"))?;
        let pem = String::from_utf8(pem).map_err(|_| format!("{name} is no text"))?;
        let makes = Some(Mutex::new(pem));
        Ok((Self { folder, makes }, vouch))
    }

    /// Returns the key of an officer, by the name of their account.
    fn key(&self, person: &str, name: &str) -> Result<Option<KeyFile>, NotSigned> {
        let person = person.strip_prefix("local:").unwrap_or(person);
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
        if person.is_empty() || person.starts_with('.') || !person.chars().all(is_plain) {
            return Ok(None);
        }
        let file = self.folder.join([person, ".pem"].concat());
        if let (Some(root), false) = (&self.makes, file.exists()) {
            let root = root.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let made = officer(name, &root)
                .map_err(|error| NotSigned::Key(format!("a key for the demonstration cannot be made: {error}")))?;
            keep_secret(&file, made)
                .map_err(|error| NotSigned::Key(format!("{} cannot be written: {error}", file.display())))?;
        }
        if file.exists() {
            key_of(&file).map(Some).map_err(NotSigned::Key)
        } else {
            Ok(None)
        }
    }
}

fn key_of(file: &Path) -> Result<KeyFile, String> {
    let (name, pem) = read(file)?;
    KeyFile::from_pem(&pem).map_err(|problem| format!("{name} holds no key to sign with: {problem}"))
}

/// Who vouches for the officers of the demonstration.
fn voucher(key: KeyPair) -> Result<CertifiedIssuer<'static, KeyPair>, rcgen::Error> {
    let mut root = named("Chứng thực cán bộ trình diễn Motcua");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    CertifiedIssuer::self_signed(root, key)
}

/// Makes the key and certificate of an officer of the demonstration; the name says what it is.
fn officer(name: &str, root: &str) -> Result<String, rcgen::Error> {
    let root = voucher(KeyPair::from_pem(root)?)?;
    let mut leaf = named(&[name, " (trình diễn)"].concat());
    leaf.is_ca = IsCa::ExplicitNoCa;
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    let key = KeyPair::generate()?;
    let leaf = leaf.signed_by(&key, &root)?;
    Ok([key.serialize_pem(), leaf.pem()].concat())
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2050, 1, 1);
    params
}

/// Returns a moment as the rest of the world counts it.
pub fn utc(moment: Moment) -> OffsetDateTime {
    OffsetDateTime::UNIX_EPOCH + time::Duration::microseconds(moment.micros())
}

fn read(file: &Path) -> Result<(String, Vec<u8>), String> {
    let name = file.display().to_string();
    let about = fs::metadata(file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    if about.len() > LARGEST {
        return Err(format!("{name} is too large to be a file of keys"));
    }
    let pem = fs::read(file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    Ok((name, pem))
}

/// Returns the seal of the demonstration province, made at the first start; its name says what it is.
fn demonstration(folder: &Path) -> Result<(String, Vec<u8>), String> {
    let file = folder.join(DEMONSTRATION);
    if !file.exists() {
        let pem = made().map_err(|error| format!("a seal for the demonstration cannot be made: {error}"))?;
        keep_secret(&file, pem).map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
    }
    read(&file)
}

fn made() -> Result<String, rcgen::Error> {
    let mut root = named("Chứng thực trình diễn Motcua");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let root = CertifiedIssuer::self_signed(root, KeyPair::generate()?)?;
    let mut leaf = named("Tỉnh Lâm Đồng (trình diễn)");
    leaf.is_ca = IsCa::ExplicitNoCa;
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    let key = KeyPair::generate()?;
    let leaf = leaf.signed_by(&key, &root)?;
    Ok([key.serialize_pem(), leaf.pem(), root.pem()].concat())
}
