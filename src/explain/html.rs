//! The explanation as one page that needs nothing else: the document with its values marked, and beside it what is to
//! say of the one that is pointed at.

use super::text::{shortened, sure};
use super::{Entry, Explained, Marked, Segment, Told};
use crate::export::TOKENS;
use crate::rules::Rules;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The kinds of values with their class and their name in the legend.
const LEGEND: &[(&str, &str)] = &[
    ("header", "header"),
    ("task", "task"),
    ("agency", "agency with role"),
    ("deadline", "deadline"),
    ("dimension", "dimension"),
    ("citation", "citation"),
    ("recipient", "recipient"),
];

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page.
pub fn render(explained: &Explained, rules: &Rules) -> String {
    let entries = explained.entries(rules);
    let marked = explained.marked(&entries);
    let path = escape(&explained.record.source.path);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{path} - kehoach explain</title>\n<style>\n{TOKENS}{STYLE}</style>\n</head>\n<body>\n\
         <header lang=\"en\"><h1>{path}</h1>\n{}</header>\n<main>\n<div class=\"text\">\n",
        legend(&entries)
    );
    let beside = beside(&entries);
    for (at, line) in marked.lines.iter().enumerate() {
        let number = at + 1;
        let _ = write!(
            out,
            "<div class=\"line\" id=\"L{number}\"><span class=\"no\">{number}</span><span class=\"w\">"
        );
        for entry in beside.get(&number).into_iter().flatten() {
            tag(&mut out, *entry, &entries);
        }
        for segment in line {
            mark(&mut out, segment, &marked, &entries);
        }
        out.push_str("</span></div>\n");
    }
    out.push_str("</div>\n<aside lang=\"en\" aria-live=\"polite\" tabindex=\"0\">\n\
        <p class=\"hint\">Point at a marked word, or reach it with the Tab key; Enter keeps it shown.</p>\n");
    for (at, entry) in entries.iter().enumerate() {
        section(&mut out, at, entry);
    }
    let _ = write!(
        out,
        "</aside>\n</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    );
    out
}

/// Values that are told beside a line: tasks and dimensions, by the line they begin on.
fn beside(entries: &[Entry]) -> BTreeMap<usize, Vec<usize>> {
    let mut lines: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let own = entry.span.map(|span| span.line);
        let task = || {
            entries
                .iter()
                .find(|other| other.field == "tasks" && other.task == entry.task)
        };
        let line = match entry.field {
            "tasks" | "dimensions" => own,
            "tasks.dimensions" => task().and_then(|task| task.span).map(|span| span.line),
            "indices" => Some(1),
            _ => None,
        };
        if let Some(line) = line {
            lines.entry(line).or_default().push(at);
        }
    }
    lines
}

/// A value beside its line, as a small sign that can be reached like a marked word.
fn tag(out: &mut String, at: usize, entries: &[Entry]) {
    let Some(entry) = entries.get(at) else { return };
    let name = match (entry.field, &entry.task) {
        ("tasks", Some(task)) => task.clone(),
        _ => entry.value.clone(),
    };
    let class = class(entry.field);
    let _ = write!(
        out,
        "<a class=\"tag {class}\" href=\"#e{at}\" data-e=\"{at}\">{}</a> ",
        escape(&name)
    );
}

fn mark(out: &mut String, segment: &Segment<'_>, marked: &Marked<'_>, entries: &[Entry]) {
    let marks = segment
        .inside
        .iter()
        .rev()
        .filter_map(|at| marked.marks.get(*at));
    let all: Vec<usize> = marks
        .flat_map(|mark| mark.entries.iter().copied())
        .collect();
    let Some(first) = all.first().and_then(|at| entries.get(*at)) else {
        out.push_str(&escape(segment.text));
        return;
    };
    let numbers = all
        .iter()
        .map(usize::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    let (class, text) = (class(first.field), escape(segment.text));
    let _ = write!(
        out,
        "<a class=\"{class}\" href=\"#e{}\" data-e=\"{numbers}\">{text}</a>",
        all.first().copied().unwrap_or_default()
    );
}

fn class(field: &str) -> &'static str {
    match field {
        "tasks" => "task",
        "tasks.agencies" => "agency",
        "tasks.deadlines" => "deadline",
        "tasks.dimensions" | "dimensions" | "indices" => "dimension",
        "citations" => "citation",
        "recipients" => "recipient",
        _ => "header",
    }
}

fn legend(entries: &[Entry]) -> String {
    let items = LEGEND.iter().map(|(of, name)| {
        let count = entries
            .iter()
            .filter(|entry| class(entry.field) == *of)
            .count();
        format!("<li class=\"{of}\">{name} ({count})</li>\n")
    });
    format!(
        "<ul class=\"legend\">\n{}</ul>\n",
        items.collect::<String>()
    )
}

/// What is to say of one value.
fn section(out: &mut String, at: usize, entry: &Entry) {
    let task = entry
        .task
        .as_deref()
        .map(|id| format!("{id} "))
        .unwrap_or_default();
    let (class, value) = (class(entry.field), escape(&shortened(&entry.value)));
    let _ = write!(
        out,
        "<section id=\"e{at}\"><h2 class=\"{class}\">{}{}</h2>\n<p class=\"value\">{value}</p>\n",
        escape(&task),
        escape(entry.field)
    );
    if !entry.rule.is_empty() {
        let source = entry
            .source
            .as_deref()
            .map(|source| format!(" <small>{}</small>", escape(source)));
        let _ = writeln!(
            out,
            "<p><b>rule</b> <code>{}</code>{}<br>{}{}</p>",
            escape(&entry.rule),
            source.unwrap_or_default(),
            escape(&entry.why),
            escape(&sure(entry))
        );
    }
    candidates(out, "what spoke for it", &entry.won);
    candidates(out, "what lost, and why", &entry.lost);
    out.push_str("</section>\n");
}

fn candidates(out: &mut String, head: &str, all: &[Told]) {
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h3>{head}</h3>\n<ul>");
    for told in all {
        let _ = writeln!(out, "<li>{}</li>", escape(&super::text::said(told)));
    }
    out.push_str("</ul>\n");
}

/// Text that a page shows as it is.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Signs that a page must not hold (XML 1.0, 2.2).
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_signs_of_the_page_as_text() {
        assert_eq!(
            escape("<a href=\"x\">&'\u{1}"),
            "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{FFFD}"
        );
    }
}
