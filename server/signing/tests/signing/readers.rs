//! Independent readers read the signatures: `pdfsig` (poppler, NSS) and pyHanko, each where it is installed.

use std::{env, fs, path::Path, process::Command};

use motcua_signing::{KeyFile, sign};

use crate::common::{Layout, a_file, act, issue};

/// Signs a file of every layout into a folder, beside the root certificate; returns their names.
fn in_a_folder(folder: &Path) -> Vec<String> {
    let issued = issue("So Noi vu");
    let seal = KeyFile::from_pem(issued.pem.as_bytes()).expect("a key");
    let root = issued
        .certificates
        .rsplit_once("-----BEGIN")
        .expect("two certificates")
        .1;
    fs::write(folder.join("root.pem"), ["-----BEGIN", root].concat()).expect("written");
    let signed = Layout::ALL.map(|layout| {
        let name = format!("{layout:?}.pdf");
        let file = sign(&a_file(layout), &act(), &seal).expect("a signed file");
        fs::write(folder.join(&name), file).expect("written");
        name
    });
    signed.to_vec()
}

fn run(program: &str, arguments: &[&str], folder: &Path) -> Option<(bool, String)> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .ok()?;
    let text = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
}

#[test]
fn pdfsig_finds_the_signature_valid_over_the_whole_file() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in in_a_folder(folder.path()) {
        let Some((_, said)) = run("pdfsig", &["-nocert", &name], folder.path()) else {
            eprintln!("skipped: pdfsig (Debian: poppler-utils) is not installed");
            return;
        };
        assert!(
            said.contains("Signature Validation: Signature is Valid."),
            "{name}: {said}"
        );
        assert!(said.contains("Total document signed"), "{name}: {said}");
        assert!(said.contains("Signature Type: ETSI.CAdES.detached"), "{name}: {said}");
    }
}

#[test]
fn pyhanko_finds_the_signature_valid_and_trusted() {
    let folder = tempfile::tempdir().expect("a folder");
    let python = env::var("MOTCUA_READERS").unwrap_or_else(|_| "python3".to_owned());
    if !run(&python, &["-c", "import pyhanko"], folder.path()).is_some_and(|(is_there, _)| is_there) {
        eprintln!("skipped: pyHanko (PyPI) is not installed for {python}");
        return;
    }
    for name in in_a_folder(folder.path()) {
        let (is_good, said) = run(&python, &["-c", JUDGE, &name], folder.path()).expect("python");
        assert!(is_good && said.contains("INTACT:TRUSTED"), "{name}: {said}");
    }
}

/// What pyHanko is asked.
const JUDGE: &str = "
import sys
from datetime import datetime, timezone
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
roots = [load_cert_from_pemder('root.pem')]
context = ValidationContext(trust_roots=roots, moment=datetime(2026, 3, 12, 3, tzinfo=timezone.utc))
with open(sys.argv[1], 'rb') as file:
    [signature] = PdfFileReader(file).embedded_signatures
    print(validate_pdf_signature(signature, context).summary())
";
