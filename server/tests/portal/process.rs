//! The steps of a process, on both engines: passed on by load and by choice, sent back, taken, given on, with hours of their
//! own; deputies by dates; and what a procedure file may say of them.

use motcua_app::{
    api::ApiError,
    backend::Desk,
    views::{
        ConsultAction, DefectInput, DeskAction, DeskActionKind, DeskDossier, Me, ProcessLine, QueueQuery, Role, Tab,
    },
};
use motcua_core::{
    actor::Role as Duty,
    calendar::Moment,
    dossier::{DossierNumber, Status},
    notification::Matter,
};
use motcua_server::{
    audit,
    catalogue::load_text,
    services::{Portal, local::NewLocal},
    store::queue,
    workers::{self, watch},
};
use time::{PrimitiveDateTime, macros::datetime};

use crate::common::Fresh;
use crate::filing::file;
use crate::setup::{data, never, portal_of, sign_in};
use crate::staff;
use crate::web::Web;

/// A Friday; Tuesday the 24th is a day off.
const NOW: &str = "2026-11-20T09:30";
const AGENCY: &str = "H36.175";

const PROCESS: &str = r#"
[[process]]
key = "tiep_nhan"
name = "Tiếp nhận"
role = "reception"
hours = 4

[[process]]
key = "tham_dinh"
name = "Thẩm định"
role = "processing"
hours = 16
consult = ["H36.03"]

[[process]]
key = "ky"
name = "Lãnh đạo ký"
role = "leadership"
hours = 8

[[process]]
key = "tra_ket_qua"
name = "Trả kết quả"
role = "reception"
"#;

fn birth(process: &str) -> String {
    let text = data("procedures/1.001193.toml").unwrap();
    let text = text.replacen(r#"within = "same_day""#, "within = { working_days = 10 }", 1);
    assert!(text.contains("working_days = 10"));
    [&text, process].concat()
}

struct Case {
    portal: Portal,
    /// Every role, as the demonstration has it.
    head: Me,
    desk: Me,
    first: Me,
    second: Me,
    number: DossierNumber,
}

/// Makes an officer of the desk with some duties.
pub async fn officer(portal: &Portal, like: &Me, login: &str, duties: &[Duty]) -> Me {
    let new = NewLocal {
        login: login.to_owned(),
        name: format!("Cán bộ {login}"),
        role: Role::Officer,
        agency: Some(AGENCY.to_owned()),
        duties: duties.to_vec(),
    };
    portal.add_local(new).await.unwrap();
    let mut conn = portal.parts().db.reader().await.unwrap();
    let all = queue::officers(&mut conn, AGENCY).await.unwrap();
    let one = all.iter().find(|one| one.name == format!("Cán bộ {login}")).unwrap();
    Me {
        account: Some(one.account),
        name: Some(one.name.clone()),
        duties: Some(duties.to_vec()),
        ..like.clone()
    }
}

impl Case {
    async fn filed(fresh: &Fresh) -> Self {
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth(PROCESS)).await;
        let head = sign_in(&portal, "can-bo-xuan-huong").await;
        let desk = officer(&portal, &head, "quay", &[Duty::Reception]).await;
        let first = officer(&portal, &head, "mot", &[Duty::Processing]).await;
        let second = officer(&portal, &head, "hai", &[Duty::Processing]).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        Self {
            portal,
            head,
            desk,
            first,
            second,
            number,
        }
    }

    async fn view(&self, me: &Me) -> DeskDossier {
        self.portal.dossier(me, self.number.clone()).await.unwrap()
    }

    async fn act(&self, me: &Me, action: DeskAction) -> Result<(), ApiError> {
        let seen = self.view(me).await.seen;
        self.portal.act(me, self.number.clone(), seen, action).await
    }

    async fn step(&self) -> ProcessLine {
        let steps = self.view(&self.head).await.process.steps;
        steps.into_iter().find(|step| step.is_present).unwrap()
    }

    fn at(&self, now: PrimitiveDateTime) {
        self.portal.parts().clock.set(Moment::from_local(now));
    }
}

