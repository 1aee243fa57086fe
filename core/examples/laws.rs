//! The law as a module for the browser: one function, asked every case the native build has answered.

#[path = "laws/answer.rs"]
#[expect(dead_code, reason = "the list of kinds is for the native side")]
mod answer;

use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the answer of a kind as JSON, `null` for a kind that is not known.
#[wasm_bindgen]
pub fn answer(kind: &str, input: &str) -> String {
    answer::answer(kind, input)
}
