//! What a filing costs, in words: sums, why they are what they are, and what is still missing to know them.

use motcua_core::calendar::format;
use motcua_core::payment::{Money, words::ZeroTens};
use motcua_core::procedure::{Due, Missing, QuoteLine, Reduced, Reduction, Relief, ReliefKind, Total};

use super::{number, terms, words};
use crate::views::Language;

words! {
    so_far: "Phí, lệ phí đến lúc này", "Fees and charges so far";
    total: "Cộng", "Total";
    at_filing: "Phí, lệ phí tính lúc nộp", "Fees and charges at filing";
    all_rates: "Tất cả các mức thu", "All rates";
    counted_again: "Cổng tính lại theo ngày bạn nộp.", "It is counted again on the day you file.";
    on_request: "mỗi bản, khi bạn đề nghị; không tính vào tổng", "each, if you ask for it; not in the total";
    capped: "mức tối đa", "the most it comes to";
    depends: "Tùy câu trả lời", "Depends on your answers";
    proof: "Giấy tờ chứng minh", "Proof to attach";
    council_left: "Có khoản do Hội đồng nhân dân tỉnh quyết định, cổng chưa có mức thu.",
        "A part is set by the provincial council; the figure is not on file.";
    unsaid_left: "Có khoản mà nguồn không ghi mức thu. Hãy hỏi nơi giải quyết.",
        "The source leaves a part unsaid. Ask the office that decides.";
}

fn money(sum: Money) -> String {
    number::money(sum.dong())
}

/// Says a total in a few words; what is free, decided by the council and unknown stay three different things.
pub fn total_in_short(language: Language, total: &Total) -> String {
    match total {
        Total::Known(sum) if sum.is_zero() => terms::free(language).to_owned(),
        Total::Known(sum) => money(*sum),
        Total::Open { least, .. } if !least.is_zero() => {
            let from = match language {
                Language::Vi => "Từ ",
                Language::En => "From ",
            };
            from.to_owned() + &money(*least)
        }
        Total::Open {
            missing,
            by_council,
            unsaid,
            ..
        } => match (missing.is_empty(), by_council, unsaid) {
            (true, true, false) => terms::by_council(language),
            (true, false, _) => terms::fee_unknown(language),
            (true, true, true) | (false, _, _) => terms::fee_varies(language),
        }
        .to_owned(),
    }
}

/// Says what keeps a total from being known, a sentence each.
pub fn left_open(language: Language, total: &Total) -> Vec<String> {
    let Total::Open {
        missing,
        by_council,
        unsaid,
        ..
    } = total
    else {
        return Vec::new();
    };
    let answers = (!missing.is_empty()).then(|| to_answer(language, missing));
    let council = by_council.then(|| council_left(language).to_owned());
    let unsaid = unsaid.then(|| unsaid_left(language).to_owned());
    [answers, council, unsaid].into_iter().flatten().collect()
}

fn to_answer(language: Language, missing: &[Missing]) -> String {
    let ask = match language {
        Language::Vi => "Để biết đúng số tiền, cần trả lời: ",
        Language::En => "To know the sum, answer: ",
    };
    let questions: Vec<&str> = missing.iter().map(|one| one.label.trim_end_matches('?')).collect();
    [ask, &questions.join("; "), "."].concat()
}

/// Says an amount in figures, in Vietnamese also in words, as receipts state it.
pub fn in_full(language: Language, sum: Money) -> String {
    match language {
        Language::Vi => format!("{sum} ({})", sum.in_words(ZeroTens::Le)),
        Language::En => money(sum),
    }
}

/// Names a line: phí or lệ phí, and what for.
pub fn line_name(language: Language, line: &QuoteLine) -> String {
    let kind = terms::fee_kind(language, line.kind);
    match &line.name {
        Some(name) => [kind, " · ", name].concat(),
        None => kind.to_owned(),
    }
}

/// Says what is due of a line.
pub fn due(language: Language, due: &Due) -> String {
    match due {
        Due::Free => terms::free(language).to_owned(),
        Due::Sum(sum) => money(*sum),
        Due::OnRequest(each) => money(*each) + " " + on_request(language),
        Due::ByCouncil => terms::by_council(language).to_owned(),
        Due::Text(text) => text.clone(),
        Due::Unknown => terms::fee_unknown(language).to_owned(),
        Due::Open(_) => depends(language).to_owned(),
    }
}

/// Says how a line was counted: `3 × 8.000 đ`; nothing where there is nothing to count.
pub fn counted(language: Language, line: &QuoteLine) -> Option<String> {
    let (each, count) = (line.each?, line.count?);
    let mut words = [&number::grouped(count), " × ", &money(each)].concat();
    if line.free > 0 {
        let free = number::grouped(u64::from(line.free));
        words += &match language {
            Language::Vi => [", không tính ", &free, " đầu"].concat(),
            Language::En => [", the first ", &free, " free"].concat(),
        };
    }
    if line.capped {
        words.push_str(", ");
        words.push_str(capped(language));
    }
    Some(words)
}

/// Says why less is due.
pub fn relief(language: Language, relief: &Relief) -> String {
    let word = match (language, relief.kind) {
        (Language::Vi, ReliefKind::Reduced) => "Được giảm",
        (Language::Vi, ReliefKind::Exempt) => "Được miễn",
        (Language::En, ReliefKind::Reduced) => "Reduced",
        (Language::En, ReliefKind::Exempt) => "Exempt",
    };
    let from = relief.full.filter(|full| !full.is_zero()).map(|full| match language {
        Language::Vi => [" từ ", &money(full)].concat(),
        Language::En => [" from ", &money(full)].concat(),
    });
    [word, &from.unwrap_or_default(), ": ", &relief.ground].concat()
}

/// Says a reduction as the procedure states it: what it leaves, by which channel and when.
pub fn reduction(language: Language, reduction: &Reduction) -> String {
    let mut words = match (language, reduction.to) {
        (Language::Vi, Reduced::Percent(percent)) => format!("Giảm {percent}%"),
        (Language::Vi, Reduced::Dong(dong)) => ["Giảm còn ", &number::money(dong)].concat(),
        (Language::En, Reduced::Percent(percent)) => format!("{percent}% less"),
        (Language::En, Reduced::Dong(dong)) => ["Reduced to ", &number::money(dong)].concat(),
    };
    if let Some(channel) = reduction.channel {
        words.push_str(" · ");
        words.push_str(terms::channel(language, channel));
    }
    let day = |day: Option<time::Date>| day.map_or("…".to_owned(), format::date);
    if reduction.valid_from.is_some() || reduction.valid_to.is_some() {
        words.push_str(" · ");
        words.push_str(&[day(reduction.valid_from), "–".to_owned(), day(reduction.valid_to)].concat());
    }
    words + ": " + &reduction.ground
}

/// Says who is exempt, as the procedure states it.
pub fn exemption(language: Language, ground: &str) -> String {
    let word = match language {
        Language::Vi => "Miễn: ",
        Language::En => "Exempt: ",
    };
    word.to_owned() + ground
}
