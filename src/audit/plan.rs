//! A record as the checks see it: with its dates read.

use super::finding::{Evidence, Remark, Words};
use super::likeness::{self, Running, Runs, Sketch};
use super::summary::PLAN_RUNS;
use crate::link::record::{DeadlineEntry, Record, RecordNote, Task};
use crate::link::times::UNREAD;
use crate::memo::{Matter, Memo};
use crate::note::Severity;
use crate::span::OriginalSpan;
use crate::text::fold::key;
use crate::value::date::PartialDate;
use jiff::civil::Date;
use std::cell::OnceCell;
use std::sync::Arc;

/// One plan under audit.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What was read of it.
    pub record: &'a Record,
    /// Date of issue, as far as it is given.
    pub issued: Option<PartialDate>,
    /// First year that it is for.
    pub year: Option<i16>,
    /// What several checks make of its tasks, each made when the first asks for it.
    folded: OnceCell<Vec<Arc<String>>>,
    alike: OnceCell<Alike>,
    memo: &'a Memo,
}

/// Bytes of tasks from which on memory counts for more than time.
const LONG: usize = 1 << 20;

/// By what the tasks of a plan, and all of them together, are told to be like others.
#[derive(Debug)]
struct Alike {
    /// The words of each task and their runs.
    tasks: Vec<Arc<Running>>,
    /// The smallest runs of all of them, one behind the other.
    whole: Sketch,
}

impl Alike {
    /// Of tasks, folded. The runs of all and those of each take twice the bytes of the texts: where both cannot be there
    /// `at_once`, the texts are cut into words twice.
    fn of(texts: &[Arc<String>], memo: &Memo, at_once: bool) -> Self {
        let running = |text: &str| Running::of(&likeness::words(text));
        if at_once {
            let read = |text: &Arc<String>| memo.read(Matter::Runs, text, || running(text));
            let tasks: Vec<Arc<Running>> = texts.iter().map(read).collect();
            let whole = Sketch::of_all(tasks.iter().map(|task| &**task), PLAN_RUNS);
            return Self { tasks, whole };
        }
        let mut whole = Runs::default();
        let words = texts.iter().map(|text| likeness::words(text));
        words.for_each(|words| whole.add(&words));
        let whole = Sketch::of(whole.sorted(), PLAN_RUNS);
        let tasks = texts.iter().map(|text| Arc::new(running(text)));
        let tasks = tasks.collect();
        Self { tasks, whole }
    }
}

impl<'a> Plan<'a> {
    /// The plan of a record; what was read of tasks before, `memo` knows.
    pub fn new(record: &'a Record, memo: &'a Memo) -> Self {
        let header = &record.document;
        Self {
            record,
            issued: header
                .date
                .as_ref()
                .and_then(|date| date.value.parse().ok()),
            year: header.year.as_ref().map(|year| year.value),
            folded: OnceCell::new(),
            alike: OnceCell::new(),
            memo,
        }
    }

    /// The texts of its tasks, folded.
    pub fn folded(&self) -> &[Arc<String>] {
        let tasks = self.record.tasks.iter();
        let fold = |task: &Task| {
            self.memo
                .read(Matter::Folded, &task.text, || key(&task.text))
        };
        self.folded.get_or_init(|| tasks.map(fold).collect())
    }

    /// The runs of words of its tasks as numbers.
    pub fn runs(&self) -> impl ExactSizeIterator<Item = &[u64]> + Clone {
        self.alike().tasks.iter().map(|task| task.runs.as_slice())
    }

    /// The smallest runs of words of all its tasks, one behind the other.
    pub fn sketch(&self) -> &Sketch {
        &self.alike().whole
    }

    fn alike(&self) -> &Alike {
        self.alike.get_or_init(|| {
            let texts = self.folded();
            let bytes: usize = texts.iter().map(|text| text.len()).sum();
            Alike::of(texts, self.memo, bytes < LONG)
        })
    }

    /// Last day that can be its day of issue.
    pub fn day(&self) -> Option<Date> {
        self.issued.and_then(PartialDate::latest)
    }

