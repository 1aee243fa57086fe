//! Synonyms put in their places, and words that only say that one asks told from words asked for.

use super::phrases::{ASIDES, TABLE, TURNS};
use super::words::{Word, words};

/// One entry of the table, taken apart once.
#[derive(Clone, Debug)]
struct Synonym {
    typed: Vec<Word>,
    meant: Vec<Word>,
}

/// The table of synonyms and asides, taken apart once for an index.
#[derive(Clone, Debug)]
pub(super) struct Phrases {
    synonyms: Vec<Synonym>,
    asides: Vec<Vec<Word>>,
    turns: Vec<Vec<Word>>,
}

impl Phrases {
    /// Takes the tables apart.
    pub fn new() -> Self {
        Self {
            synonyms: TABLE
                .iter()
                .map(|(typed, meant)| Synonym {
                    typed: words(typed),
                    meant: words(meant).into_iter().map(|word| Word::put(&word.spelled)).collect(),
                })
                .collect(),
            asides: list(ASIDES),
            turns: list(TURNS),
        }
    }

    /// Returns every word that is typed for another.
    pub fn typed_words(&self) -> impl Iterator<Item = &str> {
        self.synonyms
            .iter()
            .flat_map(|synonym| &synonym.typed)
            .map(|word| word.folded.as_str())
    }

    /// Returns the words as typed, then with each synonym put in its place alone, then with all of them.
    pub fn variants(&self, typed: &[Word]) -> Vec<Vec<Word>> {
        const MOST: usize = 8;
        let mut found = vec![typed.to_vec()];
        let mut all = typed.to_vec();
        let mut longest_first: Vec<&Synonym> = self
            .synonyms
            .iter()
            .filter(|s| place(typed, &s.typed).is_some())
            .collect();
        longest_first.sort_by_key(|synonym| std::cmp::Reverse(synonym.typed.len()));
        for synonym in longest_first {
            if found.len() < MOST {
                found.extend(put(typed, synonym));
            }
            // What an earlier synonym brought in may not be replaced again, so the typed words must still be there.
            if let Some(next) = put(&all, synonym).filter(|_| {
                all.iter()
                    .any(|word| synonym.typed.iter().any(|t| t.folded == word.folded && word.end > 0))
            }) {
                all = next;
            }
        }
        if found.len() > 2 && !found.contains(&all) {
            found.push(all);
        }
        found
    }

    /// Says of each word whether it only says that one asks.
    pub fn asides(&self, typed: &[Word]) -> Vec<bool> {
        within(&self.asides, typed)
    }

    /// Says of each word whether it turns a procedure into another one than the plain case.
    pub fn turns(&self, typed: &[Word]) -> Vec<bool> {
        within(&self.turns, typed)
    }
}

/// Takes a list of phrases apart; bars stand between them.
fn list(phrases: &str) -> Vec<Vec<Word>> {
    phrases.split('|').map(words).collect()
}

/// Says of each word whether it stands in one of the phrases.
fn within(phrases: &[Vec<Word>], typed: &[Word]) -> Vec<bool> {
    let mut inside = vec![false; typed.len()];
    for phrase in phrases {
        for (at, window) in typed.windows(phrase.len()).enumerate() {
            if window.iter().zip(phrase).all(|(word, part)| means(word, part)) {
                inside[at..at + phrase.len()].fill(true);
            }
        }
    }
    inside
}

fn place(typed: &[Word], phrase: &[Word]) -> Option<usize> {
    typed
        .windows(phrase.len())
        .position(|window| window.iter().zip(phrase).all(|(word, part)| means(word, part)))
}

fn put(typed: &[Word], synonym: &Synonym) -> Option<Vec<Word>> {
    let at = place(typed, &synonym.typed)?;
    let mut changed = typed[..at].to_vec();
    changed.extend(synonym.meant.iter().cloned());
    changed.extend_from_slice(&typed[at + synonym.typed.len()..]);
    Some(changed)
}

/// Says whether a typed word may be this one: the same letters, and the same accents where accents were typed.
fn means(word: &Word, part: &Word) -> bool {
    word.folded == part.folded && (!word.has_accents() || word.spelled == part.spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(query: &str) -> Vec<String> {
        Phrases::new()
            .variants(&words(query))
            .iter()
            .map(|words| {
                words
                    .iter()
                    .map(|word| word.folded.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn what_people_say_stands_for_what_the_law_says() {
        assert!(variants("đổi cccd").contains(&"doi can cuoc".to_owned()));
        assert!(variants("lam so do").contains(&"lam giay chung nhan quyen su dung dat".to_owned()));
        assert_eq!(variants("sơ đồ").len(), 1);
        assert!(
            variants("mo hkd bhyt")
                .iter()
                .any(|words| words == "mo ho kinh doanh bao hiem y te")
        );
    }

    #[test]
    fn words_of_asking_are_told_from_words_asked_for() {
        let typed = words("thu tuc thu hoi");
        assert_eq!(Phrases::new().asides(&typed), [true, true, false, false]);
    }
}
