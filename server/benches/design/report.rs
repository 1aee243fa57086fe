//! Hands figures over: one JSON object a line, on standard output and in the file `MOTCUA_BENCH_REPORT` names.

use std::{env, fs::OpenOptions, io::Write};

use serde_json::json;

/// Reports a figure under its key, with a few words on how it came about.
pub fn figure(key: &str, value: f64, note: &str) {
    let line = json!({ "key": key, "value": value, "note": note }).to_string();
    println!("{line}");
    if let Some(path) = env::var_os("MOTCUA_BENCH_REPORT") {
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        writeln!(file, "{line}").unwrap();
    }
}

/// Writes a number with its thousands apart, for a note.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
