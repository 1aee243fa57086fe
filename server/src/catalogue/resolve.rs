//! One file, source to procedure.

use motcua_core::form::{Form, Section};
use motcua_core::procedure::{
    AfterSupplement, FeeRule, LegalReference, Procedure, ProcedureCode, Proof, RequiredDocument, ResultKind, Routing,
    Step, Submit, TimeRule, Within,
};

use super::expression::{Scope, Standpoint, date};
use super::fees;
use super::fields::{bind, is_key, unfold};
use super::problem::{CatalogueProblem, Notes};
use super::process;
use super::reach;
use super::source::{DocumentSource, LegalSource, ProcedureSource, TimeSource};

pub(super) const OUTSIDE: Standpoint<'static> = Standpoint {
    section: None,
    before: None,
};

/// Reads one file.
///
/// # Errors
/// Every problem found, in file order.
pub(super) fn procedure(file: &str, text: &str) -> Result<Procedure, Vec<CatalogueProblem>> {
    let mut notes = Notes::new(file, text);
    let source: ProcedureSource = match toml::from_str(text) {
        Ok(source) => source,
        Err(error) => {
            notes.note(error.span().map_or(0, |span| span.start), error.message().to_owned());
            return Err(notes.into_problems());
        }
    };
    let procedure = build(source, &mut notes);
    let problems = notes.into_problems();
    match procedure {
        Some(procedure) if problems.is_empty() => Ok(procedure),
        Some(_) | None => Err(problems),
    }
}

fn build(source: ProcedureSource, notes: &mut Notes<'_>) -> Option<Procedure> {
    let (scope, form) = form(&source, notes);
    let mut day =
        |at: usize, written: &toml::value::Datetime| date(written).map_err(|reason| notes.note(at, reason)).ok();
    let valid_from = day(source.valid_from.span().start, source.valid_from.get_ref());
    let valid_to = source
        .valid_to
        .as_ref()
        .and_then(|last| day(last.span().start, last.get_ref()));
    let code = code(source.code.span().start, source.code.get_ref(), notes);
    let superseded_by = source
        .superseded_by
        .as_ref()
        .and_then(|by| self::code(by.span().start, by.get_ref(), notes));
    let linked = source
        .linked
        .iter()
        .filter_map(|one| self::code(one.span().start, one.get_ref(), notes))
        .collect();

    let routing = source.decided_by.as_ref().and_then(|routing| {
        let at = routing.span().start;
        let routing = routing.get_ref();
        let of = match &routing.of {
            Some(path) => Some(
                scope
                    .path(path, OUTSIDE)
                    .map_err(|reason| notes.note(at, reason))
                    .ok()?,
            ),
            None => None,
        };
        Some(Routing {
            level: routing.level,
            of,
        })
    });
    let mut times = Vec::new();
    for one in &source.time {
        match time_rule(one.get_ref(), &scope) {
            Ok(rule) => times.push(rule),
            Err(reason) => notes.note(one.span().start, reason),
        }
    }
    let mut fees: Vec<(usize, FeeRule)> = Vec::new();
    for one in &source.fee {
        match fees::rule(one.get_ref(), &scope) {
            Ok(rule) => fees.push((one.span().start, rule)),
            Err(reason) => notes.note(one.span().start, reason),
        }
    }
    let mut documents: Vec<RequiredDocument> = Vec::new();
    for one in &source.document {
        match document(one.get_ref(), &scope) {
            Ok(paper) if documents.iter().any(|other| other.key == paper.key) => {
                notes.note(one.span().start, format!("there are two documents `{}`", paper.key));
            }
            Ok(paper) => documents.push(paper),
            Err(reason) => notes.note(one.span().start, reason),
        }
    }
    for (at, rule) in &fees {
        if let Err(reason) = fees::check(rule, form.as_ref(), &source.channels, &documents) {
            notes.note(*at, reason);
        }
    }
    let fees: Vec<FeeRule> = fees.into_iter().map(|(_, rule)| rule).collect();
    fees::ask_for_proofs(&fees, &mut documents);
    for one in &source.results {
        if let Err(reason) = template(one.get_ref(), form.as_ref()) {
            notes.note(one.span().start, reason);
        }
    }
    if source.level.can_file() && (form.is_none() || routing.is_none()) {
        notes.note(source.code.span().start, "level 3 and 4 need a form and `decided_by`");
    }
    if let Some(form) = &form {
        let at: Vec<usize> = source.section.iter().map(|section| section.span().start).collect();
        for (index, reason) in reach::unreachable(form, &documents, &times, &fees) {
            notes.note(index.and_then(|index| at.get(index).copied()).unwrap_or(0), reason);
        }
    }
    let process = process::steps(&source.process, &times, notes);
    Some(Procedure {
        code: code?,
        aliases: source.aliases,
        superseded_by,
        name: source.name,
        short_name: source.short_name,
        keywords: source.keywords,
        sector: source.sector.into_inner(),
        level: source.level,
        coverage: source.coverage,
        audience: source.audience,
        agency_levels: source.agency_levels,
        competent: source.competent,
        routing,
        valid_from: valid_from?,
        valid_to,
        channels: source.channels,
        times,
        fees,
        documents,
        steps: source
            .step
            .into_iter()
            .map(|step| Step {
                who: step.who,
                what: step.what,
                hours: step.hours,
            })
            .collect(),
        process,
        results: source.results.into_iter().map(toml::Spanned::into_inner).collect(),
        legal_basis: source.legal_basis.into_iter().map(legal).collect(),
        requirements: source.requirements,
        after_supplement: source.after_supplement.unwrap_or(AfterSupplement::Restart),
        form,
        linked,
        as_of: source.as_of,
        notes: source.notes,
        kept: Vec::new(),
    })
}

