//! The comparison as a table for spreadsheets, in the same dress as those of `extract`.

use super::{Diff, Side};
use crate::export::{BYTE_ORDER_MARK, defuse};
use csv::{Terminator, WriterBuilder};
use std::io::{self, Write};

/// The columns, a row a change.
pub const COLUMNS: [&str; 12] = [
    "document", "field", "change", "task", "line", "old", "new", "old_text", "new_text",
    "old_rule", "new_rule", "around",
];

/// Writes the table.
pub fn write(diff: &Diff, mut to: impl Write) -> io::Result<()> {
    to.write_all(BYTE_ORDER_MARK)?;
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(to);
    writer.write_record(COLUMNS)?;
    for change in &diff.changes {
        let of = |side: &Option<Side>, part: fn(&Side) -> &String| {
            side.as_ref().map(part).cloned().unwrap_or_default()
        };
        let (old, new) = (&change.old, &change.new);
        let row = [
            change.document.clone(),
            change.field.to_string(),
            change.change.as_str().to_string(),
            change.task.clone().unwrap_or_default(),
            change.line.map(|line| line.to_string()).unwrap_or_default(),
            of(old, |side| &side.value),
            of(new, |side| &side.value),
            of(old, |side| &side.text),
            of(new, |side| &side.text),
            of(old, |side| &side.rule),
            of(new, |side| &side.rule),
            change.around.clone(),
        ];
        writer.write_record(row.iter().map(|cell| defuse(cell).into_owned()))?;
    }
    for (paths, kind) in [(&diff.only_old, "lost"), (&diff.only_new, "gained")] {
        for path in paths {
            let mut row = [""; COLUMNS.len()];
            let path = defuse(path);
            (row[0], row[1], row[2]) = (&path, "document", kind);
            writer.write_record(row)?;
        }
    }
    writer.flush()
}
