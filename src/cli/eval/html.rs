//! An evaluation as one HTML page that needs nothing else: no script, no font, no network.

use super::table::{GROUPS, digits, error, group, interval, opening, place};
use crate::eval::FIELDS;
use crate::eval::calibration::Calibration;
use crate::eval::change::Change;
use crate::eval::report::{DocumentScore, ErrorEntry, FieldScore, Report};
use crate::explain::html::escape;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(report: &Report, change: Option<&Change>) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>kehoach eval</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <h1>How well the plans were read</h1>\n<p>{}</p>\n",
        escape(&opening(report))
    );
    if let Some(change) = change {
        out.push_str(&moved(report, change));
    }
    out.push_str(&fields(report));
    out.push_str(&documents(report));
    out.push_str(&confidence(report));
    out.push_str(&errors(report));
    let rules = report.rules.as_deref().unwrap_or("those of the records");
    let _ = writeln!(
        out,
        "<footer>{} {}, rules {}</footer>\n</body>\n</html>",
        escape(&report.program),
        escape(&report.version),
        escape(rules)
    );
    out
}

fn fields(report: &Report) -> String {
    let row = |score: &FieldScore| {
        let cells = [
            digits(score.precision),
            digits(score.recall),
            digits(score.f1),
            interval(score),
            score.gold.to_string(),
            score.predicted.to_string(),
        ];
        format!(
            "<tr><th>{}</th>{}<td>{}</td></tr>\n",
            escape(&score.field),
            numbers(&cells),
            strip(score)
        )
    };
    let rows: String = report.fields.iter().map(row).collect();
    format!(
        "<h2>Fields</h2>\n<table>\n<tr><th>field</th><th>P</th><th>R</th><th>F1</th><th>95 % of F1</th><th>gold</th>\
         <th>found</th><th>0.8 – 1</th></tr>\n{rows}</table>\n"
    )
}

/// Pixels of a drawing.
const WIDTH: f64 = 160.0;

/// The interval of an F1 as a line and the F1 as a dot, from 0.8 to 1; what lies below is at the left edge.
fn strip(score: &FieldScore) -> String {
    let at = |share: f64| ((share - 0.8).max(0.0) / 0.2) * WIDTH + 4.0;
    let (low, high) = score
        .intervals
        .map_or((score.f1, score.f1), |i| (i.f1.low, i.f1.high));
    format!(
        "<svg width=\"168\" height=\"12\" role=\"img\"><line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"6\" y2=\"6\"/>\
         <circle cx=\"{:.1}\" cy=\"6\" r=\"3\"/></svg>",
        at(low),
        at(high),
        at(score.f1)
    )
}

fn documents(report: &Report) -> String {
    let heads: String = GROUPS
        .iter()
        .map(|(head, _)| format!("<th>{head}</th>"))
        .collect();
    let row = |document: &DocumentScore| {
        let cells: String = GROUPS
            .iter()
            .map(|(_, fields)| shaded(group(document, fields)))
            .collect();
        format!(
            "<tr><th title=\"{}\">{}</th>{cells}<td class=\"n\">{}</td></tr>\n",
            escape(&document.path),
            escape(&document.document),
            document.errors
        )
    };
    let rows: String = report.by_document.iter().map(row).collect();
    format!(
        "<h2>Documents</h2>\n<p>F1; empty where the gold does not tell.</p>\n\
         <table>\n<tr><th>document</th>{heads}<th>errors</th></tr>\n{rows}</table>\n"
    )
}

/// A cell in one of four shades: the darker, the worse.
fn shaded(f1: Option<f64>) -> String {
    let Some(f1) = f1 else {
        return "<td></td>".to_string();
    };
    let class = match f1 {
        f1 if f1 >= 0.9995 => "n",
        f1 if f1 >= 0.95 => "n a",
        f1 if f1 >= 0.85 => "n b",
        _ => "n c",
    };
    format!("<td class=\"{class}\">{}</td>", digits(f1))
}

