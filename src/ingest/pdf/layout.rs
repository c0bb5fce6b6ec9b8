//! A page → pieces in reading order: tables by their borders, two columns beside each other, lines.

use super::super::flow::{Cell, Piece, Table};
use super::super::runs::Runs;
use super::lines::{Line, Segment, lines};
use super::page::{Glyph, Page};
use super::ruled::{Ruled, tables};
use super::sides::Sides;
use super::sure::Word;

/// A distance of more font sizes than this is a blank line, where nothing is known of the lines of the page.
const PARAGRAPH_GAP: f64 = 1.9;
/// A distance this many times that of lines within a paragraph ends one.
const WIDER: f64 = 1.15;
/// A line that reaches this share of the width goes on in the next one.
const FULL: f64 = 0.93;
/// So many full lines tell how far lines within a paragraph are apart.
const FULL_LINES: usize = 3;

/// What the pages before tell about the next one.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// Distance of lines within a paragraph.
    leading: Option<f64>,
    /// The channel of a block of two columns that reached the end of its page.
    channel: Option<(f64, f64)>,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// In reading order.
    pub pieces: Vec<Piece>,
    /// The words in them that text recognition read.
    pub words: Vec<Word>,
    /// Whether the first piece goes on from the page before.
    pub continues: bool,
}

/// Lays a page out. Letters of old fonts are converted by `runs`.
pub(super) fn lay(page: &Page, runs: &mut Runs, before: &mut Before) -> Laid {
    let tables = tables(&page.rules);
    let middle = |glyph: &Glyph| (glyph.x + glyph.width / 2.0, glyph.y + glyph.size * 0.3);
    let is_free = |glyph: &&Glyph| {
        let (x, y) = middle(glyph);
        !tables.iter().any(|table| table.holds(x, y))
    };
    let free = without_page_number(lines(page.glyphs.iter().filter(is_free)), page, &tables);
    before.leading = leading(&free).or(before.leading);
    let sides = Sides::of(&free);
    let mut writer = Writer {
        page,
        runs,
        laid: Laid::default(),
        sides: &sides,
        last: None,
        leading: before.leading,
    };
    let mut waiting = tables.iter().peekable();
    let mut at = 0;
    let mut channel = before.channel.take();
    while at < free.len() {
        while let Some(table) = waiting.next_if(|table| table.top() > free[at].y) {
            writer.table(table);
            channel = None;
        }
        let lowest = waiting.peek().map_or(f64::MIN, |table| table.top());
        let rest = channel.take().filter(|_| at == 0);
        let rest = rest.and_then(|channel| sides.rest(channel, lowest));
        writer.laid.continues |= rest.is_some();
        let block = rest.or_else(|| sides.block(at, lowest));
        at += match &block {
            Some(block) => writer.columns(&free[at..block.end], block.channel),
            None => writer.line(&free[at]),
        };
        before.channel = block.map(|block| block.channel);
    }
    if waiting.peek().is_some() {
        before.channel = None;
    }
    waiting.for_each(|table| writer.table(table));
    writer.laid
}

/// How far lines within a paragraph are apart: the median of the distances below lines that reach the right margin.
fn leading(lines: &[Line]) -> Option<f64> {
    let (left, right) = super::sides::margins(lines);
    let full = left + (right - left) * FULL;
    let is_full = |line: &Line| matches!(line.segments.as_slice(), [only] if only.right >= full);
    let pairs = lines.windows(2).filter(|pair| is_full(&pair[0]));
    let mut distances: Vec<f64> = pairs.map(|pair| pair[0].y - pair[1].y).collect();
    distances.sort_by(f64::total_cmp);
    let middle = distances.get(distances.len() / 2).copied();
    middle.filter(|_| distances.len() >= FULL_LINES)
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

struct Writer<'p> {
    page: &'p Page,
    runs: &'p mut Runs,
    laid: Laid,
    sides: &'p Sides<'p>,
    /// The line before: its baseline, and whether it stands in the middle.
    last: Option<(f64, bool)>,
    /// Distance of lines within a paragraph, where the page tells.
    leading: Option<f64>,
}

impl Writer<'_> {
    /// One line; its parts keep apart by a TAB.
    fn line(&mut self, line: &Line) -> usize {
        let within = self.leading.map(|leading| leading * WIDER);
        let within = within.unwrap_or(PARAGRAPH_GAP * line.size);
        // The lines of a title are one, however far apart.
        let is_centred = self.sides.is_centred(line);
        let is_apart =
            |(last, centred): (f64, bool)| last - line.y > within && !(centred && is_centred);
        if self.last.is_some_and(is_apart) {
            self.laid.pieces.push(Piece::Paragraph(String::new()));
        }
        self.last = Some((line.y, is_centred));
        let texts: Vec<String> = line
            .segments
            .iter()
            .map(|segment| self.text(segment))
            .collect();
        self.laid.pieces.push(Piece::Paragraph(texts.join("\t")));
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
        self.laid.pieces.push(Piece::Table(Table {
            rows: vec![cells.collect()],
        }));
        self.last = lines.last().map(|line| (line.y, false));
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
        self.laid.pieces.push(Piece::Table(Table { rows }));
        self.last = table.ys.last().map(|y| (*y, false));
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
            let glue = paragraphs.last().and_then(|before| glue(before, &text));
            match (paragraphs.last_mut(), glue) {
                (Some(before), Some(glue)) => {
                    before.push_str(glue);
                    before.push_str(&text);
                }
                _ => paragraphs.push(text),
            }
        }
        paragraphs.into_iter().map(Piece::Paragraph).collect()
    }

    fn text(&mut self, segment: &Segment) -> String {
        self.laid.words.extend(segment.words.iter().cloned());
        for (font, text) in &segment.runs {
            self.runs
                .push(self.page.fonts.get(*font).map_or("", String::as_str), text);
        }
        self.runs.take().trim().to_owned()
    }
}

/// What stands between a line of a cell and the next one where that goes on; nothing where it begins anew.
pub(super) fn glue(before: &str, next: &str) -> Option<&'static str> {
    let closed = before.ends_with(['.', ';', ':']);
    let first = next.split_whitespace().next().unwrap_or("");
    let labelled = matches!(first, "-" | "+" | "•" | "*" | "–")
        || first.ends_with(['.', ')'])
            && first.chars().count() <= 4
            && first.chars().next().is_some_and(char::is_alphanumeric);
    let item = next.starts_with(['-', '+', '•']);
    // `01 lần/` + `năm`, `Th12/` + `2022`
    let within = before.ends_with('/') && !before.ends_with(" /");
    (!closed && !labelled && !item).then_some(if within { "" } else { " " })
}
