//! The program as a process: what it says when it cannot start, what its commands print, how it stops.

use std::{net::TcpListener, os::unix::fs::PermissionsExt, process::Output};

use motcua_core::payment::vnpay;

use crate::program::{Program, motcua, output};

fn run(arguments: &[&str]) -> Output {
    output(motcua().args(arguments), b"")
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
    let wrong = output(motcua().arg("migrate").env("MOTCUA_ADDR", "here"), b"");
    assert!(sentence(&wrong).contains("MOTCUA_ADDR in the environment is 'here'"));
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://u:geheim@127.0.0.1:1/d";
    let mut migrate = motcua();
    migrate.args(["migrate", "--data-dir"]).arg(folder.path());
    let down = output(migrate.env("MOTCUA_DATABASE_URL", url), b"");
    assert!(!sentence(&down).contains("geheim"));
    let help = output(motcua().arg("--help").env("MOTCUA_DATABASE_URL", url), b"");
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("MOTCUA_DATABASE_URL") && !help.contains("geheim"));
}

#[test]
fn payment_codes_and_notices_are_checked_line_by_line() {
    let good = "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA53037045405250005802VN62200816LE PHI KHAI SINH63044523";
    let said = output(
        motcua().args(["check", "vietqr"]),
        format!("{good}\n{}\n", &good[..80]).as_bytes(),
    );
    let said = String::from_utf8(said.stdout).unwrap();
    let lines: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["value"]["amount"], 25_000, "{said}");
    assert_eq!(lines[0]["value"]["account"], "113366668888");
    assert_eq!(
        (lines[1]["ok"].as_bool(), lines[1]["error"].as_str()),
        (Some(false), Some("structure"))
    );

    let mut notice: vnpay::Parameters = [
        ("vnp_Amount", "800000"),
        ("vnp_TxnRef", "1"),
        ("vnp_ResponseCode", "24"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    notice.insert(vnpay::SIGNATURE.to_owned(), vnpay::sign(&notice, "secret"));
    let right = serde_json::to_string(&notice).unwrap();
    let forged = right.replace("800000", "100");
    let mut command = motcua();
    command.args(["pay", "verify-vnpay", "--secret", "secret"]);
    let said = output(&mut command, format!("{right}\n{forged}\nnothing\n").as_bytes());
    let said = String::from_utf8(said.stdout).unwrap();
    let lines: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let replies: Vec<(Option<bool>, Option<&str>)> = lines
        .iter()
        .map(|line| (line["signed"].as_bool(), line["reply"].as_str()))
        .collect();
    let owed = [(true, "00"), (false, "97"), (false, "99")].map(|(signed, reply)| (Some(signed), Some(reply)));
    assert_eq!(replies, owed, "{said}");
    assert_eq!(lines[0]["paid"], false);
}

#[test]
fn check_answers_each_line_with_one_object() {
    let output = output(motcua().args(["check", "phone"]), b"0912345678\r\nnot a phone\n\n");
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

fn serve(data: &str) -> Program {
    Program::serve(|command| command.args(["--data-dir", data]))
}

#[test]
fn it_says_its_address_and_its_people_and_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = serve(&folder.path().display().to_string());
    assert!(running.get("/livez").starts_with("HTTP/1.1 200"));
    assert!(running.stop().success());
    let said = running.said();
    let first = said.lines().next().unwrap();
    assert!(first.contains(&format!("http://{}", running.address)), "{said}");
    assert!(said.contains("(lan)"), "{said}");
}

#[test]
fn it_serves_on_when_nobody_reads_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let running = Program::serve_unread(|command| command.arg("--data-dir").arg(folder.path()));
    assert!(running.get("/livez").starts_with("HTTP/1.1 200"));
}

/// The keys of a record beside code, name and sector.
const NATIONAL: [&str; 18] = [
    "bo",
    "cach_thuc_thuc_hien",
    "can_cu_phap_ly",
    "cap_thuc_hien",
    "co_quan_co_tham_quyen",
    "co_quan_duoc_uy_quyen",
    "co_quan_phoi_hop",
    "co_quan_thuc_hien",
    "detail_url",
    "dia_chi_tiep_nhan",
    "doi_tuong_thuc_hien",
    "ket_qua_xu_ly",
    "loai_thu_tuc",
    "so_quyet_dinh",
    "thanh_phan_ho_so",
    "thu_tuc_lien_quan",
    "trinh_tu_thuc_hien",
    "yeu_cau_dieu_kien",
];

#[test]
fn a_national_record_never_takes_the_place_of_a_procedure_with_its_form() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let lines = folder.path().join("national.jsonl");
    let record = |code: &str| {
        let mut record = serde_json::Map::new();
        for key in NATIONAL {
            record.insert(key.to_owned(), "".into());
        }
        record.insert("ma_thu_tuc".to_owned(), code.into());
        record.insert("ten_thu_tuc".to_owned(), "Thủ tục của cổng quốc gia".into());
        record.insert("linh_vuc".to_owned(), "Hộ tịch".into());
        serde_json::Value::Object(record).to_string()
    };
    std::fs::write(&lines, [record("1.001193"), record("1.999998")].join("\n")).unwrap();
    let imported = run(&[
        "catalogue",
        "import-national",
        &lines.display().to_string(),
        "--data-dir",
        &data,
    ]);
    let said = String::from_utf8_lossy(&imported.stdout).into_owned() + &String::from_utf8_lossy(&imported.stderr);
    assert!(
        said.contains("2 records read") && said.contains("2 new revisions"),
        "{said}"
    );
    assert!(run(&["seed", "--data-dir", &data]).status.success());
    let again = run(&[
        "catalogue",
        "import-national",
        &lines.display().to_string(),
        "--data-dir",
        &data,
    ]);
    assert!(String::from_utf8_lossy(&again.stdout).contains(" 0 new revisions"));
    let running = serve(&data);
    let birth = running.get("/api/catalogue/procedure?code=1.001193");
    assert!(
        birth.contains("\"can_file\":true") && !birth.contains("cổng quốc gia"),
        "{birth}"
    );
    let other = running.get("/api/catalogue/procedure?code=1.999998");
    assert!(
        other.contains("\"sector\":\"ho-tich\"") && other.contains("cổng quốc gia"),
        "{other}"
    );
}
