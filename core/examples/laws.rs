//! The law as a module for the browser: asked every case the native build has answered, and how long it takes.

#[path = "laws/answer.rs"]
#[expect(dead_code, reason = "the list of kinds is for the native side")]
mod answer;
#[path = "../tests/asking/mod.rs"]
mod asking;

use std::{hint::black_box, sync::OnceLock};

use asking::birth;
use motcua_core::form::{Answers, Form, NoLookup, validate};
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the answer of a kind as JSON, `null` for a kind that is not known.
#[wasm_bindgen]
pub fn answer(kind: &str, input: &str) -> String {
    answer::answer(kind, input)
}

/// Checks the birth form with every answer wrong, so many times, and returns the problems one check finds.
#[wasm_bindgen]
pub fn all_wrong(rounds: u32) -> u32 {
    static FILLED: OnceLock<(Form, Answers)> = OnceLock::new();
    let (form, typed) = FILLED.get_or_init(|| (birth::birth(), birth::all_wrong()));
    let mut problems = 0;
    for _ in 0..rounds {
        problems = validate(black_box(form), black_box(typed), asking::TODAY, &NoLookup)
            .problems
            .len();
    }
    u32::try_from(problems).unwrap_or(u32::MAX)
}