/// Checks that what a result's form is filled in with is there: places of the form, fields of the procedure.
fn template(result: &ResultKind, form: Option<&Form>) -> Result<(), String> {
    let Some(template) = &result.template else {
        return Ok(());
    };
    let has = |path: &str| {
        let (section, key) = path.split_once('.')?;
        let section = form?.sections.iter().find(|one| one.key == section)?;
        (section.repeat.is_none() && section.fields.iter().any(|field| field.key == key)).then_some(())
    };
    for (place, path) in &template.fields {
        if !template.form.places().contains(&place.as_str()) {
            return Err(format!("the form of the result has no place `{place}`"));
        }
        if has(path).is_none() {
            return Err(format!("`{path}` is no field that the form of the result can show"));
        }
    }
    Ok(())
}

fn form(source: &ProcedureSource, notes: &mut Notes<'_>) -> (Scope, Option<Form>) {
    let mut scope = Scope::default();
    let mut unfolded = Vec::new();
    for spanned in &source.section {
        let (at, section) = (spanned.span().start, spanned.get_ref());
        if !is_key(&section.key) {
            notes.note(at, format!("`{}` is no key of a section", section.key));
        }
        if unfolded
            .iter()
            .any(|(_, _, other): &(usize, Vec<_>, &super::source::SectionSource)| other.key == section.key)
        {
            notes.note(at, format!("there are two sections `{}`", section.key));
        }
        if section
            .repeat
            .as_ref()
            .is_some_and(|repeat| repeat.max < repeat.min || repeat.max == 0 || repeat.max > 500)
        {
            notes.note(at, "`repeat` needs 0 ≤ min ≤ max, and max between 1 and 500");
        }
        scope.add_section(&section.key, section.repeat.is_some());
        let fields = unfold(section, notes);
        for (at, field, _) in &fields {
            if !scope.add_field(&section.key, &field.key, &field.kind) {
                notes.note(*at, format!("there are two fields `{}.{}`", section.key, field.key));
            }
        }
        unfolded.push((at, fields, section));
    }
    let mut sections = Vec::new();
    for (at, fields, section) in unfolded {
        let first = fields
            .first()
            .and_then(|(_, field, _)| scope.order(&section.key, &field.key));
        let from = Standpoint {
            section: None,
            before: first,
        };
        let when = match section
            .when
            .as_ref()
            .map(|when| scope.condition(when, from))
            .transpose()
        {
            Ok(when) => when,
            Err(reason) => {
                notes.note(at, format!("section `{}`: {reason}", section.key));
                None
            }
        };
        if fields.is_empty() {
            notes.note(at, format!("section `{}` asks nothing", section.key));
        }
        let mut bound = Vec::new();
        for (at, field, source) in fields {
            match bind(field, &source, &section.key, &scope) {
                Ok(field) => bound.push(field),
                Err(reason) => notes.note(at, reason),
            }
        }
        sections.push(Section {
            key: section.key.clone(),
            title: section.title.clone(),
            help: section.help.clone(),
            subject: section.subject,
            when,
            repeat: section.repeat.clone(),
            ask_first: section.ask_first,
            fields: bound,
        });
    }
    if sections.is_empty() {
        return (scope, None);
    }
    let (template, declaration) = source.form.as_ref().map_or((None, String::new()), |form| {
        (form.template.clone(), form.declaration.clone())
    });
    (
        scope,
        Some(Form {
            template,
            sections,
            declaration,
        }),
    )
}

