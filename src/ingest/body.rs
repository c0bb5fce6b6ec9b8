//! The flow of a text whose marks say as they come what ends (RTF, Word): paragraphs, rows and cells at their depth → pieces.

use super::flow::{Piece, Table};
use super::grid::{self, DrawnCell, DrawnRow};
use super::limits;

/// What `\trowd` to `\row` say of the cells.
#[derive(Debug, Clone, Default)]
pub(super) struct RowPlan {
    /// `\trleft`
    pub left: i32,
    /// The cells, without content.
    pub cells: Vec<DrawnCell>,
    /// What was said of the next cell, before its `\cellx`.
    pub next: DrawnCell,
}

/// Pieces of one depth: the body, a cell, a cell in a table in a cell.
#[derive(Debug, Default)]
struct Depth {
    pieces: Vec<Piece>,
    cells: Vec<Vec<Piece>>,
    rows: Vec<DrawnRow>,
}

/// Text boxes, footnotes and the body have each a flow of their own.
#[derive(Debug)]
pub(super) struct Body {
    depths: Vec<Depth>,
}

impl Default for Body {
    fn default() -> Self {
        Body {
            depths: vec![Depth::default()],
        }
    }
}

impl Body {
    /// Ends a paragraph at a depth: 0 in the body, 1 in a table.
    pub(super) fn paragraph(&mut self, depth: usize, text: String) {
        self.go_to(depth);
        self.push(Piece::Paragraph(text));
    }

    /// A page begins.
    pub(super) fn page(&mut self) {
        if self.depths.len() == 1 {
            self.push(Piece::Page);
        }
    }

    /// Puts pieces (a text box) where the flow stands.
    pub(super) fn insert(&mut self, pieces: Vec<Piece>) {
        if let Some(depth) = self.depths.last_mut() {
            depth.pieces.extend(pieces);
        }
    }

    /// Ends a cell, whose last paragraph has no end of its own.
    pub(super) fn cell(&mut self, depth: usize, text: String) {
        self.go_to(depth.max(1));
        if let Some(depth) = self.depths.last_mut() {
            depth.pieces.push(Piece::Paragraph(text));
            let pieces = std::mem::take(&mut depth.pieces);
            depth.cells.push(pieces);
        }
    }

    /// Ends a row.
    pub(super) fn row(&mut self, depth: usize, plan: &RowPlan) {
        self.go_to(depth.max(1));
        if let Some(depth) = self.depths.last_mut() {
            depth.close_row(plan);
        }
    }

    /// All pieces; what is open is closed.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.go_to(0);
        self.depths
            .pop()
            .map(|depth| depth.pieces)
            .unwrap_or_default()
    }

    fn push(&mut self, piece: Piece) {
        if let Some(depth) = self.depths.last_mut() {
            depth.pieces.push(piece);
        }
    }

    fn go_to(&mut self, depth: usize) {
        let depth = depth.min(limits::TABLE_DEPTH);
        while self.depths.len() > depth + 1 {
            let pieces = self.depths.pop().map(Depth::close).unwrap_or_default();
            self.insert(pieces);
        }
        while self.depths.len() < depth + 1 {
            self.depths.push(Depth::default());
        }
    }
}

impl Depth {
    /// The cells take their places from the plan; cells without a plan follow each other.
    fn close_row(&mut self, plan: &RowPlan) {
        let mut right = plan.left;
        let cells =
            std::mem::take(&mut self.cells)
                .into_iter()
                .enumerate()
                .map(|(index, pieces)| {
                    let planned = plan.cells.get(index).cloned().unwrap_or_else(|| DrawnCell {
                        right: right.saturating_add(UNPLANNED_WIDTH),
                        ..DrawnCell::default()
                    });
                    right = planned.right;
                    DrawnCell { pieces, ..planned }
                });
        let cells: Vec<DrawnCell> = cells.collect();
        if !cells.is_empty() {
            self.rows.push(DrawnRow {
                left: plan.left,
                cells,
            });
        }
    }

    /// The table of this depth, and what stands behind its last row.
    fn close(mut self) -> Vec<Piece> {
        if !self.cells.is_empty() {
            self.close_row(&RowPlan::default());
        }
        let mut pieces = Vec::new();
        if !self.rows.is_empty() {
            let table: Table = grid::table(self.rows);
            pieces.push(Piece::Table(table));
        }
        pieces.extend(self.pieces);
        pieces
    }
}

/// Width of a cell that no row plans, an inch in twentieths of a point.
const UNPLANNED_WIDTH: i32 = 1440;
