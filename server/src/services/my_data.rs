//! My data (dữ liệu của tôi): everything kept of a person with its origin, and who looked at it; and before a filing, what
//! of it is on file already. Correction and deletion are in `facts`.

use std::collections::BTreeSet;

use motcua_app::{
    api::ApiError,
    backend::{Profile as Port, Reply},
    views::{
        FactForm, FactView, FiledPaper, Language, LastFiled, LookView, Me, MyData, OfferView, OriginView, ReadySection,
        ReadyView, SubjectView,
    },
};
use motcua_core::{
    access::Action,
    calendar::{Moment, format},
    form::{self, Answers, Section, walk},
    procedure::{ProcedureCode, Submit},
    profile::{self, Datum, Known, Profile, Relation, Whom},
    text::{fold, nfc},
};

use super::{
    Portal, PortalParts,
    facts::{account, answers_of, has_page, is_correctable, kept, question},
    papers, prefill,
    profile::offered,
    who::{actor, filer, permit},
};
use crate::{
    error::ServiceError,
    store::{dossiers::DossierRow, files, looks},
};

/// How many looks are shown.
const LOOKS: u16 = 200;

/// How many past dossiers are searched for a paper.
const PAST: usize = 30;

impl Port for Portal {
    fn mine(&self, me: &Me) -> Reply<'_, MyData> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.my_data(&me).await?) })
    }

    fn fact(&self, me: &Me, whom: Whom, concept: String, typed: Option<Answers>, checked: bool) -> Reply<'_, FactForm> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.fact_form(&me, whom, concept, typed, checked).await?) })
    }

    fn correct(&self, me: &Me, whom: Whom, concept: String, value: Answers) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.correct(&me, whom, concept, value).await?) })
    }

    fn forget(&self, me: &Me, whom: Option<Whom>, concept: Option<String>) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.forget(&me, whom, concept).await?) })
    }

    fn ready(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, ReadyView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.ready(&me, &code, answers).await?) })
    }
}

impl PortalParts {
    async fn my_data(&self, me: &Me) -> Result<MyData, ServiceError> {
        let account = account(me)?;
        let mut conn = self.reader().await?;
        let known = kept(&mut conn, me, account).await?;
        let looks = looks::of(&mut conn, account, LOOKS).await?;
        drop(conn);
        let dossiers = self.seen_by(&actor(me), account, None).await?;
        let shown = |one: &&Known| one.whom != Whom::Me || !one.data.is_empty();
        Ok(MyData {
            subjects: known
                .subjects
                .iter()
                .filter(shown)
                .map(|one| self.subject(one, me.language))
                .collect(),
            looks: looks
                .into_iter()
                .map(|look| LookView {
                    at: format::moment(Moment::from_micros(look.at)),
                    who: look.name,
                    agency: if look.agency.is_empty() {
                        String::new()
                    } else {
                        self.reference.agency_name(&look.agency)
                    },
                    why: look.why,
                    matter: look.matter,
                })
                .collect(),
            dossiers: dossiers.into_iter().map(|row| row.number.as_str().to_owned()).collect(),
            may_change: permit(&actor(me), Action::ChangeFacts, None).is_ok(),
        })
    }

    fn subject(&self, known: &Known, language: Language) -> SubjectView {
        let facts = known.data.keys().filter_map(|concept| {
            let datum = known.standing(concept)?;
            Some(self.fact(concept, datum, language))
        });
        SubjectView {
            whom: known.whom,
            relation: known.relation,
            name: known.name().unwrap_or_default().to_owned(),
            facts: facts.collect(),
        }
    }

    fn fact(&self, concept: &str, datum: &Datum, language: Language) -> FactView {
        let field = question(concept);
        let has_page = field.as_ref().is_some_and(|field| has_page(&field.kind));
        let answers = answers_of(&datum.value);
        let words = self.words(&answers, language);
        let shown = field.as_ref().map(|field| nfc(&words.answer(field, "value")));
        FactView {
            concept: concept.to_owned(),
            label: field.map_or_else(|| concept.to_owned(), |field| field.label),
            value: shown.unwrap_or_default(),
            raw: datum.value.clone(),
            origin: OriginView {
                kind: datum.origin.kind().to_owned(),
                source: datum.origin.source().to_owned(),
                on: format::date(datum.at.date()),
                before: None,
                reason: None,
            },
            confirmed_by: datum
                .confirmed_by
                .as_deref()
                .map(|by| match profile::Register::from_key(by) {
                    Some(_) => by.to_owned(),
                    None => self.reference.agency_name(by),
                }),
            correctable: is_correctable(concept, datum),
            has_page,
        }
    }

