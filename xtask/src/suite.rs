//! `make test`: every runner of the suite, their counts added up, everything they needed started and stopped.

use std::{env, fs, process::Command, time::Duration};

use anyhow::{Context, Result, bail};

use crate::{
    parity, paths, postgres::Postgres, program, run, site, tally::Tally, told::Told, wasm::Mode, watch::Runner,
};

/// One runner of the suite.
struct Part {
    name: &'static str,
    run: fn(&Suite, &mut Told) -> Result<Tally>,
}

const PARTS: [Part; 4] = [
    Part {
        name: "rust",
        run: rust,
    },
    Part {
        name: "parity",
        run: |suite, told| suite.playwright(told, "parity", &["parity"]),
    },
    Part {
        name: "journeys",
        run: |suite, told| suite.playwright(told, "journeys", &["script", "no-script", "desktop"]),
    },
    Part {
        name: "firefox",
        run: |suite, told| suite.playwright(told, "firefox", &["firefox"]),
    },
];

const MINUTE: Duration = Duration::from_secs(60);

/// What cargo says before each test program; it compiles first, which on a slow machine takes longest.
const TEST_PROGRAM: &[&str] = &["Running ", "Doc-tests "];

const PORTAL: Runner = Runner {
    label: "tests of the portal",
    places: TEST_PROGRAM,
    whole: MINUTE.saturating_mul(45),
    running: MINUTE.saturating_mul(25),
};

const BUILD: Runner = Runner {
    label: "tests of the build",
    places: TEST_PROGRAM,
    whole: MINUTE.saturating_mul(20),
    running: MINUTE.saturating_mul(5),
};

/// What the runners share: the database server.
struct Suite {
    postgres: Option<Postgres>,
}

/// Runs the suite, or the parts named; ends with one line `N passed, N failed`.
pub(crate) fn test(names: &[String]) -> Result<()> {
    if let Some(unknown) = names
        .iter()
        .find(|name| PARTS.iter().all(|part| part.name != name.as_str()))
    {
        bail!(
            "the suite has no part '{unknown}': it has {}",
            PARTS.map(|part| part.name).join(", ")
        );
    }
    let chosen: Vec<&Part> = PARTS
        .iter()
        .filter(|part| names.is_empty() || names.iter().any(|n| n == part.name))
        .collect();
    let (mut total, mut told) = (Tally::default(), Told::default());
    let mut failures = Vec::new();
    match prepare(&chosen) {
        Ok(suite) => {
            for part in chosen {
                let tally = (part.run)(&suite, &mut told).unwrap_or_else(|error| {
                    eprintln!("xtask: {}: {error:#}", part.name);
                    Tally { passed: 0, failed: 1 }
                });
                eprintln!("▸ {}: {} passed, {} failed", part.name, tally.passed, tally.failed);
                if tally.failed > 0 {
                    failures.push(part.name);
                }
                total.add(tally);
            }
        }
        Err(error) => {
            eprintln!("xtask: {error:#}");
            failures.push("build");
            total.failed += 1;
        }
    }
    // Everything started is stopped before the last line, so that it is the last.
    crate::cleanup::run_all();
    for line in told.lines() {
        eprintln!("{line}");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    if failures.is_empty() {
        Ok(())
    } else {
        bail!("failed: {}", failures.join(", "))
    }
}

/// Builds and starts what the chosen parts need.
fn prepare(chosen: &[&Part]) -> Result<Suite> {
    let needs = |name: &str| chosen.iter().any(|part| part.name == name);
    if needs("rust") || needs("journeys") || needs("firefox") {
        site::build(Mode::Release)?;
    }
    // With the tests cargo chooses other features of shared crates than for the program alone: building both would
    // compile the largest of them twice.
    if needs("rust") {
        run::must("tests: cargo", portal_tests().arg("--no-run"))?;
    } else if needs("journeys") || needs("firefox") {
        program::build()?;
    }
    if needs("parity") {
        parity::build()?;
    }
    let postgres = if needs("rust") {
        Some(Postgres::start(false)?)
    } else {
        None
    };
    Ok(Suite { postgres })
}

/// Tests of our crates, optimised. What cargo builds for them holds the program too.
fn portal_tests() -> Command {
    let mut tests = run::cargo();
    tests.args(["test", "--release"]);
    for package in [
        "motcua-core",
        "motcua-app",
        "motcua-server",
        "motcua-papers",
        "motcua-signing",
    ] {
        tests.args(["-p", package]);
    }
    tests
}

/// The tests of our crates and of the build itself, the long ones included.
fn rust(suite: &Suite, told: &mut Told) -> Result<Tally> {
    let mut portal = portal_tests();
    portal.args(["--no-fail-fast", "--", "--include-ignored"]);
    portal.env("MOTCUA_SITE_DIR", paths::site());
    let python = paths::target().join("readers/bin/python");
    if python.exists() {
        portal.env("MOTCUA_READERS", python);
    }
    if let Some(postgres) = &suite.postgres {
        portal.env("MOTCUA_TEST_POSTGRES_URL", postgres.url());
    }
    let mut tools = run::cargo();
    tools.args(["test", "--profile", "tools", "--no-fail-fast", "-p", "xtask"]);
    let mut total = Tally::default();
    for (runner, mut command) in [(PORTAL, portal), (BUILD, tools)] {
        let mut tally = Tally::default();
        let end = runner.watch(&mut command, |line| {
            tally.read_libtest(line);
            told.read_libtest(line);
        })?;
        tally.blame_runner(end);
        total.add(tally);
    }
    Ok(total)
}

impl Suite {
    /// Runs projects of the Playwright configuration.
    fn playwright(&self, told: &mut Told, label: &'static str, projects: &[&str]) -> Result<Tally> {
        let runner = Runner {
            label,
            places: &[],
            whole: MINUTE.saturating_mul(25),
            running: MINUTE.saturating_mul(25),
        };
        let report = paths::target().join(format!("report-{label}.json"));
        let _ = fs::remove_file(&report);
        let mut command = playwright();
        command
            .env("MOTCUA_REPORT", &report)
            .args(projects.iter().map(|project| format!("--project={project}")));
        let end = runner.watch(&mut command, |_| ())?;
        let Ok(text) = fs::read_to_string(&report) else {
            eprintln!("xtask: {label}: the runner left no report");
            return Ok(Tally { passed: 0, failed: 1 });
        };
        let report = serde_json::from_str(&text)?;
        told.read_playwright(&report);
        let mut tally = Tally::from_playwright(&report).context("the report has no counts")?;
        tally.blame_runner(end);
        Ok(tally)
    }
}

/// Returns the Playwright command with the addresses of what was built.
pub(crate) fn playwright() -> Command {
    let mut command = Command::new(paths::npm_tool("playwright"));
    command
        .arg("test")
        .current_dir(paths::end2end())
        .env(
            "MOTCUA_BIN",
            env::var_os("MOTCUA_BIN").unwrap_or_else(|| paths::motcua().into()),
        )
        .env("MOTCUA_SITE_DIR", paths::site())
        .env("MOTCUA_PARITY", parity::folder());
    command
}

/// Takes the pictures of the README.
pub(crate) fn screenshots() -> Result<()> {
    site::build(Mode::Release)?;
    program::build()?;
    run::must("screenshots", playwright().arg("--project=screenshots"))
}
