//! JSON objects with exactly the members that are asked for, each once. Pure; nesting is bounded by
//! the parser.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value of JSON, as far as the record's own bodies use it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Object(Vec<(String, Json)>),
    Array(Vec<Json>),
    Text(String),
    Number(u64),
    Other,
}

impl Json {
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The values of exactly these members, in this order.
    pub(super) fn members<const N: usize>(&self, names: [&str; N]) -> Option<[&Json; N]> {
        let Self::Object(members) = self else {
            return None;
        };
        if members.len() != N {
            return None;
        }
        let value = |name: &str| members.iter().find(|(found, _)| found == name);
        let mut values = [self; N];
        for (place, name) in values.iter_mut().zip(names) {
            *place = &value(name)?.1;
        }
        Some(values)
    }

    /// The first member of this name.
    pub(super) fn member(&self, name: &str) -> Option<&Json> {
        let Self::Object(members) = self else {
            return None;
        };
        let found = members.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value)
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Object(_) | Self::Array(_) | Self::Number(_) | Self::Other => None,
        }
    }

    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number).filter(|&number| number <= crate::MAX_TREE_SIZE),
            Self::Object(_) | Self::Array(_) | Self::Text(_) | Self::Other => None,
        }
    }

    pub(super) fn array(&self) -> Option<&[Json]> {
        match self {
            Self::Array(values) => Some(values),
            Self::Object(_) | Self::Text(_) | Self::Number(_) | Self::Other => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Json::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        /// No object that is read here has more members.
        const MOST: usize = 16;
        let mut members = Vec::new();
        while let Some(name) = access.next_key()? {
            if members.len() > MOST {
                access.next_value::<IgnoredAny>()?;
            } else {
                members.push((name, access.next_value()?));
            }
        }
        Ok(Json::Object(members))
    }
}
