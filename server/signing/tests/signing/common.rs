//! Keys, certificates and files for the tests; the keys are made anew each time.

use lopdf::{Document, Object, Stream, dictionary};
use motcua_signing::{Act, certificates};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use time::{OffsetDateTime, PrimitiveDateTime, macros::format_description};
use x509_cert::Certificate;

/// A key with its certificates, as an agency has them.
pub struct Issued {
    /// The key and the certificates.
    pub pem: String,
    pub key: String,
    pub certificates: String,
    /// The certificate of whoever vouches for it.
    pub root: Certificate,
}

fn named(name: &str, ca: IsCa) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2025, 1, 1);
    params.not_after = date_time_ymd(2031, 1, 1);
    params.key_usages = match ca {
        IsCa::Ca(_) => vec![KeyUsagePurpose::KeyCertSign],
        IsCa::NoCa | IsCa::ExplicitNoCa => vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment],
    };
    params.is_ca = ca;
    params
}

fn first(pem: &str) -> Certificate {
    certificates(pem.as_bytes()).expect("certificates").remove(0)
}

/// Issues a certificate to somebody, by an authority of its own.
pub fn issue(name: &str) -> Issued {
    let authority = named(
        "Cơ quan chứng thực thử nghiệm",
        IsCa::Ca(BasicConstraints::Unconstrained),
    );
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().expect("a key")).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let leaf = named(name, IsCa::ExplicitNoCa)
        .signed_by(&key, &authority)
        .expect("a certificate");
    together(&key, [leaf.pem(), authority.pem()].concat(), first(&authority.pem()))
}

/// Issues a certificate by one that may not issue any.
pub fn issued_by_the_leaf(issued: &Issued, holder: &str, name: &str) -> Issued {
    let leaf_key = KeyPair::from_pem(&issued.key).expect("the key");
    let issuer = Issuer::new(named(holder, IsCa::ExplicitNoCa), leaf_key);
    let key = KeyPair::generate().expect("a key");
    let leaf = named(name, IsCa::ExplicitNoCa)
        .signed_by(&key, &issuer)
        .expect("a certificate");
    together(
        &key,
        [leaf.pem(), issued.certificates.clone()].concat(),
        issued.root.clone(),
    )
}

fn together(key: &KeyPair, certificates: String, root: Certificate) -> Issued {
    let key = key.serialize_pem();
    Issued {
        pem: [key.as_str(), &certificates].concat(),
        key,
        certificates,
        root,
    }
}

/// How the objects of a file are listed in it.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// A table of offsets, as ever.
    Table,
    /// Streams, as since PDF 1.5.
    Streams,
    /// A table, and a form and annotations by reference, as forms of others have them.
    WithForm,
}

impl Layout {
    pub const ALL: [Self; 3] = [Self::Table, Self::Streams, Self::WithForm];
}

/// Returns a PDF of one page.
pub fn a_file(layout: Layout) -> Vec<u8> {
    let mut file = Document::with_version("1.7");
    let content = file.add_object(Stream::new(dictionary! {}, b"0 0 m 100 100 l S".to_vec()));
    let pages = file.new_object_id();
    let annotations = file.add_object(Object::Array(Vec::new()));
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 420.into(), 595.into()],
    };
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    if matches!(layout, Layout::WithForm) {
        page.set("Annots", annotations);
        let fields = file.add_object(Object::Array(Vec::new()));
        let form = file.add_object(dictionary! { "Fields" => fields });
        catalog.set("AcroForm", form);
    }
    let page = file.add_object(page);
    file.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into(),
    );
    let catalog = file.add_object(catalog);
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    match layout {
        Layout::Streams => file.save_modern(&mut bytes).map(drop),
        Layout::Table | Layout::WithForm => file.save_to(&mut bytes).map(drop),
    }
    .expect("a file");
    bytes
}

/// What the tests sign for.
pub fn act() -> Act {
    Act {
        name: "Sở Nội vụ tỉnh Lâm Đồng".to_owned(),
        reason: "Giấy tiếp nhận hồ sơ".to_owned(),
        place: "Đà Lạt".to_owned(),
        at: at("2026-03-12 02:00:00"),
    }
}

/// Reads a moment in UTC.
pub fn at(text: &str) -> OffsetDateTime {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    PrimitiveDateTime::parse(text, format).expect("a moment").assume_utc()
}
