//! What may be attached, decided by content and not by name; the reasons are codes, the words are the pages'.

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing was chosen.
    #[error("nothing_chosen")]
    NothingChosen,
    /// It holds nothing.
    #[error("empty")]
    Empty,
    /// It is larger than a file may be.
    #[error("too_large")]
    TooLarge,
    /// It is neither PDF nor a picture.
    #[error("wrong_type")]
    WrongType,
    /// It begins as what it says and does not end as it.
    #[error("truncated")]
    Truncated,
    /// The slot or the draft holds as many files as it may.
    #[error("too_many")]
    TooMany,
}

impl Refused {
    /// Returns the stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NothingChosen => "nothing_chosen",
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::WrongType => "wrong_type",
            Self::Truncated => "truncated",
            Self::TooMany => "too_many",
        }
    }
}

/// How much of the beginning and of the end is looked at.
pub(super) const EDGE: usize = 1024;

/// Returns the media type of a file by its first and last bytes.
///
/// # Errors
/// Why it may not be attached.
pub fn judge(head: &[u8], tail: &[u8]) -> Result<&'static str, Refused> {
    if head.is_empty() {
        return Err(Refused::Empty);
    }
    let found = infer::get(head).ok_or(Refused::WrongType)?;
    let ends = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    match found.mime_type() {
        "application/pdf" if ends(b"%%EOF") => Ok("application/pdf"),
        "image/png" if ends(b"IEND") => Ok("image/png"),
        // Cameras may write a few bytes after the end mark.
        "image/jpeg" if ends(&[0xff, 0xd9]) => Ok("image/jpeg"),
        "application/pdf" | "image/png" | "image/jpeg" => Err(Refused::Truncated),
        "image/webp" => Ok("image/webp"),
        "image/heif" => Ok("image/heic"),
        _ => Err(Refused::WrongType),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_not_the_name() {
        let pdf = b"%PDF-1.4\n1 0 obj\n%%EOF\n";
        assert_eq!(judge(pdf, pdf), Ok("application/pdf"));
        assert_eq!(judge(pdf, &pdf[..12]), Err(Refused::Truncated));
        assert_eq!(judge(b"", b""), Err(Refused::Empty));
        assert_eq!(judge(b"<html><script>", b""), Err(Refused::WrongType));
        assert_eq!(judge(b"MZ\x90\0", b""), Err(Refused::WrongType));
    }
}