fn time_rule(source: &TimeSource, scope: &Scope) -> Result<TimeRule, String> {
    let within = match (&source.within, &source.unclear) {
        (Some(period), None) => Within::Period(*period),
        (None, Some(text)) => Within::Unclear(text.clone()),
        (None, None) => Within::NotStated,
        (Some(_), Some(_)) => return Err("a time is either `within` or `unclear`".to_owned()),
    };
    let when = source
        .when
        .as_ref()
        .map(|when| scope.condition(when, OUTSIDE))
        .transpose()?;
    Ok(TimeRule {
        when,
        channel: source.channel,
        within,
        note: source.note.clone(),
    })
}

fn document(source: &DocumentSource, scope: &Scope) -> Result<RequiredDocument, String> {
    if !is_key(&source.key) {
        return Err(format!("`{}` is no key of a document", source.key));
    }
    let named = |reason: String| format!("document `{}`: {reason}", source.key);
    let condition = |when: &Option<super::source::ConditionSource>| {
        when.as_ref()
            .map(|when| scope.condition(when, OUTSIDE))
            .transpose()
            .map_err(named)
    };
    Ok(RequiredDocument {
        key: source.key.clone(),
        name: source.name.clone(),
        group: source.group.clone(),
        when: condition(&source.when)?,
        required: source.required,
        originals: source.originals,
        copies: source.copies,
        template: source.template.clone(),
        submit: source.submit,
        one_of: source.one_of.clone(),
        exempt_when: condition(&source.exempt_when)?,
        note: source.note.clone(),
        accept: source.accept.clone(),
        proves: proofs(source, scope).map_err(named)?,
        pages: source.pages,
    })
}

/// Reads what a paper proves: `section.field`, `section`, each with `#page=2` behind it where it stands on that page.
fn proofs(source: &DocumentSource, scope: &Scope) -> Result<Vec<Proof>, String> {
    let mut proofs: Vec<Proof> = Vec::new();
    if !source.proves.is_empty() && source.submit != Submit::Upload {
        return Err("only a paper that is attached (`submit = \"upload\"`) has pages that prove something".to_owned());
    }
    for written in &source.proves {
        let (path, page) = match written.split_once("#page=") {
            Some((path, page)) => {
                let page = page.parse().ok().filter(|page| (1..=500).contains(page));
                (
                    path,
                    Some(page.ok_or_else(|| format!("`{written}` names no page from 1 to 500"))?),
                )
            }
            None => (written.as_str(), None),
        };
        let at = scope.place(path)?;
        if proofs.iter().any(|other| other.at == at) {
            return Err(format!("`{path}` is proved twice by the same paper"));
        }
        proofs.push(Proof { at, page });
    }
    Ok(proofs)
}

fn legal(source: LegalSource) -> LegalReference {
    match source {
        LegalSource::Number(number) => LegalReference { number, name: None },
        LegalSource::Named { number, name } => LegalReference {
            number,
            name: Some(name),
        },
    }
}

fn code(at: usize, text: &str, notes: &mut Notes<'_>) -> Option<ProcedureCode> {
    text.parse()
        .map_err(|error: motcua_core::procedure::NotAProcedureCode| notes.note(at, format!("`{text}`: {error}")))
        .ok()
}
