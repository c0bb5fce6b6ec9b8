//! The same table as TAB rows, as pipe rows, and one cell a line.

use super::Plan;
use kehoach::outline::NodeKind;
use kehoach::outline::table::{Row, RowKind, Table};
use kehoach::span::Span;

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A row a line, cells between TABs.
    Tabs,
    /// Markdown.
    Pipes,
    /// Pipes without the line below the head and without bars at the ends.
    BarePipes,
    /// A cell a line, each followed by a bar; merged cells are missing.
    Cells,
    /// A cell a line, with a bar more between rows and around empty cells.
    BorderedCells,
}

/// All tables of a plan in one form; `None` where there is none, or where the form would lose what a row says.
pub fn all(plan: &Plan, form: Form) -> Option<String> {
    let original: Vec<char> = plan.text.chars().collect();
    let mut out = String::new();
    let mut from = 0;
    let mut written = 0;
    for node in &plan.outline.nodes {
        let NodeKind::Table(table) = node.kind else {
            continue;
        };
        let table = plan.outline.tables.get(table)?;
        if matches!(form, Form::Cells) && loses(table) {
            return None;
        }
        let (start, end) = stretch(plan, &original, node.span);
        out.extend(original.get(from..start)?);
        out.push_str(&write(plan, table, form));
        from = end;
        written += 1;
    }
    out.extend(original.get(from..)?);
    (written > 0).then_some(out)
}

/// A table's whole lines in the original, with the bars around it, in code points.
fn stretch(plan: &Plan, original: &[char], span: Span) -> (usize, usize) {
    let span = plan.outline.text.original_span(span);
    let edge = |c: Option<&char>| c.is_some_and(|c| matches!(c, '|' | ' ' | '\t' | '*'));
    let (mut start, mut end) = (span.start, span.end);
    while start > 0 && edge(original.get(start - 1)) {
        start -= 1;
    }
    while edge(original.get(end)) {
        end += 1;
    }
    // Bars on lines of their own.
    while start > 1 && original.get(start - 2) == Some(&'|') {
        start -= 2;
    }
    while original.get(end + 1) == Some(&'|') && original.get(end) == Some(&'\n') {
        end += 2;
    }
    (start, end)
}

/// Whether a cell that says nothing could be taken for one merged with the cell above: dropping both is alike.
fn loses(table: &Table) -> bool {
    let data = table.rows.iter().filter(|row| row.kind == RowKind::Data);
    let mut cells = data.flat_map(|row| &row.cells);
    let other = table.rows.iter().any(|row| row.kind != RowKind::Data);
    other || cells.any(|cell| cell.span.is_none())
}

fn write(plan: &Plan, table: &Table, form: Form) -> String {
    let cut = |span: Option<Span>| match span {
        Some(span) => plan
            .outline
            .cut(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        None => String::new(),
    };
    let head: Vec<String> = table
        .columns
        .iter()
        .map(|column| cut(column.heads.last().copied()))
        .collect();
    let own = |row: &Row| -> Vec<String> {
        let cells = row.cells.iter();
        cells
            .map(|cell| cut(cell.span.filter(|_| !cell.inherited)))
            .collect()
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(own).collect();
    match form {
        Form::Tabs => lines(&head, &rows, |cells| cells.join("\t")),
        Form::BarePipes => lines(&head, &rows, |cells| cells.join(" | ")),
        Form::Pipes => {
            let between = vec!["---".to_string(); head.len()];
            let mut all = vec![between];
            all.extend(rows);
            lines(&head, &all, |cells| format!("| {} |", cells.join(" | ")))
        }
        Form::Cells => lines(&head, &rows, |cells| {
            let filled = cells.iter().filter(|cell| !cell.is_empty());
            filled
                .map(|cell| format!("{cell}\n|"))
                .collect::<Vec<_>>()
                .join("\n")
        }),
        Form::BorderedCells => lines(&head, &rows, |cells| {
            let bars = cells.iter().map(|cell| match cell.is_empty() {
                true => "|".to_string(),
                false => format!("{cell}\n|"),
            });
            format!("|\n{}", bars.collect::<Vec<_>>().join("\n"))
        }),
    }
}

fn lines(head: &[String], rows: &[Vec<String>], write: impl Fn(&[String]) -> String) -> String {
    let mut lines = vec![write(head)];
    lines.extend(rows.iter().map(|row| write(row)));
    lines.join("\n")
}
