//! `make bench`: runs every measurement of the design and lays the figures beside their bounds in one table.
//!
//! Who measures writes `{key, value, note}` a line into one file and knows no bound; the bounds are in `figures` alone.

use std::{collections::BTreeMap, fs, path::Path, thread};

use anyhow::{Result, bail};
use serde_json::Value;

use crate::{
    budget,
    figures::{FIGURES, Figure},
    parity, paths,
    postgres::Postgres,
    program, run, site, suite,
    wasm::Mode,
};

/// What was measured, and how it came about.
struct Measured {
    value: f64,
    note: String,
}

/// Measures everything or the parts named (`server`, `bytes`, `browser`) and prints the table; what could not be measured
/// is an error, an exceeded bound is not: time depends on the machine.
pub(crate) fn bench(names: &[String]) -> Result<()> {
    const PARTS: [&str; 3] = ["server", "bytes", "browser"];
    if let Some(unknown) = names.iter().find(|name| !PARTS.contains(&name.as_str())) {
        bail!("the bench has no part '{unknown}': it has {}", PARTS.join(", "));
    }
    let wants = |part: &str| names.is_empty() || names.iter().any(|name| name == part);
    site::build(Mode::Release)?;
    program::build()?;
    let report = paths::target().join("bench-report.jsonl");
    let _ = fs::remove_file(&report);
    let before = load();
    // A part that breaks leaves its rows out; the others are measured all the same.
    for (part, measure) in [
        ("server", server as fn(&Path) -> Result<()>),
        ("bytes", bytes),
        ("browser", browser),
    ] {
        if wants(part)
            && let Err(error) = measure(&report)
        {
            eprintln!("xtask: {part}: {error:#}");
        }
    }
    let measured = read(&fs::read_to_string(&report).unwrap_or_default())?;
    let asked: Vec<&Figure> = FIGURES.iter().filter(|figure| wants(figure.part)).collect();
    println!("{}", table(&asked, &measured));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("{cores} cores; load {before} before, {} after", load());
    let missing: Vec<&str> = asked
        .iter()
        .map(|figure| figure.key)
        .filter(|key| !measured.contains_key(*key))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        bail!("not measured: {}", missing.join(", "))
    }
}

/// Returns the machine's load of the last minute, five and fifteen.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let three: Vec<&str> = text.split_whitespace().take(3).collect();
    if three.is_empty() {
        "unknown".to_owned()
    } else {
        three.join(" ")
    }
}

fn server(report: &Path) -> Result<()> {
    let arguments = [
        "bench",
        "-p",
        "motcua-server",
        "--bench",
        "design",
        "--profile",
        "release",
    ];
    run::must("bench: compile", run::cargo().args(arguments).arg("--no-run"))?;
    let postgres = Postgres::start(true)?;
    run::must(
        "bench: server",
        run::cargo()
            .args(arguments)
            .env("MOTCUA_BENCH_REPORT", report)
            .env("MOTCUA_TEST_POSTGRES_URL", postgres.url())
            .env("MOTCUA_BIN", paths::motcua())
            .env("MOTCUA_SITE_DIR", paths::site()),
    )
}

fn bytes(report: &Path) -> Result<()> {
    let mut lines = fs::read_to_string(report).unwrap_or_default();
    for (name, visit) in budget::visits()? {
        for (what, bytes) in [("all", visit.all()), ("to_read_and_file", visit.to_read_and_file())] {
            let key = format!("bytes.{name}.{what}");
            lines += &format!(
                "{}\n",
                serde_json::json!({ "key": key, "value": bytes, "note": "as sent, in brotli" })
            );
        }
    }
    Ok(fs::write(report, lines)?)
}

fn browser(report: &Path) -> Result<()> {
    parity::module()?;
    run::must(
        "bench: browser",
        suite::playwright()
            .env("MOTCUA_BENCH_REPORT", report)
            .env("MOTCUA_REPORT", "")
            .args(["--project=bench", "--workers=1"]),
    )
}

fn read(text: &str) -> Result<BTreeMap<String, Measured>> {
    let mut measured = BTreeMap::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line)?;
        let text = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(value) = line.get("value").and_then(Value::as_f64) {
            let note = text("note");
            measured.insert(text("key"), Measured { value, note });
        }
    }
    Ok(measured)
}

/// Lays figures beside their bounds.
fn table(figures: &[&Figure], measured: &BTreeMap<String, Measured>) -> String {
    let mut rows = vec![["what", "figure", "bound", "", "how"].map(str::to_owned)];
    for figure in figures {
        let bound = figure
            .bound
            .map_or_else(String::new, |bound| bound.written(figure.unit));
        rows.push(match measured.get(figure.key) {
            None => [figure.what, "not measured", &bound, "", ""].map(str::to_owned),
            Some(found) => {
                let verdict = match figure.bound.map(|bound| bound.holds(found.value)) {
                    None => "",
                    Some(true) => "holds",
                    Some(false) => "EXCEEDS",
                };
                [
                    figure.what,
                    &figure.unit.written(found.value),
                    &bound,
                    verdict,
                    &found.note,
                ]
                .map(str::to_owned)
            }
        });
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 4] = [0, 1, 2, 3].map(width);
    let line = |row: &[String; 5]| {
        let [what, figure, bound, verdict, how] = row;
        let [a, b, c, d] = widths;
        format!("{what:<a$}  {figure:>b$}  {bound:<c$}  {verdict:<d$}  {how}")
            .trim_end()
            .to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Bound, Unit};

    #[test]
    fn the_table_says_what_holds_what_exceeds_and_what_was_not_measured() {
        let figure = |key, what, bound| Figure {
            part: "server",
            key,
            what,
            unit: Unit::PerSecond,
            bound,
        };
        let figures = [
            figure("a", "pages", Some(Bound::AtLeast(8_000.0))),
            figure("b", "forms", Some(Bound::AtLeast(3_000.0))),
            figure("c", "forms in brotli", None),
            figure("d", "others", Some(Bound::AtLeast(1.0))),
        ];
        let measured = read(concat!(
            r#"{"key":"a","value":12345.6,"note":"0.50 of a bare server"}"#,
            "\n",
            r#"{"key":"b","value":900,"note":""}"#,
            "\n",
            r#"{"key":"c","value":800,"note":""}"#,
            "\n",
        ));
        let said = table(&figures.iter().collect::<Vec<_>>(), &measured.unwrap());
        let lines: Vec<Vec<&str>> = said.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[1][..5], ["pages", "12,346/s", "≥", "8,000/s", "holds"]);
        assert_eq!(lines[2], ["forms", "900/s", "≥", "3,000/s", "EXCEEDS"]);
        assert_eq!(lines[3], ["forms", "in", "brotli", "800/s"]);
        assert_eq!(lines[4], ["others", "not", "measured", "≥", "1/s"]);
    }

    #[test]
    fn every_figure_has_a_key_of_its_own() {
        let mut keys: Vec<&str> = FIGURES.iter().map(|figure| figure.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), FIGURES.len());
    }
}