    /// Says what of a procedure's questions and papers is on file already.
    async fn ready(&self, me: &Me, code: &ProcedureCode, given: Answers) -> Result<ReadyView, ServiceError> {
        let account = filer(me)?;
        let today = self.clock.today();
        let revision = self.revisions.in_force(code, today).ok_or(ApiError::NotFound)?;
        let procedure = std::sync::Arc::clone(&revision.procedure);
        let Some(form) = &procedure.form else {
            return Ok(ReadyView::default());
        };
        let known = offered(&mut self.reader().await?, me, account).await?;
        let mut answers = given;
        prefill::put(&mut Default::default(), profile::fill(form, &mut answers, &known));
        let shown = walk(form, &answers, today);
        let sections = shown
            .sections()
            .iter()
            .filter(|section| !section.section.ask_first)
            .map(|section| ready_section(section.section, section.fields.len(), &section.fields, &answers, &known))
            .collect();
        let wanted: Vec<(String, bool)> = papers::slots(&procedure, &shown, &[], &[].into(), &[])
            .into_iter()
            .filter(|slot| slot.document.certain && slot.document.submit == Submit::Upload)
            .map(|slot| (slot.document.name, slot.document.required))
            .collect();
        let past = self.seen_by(&actor(me), account, None).await?;
        let last = past.iter().find(|row| row.code == *code).map(|row| LastFiled {
            number: row.number.as_str().to_owned(),
            on: format::date(row.submitted_at.date()),
        });
        let filed = self.filed_papers(past, &wanted).await?;
        Ok(ReadyView {
            sections,
            last,
            papers: wanted
                .into_iter()
                .map(|(name, required)| FiledPaper {
                    filed: filed
                        .iter()
                        .find(|(filed, _)| *filed == fold(&name))
                        .map(|(_, number)| number.clone()),
                    name,
                    required,
                })
                .collect(),
        })
    }

    /// Finds papers of the same name among those of past dossiers: the folded name and the dossier's number.
    async fn filed_papers(
        &self,
        past: Vec<DossierRow>,
        wanted: &[(String, bool)],
    ) -> Result<Vec<(String, String)>, ServiceError> {
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let names: BTreeSet<String> = wanted.iter().map(|(name, _)| fold(name)).collect();
        let mut conn = self.reader().await?;
        let mut found = Vec::new();
        for row in past.into_iter().take(PAST) {
            let attached = files::of_dossier(&mut conn, &row.agency, row.id).await?;
            if attached.is_empty() {
                continue;
            }
            let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
            let of_slot = |slot: &str| procedure.documents.iter().find(|paper| paper.key == slot);
            for paper in attached.iter().filter_map(|file| of_slot(&file.slot)) {
                let name = fold(&paper.name);
                if names.contains(&name) && !found.iter().any(|(had, _)| *had == name) {
                    found.push((name, row.number.as_str().to_owned()));
                }
            }
        }
        Ok(found)
    }
}

/// Says how much of a section is known, and who can be put into it.
fn ready_section(
    section: &Section,
    asked: usize,
    fields: &[form::ShownField<'_>],
    answers: &Answers,
    known: &Profile,
) -> ReadySection {
    let below = |path: &str| {
        let below = format!("{path}.");
        answers.get(path).is_some() || answers.iter().any(|(at, _)| at.starts_with(&below))
    };
    let has = fields.iter().filter(|field| below(&field.path)).count();
    let best = |relation: Option<Relation>| relation.is_none_or(|relation| relation != Relation::Relative);
    ReadySection {
        title: section.title.clone(),
        asked: u32::try_from(asked).unwrap_or_default(),
        known: u32::try_from(has).unwrap_or_default(),
        offers: profile::offers(section, known)
            .into_iter()
            .filter(|offer| best(offer.relation))
            .map(|offer| OfferView {
                whom: offer.whom,
                relation: offer.relation,
                name: offer.name,
            })
            .collect(),
    }
}
