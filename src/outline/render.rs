//! The outline as indented text: what the outline tests compare, and what a developer looks at first.

use super::table::RowKind;
use super::{NodeKind, Outline};
use std::fmt::Write;

/// One line a node, indented by depth: part, label, and the first words.
pub fn render(outline: &Outline) -> String {
    let mut out = String::new();
    for (id, node) in outline.nodes.iter().enumerate() {
        let depth = outline.ancestors(id).count() - 1;
        let part = format!("{:?}", node.part).to_lowercase();
        let label = node
            .label()
            .map_or(String::new(), |label| format!(" [{}]", label.text));
        let _ = writeln!(
            out,
            "{}{part}{label} {}",
            "  ".repeat(depth),
            words(outline.cut(node.body))
        );
        if let NodeKind::Table(table) = node.kind {
            table_rows(&mut out, outline, table, depth + 1);
        }
    }
    out
}

fn table_rows(out: &mut String, outline: &Outline, table: usize, depth: usize) {
    let table = &outline.tables[table];
    let indent = "  ".repeat(depth);
    let kinds: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            column
                .kind
                .map_or("?".to_string(), |kind| format!("{kind:?}").to_lowercase())
        })
        .collect();
    let _ = writeln!(out, "{indent}columns {}", kinds.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| match cell.span {
                Some(span) if cell.inherited => format!("^{}", words(outline.cut(span))),
                Some(span) => words(outline.cut(span)),
                None => String::new(),
            })
            .collect();
        let kind = match row.kind {
            RowKind::Data => "row",
            RowKind::Section => "section",
            RowKind::Total => "total",
        };
        let _ = writeln!(out, "{indent}{kind} {}", cells.join(" | "));
    }
}

/// The first words of a text, on one line.
fn words(text: &str) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let mut line = all.iter().take(8).copied().collect::<Vec<_>>().join(" ");
    if all.len() > 8 {
        line.push('…');
    }
    line
}
