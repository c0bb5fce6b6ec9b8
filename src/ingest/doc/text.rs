//! Characters with their properties → paragraphs, cells and rows.

use super::super::body::Body;
use super::super::flow;
use super::super::font::OldFont;
use super::super::runs::Runs;
use super::bytes::Bytes;
use super::fib::Lengths;
use super::fonts::Styles;
use super::lists::Lists;
use super::pieces::{Piece, Pieces};
use super::properties::{Character, Paragraph, Ranges};
use crate::deadline;

/// What the characters of a document refer to.
pub(super) struct Context<'b> {
    /// The stream with the characters.
    pub document: Bytes<'b>,
    /// The stream with long lists of modifiers.
    pub data: Bytes<'b>,
    /// Pieces of the text.
    pub pieces: Pieces<'b>,
    /// Properties of runs.
    pub characters: Ranges<Character>,
    /// Properties of paragraphs.
    pub paragraphs: Ranges<Paragraph>,
    /// Names of fonts.
    pub fonts: Vec<String>,
    /// Styles.
    pub styles: Styles,
    /// Automatic numbers.
    pub lists: Lists,
}

/// A part of the text that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    /// Footnotes, endnotes and text boxes: put behind the body.
    Behind,
    /// Headers and comments.
    Left,
}

/// Reads the text.
pub(super) struct Walk<'b> {
    context: Context<'b>,
    /// The paragraph, and what fonts were seen.
    pub runs: Runs,
    body: Body,
    behind: Body,
    part: Part,
    /// Fields that are open, each with whether its instruction is over.
    fields: Vec<bool>,
    /// First half of a character beyond U+FFFF.
    surrogate: Option<u16>,
}

/// A character where it stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// Its byte in the stream.
    at: usize,
    piece: &'p Piece,
}

impl<'b> Walk<'b> {
    pub(super) fn new(context: Context<'b>) -> Self {
        Walk {
            context,
            runs: Runs::default(),
            body: Body::default(),
            behind: Body::default(),
            part: Part::Body,
            fields: Vec::new(),
            surrogate: None,
        }
    }

    /// Reads all pieces.
    pub(super) fn run(&mut self, lengths: Lengths) {
        // Each character of a sound file has its own byte: more of them are a file that repeats itself.
        let mut left = self.context.document.0.len();
        let pieces = self.context.pieces.pieces.clone();
        for piece in &pieces {
            for index in 0..piece.length.min(left) {
                deadline::check();
                let at = piece.at + if piece.narrow { index } else { index * 2 };
                let unit = match piece.narrow {
                    true => self.context.document.u8(at).map(wide),
                    false => self.context.document.u16(at),
                };
                let Some(unit) = unit else { break };
                self.enter(part(piece.start.saturating_add(index), lengths));
                if self.part != Part::Left {
                    self.unit(unit, Place { at, piece });
                }
            }
            left = left.saturating_sub(piece.length);
        }
        self.end_part();
    }

    /// The pieces of the body, and of what stands behind it.
    pub(super) fn finish(self) -> (Vec<flow::Piece>, Runs) {
        let mut pieces = self.body.finish();
        pieces.extend(self.behind.finish());
        (pieces, self.runs)
    }

    fn enter(&mut self, part: Part) {
        if part != self.part {
            self.end_part();
            self.part = part;
        }
    }

    /// A paragraph without a mark ends with its part.
    fn end_part(&mut self) {
        self.fields.clear();
        if !self.runs.is_blank() {
            let text = self.runs.take();
            self.body().paragraph(0, text);
        }
        self.runs.take();
    }

    fn body(&mut self) -> &mut Body {
        match self.part {
            Part::Behind => &mut self.behind,
            _ => &mut self.body,
        }
    }

    fn unit(&mut self, unit: u16, place: Place) {
        let pair = [self.surrogate.take().unwrap_or(unit), unit];
        let units = if pair[0] == unit {
            &pair[1..]
        } else {
            &pair[..]
        };
        match char::decode_utf16(units.iter().copied()).next() {
            Some(Ok(c)) => self.character(c, place),
            _ if (0xD800..0xDC00).contains(&unit) => self.surrogate = Some(unit),
            _ => {}
        }
    }

    fn character(&mut self, c: char, place: Place) {
        match c {
            '\u{13}' => return self.fields.push(false),
            '\u{14}' => {
                if let Some(over) = self.fields.last_mut() {
                    *over = true;
                }
                return;
            }
            '\u{15}' => {
                self.fields.pop();
                return;
            }
            // The mark of a cell is never part of an instruction: a field that was not closed ends here.
            '\u{7}' => self.fields.clear(),
            _ if self.fields.contains(&false) => return,
            _ => {}
        }
        let properties = self.properties(place);
        // A paragraph whose mark is deleted is one with the next; the mark of a cell cannot be deleted alone.
        if (properties.deleted || properties.hidden) && c != '\u{7}' {
            return;
        }
        match c {
            '\r' => self.paragraph(place),
            '\u{7}' => self.cell(place),
            '\u{c}' => self.page(place),
            _ => self.text(c, properties, place),
        }
    }

