//! The program as a process: what it says when it cannot start, what its commands print, how it stops.
#![allow(clippy::unwrap_used, reason = "a test says by panicking")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    process::{Child, Command, Output, Stdio},
};

fn motcua() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MOTCUA_")) {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    motcua().args(arguments).output().unwrap()
}

fn sentence(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    text
}

#[test]
fn a_port_in_use_is_said_in_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = folder.path().display().to_string();
    let said = sentence(&run(&["serve", "--addr", &address, "--data-dir", &data]));
    assert!(
        said.contains(&format!("port {} is in use", taken.local_addr().unwrap().port())),
        "{said}"
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing was written"
    );
}

#[test]
fn a_folder_that_cannot_hold_data_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let inside = file.join("data").display().to_string();
    let said = sentence(&run(&["serve", "--addr", "127.0.0.1:0", "--data-dir", &inside]));
    assert!(said.contains("cannot hold the data"), "{said}");
    let closed = folder.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(closed.join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let said = sentence(&run(&[
        "serve",
        "--addr",
        "127.0.0.1:0",
        "--data-dir",
        &closed.display().to_string(),
    ]));
    assert!(said.contains("cannot be written to"), "{said}");
}

#[test]
fn a_wrong_variable_of_the_environment_names_itself_and_the_password_stays_unsaid() {
    let wrong = motcua().arg("migrate").env("MOTCUA_ADDR", "here").output().unwrap();
    assert!(sentence(&wrong).contains("MOTCUA_ADDR in the environment is 'here'"));
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://u:geheim@127.0.0.1:1/d";
    let down = motcua()
        .args(["migrate", "--data-dir"])
        .arg(folder.path())
        .env("MOTCUA_DATABASE_URL", url)
        .output()
        .unwrap();
    assert!(!sentence(&down).contains("geheim"));
    let help = motcua().arg("--help").env("MOTCUA_DATABASE_URL", url).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("MOTCUA_DATABASE_URL") && !help.contains("geheim"));
}

#[test]
fn check_answers_each_line_with_one_object() {
    let mut child = motcua()
        .args(["check", "phone"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("0912345678\r\nnot a phone\n\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        (lines[0]["ok"].as_bool(), lines[0]["input"].as_str()),
        (Some(true), Some("0912345678"))
    );
    assert_eq!(
        (lines[1]["ok"].as_bool(), lines[1]["value"].is_null()),
        (Some(false), true)
    );
    assert!(lines[1]["error"].is_string());
    assert_eq!(run(&["check", "shoe-size"]).status.code(), Some(2));
}

#[test]
fn deadline_and_lunar_print_what_the_law_says() {
    let json = |arguments: &[&str]| -> serde_json::Value { serde_json::from_slice(&run(arguments).stdout).unwrap() };
    let due = json(&[
        "deadline",
        "--received",
        "2026-02-13T09:00:00+07:00",
        "--working-days",
        "1",
    ]);
    assert_eq!(due["due"], "2026-02-23");
    let paused = json(&[
        "deadline",
        "--received",
        "2026-03-02T09:00",
        "--working-days",
        "3",
        "--pause",
        "2026-03-03..2026-03-05",
    ]);
    assert_eq!(paused["due"], "2026-03-09");
    assert!(
        paused["explanation"]
            .as_array()
            .is_some_and(|lines| lines.iter().any(|line| line["reason"] == "paused"))
    );
    assert!(sentence(&run(&["deadline", "--received", "soon", "--hours", "4"])).contains("--received 'soon'"));
    let year = json(&["lunar", "2026"]);
    assert_eq!(
        (year["tet"].as_str(), year["gio_to"].as_str()),
        (Some("2026-02-17"), Some("2026-04-26"))
    );
    assert!(sentence(&run(&["lunar", "last"])).contains("'last'"));
}

#[test]
fn a_wrong_procedure_file_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.toml"), "code = \"1.001193\"\nnaem = \"x\"\n").unwrap();
    let output = run(&["catalogue", "check", &folder.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("a.toml") && said.contains("naem"), "{said}");
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_says_its_address_and_its_people_and_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = motcua();
    command
        .args(["serve", "--demo", "--addr", &format!("127.0.0.1:{port}"), "--data-dir"])
        .arg(folder.path());
    let mut running = Running(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    let mut said = BufReader::new(running.0.stdout.take().unwrap());
    let mut first = String::new();
    said.read_line(&mut first).unwrap();
    assert!(first.contains(&format!("http://127.0.0.1:{port}")), "{first}");
    let pid = running.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(running.0.wait().unwrap().success());
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("lan"), "{rest}");
}
