//! Catalogues to search in and the tables of what people type.

#![allow(
    clippy::expect_used,
    reason = "a helper of tests, where a broken table must stop the test"
)]

use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;

/// One procedure as far as the search cares.
pub struct Line {
    pub code: String,
    pub name: String,
    pub sector: String,
}

/// Reads the procedures of the demonstration province.
pub fn province() -> Vec<Line> {
    table("province_procedures.txt")
        .into_iter()
        .map(|cells| Line {
            code: cells[0].clone(),
            name: cells[1].clone(),
            sector: cells[2].clone(),
        })
        .collect()
}

/// Reads the national catalogue beside the repository; a test that needs it says so and passes when it is absent.
pub fn national() -> Option<Vec<Line>> {
    let found = ["../../shared", "../../../shared"].iter().find_map(|shared| {
        let path = format!(
            "{}/{shared}/data/national-procedures.jsonl.gz",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::File::open(path).ok()
    });
    if found.is_none() {
        eprintln!("skipped: national-procedures.jsonl.gz is not in ../shared/data");
    }
    let lines = BufReader::new(GzDecoder::new(found?)).lines();
    let read = lines.map(|line| {
        let record: serde_json::Value = serde_json::from_str(&line.expect("text")).expect("JSON lines");
        let text = |key: &str| record[key].as_str().unwrap_or_default().trim().to_owned();
        Line {
            code: text("ma_thu_tuc"),
            name: text("ten_thu_tuc"),
            sector: text("linh_vuc"),
        }
    });
    Some(read.collect())
}

/// Reads a table of queries, each with the codes any of which is meant.
pub fn queries(file: &str) -> Vec<(String, Vec<String>)> {
    table(file)
        .into_iter()
        .map(|cells| (cells[0].clone(), cells[1].split(',').map(str::to_owned).collect()))
        .collect()
}

fn table(file: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/search/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path)
        .expect("a table of the repository")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split(" | ").map(str::to_owned).collect())
        .collect()
}
