//! What was typed, turned into terms of one index: each term with the words of the index it may mean and how surely.

use super::slips::{one_slip, sound, split, without_keystrokes};
use super::synonyms::Phrases;
use super::words::{Word, words};

/// More words than this are not looked at.
const MOST_WORDS: usize = 16;
/// More characters than this are not looked at.
const MOST_CHARS: usize = 200;
/// What a word counts that only says that one asks.
const ASIDE: f32 = 0.08;

/// The words of an index: folded, sorted, each with how much it tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// Folded words in order.
    pub folded: Vec<String>,
    /// How each sounds.
    pub sounds: Vec<String>,
    /// How much each tells: rare words tell more.
    pub tells: Vec<f32>,
    /// Spellings in order.
    pub spelled: Vec<String>,
}

impl Vocabulary {
    /// Returns the place of a folded word.
    pub fn find(&self, folded: &str) -> Option<usize> {
        self.folded.binary_search_by(|known| known.as_str().cmp(folded)).ok()
    }

    /// Returns the place of a spelling.
    pub fn find_spelled(&self, spelled: &str) -> Option<u32> {
        let at = self
            .spelled
            .binary_search_by(|known| known.as_str().cmp(spelled))
            .ok()?;
        u32::try_from(at).ok()
    }

    /// Returns the places of the words that begin so.
    fn beginning(&self, start: &str) -> std::ops::Range<usize> {
        let from = self.folded.partition_point(|word| word.as_str() < start);
        let count = self.folded[from..]
            .iter()
            .take_while(|word| word.starts_with(start))
            .count();
        from..from + count
    }
}

/// One word asked for.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// How much it counts.
    pub weight: f32,
    /// Whether it only says that one asks.
    pub aside: bool,
    /// Its spelling in the index, when it was typed with accents.
    pub accents: Accents,
    /// The words of the index it may mean, each with how surely.
    pub means: Vec<(u32, f32)>,
    /// The letters typed so far, when the word may be unfinished.
    pub begun: Option<String>,
}

/// What the accents typed say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Accents {
    /// None were typed.
    Untyped,
    /// This spelling was typed.
    Spelled(u32),
    /// A spelling was typed that the index lacks.
    Other,
}

/// A query read one way.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Its terms, in the order typed.
    pub terms: Vec<Term>,
    /// How likely it is that this was meant.
    pub likely: f32,
}

/// Reads a query every way it may be meant, what was typed first.
pub(super) fn read(query: &str, vocabulary: &Vocabulary, phrases: &Phrases, keys: &[String]) -> Vec<Reading> {
    let short: String = query.chars().take(MOST_CHARS).collect();
    let mut typed = words(&short);
    typed.truncate(MOST_WORDS);
    let typed: Vec<Word> = typed
        .into_iter()
        .flat_map(|word| mend(word, vocabulary, keys))
        .take(MOST_WORDS)
        .collect();
    phrases
        .variants(&typed)
        .into_iter()
        .enumerate()
        .map(|(index, words)| {
            let asides = phrases.asides(&words);
            Reading {
                terms: words
                    .iter()
                    .zip(asides)
                    .take(MOST_WORDS)
                    .map(|(word, aside)| term(word, aside, vocabulary))
                    .collect(),
                likely: if index == 0 { 1.0 } else { 0.97 },
            }
        })
        .collect()
}

