//! An evaluation as tables for the terminal.

use crate::eval::calibration::Calibration;
use crate::eval::change::Change;
use crate::eval::report::{DocumentScore, ErrorEntry, FieldScore, Report};
use crate::eval::tally::Tally;
use comfy_table::{CellAlignment, Table, presets};
use std::fmt::Write;

/// Columns of the table of documents: a head, and the fields whose values are counted together.
pub const GROUPS: [(&str, &[&str]); 8] = [
    ("header", &["document."]),
    ("dimensions", &["dimensions.treatment"]),
    ("citations", &["citations"]),
    ("recipients", &["recipients"]),
    ("tasks", &["tasks"]),
    ("of tasks: dimensions", &["tasks.dimensions"]),
    ("agencies", &["tasks.agencies.role"]),
    ("deadlines", &["tasks.deadlines"]),
];

/// The whole report; `errors` names the fields whose errors are listed.
pub fn report(report: &Report, change: Option<&Change>, errors: &[&str]) -> String {
    let mut out = format!("{}\n\n{}\n", opening(report), fields(report));
    let _ = writeln!(out, "\n{}", documents(report));
    let _ = writeln!(out, "\n{}", calibration(report));
    for field in errors {
        let of_field = report.errors.iter().filter(|error| error.field == *field);
        let lines: Vec<String> = of_field.map(|error| line(report, error)).collect();
        let _ = writeln!(out, "\n{field}: {} errors", lines.len());
        lines.iter().for_each(|line| {
            let _ = writeln!(out, "  {line}");
        });
    }
    if let Some(change) = change {
        let _ = writeln!(out, "\n{}", moved(report, change));
    }
    out
}

/// How many documents were measured.
pub fn opening(report: &Report) -> String {
    let missing = &report.missing;
    if missing.is_empty() {
        return format!("{} documents with gold, all read", report.documents);
    }
    format!(
        "{} documents with gold, {} without a record: {}",
        report.documents,
        missing.len(),
        missing.join(", ")
    )
}

fn fields(report: &Report) -> Table {
    let mut table = plain(&["field", "P", "R", "F1", "95 % of F1", "gold", "found"], 1);
    for score in &report.fields {
        table.add_row([
            score.field.clone(),
            digits(score.precision),
            digits(score.recall),
            digits(score.f1),
            interval(score),
            score.gold.to_string(),
            score.predicted.to_string(),
        ]);
    }
    table
}

/// `0.950–0.990`
pub fn interval(score: &FieldScore) -> String {
    let shown = |i: crate::eval::bootstrap::Intervals| format!("{:.3}–{:.3}", i.f1.low, i.f1.high);
    score.intervals.map_or_else(String::new, shown)
}

/// Three decimals.
pub fn digits(share: f64) -> String {
    format!("{share:.3}")
}

fn documents(report: &Report) -> Table {
    let heads = GROUPS.map(|(head, _)| head);
    let heads: Vec<&str> = ["document"]
        .into_iter()
        .chain(heads)
        .chain(["errors"])
        .collect();
    let mut table = plain(&heads, 1);
    for document in &report.by_document {
        let scores =
            GROUPS.map(|(_, fields)| group(document, fields).map_or(String::new(), digits));
        let row = [document.document.clone()].into_iter().chain(scores);
        table.add_row(row.chain([document.errors.to_string()]));
    }
    table
}

/// F1 of several fields of a document together, named in full or by their beginning up to a dot; none where none of
/// them was compared.
pub fn group(document: &DocumentScore, fields: &[&str]) -> Option<f64> {
    let belongs = |name: &str| {
        fields
            .iter()
            .any(|field| name == *field || field.ends_with('.') && name.starts_with(field))
    };
    let mut sum: Option<Tally> = None;
    for score in document.fields.iter().filter(|score| belongs(&score.field)) {
        sum.get_or_insert_default().add(Tally {
            right: score.right,
            predicted: score.predicted,
            gold: score.gold,
        });
    }
    sum.map(Tally::f1)
}

fn calibration(report: &Report) -> String {
    let mut out = format!(
        "confidence: expected calibration error {}; on documents that the calibration did not see {}",
        error(&report.calibration),
        error(&report.calibration_unseen)
    );
    let mut table = plain(&["confidence", "values", "mean", "right"], 1);
    for bin in &report.calibration_unseen.bins {
        table.add_row([
            format!("{:.1}–{:.1}", bin.from, bin.to),
            bin.values.to_string(),
            digits(bin.confidence),
            digits(bin.precision),
        ]);
    }
    let _ = write!(out, "\n\n{table}");
    out
}

/// `0.012 (0.015 in bins of equal size)`
pub fn error(calibration: &Calibration) -> String {
    format!(
        "{:.3} ({:.3} in bins of equal size)",
        calibration.expected_error, calibration.expected_error_equal_bins
    )
}

fn moved(report: &Report, change: &Change) -> String {
    let mut out = format!(
        "against the baseline: {} errors gone, {} new",
        change.gone.len(),
        change.new.len()
    );
    for (field, before, now) in &change.moved {
        let _ = write!(
            out,
            "\n  {field}: F1 {before:.3} → {now:.3} ({:+.3})",
            now - before
        );
    }
    for (what, errors) in [("gone", &change.gone), ("new", &change.new)] {
        for error in errors {
            let _ = write!(out, "\n  {what}: {}: {}", error.field, line(report, error));
        }
    }
    out
}

/// `plans/a.txt:28: missed Phòng Nội vụ (district, lead): “words”`
fn line(report: &Report, error: &ErrorEntry) -> String {
    let place = place(report, error);
    let words = error.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = if words.is_empty() {
        words
    } else {
        format!(": “{words}”")
    };
    format!("{place}: {} {}{quote}", error.verdict, error.value)
}

/// Path and line, as editors and terminals open them.
pub fn place(report: &Report, error: &ErrorEntry) -> String {
    let document = report
        .by_document
        .iter()
        .find(|d| d.document == error.document);
    let path = document.map_or(error.document.as_str(), |document| &document.path);
    error
        .line
        .map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
}

/// A table without lines; all columns after the first `left` ones hold numbers.
fn plain(heads: &[&str], left: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_header(heads.iter().copied());
    for column in table.column_iter_mut().skip(left) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
