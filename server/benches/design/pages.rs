//! Pages a second: the procedure page of a visitor and the form page of people who fill it in, on both engines, and the
//! memory of the server while nobody asks and while 64 do.

use std::{thread, time::Duration};

use form_urlencoded::Serializer;

use crate::{
    common::Fresh,
    load::{self, Outcome},
    plain, program,
    report::{figure, thousands},
    running::{Client, Running, draft_of},
    setup, site,
};

const TIME: Duration = Duration::from_secs(5);
const PROCEDURE: &str = "/thu-tuc/1.001193";
const PEOPLE: [&str; 4] = ["lan", "hung", "binh", "sau"];
/// The step with the most questions, two addresses among them.
const STEP: &str = "child";

/// Measures on SQLite and, where one runs, on PostgreSQL.
pub fn measure() {
    let program = program();
    let site = site();
    let start = |more: &[&str]| {
        let mut arguments = vec!["--site-dir", site.as_str()];
        arguments.extend(more);
        Running::start(&program, &arguments)
    };
    on_sqlite(&start(&[]));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if let Some(fresh) = runtime.block_on(Fresh::postgres()) {
        let running = start(&["--database-url", &fresh.url]);
        let form = rate(&running, &form_requests(&running, ""));
        figure("form_page.postgres.per_second", form.outcome.per_second, &beside(&form));
        drop(running);
        runtime.block_on(fresh.end());
    }
}

fn on_sqlite(running: &Running) {
    thread::sleep(Duration::from_secs(2));
    figure(
        "memory.idle",
        running.memory() as f64 * 1024.0,
        "started two seconds ago",
    );
    let plain_page = load::get(running.address, PROCEDURE, "");
    let page = rate(running, &[plain_page]);
    let reference = {
        let address = plain::start(page.outcome.bytes);
        load::run(address, &[load::get(address, "/", "")], TIME)
    };
    let share = |rate: &Rate| {
        format!(
            "{:.2} of the {}/s of a server of fixed bytes; {}",
            rate.outcome.per_second / reference.per_second,
            thousands(reference.per_second),
            beside(rate)
        )
    };
    figure("procedure_page.per_second", page.outcome.per_second, &share(&page));
    figure(
        "procedure_page.p99",
        page.outcome.p99_ms,
        &format!("median {:.1} ms", page.outcome.median_ms),
    );
    let brotli = rate(
        running,
        &[load::get(running.address, PROCEDURE, "Accept-Encoding: br\r\n")],
    );
    figure(
        "procedure_page.brotli.per_second",
        brotli.outcome.per_second,
        &beside(&brotli),
    );
    let form = rate(running, &form_requests(running, ""));
    figure("form_page.per_second", form.outcome.per_second, &share(&form));
    figure(
        "form_page.p99",
        form.outcome.p99_ms,
        &format!("median {:.1} ms", form.outcome.median_ms),
    );
    let brotli = rate(running, &form_requests(running, "Accept-Encoding: br\r\n"));
    figure(
        "form_page.brotli.per_second",
        brotli.outcome.per_second,
        &beside(&brotli),
    );
    let sign_ins: Vec<Vec<u8>> = PEOPLE
        .iter()
        .map(|person| load::post(running.address, "/api/session/sign_in", &format!("person={person}")))
        .collect();
    let sign_ins = load::run_for(running.address, &sign_ins, TIME, 302);
    let said = format!(
        "each a durable session; median {:.1} ms, p99 {:.1} ms",
        sign_ins.median_ms, sign_ins.p99_ms
    );
    figure("sign_ins.per_second", sign_ins.per_second, &said);
    let after = format!("{:.0} MB after the load", running.memory() as f64 / 1024.0);
    figure("memory.load", running.peak() as f64 * 1024.0, &after);
    assert_eq!(running.panics(), 0, "{}", running.log());
}

/// What came of a load, and how much work each answer was: the work is the same however busy the machine is.
struct Rate {
    outcome: Outcome,
    work_ms: f64,
}

fn rate(running: &Running, requests: &[Vec<u8>]) -> Rate {
    let before = running.worked();
    let outcome = load::run(running.address, requests, TIME);
    let work_ms = (running.worked() - before) * 1000.0 / outcome.answers as f64;
    Rate { outcome, work_ms }
}

fn beside(rate: &Rate) -> String {
    format!(
        "{:.2} ms of one core each; median {:.1} ms, p99 {:.1} ms, {} bytes",
        rate.work_ms,
        rate.outcome.median_ms,
        rate.outcome.p99_ms,
        thousands(rate.outcome.bytes as f64)
    )
}

/// Signs a person in, fills a birth form, and returns their client and the draft.
pub fn begin(running: &Running, person: &str) -> (Client, String) {
    let mut client = Client::new(running.address);
    let (status, head) = client.send("POST", "/api/session/sign_in", &format!("person={person}"));
    assert!(status < 400, "{head}");
    let (_, head) = client.send("POST", "/api/drafts/start", "code=1.001193");
    let draft = draft_of(&head).expect("a draft is begun");
    for (section, answers) in setup::birth() {
        let mut form = Serializer::new(String::new());
        form.append_pair("draft", &draft).append_pair("section", section);
        for (path, text) in answers.iter() {
            form.append_pair(&format!("answers[{path}]"), text);
        }
        form.append_pair("go", "next");
        let (status, head) = client.send("POST", "/api/drafts/save", &form.finish());
        assert!(status < 400, "{head}");
    }
    (client, draft)
}

/// Signs people in, lets each fill a birth form, and returns what their browsers ask for a step of it.
fn form_requests(running: &Running, headers: &str) -> Vec<Vec<u8>> {
    let one = |person: &&str| {
        let (client, draft) = begin(running, person);
        let cookie = format!("Cookie: {}\r\n{headers}", client.cookie);
        load::get(running.address, &format!("/nop/1.001193/{draft}/{STEP}"), &cookie)
    };
    PEOPLE.iter().map(one).collect()
}
