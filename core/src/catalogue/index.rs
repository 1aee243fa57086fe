//! The texts of a catalogue, word by word, and the search over them. It refuses to know what a procedure is.

use std::collections::BTreeMap;

use super::query::{Reading, Vocabulary, read};
use super::score::{Answered, Found, Token, judge, look};
use super::slips::sound;
use super::synonyms::Phrases;
use super::words::{Word, words};

/// What is known of one procedure for finding it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry<'a> {
    /// The caller's own number for it.
    pub key: u32,
    /// The full legal name: marks are places in it.
    pub name: &'a str,
    /// The plain name.
    pub short_name: Option<&'a str>,
    /// Words people search by.
    pub keywords: &'a [String],
    /// The sector's name.
    pub sector: &'a str,
    /// The competent body in words.
    pub agency: &'a str,
    /// The national code, or a local one.
    pub code: &'a str,
    /// Codes it was known by.
    pub aliases: &'a [String],
    /// How far it is put before others that answer as well, 0–100: filed here, much used.
    pub weight: u8,
}

/// One procedure found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The caller's number.
    pub key: u32,
    /// How well it answers; greater is better, only comparable within one search.
    pub score: u32,
    /// The parts of the full name that were asked for: from and past the end, in bytes, in order.
    pub marks: Vec<(u32, u32)>,
}

/// A catalogue made ready for searching.
#[derive(Clone, Debug)]
pub struct Index {
    vocabulary: Vocabulary,
    phrases: Phrases,
    keys: Vec<String>,
    tokens: Vec<Token>,
    texts: Vec<Text>,
    entries: Vec<Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    key: u32,
    weight: u8,
    name: String,
    codes: Vec<String>,
    texts: std::ops::Range<usize>,
    /// Where the words of the name stand in it.
    places: Vec<(u32, u32)>,
}

#[derive(Clone, Debug)]
struct Text {
    kind: TextKind,
    tokens: std::ops::Range<usize>,
}

/// The texts of one entry, taken apart.
type Texts = Vec<(TextKind, Vec<Word>)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextKind {
    /// The full name: always the first text of an entry.
    Name,
    /// The plain name.
    ShortName,
    /// A keyword.
    Keyword,
    /// The sector and the agency: they help, but nothing is found by them alone.
    Beside,
}

impl Index {
    /// Makes a catalogue ready for searching.
    pub fn new<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let read: Vec<(Entry<'a>, Texts)> = entries
            .into_iter()
            .map(|entry| {
                let texts = texts_of(&entry);
                (entry, texts)
            })
            .collect();
        let phrases = Phrases::new();
        let vocabulary = vocabulary(&read);
        let mut index = Self {
            keys: keys(&phrases),
            phrases,
            vocabulary,
            tokens: Vec::new(),
            texts: Vec::new(),
            entries: Vec::new(),
        };
        for (entry, texts) in &read {
            index.take(entry, texts);
        }
        index
    }

    fn take(&mut self, entry: &Entry<'_>, texts: &[(TextKind, Vec<Word>)]) {
        let first = self.texts.len();
        for (kind, words) in texts {
            let from = self.tokens.len();
            let asides = self.phrases.asides(words);
            let turns = self.phrases.turns(words);
            for ((word, aside), turns) in words.iter().zip(asides).zip(turns) {
                let known = self
                    .vocabulary
                    .find(&word.folded)
                    .zip(self.vocabulary.find_spelled(&word.spelled));
                let Some((folded, spelled)) = known else { continue };
                let tells = self.vocabulary.tells[folded];
                self.tokens.push(Token {
                    folded: u32::try_from(folded).unwrap_or(0),
                    spelled,
                    tells: if aside { tells * 0.08 } else { tells },
                    turns,
                });
            }
            self.texts.push(Text {
                kind: *kind,
                tokens: from..self.tokens.len(),
            });
        }
        let codes = std::iter::once(entry.code).chain(entry.aliases.iter().map(String::as_str));
        self.entries.push(Kept {
            key: entry.key,
            weight: entry.weight.min(100),
            name: entry.name.to_owned(),
            codes: codes.map(str::to_ascii_lowercase).collect(),
            texts: first..self.texts.len(),
            places: texts[0].1.iter().map(|word| (word.start, word.end)).collect(),
        });
    }

