//! What kinds of file a paper may come as (định dạng tệp); deciding which one a file is needs its bytes and is not here.

use serde::{Deserialize, Serialize};

/// How a component of a dossier was digitised (trạng thái số hoá thành phần hồ sơ), by its national code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Digit {
    /// There is no file.
    #[default]
    None = 0,
    /// Digitised anew.
    New = 1,
    /// Used again from the portal's own store.
    Local = 2,
    /// Used again from the national store.
    National = 3,
}

impl Digit {
    /// Lists every state.
    pub const ALL: [Self; 4] = [Self::None, Self::New, Self::Local, Self::National];

    /// Returns the national code, 0 to 3.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// A kind of file, by content and never by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// JPEG picture.
    Jpg,
    /// PNG picture.
    Png,
    /// WebP picture.
    Webp,
    /// HEIC picture, as newer phones take.
    Heic,
    /// Word document without macros.
    Docx,
    /// Excel workbook without macros.
    Xlsx,
}

impl FileKind {
    /// Every kind there is.
    pub const ALL: [Self; 7] = [
        Self::Pdf,
        Self::Jpg,
        Self::Png,
        Self::Webp,
        Self::Heic,
        Self::Docx,
        Self::Xlsx,
    ];

    /// What a slot takes whose procedure says nothing about it.
    pub const USUAL: [Self; 3] = [Self::Pdf, Self::Jpg, Self::Png];

    /// Returns the media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Returns the name people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpg => "JPG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Heic => "HEIC",
            Self::Docx => "Word (.docx)",
            Self::Xlsx => "Excel (.xlsx)",
        }
    }

    /// Returns the kind of a media type.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// Says whether a browser shows it by itself, safely.
    pub const fn is_shown(self) -> bool {
        match self {
            Self::Pdf | Self::Jpg | Self::Png | Self::Webp => true,
            Self::Heic | Self::Docx | Self::Xlsx => false,
        }
    }
}

/// Returns what a slot takes: what its procedure lists, or the usual kinds.
pub fn accepted(listed: &[FileKind]) -> Vec<FileKind> {
    if listed.is_empty() {
        FileKind::USUAL.to_vec()
    } else {
        listed.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_media_type_and_an_unlisted_slot_takes_the_usual_ones() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::of_media_type(kind.media_type()), Some(kind));
        }
        assert_eq!(FileKind::of_media_type("text/html"), None);
        assert_eq!(accepted(&[]), FileKind::USUAL);
        assert_eq!(accepted(&[FileKind::Docx]), [FileKind::Docx]);
    }
}
