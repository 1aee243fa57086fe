//! Never asked twice, in keystrokes: what a person types to file each form of the province a second time, as a share of the
//! first. Characters typed and choices made count one each; so does every press on somebody known or on the last dossier.
//!
//! `known` starts anew and chooses the people that accepted dossiers told of; `like_last` starts with the last dossier's
//! answers. Both end with the same answers as the first time, in the text they are filed in; declarations are made anew.

use std::path::Path;

use motcua_core::{
    calendar::Moment,
    form::{Answers, Field, Form, Kind, NoLookup, Subject, validate, walk},
    id::SubjectId,
    profile::{Datum, Known, Origin, Prefilled, Profile, Target, Whom, fill, fill_like, fill_section, learn, offers},
};
use motcua_server::{catalogue::load_dir, clock::new_id};
use time::{Date, macros::date};

use crate::report::figure;

const TODAY: Date = date!(2026 - 11 - 20);

/// Measures every form of the demonstration province.
pub fn measure() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/procedures");
    let loaded = load_dir(&folder).unwrap();
    let forms: Vec<(String, &Form)> = loaded
        .procedures
        .iter()
        .filter_map(|procedure| Some((procedure.code.to_string(), procedure.form.as_ref()?)))
        .collect();
    let (mut first, mut anew, mut like) = (0, 0, 0);
    let (mut worst_anew, mut worst_like) = ((0.0, String::new()), (0.0, String::new()));
    for (code, form) in &forms {
        let answers = validate(form, &answered(form), TODAY, &NoLookup).canonical;
        let typed = keystrokes(form, &answers, &Answers::default());
        let [known, copied] = [second(form, &answers), second_like(form, &answers)];
        for (pressed, worst) in [(known, &mut worst_anew), (copied, &mut worst_like)] {
            let share = f64::from(pressed) / f64::from(typed);
            if share > worst.0 {
                *worst = (share, code.clone());
            }
        }
        first += typed;
        anew += known;
        like += copied;
    }
    let note = |keys: u32, (share, code): &(f64, String)| {
        format!(
            "{keys} keystrokes of {first} over {} forms; the most {:.0}% ({code})",
            forms.len(),
            share * 100.0
        )
    };
    let share = |keys: u32| f64::from(keys) / f64::from(first);
    figure("keystrokes.like_last", share(like), &note(like, &worst_like));
    figure("keystrokes.known", share(anew), &note(anew, &worst_anew));
}

/// Answers every question a form asks, each person of it another.
fn answered(form: &Form) -> Answers {
    let mut answers = Answers::default();
    for section in &form.sections {
        if let Some(repeat) = &section.repeat {
            answers.set_rows(&section.key, repeat.min.max(1));
        }
    }
    // An answer can bring up new questions: once more for each of them, with some to spare.
    for _ in 0..6 {
        let shown = walk(form, &answers, TODAY);
        let mut given: Vec<(String, String)> = Vec::new();
        for section in shown.sections() {
            for field in &section.fields {
                for (part, text) in answer(section.section.subject, field.field) {
                    let path = if part.is_empty() {
                        field.path.clone()
                    } else {
                        format!("{}.{part}", field.path)
                    };
                    given.push((path, text));
                }
            }
        }
        for (path, text) in given {
            if answers.get(&path).is_none() {
                answers.set(&path, text).unwrap();
            }
        }
    }
    answers
}

/// Somebody of a household: name, birth, sex, personal id.
fn person(subject: Subject) -> [&'static str; 4] {
    match subject {
        Subject::Father | Subject::Husband => ["Nguyễn Văn Bách", "03/04/1994", "male", "068094001236"],
        Subject::Child => ["Nguyễn Trần An Nhiên", "02/11/2026", "female", "068326001239"],
        Subject::Deceased => ["Trần Văn Tư", "11/09/1950", "male", "068050001234"],
        Subject::Member => ["Trần Thị Hoa", "21/02/1999", "female", "068199001235"],
        Subject::Applicant
        | Subject::Owner
        | Subject::Mother
        | Subject::Wife
        | Subject::Representative
        | Subject::Organisation
        | Subject::Place
        | Subject::Matter => ["Trần Thị Mai Lan", "17/05/1996", "female", "068196004215"],
    }
}

