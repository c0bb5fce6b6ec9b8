//! Automatic numbering of a Word document → the labels that it shows: `II.`, `1.2.`, `a)`, `-`.

use crate::ingest::counters::{Counters, Level, Style};
use crate::ingest::xml::Element;
use std::collections::HashMap;

/// Word knows nine levels.
const LEVELS: usize = 9;

/// One list (`w:num`): which scheme it follows, and the levels it changes.
struct List {
    scheme: String,
    levels: HashMap<usize, Level>,
    /// Levels that begin anew at the list's first paragraph.
    starts: HashMap<usize, u32>,
}

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub struct Numbering {
    schemes: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    counters: HashMap<String, Counters>,
    begun: Vec<String>,
    /// Level by scheme and paragraph style, for styles that name a list but no level.
    styled: HashMap<(String, String), usize>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(part: Option<&Element>) -> Self {
        let mut numbering = Self::default();
        let Some(part) = part else { return numbering };
        for scheme in part.all("abstractNum") {
            if let Some(id) = scheme.attribute("abstractNumId") {
                numbering.scheme(id, defining(part, scheme));
            }
        }
        for list in part.all("num") {
            let scheme = value(list, "abstractNumId");
            if let (Some(id), Some(scheme)) = (list.attribute("numId"), scheme) {
                numbering
                    .lists
                    .insert(id.to_owned(), List::read(list, scheme));
            }
        }
        numbering
    }

    fn scheme(&mut self, id: &str, scheme: &Element) {
        self.schemes.insert(id.to_owned(), levels(scheme));
        for level in scheme.all("lvl") {
            if let (Some(at), Some(style)) =
                (number(level.attribute("ilvl")), value(level, "pStyle"))
            {
                let key = (id.to_owned(), style.to_owned());
                self.styled.insert(key, at as usize);
            }
        }
    }

    /// The level that a list keeps for paragraphs of a style.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let scheme = &self.lists.get(list)?.scheme;
        self.styled
            .get(&(scheme.clone(), style.to_owned()))
            .copied()
    }

    /// The label of the next paragraph of a list, as shown; `None` where the list is unknown or shows nothing.
    pub fn label(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let known = self.lists.get(list)?;
        let mut levels = self.schemes.get(&known.scheme)?.clone();
        for (at, changed) in &known.levels {
            if let Some(level) = levels.get_mut(*at) {
                *level = changed.clone();
            }
        }
        // Lists of one scheme count on from each other.
        let counters = self.counters.entry(known.scheme.clone()).or_default();
        if !self.begun.iter().any(|begun| begun == list) {
            self.begun.push(list.to_owned());
            for (at, start) in &known.starts {
                counters.restart(*at, *start);
            }
        }
        counters.next(&levels, level)
    }
}

impl List {
    fn read(list: &Element, scheme: &str) -> Self {
        let mut read = Self {
            scheme: scheme.to_owned(),
            levels: HashMap::new(),
            starts: HashMap::new(),
        };
        for change in list.all("lvlOverride") {
            let Some(at) = number(change.attribute("ilvl")) else {
                continue;
            };
            if let Some(start) = number(value(change, "startOverride")) {
                read.starts.insert(at as usize, start);
            }
            if let Some(level) = change.child("lvl") {
                read.levels.insert(at as usize, level_of(level));
            }
        }
        read
    }
}

/// The scheme itself, or the one that defines the list style it refers to.
fn defining<'e>(part: &'e Element, scheme: &'e Element) -> &'e Element {
    let Some(link) = value(scheme, "numStyleLink") else {
        return scheme;
    };
    let mut all = part.all("abstractNum");
    all.find(|other| value(other, "styleLink") == Some(link))
        .unwrap_or(scheme)
}

fn levels(scheme: &Element) -> Vec<Level> {
    let mut levels = vec![Level::default(); LEVELS];
    for level in scheme.all("lvl") {
        let at = number(level.attribute("ilvl")).unwrap_or(0) as usize;
        if let Some(place) = levels.get_mut(at) {
            *place = level_of(level);
        }
    }
    levels
}

fn level_of(level: &Element) -> Level {
    let style = match value(level, "numFmt").unwrap_or("decimal") {
        "upperRoman" => Style::Roman,
        "lowerRoman" => Style::SmallRoman,
        "upperLetter" => Style::Letter,
        "lowerLetter" => Style::SmallLetter,
        "decimalZero" => Style::TwoDigits,
        "bullet" => Style::Bullet,
        "none" => Style::Nothing,
        _ => Style::Digits,
    };
    Level {
        style,
        start: number(value(level, "start")).unwrap_or(1),
        text: value(level, "lvlText").unwrap_or("").to_owned(),
        legal: level.child("isLgl").is_some_and(super::styles::is_on),
        keeps_counting: value(level, "lvlRestart") == Some("0"),
    }
}

fn value<'e>(of: &'e Element, name: &str) -> Option<&'e str> {
    of.child(name)?.attribute("val")
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok()
}
