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
/// Empty where a date is not in the calendar (`31/02`) or the year is not known. A list (`3&6&7`) gives one stretch for
/// each run of neighbours: `quý II, III` is one, `quý I và quý III` are two. So does a list of periods (`P1M&P1Y`).
pub fn resolve(key: &str, value: &str, words: &str, year: Option<i16>) -> Vec<Resolved> {
    let inferred = if value.contains("?-") || value == "?" {
        vec!["year".to_string()]
    } else {
        Vec::new()
    };
    deadlines(key, value, words, year)
        .unwrap_or_default()
        .into_iter()
        .map(|deadline| Resolved {
            deadline,
            inferred: inferred.clone(),
        })
        .collect()
}

fn deadlines(key: &str, value: &str, words: &str, year: Option<i16>) -> Option<Vec<Deadline>> {
    Some(match key {
        "by" => vec![Deadline::By(match value.strip_prefix("before ") {
            Some(bound) => stretch(bound, year)?.0.yesterday().ok()?,
            None => stretch(value, year)?.1,
        })],
        "during" if value.contains('&') => runs(value, year)?,
        "during" => vec![during(value, year)?],
        "every" => value
            .split('&')
            .map(|iso| Period::from_iso(iso).map(Deadline::Every))
            .collect::<Option<_>>()?,
        "continuous" => vec![Deadline::Continuous],
        "event" => vec![Deadline::Event(
            words.split_whitespace().collect::<Vec<_>>().join(" "),
        )],
        _ => return None,
    })
}

/// `?-03/2024-09`: from the first day of the first to the last day of the last.
fn during(value: &str, year: Option<i16>) -> Option<Deadline> {
    let (from, to) = value.split_once('/').unwrap_or((value, value));
    let (to_first, to_last) = stretch(to, year)?;
    // `tháng 6 đến tháng 12/2024`: the first year is that of the last.
    let from = from.replacen('?', &to_first.year().to_string(), 1);
    let start = stretch(&from, year)?.0;
    (start <= to_last).then_some(Deadline::During(start, to_last))
}

/// `?-Q2&?-Q3&2024-Q?`: the runs of neighbours; a part that its words leave out ends in `?`.
fn runs(value: &str, year: Option<i16>) -> Option<Vec<Deadline>> {
    let parts: Vec<&str> = value
        .split('&')
        .filter(|part| !part.ends_with('?'))
        .collect();
    let told = parts
        .iter()
        .rev()
        .find_map(|part| part.split('-').next()?.parse::<i16>().ok());
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for part in parts {
        let (first, last) = stretch(part, told.or(year))?;
        match runs.last_mut() {
            Some(run) if run.1.tomorrow().ok() == Some(first) => run.1 = last,
            _ => runs.push((first, last)),
        }
    }
    Some(
        runs.into_iter()
            .map(|(first, last)| Deadline::During(first, last))
            .collect(),
    )
}

/// First and last day of `2024-06-03`, `2024-06`, `2024-Q2`, `2024-H1`, `2024`, `?-06`, and of a piece of one:
/// `2024-06-W2` (second week of a month; `W0` its last seven days), `2024-06-P1` (its beginning; `P2` its middle, `P3`
/// its end), `2024-Q2-P1`, `2024-P1`.
fn stretch(written: &str, year: Option<i16>) -> Option<(Date, Date)> {
    let mut parts = written.split('-');
    let first = parts.next()?;
    let year = if first == "?" {
        year?
    } else {
        first.parse().ok()?
    };
    match (parts.next(), parts.next()) {
        (None, _) => months(year, 1, 12),
        (Some(part), None) => within_year(year, part),
        (Some(whole), Some(piece)) => match piece.split_at_checked(1) {
            Some((kind @ ("W" | "P"), number)) => {
                piece_of(year, whole, kind == "W", number.parse().ok()?)
            }
            _ => {
                let day = Date::new(year, whole.parse().ok()?, piece.parse().ok()?).ok()?;
                Some((day, day))
            }
        },
    }
}

fn months(year: i16, from: i8, to: i8) -> Option<(Date, Date)> {
    Some((
        Date::new(year, from, 1).ok()?,
        Date::new(year, to, 1).ok()?.last_of_month(),
    ))
}

/// A month, a quarter, a half, or the beginning, middle or end of a year.
fn within_year(year: i16, part: &str) -> Option<(Date, Date)> {
    match part.split_at_checked(1) {
        Some(("Q", quarter)) => {
            let last = quarter.parse::<i8>().ok()?.checked_mul(3)?;
            months(year, last - 2, last)
        }
        Some(("H", "1")) => months(year, 1, 6),
        Some(("H", "2")) => months(year, 7, 12),
        // What offices mean by the beginning and the end of a year is its first and its last quarter.
        Some(("P", "1")) => months(year, 1, 3),
        Some(("P", "2")) => months(year, 5, 8),
        Some(("P", "3")) => months(year, 10, 12),
        _ => part
            .parse()
            .ok()
            .and_then(|month| months(year, month, month)),
    }
}

/// A week or a third of a month (ten days, as in `trung tuần`), or one of the three months of a quarter.
fn piece_of(year: i16, whole: &str, week: bool, number: i8) -> Option<(Date, Date)> {
    let (first, last) = within_year(year, whole)?;
    if let Some(quarter) = whole.strip_prefix('Q') {
        let before = quarter.parse::<i8>().ok()?.checked_sub(1)?.checked_mul(3)?;
        let month = before
            .checked_add(number)
            .filter(|_| (1..=3).contains(&number))?;
        return months(year, month, month);
    }
    let day = |day: i8| Date::new(year, first.month(), day).ok();
    match (week, number) {
        (true, 0) => Some((day(last.day() - 6)?, last)),
        (true, 1..=4) => Some((day(number * 7 - 6)?, day(number * 7)?)),
        (false, 1) => Some((first, day(10)?)),
        (false, 2) => Some((day(11)?, day(20)?)),
        (false, 3) => Some((day(21)?, last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(key: &str, value: &str) -> Option<String> {
        let found = resolve(key, value, "Trước và trong quá trình bầu cử", Some(2021));
        let values: Vec<String> = found.iter().map(|one| one.deadline.to_string()).collect();
        (!values.is_empty()).then(|| values.join("; "))
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
            ("during", "2020", "during 2020-01-01/2020-12-31"),
            ("during", "?-03-P3", "during 2021-03-21/2021-03-31"),
            ("during", "?-02-W0", "during 2021-02-22/2021-02-28"),
            ("during", "?-Q4-P3", "during 2021-12-01/2021-12-31"),
            (
                "during",
                "?-03&?-04&?-06&?-?",
                "during 2021-03-01/2021-04-30; during 2021-06-01/2021-06-30",
            ),
            ("during", "2020-Q4&2021-Q1", "during 2020-10-01/2021-03-31"),
            ("every", "P3M", "every P3M"),
            ("every", "P1M&P1Y", "every P1M; every P1Y"),
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
        assert_eq!(resolve("by", "?-11-15", "", None), Vec::new());
        assert_eq!(value("during", "?-03-W7"), None);
        assert_eq!(value("during", "?-Q2-P9"), None);
    }
}
