//! A validator of others (pdf_oxide, PyPI) finds every paper PDF/A-2b, and finds what was broken in one; where it is installed.

use std::{collections::BTreeMap, env, fs, path::Path, process::Command};

use lopdf::{Document, Object, dictionary};
use motcua_core::paper::FormSet;
use motcua_papers::{print, print_result};

use crate::{
    results::{FORMS, sheet},
    samples::samples,
};

/// What the validator says of each file of a folder: its errors, and the warnings that are about the file.
const JUDGE: &str = "
import json, pathlib, sys
from pdf_oxide import PdfDocument
said = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob('*.pdf')):
    found = PdfDocument(str(path)).validate_pdf_a('2b')
    about = [one for one in found['warnings'] if 'requires page-level access' not in one]
    said[path.stem] = {'valid': found['valid'], 'said': found['errors'] + about}
print(json.dumps(said))
";

/// Breaks a file in one way.
type Breaks = fn(&mut Document);

#[derive(serde::Deserialize)]
struct Judged {
    valid: bool,
    said: Vec<String>,
}

/// Asks the validator about the files of a folder; nothing where it is not installed.
fn judged(folder: &Path) -> Option<BTreeMap<String, Judged>> {
    let python = env::var("MOTCUA_READERS").unwrap_or_else(|_| "python3".to_owned());
    let is_there = Command::new(&python).args(["-c", "import pdf_oxide"]).output();
    if !is_there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: pdf_oxide (PyPI) is not installed for {python}");
        return None;
    }
    let output = Command::new(&python).args(["-c", JUDGE]).arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_validator_finds_every_form_and_every_result_pdf_a_2b() {
    let folder = tempfile::tempdir().unwrap();
    for paper in samples() {
        let set = match paper.head.set {
            FormSet::Circular2018 => "2018",
            FormSet::Circular2025 => "2025",
        };
        let name = format!("{}-{set}.pdf", paper.body.kind().key());
        fs::write(folder.path().join(name), print(&paper).unwrap()).unwrap();
    }
    for form in FORMS {
        let name = format!("{form:?}.pdf");
        fs::write(folder.path().join(name), print_result(&sheet(form, &[])).unwrap()).unwrap();
    }
    let Some(judged) = judged(folder.path()) else { return };
    assert_eq!(judged.len(), samples().len() + FORMS.len());
    for (name, found) in judged {
        assert!(found.valid && found.said.is_empty(), "{name}: {:?}", found.said);
    }
}

#[test]
fn the_validator_finds_what_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let whole = print(samples().first().unwrap()).unwrap();
    let broken: [(&str, Breaks); 4] = [
        ("no-metadata", |file| drop(catalog(file).remove(b"Metadata"))),
        ("no-output-intent", |file| drop(catalog(file).remove(b"OutputIntents"))),
        ("script", |file| {
            let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") };
            catalog(file).set("OpenAction", action);
        }),
        ("no-fonts", |file| {
            for object in file.objects.values_mut() {
                if let Ok(dictionary) = object.as_dict_mut() {
                    for key in [&b"FontFile"[..], b"FontFile2", b"FontFile3"] {
                        dictionary.remove(key);
                    }
                }
            }
        }),
    ];
    for (name, breaks) in broken {
        let mut file = Document::load_mem(&whole).unwrap();
        breaks(&mut file);
        file.save(folder.path().join(name).with_extension("pdf")).unwrap();
    }
    let Some(judged) = judged(folder.path()) else { return };
    assert_eq!(judged.len(), broken.len());
    for (name, found) in judged {
        assert!(!found.said.is_empty(), "{name} was not found");
    }
}

fn catalog(file: &mut Document) -> &mut lopdf::Dictionary {
    file.catalog_mut().unwrap()
}
