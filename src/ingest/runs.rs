//! Runs in fonts → the text of a paragraph, with a count of what each font held: the evidence for the encoding.

use super::charset::{Charset, Converter, Verdict};
use super::flow::{Cell, Piece};
use super::font::{OldFont, is_symbol, is_unicode};
use std::collections::BTreeMap;

/// The paragraph being read, and what was seen so far.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<(String, String)>,
    /// Letters by font and charset.
    seen: BTreeMap<(String, &'static str), usize>,
}

impl Runs {
    /// Adds characters as the font has them. Neighbours in one font are one run: a letter and its mark may be apart.
    pub(super) fn push(&mut self, font: &str, text: &str) {
        match self.runs.last_mut() {
            Some((last, run)) if last == font => run.push_str(text),
            _ => self.runs.push((font.to_owned(), text.to_owned())),
        }
    }

    /// Whether nothing is there but blanks.
    pub(super) fn is_blank(&self) -> bool {
        self.runs.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// The paragraph in Unicode; the next one begins.
    pub(super) fn take(&mut self) -> String {
        let runs = with_strays(std::mem::take(&mut self.runs));
        let mut readings: BTreeMap<&str, Option<Charset>> = BTreeMap::new();
        let mut paragraph = String::new();
        for (font, text) in &runs {
            let Some(old) = OldFont::of(font) else {
                self.count(font, "Unicode", text);
                paragraph.push_str(text);
                continue;
            };
            // All runs of a font in a paragraph together: a run may be half a word, and prove nothing.
            let reading = *readings
                .entry(font)
                .or_insert_with(|| old.reading(&in_font(&runs, font)));
            let charset = reading.filter(|_| !is_unicode(text));
            let decoded = old.decode(text, reading);
            self.count(font, charset.map_or("Unicode", Charset::name), &decoded);
            paragraph.push_str(&decoded);
        }
        paragraph
    }

    fn count(&mut self, font: &str, charset: &'static str, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 0 && !is_symbol(font) {
            *self.seen.entry((font.to_owned(), charset)).or_default() += letters;
        }
    }

    /// Sets the runs of a paragraph aside, while a text box or a footnote is read.
    pub(super) fn set_aside(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.runs)
    }

    /// Takes up a paragraph that was set aside.
    pub(super) fn take_up(&mut self, runs: Vec<(String, String)>) {
        self.runs = runs;
    }

    /// Converts paragraphs that no font explained but whose content is of a legacy charset, and names the encoding
    /// with its evidence. `base` is the encoding that the format gave the characters.
    pub(super) fn settle(&self, base: &str, pieces: &mut [Piece]) -> (String, String) {
        let by_content = convert(pieces);
        let mut charsets: Vec<&str> = self
            .seen
            .keys()
            .map(|(_, charset)| *charset)
            .filter(|&charset| charset != "Unicode")
            .chain(by_content.iter().map(|verdict| verdict.charset.name()))
            .collect();
        charsets.sort_unstable();
        charsets.dedup();
        let fonts = self.seen.iter().map(|((font, charset), letters)| {
            let font = if font.is_empty() { "(no font)" } else { font };
            format!("{font}: {charset} ({letters} letters)")
        });
        let mut evidence: Vec<String> = fonts.collect();
        evidence.extend(by_content.map(|verdict| verdict.evidence));
        let encoding = if charsets.is_empty() {
            base.to_owned()
        } else {
            charsets.join(" and ")
        };
        (encoding, evidence.join("; "))
    }
}

/// The signs that PDF producers take from a font of signs for two letters of TCVN3 go back to the font beside them.
fn with_strays(runs: Vec<(String, String)>) -> Vec<(String, String)> {
    let is_tcvn3 = |run: Option<&(String, String)>| {
        let old = run.and_then(|(font, _)| OldFont::of(font));
        old.is_some_and(|old| old.charset == Charset::Tcvn3)
    };
    let mut whole: Vec<(String, String)> = Vec::new();
    for (index, (font, text)) in runs.iter().enumerate() {
        let is_sign = |c| matches!(c, '\u{2212}' | '\u{2219}');
        let is_stray = !text.trim().is_empty() && text.trim_end().chars().all(is_sign);
        let neighbours = [
            index.checked_sub(1).and_then(|before| runs.get(before)),
            runs.get(index + 1),
        ];
        let beside = neighbours.into_iter().find(|run| is_tcvn3(*run)).flatten();
        let font = beside.filter(|_| is_stray).map_or(font, |(font, _)| font);
        match whole.last_mut() {
            Some((last, run)) if last == font => run.push_str(text),
            _ => whole.push((font.clone(), text.clone())),
        }
    }
    whole
}

/// The text of all runs in a font that are not Unicode already.
fn in_font(runs: &[(String, String)], font: &str) -> String {
    runs.iter()
        .filter(|(name, text)| name == font && !is_unicode(text))
        .map(|(_, text)| text.as_str())
        .collect()
}

/// Converts what is of a legacy charset by its content, and says why.
fn convert(pieces: &mut [Piece]) -> Option<Verdict> {
    let mut text = String::new();
    each_paragraph(pieces, &mut |paragraph| {
        text.push_str(paragraph);
        text.push('\n');
    });
    let converter = Converter::of(&text)?;
    each_paragraph(pieces, &mut |paragraph| {
        let lines: Vec<_> = paragraph
            .split('\n')
            .map(|line| converter.line(line))
            .collect();
        *paragraph = lines.join("\n");
    });
    Some(converter.verdict)
}

fn each_paragraph(pieces: &mut [Piece], act: &mut impl FnMut(&mut String)) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => act(text),
            Piece::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                cells.for_each(|Cell { pieces, .. }| each_paragraph(pieces, act));
            }
            Piece::Page => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_from_a_font_of_signs_is_read_with_its_word() {
        let mut runs = Runs::default();
        for (font, text) in [
            (".VnTime", "nhµ n"),
            ("Symbol", "\u{2212}"),
            (".VnTime", "íc 5 "),
            ("Arial", "\u{2212} 3"),
        ] {
            runs.push(font, text);
        }
        assert_eq!(runs.take(), "nhà nước 5 \u{2212} 3");
    }
}
