//! Other line breaks, bullets and marks of emphasis.

use super::Plan;
use kehoach::outline::{NodeKind, Part};
use kehoach::value::label::{self, LabelKind};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Every line kept, with what a rewrite makes of it. Tables and cells of one line stay as they are.
pub(super) fn each_line(text: &str, mut write: impl FnMut(usize, &str) -> String) -> String {
    let lines = text.split('\n').enumerate();
    let written = lines.map(|(at, line)| {
        if is_table(line) {
            line.to_string()
        } else {
            write(at, line)
        }
    });
    written.collect::<Vec<_>>().join("\n")
}

/// Whether a line is part of a table or a drawn line.
pub(super) fn is_table(line: &str) -> bool {
    line.contains(['|', '\t']) || !line.contains(char::is_alphanumeric)
}

/// Lines of the original (from 0) on which a table stands, one cell a line or however.
pub(super) fn table_lines(plan: &Plan) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    for node in &plan.outline.nodes {
        if matches!(node.kind, NodeKind::Table(_)) {
            let span = plan.outline.text.original_span(node.span);
            let text: String = plan
                .text
                .chars()
                .skip(span.start)
                .take(span.end - span.start)
                .collect();
            lines.extend(span.line - 1..span.line + text.matches('\n').count());
        }
    }
    lines
}

/// Lines of the original (from 0) of the parts where line breaks have no meaning: legal basis, body, annex.
pub(super) fn running_lines(plan: &Plan) -> BTreeSet<usize> {
    let tables = table_lines(plan);
    let mut lines = BTreeSet::new();
    for part in [Part::Basis, Part::Body, Part::Annex] {
        for (_, node) in plan.outline.part(part) {
            let span = plan.outline.text.original_span(node.span);
            let text: String = plan
                .text
                .chars()
                .skip(span.start)
                .take(span.end - span.start)
                .collect();
            lines.extend(span.line - 1..span.line + text.matches('\n').count());
        }
    }
    &lines - &tables
}

/// Two blank lines for one.
pub fn blank_doubled(plan: &Plan) -> Option<String> {
    plan.text
        .contains("\n\n")
        .then(|| plan.text.replace("\n\n", "\n\n\n"))
}

/// Paragraphs indented, as a text copied from Word is.
pub fn indented(plan: &Plan) -> Option<String> {
    let running = running_lines(plan);
    let indent = |at: usize, line: &str| match running.contains(&at) && !line.is_empty() {
        true => format!("     {line}"),
        false => line.to_string(),
    };
    Some(each_line(plan.text, indent))
}

/// Hard-wrapped at a width in code points; only a text whose paragraphs are whole lines.
pub fn wrapped(plan: &Plan, width: usize) -> Option<String> {
    let running = running_lines(plan);
    if !has_long_lines(plan.text) {
        return None;
    }
    Some(each_line(plan.text, |at, line| {
        match running.contains(&at) {
            true => wrap(line, width),
            false => line.to_string(),
        }
    }))
}

/// The same without blank lines between the paragraphs of basis and body.
pub fn wrapped_dense(plan: &Plan, width: usize) -> Option<String> {
    let text = wrapped(plan, width)?;
    let running = running_lines(plan);
    if running.is_empty() {
        return None;
    }
    let body = plan.outline.part(Part::Body).next()?.1.span;
    let from = plan.outline.text.original_span(body).start;
    let head: String = plan.text.chars().take(from).collect();
    let head_lines = wrap_lines(plan, &head, width);
    let mut lines = text.split('\n');
    let mut out: Vec<&str> = lines.by_ref().take(head_lines).collect();
    out.extend(lines.filter(|line| !line.is_empty()));
    Some(out.join("\n"))
}

/// How many lines the beginning of a text has when it is wrapped.
fn wrap_lines(plan: &Plan, head: &str, width: usize) -> usize {
    let running = running_lines(plan);
    let lines = head.split('\n').enumerate().map(|(at, line)| {
        if !is_table(line) && running.contains(&at) {
            wrap(line, width).split('\n').count()
        } else {
            1
        }
    });
    lines.sum::<usize>() - 1
}

/// Whether paragraphs are whole lines: some are longer than any page is wide.
pub(super) fn has_long_lines(text: &str) -> bool {
    let long = text
        .split('\n')
        .filter(|line| !is_table(line) && line.chars().count() > 140);
    long.count() >= 3
}

fn wrap(line: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in line.split(' ') {
        let len = word.nfc().count();
        if column > 0 && column + 1 + len > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += len;
    }
    out
}

/// Whether a line is a numbered heading of the body.
fn is_heading(line: &str) -> bool {
    let numbered = label::read(line).is_some_and(|label| {
        !matches!(
            label.kind,
            LabelKind::Dash | LabelKind::Plus | LabelKind::Star
        )
    });
    numbered
        && line.chars().count() < 100
        && !line.ends_with(['.', ';', ','])
        && !line.contains('*')
}

/// `**I. MỤC ĐÍCH**`
pub fn bold_headings(plan: &Plan) -> Option<String> {
    headings(plan, |_, line| format!("**{line}**"))
}

/// `**I. MỤC ĐÍCH`, `** I. MỤC ĐÍCH**`, `**I.** **MỤC ĐÍCH**`, `**I. MỤC ĐÍCH** **`, by turns.
pub fn bold_broken(plan: &Plan) -> Option<String> {
    headings(plan, |n, line| match n % 4 {
        0 => format!("**{line}"),
        1 => format!("** {line}**"),
        2 => match line.split_once(' ') {
            Some((label, rest)) => format!("**{label}** **{rest}**"),
            None => format!("**{line}**"),
        },
        _ => format!("**{line}** **"),
    })
}

/// `## I. MỤC ĐÍCH`
pub fn markdown_headings(plan: &Plan) -> Option<String> {
    headings(plan, |_, line| format!("## {line}"))
}

fn headings(plan: &Plan, write: fn(usize, &str) -> String) -> Option<String> {
    if plan.text.contains("\n#") {
        return None;
    }
    let running = running_lines(plan);
    let mut seen = 0;
    let text = each_line(plan.text, |at, line| {
        if !running.contains(&at) || !is_heading(line) {
            return line.to_string();
        }
        seen += 1;
        write(seen, line)
    });
    (seen > 0).then_some(text)
}

/// Another mark for the bullets `- ` of the body, where no other bullet in the text has that mark.
pub fn bullets(plan: &Plan, mark: &str) -> Option<String> {
    let running = running_lines(plan);
    let sign = mark.chars().next()?;
    let taken = plan
        .text
        .split('\n')
        .any(|line| sign != '-' && line.trim_start().starts_with(sign));
    let mut seen = 0;
    let text = each_line(plan.text, |at, line| match line.strip_prefix("- ") {
        Some(rest) if running.contains(&at) && rest.starts_with(char::is_alphabetic) => {
            seen += 1;
            format!("{mark}{rest}")
        }
        _ => line.to_string(),
    });
    (seen > 0 && !taken).then_some(text)
}