    /// The year that its title gives it; a year taken from the date of issue binds no deadline.
    pub fn titled_year(&self) -> Option<i16> {
        let year = self.record.document.year.as_ref()?;
        (year.rule == "year/title").then_some(year.value)
    }

    /// Number, issuer and date: what stays the same when the file is renamed. The path, where it has none of them.
    pub fn key(&self) -> String {
        let header = &self.record.document;
        let parts = [
            header.number.as_ref().map(|number| &number.fact.value),
            header.issuer.as_ref().map(|issuer| &issuer.fact.value),
            header.date.as_ref().map(|date| &date.value),
        ];
        match parts {
            [None, ..] | [_, None, None] => self.record.source.path.clone(),
            parts => parts
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join("|"),
        }
    }

    /// The notes on deadlines that name a day that is not in the calendar, and where they stand.
    pub fn impossible_days(&self) -> impl Iterator<Item = (&'a RecordNote, OriginalSpan)> {
        let notes = self.record.notes.iter();
        notes
            .filter(|note| note.code == UNREAD && note.severity == Severity::Error)
            .filter_map(|note| Some((note, note.span?)))
    }

    /// Words of this plan as evidence.
    pub fn evidence(&self, text: &str, span: OriginalSpan) -> Evidence {
        Evidence {
            document: self.record.source.path.clone(),
            text: text.to_string(),
            span,
        }
    }

    /// A remark on the whole plan; its evidence is the title, else the first character.
    pub fn remark(&self, subject: impl Into<String>, vi: String, en: String) -> Remark {
        let title = self.record.document.title.as_ref();
        let start = OriginalSpan {
            start: 0,
            end: 0,
            line: 1,
        };
        Remark {
            task: None,
            subject: subject.into(),
            words: Words { vi, en },
            evidence: vec![match title {
                Some(title) => self.evidence(&title.text, title.span),
                None => self.evidence("", start),
            }],
        }
    }

    /// A remark on one task; its evidence is the task.
    pub fn on_task(&self, task: &Task, vi: String, en: String) -> Remark {
        Remark {
            task: Some(task.id.clone()),
            subject: task.text.clone(),
            words: Words { vi, en },
            evidence: vec![self.evidence(&task.text, task.span)],
        }
    }

    /// A remark on a deadline of a task; its evidence is the deadline, then the task.
    pub fn on_deadline(
        &self,
        task: &Task,
        deadline: &DeadlineEntry,
        vi: String,
        en: String,
    ) -> Remark {
        let mut remark = self.on_task(task, vi, en);
        remark.subject = format!("{}|{}", deadline.value, task.text);
        remark
            .evidence
            .insert(0, self.evidence(&deadline.text, deadline.span));
        remark
    }
}

/// Last day of a deadline, where it has one.
pub fn last_day(deadline: &DeadlineEntry) -> Option<Date> {
    deadline.end.as_ref()?.parse().ok()
}

/// `15/11/2024`, `7/2024`, `2024`: an EDTF date as Vietnamese readers write it.
pub fn date_vi(date: PartialDate) -> String {
    let parts = [
        date.day.map(i16::from),
        date.month.map(i16::from),
        Some(date.year),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| part.to_string())
        .collect();
    parts.join("/")
}

/// `15/11/2024`, as Vietnamese readers write a day.
pub fn day_vi(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_plan_is_told_like_a_short_one() {
        let texts = [
            "rà soát quy chế dân chủ",
            "",
            "công khai ngân sách",
            "báo cáo kết quả rà soát quy chế",
        ];
        let texts = texts.map(|text| Arc::new(text.to_owned()));
        let memo = Memo::default();
        let runs = |alike: &Alike| {
            let runs = alike.tasks.iter().map(|task| task.runs.clone());
            runs.collect::<Vec<_>>()
        };
        let (alike, long) = (
            Alike::of(&texts, &memo, true),
            Alike::of(&texts, &memo, false),
        );
        assert_eq!((runs(&alike), &alike.whole), (runs(&long), &long.whole));
        assert_eq!((alike.tasks[0].runs.len(), alike.whole.all), (3, 14));
    }
}
