//! Typesetting: templates and fonts are in the program, the paper is a file called `data.json`, and nothing else can be
//! read. The same paper gives the same bytes.

use std::sync::LazyLock;

use motcua_core::{calendar::Moment, paper::PaperKind};
use serde::Serialize;
use serde_json::{Value, json};
use typst::{
    Library, LibraryExt, World, comemo,
    diag::{FileError, FileResult, SourceDiagnostic, Warned},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{Paper, ResultSheet, code, written};

/// Vietnam's time, in minutes before UTC.
const OFFSET_MINUTES: i32 = 7 * 60;

/// Fonts: regular, bold and italic; what the first cannot print, the others cannot either.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
];

/// Templates by name.
const TEMPLATES: [(&str, &str); 14] = [
    ("common.typ", include_str!("../templates/common.typ")),
    ("receipt.typ", include_str!("../templates/receipt.typ")),
    (
        "supplement_request.typ",
        include_str!("../templates/supplement_request.typ"),
    ),
    ("refusal.typ", include_str!("../templates/refusal.typ")),
    ("apology.typ", include_str!("../templates/apology.typ")),
    ("stop_notice.typ", include_str!("../templates/stop_notice.typ")),
    ("hand_over.typ", include_str!("../templates/hand_over.typ")),
    ("fee_receipt.typ", include_str!("../templates/fee_receipt.typ")),
    ("register.typ", include_str!("../templates/register.typ")),
    ("result.typ", include_str!("../templates/result.typ")),
    ("result_birth.typ", include_str!("../templates/result_birth.typ")),
    ("result_marital.typ", include_str!("../templates/result_marital.typ")),
    (
        "result_game_point.typ",
        include_str!("../templates/result_game_point.typ"),
    ),
    ("result_letter.typ", include_str!("../templates/result_letter.typ")),
];

/// Why a paper could not be printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// The fonts or templates in the program are damaged.
    #[error("the fonts or templates cannot be read")]
    Kit,
    /// The paper cannot be written as data.
    #[error("the paper cannot be written as data")]
    Data,
    /// The template does not take the paper.
    #[error("the template: {0}")]
    Template(String),
    /// The pages cannot be written as PDF/A.
    #[error("the PDF: {0}")]
    Pdf(String),
}

/// Prints a paper as PDF/A-2b.
///
/// # Errors
/// When the template does not take it; nothing that a person typed leads to that.
pub fn print(paper: &Paper) -> Result<Vec<u8>, Failed> {
    let kit = KIT.as_ref().ok_or(Failed::Kit)?;
    let (template, issued) = (template(paper.body.kind()), paper.head.issued);
    let printed = kit
        .data_of(paper)
        .and_then(|data| kit.print(template, data, identity(paper), issued));
    // What was typeset is about people: nothing of it is kept for the next paper.
    comemo::evict(0);
    printed
}

/// Prints a result as PDF/A-2b.
///
/// # Errors
/// When the template does not take it; nothing that a person typed leads to that.
pub fn print_result(sheet: &ResultSheet) -> Result<Vec<u8>, Failed> {
    let kit = KIT.as_ref().ok_or(Failed::Kit)?;
    let identity = format!("{}/{}/{}", sheet.dossier, sheet.code, sheet.made_at.micros());
    let printed = kit
        .written(sheet, &sheet.verify, &[])
        .and_then(|data| kit.print(sheet.template(), data, identity, sheet.made_at));
    comemo::evict(0);
    printed
}

static KIT: LazyLock<Option<Kit>> = LazyLock::new(Kit::read);

/// Everything that is the same for all papers.
struct Kit {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: FileId,
}

impl Kit {
    fn read() -> Option<Self> {
        let fonts: Vec<Font> = FONTS
            .iter()
            .map(|font| Font::new(Bytes::new(*font), 0))
            .collect::<Option<_>>()?;
        let sources = TEMPLATES
            .iter()
            .map(|(name, text)| Some(Source::new(file(name)?, (*text).to_owned())))
            .collect::<Option<_>>()?;
        Some(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            data: file("data.json")?,
        })
    }

    fn print(&self, template: &str, data: Vec<u8>, identity: String, issued: Moment) -> Result<Vec<u8>, Failed> {
        let main = file(template).ok_or(Failed::Kit)?;
        let sheet = Sheet {
            kit: self,
            main,
            data: Bytes::new(data),
        };
        let Warned { output, .. } = typst::compile::<PagedDocument>(&sheet);
        let document = output.map_err(|errors| Failed::Template(first(&errors)))?;
        let options = PdfOptions {
            ident: Smart::Custom(identity),
            creator: Smart::Custom(Some("Motcua".to_owned())),
            timestamp: timestamp(issued),
            standards: PdfStandards::new(&[PdfStandard::A_2b])
                .map_err(|error| Failed::Pdf(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| Failed::Pdf(first(&errors)))
    }

    /// Writes a paper as the templates read it.
    fn data_of(&self, paper: &Paper) -> Result<Vec<u8>, Failed> {
        let (set, kind) = (paper.head.set, paper.body.kind());
        let more = [("title", json!(kind.title(set))), ("number", json!(kind.number(set)))];
        self.written(paper, paper.head.tracking.as_deref().unwrap_or_default(), &more)
    }

    /// Writes what a template reads: what it is about, and the address that its QR code leads to.
    fn written(&self, about: &impl Serialize, address: &str, more: &[(&str, Value)]) -> Result<Vec<u8>, Failed> {
        let mut data = serde_json::to_value(about).map_err(|_| Failed::Data)?;
        let qr = Some(address).filter(|address| !address.is_empty()).and_then(code::runs);
        if let Value::Object(data) = &mut data {
            data.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            data.insert("qr".to_owned(), qr.unwrap_or(Value::Null));
        }
        let can = |character: char| {
            let covers = |font: &Font| font.info().coverage.contains(u32::from(character));
            self.fonts.iter().all(covers)
        };
        written::printable(&mut data, &can);
        serde_json::to_vec(&data).map_err(|_| Failed::Data)
    }
}

/// One paper being typeset.
struct Sheet<'a> {
    kit: &'a Kit,
    main: FileId,
    data: Bytes,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.kit.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.kit.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut sources = self.kit.sources.iter();
        sources
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.kit.data {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.kit.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

const fn template(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Receipt => "receipt.typ",
        PaperKind::SupplementRequest => "supplement_request.typ",
        PaperKind::Refusal => "refusal.typ",
        PaperKind::Apology => "apology.typ",
        PaperKind::StopNotice => "stop_notice.typ",
        PaperKind::HandOver => "hand_over.typ",
        PaperKind::Register => "register.typ",
        PaperKind::FeeReceipt => "fee_receipt.typ",
    }
}

fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Names a paper the same way whenever it is printed.
fn identity(paper: &Paper) -> String {
    format!(
        "{}/{}/{}",
        paper.head.number,
        paper.body.kind().key(),
        paper.head.issued.micros()
    )
}

fn timestamp(at: Moment) -> Option<Timestamp> {
    let local = at.local();
    let at = Datetime::from_ymd_hms(
        local.year(),
        u8::from(local.month()),
        local.day(),
        local.hour(),
        local.minute(),
        local.second(),
    )?;
    Timestamp::new_local(at, OFFSET_MINUTES)
}

fn first(errors: &[SourceDiagnostic]) -> String {
    errors
        .first()
        .map(|error| error.message.to_string())
        .unwrap_or_default()
}
