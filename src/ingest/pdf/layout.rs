//! A page → pieces in reading order: tables by their borders, two columns beside each other, lines.

use super::super::flow::{Cell, Piece, Table};
use super::super::runs::Runs;
use super::lines::{Line, Segment, lines};
use super::page::{Glyph, Page};
use super::ruled::{Ruled, tables};
use super::sure::Word;

/// Two columns are parted by at least this much over all their lines, in points.
const CHANNEL: f64 = 6.0;
/// Lines of a block follow each other within this many font sizes; a place for stamp and signature may be wider.
const NEXT_LINE: f64 = 2.2;
const SIGNATURE_SPACE: f64 = 12.0;
/// Lines of a list have no more than this between them.
const WIDEST_LIST: f64 = 3.5;
/// A distance of more font sizes than this is a blank line, where nothing is known of the lines of the page.
const PARAGRAPH_GAP: f64 = 1.9;
/// A distance this many times that of lines within a paragraph ends one.
const WIDER: f64 = 1.15;
/// A line that reaches this share of the width goes on in the next one.
const FULL: f64 = 0.93;
/// So many full lines tell how far lines within a paragraph are apart.
const FULL_LINES: usize = 3;

/// The pieces of a page, and the words in them that text recognition read. Letters of old fonts are converted by `runs`.
pub(super) fn pieces(page: &Page, runs: &mut Runs) -> (Vec<Piece>, Vec<Word>) {
    let tables = tables(&page.rules);
    let middle = |glyph: &Glyph| (glyph.x + glyph.width / 2.0, glyph.y + glyph.size * 0.3);
    let is_free = |glyph: &&Glyph| {
        let (x, y) = middle(glyph);
        !tables.iter().any(|table| table.holds(x, y))
    };
    let free = without_page_number(lines(page.glyphs.iter().filter(is_free)), page, &tables);
    let mut writer = Writer {
        page,
        runs,
        pieces: Vec::new(),
        words: Vec::new(),
        last: None,
        leading: leading(&free),
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
    (writer.pieces, writer.words)
}

/// How far lines within a paragraph are apart: the median of the distances below lines that reach the right margin.
fn leading(lines: &[Line]) -> Option<f64> {
    let (left, right) = margins(lines);
    let full = left + (right - left) * FULL;
    let is_full = |line: &Line| matches!(line.segments.as_slice(), [only] if only.right >= full);
    let pairs = lines.windows(2).filter(|pair| is_full(&pair[0]));
    let mut distances: Vec<f64> = pairs.map(|pair| pair[0].y - pair[1].y).collect();
    distances.sort_by(f64::total_cmp);
    let middle = distances.get(distances.len() / 2).copied();
    middle.filter(|_| distances.len() >= FULL_LINES)
}

/// Where the lines of a page begin and end.
fn margins(lines: &[Line]) -> (f64, f64) {
    let segments = || lines.iter().flat_map(|line| &line.segments);
    let left = segments().map(|it| it.left).fold(f64::MAX, f64::min);
    let right = segments().map(|it| it.right).fold(f64::MIN, f64::max);
    (left, right)
}

/// Lines without the number of the page, which stands alone at the top or bottom, not at the left margin.
fn without_page_number(mut lines: Vec<Line>, page: &Page, tables: &[Ruled]) -> Vec<Line> {
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
    let least = usize::from(tables.is_empty());
    if lines.len() > least && lines.last().is_some_and(is_number) {
        lines.pop();
    }
    if lines.len() > least && lines.first().is_some_and(is_number) {
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
    let (left, right) = margins(lines);
    let middle = (left + right) / 2.0;
    let mut right_lines = 1;
    // Lists are set with the same distance between all their lines, be it small or large.
    let mut usual = NEXT_LINE;
    while let Some(line) = lines.get(end).filter(|line| line.y > lowest) {
        let distance = (lines[end - 1].y - line.y) / line.size.max(1.0);
        let Some(narrowed) = narrowed(channel, line).filter(|_| !is_centred(line, middle)) else {
            break;
        };
        let is_right = |segment: &Segment| segment.left >= narrowed.1;
        let has_right = line.segments.iter().any(is_right);
        if distance > if has_right { SIGNATURE_SPACE } else { usual } {
            break;
        }
        if !line.segments.iter().all(is_right) && distance < WIDEST_LIST {
            usual = usual.max(distance * 1.1);
        }
        channel = narrowed;
        right_lines += usize::from(has_right);
        end += 1;
    }
    (right_lines > 1).then_some(Block { end, channel })
}

/// Whether a line stands in the middle of the page, as titles do, and so on neither side.
fn is_centred(line: &Line, middle: f64) -> bool {
    matches!(line.segments.as_slice(), [only] if ((only.left + only.right) / 2.0 - middle).abs() < line.size)
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
    words: Vec<Word>,
    /// Baseline of the line before.
    last: Option<f64>,
    /// Distance of lines within a paragraph, where the page tells.
    leading: Option<f64>,
}

impl Writer<'_> {
    /// One line; its parts keep apart by a TAB.
    fn line(&mut self, line: &Line) -> usize {
        let within = self.leading.map(|leading| leading * WIDER);
        let within = within.unwrap_or(PARAGRAPH_GAP * line.size);
        if self.last.is_some_and(|last| last - line.y > within) {
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
        let is_right = |segment: &&Segment| segment.left >= channel.1;
        let (right, left): (Vec<&Segment>, Vec<&Segment>) = lines
            .iter()
            .flat_map(|line| &line.segments)
            .partition(is_right);
        let sides = [left, right].map(|side| {
            let texts = side.into_iter().map(|segment| self.text(segment));
            texts.map(Piece::Paragraph).collect()
        });
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
        self.words.extend(segment.words.iter().cloned());
        for (font, text) in &segment.runs {
            self.runs
                .push(self.page.fonts.get(*font).map_or("", String::as_str), text);
        }
        self.runs.take().trim().to_owned()
    }
}

/// Whether a line of a cell goes on in the next one.
pub(super) fn goes_on(before: &str, next: &str) -> bool {
    let closed = before.ends_with(['.', ';', ':']);
    let first = next.split_whitespace().next().unwrap_or("");
    let labelled = matches!(first, "-" | "+" | "•" | "*" | "–")
        || first.ends_with(['.', ')'])
            && first.chars().count() <= 4
            && first.chars().next().is_some_and(char::is_alphanumeric);
    let item = next.starts_with(['-', '+', '•']);
    !closed && !labelled && !item
}
