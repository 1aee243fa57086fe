//! How well one procedure answers one reading of a query: how much of it is there, how near together, how little else.

use super::query::{Accents, Reading};

/// One word of a text in the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Its folded word.
    pub folded: u32,
    /// Its spelling.
    pub spelled: u32,
    /// How much it tells here.
    pub tells: f32,
    /// Whether it turns the procedure into another one than the plain case.
    pub turns: bool,
}

/// The terms each word of the vocabulary may answer.
#[derive(Debug)]
pub(super) struct Answered {
    slots: Vec<u16>,
    lists: Vec<Vec<(usize, f32)>>,
}

impl Answered {
    /// Lays a reading out by word.
    pub fn new(reading: &Reading, words: usize) -> Self {
        let mut answered = Self {
            slots: vec![0; words],
            lists: vec![Vec::new()],
        };
        for (term, asked) in reading.terms.iter().enumerate() {
            for (word, sure) in &asked.means {
                let Some(slot) = answered.slots.get_mut(*word as usize) else {
                    continue;
                };
                if *slot == 0 {
                    *slot = u16::try_from(answered.lists.len()).unwrap_or(0);
                    answered.lists.push(Vec::new());
                }
                answered.lists[usize::from(*slot)].push((term, *sure));
            }
        }
        answered
    }

    /// Returns the terms a word may answer.
    pub fn by(&self, folded: u32) -> &[(usize, f32)] {
        &self.lists[usize::from(self.slots[folded as usize])]
    }
}

/// What one text has of a reading.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// How surely each term is there.
    pub terms: [f32; 16],
    /// Pairs of neighbouring terms that stand together, weighed.
    together: f32,
    /// How much of what the text tells was asked for.
    tight: f32,
    /// Whether it begins with what was asked.
    begins: bool,
    /// Whether it is another procedure than the plain case, and that was not asked for.
    turned: bool,
}

/// Looks for a reading in one text.
pub(super) fn look(reading: &Reading, answered: &Answered, text: &[Token]) -> Found {
    let mut found = Found {
        terms: [0.0; 16],
        together: 0.0,
        tight: 0.0,
        begins: false,
        turned: false,
    };
    let mut pairs = [0.0f32; 16];
    let mut before: &[(usize, f32)] = &[];
    let (mut told, mut asked, mut first) = (0.0, 0.0, true);
    for token in text {
        let answers = answered.by(token.folded);
        let mut best = 0.0f32;
        for (term, sure) in answers {
            let sure = sure * accents(reading.terms[*term].accents, token.spelled);
            if !reading.terms[*term].aside {
                best = best.max(sure);
            }
            found.terms[*term] = found.terms[*term].max(sure);
            let follows = before.iter().find(|(earlier, _)| earlier + 1 == *term);
            if let Some((_, earlier)) = follows {
                pairs[*term] = pairs[*term].max(sure.min(*earlier));
            }
        }
        if token.tells > 0.5 {
            found.begins |= first && best > 0.5;
            first = false;
        }
        found.turned |= token.turns && best < 0.5;
        told += token.tells;
        asked += token.tells * best.min(1.0);
        before = answers;
    }
    found.tight = if told > 0.0 { asked / told } else { 0.0 };
    found.together = together(reading, &pairs);
    found
}

fn accents(typed: Accents, spelled: u32) -> f32 {
    match typed {
        Accents::Untyped => 1.0,
        Accents::Spelled(at) if at == spelled => 1.08,
        Accents::Spelled(_) => 0.72,
        Accents::Other => 0.9,
    }
}

fn together(reading: &Reading, pairs: &[f32; 16]) -> f32 {
    let (mut sum, mut most) = (0.0, 0.0);
    for (at, pair) in reading.terms.windows(2).enumerate() {
        let weight = pair[0].weight.min(pair[1].weight);
        sum += weight * pairs[at + 1];
        most += weight;
    }
    if most > 0.0 { sum / most } else { 1.0 }
}

/// Returns how much of a reading a text has, helped by what is known beside it, and how well it has it.
pub(super) fn judge(reading: &Reading, found: &Found, beside: &[f32; 16]) -> (f32, f32) {
    let (mut sum, mut most) = (0.0, 0.0);
    for (at, term) in reading.terms.iter().enumerate() {
        sum += term.weight * found.terms[at].max(0.5 * beside[at]);
        most += term.weight;
    }
    if most <= 0.0 {
        return (0.0, 0.0);
    }
    let covered = sum / most;
    let begins = if found.begins { 0.08 } else { 0.0 };
    let plain = if found.turned { 0.8 } else { 1.0 };
    let well = 0.5 + 0.35 * found.tight + 0.25 * found.together + begins;
    (covered, covered.powi(2) * well * plain * reading.likely)
}