    /// Returns how many procedures can be found.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Says whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the procedures that answer what was typed, best first, at most `limit` of those that `keep` lets pass.
    ///
    /// Nothing typed finds nothing. A code, or the beginning of one, finds by code.
    pub fn search(&self, query: &str, keep: impl Fn(u32) -> bool, limit: usize) -> Vec<Hit> {
        let kept: Vec<&Kept> = self.entries.iter().filter(|entry| keep(entry.key)).collect();
        if let Some(code) = code_of(query) {
            let hits = by_code(&kept, &code, limit);
            if !hits.is_empty() {
                return hits;
            }
        }
        let readings = read(query, &self.vocabulary, &self.phrases, &self.keys);
        let laid: Vec<(Reading, Answered)> = readings
            .into_iter()
            .map(|reading| {
                let answered = Answered::new(&reading, self.vocabulary.folded.len());
                (reading, answered)
            })
            .collect();
        let mut found: Vec<(f32, usize, &Kept)> = kept
            .into_iter()
            .filter_map(|entry| self.best(entry, &laid).map(|(score, reading)| (score, reading, entry)))
            .collect();
        let best = found.iter().map(|(score, ..)| *score).fold(0.0, f32::max);
        found.retain(|(score, ..)| *score >= best * 0.35);
        found.sort_by(|(left, _, a), (right, _, b)| right.total_cmp(left).then(a.codes.cmp(&b.codes)));
        found.truncate(limit);
        found
            .into_iter()
            .map(|(score, reading, entry)| Hit {
                key: entry.key,
                score: (score * 100_000.0) as u32,
                marks: laid
                    .get(reading)
                    .map_or_else(Vec::new, |(reading, answered)| self.marks(entry, reading, answered)),
            })
            .collect()
    }

    /// Returns the score of an entry and the reading that gave it; `None` where too little of any reading is there.
    fn best(&self, entry: &Kept, laid: &[(Reading, Answered)]) -> Option<(f32, usize)> {
        let mut best: Option<(f32, usize)> = None;
        let mut looked: Vec<(TextKind, Found)> = Vec::with_capacity(entry.texts.len());
        for (at, (reading, answered)) in laid.iter().enumerate() {
            looked.clear();
            looked.extend(
                self.texts[entry.texts.clone()]
                    .iter()
                    .map(|text| (text.kind, look(reading, answered, &self.tokens[text.tokens.clone()]))),
            );
            let mut beside = [0.0f32; 16];
            for (_, found) in &looked {
                for (sum, term) in beside.iter_mut().zip(found.terms) {
                    *sum = sum.max(term);
                }
            }
            for (kind, found) in &looked {
                let worth = match kind {
                    TextKind::Name | TextKind::ShortName => 1.0,
                    TextKind::Keyword => 0.96,
                    TextKind::Beside => continue,
                };
                let (covered, score) = judge(reading, found, &beside);
                let score = score * worth * (1.0 + f32::from(entry.weight) * 0.001);
                if covered >= 0.35 && best.is_none_or(|(so_far, _)| score > so_far) {
                    best = Some((score, at));
                }
            }
        }
        best
    }

    fn marks(&self, entry: &Kept, reading: &Reading, answered: &Answered) -> Vec<(u32, u32)> {
        let name = &self.texts[entry.texts.start];
        let mut marks: Vec<(u32, u32)> = Vec::new();
        for (token, (start, end)) in self.tokens[name.tokens.clone()].iter().zip(&entry.places) {
            let word = &self.vocabulary.folded[token.folded as usize];
            let answer = answered
                .by(token.folded)
                .iter()
                .filter(|(term, sure)| *sure >= 0.45 && !reading.terms[*term].aside)
                .max_by(|(_, left), (_, right)| left.total_cmp(right));
            let Some((term, _)) = answer else { continue };
            let begun = reading.terms[*term].begun.as_deref();
            let end = begun
                .filter(|begun| word.starts_with(begun))
                .and_then(|begun| part_of(&entry.name, *start, *end, begun.len(), word.len()))
                .unwrap_or(*end);
            match marks.last_mut() {
                Some((_, before)) if *before + 1 == *start => *before = end,
                Some(_) | None => marks.push((*start, end)),
            }
        }
        marks
    }
}