    fn properties(&self, place: Place) -> Character {
        let mut properties = self
            .context
            .characters
            .at(place.at)
            .copied()
            .unwrap_or_default();
        self.context
            .pieces
            .modifiers(place.piece, |sprm| properties.apply(sprm));
        properties
    }

    fn paragraph_properties(&self, place: Place) -> Paragraph {
        let mut paragraph = self
            .context
            .paragraphs
            .at(place.at)
            .cloned()
            .unwrap_or_default();
        let data = self.context.data;
        self.context
            .pieces
            .modifiers(place.piece, |sprm| paragraph.apply(sprm, data));
        paragraph
    }

    /// The name of a run's font: its own, or that of its style, or that of its paragraph's style.
    fn font(&self, properties: Character, place: Place) -> &str {
        let styles = &self.context.styles;
        let paragraph = self
            .context
            .paragraphs
            .at(place.at)
            .map_or(0, |paragraph| paragraph.style);
        let of_style = properties
            .style
            .map(|style| styles.own_fonts(style))
            .unwrap_or_default();
        let fonts = properties.fonts.or(of_style).or(styles.fonts(paragraph));
        fonts.name(&self.context.fonts)
    }

    fn text(&mut self, c: char, properties: Character, place: Place) {
        let font = self.font(properties, place).to_owned();
        let shown = match c {
            '\u{b}' => '\n',
            '\t' => '\t',
            '\u{1e}' => '-',
            // A place for a hyphen: but the letter ư of TCVN3 has its code, and Word may take one for the other.
            '\u{1f}' if OldFont::of(&font).is_some() => '\u{AD}',
            '(' if properties.symbol.is_some() => return self.symbol(properties),
            // Pictures, drawings, references to notes, ends of columns.
            '\0'..='\u{1f}' => return,
            _ => c,
        };
        self.runs.push(&font, shown.encode_utf8(&mut [0; 4]));
    }

    fn symbol(&mut self, properties: Character) {
        let Some((font, code)) = properties.symbol else {
            return;
        };
        let font = self.context.fonts.get(font).cloned().unwrap_or_default();
        if let Some(sign) = char::from_u32(u32::from(code)) {
            self.runs.push(&font, sign.encode_utf8(&mut [0; 4]));
        }
    }

    fn paragraph(&mut self, place: Place) {
        let properties = self.paragraph_properties(place);
        let depth = if properties.in_table {
            properties.depth.max(1)
        } else {
            0
        };
        let text = self.labelled(&properties);
        if properties.ends_inner_row {
            self.body().row(depth, &properties.row);
        } else if properties.ends_inner_cell {
            self.body().cell(depth, text);
        } else {
            self.body().paragraph(depth, text);
        }
    }

    fn cell(&mut self, place: Place) {
        let properties = self.paragraph_properties(place);
        let text = self.labelled(&properties);
        if properties.ends_row {
            self.body().row(1, &properties.row);
        } else {
            self.body().cell(1, text);
        }
    }

    fn page(&mut self, place: Place) {
        if !self.runs.is_blank() {
            self.paragraph(place);
        }
        self.runs.take();
        self.body().page();
    }

    /// The text of the paragraph with its automatic number.
    fn labelled(&mut self, properties: &Paragraph) -> String {
        let blank = self.runs.is_blank();
        let text = self.runs.take();
        let styled = self.context.styles.list(properties.style);
        let list = properties
            .list
            .or(styled.map(|(list, _)| list))
            .unwrap_or(0);
        let level = properties
            .level
            .or(styled.map(|(_, level)| level))
            .unwrap_or(0);
        match self.context.lists.label(list, level).filter(|_| !blank) {
            Some(label) => label + &text,
            None => text,
        }
    }
}

/// A byte of windows-1252 as UTF-16.
fn wide(byte: u8) -> u16 {
    if !(0x80..0xA0).contains(&byte) {
        return u16::from(byte);
    }
    let shown = encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(&[byte])
        .0
        .chars()
        .next();
    shown
        .and_then(|c| u16::try_from(u32::from(c)).ok())
        .unwrap_or(u16::from(byte))
}

/// The part that a place in the text belongs to.
fn part(at: usize, lengths: Lengths) -> Part {
    let mut end = 0_usize;
    let parts = [
        (lengths.body, Part::Body),
        (lengths.footnotes, Part::Behind),
        (lengths.headers, Part::Left),
        (lengths.comments, Part::Left),
        (lengths.endnotes, Part::Behind),
        (lengths.boxes, Part::Behind),
    ];
    for (length, part) in parts {
        end = end.saturating_add(length);
        if at < end {
            return part;
        }
    }
    Part::Left
}
