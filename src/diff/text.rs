//! The comparison as text: a table of counts, then every change with the text around it.

use super::{Change, Diff, Kind, Side};
use anstyle::{AnsiColor, Style};
use std::fmt::Write;

/// Colour codes included; a caller whose reader wants none strips them.
pub fn render(diff: &Diff) -> String {
    let mut out = String::new();
    let values: usize = diff.fields.iter().map(|field| field.same).sum();
    if diff.is_empty() {
        let _ = writeln!(
            out,
            "no value differs: {} documents, {values} values",
            diff.both
        );
        return out;
    }
    table(&mut out, diff);
    for (paths, mark, run) in [(&diff.only_old, '-', "old"), (&diff.only_new, '+', "new")] {
        for path in paths {
            let _ = writeln!(out, "{mark} only in the {run} run: {path}");
        }
    }
    let mut document = None;
    for change in &diff.changes {
        if document != Some(&change.document) {
            let _ = writeln!(out, "\n{}", change.document);
            document = Some(&change.document);
        }
        line(&mut out, change);
    }
    out
}

/// The fields that have values, with their counts.
fn table(out: &mut String, diff: &Diff) {
    let _ = writeln!(
        out,
        "documents: {} compared, {} only in the old run, {} only in the new run\n",
        diff.both,
        diff.only_old.len(),
        diff.only_new.len()
    );
    let heads = ["old", "new", "same", "gained", "lost", "changed"];
    let _ = write!(out, "{:18}", "field");
    for head in heads {
        let _ = write!(out, "{head:>8}");
    }
    out.push('\n');
    for field in &diff.fields {
        let _ = write!(out, "{:18}", field.field);
        let counts = [
            field.old,
            field.new,
            field.same,
            field.gained,
            field.lost,
            field.changed,
        ];
        for count in counts {
            let _ = write!(out, "{count:>8}");
        }
        out.push('\n');
    }
}

fn line(out: &mut String, change: &Change) {
    let (mark, colour) = match change.change {
        Kind::Gained => ('+', AnsiColor::Green),
        Kind::Lost => ('-', AnsiColor::Red),
        Kind::Changed => ('~', AnsiColor::Yellow),
    };
    let style: Style = colour.on_default();
    let task = change
        .task
        .as_deref()
        .map(|id| format!(" {id}"))
        .unwrap_or_default();
    let place = change
        .line
        .map(|line| format!(" line {line}"))
        .unwrap_or_default();
    let sides = [&change.old, &change.new].into_iter().flatten().map(said);
    let what = sides.collect::<Vec<_>>().join("  ->  ");
    let _ = writeln!(
        out,
        "  {style}{mark} {}{task}{place}: {what}{style:#}",
        change.field
    );
    if !change.around.is_empty() && change.field != "tasks" {
        let _ = writeln!(out, "      {}", change.around);
    }
}

/// A value with its rule.
fn said(side: &Side) -> String {
    match side.rule.as_str() {
        "" => side.value.clone(),
        rule => format!("{} ({rule})", side.value),
    }
}
