//! Results from the procedure's form: the dossier's answers in the places that the procedure's file names.

use std::{collections::BTreeMap, sync::LazyLock, time::Duration};

use motcua_app::views::Language;
use motcua_core::{
    dossier::ResultPaper,
    form::Form,
    procedure::{ResultForm, ResultKind, ResultTemplate},
};
use motcua_papers::{ResultSheet, print_result};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use super::{
    PortalParts,
    printing::{place, titled},
    results::Case,
    review::Words,
};
use crate::{error::ServiceError, files::Kept};

/// How many are typeset at once.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

impl PortalParts {
    /// Makes the paper of a result from its form, or from the plain one where it has none.
    pub(super) async fn made_by_form(
        &self,
        case: &Case,
        kind: &ResultKind,
        paper: &ResultPaper,
    ) -> Result<Kept, ServiceError> {
        let plain = ResultTemplate {
            form: ResultForm::Letter,
            fields: BTreeMap::new(),
        };
        let template = kind.template.as_ref().unwrap_or(&plain);
        let agency = self.reference.agency_name(&case.row.agency);
        let sheet = ResultSheet {
            form: template.form,
            name: paper.name.clone(),
            superior: self.reference.superior_name(&case.row.agency),
            place: place(&agency).or_else(|| Some(self.province.clone()).filter(|name| !name.is_empty())),
            agency,
            number: paper.number.clone(),
            issued_on: paper.issued_on,
            made_at: self.clock.now(),
            verify: format!("{}/ket-qua/{}", self.public_url, paper.verify),
            code: paper.verify.clone(),
            dossier: case.row.number.as_str().to_owned(),
            procedure: titled(&case.procedure),
            applicant: case.row.applicant.clone(),
            fields: match &case.procedure.form {
                Some(form) => filled(template, form, &self.words(&case.row.answers, Language::Vi)),
                None => BTreeMap::new(),
            },
        };
        let _turn = timeout(PATIENCE, TURNS.acquire())
            .await
            .map_err(|waited| ServiceError::down("papers", waited))?
            .map_err(|closed| ServiceError::down("papers", closed))?;
        let printed = spawn_blocking(move || print_result(&sheet)).await;
        let printed = printed.map_err(|error| ServiceError::fault("papers", error))?;
        let pdf = printed.map_err(|error| ServiceError::fault("papers", error))?;
        self.keep_pdf(pdf).await
    }
}

/// Puts answers in the places of a form; what was not answered stays open.
fn filled(template: &ResultTemplate, form: &Form, words: &Words<'_>) -> BTreeMap<String, String> {
    let answer = |path: &str| {
        let (section, key) = path.split_once('.')?;
        let section = form.sections.iter().find(|one| one.key == section)?;
        let field = section.fields.iter().find(|field| field.key == key)?;
        Some(words.answer(field, path)).filter(|answer| !answer.is_empty())
    };
    let places = template.fields.iter();
    places
        .filter_map(|(place, path)| Some((place.clone(), answer(path)?)))
        .collect()
}
