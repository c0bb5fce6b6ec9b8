//! Dates as plans write them: complete, or with the day or month left blank (EDTF, ISO 8601-2).

use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A date of which the day, or day and month, may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// Year, four digits.
    pub year: i16,
    /// Month 1-12.
    pub month: Option<i8>,
    /// Day 1-31; only with a month.
    pub day: Option<i8>,
}

impl PartialDate {
    /// A date from its parts; `None` where it is not in the calendar (`31/02`) or has a day without a month.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        match (month, day) {
            (Some(m), Some(d)) => Date::new(year, m, d).ok().map(|_| ()),
            (Some(m), None) => (1..=12).contains(&m).then_some(()),
            (None, None) => Some(()),
            (None, Some(_)) => None,
        }?;
        Some(Self { year, month, day })
    }

    /// First day it can mean.
    pub fn earliest(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// Last day it can mean.
    pub fn latest(self) -> Option<Date> {
        match self.day {
            Some(_) => self.earliest(),
            None => Date::new(self.year, self.month.unwrap_or(12), 1)
                .ok()
                .map(|d| d.last_of_month()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = String;
    /// Reads `2024`, `2024-07` and `2024-07-01`.
    fn from_str(edtf: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("expected a date such as 2024-06-03, 2024-06 or 2024, got `{edtf}`");
        let mut parts = edtf.split('-');
        let year = parts.next().and_then(|year| year.parse().ok());
        let mut part = || {
            parts
                .next()
                .map(|part| part.parse().map_err(|_| wrong()))
                .transpose()
        };
        let (month, day, more) = (part()?, part()?, part()?);
        match (year, more) {
            (Some(year), None) => Self::new(year, month, day).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_edtf() {
        let full = PartialDate::new(2024, Some(6), Some(3)).unwrap();
        assert_eq!(full.to_string(), "2024-06-03");
        assert_eq!(
            PartialDate::new(2024, Some(7), None).unwrap().to_string(),
            "2024-07"
        );
        assert_eq!(PartialDate::new(2024, Some(2), Some(30)), None);
        assert_eq!(PartialDate::new(2024, None, Some(3)), None);
    }

    #[test]
    fn reads_what_it_writes() {
        for edtf in ["2024-06-03", "2024-07", "2024"] {
            assert_eq!(edtf.parse::<PartialDate>().unwrap().to_string(), edtf);
        }
        for wrong in ["", "2024-13", "2024-02-30", "2024-01-01-01", "03/6/2024"] {
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn knows_its_last_day() {
        let february = PartialDate::new(2024, Some(2), None).unwrap();
        assert_eq!(february.latest().unwrap().to_string(), "2024-02-29");
    }
}
