//! Totals of tables that are not the sum of their rows.

use crate::extract::Facts;
use crate::note::{Notes, Severity};
use crate::outline::table::{Row, RowKind, Table};

/// Code of the note that a wrong total leaves.
pub const NOTE: &str = "total-mismatch";

/// Notes each total that differs from the sum of the rows above it.
pub fn check(facts: &Facts, notes: &mut Notes) {
    for table in &facts.outline.tables {
        for (at, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Total {
                check_row(facts, table, at, notes);
            }
        }
    }
}

fn check_row(facts: &Facts, table: &Table, at: usize, notes: &mut Notes) {
    for column in 0..table.columns.len() {
        let Some(span) = table.rows[at].cells.get(column).and_then(|cell| cell.span) else {
            continue;
        };
        let Some(total) = figure(facts.outline.cut(span)) else {
            continue;
        };
        // Below a section row its own figure may be a subtotal: then the sections add up, not the rows.
        let [rows, sections] = [RowKind::Data, RowKind::Section]
            .map(|kind| figures(facts, &table.rows[..at], kind, column));
        let sum: f64 = rows.iter().sum();
        let fits = [&rows, &sections].into_iter().any(|figures| {
            !figures.is_empty() && (figures.iter().sum::<f64>() - total).abs() < ROUNDING
        });
        // Less than its largest part, the figure is a rank or an average, no sum.
        let is_sum = rows.iter().all(|figure| *figure <= total);
        if !rows.is_empty() && is_sum && !fits {
            let message = format!(
                "the total `{}` is not the sum of the rows, `{}`",
                facts.outline.cut(span),
                written(sum)
            );
            notes.push(NOTE, Severity::Warning, message, Some(span));
        }
    }
}

/// Figures are written with at most two decimals; what is less comes from adding them up.
const ROUNDING: f64 = 0.02;

/// The figures of the rows of a kind in a column; none where fewer than two have one there, or one has words.
fn figures(facts: &Facts, rows: &[Row], kind: RowKind, column: usize) -> Vec<f64> {
    let cells = rows.iter().filter(|row| row.kind == kind);
    let cells = cells.filter_map(|row| row.cells.get(column));
    let spans: Vec<_> = cells.filter_map(|cell| cell.span).collect();
    let figures: Vec<f64> = spans
        .iter()
        .filter_map(|span| figure(facts.outline.cut(*span)))
        .collect();
    if figures.len() < 2 || figures.len() < spans.len() {
        return Vec::new();
    }
    figures
}

/// A cell that is a figure and no more, as written in Vietnam: `1.200` is a thousand and two hundred, `3,5` three and a
/// half. Percentages and dates do not add up.
fn figure(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    if !cell.chars().all(plain) || !cell.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (whole, part) = cell.split_once(',').unwrap_or((cell, ""));
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    if !grouped || part.contains(['.', ',']) {
        return None;
    }
    format!("{}.{part}0", groups.concat()).parse().ok()
}

fn written(sum: f64) -> String {
    if sum.fract().abs() < ROUNDING {
        format!("{sum:.0}")
    } else {
        format!("{sum:.2}").replace('.', ",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_figures_as_vietnamese_offices_write_them() {
        for (cell, expected) in [
            ("12", Some(12.0)),
            ("1.200", Some(1200.0)),
            ("3,5", Some(3.5)),
            ("12.345.678", Some(12_345_678.0)),
            ("95%", None),
            ("15/11", None),
            ("1.2", None),
            ("Trên 90", None),
            ("", None),
        ] {
            assert_eq!(figure(cell), expected, "{cell}");
        }
        assert_eq!(written(42.0), "42");
        assert_eq!(written(3.5), "3,50");
    }
}
