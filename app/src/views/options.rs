//! A list to choose from (danh mục): the same for everybody, so what a page needs of it is made once and shared.

use std::sync::Arc;

use motcua_core::form::Choice;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What may be chosen, in the order it is offered; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct OptionList(Arc<Made>);

const END: &str = "</option>";

#[derive(Debug, Default)]
struct Made {
    choices: Vec<Choice>,
    html: String,
    /// Where the tag of each choice begins in `html`.
    starts: Vec<usize>,
    #[cfg(feature = "ssr")]
    json: Option<Box<serde_json::value::RawValue>>,
}

impl OptionList {
    /// Returns the choices.
    pub fn choices(&self) -> &[Choice] {
        &self.0.choices
    }

    /// Says whether a value may be chosen.
    pub fn has(&self, value: &str) -> bool {
        self.0.choices.iter().any(|choice| choice.value == value)
    }

    /// Returns the `<option>`s of a select: `first`, which chooses nothing, then the list with the chosen one selected.
    pub fn html(&self, first: &str, chosen: &str) -> String {
        let made = &self.0.html;
        let nothing = [&value_of(""), &escaped(first), END].concat();
        let at = self
            .choices()
            .iter()
            .zip(&self.0.starts)
            .find(|(choice, _)| !chosen.is_empty() && choice.value == chosen)
            .map(|(_, start)| start + "<option".len());
        match at {
            None => [nothing.as_str(), made].concat(),
            Some(at) => {
                let (before, after) = made.split_at(at);
                [nothing.as_str(), before, " selected", after].concat()
            }
        }
    }
}

impl FromIterator<Choice> for OptionList {
    fn from_iter<T: IntoIterator<Item = Choice>>(choices: T) -> Self {
        let choices: Vec<Choice> = choices.into_iter().collect();
        let mut html = String::with_capacity(choices.len() * 48);
        let mut starts = Vec::with_capacity(choices.len());
        for choice in &choices {
            starts.push(html.len());
            html.push_str(&value_of(&choice.value));
            html.push_str(&escaped(&choice.label));
            html.push_str(END);
        }
        Self(Arc::new(Made {
            #[cfg(feature = "ssr")]
            json: serde_json::value::to_raw_value(&pairs(&choices)).ok(),
            choices,
            html,
            starts,
        }))
    }
}

/// Returns the opening tag of an option.
fn value_of(value: &str) -> String {
    [r#"<option value=""#, &escaped(value), r#"">"#].concat()
}

/// Returns a text that can stand in an element or in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

fn pairs(choices: &[Choice]) -> Vec<(&str, &str)> {
    choices
        .iter()
        .map(|choice| (choice.value.as_str(), choice.label.as_str()))
        .collect()
}

impl PartialEq for OptionList {
    fn eq(&self, other: &Self) -> bool {
        self.choices() == other.choices()
    }
}

/// On the wire a list is pairs of value and label.
impl Serialize for OptionList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[cfg(feature = "ssr")]
        if let Some(json) = &self.0.json {
            return json.serialize(serializer);
        }
        pairs(self.choices()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for OptionList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(String, String)>::deserialize(deserializer)?;
        Ok(pairs
            .into_iter()
            .map(|(value, label)| Choice { value, label })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(pairs: &[(&str, &str)]) -> OptionList {
        pairs
            .iter()
            .map(|(value, label)| Choice {
                value: (*value).to_owned(),
                label: (*label).to_owned(),
            })
            .collect()
    }

    #[test]
    fn the_chosen_one_is_selected_and_no_other() {
        let list = list(&[("1", "Một"), ("11", "Mười một")]);
        assert_eq!(
            list.html("Chọn", "11"),
            r#"<option value="">Chọn</option><option value="1">Một</option><option selected value="11">Mười một</option>"#
        );
        for nothing in ["", "2", "Một", "\">"] {
            assert!(!list.html("Chọn", nothing).contains("selected"), "{nothing}");
        }
    }

    #[test]
    fn no_text_breaks_out() {
        let html = list(&[("\"><script>", "</option></select><b>")]).html("<i>", "\"><script>");
        assert_eq!(
            html,
            "<option value=\"\">&lt;i&gt;</option><option selected value=\"&quot;&gt;&lt;script&gt;\">\
             &lt;/option&gt;&lt;/select&gt;&lt;b&gt;</option>"
        );
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_list_travels_as_pairs() {
        let sent = list(&[("01", "Kinh \"a\""), ("02", "Tày")]);
        let json = serde_json::to_string(&sent).unwrap();
        assert_eq!(json, r#"[["01","Kinh \"a\""],["02","Tày"]]"#);
        assert_eq!(serde_json::from_str::<OptionList>(&json).unwrap(), sent);
    }
}
