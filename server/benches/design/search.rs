//! Search over the national catalogue and the province's own procedures, as the server asks it for a page of results: how
//! long it takes, and how often what was meant is among the first three.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use motcua_app::{backend::Backend, views::SearchQuery};
use motcua_core::text::fold;
use motcua_server::{
    config::{self, Config},
    wire,
};

use crate::{program, report::figure};

const ROUNDS: u32 = 20;

/// Measures on a portal that has imported the national catalogue, where it is beside the repository.
pub fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    run(&["seed", "--data-dir", &data]);
    let table = match national() {
        Some(file) => {
            run(&[
                "catalogue",
                "import-national",
                &file.display().to_string(),
                "--data-dir",
                &data,
            ]);
            "national.txt"
        }
        None => {
            eprintln!("bench: national-procedures.jsonl.gz is not in ../shared/data: the province's own are searched");
            "province.txt"
        }
    };
    let asked = queries(table);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let wired = wire::wire(settings(&["--demo=true", "--data-dir", &data]))
            .await
            .unwrap();
        ask(&wired.backend, &asked).await;
    });
}

async fn ask(backend: &Backend, asked: &[(String, Vec<String>)]) {
    let all = backend.catalogue.search(SearchQuery::default()).await.unwrap().total;
    let (mut slowest, mut spent, mut in_three) = (0.0_f64, 0.0, 0.0);
    for (words, meant) in asked {
        // People type without accents; the table says it both ways.
        let query = SearchQuery {
            q: fold(words),
            ..SearchQuery::default()
        };
        let mut quickest = f64::INFINITY;
        for _ in 0..ROUNDS {
            let started = Instant::now();
            let view = backend.catalogue.search(query.clone()).await.unwrap();
            let ms = started.elapsed().as_secs_f64() * 1000.0;
            spent += ms;
            quickest = quickest.min(ms);
            std::hint::black_box(view);
        }
        // The slowest query, not the slowest moment of the machine.
        slowest = slowest.max(quickest);
        let view = backend.catalogue.search(query).await.unwrap();
        let found = view
            .lines
            .iter()
            .take(3)
            .any(|(line, _)| meant.contains(&line.code.to_string()));
        in_three += f64::from(u8::from(found));
        if !found {
            eprintln!("bench: {words:?} does not lead to {meant:?} among the first three");
        }
    }
    let note = format!("{} queries over {all} procedures", asked.len());
    figure("search.mean", spent / (asked.len() as f64 * f64::from(ROUNDS)), &note);
    figure("search.slowest", slowest, "the slowest query, at its quickest");
    figure("search.in_three", in_three / asked.len() as f64, &note);
}

fn run(arguments: &[&str]) {
    let output = Command::new(program()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn settings(arguments: &[&str]) -> Config {
    let command = clap::Command::new("motcua").args(config::arguments());
    let matches = command.get_matches_from(std::iter::once("motcua").chain(arguments.iter().copied()));
    Config::read(&matches).unwrap()
}

fn national() -> Option<PathBuf> {
    let beside = ["../../shared", "../../../shared"].map(|shared| {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(shared)
            .join("data/national-procedures.jsonl.gz")
    });
    beside.into_iter().find(|path| path.is_file())
}

/// Reads the law's own table of what people type, each with the codes any of which is meant.
fn queries(file: &str) -> Vec<(String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../core/tests/search")
        .join(file);
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(" | "))
        .map(|(words, meant)| (words.to_owned(), meant.split(',').map(str::to_owned).collect()))
        .collect()
}