/// Puts right what no word of the index explains: keystrokes left over, spaces forgotten.
fn mend(word: Word, vocabulary: &Vocabulary, keys: &[String]) -> Vec<Word> {
    let is_known = |folded: &str| {
        vocabulary.find(folded).is_some() || keys.binary_search_by(|key| key.as_str().cmp(folded)).is_ok()
    };
    if is_known(&word.folded) {
        return vec![word];
    }
    let bare = without_keystrokes(&word.folded);
    if let Some(bare) = bare.as_deref().filter(|bare| is_known(bare)) {
        return vec![Word {
            spelled: bare.to_owned(),
            folded: bare.to_owned(),
            ..word
        }];
    }
    let is_begun = word.last && !vocabulary.beginning(&word.folded).is_empty();
    let is_slip = word.folded.len() < 8 && slips(&word.folded, vocabulary).next().is_some();
    if word.folded.len() < 4 || is_begun || is_slip {
        return vec![word];
    }
    let cost = |piece: &str| match vocabulary.find(piece) {
        Some(at) => Some(3.0 + vocabulary.tells[at]),
        None => is_known(piece).then_some(9.0),
    };
    let begins = |start: &str| !vocabulary.beginning(start).is_empty();
    let pieces = [Some(word.folded.clone()), bare]
        .into_iter()
        .flatten()
        .find_map(|whole| split(&whole, word.last, cost, begins));
    match pieces {
        None => vec![word],
        Some(pieces) => {
            let count = pieces.len();
            pieces
                .into_iter()
                .enumerate()
                .map(|(index, piece)| Word {
                    // A place of its own: it was typed, it was not put in.
                    start: word.start,
                    end: word.end,
                    last: word.last && index + 1 == count,
                    ..Word::put(&piece)
                })
                .collect()
        }
    }
}

fn slips<'a>(folded: &'a str, vocabulary: &'a Vocabulary) -> impl Iterator<Item = usize> + 'a {
    let long_enough = folded.len() >= 4 && folded.is_ascii();
    vocabulary
        .folded
        .iter()
        .enumerate()
        .filter(move |(_, known)| long_enough && one_slip(folded, known))
        .map(|(at, _)| at)
}

fn term(word: &Word, aside: bool, vocabulary: &Vocabulary) -> Term {
    let mut means: Vec<(usize, f32)> = Vec::new();
    let exact = vocabulary.find(&word.folded);
    let spelling = vocabulary.find_spelled(&word.spelled);
    means.extend(exact.map(|at| (at, 1.0)));
    // One or two letters are hardly a word yet.
    let is_word = exact.is_some() && word.folded.len() > 2;
    if word.last {
        for at in vocabulary.beginning(&word.folded).filter(|at| Some(*at) != exact) {
            let typed = word.folded.len() as f32 / vocabulary.folded[at].len() as f32;
            means.push((
                at,
                if exact.is_some() {
                    0.6 * typed
                } else {
                    0.55 + 0.4 * typed
                },
            ));
        }
    }
    let is_sure = exact.is_some() && word.has_accents() && spelling.is_some();
    if !is_sure && !aside {
        let (slip, likeness) = if exact.is_some() { (0.3, 0.25) } else { (0.75, 0.6) };
        means.extend(slips(&word.folded, vocabulary).map(|at| (at, slip)));
        let heard = sound(&word.folded);
        let alike = vocabulary
            .sounds
            .iter()
            .enumerate()
            .filter(|(_, known)| **known == heard);
        means.extend(alike.map(|(at, _)| (at, likeness)));
    }
    means.sort_by(|(left, sure), (right, other)| left.cmp(right).then(other.total_cmp(sure)));
    means.dedup_by_key(|(at, _)| *at);
    let weight = weight(&means, exact.filter(|_| is_word || !word.last), vocabulary) * if aside { ASIDE } else { 1.0 };
    Term {
        weight,
        aside,
        accents: match (word.has_accents(), spelling) {
            (false, _) => Accents::Untyped,
            (true, Some(at)) => Accents::Spelled(at),
            (true, None) => Accents::Other,
        },
        means: means
            .into_iter()
            .filter_map(|(at, sure)| Some((u32::try_from(at).ok()?, sure)))
            .collect(),
        begun: word.last.then(|| word.folded.clone()),
    }
}

/// A word counts what it tells; one that is not sure what it means counts as the commonest it may mean.
fn weight(means: &[(usize, f32)], exact: Option<usize>, vocabulary: &Vocabulary) -> f32 {
    let told = |at: usize| vocabulary.tells[at];
    match exact {
        Some(at) => told(at),
        None => means
            .iter()
            .map(|(at, _)| told(*at))
            .min_by(f32::total_cmp)
            .unwrap_or(3.0),
    }
}
