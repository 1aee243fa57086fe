//! The portal's own keys for files at rest: the first is the one in use, the others open what was sealed before.

use std::{fmt, fs, io::Write, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::clock::{new_id, new_token};

/// The name of the file of keys in the data folder, where no setting names the keys.
const FILE: &str = "file-keys";

/// What is expected of a list of keys.
const EXPECTED: &str =
    "expected ID:KEY,…, each key 32 bytes in base64, the first the one in use; motcua keys new makes one";

/// The longest name of a key.
pub(super) const LONGEST_ID: usize = 16;

/// The keys.
pub struct FileKeys(Vec<FileKey>);

/// One key with its name.
pub(super) struct FileKey {
    pub(super) id: String,
    secret: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for FileKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.ids()).finish()
    }
}

impl FileKeys {
    /// Reads keys from `ID:KEY,ID:KEY`; line ends count as commas.
    ///
    /// # Errors
    /// Says how they are written.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut keys: Vec<FileKey> = Vec::new();
        for part in text
            .split([',', '\n', '\r'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (id, key) = part.split_once(':').ok_or(EXPECTED)?;
            let is_id = !id.is_empty() && id.len() <= LONGEST_ID;
            if !is_id
                || !id
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            {
                return Err("expected the name of a key to be 1 to 16 of a-z, 0-9 and -");
            }
            if keys.iter().any(|known| known.id == id) {
                return Err("expected each key to have a name of its own");
            }
            let bytes = Zeroizing::new(STANDARD.decode(key).map_err(|_| EXPECTED)?);
            let mut secret = Zeroizing::new([0; 32]);
            if bytes.len() != secret.len() {
                return Err(EXPECTED);
            }
            secret.copy_from_slice(&bytes);
            keys.push(FileKey {
                id: id.to_owned(),
                secret,
            });
        }
        if keys.is_empty() { Err(EXPECTED) } else { Ok(Self(keys)) }
    }

    /// Makes a key and returns it as it is written in the settings.
    ///
    /// # Errors
    /// When the machine has no chance to give.
    pub fn fresh() -> Result<String, String> {
        let secret = Zeroizing::new(new_token().map_err(|error| error.to_string())?);
        let id = new_id().simple().to_string();
        // The last digits of an id are chance, the first ones time.
        Ok(format!("k{}:{}", &id[id.len() - 8..], STANDARD.encode(*secret)))
    }

    /// Reads the keys of a data folder; makes the first one where there is none.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds something else.
    pub fn of_folder(folder: &Path) -> Result<Self, String> {
        let path = folder.join(FILE);
        let named = |error: &dyn fmt::Display| format!("{}: {error}", path.display());
        let text = match fs::read_to_string(&path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Zeroizing::new(make(&path).map_err(|error| named(&error))?)
            }
            Err(error) => return Err(named(&error)),
        };
        Self::parse(&text).map_err(|error| named(&error))
    }

    /// Returns the names of the keys, the one in use first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|key| key.id.as_str())
    }

    pub(super) fn current(&self) -> Option<&FileKey> {
        self.0.first()
    }

    pub(super) fn named(&self, id: &str) -> Option<&FileKey> {
        self.0.iter().find(|key| key.id == id)
    }

    /// Marks some text for one purpose, so that nobody without the keys can make the mark: 32 bytes in URL-safe base64.
    pub fn mark(&self, purpose: &str, text: &str) -> Option<String> {
        self.current().map(|key| key.mark(purpose, text))
    }

    /// Returns the marks that each of the keys makes of some text, the one in use first: to find what was marked with any.
    pub fn marks(&self, purpose: &str, text: &str) -> Vec<String> {
        self.0.iter().map(|key| key.mark(purpose, text)).collect()
    }

    /// Says whether a mark was made by one of the keys; it takes as long whether it was or not.
    pub fn is_marked(&self, purpose: &str, text: &str, mark: &str) -> bool {
        use subtle::ConstantTimeEq;
        self.0.iter().fold(false, |found, key| {
            found | bool::from(key.mark(purpose, text).as_bytes().ct_eq(mark.as_bytes()))
        })
    }
}

impl FileKey {
    /// Derives 32 bytes from the key for one purpose and some context.
    pub(super) fn derive(&self, purpose: &[u8], context: &[&[u8]]) -> Zeroizing<[u8; 32]> {
        let mut out = Zeroizing::new([0; 32]);
        // A key of any length is taken, so there is always an answer.
        if let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&*self.secret) {
            for part in [&[purpose][..], context].concat() {
                mac.update(&(part.len() as u64).to_be_bytes());
                mac.update(part);
            }
            out.copy_from_slice(&mac.finalize().into_bytes());
        }
        out
    }

    fn mark(&self, purpose: &str, text: &str) -> String {
        use base64::engine::general_purpose::URL_SAFE_NO_PAD;
        URL_SAFE_NO_PAD.encode(*self.derive(purpose.as_bytes(), &[text.as_bytes()]))
    }
}

/// Makes the file of keys.
fn make(path: &Path) -> Result<String, String> {
    keep_secret(path, FileKeys::fresh()? + "\n")
}

/// Writes a new file of secrets, for this user only; where another copy was first, its secrets are taken.
///
/// # Errors
/// Why it can be neither written nor read.
pub fn keep_secret(path: &Path, text: String) -> Result<String, String> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
            written.map_err(|error| error.to_string())?;
            Ok(text)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            fs::read_to_string(path).map_err(|error| error.to_string())
        }
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_order_and_wrong_ones_say_why() {
        let (one, two) = (FileKeys::fresh().unwrap(), FileKeys::fresh().unwrap());
        let keys = FileKeys::parse(&format!(" {one} ,{two}\n")).unwrap();
        assert_eq!(keys.ids().collect::<Vec<_>>(), [&one[..9], &two[..9]]);
        assert!(!format!("{keys:?}").contains(&one[10..]));
        let key = &one[10..];
        for wrong in [
            "",
            "a",
            "a:",
            "a:short",
            &format!("A:{key}"),
            &format!("a:{key},a:{key}"),
            &format!("{}:{key}", "a".repeat(17)),
        ] {
            assert!(FileKeys::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_folder_keeps_its_key_and_shows_it_to_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let first = FileKeys::of_folder(folder.path()).unwrap();
        let again = FileKeys::of_folder(folder.path()).unwrap();
        assert!(first.ids().eq(again.ids()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_mark_outlives_the_rotation_of_its_key_and_serves_one_purpose() {
        let (old, new) = (FileKeys::fresh().unwrap(), FileKeys::fresh().unwrap());
        let mark = FileKeys::parse(&old).unwrap().mark("share", "x").unwrap();
        let rotated = FileKeys::parse(&format!("{new},{old}")).unwrap();
        assert!(rotated.is_marked("share", "x", &mark));
        assert!(!rotated.is_marked("share", "y", &mark));
        assert!(!rotated.is_marked("other", "x", &mark));
        assert!(!FileKeys::parse(&new).unwrap().is_marked("share", "x", &mark));
    }
}
