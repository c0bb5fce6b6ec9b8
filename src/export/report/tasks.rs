//! All tasks of a run in short, for the views that put the plans together: by agency, by month.

use super::block::{Press, press};
use crate::link::record::Record;
use crate::value::{Level, Role};
use serde::Serialize;
use std::collections::HashMap;
use std::io::{self, Write};

/// Letters of a task that a list shows.
const SHOWN: usize = 180;

/// An agency as the views tell it apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Agency {
    name: String,
    level: Option<Level>,
    /// An unnamed group.
    generic: bool,
}

/// The tasks pressed so far: a JSON array with one array of tasks a plan.
pub struct Tasks {
    press: Press,
    agencies: Vec<Agency>,
    numbers: HashMap<Agency, usize>,
    any: bool,
}

impl Default for Tasks {
    fn default() -> Self {
        Self {
            press: press(),
            agencies: Vec::new(),
            numbers: HashMap::new(),
            any: false,
        }
    }
}

/// Kind of a deadline, first day, last day, period.
type When<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>);

/// One task: its beginning, who does what (by the number of the agency), and when.
#[derive(Serialize)]
struct Short<'a>(String, Vec<(usize, Role)>, Vec<When<'a>>);

impl Tasks {
    /// Adds those of a plan.
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        let mut tasks = Vec::with_capacity(record.tasks.len());
        for task in &record.tasks {
            let agencies = task.agencies.iter().map(|assignment| {
                let agency = Agency {
                    name: assignment.name.clone(),
                    level: assignment.level,
                    generic: assignment.generic,
                };
                (self.number(agency), assignment.role)
            });
            let agencies = agencies.collect();
            let deadlines = task.deadlines.iter().map(|deadline| {
                let (start, end) = (deadline.start.as_deref(), deadline.end.as_deref());
                (
                    deadline.kind.as_str(),
                    start,
                    end,
                    deadline.every.as_deref(),
                )
            });
            tasks.push(Short(excerpt(&task.text), agencies, deadlines.collect()));
        }
        let between: &[u8] = if self.any { b"," } else { b"[" };
        self.any = true;
        self.press.write_all(between)?;
        Ok(serde_json::to_writer(&mut self.press, &tasks)?)
    }

    fn number(&mut self, agency: Agency) -> usize {
        if let Some(number) = self.numbers.get(&agency) {
            return *number;
        }
        let number = self.agencies.len();
        self.agencies.push(agency.clone());
        self.numbers.insert(agency, number);
        number
    }

    /// The pressed bytes, and the agencies by their numbers.
    pub fn finish(mut self) -> io::Result<(Vec<u8>, Vec<Agency>)> {
        self.press.write_all(if self.any { b"]" } else { b"[]" })?;
        Ok((self.press.finish()?, self.agencies))
    }
}

/// The beginning of a text as one line, cut at a word.
pub fn excerpt(text: &str) -> String {
    let mut out = String::new();
    let mut letters = 0;
    for word in text.split_whitespace() {
        letters += word.chars().count() + 1;
        if letters > SHOWN && !out.is_empty() {
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
