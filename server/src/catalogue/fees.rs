//! The fees of a file: amounts, reductions and exemptions, and what would make a sum that nobody can explain.

use motcua_core::form::{Condition, Form, Kind};
use motcua_core::payment::Money;
use motcua_core::procedure::{Amount, Channel, Exemption, FeeRule, Reduced, Reduction, RequiredDocument};

use super::expression::{Scope, date};
use super::resolve::OUTSIDE;
use super::source::{AmountSource, AmountWord, ExemptionSource, FeeSource, ReductionSource};

/// Reads one `[[fee]]`.
pub(super) fn rule(source: &FeeSource, scope: &Scope) -> Result<FeeRule, String> {
    let amount = match &source.amount {
        AmountSource::Dong(0) | AmountSource::Word(AmountWord::Free) => Amount::Free,
        AmountSource::Dong(dong) => Amount::Dong(*dong),
        AmountSource::Word(AmountWord::Council) => Amount::ByCouncil,
        AmountSource::Word(AmountWord::Unknown) => Amount::Unknown,
        AmountSource::Text { text } => Amount::Text(text.clone()),
    };
    Ok(FeeRule {
        kind: source.kind,
        name: source.name.clone(),
        when: source
            .when
            .as_ref()
            .map(|when| scope.condition(when, OUTSIDE))
            .transpose()?,
        channel: source.channel,
        amount,
        per: source.per.as_ref().map(|path| scope.path(path, OUTSIDE)).transpose()?,
        free: source.free,
        cap: source.cap,
        valid_from: source.valid_from.as_ref().map(date).transpose()?,
        valid_to: source.valid_to.as_ref().map(date).transpose()?,
        ground: source.ground.clone(),
        on_request: source.on_request,
        reductions: source
            .reduction
            .iter()
            .map(|one| reduction(one, scope))
            .collect::<Result<_, _>>()?,
        exemptions: source
            .exempt
            .iter()
            .map(|one| exemption(one, scope))
            .collect::<Result<_, _>>()?,
    })
}

fn reduction(source: &ReductionSource, scope: &Scope) -> Result<Reduction, String> {
    let to = match (source.percent, source.amount) {
        (Some(percent @ 1..=100), None) => Reduced::Percent(percent),
        (Some(percent), None) => return Err(format!("a reduction is of 1 to 100 percent, not {percent}")),
        (None, Some(dong)) => Reduced::Dong(dong),
        (Some(_), Some(_)) | (None, None) => return Err("a reduction has either `percent` or `amount`".to_owned()),
    };
    let when = source.when.as_ref().map(|when| scope.condition(when, OUTSIDE));
    Ok(Reduction {
        when: when.transpose()?,
        channel: source.channel,
        valid_from: source.valid_from.as_ref().map(date).transpose()?,
        valid_to: source.valid_to.as_ref().map(date).transpose()?,
        to,
        ground: stated(&source.ground, "a reduction")?,
    })
}

fn exemption(source: &ExemptionSource, scope: &Scope) -> Result<Exemption, String> {
    Ok(Exemption {
        when: scope.condition(&source.when, OUTSIDE)?,
        ground: stated(&source.ground, "an exemption")?,
        proof: source.proof.clone(),
    })
}

fn stated(ground: &str, what: &str) -> Result<String, String> {
    if ground.trim().is_empty() {
        Err(format!("{what} states its ground"))
    } else {
        Ok(ground.to_owned())
    }
}

/// Gives a paper that proves exemptions, and states no case of its own, the case of those exemptions.
pub(super) fn ask_for_proofs(fees: &[FeeRule], documents: &mut [RequiredDocument]) {
    for document in documents.iter_mut().filter(|document| document.when.is_none()) {
        let mut cases: Vec<Condition> = Vec::new();
        for exemption in fees.iter().flat_map(|fee| &fee.exemptions) {
            if exemption.proof.as_ref() == Some(&document.key) && !cases.contains(&exemption.when) {
                cases.push(exemption.when.clone());
            }
        }
        document.when = match cases.len() {
            0 => None,
            1 => cases.pop(),
            _ => Some(Condition::Any(cases)),
        };
    }
}

/// Checks what only the whole procedure shows.
pub(super) fn check(
    rule: &FeeRule,
    form: Option<&Form>,
    channels: &[Channel],
    documents: &[RequiredDocument],
) -> Result<(), String> {
    let is_figure = matches!(rule.amount, Amount::Dong(_));
    if let Amount::Dong(dong) = rule.amount
        && Money::of(dong).is_none()
    {
        return Err(format!("{dong} đồng is more than any fee"));
    }
    if !is_figure && (rule.per.is_some() || !rule.reductions.is_empty() || rule.on_request) {
        return Err("only an amount in đồng can be taken times a number, reduced, or charged on request".to_owned());
    }
    if rule.amount == Amount::Free && !rule.exemptions.is_empty() {
        return Err("nobody is exempt from what is free".to_owned());
    }
    if rule.per.is_none() && (rule.free > 0 || rule.cap.is_some()) {
        return Err("`free` and `cap` go with `per`: the number the amount is taken times".to_owned());
    }
    if let Some(path) = &rule.per {
        if rule.on_request {
            return Err(
                "what is charged on request is not counted by a field: either `per` or `on_request`".to_owned(),
            );
        }
        if !form.is_some_and(|form| is_count(form, path)) {
            return Err(format!("`per`: `{path}` is no whole number"));
        }
    }
    let limits = [(rule.channel, rule.valid_from, rule.valid_to)].into_iter();
    let reduced = rule.reductions.iter();
    for (channel, from, to) in limits.chain(reduced.map(|one| (one.channel, one.valid_from, one.valid_to))) {
        if let Some(channel) = channel.filter(|channel| !channels.contains(channel)) {
            return Err(format!("the procedure is not filed by the channel {channel:?}"));
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err("`valid_to` is before `valid_from`".to_owned());
        }
    }
    for reduction in &rule.reductions {
        if let (Reduced::Dong(to), Amount::Dong(full)) = (reduction.to, &rule.amount)
            && to >= *full
        {
            return Err(format!("a reduction to {to} đồng leaves no less than {full}"));
        }
    }
    for proof in rule.exemptions.iter().filter_map(|exemption| exemption.proof.as_ref()) {
        if documents.iter().all(|document| document.key != *proof) {
            return Err(format!("there is no document `{proof}` to prove the exemption"));
        }
    }
    Ok(())
}

fn is_count(form: &Form, path: &str) -> bool {
    form.sections
        .iter()
        .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
        .filter(|(section, field)| path == [&section.key, ".", &field.key].concat())
        .any(|(_, field)| matches!(field.kind, Kind::Number { decimals: 0, .. }))
}