fn answer(subject: Subject, field: &Field) -> Vec<(&'static str, String)> {
    let one = |text: &str| vec![("", text.to_owned())];
    let [name, birth, sex, id] = person(subject);
    match field.concept.as_deref().unwrap_or_default() {
        "person.full_name" => return one(name),
        "person.birth_date" | "person.birth_year" => return one(birth),
        "person.sex" => return one(sex),
        "person.personal_id" => return one(id),
        "person.identity_document" => {
            return vec![
                ("kind", "identity_card".to_owned()),
                ("number", id.to_owned()),
                ("issued_on", "12/08/2021".to_owned()),
                (
                    "issued_by",
                    "Cục Cảnh sát quản lý hành chính về trật tự xã hội".to_owned(),
                ),
            ];
        }
        _ => {}
    }
    crate::filling::sample(field)
}

/// Counts what has to be typed and chosen to answer as `wanted` where `there` stands already.
fn keystrokes(form: &Form, wanted: &Answers, there: &Answers) -> u32 {
    let mut keys = 0;
    for section in walk(form, wanted, TODAY).sections() {
        for field in &section.fields {
            let below = [&field.path, "."].concat();
            let of_it = wanted
                .iter()
                .filter(|(path, _)| *path == field.path || path.starts_with(&below));
            for (path, text) in of_it.filter(|(path, text)| there.get(path) != Some(text)) {
                let part = path.strip_prefix(&below).unwrap_or_default();
                let is_chosen = matches!(part, "province" | "commune" | "kind")
                    || matches!(
                        field.field.kind,
                        Kind::Choice { .. }
                            | Kind::Choices { .. }
                            | Kind::YesNo
                            | Kind::Declaration
                            | Kind::Agency { .. }
                    );
                keys += if is_chosen {
                    1
                } else {
                    u32::try_from(text.chars().count()).unwrap()
                };
            }
        }
    }
    keys
}

/// What is known of the household after the form was accepted once.
fn household(form: &Form, answers: &Answers) -> Profile {
    let mut profile = Profile {
        subjects: vec![Known::new(Whom::Me, None)],
    };
    for learnt in learn(form, answers, TODAY, &Profile::default()) {
        let (whom, relation) = match learnt.target {
            Target::Me => (Whom::Me, None),
            Target::Kept(id, relation) => (Whom::Kept(id), Some(relation)),
            Target::New(relation) => (Whom::Kept(SubjectId::new(new_id())), Some(relation)),
        };
        if profile.of(whom).is_none() {
            profile.subjects.push(Known::new(whom, relation));
        }
        let known = profile.subjects.iter_mut().find(|known| known.whom == whom).unwrap();
        for (concept, value) in learnt.values {
            let datum = Datum {
                value,
                origin: Origin::Accepted("H36.175-261120-0001".to_owned()),
                at: Moment::from_micros(0),
                confirmed_by: None,
                overrules: false,
            };
            known.data.insert(concept, vec![datum]);
        }
    }
    profile
}

/// Files again from an empty draft, choosing whoever saves the most.
fn second(form: &Form, wanted: &Answers) -> u32 {
    let household = household(form, wanted);
    let mut answers = Answers::default();
    fill(form, &mut answers, &household);
    let mut pressed = 0;
    for section in &form.sections {
        let rows: Vec<Option<u16>> = match section.repeat {
            None => vec![None],
            Some(_) => (0..section.rows(wanted)).map(Some).collect(),
        };
        for row in rows {
            let tried = offers(section, &household).into_iter().map(|offer| {
                let mut tried = answers.clone();
                fill_section(section, row, household.of(offer.whom).unwrap(), &mut tried);
                (keystrokes(form, wanted, &tried) + 1, tried)
            });
            if let Some((keys, tried)) = tried.min_by_key(|(keys, _)| *keys)
                && keys < keystrokes(form, wanted, &answers)
            {
                answers = tried;
                pressed += 1;
            }
        }
    }
    pressed + keystrokes(form, wanted, &answers)
}

/// Files again with the answers of the last dossier.
fn second_like(form: &Form, wanted: &Answers) -> u32 {
    let mut answers = Answers::default();
    fill(form, &mut answers, &household(form, wanted));
    let from = |value: String| Prefilled {
        origin: Origin::Typed("H36.175-261120-0001".to_owned()),
        on: TODAY,
        value,
    };
    fill_like(form, &mut answers, wanted, |_| true, from);
    1 + keystrokes(form, wanted, &answers)
}
