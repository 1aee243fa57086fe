//! Answers the pages about procedures, sectors, life events and places, from memory.

use std::sync::{Arc, RwLock};

use motcua_app::{
    api::ApiError,
    backend::{CatalogueReader, Reply},
    views::{BlankFormView, Found, HomeView, LifeEventView, Me, OptionList, ProcedureView, SearchQuery, SearchView},
};
use motcua_core::{
    calendar::Calendar,
    form::{Answers, Form, walk},
    place::ProvinceCode,
    procedure::{Channel, Procedure},
};

use super::{
    front::{Front, LifeEvent},
    shelf::Shelf,
    today::Today,
};
use crate::{clock::Clock, reference::Reference, services::choices};

/// Lines on the first page under "most used".
const MOST_USED: usize = 8;

/// The reader of the catalogue.
#[derive(Debug)]
pub struct Reader {
    shelf: Shelf,
    front: Front,
    reference: Arc<Reference>,
    calendar: Calendar,
    clock: Arc<Clock>,
    today: RwLock<Arc<Today>>,
}

impl Reader {
    /// Makes a reader of the procedures on a shelf.
    pub fn new(shelf: Shelf, front: Front, reference: Arc<Reference>, calendar: Calendar, clock: Arc<Clock>) -> Self {
        let today = RwLock::new(Arc::new(Today::new(&shelf, &front, clock.today())));
        Self {
            shelf,
            front,
            reference,
            calendar,
            clock,
            today,
        }
    }

    /// Returns the catalogue of today; the first asked after midnight makes the new one.
    fn today(&self) -> Result<Arc<Today>, ApiError> {
        let day = self.clock.today();
        let kept = self
            .today
            .read()
            .map(|today| Arc::clone(&today))
            .map_err(|_| ApiError::Unavailable)?;
        if kept.day == day {
            return Ok(kept);
        }
        let fresh = Arc::new(Today::new(&self.shelf, &self.front, day));
        *self.today.write().map_err(|_| ApiError::Unavailable)? = Arc::clone(&fresh);
        Ok(fresh)
    }

    /// Returns the procedure a code means today, or where it went.
    fn find(&self, code: &str) -> Result<Found<&Arc<Procedure>>, ApiError> {
        let day = self.clock.today();
        if let Some(moved) = self.shelf.moved(code, day) {
            return Ok(Found::Moved(moved.as_str().to_owned()));
        }
        let parsed = code.parse().map_err(|_| ApiError::NotFound)?;
        self.shelf
            .in_force(&parsed, day)
            .map(Found::Here)
            .ok_or(ApiError::NotFound)
    }

    fn view(&self, procedure: &Procedure, answers: Answers) -> Result<ProcedureView, ApiError> {
        let now = self.clock.now();
        let empty = Form {
            template: None,
            sections: Vec::new(),
            declaration: String::new(),
        };
        let shown = walk(procedure.form.as_ref().unwrap_or(&empty), &answers, now.date());
        let period = choices::period(procedure, &shown, Channel::Online);
        let due = choices::due_if_now(period, now, &self.calendar);
        let today = self.today()?;
        let questions = procedure.questions().cloned();
        let mut slim = procedure.clone();
        slim.form = questions.map(|section| Form {
            sections: vec![section],
            ..empty.clone()
        });
        Ok(ProcedureView {
            sector_name: self.sector_name(&procedure.sector).to_owned(),
            times: choices::times(procedure, &shown, None),
            fees: choices::fees(procedure, &shown, None),
            quotes: motcua_core::procedure::quotes(procedure, &shown),
            documents: choices::documents(procedure, &shown),
            due_if_now: choices::due_day(due.as_ref()),
            can_file: procedure.can_file(),
            has_blank_form: procedure
                .form
                .as_ref()
                .is_some_and(|form| form.sections.iter().any(|one| !one.ask_first)),
            linked: procedure
                .linked
                .iter()
                .filter_map(|code| today.line(code.as_str()).cloned())
                .collect(),
            procedure: slim,
            answers,
        })
    }

    fn sector_name<'a>(&'a self, key: &'a str) -> &'a str {
        self.front
            .sectors
            .iter()
            .find(|sector| sector.key == key)
            .map_or(key, |sector| &sector.name)
    }

    fn event(&self, event: &LifeEvent, today: Option<&Today>) -> LifeEventView {
        let lines = |today: &Today| {
            event
                .procedures
                .iter()
                .filter_map(|code| today.line(code).cloned())
                .collect()
        };
        LifeEventView {
            key: event.key.clone(),
            title: event.title.clone(),
            title_en: event.title_en.clone(),
            about: event.text.clone(),
            about_en: event.text_en.clone(),
            pictogram: event.icon.clone(),
            procedures: today.map(lines).unwrap_or_default(),
        }
    }

    fn home_view(&self) -> Result<HomeView, ApiError> {
        let today = self.today()?;
        let (procedures, filable) = today.counts();
        Ok(HomeView {
            life_events: self
                .front
                .life_events
                .iter()
                .map(|event| self.event(event, None))
                .collect(),
            sectors: today.sectors(&self.front),
            most_used: today.most_used(MOST_USED),
            procedures,
            filable,
        })
    }

    fn blank(&self, code: &str) -> Result<Found<BlankFormView>, ApiError> {
        Ok(match self.find(code)? {
            Found::Moved(code) => Found::Moved(code),
            Found::Here(procedure) => Found::Here(BlankFormView {
                code: procedure.code.as_str().to_owned(),
                procedure: procedure.name.clone(),
                can_file: procedure.can_file(),
                form: procedure.form.clone().ok_or(ApiError::NotFound)?,
            }),
        })
    }
}

fn ready<'a, T: Send + 'a>(answer: Result<T, ApiError>) -> Reply<'a, T> {
    Box::pin(async move { answer })
}

impl CatalogueReader for Reader {
    fn home(&self, _: &Me) -> Reply<'_, HomeView> {
        ready(self.home_view())
    }

    fn search(&self, query: SearchQuery) -> Reply<'_, SearchView> {
        ready(self.today().map(|today| today.search(&query, &self.front)))
    }

    fn procedure(&self, code: &str, answers: Answers) -> Reply<'_, Found<ProcedureView>> {
        ready(self.find(code).and_then(|found| match found {
            Found::Moved(code) => Ok(Found::Moved(code)),
            Found::Here(procedure) => self.view(procedure, answers).map(Found::Here),
        }))
    }

    fn blank_form(&self, code: &str) -> Reply<'_, Found<BlankFormView>> {
        ready(self.blank(code))
    }

    fn life_event(&self, key: &str) -> Reply<'_, LifeEventView> {
        let event = self
            .front
            .life_events
            .iter()
            .find(|event| event.key == key)
            .ok_or(ApiError::NotFound);
        ready(event.and_then(|event| Ok(self.event(event, Some(self.today()?.as_ref())))))
    }

    fn communes(&self, province: ProvinceCode) -> Reply<'_, OptionList> {
        ready(self.reference.communes(province).ok_or(ApiError::NotFound))
    }
}
