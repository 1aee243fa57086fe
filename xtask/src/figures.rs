//! The figures of the design's table of budgets and their bounds: the one place a bound stands in code.

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A number of things.
    Count,
    /// Bytes, written in full.
    Bytes,
    /// Bytes of memory, written in megabytes.
    Memory,
    /// Milliseconds.
    Milliseconds,
    /// So many a second.
    PerSecond,
    /// So many bytes a second, written in megabytes.
    Flow,
    /// A share of something measured in the same run.
    Ratio,
    /// Points of a hundred.
    Points,
}

impl Unit {
    /// Writes a value of this unit.
    pub(crate) fn written(self, value: f64) -> String {
        match self {
            Self::Count => thousands(value),
            Self::Bytes => format!("{} B", thousands(value)),
            Self::Memory => format!("{:.1} MB", value / f64::from(1 << 20)),
            Self::Milliseconds if value < 1.0 => format!("{value:.3} ms"),
            Self::Milliseconds => format!("{value:.1} ms"),
            Self::PerSecond => format!("{}/s", thousands(value)),
            Self::Flow => format!("{:.0} MB/s", value / MEGABYTE),
            Self::Ratio => format!("{value:.2}"),
            Self::Points => format!("{value:.0}"),
        }
    }
}

fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digit != '-' && !out.ends_with('-') && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What a figure must not exceed, or must reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bound {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
}

impl Bound {
    /// Says whether a value keeps to it.
    pub(crate) fn holds(self, value: f64) -> bool {
        match self {
            Self::AtMost(bound) => value <= bound,
            Self::AtLeast(bound) => value >= bound,
        }
    }

    /// Writes it in a unit.
    pub(crate) fn written(self, unit: Unit) -> String {
        match self {
            Self::AtMost(0.0) => "0".to_owned(),
            Self::AtMost(bound) => format!("≤ {}", unit.written(bound)),
            Self::AtLeast(bound) => format!("≥ {}", unit.written(bound)),
        }
    }
}

/// One figure of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    /// Who measures it: `server`, `bytes` or `browser`.
    pub(crate) part: &'static str,
    /// The key it is reported under.
    pub(crate) key: &'static str,
    /// What it is.
    pub(crate) what: &'static str,
    /// How it is written.
    pub(crate) unit: Unit,
    /// Its bound, where it has one of its own.
    pub(crate) bound: Option<Bound>,
}

/// Bytes of a first visit, compressed.
pub(crate) const ALL: usize = 300_000;
/// Of those, what is needed to read and to file.
pub(crate) const TO_READ_AND_FILE: usize = 30_000;

const MEGABYTE: f64 = 1_048_576.0;

macro_rules! figures {
    ($($part:literal { $($key:literal $what:literal $unit:ident $($bound:ident $value:expr)?;)* })*) => {
        /// Every figure, in the order of the design.
        pub(crate) const FIGURES: &[Figure] = &[$($(Figure {
            part: $part,
            key: $key,
            what: $what,
            unit: Unit::$unit,
            bound: bound(&[$(Bound::$bound($value))?]),
        }),*),*];
    };
}

const fn bound(given: &[Bound]) -> Option<Bound> {
    match given {
        [one, ..] => Some(*one),
        [] => None,
    }
}

