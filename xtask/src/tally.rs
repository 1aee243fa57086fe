//! Counting what the test runners say: libtest's summary lines and Playwright's JSON report.

use serde_json::Value;

use crate::watch::End;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// Adds another count.
    pub(crate) fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Adds what one line of `cargo test` says, if it is a summary line.
    pub(crate) fn read_libtest(&mut self, line: &str) {
        let Some(summary) = line.strip_prefix("test result: ") else {
            return;
        };
        for part in summary.split(['.', ';']) {
            let mut words = part.split_whitespace();
            if let (Some(Ok(count)), Some(word)) = (words.next().map(str::parse::<u64>), words.next()) {
                match word {
                    "passed" => self.passed += count,
                    "failed" => self.failed += count,
                    _ => {}
                }
            }
        }
    }

    /// Counts a runner that ended badly without naming a failed test as one failure, and one stopped at its limit as one
    /// more than it named.
    pub(crate) fn blame_runner(&mut self, end: End) {
        match end {
            End::Well => {}
            End::Badly => self.failed = self.failed.max(1),
            End::Overdue => self.failed += 1,
        }
    }

    /// Reads Playwright's JSON report. A test that passed only when tried again passed: browsers on a busy machine stall, and
    /// what it said the first time is told at the end.
    pub(crate) fn from_playwright(report: &Value) -> Option<Tally> {
        let stats = report.get("stats")?;
        let count = |name: &str| stats.get(name).and_then(Value::as_u64);
        let broken = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len) as u64;
        Some(Tally {
            passed: count("expected")? + count("flaky")?,
            failed: count("unexpected")? + broken,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn summary_lines_are_added_and_other_lines_are_not() {
        let mut tally = Tally::default();
        tally.read_libtest(
            "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.1s",
        );
        tally.read_libtest("test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.read_libtest("test a::b ... ok, 5 passed; 5 failed");
        assert_eq!(tally, Tally { passed: 13, failed: 2 });
    }

    #[test]
    fn a_runner_that_breaks_without_a_word_is_one_failure() {
        let mut tally = Tally { passed: 4, failed: 0 };
        tally.blame_runner(End::Well);
        assert_eq!(tally.failed, 0);
        tally.blame_runner(End::Badly);
        assert_eq!(tally.failed, 1);
        let mut named = Tally { passed: 4, failed: 2 };
        named.blame_runner(End::Badly);
        assert_eq!(named.failed, 2);
    }

    #[test]
    fn a_runner_stopped_at_its_limit_is_one_failure_more() {
        let mut tally = Tally { passed: 4, failed: 2 };
        tally.blame_runner(End::Overdue);
        assert_eq!(tally, Tally { passed: 4, failed: 3 });
    }

    #[test]
    fn a_broken_file_is_a_failure_and_a_second_try_is_none() {
        let report = json!({"errors": [{"message": "x"}],
            "stats": {"expected": 5, "unexpected": 1, "flaky": 1, "skipped": 2}});
        assert_eq!(Tally::from_playwright(&report), Some(Tally { passed: 6, failed: 2 }));
        assert_eq!(Tally::from_playwright(&json!({})), None);
    }
}
