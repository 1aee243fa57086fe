//! Finding procedures: what people type must lead to what they mean, among the first three, without accents and with slips.

mod catalogue;

use std::time::Instant;

use catalogue::{Line, national, province, queries};
use motcua_core::catalogue::{Entry, Index};

fn index(lines: &[Line]) -> Index {
    Index::new(lines.iter().zip(0u32..).map(|(line, key)| Entry {
        key,
        name: &line.name,
        sector: &line.sector,
        code: &line.code,
        ..Entry::default()
    }))
}

/// Counts how often the procedure meant comes first, and among the first three.
fn measure(what: &str, lines: &[Line], file: &str) -> (usize, usize, usize) {
    let index = index(lines);
    let (mut first, mut third, mut all) = (0, 0, 0);
    for (query, meant) in queries(file) {
        assert!(
            meant.iter().all(|code| lines.iter().any(|line| line.code == *code)),
            "{query}: {meant:?} is not in the catalogue"
        );
        let hits = index.search(&query, |_| true, 3);
        let found: Vec<&Line> = hits.iter().map(|hit| &lines[hit.key as usize]).collect();
        let at = found.iter().position(|line| meant.contains(&line.code));
        all += 1;
        first += usize::from(at == Some(0));
        third += usize::from(at.is_some());
        if at != Some(0) {
            let names: Vec<String> = found
                .iter()
                .map(|line| format!("{} {:.60}", line.code, line.name))
                .collect();
            eprintln!("{what}: {query:?} wants {meant:?}, at {at:?}: {names:#?}");
        }
    }
    eprintln!("{what}: {all} queries, first {first}, in the first three {third}");
    (all, first, third)
}

#[test]
fn what_people_type_leads_to_the_procedure_they_mean_among_the_provinces_own() {
    let (all, first, third) = measure("province", &province(), "province.txt");
    assert!(all >= 60 && third == all && first * 10 >= all * 9);
}

#[test]
fn what_people_type_leads_to_the_procedure_they_mean_among_two_thousand() {
    let Some(lines) = national() else { return };
    let (all, first, third) = measure("national", &lines, "national.txt");
    assert!(all >= 60 && third == all && first * 10 >= all * 9);
}

#[test]
fn a_search_over_two_thousand_takes_under_five_milliseconds() {
    let Some(lines) = national() else { return };
    let index = index(&lines);
    let asked: Vec<String> = queries("national.txt").into_iter().map(|(query, _)| query).collect();
    let mut slowest = 0.0f64;
    let started = Instant::now();
    for query in &asked {
        let one = Instant::now();
        std::hint::black_box(index.search(query, |_| true, usize::MAX));
        slowest = slowest.max(one.elapsed().as_secs_f64() * 1000.0);
    }
    let mean = started.elapsed().as_secs_f64() * 1000.0 / asked.len() as f64;
    eprintln!(
        "search over {}: mean {mean:.3} ms, slowest {slowest:.3} ms",
        lines.len()
    );
    if cfg!(not(debug_assertions)) {
        assert!(mean < 5.0, "{mean} ms");
    }
}

#[test]
fn marks_are_the_words_asked_for_in_the_full_name() {
    let lines = province();
    let index = index(&lines);
    let marked = |query: &str| -> Vec<String> {
        let hits = index.search(query, |_| true, 1);
        let name = &lines[hits[0].key as usize].name;
        let part = |(from, to): &(u32, u32)| name[*from as usize..*to as usize].to_owned();
        hits[0].marks.iter().map(part).collect()
    };
    assert_eq!(marked("dang ky khai sinh"), ["đăng ký khai sinh"]);
    assert_eq!(marked("sinh khai"), ["khai sinh"]);
    assert_eq!(marked("dang ky khai si"), ["đăng ký khai si"]);
    assert_eq!(marked("1.001193"), Vec::<String>::new());
}

#[test]
fn nothing_typed_and_nothing_sensible_find_nothing_and_hostile_text_does_no_harm() {
    let lines = province();
    let index = index(&lines);
    for query in [
        "",
        "   ",
        "?!…",
        "zzzzqqq",
        "\u{0}\u{202e}",
        "'; DROP TABLE x; --zz",
        "9.999999",
    ] {
        let hits = index.search(query, |_| true, 10);
        assert!(
            hits.len() <= 10 && (query.contains("TABLE") || hits.is_empty()),
            "{query:?}"
        );
    }
    for query in [
        "đ".repeat(1_000_000),
        "khai ".repeat(200_000),
        "\u{301}".repeat(500),
        "😀 khai sinh".to_owned(),
    ] {
        assert!(index.search(&query, |_| true, 10).len() <= 10);
    }
    assert!(index.search("khai sinh", |_| false, 10).is_empty());
}

#[test]
fn what_is_filed_here_comes_before_what_answers_as_well() {
    let entry = |key, weight| Entry {
        key,
        name: "Đăng ký khai sinh",
        code: "x",
        weight,
        ..Entry::default()
    };
    let index = Index::new([entry(1, 0), entry(2, 90), entry(3, 10)]);
    let keys: Vec<u32> = index
        .search("khai sinh", |_| true, 9)
        .iter()
        .map(|hit| hit.key)
        .collect();
    assert_eq!(keys, [2, 3, 1]);
}

#[test]
fn exact_accents_come_first_and_keywords_find() {
    let keywords = ["em bé".to_owned()];
    let index = Index::new([
        Entry {
            key: 1,
            name: "Cấp bán lẻ",
            code: "a",
            ..Entry::default()
        },
        Entry {
            key: 2,
            name: "Cấp bản lẻ",
            code: "b",
            ..Entry::default()
        },
        Entry {
            key: 3,
            name: "Đăng ký khai sinh",
            keywords: &keywords,
            code: "c",
            ..Entry::default()
        },
    ]);
    let first = |query: &str| index.search(query, |_| true, 9).first().map(|hit| hit.key);
    assert_eq!(
        (first("bản lẻ"), first("bán lẻ"), first("em be")),
        (Some(2), Some(1), Some(3))
    );
}
