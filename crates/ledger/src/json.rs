//! JSON as a verifier reads it: RFC 8259 in UTF-8, nested at most 64 levels deep, without lone
//! surrogates. Pure; numbers keep their spelling, so that none is too large to be read.
//!
//! Two programs that judge one record must agree on what is JSON at all, so its limits stand in the
//! specification (section 14) and not in a parser.

/// How deep arrays and objects may be nested; the outermost is level 1.
const MAX_DEPTH: usize = 64;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// Its members in their order; a name may stand twice.
    Object(Vec<(String, Json)>),
    Array(Vec<Json>),
    Text(String),
    /// As it is spelled.
    Number(String),
    Bool(bool),
    Null,
}

impl Json {
    /// Reads one value with nothing but white space around it.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader {
            rest: std::str::from_utf8(bytes).ok()?,
        };
        let value = reader.value(0)?;
        reader.space();
        reader.rest.is_empty().then_some(value)
    }

    /// The values of exactly these members, in this order.
    pub(crate) fn members<const N: usize>(&self, names: [&str; N]) -> Option<[&Json; N]> {
        let Self::Object(members) = self else {
            return None;
        };
        if members.len() != N {
            return None;
        }
        let mut values = [self; N];
        for (place, name) in values.iter_mut().zip(names) {
            *place = &members.iter().find(|(found, _)| found == name)?.1;
        }
        Some(values)
    }

    /// The member of this name; an error when it stands more than once.
    pub(crate) fn member(&self, name: &str) -> Result<Option<&Json>, Twice> {
        let Self::Object(members) = self else {
            return Ok(None);
        };
        let mut found = members.iter().filter(|(found, _)| found == name);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(Twice),
            (found, None) => Ok(found.map(|(_, value)| value)),
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Object(_) | Self::Array(_) | Self::Number(_) | Self::Bool(_) | Self::Null => None,
        }
    }

    /// A number that is spelled as the record spells numbers.
    pub(crate) fn number(&self) -> Option<u64> {
        self.spelled().and_then(crate::ids::number)
    }

    /// A number as it is spelled.
    pub(crate) fn spelled(&self) -> Option<&str> {
        match self {
            Self::Number(number) => Some(number),
            Self::Object(_) | Self::Array(_) | Self::Text(_) | Self::Bool(_) | Self::Null => None,
        }
    }

    pub(crate) fn array(&self) -> Option<&[Json]> {
        match self {
            Self::Array(values) => Some(values),
            Self::Object(_) | Self::Text(_) | Self::Number(_) | Self::Bool(_) | Self::Null => None,
        }
    }
}

/// A member stands more than once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Twice;

/// What is still to be read.
struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes this away from the front, when it stands there.
    fn takes(&mut self, wanted: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(())
    }

    /// The next thing after white space, when it is this.
    fn mark(&mut self, wanted: &str) -> Option<()> {
        self.space();
        self.takes(wanted)
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        match self.rest.as_bytes().first()? {
            b'{' | b'[' if depth >= MAX_DEPTH => None,
            b'{' => self.object(depth + 1),
            b'[' => self.array(depth + 1),
            b'"' => self.text().map(Json::Text),
            b't' => self.takes("true").map(|()| Json::Bool(true)),
            b'f' => self.takes("false").map(|()| Json::Bool(false)),
            b'n' => self.takes("null").map(|()| Json::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.takes("{")?;
        let mut members = Vec::new();
        if self.mark("}").is_some() {
            return Some(Json::Object(members));
        }
        loop {
            self.space();
            let name = self.text()?;
            self.mark(":")?;
            members.push((name, self.value(depth)?));
            if self.mark(",").is_none() {
                return self.takes("}").map(|()| Json::Object(members));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Json> {
        self.takes("[")?;
        let mut values = Vec::new();
        if self.mark("]").is_some() {
            return Some(Json::Array(values));
        }
        loop {
            values.push(self.value(depth)?);
            if self.mark(",").is_none() {
                return self.takes("]").map(|()| Json::Array(values));
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        self.takes("\"")?;
        let mut text = String::new();
        loop {
            let plain = self.rest.find(|at| at == '"' || at == '\\' || at < ' ')?;
            let (before, rest) = self.rest.split_at_checked(plain)?;
            text.push_str(before);
            self.rest = rest;
            if self.takes("\"").is_some() {
                return Some(text);
            }
            self.takes("\\")?;
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next()?;
        self.rest = letters.as_str();
        Some(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode(),
            _ => return None,
        })
    }

    /// What follows `\u`: a character, or the first half of one whose second half must follow.
    fn unicode(&mut self) -> Option<char> {
        let first = self.four()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.takes("\\u")?;
        let second = self.four()?;
        let low = second.checked_sub(0xdc00).filter(|&low| low < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + low)
    }

    fn four(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)
    }

    fn number(&mut self) -> Option<Json> {
        let all = self.rest;
        // A sign is no reason to go on.
        let _ = self.takes("-");
        if self.takes("0").is_none() {
            self.digits()?;
        }
        if self.takes(".").is_some() {
            self.digits()?;
        }
        if self.takes("e").or_else(|| self.takes("E")).is_some() {
            let _ = self.takes("+").or_else(|| self.takes("-"));
            self.digits()?;
        }
        let length = all.len() - self.rest.len();
        all.get(..length).map(|read| Json::Number(read.to_owned()))
    }

    /// At least one digit.
    fn digits(&mut self) -> Option<()> {
        let rest = self.rest.trim_start_matches(|at: char| at.is_ascii_digit());
        let some = rest.len() < self.rest.len();
        self.rest = rest;
        some.then_some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_json_is_read() {
        let read = |text: &str| Json::read(text.as_bytes()).unwrap();
        assert_eq!(
            read(" \"\\ud83d\\ude00\\u00e9\\n\" "),
            Json::Text("\u{1f600}\u{e9}\n".into())
        );
        assert_eq!(read("1e999"), Json::Number("1e999".into()));
        assert_eq!(read("[ ]"), Json::Array(Vec::new()));
        let twice = read("{\"a\":1,\"\\u0061\":null}");
        assert_eq!(twice.member("a"), Err(Twice));
        assert_eq!(read("{\"b\":false}").member("a"), Ok(None));
        let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Json::read(deep(64).as_bytes()).is_some());
        assert!(Json::read(deep(65).as_bytes()).is_none());
        assert!(Json::read(deep(1_000_000).as_bytes()).is_none());
    }

    #[test]
    fn what_is_none_is_not() {
        for wrong in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "01",
            "+1",
            "1.",
            ".5",
            "1e",
            "--1",
            "nul",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800\\u0041\"",
            "\"\\u+123\"",
            "\"\\x\"",
            "\"\n\"",
            "\"",
            "1 2",
            "\u{feff}1",
            "NaN",
            "'a'",
            "\u{a0}1",
        ] {
            assert_eq!(Json::read(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(Json::read(b"\"\xff\""), None);
    }

    proptest! {
        #[test]
        fn it_agrees_with_another_reader(text in "[\\[\\]{}:,\"\\\\u0-9a-f.eE+\\- tnl]{0,24}") {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            // Theirs has no numbers beyond those of a machine.
            let too_large = matches!(&theirs, Err(error) if error.to_string().contains("number out of range"));
            if !too_large {
                prop_assert_eq!(Json::read(text.as_bytes()).is_some(), theirs.is_ok(), "{}", text);
            }
        }
    }
}
