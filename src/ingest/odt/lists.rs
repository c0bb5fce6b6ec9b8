//! Lists of an OpenDocument text → the labels that they show: `II.`, `1.2.`, `a)`, `-`.

use super::styles::groups;
use crate::ingest::counters::{Counters, Level, Style};
use crate::ingest::xml::Element;
use std::collections::HashMap;

/// OpenDocument knows ten levels.
const LEVELS: usize = 10;

/// Name under which the numbering of headings is kept.
pub const OUTLINE: &str = "\u{0}outline";

/// The list styles of a document and how far each list has counted.
#[derive(Default)]
pub struct Lists {
    styles: HashMap<String, Vec<Level>>,
    counters: HashMap<String, Counters>,
}

impl Lists {
    /// Reads the list styles of `styles.xml` and `content.xml`.
    pub fn read(parts: &[&Element]) -> Self {
        let mut lists = Self::default();
        for style in groups(parts).flat_map(Element::elements) {
            let name = match style.name.as_str() {
                "list-style" => style.attribute("name").unwrap_or(""),
                "outline-style" => OUTLINE,
                _ => continue,
            };
            lists.styles.insert(name.to_owned(), levels(style));
        }
        lists
    }

    /// Lets a list count from its beginning.
    pub fn begin(&mut self, list: &str) {
        self.counters.remove(list);
    }

    /// Lets a level of a list begin anew with `start`.
    pub fn restart(&mut self, list: &str, level: usize, start: u32) {
        let counters = self.counters.entry(list.to_owned()).or_default();
        counters.restart(level, start);
    }

    /// The label of the next item of a list in a style, on `level` from 0.
    pub fn label(&mut self, list: &str, style: &str, level: usize) -> Option<String> {
        let levels = self.styles.get(style)?;
        let counters = self.counters.entry(list.to_owned()).or_default();
        counters.next(levels, level.min(LEVELS - 1))
    }
}

fn levels(style: &Element) -> Vec<Level> {
    let mut levels = vec![Level::default(); LEVELS];
    for level in style.elements() {
        let at = number(level.attribute("level"))
            .unwrap_or(1)
            .saturating_sub(1);
        if let Some(place) = levels.get_mut(at as usize) {
            *place = level_of(level, at as usize + 1);
        }
    }
    levels
}

/// The level that an element describes; `depth`: from 1.
fn level_of(level: &Element, depth: usize) -> Level {
    if let Some(mark) = level.attribute("bullet-char") {
        return Level {
            style: Style::Bullet,
            start: 1,
            text: mark.to_owned(),
            ..Level::default()
        };
    }
    let format = level.attribute("num-format").unwrap_or("");
    let style = match format.chars().next() {
        Some('I') => Style::Roman,
        Some('i') => Style::SmallRoman,
        Some('A') => Style::Letter,
        Some('a') => Style::SmallLetter,
        Some('0') => Style::TwoDigits,
        Some(_) => Style::Digits,
        None => Style::Nothing,
    };
    Level {
        style,
        start: number(level.attribute("start-value")).unwrap_or(1),
        text: text(level, style, depth),
        ..Level::default()
    }
}

/// The label with `%1` for the first level: newer files say it as a whole (`%1%.%2%.`), older ones in pieces.
fn text(level: &Element, style: Style, depth: usize) -> String {
    if let Some(whole) = level.attribute("num-list-format") {
        let mut text = whole.to_owned();
        for at in 1..=LEVELS {
            text = text.replace(&format!("%{at}%"), &format!("%{at}"));
        }
        return text;
    }
    if style == Style::Nothing {
        return String::new();
    }
    let shown = number(level.attribute("display-levels")).unwrap_or(1) as usize;
    let first = (depth + 1).saturating_sub(shown).max(1);
    let numbers: Vec<String> = (first..=depth).map(|at| format!("%{at}")).collect();
    let around = |name: &str| level.attribute(name).unwrap_or("");
    around("num-prefix").to_owned() + &numbers.join(".") + around("num-suffix")
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok()
}
