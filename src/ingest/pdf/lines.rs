//! Glyphs → lines: ordered by baseline, then from left to right, with blanks where the page has them.

use super::page::Glyph;
use super::sure::Word;
use unicode_normalization::char::is_combining_mark;

/// A part of a line that stands by itself: a column's share of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    /// Where it begins and ends.
    pub left: f64,
    pub right: f64,
    /// Its characters by font, as the page has them.
    pub runs: Vec<(usize, String)>,
    /// Its words where text recognition read them.
    pub words: Vec<Word>,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its baseline.
    pub y: f64,
    /// The largest font in it.
    pub size: f64,
    /// From left to right.
    pub segments: Vec<Segment>,
}

/// Glyphs stand on one line if their baselines differ by less than this share of the font size.
const SAME_LINE: f64 = 0.35;
/// A gap from this share of the font size on is a blank, where the line has no blanks of its own.
const BLANK: f64 = 0.13;
/// Where the line has blanks of its own, only a gap as wide as a letter is one more: widths of fonts can be wrong.
const BLANK_BESIDE_BLANKS: f64 = 0.8;
/// A gap from here on parts columns.
const COLUMN: f64 = 1.5;
/// The same glyph this close is drawn twice to look bold.
const TWICE: f64 = 0.1;

/// The lines of some glyphs, from top to bottom.
pub(super) fn lines<'g>(glyphs: impl IntoIterator<Item = &'g Glyph>) -> Vec<Line> {
    let mut glyphs = composed(glyphs);
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if same_line(line, &glyph) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    lines.into_iter().filter_map(line).collect()
}

/// A mark belongs to the letter that was drawn before it, wherever its own place is.
fn composed<'g>(glyphs: impl IntoIterator<Item = &'g Glyph>) -> Vec<Glyph> {
    let mut composed: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        let is_mark = glyph.text.chars().all(is_combining_mark);
        match composed
            .last_mut()
            .filter(|before| is_mark && (before.y - glyph.y).abs() < before.size)
        {
            Some(before) => before.text.push_str(&glyph.text),
            None => composed.push(glyph.clone()),
        }
    }
    composed
}

fn same_line(line: &[Glyph], glyph: &Glyph) -> bool {
    // The line's first letter that is no small one above it: its baseline is that of the line.
    let largest = line.iter().max_by(|a, b| a.size.total_cmp(&b.size));
    largest.is_some_and(|largest| {
        largest.y - glyph.y < SAME_LINE * largest.size.max(glyph.size).min(MOST_SIZE)
    })
}

/// No text of an office is larger; a damaged matrix must not make one line of a page.
const MOST_SIZE: f64 = 72.0;

fn line(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    glyphs.dedup_by(|next, kept| {
        next.text == kept.text && (next.x - kept.x).abs() < TWICE * kept.size && !is_blank(next)
    });
    let size = glyphs
        .iter()
        .filter(|g| !is_blank(g))
        .map(|glyph| glyph.size)
        .fold(0.0, f64::max);
    let y = glyphs
        .iter()
        .find(|glyph| glyph.size >= size * 0.9)
        .map(|glyph| glyph.y)?;
    let has_blanks = glyphs.iter().any(is_blank);
    let mut segments: Vec<Segment> = Vec::new();
    let mut pending_blank = false;
    for glyph in &glyphs {
        if is_blank(glyph) {
            pending_blank = true;
            continue;
        }
        let gap = segments.last().map_or(0.0, |last| glyph.x - last.right);
        let em = glyph.size.clamp(1.0, MOST_SIZE);
        let least = if has_blanks {
            BLANK_BESIDE_BLANKS
        } else {
            BLANK
        };
        match segments.last_mut() {
            Some(last) if gap < COLUMN * em => {
                if pending_blank || gap > least * em {
                    last.push(glyph.font, " ");
                }
                last.push(glyph.font, &glyph.text);
                last.words.extend(word(glyph));
                last.right = last.right.max(glyph.x + glyph.width);
            }
            _ => segments.push(Segment {
                left: glyph.x,
                right: glyph.x + glyph.width,
                runs: vec![(glyph.font, glyph.text.clone())],
                words: word(glyph).into_iter().collect(),
            }),
        }
        pending_blank = false;
    }
    (!segments.is_empty()).then_some(Line {
        y,
        size,
        segments: joined_labels(segments),
    })
}

fn word(glyph: &Glyph) -> Option<Word> {
    Some((glyph.text.clone(), glyph.confidence?))
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.chars().all(char::is_whitespace)
}

/// A label (`1.`, `-`, `a)`) and the text that a tab parts from it are one.
fn joined_labels(segments: Vec<Segment>) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::new();
    for segment in segments {
        match joined.last_mut() {
            Some(label) if label.is_label() && segment.left - label.right < LABEL_GAP => {
                if let Some((font, text)) = segment.runs.first() {
                    label.push(*font, &format!(" {text}"));
                }
                label.runs.extend(segment.runs.into_iter().skip(1));
                label.words.extend(segment.words);
                label.right = segment.right;
            }
            _ => joined.push(segment),
        }
    }
    joined
}

/// A tab after a label leads no farther than this, in points: an inch and a half.
const LABEL_GAP: f64 = 108.0;

impl Segment {
    fn push(&mut self, font: usize, text: &str) {
        match self.runs.last_mut() {
            Some((last, run)) if *last == font => run.push_str(text),
            // A blank goes with the letters before it.
            Some((_, run)) if text == " " => run.push_str(text),
            _ => self.runs.push((font, text.to_owned())),
        }
    }

    /// Its characters.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|(_, text)| text.as_str()).collect()
    }

    fn is_label(&self) -> bool {
        let text = self.text();
        let label = text.trim();
        let ends = label.ends_with(['.', ')', '/']) || label.chars().all(|c| !c.is_alphanumeric());
        ends && label.chars().count() <= 6 && !label.contains(' ')
    }
}

/// The text of a page in reading order, for tests of lines alone.
#[cfg(test)]
pub(super) fn text(page: &super::page::Page) -> String {
    let lines = lines(&page.glyphs);
    let texts = lines.iter().map(|line| {
        line.segments
            .iter()
            .map(Segment::text)
            .collect::<Vec<_>>()
            .join("\t")
    });
    texts.collect::<Vec<_>>().join("\n")
}
