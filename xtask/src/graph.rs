//! What the browser module may not contain.
//!
//! The server's crates are refused by name in cargo's graph. `regex` cannot be: `validator` names it always. What counts
//! is what is linked, so the module as rustc leaves it, with its function names and panic paths, is searched instead.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{
    run,
    wasm::{self, Mode},
};

const SERVER_ONLY: [&str; 8] = [
    "sqlx",
    "tokio",
    "axum",
    "reqwest",
    "hyper",
    "rustls",
    "object_store",
    "motcua-server",
];

/// Marks that code of these crates leaves in a module: parts of mangled names, and of paths in panic messages.
const NOT_LINKED: [&str; 5] = [
    "regex_automata",
    "regex-automata-",
    "regex_syntax",
    "regex-syntax-",
    "aho_corasick",
];

/// Fails when the graph or the module of the browser holds what belongs to the server.
pub(crate) fn check() -> Result<()> {
    let tree = run::output(run::cargo().args([
        "tree",
        "-p",
        "motcua-app",
        "--no-default-features",
        "--features",
        "hydrate",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))?;
    let refused = refused(&tree);
    if !refused.is_empty() {
        bail!(
            "the browser's graph holds {}: see who brings it with `cargo tree --invert`",
            refused.join(", ")
        );
    }
    let module = wasm::compile(Mode::Release)?;
    let bytes = fs::read(&module).with_context(|| format!("{} could not be read", module.display()))?;
    let linked: Vec<&str> = NOT_LINKED
        .into_iter()
        .filter(|mark| holds(&bytes, mark.as_bytes()))
        .collect();
    if !linked.is_empty() {
        bail!(
            "the browser module is linked with {}: reach it by a hand-written check instead",
            linked.join(", ")
        );
    }
    println!("wasm graph: nothing of the server, no regular expressions");
    Ok(())
}

/// Returns the packages of a `cargo tree` listing that only the server may have.
fn refused(tree: &str) -> Vec<String> {
    let mut found: Vec<String> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| {
            SERVER_ONLY
                .iter()
                .any(|banned| name == banned || name.strip_prefix(banned).is_some_and(is_part))
        })
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

fn is_part(rest: &str) -> bool {
    rest.starts_with(['-', '_'])
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_crate_or_a_part_of_one_is_refused_and_a_similar_name_is_not() {
        let tree = "motcua-app v0.1.0\ntokio v1.54.1\naxum-core v0.5.0\ntokiofoo v1.0.0\nserde v1.0.0 (*)\n";
        assert_eq!(refused(tree), ["axum-core", "tokio"]);
    }

    #[test]
    fn a_mark_is_found_inside_a_module() {
        assert!(holds(b"\0asm_ZN14regex_automata4dfa", b"regex_automata"));
        assert!(!holds(b"\0asm_ZN14regex_lite", b"regex_automata"));
    }
}
