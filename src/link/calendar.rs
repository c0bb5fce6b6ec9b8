//! Time expressions → deadlines: a rule's filled template and the plan's year give days.

use crate::value::deadline::{Deadline, Period};
use jiff::civil::Date;

/// A deadline and what the words left to the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// What it means.
    pub deadline: Deadline,
    /// `year`, where the plan's year was taken.
    pub inferred: Vec<String>,
}

/// Resolves a reading: `key` and `value` as a rule yields them, `words` as written, `year` the plan's year.
///
/// `None` where the date is not in the calendar (`31/02`) or the year is not known.
pub fn resolve(key: &str, value: &str, words: &str, year: Option<i16>) -> Option<Resolved> {
    let inferred = if value.contains('?') {
        vec!["year".to_string()]
    } else {
        Vec::new()
    };
    let deadline = match key {
        "by" => Deadline::By(match value.strip_prefix("before ") {
            Some(bound) => stretch(bound, year)?.0.yesterday().ok()?,
            None => stretch(value, year)?.1,
        }),
        "during" => {
            let (from, to) = value.split_once('/').unwrap_or((value, value));
            let (to_first, to_last) = stretch(to, year)?;
            // `tháng 6 đến tháng 12/2024`: the first year is that of the last.
            let from = from.replacen('?', &to_first.year().to_string(), 1);
            let start = stretch(&from, year)?.0;
            if start > to_last {
                return None;
            }
            Deadline::During(start, to_last)
        }
        "every" => Deadline::Every(Period::from_iso(value)?),
        "continuous" => Deadline::Continuous,
        "event" => Deadline::Event(words.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => return None,
    };
    Some(Resolved { deadline, inferred })
}

/// First and last day of `2024-06-03`, `2024-06`, `2024-Q2`, `2024-H1`, `2024`, `?-06`.
fn stretch(written: &str, year: Option<i16>) -> Option<(Date, Date)> {
    let mut parts = written.split('-');
    let first = parts.next()?;
    let year = if first == "?" {
        year?
    } else {
        first.parse().ok()?
    };
    let months = |from: i8, to: i8| {
        Some((
            Date::new(year, from, 1).ok()?,
            Date::new(year, to, 1).ok()?.last_of_month(),
        ))
    };
    match (parts.next(), parts.next()) {
        (None, _) => months(1, 12),
        (Some(part), None) => match part.split_at_checked(1) {
            Some(("Q", quarter)) => {
                let last = quarter.parse::<i8>().ok()?.checked_mul(3)?;
                months(last - 2, last)
            }
            Some(("H", "1")) => months(1, 6),
            Some(("H", "2")) => months(7, 12),
            _ => part.parse().ok().and_then(|month| months(month, month)),
        },
        (Some(month), Some(day)) => {
            let day = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(key: &str, value: &str) -> Option<String> {
        resolve(key, value, "Trước và trong quá trình bầu cử", Some(2021))
            .map(|found| found.deadline.to_string())
    }

    #[test]
    fn resolves_every_form() {
        for (key, written, expected) in [
            ("by", "?-11-15", "by 2021-11-15"),
            ("by", "2024-06", "by 2024-06-30"),
            ("by", "before 2024-06", "by 2024-05-31"),
            ("during", "?", "during 2021-01-01/2021-12-31"),
            ("during", "2021-Q2/2021-Q3", "during 2021-04-01/2021-09-30"),
            ("during", "?-03/?-09", "during 2021-03-01/2021-09-30"),
            ("during", "?-02", "during 2021-02-01/2021-02-28"),
            ("during", "?-H2", "during 2021-07-01/2021-12-31"),
            ("every", "P3M", "every P3M"),
            ("continuous", "yes", "continuous"),
            ("event", "words", "event: Trước và trong quá trình bầu cử"),
        ] {
            assert_eq!(
                value(key, written).as_deref(),
                Some(expected),
                "{key} {written}"
            );
        }
    }

    #[test]
    fn refuses_days_that_are_not() {
        assert_eq!(value("by", "?-02-30"), None);
        assert_eq!(resolve("by", "?-11-15", "", None), None);
    }
}
