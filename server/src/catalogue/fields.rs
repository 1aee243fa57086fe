//! Form fields of a file: concepts looked up, composites taken apart, kinds made whole.

use motcua_core::calendar::Precision;
use motcua_core::concept;
use motcua_core::form::{Choice, DocumentKind, Field, Kind, Options, Required, Rule};
use motcua_core::procedure::AgencyLevel;

use super::expression::{Scope, Standpoint};
use super::problem::Notes;
use super::source::{FieldSource, KindWord, OptionSource, RequiredSource, SectionSource};

/// Returns a section's fields before their conditions are resolved, each with its place in the file.
pub(super) fn unfold(section: &SectionSource, notes: &mut Notes<'_>) -> Vec<(usize, Field, FieldSource)> {
    let mut fields = Vec::new();
    for short in &section.fields {
        let source = FieldSource {
            concept: Some(short.get_ref().clone()),
            ..FieldSource::default()
        };
        add(short.span().start, source, &mut fields, notes);
    }
    for field in &section.field {
        add(field.span().start, field.get_ref().clone(), &mut fields, notes);
    }
    fields
}

fn add(at: usize, source: FieldSource, fields: &mut Vec<(usize, Field, FieldSource)>, notes: &mut Notes<'_>) {
    let group = match source.kind {
        Some(KindWord::Person) => Some("person"),
        Some(KindWord::Organisation) => Some("organisation"),
        Some(_) | None => None,
    };
    let Some(group) = group else {
        match plain(&source) {
            Ok(field) => fields.push((at, field, source)),
            Err(reason) => notes.note(at, reason),
        }
        return;
    };
    let (Some(key), Some(parts)) = (&source.key, &source.parts) else {
        return notes.note(at, format!("a `{group}` needs `key` and `parts`"));
    };
    for part in parts {
        let concept = if part.contains('.') {
            part.clone()
        } else {
            format!("{group}.{part}")
        };
        let last = concept.rsplit('.').next().unwrap_or_default();
        let label = concept::find(&concept).map(|found| match &source.label {
            Some(label) => format!("{} ({label})", found.label),
            None => found.label.to_owned(),
        });
        let one = FieldSource {
            key: Some(format!("{key}_{last}")),
            concept: Some(concept.clone()),
            label,
            required: source.required.clone(),
            when: source.when.clone(),
            ..FieldSource::default()
        };
        match plain(&one) {
            Ok(field) => fields.push((at, field, one)),
            Err(reason) => notes.note(at, reason),
        }
    }
}

fn plain(source: &FieldSource) -> Result<Field, String> {
    let known = match &source.concept {
        Some(key) => Some(concept::find(key).ok_or_else(|| format!("there is no concept `{key}`"))?),
        None => None,
    };
    let key = source
        .key
        .clone()
        .or_else(|| {
            source
                .concept
                .as_deref()
                .and_then(|key| key.rsplit('.').next())
                .map(str::to_owned)
        })
        .ok_or("a field needs a `concept` or a `key`")?;
    if !is_key(&key) {
        return Err(format!(
            "`{key}` is no key: lower-case letters, digits and _ only, a letter first"
        ));
    }
    let label = source
        .label
        .clone()
        .or_else(|| known.as_ref().map(|concept| concept.label.to_owned()))
        .ok_or_else(|| format!("field `{key}` needs a `label`"))?;
    let kind = match (source.kind, &known) {
        (None, Some(concept)) => adapt(concept.kind.clone(), source),
        (Some(word), _) => kind(word, source).map_err(|reason| format!("field `{key}`: {reason}"))?,
        (None, None) => return Err(format!("field `{key}` needs a `kind`")),
    };
    Ok(Field {
        key,
        label,
        hint: source
            .hint
            .clone()
            .or_else(|| known.as_ref().and_then(|concept| concept.hint.map(str::to_owned))),
        concept: source.concept.clone(),
        autocomplete: known
            .as_ref()
            .and_then(|concept| concept.autocomplete.map(str::to_owned)),
        kind,
        required: Required::Always,
        when: None,
        rules: known.map(|concept| concept.rules).unwrap_or_default(),
    })
}

