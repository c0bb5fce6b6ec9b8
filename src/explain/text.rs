//! The explanation for a terminal: each line with its values marked, and below it what is to say of them.

use super::{Entry, Explained, Marked, Told};
use crate::rules::Rules;
use crate::value::visible::visible;
use anstyle::{AnsiColor, Style};
use std::collections::HashSet;
use std::fmt::Write;

/// How values are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    /// In colours.
    Colour,
    /// `[words|value]`.
    Brackets,
}

/// The whole document, or the one line, and the values that belong to no line of it.
pub fn render(
    explained: &Explained,
    rules: &Rules,
    line: Option<usize>,
    marking: Marking,
) -> String {
    let entries = explained.entries(rules);
    let marked = explained.marked(&entries);
    let mut out = String::new();
    let mut shown: HashSet<usize> = HashSet::new();
    for (at, segments) in marked.lines.iter().enumerate() {
        let number = at + 1;
        if line.is_some_and(|line| line != number) {
            continue;
        }
        let _ = writeln!(
            out,
            "{number:>5} | {}",
            marked.line(segments, &entries, marking)
        );
        let covers = line.is_some();
        for (at, entry) in entries.iter().enumerate() {
            if belongs(entry, &marked, number, covers, &entries) && shown.insert(at) {
                explain(&mut out, entry, marking);
            }
        }
    }
    if line.is_none() {
        let rest = entries
            .iter()
            .enumerate()
            .filter(|(at, _)| !shown.contains(at));
        for (_, entry) in rest {
            explain(&mut out, entry, marking);
        }
    }
    out
}

/// Whether a value is told below a line: where it begins, and if only this line is asked for, where it covers it too.
fn belongs(entry: &Entry, marked: &Marked, line: usize, covers: bool, entries: &[Entry]) -> bool {
    let Some(span) = entry.span else {
        let task = entries
            .iter()
            .find(|other| other.field == "tasks" && other.task == entry.task);
        return task.is_some_and(|task| belongs(task, marked, line, covers, entries));
    };
    if span.line == line {
        return true;
    }
    let end = line_end(marked, line);
    covers && span.line < line && end.is_some_and(|(from, _)| span.end > from)
}

/// First and last code point of a line.
fn line_end(marked: &Marked, line: usize) -> Option<(usize, usize)> {
    let segments = marked.lines.get(line.checked_sub(1)?)?;
    Some((segments.first()?.start, segments.last()?.end))
}

impl Marked<'_> {
    /// A line with its values marked.
    fn line(&self, segments: &[super::Segment<'_>], entries: &[Entry], marking: Marking) -> String {
        let mut out = String::new();
        for segment in segments {
            match marking {
                Marking::Colour => self.coloured(&mut out, segment, entries),
                Marking::Brackets => self.bracketed(&mut out, segment, entries),
            }
        }
        out
    }

    fn coloured(&self, out: &mut String, segment: &super::Segment<'_>, entries: &[Entry]) {
        let innermost = segment.inside.last().and_then(|at| self.marks.get(*at));
        let entry = innermost.and_then(|mark| entries.get(*mark.entries.first()?));
        match entry {
            Some(entry) => {
                let style = style(entry.field);
                let _ = write!(out, "{style}{}{style:#}", visible(segment.text));
            }
            None => out.push_str(&visible(segment.text)),
        }
    }

    fn bracketed(&self, out: &mut String, segment: &super::Segment<'_>, entries: &[Entry]) {
        let inside = || segment.inside.iter().filter_map(|at| self.marks.get(*at));
        for _ in inside().filter(|mark| mark.chars.start == segment.start) {
            out.push('[');
        }
        out.push_str(&visible(segment.text));
        let closed = inside().filter(|mark| mark.chars.end == segment.end);
        for mark in closed.collect::<Vec<_>>().into_iter().rev() {
            let values = mark.entries.iter().filter_map(|at| entries.get(*at));
            let mut short: Vec<&str> = values.map(short).collect();
            short.dedup();
            let _ = write!(out, "|{}]", short.join(", "));
        }
    }
}

/// A value in a mark: the role of a body, a deadline as it is, of others the name of the field.
fn short(entry: &Entry) -> &str {
    match entry.field {
        "tasks.agencies" => entry.value.split(':').next().unwrap_or(""),
        "tasks.deadlines" => &entry.value,
        "citations" => "citation",
        "recipients" => "recipient",
        field => field.trim_start_matches("document."),
    }
}

/// The colour of a field.
fn style(field: &str) -> Style {
    let colour = match field {
        "tasks" => AnsiColor::BrightWhite,
        "tasks.agencies" => AnsiColor::Green,
        "tasks.deadlines" => AnsiColor::Yellow,
        "citations" => AnsiColor::Magenta,
        "tasks.dimensions" | "dimensions" | "indices" => AnsiColor::Cyan,
        _ => AnsiColor::Blue,
    };
    let style = colour.on_default();
    if field == "tasks" {
        style.bold()
    } else {
        style.underline()
    }
}

fn explain(out: &mut String, entry: &Entry, marking: Marking) {
    let style = match marking {
        Marking::Colour => style(entry.field),
        Marking::Brackets => Style::new(),
    };
    let task = entry
        .task
        .as_deref()
        .map(|id| format!("{id} "))
        .unwrap_or_default();
    let shortened = shortened(&entry.value);
    let value = visible(&shortened);
    let _ = writeln!(
        out,
        "        {task}{style}{}{style:#}  {value}",
        entry.field
    );
    if !entry.rule.is_empty() {
        let source = entry.source.as_deref().map(|source| format!(" ({source})"));
        let (rule, source, why) = (&entry.rule, source.unwrap_or_default(), &entry.why);
        let _ = writeln!(
            out,
            "            rule  {rule}{source}: {why}{}",
            sure(entry)
        );
    }
    for told in &entry.won {
        let _ = writeln!(out, "            for   {}", said(told));
    }
    for told in &entry.lost {
        let _ = writeln!(out, "            lost  {}", said(told));
    }
}

/// How often such a value is right, where it is known.
pub(super) fn sure(entry: &Entry) -> String {
    let confidence = entry
        .confidence
        .map(|share| format!("; confidence {share}"));
    confidence.unwrap_or_default()
}

/// A candidate in one line.
pub(super) fn said(told: &Told) -> String {
    let mut out = format!("`{}`", visible(&shortened(&told.text)));
    if !told.gives.is_empty() {
        let _ = write!(out, " as {}", told.gives);
    }
    if !told.rule.is_empty() {
        let _ = write!(out, " by {}", told.rule);
    }
    if !told.place.is_empty() {
        let _ = write!(out, " [{}]", told.place);
    }
    if let Some(cause) = told.cause.as_deref().filter(|cause| !cause.is_empty()) {
        let _ = write!(out, ", because of `{}`", visible(&shortened(cause)));
    }
    if let Some(lost) = &told.lost {
        let _ = write!(out, ": {}", lost.why);
    }
    out
}

/// Longest quotation in a line, in code points.
const LONGEST: usize = 90;

/// The beginning of a long text.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_string(),
    }
}
