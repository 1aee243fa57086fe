//! The same law in two places: every case answered by the native build and by the browser's, for a journey to compare.
//!
//! Inputs are every text in the vectors beside the repository and in `end2end/parity/inputs.json`; each goes to every
//! kind that `core/examples/laws/answer.rs` knows, so a new kind is added there and nowhere else.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{paths, run, wasm};

/// Returns the folder with the module, its script and the native answers.
pub(crate) fn folder() -> PathBuf {
    paths::target().join("parity")
}

/// Builds the module.
pub(crate) fn module() -> Result<()> {
    wasm::bind(&wasm::compile_example("laws")?, "laws", &folder())
}

/// Builds the module and writes `native.json`, a list of `{kind, input, answer}`.
pub(crate) fn build() -> Result<()> {
    module()?;
    let folder = folder();
    let inputs = folder.join("inputs.json");
    fs::write(&inputs, serde_json::to_string(&inputs_of_all()?)?)?;
    run::must(
        "laws on this machine",
        run::cargo()
            .args([
                "run",
                "--quiet",
                "--release",
                "-p",
                "motcua-core",
                "--example",
                "answers",
                "--",
            ])
            .arg(&inputs)
            .arg(folder.join("native.json")),
    )
}

fn inputs_of_all() -> Result<BTreeSet<String>> {
    let mut inputs = BTreeSet::new();
    let own = paths::end2end().join("parity/inputs.json");
    gather_file(&own, &mut inputs)?;
    let vectors = paths::root().join("../shared/reference/vectors");
    match fs::read_dir(&vectors) {
        Ok(entries) => {
            for entry in entries {
                let path = entry?.path();
                if path.extension().is_some_and(|extension| extension == "json") {
                    gather_file(&path, &mut inputs)?;
                }
            }
        }
        Err(_) => {
            eprintln!("  the vectors are not beside the repository: only the repository's own inputs are compared")
        }
    }
    Ok(inputs)
}

fn gather_file(path: &Path, inputs: &mut BTreeSet<String>) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    let value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?;
    gather(&value, inputs);
    Ok(())
}

/// Adds every text of a value, and every record of a list as the JSON it is.
fn gather(value: &Value, inputs: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            inputs.insert(text.clone());
        }
        Value::Array(items) => {
            for item in items {
                if item.is_object() {
                    inputs.insert(item.to_string());
                }
                gather(item, inputs);
            }
        }
        Value::Object(fields) => fields.values().for_each(|field| gather(field, inputs)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_and_records_of_lists_become_inputs() {
        let mut inputs = BTreeSet::new();
        gather(
            &json!({"rule": "r", "days": [{"n": 1, "due": "d"}], "n": 3}),
            &mut inputs,
        );
        assert_eq!(
            inputs.into_iter().collect::<Vec<_>>(),
            ["d", "r", r#"{"due":"d","n":1}"#]
        );
    }
}
