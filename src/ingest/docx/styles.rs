//! Styles of a Word document, as far as they change what is read: font, capitals, hidden text, numbering.

use crate::ingest::xml::Element;
use std::collections::HashMap;

/// Styles may be based on each other; a longer chain is a loop.
const LONGEST_CHAIN: usize = 16;

/// How a run of text looks, where the document says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Name of the font.
    pub font: Option<String>,
    /// Shown in capitals, whatever is written.
    pub capitals: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
}

impl Look {
    /// What the properties of a run (`w:rPr`) say.
    pub fn read(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else {
            return Self::default();
        };
        let fonts = properties.child("rFonts");
        let font = ["ascii", "hAnsi", "cs"]
            .iter()
            .find_map(|name| fonts?.attribute(name));
        Self {
            font: font.map(str::to_owned),
            capitals: properties.child("caps").map(is_on),
            hidden: properties.child("vanish").map(is_on),
        }
    }

    /// This look, and that of `below` where this one says nothing.
    pub fn or(self, below: &Look) -> Self {
        Self {
            font: self.font.or_else(|| below.font.clone()),
            capitals: self.capitals.or(below.capitals),
            hidden: self.hidden.or(below.hidden),
        }
    }
}

/// Which list a paragraph counts in, and on which level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Number of the list (`w:numId`); `0` takes a paragraph out of its style's list.
    pub list: Option<String>,
    /// Level, from 0.
    pub level: Option<usize>,
}

impl Place {
    /// What the properties of a paragraph (`w:pPr`) say.
    pub fn read(properties: Option<&Element>) -> Self {
        let Some(number) = properties.and_then(|all| all.child("numPr")) else {
            return Self::default();
        };
        let value = |name: &str| number.child(name).and_then(|at| at.attribute("val"));
        Self {
            list: value("numId").map(str::to_owned),
            level: value("ilvl").and_then(|level| level.parse().ok()),
        }
    }
}

struct Style {
    based_on: Option<String>,
    look: Look,
    place: Place,
}

/// All styles of a document.
#[derive(Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// Style of paragraphs that name none.
    default: Option<String>,
    look: Look,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(part: Option<&Element>) -> Self {
        let Some(part) = part else {
            return Self::default();
        };
        let mut styles = Self {
            look: Look::read(part.path(&["docDefaults", "rPrDefault", "rPr"])),
            ..Self::default()
        };
        for style in part.all("style") {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            let paragraph = style.attribute("type") == Some("paragraph");
            if paragraph && style.attribute("default") == Some("1") {
                styles.default = Some(id.to_owned());
            }
            let based_on = style.child("basedOn").and_then(|on| on.attribute("val"));
            let known = Style {
                based_on: based_on.map(str::to_owned),
                look: Look::read(style.child("rPr")),
                place: Place::read(style.child("pPr")),
            };
            styles.by_id.insert(id.to_owned(), known);
        }
        styles
    }

    /// How runs of a paragraph look that say nothing themselves; `id`: the paragraph's style.
    pub fn look(&self, id: Option<&str>) -> Look {
        let styles = self.chain(id.or(self.default.as_deref()));
        let own = styles.fold(Look::default(), |look, style| look.or(&style.look));
        own.or(&self.look)
    }

    /// The look that a character style adds, without the defaults of the document.
    pub fn character(&self, id: &str) -> Look {
        self.chain(Some(id))
            .fold(Look::default(), |look, style| look.or(&style.look))
    }

    /// Where a paragraph of this style counts.
    pub fn place(&self, id: Option<&str>) -> Place {
        let styles = self.chain(id.or(self.default.as_deref()));
        styles.fold(Place::default(), |place, style| Place {
            list: place.list.or_else(|| style.place.list.clone()),
            level: place.level.or(style.place.level),
        })
    }

    /// A style and those it is based on.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        let next = |style: &&'s Style| self.by_id.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }
}

/// `<w:caps/>` and `<w:caps w:val="1"/>`; not `w:val="0"`.
pub fn is_on(switch: &Element) -> bool {
    !matches!(
        switch.attribute("val"),
        Some("0" | "false" | "off" | "none")
    )
}