fn id(me: &Me) -> String {
    me.account.unwrap().to_string()
}

fn pass(to: &Me) -> DeskAction {
    DeskAction::PassStep { to: id(to) }
}

fn by_load() -> DeskAction {
    DeskAction::PassStep { to: String::new() }
}

fn refused<T>(code: &str) -> Result<T, ApiError> {
    Err(ApiError::Refused(code.to_owned()))
}

#[tokio::test]
async fn a_dossier_goes_from_step_to_step_with_hours_of_their_own_and_the_promised_date_stays() {
    for fresh in Fresh::all().await {
        let case = Case::filed(&fresh).await;
        case.act(&case.desk, DeskAction::Accept).await.unwrap();
        let view = case.view(&case.desk).await;
        let promised = view.receipt.due.clone().map(|due| due.at);
        assert_eq!(view.process.steps.len(), 4);
        assert!(view.process.holder.is_some(), "shared out among those whose step it is");
        assert_eq!(case.step().await.name, "Tiếp nhận");
        assert!(view.allowed.contains(&DeskActionKind::PassStep));
        assert!(
            !view.allowed.contains(&DeskActionKind::StartProcessing),
            "one button begins the work"
        );
        let (next, officers) = view.process.next.clone().unwrap();
        let names: Vec<&str> = officers.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(next, "Thẩm định");
        assert!(
            !names.contains(&"Cán bộ quay") && names.contains(&"Cán bộ mot"),
            "{names:?}"
        );
        assert_eq!(case.act(&case.desk, pass(&case.desk)).await, refused("no_duty"));
        let stranger = DeskAction::PassStep {
            to: "0190163d-8694-739b-aea5-966c26f8ad91".to_owned(),
        };
        assert_eq!(case.act(&case.desk, stranger).await, Err(ApiError::NotFound));
        let result = || DeskAction::Finish {
            result: "Giấy khai sinh số 12".to_owned(),
        };
        assert_eq!(case.act(&case.head, result()).await, refused("steps_left"));

        case.at(datetime!(2026-11-20 16:30));
        let step = case.step().await;
        assert_eq!((step.took, step.may_take), (360, Some(240)));
        assert!(step.is_late(), "six hours of four");
        case.act(&case.desk, pass(&case.first)).await.unwrap();
        let view = case.view(&case.first).await;
        assert_eq!(
            (view.status, view.process.holder.as_deref()),
            (Status::Processing, Some("Cán bộ mot"))
        );
        assert!(view.process.steps[0].is_late() && !view.process.steps[0].is_present);
        assert_eq!(view.process.steps[0].took, 360);

        // Over the weekend and the day off only working hours count.
        case.at(datetime!(2026-11-25 9:00));
        assert_eq!(case.step().await.took, 30 + 480 + 60);
        case.act(&case.second, DeskAction::TakeOver).await.unwrap();
        assert_eq!(case.step().await.officer.as_deref(), Some("Cán bộ hai"));
        let give = |to: &Me, why: &str| DeskAction::GiveOn {
            to: id(to),
            reason: why.to_owned(),
        };
        assert_eq!(
            case.act(&case.second, give(&case.first, " ")).await,
            refused("reason_missing")
        );
        case.act(&case.second, give(&case.first, "Đi công tác")).await.unwrap();
        assert!(
            case.view(&case.first)
                .await
                .process
                .officers
                .iter()
                .all(|(one, _)| *one != id(&case.first))
        );
        case.act(&case.first, by_load()).await.unwrap();
        assert_eq!(case.step().await.name, "Lãnh đạo ký");
        assert_eq!(case.act(&case.head, by_load()).await, refused("last_step"));

        let back = |why: &str| DeskAction::SendBackStep {
            to: "tham_dinh".to_owned(),
            reason: why.to_owned(),
        };
        assert_eq!(
            case.act(&case.first, back("Thiếu")).await,
            Err(ApiError::NotAllowed),
            "it is the head's now"
        );
        assert_eq!(case.act(&case.head, back("")).await, refused("reason_missing"));
        case.at(datetime!(2026-11-25 11:00));
        case.act(&case.head, back("Thiếu tờ trình")).await.unwrap();
        let step = case.step().await;
        assert_eq!(step.sent_back.as_deref(), Some("Thiếu tờ trình"));
        assert_eq!(
            (step.officer.as_deref(), step.took),
            (Some("Cán bộ mot"), 570),
            "to whoever had it, its hours go on"
        );
        case.act(&case.first, pass(&case.head)).await.unwrap();
        case.act(&case.head, result()).await.unwrap();
        assert_eq!(
            case.step().await.name,
            "Trả kết quả",
            "what comes behind the result begins with it"
        );
        let view = case.view(&case.head).await;
        assert_eq!(
            view.receipt.due.clone().map(|due| due.at),
            promised,
            "no step moves the date promised"
        );
        sheet(&case).await;
        let report = audit::verify(&fresh.db, &case.portal.parts().files).await.unwrap();
        assert_eq!(report.problems, []);
        fresh.end().await;
    }
}

