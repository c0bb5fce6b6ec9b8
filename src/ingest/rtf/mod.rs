//! Rich Text Format: tokens, groups with their font and destination, paragraphs and tables.
//!
//! After the Rich Text Format Specification 1.9.1.

mod characters;
mod state;
#[cfg(test)]
mod tests;
mod token;

use super::body::{Body, RowPlan};
use super::runs::Runs;
use super::{Content, Reader, Unreadable, flow, limits};
use crate::deadline;
use characters::Font;
use state::{Group, Place};
use std::collections::BTreeMap;
use token::{Token, Tokens};

/// Reader of RTF.
pub struct Rtf;

impl Reader for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        bytes.trim_ascii_start().starts_with(br"{\rtf")
    }

    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable> {
        let mut parser = Parser::default();
        for token in Tokens::new(bytes) {
            deadline::check();
            parser.token(token)?;
        }
        let (encoding, evidence, pieces) = parser.finish();
        let content = flow::content(&encoding, pieces)?;
        Ok(Content {
            encoding_evidence: evidence,
            ..content
        })
    }
}

struct Parser {
    /// The open groups; the last one counts.
    groups: Vec<Group>,
    fonts: BTreeMap<i32, Font>,
    /// Code page of the document.
    page: i32,
    /// The font where nothing is said.
    default_font: i32,
    runs: Runs,
    /// Flows: the body, and on it text boxes and footnotes that are open, each with the paragraph it interrupts.
    body: Body,
    waiting: Vec<(Body, Vec<(String, String)>)>,
    footnotes: Vec<flow::Piece>,
    plan: RowPlan,
    nested_plan: RowPlan,
    /// Bytes of the current font not decoded yet: a letter may take two.
    bytes: Vec<u8>,
    /// First half of a character beyond U+FFFF.
    surrogate: Option<u16>,
    /// Characters still to skip after `\u`.
    skip: usize,
}

impl Default for Parser {
    fn default() -> Self {
        Parser {
            groups: vec![Group::default()],
            fonts: BTreeMap::new(),
            page: 1252,
            default_font: 0,
            runs: Runs::default(),
            body: Body::default(),
            waiting: Vec::new(),
            footnotes: Vec::new(),
            plan: RowPlan::default(),
            nested_plan: RowPlan::default(),
            bytes: Vec::new(),
            surrogate: None,
            skip: 0,
        }
    }
}

impl Parser {
    fn token(&mut self, token: Token) -> Result<(), Unreadable> {
        match token {
            Token::Open => return self.open(),
            Token::Close => self.close(),
            Token::Byte(_) | Token::Sign(b'~' | b'_' | b'-') if self.skip > 0 => self.skip -= 1,
            Token::Byte(byte) => self.byte(byte),
            Token::Sign(b'*') => self.group().optional = true,
            Token::Sign(sign) => {
                if let Some(text) = characters::of_sign(sign) {
                    self.text(text);
                }
            }
            Token::Word(word, parameter) => self.word(word, parameter),
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), Unreadable> {
        self.flush();
        self.skip = 0;
        if self.groups.len() >= limits::RTF_DEPTH {
            let what = format!("over {} groups in each other", limits::RTF_DEPTH);
            let remedy = "save the file as .docx in a word processor";
            return Err(limits::too_deep(what, remedy));
        }
        let inner = self.group().inner();
        self.groups.push(inner);
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        // The outermost group is kept: what follows a `}` too many is still read.
        if self.groups.len() > 1
            && let Some(group) = self.groups.pop()
            && group.opens_flow
        {
            self.end_flow(group.place);
        }
    }

    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn byte(&mut self, byte: u8) {
        if self.group().place == Place::FontTable {
            let font = self.group().font.unwrap_or(0);
            if byte != b';' {
                self.fonts
                    .entry(font)
                    .or_default()
                    .name
                    .push(char::from(byte));
            }
        } else if self.group().is_shown() {
            self.surrogate = None;
            self.bytes.push(byte);
        }
    }

    /// Decodes the bytes that were collected.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.font();
        let text = characters::decode(&bytes, &font, self.page);
        self.runs.push(&font.name, &text);
    }

    fn font(&mut self) -> Font {
        let number = self.group().font.unwrap_or(self.default_font);
        self.fonts.get(&number).cloned().unwrap_or_default()
    }

    fn text(&mut self, text: &str) {
        self.flush();
        if self.group().is_shown() {
            let font = self.font();
            self.runs.push(&font.name, text);
        }
    }

