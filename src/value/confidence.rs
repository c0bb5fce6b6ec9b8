//! How sure a value is, as a share of 1 in thousandths.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A probability from 0 to 1, kept in thousandths so that equal inputs give equal bytes on every machine.
///
/// The default, 0, is that of a value that nothing is known of yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u16);

/// Thousandths of a whole.
const WHOLE: u16 = 1000;

impl Confidence {
    /// The nearest thousandth of a share; what lies outside 0 to 1 is cut off, no number is 0.
    pub fn of(share: f64) -> Self {
        // The cast of a float saturates, and NaN gives 0.
        Self((share.clamp(0.0, 1.0) * f64::from(WHOLE)).round() as u16)
    }

    /// As a number from 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(WHOLE)
    }

    /// As people read it, with three decimals, in ASCII: `0.974`.
    pub fn decimals(self) -> [u8; 5] {
        // Each is one digit.
        let digit = |by: u16| b'0' + (self.0 / by % 10) as u8;
        [digit(WHOLE), b'.', digit(100), digit(10), digit(1)]
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.decimals()).unwrap_or_default())
    }
}

impl FromStr for Confidence {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<f64>()
            .ok()
            .filter(|share| (0.0..=1.0).contains(share))
            .map(Confidence::of)
            .ok_or_else(|| format!("expected a number from 0 to 1, got `{text}`"))
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.share())
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Confidence::of)
    }
}

impl JsonSchema for Confidence {
    fn schema_name() -> Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How sure a value is: a share with three decimals.",
            "type": "number",
            "minimum": 0,
            "maximum": 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_with_three_decimals_at_most_and_read_back() {
        for (share, json, shown) in [
            (0.97449, "0.974", "0.974"),
            (1.0, "1.0", "1.000"),
            (0.5, "0.5", "0.500"),
            (-3.0, "0.0", "0.000"),
        ] {
            let confidence = Confidence::of(share);
            assert_eq!(serde_json::to_string(&confidence).unwrap(), json);
            assert_eq!(confidence.to_string(), shown);
            let back: Confidence = serde_json::from_str(json).unwrap();
            assert_eq!(back, confidence);
        }
    }

    #[test]
    fn reads_a_threshold_and_refuses_what_is_none() {
        assert_eq!("0.8".parse(), Ok(Confidence::of(0.8)));
        assert_eq!("1".parse(), Ok(Confidence::of(1.0)));
        for wrong in ["80", "-0.1", "NaN", "sure"] {
            let message = wrong.parse::<Confidence>().unwrap_err();
            assert!(message.contains("from 0 to 1"), "{message}");
        }
    }
}
