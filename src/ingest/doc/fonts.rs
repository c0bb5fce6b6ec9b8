//! The font table and the fonts of styles.

use super::super::font::OldFont;
use super::bytes::Bytes;
use super::sprm::{Sprm, sprms};

/// Names of the fonts, by their number.
pub(super) fn names(table: Bytes) -> Vec<String> {
    let count = table.u16(0).unwrap_or(0);
    let mut names = Vec::new();
    // Four bytes of header: count, and size of extra data, which is 0.
    let mut at = 4;
    for _ in 0..count {
        let Some(length) = table.u8(at).map(usize::from) else {
            break;
        };
        names.push(table.slice(at + 1, length).map(name).unwrap_or_default());
        at += 1 + length;
    }
    names
}

/// The name in a font's entry: UTF-16 up to a zero, after 39 bytes of properties ([MS-DOC] 2.9.286).
fn name(entry: &[u8]) -> String {
    let letters = entry
        .get(39..)
        .unwrap_or_default()
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let letters: Vec<u16> = letters.take_while(|&unit| unit != 0).collect();
    String::from_utf16_lossy(&letters)
}

/// `sprmCRgFtc0`
pub(super) const FONT_OF_ASCII: u16 = 0x4A4F;
/// `sprmCRgFtc2`
pub(super) const FONT_OF_OTHERS: u16 = 0x4A51;

/// The two fonts of a run, by number, where they are said: of ASCII, and of what is neither ASCII nor East Asian.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FontPair {
    ascii: Option<usize>,
    others: Option<usize>,
}

impl FontPair {
    /// Takes a modifier.
    pub(super) fn apply(&mut self, sprm: &Sprm) {
        match sprm.code {
            FONT_OF_ASCII => self.ascii = Some(sprm.number()),
            FONT_OF_OTHERS => self.others = Some(sprm.number()),
            _ => {}
        }
    }

    /// This pair, with what it leaves open from another.
    pub(super) fn or(self, other: FontPair) -> FontPair {
        FontPair {
            ascii: self.ascii.or(other.ascii),
            others: self.others.or(other.others),
        }
    }

    /// The name that tells how to read the run. Templates leave fonts of another charset behind in the second place:
    /// the font of ASCII is the one that somebody chose, and the other counts where the first is no old one.
    pub(super) fn name(self, names: &[String]) -> &str {
        let name = |number: Option<usize>| {
            number
                .and_then(|number| names.get(number))
                .map_or("", String::as_str)
        };
        let (ascii, others) = (name(self.ascii), name(self.others));
        if OldFont::of(ascii).is_none() && OldFont::of(others).is_some() {
            others
        } else {
            ascii
        }
    }
}

/// What a style says of its characters and paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The style it is based on.
    base: Option<usize>,
    /// Its fonts.
    fonts: FontPair,
    /// List and level of its paragraphs.
    list: Option<usize>,
    level: Option<usize>,
}

/// All styles, by their number, and the font of text without any.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    standard: FontPair,
}

/// Styles are based on each other at most ten deep in Word; more is a circle.
const DEEPEST: usize = 16;

impl Styles {
    /// Reads the style sheet ([MS-DOC] 2.9.271).
    pub(super) fn read(sheet: Bytes) -> Styles {
        let header = sheet.u16(0).map_or(0, usize::from);
        let base_size = sheet.u16(4).map_or(10, usize::from);
        let number = |at: usize| sheet.u16(at).map(usize::from);
        let standard = FontPair {
            ascii: number(14),
            others: number(18),
        };
        let mut at = 2 + header;
        let mut styles = Vec::new();
        while let Some(length) = sheet.u16(at).map(usize::from) {
            let definition = sheet.slice(at + 2, length).unwrap_or_default();
            styles.push(style(Bytes(definition), base_size).unwrap_or_default());
            at += 2 + length + length % 2;
        }
        Styles { styles, standard }
    }

    /// The fonts of a style, and of text without any where it leaves them open.
    pub(super) fn fonts(&self, style: usize) -> FontPair {
        self.own_fonts(style).or(self.standard)
    }

    /// The fonts of a style, where it or one that it is based on says them.
    pub(super) fn own_fonts(&self, style: usize) -> FontPair {
        FontPair {
            ascii: self.inherited(style, |style| style.fonts.ascii),
            others: self.inherited(style, |style| style.fonts.others),
        }
    }

    /// List and level of a paragraph style.
    pub(super) fn list(&self, style: usize) -> Option<(usize, usize)> {
        let list = self.inherited(style, |style| style.list)?;
        Some((
            list,
            self.inherited(style, |style| style.level).unwrap_or(0),
        ))
    }

    fn inherited(&self, style: usize, value: impl Fn(&Style) -> Option<usize>) -> Option<usize> {
        let mut number = style;
        for _ in 0..DEEPEST {
            let style = self.styles.get(number)?;
            if let Some(value) = value(style) {
                return Some(value);
            }
            number = style.base?;
        }
        None
    }
}

/// One style: numbers, name, then lists of modifiers for paragraphs and characters.
fn style(definition: Bytes, base_size: usize) -> Option<Style> {
    let kind_and_base = definition.u16(2)?;
    let (kind, base) = (kind_and_base & 0xF, usize::from(kind_and_base >> 4));
    let name = usize::from(definition.u16(base_size)?);
    let mut at = base_size + 2 + (name + 1) * 2;
    let mut style = Style {
        base: (base != 0xFFF).then_some(base),
        ..Style::default()
    };
    let lists = definition.u16(4)? & 0xF;
    for index in 0..lists {
        at += at % 2;
        let length = usize::from(definition.u16(at)?);
        let mut list = definition.slice(at + 2, length)?;
        // A paragraph style has its number before the modifiers of its paragraphs.
        if kind == 1 && index == 0 {
            list = list.get(2..).unwrap_or_default();
        }
        for sprm in sprms(list) {
            match sprm.code {
                FONT_OF_ASCII | FONT_OF_OTHERS => style.fonts.apply(&sprm),
                0x460B => style.list = Some(sprm.number()),
                0x260A => style.level = Some(sprm.number()),
                _ => {}
            }
        }
        at += 2 + length;
    }
    Some(style)
}
