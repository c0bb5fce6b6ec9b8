//! A page → pieces in reading order: tables by their borders, two columns beside each other, lines.

use super::super::flow::{Cell, Piece, Table};
use super::super::runs::Runs;
use super::lines::{Line, Segment, lines};
use super::page::{Glyph, Page};
use super::ruled::{Ruled, tables};

/// Two columns are parted by at least this much over all their lines, in points.
const CHANNEL: f64 = 6.0;
/// Lines of a block follow each other within this many font sizes; a place for stamp and signature may be wider.
const NEXT_LINE: f64 = 2.2;
const SIGNATURE_SPACE: f64 = 12.0;
/// A distance of more font sizes than this is a blank line.
const PARAGRAPH_GAP: f64 = 1.9;

/// The pieces of a page. Letters of old fonts are converted by `runs`.
pub(super) fn pieces(page: &Page, runs: &mut Runs) -> Vec<Piece> {
    let tables = tables(&page.rules);
    let middle = |glyph: &Glyph| (glyph.x + glyph.width / 2.0, glyph.y + glyph.size * 0.3);
    let is_free = |glyph: &&Glyph| {
        let (x, y) = middle(glyph);
        !tables.iter().any(|table| table.holds(x, y))
    };
    let free = without_page_number(lines(page.glyphs.iter().filter(is_free)), page);
    let mut writer = Writer {
        page,
        runs,
        pieces: Vec::new(),
        last: None,
    };
    let mut waiting = tables.iter().peekable();
    let mut at = 0;
    while at < free.len() {
        while let Some(table) = waiting.next_if(|table| table.top() > free[at].y) {
            writer.table(table);
        }
        at = match columns(
            &free,
            at,
            waiting.peek().map_or(f64::MIN, |table| table.top()),
        ) {
            Some(block) => writer.columns(&free[at..block.end], block.channel),
            None => writer.line(&free[at]),
        } + at;
    }
    waiting.for_each(|table| writer.table(table));
    writer.pieces
}

/// Lines without the number of the page, which stands alone at the top or bottom, not at the left margin.
fn without_page_number(mut lines: Vec<Line>, page: &Page) -> Vec<Line> {
    let left = page
        .glyphs
        .iter()
        .map(|glyph| glyph.x)
        .fold(f64::MAX, f64::min);
    let is_number = |line: &Line| {
        let [segment] = line.segments.as_slice() else {
            return false;
        };
        let text = segment.text();
        let digits = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–'));
        let short =
            (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        short && segment.left > left + line.size * 4.0
    };
    if lines.len() > 1 && lines.last().is_some_and(is_number) {
        lines.pop();
    }
    if lines.len() > 1 && lines.first().is_some_and(is_number) {
        lines.remove(0);
    }
    lines
}

/// Lines in two columns, and the empty channel between them.
struct Block {
    end: usize,
    channel: (f64, f64),
}

/// The block of two columns that begins with a line: letterhead and motto, recipients and signature.
fn columns(lines: &[Line], start: usize, lowest: f64) -> Option<Block> {
    let (mut channel, mut end) = opening(lines, start)?;
    let mut right_lines = 1;
    while let Some(line) = lines.get(end).filter(|line| line.y > lowest) {
        let distance = (lines[end - 1].y - line.y) / line.size.max(1.0);
        let Some(narrowed) = narrowed(channel, line) else {
            break;
        };
        let has_right = line
            .segments
            .iter()
            .any(|segment| segment.left >= narrowed.1);
        if distance
            > if has_right {
                SIGNATURE_SPACE
            } else {
                NEXT_LINE
            }
        {
            break;
        }
        channel = narrowed;
        right_lines += usize::from(has_right);
        end += 1;
    }
    (right_lines > 1).then_some(Block { end, channel })
}

/// The channel that a block begins with, and the line after its beginning: a line in two parts, or two lines beside
/// each other whose baselines differ, since the sides are set in fonts of different size.
fn opening(lines: &[Line], start: usize) -> Option<((f64, f64), usize)> {
    let line = &lines[start];
    match (line.segments.as_slice(), lines.get(start + 1)) {
        ([left, right], _) => Some(((left.right, right.left), start + 1)),
        ([first], Some(next)) => {
            let [second] = next.segments.as_slice() else {
                return None;
            };
            let (left, right) = if first.left < second.left {
                (first, second)
            } else {
                (second, first)
            };
            let beside =
                line.y - next.y < BESIDE * line.size && right.left - left.right >= 2.0 * CHANNEL;
            beside.then_some(((left.right, right.left), start + 2))
        }
        _ => None,
    }
}

/// Baselines of lines under each other differ by more than this share of the font size.
const BESIDE: f64 = 1.1;

/// The channel that is left when a line stands on both sides of it; nothing where the line crosses it.
fn narrowed(channel: (f64, f64), line: &Line) -> Option<(f64, f64)> {
    let mut narrowed = channel;
    for segment in &line.segments {
        if segment.right <= narrowed.1 - CHANNEL {
            narrowed.0 = narrowed.0.max(segment.right);
        } else if segment.left >= narrowed.0 + CHANNEL {
            narrowed.1 = narrowed.1.min(segment.left);
        } else {
            return None;
        }
    }
    (line.segments.len() <= 2 && narrowed.1 - narrowed.0 >= CHANNEL).then_some(narrowed)
}

struct Writer<'p> {
    page: &'p Page,
    runs: &'p mut Runs,
    pieces: Vec<Piece>,
    /// Baseline of the line before.
    last: Option<f64>,
}

