//! What is said of failures once more at the end of the suite, where whoever reads only the end of a long output finds it.

use serde_json::Value;

/// How much of one failure is said again.
const LINES: usize = 24;

/// Failures as their runners told them.
#[derive(Debug, Default)]
pub(crate) struct Told {
    lines: Vec<String>,
    /// How many lines of the failure being told are still taken.
    left: usize,
}

impl Told {
    /// Takes a line of `cargo test` when it belongs to what a failed test printed.
    pub(crate) fn read_libtest(&mut self, line: &str) {
        if line.starts_with("---- ") && line.ends_with(" stdout ----") {
            self.left = LINES;
        } else if line == "failures:" || line.starts_with("test result: ") {
            self.left = 0;
        }
        if self.left > 0 {
            self.left -= 1;
            self.lines.push(line.to_owned());
        }
    }

    /// Takes from Playwright's JSON report what failed, and what passed only when tried again.
    pub(crate) fn read_playwright(&mut self, report: &Value) {
        for suite in list(report, "suites") {
            self.read_suite(suite);
        }
        for error in list(report, "errors") {
            self.message(error);
        }
    }

    fn read_suite(&mut self, suite: &Value) {
        for inner in list(suite, "suites") {
            self.read_suite(inner);
        }
        for spec in list(suite, "specs") {
            for test in list(spec, "tests") {
                let end = match test["status"].as_str() {
                    Some("unexpected") => "failed",
                    Some("flaky") => "passed only when tried again",
                    _ => continue,
                };
                let of = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let (project, file, title) = (of(&test["projectName"]), of(&spec["file"]), of(&spec["title"]));
                self.lines.push(format!("---- [{project}] {file}: {title}: {end} ----"));
                for error in list(test, "results").flat_map(|result| list(result, "errors")) {
                    self.message(error);
                }
            }
        }
    }

    fn message(&mut self, error: &Value) {
        let message = error["message"].as_str().unwrap_or_default();
        self.lines.extend(plain(message).lines().take(LINES).map(str::to_owned));
    }

    /// Returns what was told.
    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// Leaves out the colours of a terminal.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split('\u{1b}');
    plain.extend(parts.next());
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_failed_test_printed_is_told_again_and_nothing_else() {
        let mut told = Told::default();
        for line in [
            "test a ... FAILED",
            "failures:",
            "---- a stdout ----",
            "panicked at x.rs:1:1:",
            "left: 1",
            "failures:",
            "    a",
            "test result: FAILED. 0 passed; 1 failed",
        ] {
            told.read_libtest(line);
        }
        assert_eq!(told.lines(), ["---- a stdout ----", "panicked at x.rs:1:1:", "left: 1"]);
    }

    #[test]
    fn a_failed_journey_is_told_with_its_message_and_without_colours() {
        let errors = json!([{"message": "\u{1b}[31mexpected\u{1b}[39m 1\nreceived 2"}]);
        let test = |status: &str| json!({"status": status, "projectName": "script", "results": [{"errors": errors}]});
        let spec = |title: &str, status: &str| json!({"title": title, "file": "a.spec.ts", "tests": [test(status)]});
        let report = json!({"suites": [{"suites": [{"specs": [
            spec("one", "unexpected"), spec("two", "expected"), spec("three", "flaky"),
        ]}]}]});
        let mut told = Told::default();
        told.read_playwright(&report);
        assert_eq!(
            told.lines(),
            [
                "---- [script] a.spec.ts: one: failed ----",
                "expected 1",
                "received 2",
                "---- [script] a.spec.ts: three: passed only when tried again ----",
                "expected 1",
                "received 2",
            ]
        );
    }
}
