//! Values that are read through and not kept. What passes as one can be decoded as a value, which
//! is not so of text that is only skipped: that may hold half a character, or a number beyond all
//! bounds.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Any value of JSON.
#[derive(Debug, Clone, Copy)]
pub struct Unkept;

impl<'de> Deserialize<'de> for Unkept {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

/// Any object of JSON.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnkeptObject;

impl<'de> Deserialize<'de> for UnkeptObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reading)?;
        Ok(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Unkept;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Unkept, E> {
        Ok(Unkept)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Unkept, E> {
        Ok(Unkept)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Unkept, E> {
        Ok(Unkept)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Unkept, E> {
        Ok(Unkept)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Unkept, E> {
        Ok(Unkept)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Unkept, E> {
        Ok(Unkept)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Unkept, A::Error> {
        while list.next_element::<Unkept>()?.is_some() {}
        Ok(Unkept)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unkept, A::Error> {
        while map.next_entry::<Unkept, Unkept>()?.is_some() {}
        Ok(Unkept)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Unkept, UnkeptObject};

    #[test]
    fn what_passes_can_be_decoded() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in [
            "null",
            "true",
            "-1",
            "18446744073709551616",
            "1.5",
            r#""\n""#,
            r#"{"a":[{"b":"c"}]}"#,
            "1e999",
            r#""\ud800""#,
            r#"{"\ud800":1}"#,
            "{1:2}",
            "[1,]",
            "\"\n\"",
            &deep,
        ] {
            let passes = serde_json::from_str::<Unkept>(text).is_ok();
            assert_eq!(
                passes,
                serde_json::from_str::<Value>(text).is_ok(),
                "{text:.40}"
            );
        }
    }

    #[test]
    fn only_an_object_passes_as_one() {
        for (text, expected) in [
            ("{}", true),
            (r#"{"a":1}"#, true),
            ("[]", false),
            ("null", false),
        ] {
            let passes = serde_json::from_str::<UnkeptObject>(text).is_ok();
            assert_eq!(passes, expected, "{text}");
        }
    }
}