    fn unicode(&mut self, code: i32) {
        self.flush();
        self.skip = self.group().skipped_after_unicode;
        // Codes over 32767 are written as negative numbers.
        let Ok(unit) = u16::try_from(code.rem_euclid(0x1_0000)) else {
            return;
        };
        let units = [self.surrogate.take().unwrap_or(unit), unit];
        let pair = if units[0] == unit {
            &units[1..]
        } else {
            &units[..]
        };
        match char::decode_utf16(pair.iter().copied()).next() {
            Some(Ok(c)) => self.text(c.encode_utf8(&mut [0; 4])),
            _ if (0xD800..0xDC00).contains(&unit) => self.surrogate = Some(unit),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, parameter: Option<i32>) {
        if word != "u" && self.skip > 0 && characters::of_word(word).is_some() {
            self.skip -= 1;
            return;
        }
        if let Some(place) = Place::of(word) {
            return self.enter(place);
        }
        if std::mem::take(&mut self.group().optional) {
            self.group().place = Place::Skipped;
            return;
        }
        match word {
            "u" => self.unicode(parameter.unwrap_or(0)),
            "ansicpg" => self.page = parameter.unwrap_or(1252),
            "mac" => self.page = 10000,
            "pc" => self.page = 437,
            "deff" => self.default_font = parameter.unwrap_or(0),
            "f" => {
                self.flush();
                self.group().font = parameter;
            }
            "fcharset" | "cpg" => self.font_property(word, parameter),
            "plain" => {
                self.flush();
                self.group().plain();
            }
            "par" | "sect" => self.paragraph(),
            "page" => {
                self.flush();
                if !self.runs.is_blank() {
                    self.paragraph();
                }
                if self.group().place == Place::Text && self.waiting.is_empty() {
                    self.body.page();
                }
            }
            "nestrow" => {
                self.flush();
                let depth = self.group().depth.max(2);
                self.body.row(depth, &self.nested_plan);
            }
            "cell" | "nestcell" | "row" => self.table(word),
            _ => match characters::of_word(word) {
                Some(text) => self.text(text),
                None => {
                    let row = match self.group().place {
                        Place::NestedRow => &mut self.nested_plan,
                        _ => &mut self.plan,
                    };
                    if !state::row_property(row, word, parameter) {
                        self.flush();
                        self.group().property(word, parameter);
                    }
                }
            },
        }
    }

    fn font_property(&mut self, word: &str, parameter: Option<i32>) {
        if self.group().place == Place::FontTable {
            let font = self.group().font.unwrap_or(0);
            let font = self.fonts.entry(font).or_default();
            match word {
                "fcharset" => font.charset = parameter.filter(|&charset| charset != 1),
                _ => font.code_page = parameter,
            }
        }
    }

    /// A destination begins.
    fn enter(&mut self, place: Place) {
        self.flush();
        self.group().optional = false;
        if self.group().place == Place::Skipped {
            return;
        }
        self.group().place = place;
        if matches!(place, Place::TextBox | Place::Footnote) {
            self.group().opens_flow = true;
            self.group().depth = 0;
            let outer = std::mem::take(&mut self.body);
            let interrupted = self.runs.set_aside();
            self.waiting.push((outer, interrupted));
        }
    }

    /// A text box or a footnote ends, and the text around it goes on.
    fn end_flow(&mut self, place: Place) {
        if !self.runs.is_blank() {
            let last = self.runs.take();
            self.body.paragraph(0, last);
        }
        let Some((outer, interrupted)) = self.waiting.pop() else {
            return;
        };
        let pieces = std::mem::replace(&mut self.body, outer).finish();
        self.runs.take_up(interrupted);
        if place == Place::Footnote {
            self.footnotes.extend(pieces);
        } else {
            self.body.insert(pieces);
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        // The end of a deleted paragraph joins it with the next one.
        if !self.group().is_read() || self.group().deleted {
            return;
        }
        let depth = self.group().depth;
        let text = self.runs.take();
        self.body.paragraph(depth, text);
    }

    fn table(&mut self, word: &str) {
        self.flush();
        if !self.group().is_read() {
            return;
        }
        let nested = word.starts_with("nest");
        let depth = if nested { self.group().depth.max(2) } else { 1 };
        match word {
            "cell" | "nestcell" => {
                let text = self.runs.take();
                self.body.cell(depth, text);
            }
            _ => self.body.row(depth, &self.plan),
        }
    }

    /// Encoding, its evidence, and all pieces.
    fn finish(mut self) -> (String, String, Vec<flow::Piece>) {
        self.flush();
        while let Some(group) = self.groups.pop() {
            if group.opens_flow {
                self.end_flow(group.place);
            }
        }
        if !self.runs.is_blank() {
            let last = self.runs.take();
            self.body.paragraph(0, last);
        }
        let mut pieces = self.body.finish();
        pieces.extend(self.footnotes);
        let (encoding, evidence) = self
            .runs
            .settle(&format!("windows-{}", self.page), &mut pieces);
        (encoding, evidence, pieces)
    }
}