/// Resolves what refers to other fields: conditions and rules.
pub(super) fn bind(mut field: Field, source: &FieldSource, section: &str, scope: &Scope) -> Result<Field, String> {
    let before = scope.order(section, &field.key);
    let from = Standpoint {
        section: Some(section),
        before,
    };
    let named = |reason: String| format!("field `{}`: {reason}", source.key.as_deref().unwrap_or(&field.key));
    field.when = source
        .when
        .as_ref()
        .map(|when| scope.condition(when, from))
        .transpose()
        .map_err(&named)?;
    let required = match &source.required {
        None | Some(RequiredSource::Flag(true)) => Required::Always,
        Some(RequiredSource::Flag(false)) => Required::Optional,
        Some(RequiredSource::When(when)) => Required::When(scope.condition(when, from).map_err(&named)?),
    };
    let rules: Vec<Rule> = source
        .rules
        .iter()
        .map(|rule| scope.rule(rule, section))
        .collect::<Result<_, _>>()
        .map_err(&named)?;
    field.required = required;
    field.rules.extend(rules);
    Ok(field)
}

fn adapt(kind: Kind, source: &FieldSource) -> Kind {
    match kind {
        Kind::IdentityDocument { accepts } => Kind::IdentityDocument {
            accepts: source.accepts.clone().unwrap_or(accepts),
        },
        Kind::Date { at_least } => Kind::Date {
            at_least: source.at_least.unwrap_or(at_least),
        },
        Kind::Text { max } => Kind::Text {
            max: source.max.unwrap_or(max),
        },
        other => other,
    }
}

fn kind(word: KindWord, source: &FieldSource) -> Result<Kind, String> {
    Ok(match word {
        KindWord::Text => Kind::Text {
            max: source.max.unwrap_or(200),
        },
        KindWord::LongText => Kind::LongText {
            max: source.max.unwrap_or(2000),
        },
        KindWord::Name => Kind::Name,
        KindWord::Number => {
            let decimals = source.decimals.unwrap_or(0);
            if decimals > 6 {
                return Err("`decimals` is at most 6".to_owned());
            }
            Kind::Number {
                decimals,
                unit: source.unit.clone(),
            }
        }
        KindWord::Money => Kind::Money,
        KindWord::Date => Kind::Date {
            at_least: source.at_least.unwrap_or(Precision::Day),
        },
        KindWord::Time => Kind::Time,
        KindWord::Choice => Kind::Choice {
            options: match (&source.options_from, &source.options) {
                (Some(list), None) => Options::List(list.clone()),
                (None, Some(_)) => Options::Listed(options(source)?),
                (None, None) | (Some(_), Some(_)) => {
                    return Err("a choice needs `options` or `options_from`, and not both".to_owned());
                }
            },
        },
        KindWord::Choices => Kind::Choices {
            options: options(source)?,
        },
        KindWord::YesNo => Kind::YesNo,
        KindWord::PersonalId => Kind::PersonalId,
        KindWord::IdentityDocument => Kind::IdentityDocument {
            accepts: source.accepts.clone().unwrap_or_else(|| DocumentKind::ALL.to_vec()),
        },
        KindWord::TaxCode => Kind::TaxCode,
        KindWord::Phone => Kind::Phone,
        KindWord::Email => Kind::Email,
        KindWord::WebAddress => Kind::WebAddress,
        KindWord::Address => Kind::Address,
        KindWord::Agency => Kind::Agency {
            level: source.agency.unwrap_or(AgencyLevel::Commune),
        },
        KindWord::File => Kind::File,
        KindWord::Declaration => Kind::Declaration,
        KindWord::Person | KindWord::Organisation => return Err("composites hold no composites".to_owned()),
    })
}

fn options(source: &FieldSource) -> Result<Vec<Choice>, String> {
    let listed: Vec<Choice> = source
        .options
        .iter()
        .flatten()
        .map(|OptionSource::Pair { value, label }| Choice {
            value: value.clone(),
            label: label.clone(),
        })
        .collect();
    let mut values: Vec<&str> = listed.iter().map(|choice| choice.value.as_str()).collect();
    if let Some(bad) = values.iter().find(|value| !is_key(value)) {
        return Err(format!("option value `{bad}` is no key"));
    }
    values.sort_unstable();
    if listed.len() < 2 || values.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err("`options` holds at least two, all different".to_owned());
    }
    Ok(listed)
}

/// Says whether a word can stand in a path.
pub(super) fn is_key(word: &str) -> bool {
    (1..=40).contains(&word.len())
        && word.starts_with(|first: char| first.is_ascii_lowercase())
        && word
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}