/// Returns the byte past the first `typed` characters of a word, when it has as many as its folded form.
fn part_of(name: &str, start: u32, end: u32, typed: usize, folded: usize) -> Option<u32> {
    let word = name.get(start as usize..end as usize)?;
    let same_count = word.chars().count() == folded;
    let (at, _) = word.char_indices().nth(typed).filter(|_| same_count)?;
    Some(start + u32::try_from(at).ok()?)
}

fn texts_of(entry: &Entry<'_>) -> Texts {
    let mut texts = vec![(TextKind::Name, words(entry.name))];
    texts.extend(entry.short_name.map(|name| (TextKind::ShortName, words(name))));
    texts.extend(entry.keywords.iter().map(|keyword| (TextKind::Keyword, words(keyword))));
    texts.push((TextKind::Beside, words(entry.sector)));
    texts.push((TextKind::Beside, words(entry.agency)));
    texts
}

fn keys(phrases: &Phrases) -> Vec<String> {
    let mut keys: Vec<String> = phrases.typed_words().map(str::to_owned).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Collects the words and how much each tells: the rarer among procedures, the more.
fn vocabulary(read: &[(Entry<'_>, Texts)]) -> Vocabulary {
    let mut folded: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut spelled: BTreeMap<&str, ()> = BTreeMap::new();
    for (number, (_, texts)) in read.iter().enumerate() {
        for word in texts.iter().flat_map(|(_, words)| words) {
            let (entries, last) = folded.entry(&word.folded).or_insert((0, usize::MAX));
            if *last != number {
                (*entries, *last) = (*entries + 1, number);
            }
            spelled.insert(&word.spelled, ());
        }
    }
    let all = read.len() as f32;
    Vocabulary {
        sounds: folded.keys().map(|word| sound(word)).collect(),
        tells: folded
            .values()
            .map(|(entries, _)| (1.0 + all / *entries as f32).ln())
            .collect(),
        folded: folded.into_keys().map(str::to_owned).collect(),
        spelled: spelled.into_keys().map(str::to_owned).collect(),
    }
}

/// Returns what may be a code or the beginning of one: digits and dots, an agency's suffix dropped.
fn code_of(query: &str) -> Option<String> {
    let query = query.trim().to_ascii_lowercase();
    let head: String = query.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let is_suffix = query[head.len()..]
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let digits = head.chars().filter(char::is_ascii_digit).count();
    let is_national = digits >= 3 && is_suffix;
    let is_local = query.is_ascii() && query.contains('-') && !query.contains(' ');
    (is_national || is_local).then_some(query)
}

fn by_code(kept: &[&Kept], code: &str, limit: usize) -> Vec<Hit> {
    let national = code
        .get(..8)
        .filter(|_| code.len() > 8 && code.as_bytes().get(8) == Some(&b'.'));
    let matches = |known: &str| {
        let is_begun = known.starts_with(code) || known.get(2..).is_some_and(|tail| tail.starts_with(code));
        let undotted = known.replace('.', "");
        is_begun || undotted.starts_with(code) || national == Some(known)
    };
    let mut found: Vec<&Kept> = kept
        .iter()
        .filter(|entry| entry.codes.iter().any(|known| matches(known)))
        .copied()
        .collect();
    found.sort_by(|left, right| right.weight.cmp(&left.weight).then(left.codes.cmp(&right.codes)));
    found.truncate(limit);
    found
        .into_iter()
        .map(|entry| Hit {
            key: entry.key,
            score: 100_000 + u32::from(entry.weight),
            marks: Vec::new(),
        })
        .collect()
}
