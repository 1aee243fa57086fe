//! Reads procedure files and collects every problem, across files too: codes used twice, aliases that lead two ways.

use std::{collections::BTreeMap, fs, path::Path};

use motcua_core::procedure::Procedure;

use super::problem::CatalogueProblem;
use super::resolve;

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The procedures of the files without problems, in file order.
    pub procedures: Vec<Procedure>,
    /// Everything wrong.
    pub problems: Vec<CatalogueProblem>,
    /// How many files were read.
    pub files: usize,
}

/// Reads every `*.toml` of a folder, in name order.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn load_dir(folder: &Path) -> std::io::Result<Loaded> {
    let mut names: Vec<_> = fs::read_dir(folder)?
        .collect::<Result<Vec<_>, _>>()?
        .iter()
        .map(fs::DirEntry::path)
        .collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    names.sort();
    let texts = names
        .iter()
        .map(|path| {
            Ok((
                path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                fs::read(path)?,
            ))
        })
        .collect::<std::io::Result<Vec<_>>>()?;
    Ok(load_files(
        texts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    ))
}

/// Reads files given as name and bytes.
pub fn load_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Loaded {
    let mut loaded = Loaded::default();
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    for (name, bytes) in files {
        loaded.files += 1;
        let problem = |reason: String| CatalogueProblem {
            file: name.to_owned(),
            line: 0,
            reason,
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            loaded.problems.push(problem("the file is not UTF-8 text".to_owned()));
            continue;
        };
        match load_text(name, text) {
            Err(problems) => loaded.problems.extend(problems),
            Ok(procedure) => {
                let revision = format!("{} from {}", procedure.code, procedure.valid_from);
                for key in std::iter::once(revision).chain(procedure.aliases.iter().cloned()) {
                    if let Some(other) = codes.insert(key.clone(), name.to_owned()) {
                        loaded.problems.push(problem(format!("`{key}` is in {other} already")));
                    }
                }
                loaded.procedures.push(procedure);
            }
        }
    }
    loaded
}

/// Reads one file.
///
/// # Errors
/// Every problem found, in file order.
pub fn load_text(file: &str, text: &str) -> Result<Procedure, Vec<CatalogueProblem>> {
    resolve::procedure(file, text)
}
