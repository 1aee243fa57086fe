//! The little of PDF's syntax that leads from the end of a file to its pages: numbers, names, references, dictionaries.
//! Strings are passed over; nothing nests deeper than [`DEEPEST`].

/// The deepest nesting that is read.
const DEEPEST: u8 = 24;

/// A value of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A whole number.
    Int(i64),
    /// A name, without its slash.
    Name(Vec<u8>),
    /// A reference to an object.
    Ref(u32),
    /// Values in order.
    Array(Vec<Value>),
    /// Values by name.
    Dict(Dict),
    /// A string, a real number, true, false or null.
    Other,
}

/// Values by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dict(Vec<(Vec<u8>, Value)>);

impl Dict {
    /// Returns the value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(key, _)| key == name.as_bytes())
            .map(|(_, value)| value)
    }

    /// Returns a whole number, not below zero.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        match self.get(name)? {
            Value::Int(number) => u64::try_from(*number).ok(),
            Value::Name(_) | Value::Ref(_) | Value::Array(_) | Value::Dict(_) | Value::Other => None,
        }
    }

    /// Returns the number of the object a name refers to.
    pub(super) fn reference(&self, name: &str) -> Option<u32> {
        match self.get(name)? {
            Value::Ref(object) => Some(*object),
            Value::Int(_) | Value::Name(_) | Value::Array(_) | Value::Dict(_) | Value::Other => None,
        }
    }

    /// Returns the whole numbers of an array.
    pub(super) fn numbers(&self, name: &str) -> Option<Vec<u64>> {
        match self.get(name)? {
            Value::Array(values) => Some(
                values
                    .iter()
                    .map_while(|value| match value {
                        Value::Int(number) => u64::try_from(*number).ok(),
                        Value::Name(_) | Value::Ref(_) | Value::Array(_) | Value::Dict(_) | Value::Other => None,
                    })
                    .collect(),
            ),
            Value::Int(_) | Value::Name(_) | Value::Ref(_) | Value::Dict(_) | Value::Other => None,
        }
    }
}

/// Reads values one after the other.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

impl<'a> Reader<'a> {
    /// Reads from the beginning of some bytes.
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Returns how far it has read.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Passes over a word if it is next.
    pub(super) fn takes(&mut self, word: &str) -> bool {
        self.skip_space();
        let is_next = self.bytes[self.at..].starts_with(word.as_bytes());
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Reads a whole number, not below zero.
    pub(super) fn number(&mut self) -> Option<u64> {
        self.skip_space();
        let rest = &self.bytes[self.at..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// Reads a dictionary.
    pub(super) fn dict(&mut self) -> Option<Dict> {
        match self.value(0)? {
            Value::Dict(dict) => Some(dict),
            Value::Int(_) | Value::Name(_) | Value::Ref(_) | Value::Array(_) | Value::Other => None,
        }
    }

    fn value(&mut self, deep: u8) -> Option<Value> {
        if deep > DEEPEST {
            return None;
        }
        self.skip_space();
        match self.peek()? {
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dict_body(deep),
            b'<' => {
                let end = self.bytes[self.at..].iter().position(|byte| *byte == b'>')?;
                self.at += end + 1;
                Some(Value::Other)
            }
            b'(' => self.string(),
            b'[' => self.array(deep),
            b'/' => Some(Value::Name(self.name())),
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.figure()),
            _ => {
                let word = self.word();
                (word > 0).then_some(Value::Other)
            }
        }
    }

    fn dict_body(&mut self, deep: u8) -> Option<Value> {
        self.at += 2;
        let mut pairs = Vec::new();
        loop {
            if self.takes(">>") {
                return Some(Value::Dict(Dict(pairs)));
            }
            if self.peek()? != b'/' {
                return None;
            }
            let name = self.name();
            pairs.push((name, self.value(deep + 1)?));
        }
    }

    fn array(&mut self, deep: u8) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            if self.takes("]") {
                return Some(Value::Array(values));
            }
            values.push(self.value(deep + 1)?);
        }
    }

    fn string(&mut self) -> Option<Value> {
        let mut open = 0_u32;
        loop {
            match self.peek()? {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(Value::Other);
            }
        }
    }

    /// Reads a name; `#41` in it stands for a byte.
    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let start = self.at;
        self.word();
        let raw = &self.bytes[start..self.at];
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(&byte) = raw.get(at) {
            let coded = (byte == b'#').then(|| raw.get(at + 1..at + 3)).flatten();
            let coded = coded.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
            name.push(coded.unwrap_or(byte));
            at += if coded.is_some() { 3 } else { 1 };
        }
        name
    }

    /// Passes over what is neither space nor delimiter and returns how much that was.
    fn word(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        self.at - start
    }

    /// Reads a number, or the reference that begins with it.
    fn figure(&mut self) -> Value {
        let start = self.at;
        self.word();
        let Some(number) = std::str::from_utf8(&self.bytes[start..self.at])
            .ok()
            .and_then(|text| text.parse::<i64>().ok())
        else {
            return Value::Other;
        };
        let after = self.at;
        if let Ok(object) = u32::try_from(number)
            && self.number().is_some()
            && self.takes("R")
            && self.peek().is_none_or(|byte| is_space(byte) || is_delimiter(byte))
        {
            return Value::Ref(object);
        }
        self.at = after;
        Value::Int(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_read_with_what_is_nested_in_it() {
        let text = b"<</Type/Cat#61log /Pages 2 0 R % a remark\n/W[1 2 1]/ID[<01><02>]/T(a \\) (b) )/N -3/P<</Q 1.5>>/X null>>";
        let dict = Reader::new(text).dict().unwrap();
        assert_eq!(dict.get("Type"), Some(&Value::Name(b"Catalog".to_vec())));
        assert_eq!(dict.reference("Pages"), Some(2));
        assert_eq!(dict.numbers("W"), Some(vec![1, 2, 1]));
        assert_eq!((dict.get("N"), dict.number("N")), (Some(&Value::Int(-3)), None));
        assert_eq!(dict.get("X"), Some(&Value::Other));
    }

    #[test]
    fn what_is_broken_or_too_deep_is_no_dictionary() {
        for text in ["<</A", "<</A 1", "<<1 2>>", "[1 2]", "<</A (x>>", "", "<</A <<>"] {
            assert_eq!(Reader::new(text.as_bytes()).dict(), None, "{text}");
        }
        let deep = ["<</A ".repeat(50), ">>".repeat(50)].concat();
        assert_eq!(Reader::new(deep.as_bytes()).dict(), None);
    }
}