fn confidence(report: &Report) -> String {
    format!(
        "<h2>Confidence</h2>\n<p>Expected calibration error: {}; on documents that the calibration did not see: {}.</p>\n\
         <h3>On unseen documents</h3>\n{}",
        error(&report.calibration),
        error(&report.calibration_unseen),
        reliability(&report.calibration_unseen)
    )
}

fn reliability(calibration: &Calibration) -> String {
    let rows: String = calibration
        .bins
        .iter()
        .map(|bin| {
            let cells = [
                bin.values.to_string(),
                digits(bin.confidence),
                digits(bin.precision),
            ];
            format!(
                "<tr><th>{:.1}–{:.1}</th>{}</tr>\n",
                bin.from,
                bin.to,
                numbers(&cells)
            )
        })
        .collect();
    format!(
        "<table>\n<tr><th>confidence</th><th>values</th><th>mean</th><th>right</th></tr>\n{rows}</table>\n"
    )
}

fn errors(report: &Report) -> String {
    let mut out = "<h2>Errors</h2>\n".to_string();
    for field in FIELDS {
        let of_field: Vec<&ErrorEntry> =
            report.errors.iter().filter(|e| e.field == field).collect();
        if of_field.is_empty() {
            continue;
        }
        let rows: String = of_field
            .iter()
            .map(|entry| error_row(report, entry))
            .collect();
        let _ = write!(
            out,
            "<details><summary>{field}: {}</summary>\n<table>\n{rows}</table>\n</details>\n",
            of_field.len()
        );
    }
    out
}

fn error_row(report: &Report, entry: &ErrorEntry) -> String {
    format!(
        "<tr><td>{}</td><td class=\"{1}\">{1}</td><td>{2}</td><td><q>{3}</q></td></tr>\n",
        escape(&place(report, entry)),
        escape(&entry.verdict),
        escape(&entry.value),
        escape(&entry.words)
    )
}

fn moved(report: &Report, change: &Change) -> String {
    let mut out = format!(
        "<h2>Against the baseline</h2>\n<p>{} errors gone, {} new.</p>\n",
        change.gone.len(),
        change.new.len()
    );
    if !change.moved.is_empty() {
        let row = |(field, before, now): &(String, f64, f64)| {
            let cells = [
                digits(*before),
                digits(*now),
                format!("{:+.3}", now - before),
            ];
            format!("<tr><th>{}</th>{}</tr>\n", escape(field), numbers(&cells))
        };
        let rows: String = change.moved.iter().map(row).collect();
        let _ = writeln!(
            out,
            "<table>\n<tr><th>F1</th><th>before</th><th>now</th><th></th></tr>\n{rows}</table>"
        );
    }
    for (what, entries) in [("gone", &change.gone), ("new", &change.new)] {
        let rows: String = entries
            .iter()
            .map(|entry| error_row(report, entry))
            .collect();
        if !entries.is_empty() {
            let _ = write!(
                out,
                "<details><summary>{what}: {}</summary>\n<table>\n{rows}</table>\n</details>\n",
                entries.len()
            );
        }
    }
    out
}

fn numbers(cells: &[String]) -> String {
    cells
        .iter()
        .map(|cell| format!("<td class=\"n\">{}</td>", escape(cell)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_document_stay_words() {
        let report = Report {
            errors: vec![ErrorEntry {
                document: "<b>.txt".to_string(),
                field: "tasks".to_string(),
                line: Some(2),
                verdict: "missed".to_string(),
                value: "task".to_string(),
                words: "<script>alert(\"1\")</script>&".to_string(),
            }],
            missing: vec!["<i>.txt".to_string()],
            ..Report::default()
        };
        let page = page(&report, None);
        assert!(
            !page.contains("<script") && !page.contains("<b>") && !page.contains("<i>"),
            "{page}"
        );
        assert!(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;"));
    }

    #[test]
    fn needs_nothing_from_outside() {
        let page = page(&Report::default(), Some(&Change::default()));
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        for outside in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}
