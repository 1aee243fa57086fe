//! Who receives a filing: the agency a field names, the commune of an address, or the sector's department.

use motcua_core::{
    agency::AgencyCode,
    form::{Answers, Form, Kind},
    procedure::{AgencyLevel, Procedure, Routing},
};

use crate::reference::{Agency, Reference};

/// Returns the agency that receives, when the answers say enough.
pub(super) fn receiver(procedure: &Procedure, answers: &Answers, reference: &Reference) -> Option<AgencyCode> {
    let routing = procedure.routing.as_ref()?;
    let agency = match &routing.of {
        Some(path) => named(procedure, routing, path, answers, reference),
        None => reference.agencies.of_sector(routing.level, &procedure.sector),
    };
    agency.and_then(|agency| agency.code.parse().ok())
}

/// Says whether filings of a procedure may come to an agency: of its level, and of its sector where the sector decides.
pub(super) fn may_receive(procedure: &Procedure, routing: &Routing, agency: &Agency, reference: &Reference) -> bool {
    let by_field = routing.of.as_ref().is_some_and(|path| {
        let form = procedure.form.as_ref();
        form.is_some_and(|form| is_agency_field(form, path))
    });
    match routing.level {
        AgencyLevel::Province if !by_field => reference
            .agencies
            .of_sector(routing.level, &procedure.sector)
            .is_some_and(|one| one.code == agency.code),
        level @ (AgencyLevel::Province | AgencyLevel::Commune | AgencyLevel::Ministry | AgencyLevel::Other) => {
            agency.level.serves(level)
        }
    }
}

fn named<'a>(
    procedure: &Procedure,
    routing: &Routing,
    path: &str,
    answers: &Answers,
    reference: &'a Reference,
) -> Option<&'a Agency> {
    if procedure.form.as_ref().is_some_and(|form| is_agency_field(form, path)) {
        return reference
            .agencies
            .find(answers.get(path)?.trim())
            .filter(|agency| agency.level.serves(routing.level));
    }
    match routing.level {
        AgencyLevel::Commune => reference.agencies.of_commune(answers.part(path, "commune")?.trim()),
        // An address outside the province is not for its departments to receive.
        AgencyLevel::Province => {
            reference.agencies.of_commune(answers.part(path, "commune")?.trim())?;
            reference.agencies.of_sector(routing.level, &procedure.sector)
        }
        AgencyLevel::Ministry | AgencyLevel::Other => None,
    }
}

fn is_agency_field(form: &Form, path: &str) -> bool {
    path.split_once('.').is_some_and(|(section, field)| {
        form.sections
            .iter()
            .filter(|one| one.key == section)
            .flat_map(|one| &one.fields)
            .any(|one| one.key == field && matches!(one.kind, Kind::Agency { .. }))
    })
}