/// A portal with a dossier in a step of its process and a question about it that waits for an answer.
pub async fn asked_in_a_step(fresh: &Fresh) -> Portal {
    let case = Case::filed(fresh).await;
    case.act(&case.desk, DeskAction::Accept).await.unwrap();
    case.act(&case.desk, pass(&case.first)).await.unwrap();
    let ask = ConsultAction::Ask {
        to: vec!["H36.03".to_owned()],
        words: "Hồ sơ gốc còn lưu không?".to_owned(),
        papers: Vec::new(),
        within: "d2".to_owned(),
    };
    let seen = case.view(&case.first).await.seen;
    case.portal
        .consult(&case.first, case.number.clone(), seen, ask)
        .await
        .unwrap();
    case.portal
}

/// Lists what somebody was told of steps that take too long.
async fn told_late(case: &Case, me: &Me) -> Vec<String> {
    workers::drain(&case.portal, never()).await.unwrap();
    let lines = case.portal.notifications(me, None).await.unwrap().lines;
    let late = lines.into_iter().filter(|line| line.matter == Matter::StepLate);
    late.map(|line| line.step).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_is_filtered_by_step_and_a_step_past_its_hours_is_shown_and_told_its_holder_once_a_stay() {
    for fresh in Fresh::all().await {
        let case = Case::filed(&fresh).await;
        let other = file(&case.portal, &sign_in(&case.portal, "lan").await).await;
        case.act(&case.desk, DeskAction::Accept).await.unwrap();
        case.act(&case.desk, pass(&case.first)).await.unwrap();
        case.portal
            .act(&case.desk, other.clone(), 1, DeskAction::Accept)
            .await
            .unwrap();
        let queue = async |me: &Me, tab: Tab, step: &str| {
            let query = QueueQuery {
                tab,
                step: step.to_owned(),
                ..QueueQuery::default()
            };
            case.portal.queue(me, query).await.unwrap()
        };
        let all = queue(&case.head, Tab::Desk, "").await;
        assert_eq!(all.steps, ["Thẩm định", "Tiếp nhận"]);
        assert_eq!((all.lines.len(), all.counts.desk), (2, 2));
        let one = queue(&case.head, Tab::Desk, "Thẩm định").await;
        assert_eq!((one.counts.desk, one.counts.mine, one.lines.len()), (1, 0, 1));
        assert_eq!(one.lines[0].number, case.number.as_str());
        let mine = queue(&case.first, Tab::Mine, "Thẩm định").await;
        assert_eq!((mine.counts.mine, mine.lines.len()), (1, 1));
        assert!(queue(&case.first, Tab::Mine, "Tiếp nhận").await.lines.is_empty());
        assert!(queue(&case.head, Tab::Desk, "Lãnh đạo ký").await.lines.is_empty());

        // Sixteen hours from 9:30: the last minute of them ends at 9:30 behind the weekend and the day off.
        let late = async || {
            let line = queue(&case.head, Tab::Desk, "Thẩm định").await.lines.remove(0);
            (line.is_step_late, case.step().await.is_late())
        };
        case.at(datetime!(2026-11-25 9:30));
        assert_eq!(late().await, (false, false));
        watch(&case.portal, never()).await.unwrap();
        assert!(told_late(&case, &case.first).await.is_empty());
        case.at(datetime!(2026-11-25 9:31));
        assert_eq!(late().await, (true, true));
        let (one, two) = tokio::join!(watch(&case.portal, never()), watch(&case.portal, never()));
        one.unwrap();
        two.unwrap();
        watch(&case.portal, never()).await.unwrap();
        assert_eq!(told_late(&case, &case.first).await, ["Thẩm định"]);
        for other in [&case.second, &case.head] {
            assert!(told_late(&case, other).await.iter().all(|step| step != "Thẩm định"));
        }

        // Given on it is late still and no news; sent back it is another stay, late from its first minute.
        case.act(&case.second, DeskAction::TakeOver).await.unwrap();
        watch(&case.portal, never()).await.unwrap();
        assert!(told_late(&case, &case.second).await.is_empty());
        case.act(&case.second, pass(&case.head)).await.unwrap();
        watch(&case.portal, never()).await.unwrap();
        case.at(datetime!(2026-11-25 10:00));
        let back = DeskAction::SendBackStep {
            to: "tham_dinh".to_owned(),
            reason: "Thiếu tờ trình".to_owned(),
        };
        case.act(&case.head, back).await.unwrap();
        case.at(datetime!(2026-11-25 10:01));
        watch(&case.portal, never()).await.unwrap();
        assert_eq!(told_late(&case, &case.second).await, ["Thẩm định"]);

        // While the applicant is waited for no step is late.
        let ask = DeskAction::AskSupplement {
            items: vec![DefectInput {
                at: "child.full_name".to_owned(),
                reason: "Viết sai chính tả".to_owned(),
            }],
        };
        case.act(&case.second, ask).await.unwrap();
        assert!(!queue(&case.head, Tab::Desk, "Thẩm định").await.lines[0].is_step_late);
        let report = audit::verify(&fresh.db, &case.portal.parts().files).await.unwrap();
        assert_eq!(report.problems, []);
        fresh.end().await;
    }
}

/// Form 06 names every hand-over.
async fn sheet(case: &Case) {
    #[cfg(feature = "pdf")]
    {
        let paper = case
            .portal
            .paper(&case.head, &case.number, "kiem-soat.pdf")
            .await
            .unwrap();
        let text = format!("{paper:?}");
        for part in [
            "Chuyển bước: Thẩm định",
            "Trả lại bước Thẩm định: Thiếu tờ trình",
            "Chuyển bước: Lãnh đạo ký",
            "Nhận xử lý",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
    }
    let _ = case;
}

#[tokio::test]
async fn a_dossier_stays_on_the_process_of_its_revision_and_one_without_is_worked_on_as_before() {
    let fresh = Fresh::sqlite().await;
    let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth("")).await;
    let lan = sign_in(&portal, "lan").await;
    let old = file(&portal, &lan).await;
    let portal = portal_of(&fresh.db, fresh.folder.path(), "2026-11-23T08:00", &birth(PROCESS)).await;
    let (lan, head) = (
        sign_in(&portal, "lan").await,
        sign_in(&portal, "can-bo-xuan-huong").await,
    );
    let new = file(&portal, &lan).await;
    for (number, steps) in [(&old, 0), (&new, 4)] {
        portal.act(&head, number.clone(), 1, DeskAction::Accept).await.unwrap();
        let view = portal.dossier(&head, number.clone()).await.unwrap();
        assert_eq!(view.process.steps.len(), steps);
        assert_eq!(view.allowed.contains(&DeskActionKind::Finish), steps == 0);
        assert_eq!(view.allowed.contains(&DeskActionKind::StartProcessing), steps == 0);
    }
    let seen = portal.dossier(&head, old.clone()).await.unwrap().seen;
    let wish = portal.act(&head, old, seen, by_load()).await;
    assert_eq!(wish, refused("no_process"));
    fresh.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_has_the_duties_of_whom_they_stand_in_for_until_the_last_day_is_over() {
    let web = Web::new(&[]).await;
    let portal = web.wired.portal.clone();
    let head = sign_in(&portal, "can-bo-xuan-huong").await;
    let secrets = staff::add(&web, "quay.mot", Role::Officer, &[Duty::Reception]).await;
    let deputy = {
        let mut conn = portal.parts().db.reader().await.unwrap();
        let all = queue::officers(&mut conn, AGENCY).await.unwrap();
        all.into_iter()
            .find(|one| one.account != head.account.unwrap())
            .unwrap()
            .account
    };
    let days = ("2026-11-23".to_owned(), "2026-11-24".to_owned());
    portal.absent(&head, id(&head), days, deputy.to_string()).await.unwrap();
    for (now, is_deputy) in [
        (datetime!(2026-11-20 9:00), false),
        (datetime!(2026-11-23 0:05), true),
        (datetime!(2026-11-24 23:50), true),
        (datetime!(2026-11-25 0:05), false),
    ] {
        portal.parts().clock.set(Moment::from_local(now));
        let mut visitor = web.visitor();
        let code = staff::code(&web, &secrets, 0);
        let entered = staff::try_in(&mut visitor, "quay.mot", &secrets.password, &code).await;
        assert_eq!(entered.header("location"), "/can-bo", "{}", entered.body);
        let me = visitor.get("/api/session/me").await.body;
        assert!(me.contains("reception"), "{me}");
        assert_eq!(me.contains("leadership"), is_deputy, "{now}: {me}");
    }
}

#[test]
fn a_process_is_checked_with_its_file_and_each_mistake_is_named_with_its_line() {
    let sound = birth(PROCESS);
    let read = load_text("a.toml", &sound).unwrap();
    assert_eq!(read.process.len(), 4);
    for (from, to, reason) in [
        ("key = \"ky\"", "key = \"tham_dinh\"", "there are two steps `tham_dinh`"),
        ("key = \"ky\"", "key = \"Ký\"", "is no key"),
        ("hours = 4\n", "hours = 0\n", "at least one hour"),
        ("hours = 16", "hours = 160", "more than the 80 that are promised"),
        ("consult = [\"H36.03\"]", "consult = [\"sở\"]", "no code of an agency"),
        (
            "consult = [\"H36.03\"]",
            "consult = [\"H36.03\", \"H36.03\"]",
            "an agency twice",
        ),
        ("role = \"leadership\"", "role = \"boss\"", "unknown variant"),
        ("name = \"Lãnh đạo ký\"", "name = \" \"", "`name` is empty"),
        ("hours = 8\n", "hour = 8\n", "unknown field `hour`"),
    ] {
        let at = sound.rfind("[[process]]\nkey = \"tiep_nhan\"").unwrap();
        let (before, process) = sound.split_at(at);
        let broken = [before, &process.replacen(from, to, 1)].concat();
        assert_ne!(broken, sound, "{from}");
        let problems = load_text("a.toml", &broken).unwrap_err();
        let first = before.lines().count();
        assert!(
            problems
                .iter()
                .any(|one| one.reason.contains(reason) && one.line > first),
            "{to}: {problems:?}"
        );
    }
}
