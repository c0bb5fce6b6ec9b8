//! The stretches of a document that are normalised each for itself: running text, and every cell of a real table.

use crate::ingest::{Block, BlockKind};
use std::ops::Range;

/// A stretch of the text; what stands between two stretches parts them and stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its bytes.
    pub range: Range<usize>,
    /// The number of its block, if it is a cell.
    pub cell: Option<usize>,
}

/// The segments of `text`: one where it has no table.
pub(super) fn segments(text: &str, blocks: &[Block]) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut open = 0;
    let mut table_before = None;
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Cell { table, .. } = block.kind else {
            continue;
        };
        if table_before != Some(table) {
            running(text, open..block.range.start, &mut segments);
        }
        segments.push(Segment {
            range: block.range.clone(),
            cell: Some(at),
        });
        table_before = Some(table);
        // The end of the table's last line is no line of the text below.
        let rest = text.get(block.range.end..).unwrap_or("");
        open = block.range.end + rest.find('\n').map_or(rest.len(), |end| end + 1);
    }
    running(text, open..text.len(), &mut segments);
    segments
}

fn running(text: &str, range: Range<usize>, segments: &mut Vec<Segment>) {
    let whole = range == (0..text.len());
    if whole || range.start < range.end {
        segments.push(Segment { range, cell: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_the_text_around_them() {
        let text = "Mở\na\tb\nKết\n";
        let cell = |column: usize, range: Range<usize>| Block {
            kind: BlockKind::Cell {
                table: 0,
                row: 0,
                column,
                rows: 1,
                columns: 1,
            },
            range,
        };
        let found = segments(text, &[cell(0, 5..6), cell(1, 7..8)]);
        let cut: Vec<(&str, Option<usize>)> = found
            .iter()
            .map(|s| (&text[s.range.clone()], s.cell))
            .collect();
        assert_eq!(
            cut,
            [
                ("Mở\n", None),
                ("a", Some(0)),
                ("b", Some(1)),
                ("Kết\n", None)
            ]
        );
        assert_eq!(segments("a\nb", &[]).len(), 1);
        assert_eq!(segments("", &[]).len(), 1);
    }
}