figures! {
    "bytes" {
        "bytes.procedure.all" "first visit, procedure page: all bytes" Bytes AtMost ALL as f64;
        "bytes.procedure.to_read_and_file" "  of which HTML and CSS" Bytes AtMost TO_READ_AND_FILE as f64;
        "bytes.form.all" "first visit, form page: all bytes" Bytes AtMost ALL as f64;
        "bytes.form.to_read_and_file" "  of which HTML and CSS" Bytes AtMost TO_READ_AND_FILE as f64;
    }
    "browser" {
        "navigation.documents" "repeat navigation: documents loaded" Count AtMost 0.0;
        "lighthouse.home.performance" "Lighthouse mobile, home: performance" Points AtLeast 96.0;
        "lighthouse.home.accessibility" "  accessibility" Points AtLeast 100.0;
        "lighthouse.search.performance" "Lighthouse mobile, search: performance" Points AtLeast 96.0;
        "lighthouse.search.accessibility" "  accessibility" Points AtLeast 100.0;
        "lighthouse.procedure.performance" "Lighthouse mobile, procedure: performance" Points AtLeast 96.0;
        "lighthouse.procedure.accessibility" "  accessibility" Points AtLeast 100.0;
        "lighthouse.form.performance" "Lighthouse mobile, form: performance" Points AtLeast 96.0;
        "lighthouse.form.accessibility" "  accessibility" Points AtLeast 100.0;
        "validation" "whole form, all wrong, in WASM" Milliseconds AtMost 0.1;
        "typing" "key press to a fresh message" Milliseconds AtMost 4.0;
        "rows.open" "repeated group of 200 rows opens" Milliseconds AtMost 200.0;
        "rows.alive" "  alive with script" Milliseconds;
        "axe" "axe violations" Count AtMost 0.0;
    }
    "server" {
        "search.mean" "search without accents: mean" Milliseconds;
        "search.slowest" "  slowest query" Milliseconds AtMost 5.0;
        "search.in_three" "  procedure asked for in the first 3" Ratio AtLeast 1.0;
        "procedure_page.per_second" "signed-out procedure page, 64 connections" PerSecond AtLeast 8_000.0;
        "procedure_page.p99" "  p99" Milliseconds AtMost 25.0;
        "procedure_page.brotli.per_second" "  in brotli" PerSecond;
        "form_page.per_second" "form page, rendered for the person" PerSecond AtLeast 3_000.0;
        "form_page.p99" "  p99" Milliseconds;
        "form_page.brotli.per_second" "  in brotli" PerSecond;
        "form_page.postgres.per_second" "  on PostgreSQL" PerSecond;
        "aborts.panics" "20,000 aborted requests: panics" Count AtMost 0.0;
        "aborts.memory" "  memory grown by" Memory AtMost 20.0 * MEGABYTE;
        "submissions.sqlite" "durable submissions on SQLite, of its commit rate" Ratio AtLeast 0.5;
        "submissions.postgres" "  on PostgreSQL" Ratio AtLeast 0.5;
        "office.sqlite.queue" "queue of the busiest desk on SQLite" Milliseconds AtMost 100.0;
        "office.sqlite.dossier" "  a dossier of it" Milliseconds AtMost 100.0;
        "office.sqlite.seed" "  invented dossiers" PerSecond;
        "office.postgres.queue" "queue of the busiest desk on PostgreSQL" Milliseconds AtMost 100.0;
        "office.postgres.dossier" "  a dossier of it" Milliseconds AtMost 100.0;
        "office.postgres.seed" "  invented dossiers" PerSecond;
        "sign_ins.per_second" "sign-ins, 64 connections" PerSecond;
        "keystrokes.like_last" "second filing of each form: keystrokes, of the first" Ratio AtMost 0.15;
        "keystrokes.known" "  from what is known, without the last dossier" Ratio;
        "uploads.parts.per_second" "file of 100 MB, in parts that can go on" Flow;
        "uploads.parts.memory" "  memory grown by" Memory AtMost 20.0 * MEGABYTE;
        "uploads.form.per_second" "  by the plain form" Flow;
        "uploads.form.memory" "  memory grown by" Memory AtMost 20.0 * MEGABYTE;
        "memory.idle" "resident memory, idle" Memory AtMost 60.0 * MEGABYTE;
        "memory.load" "  under load" Memory AtMost 150.0 * MEGABYTE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_the_design_writes_them() {
        assert_eq!(Unit::Bytes.written(241_032.0), "241,032 B");
        assert_eq!(Unit::Memory.written(60.0 * MEGABYTE), "60.0 MB");
        assert_eq!(Unit::Memory.written(-1.5 * MEGABYTE), "-1.5 MB");
        assert_eq!(Unit::Milliseconds.written(0.0432), "0.043 ms");
        assert_eq!(Unit::Count.written(-123_456.0), "-123,456");
        assert_eq!(Bound::AtMost(0.0).written(Unit::Count), "0");
        assert!(Bound::AtLeast(0.5).holds(0.5) && !Bound::AtMost(4.0).holds(4.1));
    }
}
