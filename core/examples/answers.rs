//! Answers every input by every kind on this machine: `answers INPUTS.json ANSWERS.json`.

#[path = "laws/answer.rs"]
mod answer;

use std::{env, error::Error, fs};

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = env::args().skip(1).collect();
    let [inputs, answers] = paths.as_slice() else {
        return Err("usage: answers INPUTS.json ANSWERS.json".into());
    };
    let inputs: Vec<String> = serde_json::from_str(&fs::read_to_string(inputs)?)?;
    let cases: Vec<Value> = answer::kinds()
        .into_iter()
        .flat_map(|kind| inputs.iter().map(move |input| (kind, input)))
        .map(|(kind, input)| json!({ "kind": kind, "input": input, "answer": answer::answer(kind, input) }))
        .collect();
    fs::write(answers, serde_json::to_string(&cases)?)?;
    Ok(())
}
