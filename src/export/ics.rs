//! `deadlines.ics`: the deadlines as a calendar (RFC 5545), for those who have to keep them.
//!
//! All days are whole days. A stretch (`during`) stands on its last day, since that is when the work must be done;
//! a recurring deadline stands on the last day of each period, up to the end of the plan's year. `continuous` and
//! `event` have no day and are left out.

use super::{Context, Sink, Staged};
use crate::error::Error;
use crate::link::record::{DeadlineEntry, Record, Task};
use crate::value::date::PartialDate;
use crate::value::deadline::Period;
use jiff::ToSpan;
use jiff::civil::Date;
use std::io::Write;
use std::path::Path;

/// Opens `deadlines.ics`.
pub fn open(folder: &Path, _context: &Context) -> Result<Box<dyn Sink>, Error> {
    let mut calendar = Calendar {
        file: Staged::create(folder, "deadlines.ics")?,
    };
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        concat!("PRODID:-//kehoach//", env!("CARGO_PKG_VERSION"), "//VI"),
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Thời hạn của các kế hoạch",
    ] {
        calendar.line(line)?;
    }
    Ok(Box::new(calendar))
}

struct Calendar {
    file: Staged,
}

impl Sink for Calendar {
    fn record(&mut self, record: &Record, _context: &Context) -> Result<(), Error> {
        for task in &record.tasks {
            for deadline in &task.deadlines {
                if let Some(event) = Event::of(record, task, deadline) {
                    self.event(&event)?;
                }
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Staged>, Error> {
        self.line("END:VCALENDAR")?;
        Ok(vec![self.file])
    }
}

impl Calendar {
    fn event(&mut self, event: &Event) -> Result<(), Error> {
        self.line("BEGIN:VEVENT")?;
        self.line(&format!("UID:{}@kehoach", event.uid))?;
        // The stamp is the day of issue, not the hour of the run, so that the same plans give the same file.
        self.line(&format!("DTSTAMP:{}T000000Z", basic(event.stamp)))?;
        self.line(&format!("DTSTART;VALUE=DATE:{}", basic(event.day)))?;
        // The end of a whole day is the day after it (RFC 5545, 3.6.1).
        let end = event.day.checked_add(1.day()).unwrap_or(event.day);
        self.line(&format!("DTEND;VALUE=DATE:{}", basic(end)))?;
        if let Some(rule) = &event.rule {
            self.line(&format!("RRULE:{rule}"))?;
        }
        self.line(&format!("SUMMARY:{}", escape(&event.summary)))?;
        self.line(&format!("DESCRIPTION:{}", escape(&event.description)))?;
        if !event.categories.is_empty() {
            let all: Vec<String> = event.categories.iter().map(|name| escape(name)).collect();
            self.line(&format!("CATEGORIES:{}", all.join(",")))?;
        }
        self.line("TRANSP:TRANSPARENT")?;
        self.line("END:VEVENT")
    }

    /// Writes a line, folded so that none has more than 75 octets (RFC 5545, 3.1) and no letter is cut.
    fn line(&mut self, line: &str) -> Result<(), Error> {
        let mut folded = String::with_capacity(line.len() + line.len() / 32);
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > 75 {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(c);
            octets += c.len_utf8();
        }
        folded.push_str("\r\n");
        let written = self.file.write_all(folded.as_bytes());
        written.map_err(|source| self.file.error(source))
    }
}

/// One entry of the calendar.
struct Event {
    uid: String,
    stamp: Date,
    day: Date,
    rule: Option<String>,
    summary: String,
    description: String,
    categories: Vec<String>,
}

/// Words of the task that stand in the calendar itself; all of them stand in the description.
const SUMMARY_WORDS: usize = 14;

impl Event {
    fn of(record: &Record, task: &Task, deadline: &DeadlineEntry) -> Option<Self> {
        let header = &record.document;
        let issued: Option<PartialDate> = header
            .date
            .as_ref()
            .and_then(|date| date.value.parse().ok());
        let issued = issued.and_then(PartialDate::latest);
        let (day, rule) = when(
            deadline,
            issued,
            header.year.as_ref().map(|year| year.value),
        )?;
        let words: Vec<&str> = task.text.split_whitespace().collect();
        let mut summary = words[..words.len().min(SUMMARY_WORDS)].join(" ");
        if words.len() > SUMMARY_WORDS {
            summary.push('…');
        }
        let number = header
            .number
            .as_ref()
            .map_or("", |number| number.fact.value.as_str());
        let issuer = header
            .issuer
            .as_ref()
            .map_or("", |issuer| issuer.fact.value.as_str());
        let key = format!(
            "{}|{number}|{issuer}|{}|{}",
            record.source.path, task.id, deadline.value
        );
        let mut categories: Vec<String> = task
            .agencies
            .iter()
            .map(|agency| agency.name.clone())
            .collect();
        categories.dedup();
        Some(Self {
            uid: blake3::hash(key.as_bytes()).to_hex()[..32].to_string(),
            stamp: issued.unwrap_or(day),
            day,
            rule,
            summary,
            description: format!(
                "{}\n\n{}\n{number} {issuer}\n{}:{}",
                words.join(" "),
                deadline.text,
                record.source.path,
                deadline.span.line
            ),
            categories,
        })
    }
}

/// The day of a deadline, and how it comes again; none where it has no day.
fn when(
    deadline: &DeadlineEntry,
    issued: Option<Date>,
    year: Option<i16>,
) -> Option<(Date, Option<String>)> {
    if let Some(last) = &deadline.end {
        return Some((last.parse().ok()?, None));
    }
    let period = Period::from_iso(deadline.every.as_deref()?)?;
    let year = year.or(issued.map(Date::year))?;
    let first = Date::new(year, 1, 1).ok()?;
    let from = issued.filter(|day| day.year() == year).unwrap_or(first);
    let until = Date::new(year, 12, 31).ok()?;
    let ends = format!("UNTIL={}", basic(until));
    let (day, rule) = match period {
        Period::Day => (from, "FREQ=DAILY"),
        // Friday ends the week of an office.
        Period::Week => (next_friday(from)?, "FREQ=WEEKLY"),
        Period::Month => (from.last_of_month(), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        Period::Quarter => (
            period_end(from, 3)?,
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
        ),
        Period::HalfYear => (
            period_end(from, 6)?,
            "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1",
        ),
        Period::Year => return Some((until, None)),
    };
    Some((day, Some(format!("{rule};{ends}"))))
}

fn next_friday(from: Date) -> Option<Date> {
    use jiff::civil::Weekday;
    (0..7)
        .filter_map(|days| from.checked_add(days.days()).ok())
        .find(|day| day.weekday() == Weekday::Friday)
}

/// Last day of the stretch of so many months that a day lies in, counted from January.
fn period_end(day: Date, months: i8) -> Option<Date> {
    let last = (day.month() - 1) / months * months + months;
    Some(Date::new(day.year(), last, 1).ok()?.last_of_month())
}

/// `20241115`
fn basic(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Escapes what has a meaning in a calendar's texts (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace(['\n', '\r'], "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{commit, sample};

    fn written(deadline: DeadlineEntry) -> String {
        let folder = tempfile::tempdir().unwrap();
        let context = sample::context();
        let mut record = sample::record();
        record.tasks[0].deadlines = vec![deadline];
        let mut sink = open(folder.path(), &context).unwrap();
        sink.record(&record, &context).unwrap();
        commit(sink.finish().unwrap()).unwrap();
        std::fs::read_to_string(folder.path().join("deadlines.ics")).unwrap()
    }

    fn every(period: &str) -> DeadlineEntry {
        let mut deadline = sample::record().tasks[0].deadlines[0].clone();
        deadline.end = None;
        deadline.every = Some(period.to_string());
        deadline
    }

    #[test]
    fn a_day_is_a_whole_day() {
        let text = written(sample::record().tasks[0].deadlines[0].clone());
        assert!(
            text.contains("DTSTART;VALUE=DATE:20241115\r\nDTEND;VALUE=DATE:20241116\r\n"),
            "{text}"
        );
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    }

    #[test]
    fn what_comes_again_ends_with_the_year() {
        let from: Date = "2024-03-12".parse().unwrap();
        let of = |period: &str| {
            let (day, rule) = when(&every(period), Some(from), Some(2024)).unwrap();
            (day.to_string(), rule.unwrap_or_default())
        };
        assert_eq!(
            of("P1M"),
            (
                "2024-03-31".into(),
                "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20241231".into()
            )
        );
        assert_eq!(of("P3M").0, "2024-03-31");
        assert_eq!(of("P6M").0, "2024-06-30");
        assert_eq!(of("P1W").0, "2024-03-15");
        assert_eq!(of("P1Y"), ("2024-12-31".into(), String::new()));
    }

    #[test]
    fn texts_are_escaped_and_lines_folded() {
        assert_eq!(escape("a;b,c\\d\ne"), "a\\;b\\,c\\\\d\\ne");
        let mut record = sample::record();
        record.tasks[0].text = "Ủy ban nhân dân các xã, thị trấn; ".repeat(9);
        let folder = tempfile::tempdir().unwrap();
        let context = sample::context();
        let mut sink = open(folder.path(), &context).unwrap();
        sink.record(&record, &context).unwrap();
        commit(sink.finish().unwrap()).unwrap();
        let text = std::fs::read_to_string(folder.path().join("deadlines.ics")).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains("các xã\\, thị trấn\\; Ủy ban"));
    }
}