impl Writer<'_> {
    /// One line; its parts keep apart by a TAB.
    fn line(&mut self, line: &Line) -> usize {
        if self
            .last
            .is_some_and(|last| last - line.y > PARAGRAPH_GAP * line.size)
        {
            self.pieces.push(Piece::Paragraph(String::new()));
        }
        self.last = Some(line.y);
        let texts: Vec<String> = line
            .segments
            .iter()
            .map(|segment| self.text(segment))
            .collect();
        self.pieces.push(Piece::Paragraph(texts.join("\t")));
        1
    }

    /// Two columns are a row of two cells: the left one is read first.
    fn columns(&mut self, lines: &[Line], channel: (f64, f64)) -> usize {
        let mut sides: [Vec<Piece>; 2] = Default::default();
        for segment in lines.iter().flat_map(|line| &line.segments) {
            let side = usize::from(segment.left >= channel.1);
            let text = self.text(segment);
            sides[side].push(Piece::Paragraph(text));
        }
        let cells = sides.into_iter().enumerate().map(|(column, pieces)| Cell {
            column,
            rows: 1,
            columns: 1,
            pieces,
        });
        self.pieces.push(Piece::Table(Table {
            rows: vec![cells.collect()],
        }));
        self.last = lines.last().map(|line| line.y);
        lines.len()
    }

    fn table(&mut self, table: &Ruled) {
        let mut glyphs: Vec<Vec<&Glyph>> = vec![Vec::new(); table.cells.len()];
        for glyph in &self.page.glyphs {
            if let Some(cell) =
                table.cell_at(glyph.x + glyph.width / 2.0, glyph.y + glyph.size * 0.3)
            {
                glyphs[cell].push(glyph);
            }
        }
        let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); table.ys.len().saturating_sub(1)];
        for (cell, glyphs) in table.cells.iter().zip(glyphs) {
            let pieces = self.paragraphs(&lines(glyphs));
            rows[cell.row].push(Cell {
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                pieces,
            });
        }
        rows.retain(|row| !row.is_empty());
        self.pieces.push(Piece::Table(Table { rows }));
        self.last = table.ys.last().copied();
    }

    /// The lines of a cell, which is too narrow to tell by their length where a paragraph ends: a line goes on unless
    /// it closes a sentence or the next one begins with a label.
    fn paragraphs(&mut self, lines: &[Line]) -> Vec<Piece> {
        let mut paragraphs: Vec<String> = Vec::new();
        for line in lines {
            let texts: Vec<String> = line
                .segments
                .iter()
                .map(|segment| self.text(segment))
                .collect();
            let text = texts.join(" ");
            match paragraphs
                .last_mut()
                .filter(|before| goes_on(before, &text))
            {
                Some(before) => {
                    before.push(' ');
                    before.push_str(&text);
                }
                None => paragraphs.push(text),
            }
        }
        paragraphs.into_iter().map(Piece::Paragraph).collect()
    }

    fn text(&mut self, segment: &Segment) -> String {
        for (font, text) in &segment.runs {
            self.runs
                .push(self.page.fonts.get(*font).map_or("", String::as_str), text);
        }
        self.runs.take().trim().to_owned()
    }
}

fn goes_on(before: &str, next: &str) -> bool {
    let closed = before.ends_with(['.', ';', ':']);
    let first = next.split_whitespace().next().unwrap_or("");
    let labelled = matches!(first, "-" | "+" | "•" | "*" | "–")
        || first.ends_with(['.', ')'])
            && first.chars().count() <= 4
            && first.chars().next().is_some_and(char::is_alphanumeric);
    let item = next.starts_with(['-', '+', '•']);
    !closed && !labelled && !item
}
