//! Styles of an OpenDocument text, as far as they change what is read: font, capitals, hidden text, page breaks.

use crate::ingest::xml::Element;
use std::collections::HashMap;

/// Styles may be based on each other; a longer chain is a loop.
const LONGEST_CHAIN: usize = 16;

/// How text looks, where a style says it.
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
    /// This look, and that of `below` where this one says nothing.
    pub fn or(self, below: &Look) -> Self {
        Self {
            font: self.font.or_else(|| below.font.clone()),
            capitals: self.capitals.or(below.capitals),
            hidden: self.hidden.or(below.hidden),
        }
    }
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    look: Look,
    page: bool,
}

/// All styles of a document by kind and name.
#[derive(Default)]
pub struct Styles {
    by_name: HashMap<(String, String), Style>,
}

impl Styles {
    /// Reads the styles of `styles.xml` and `content.xml`.
    pub fn read(parts: &[&Element]) -> Self {
        let mut fonts = HashMap::new();
        let faces = parts
            .iter()
            .filter_map(|part| part.child("font-face-decls"));
        for face in faces.flat_map(Element::elements) {
            if let (Some(name), Some(family)) =
                (face.attribute("name"), face.attribute("font-family"))
            {
                fonts.insert(name, family.trim_matches(['\'', '"']));
            }
        }
        let mut styles = Self::default();
        for style in groups(parts).flat_map(Element::elements) {
            let kind = style.attribute("family").unwrap_or("");
            let name = match style.name.as_str() {
                "style" => style.attribute("name").unwrap_or(""),
                "default-style" => "",
                _ => continue,
            };
            let key = (kind.to_owned(), name.to_owned());
            styles.by_name.insert(key, Style::read(style, &fonts));
        }
        styles
    }

    /// The look of a style (`family`: `paragraph` or `text`), with the styles it is based on.
    pub fn look(&self, family: &str, name: &str) -> Look {
        self.chain(family, name)
            .fold(Look::default(), |look, style| look.or(&style.look))
    }

    /// The look of text without any style.
    pub fn plain(&self) -> Look {
        self.look("paragraph", "")
    }

    /// Whether paragraphs of this style begin a page.
    pub fn begins_page(&self, name: &str) -> bool {
        self.chain("paragraph", name).any(|style| style.page)
    }

    fn chain<'s>(&'s self, family: &'s str, name: &str) -> impl Iterator<Item = &'s Style> {
        let find = move |name: &str| self.by_name.get(&(family.to_owned(), name.to_owned()));
        let next = move |style: &&'s Style| find(style.parent.as_deref()?);
        std::iter::successors(find(name), next).take(LONGEST_CHAIN)
    }
}

/// The groups that hold styles.
pub fn groups<'e>(parts: &[&'e Element]) -> impl Iterator<Item = &'e Element> {
    let parts: Vec<&Element> = parts.to_vec();
    parts.into_iter().flat_map(|part| {
        let names = ["styles", "automatic-styles"];
        names.into_iter().filter_map(|name| part.child(name))
    })
}

impl Style {
    fn read(style: &Element, fonts: &HashMap<&str, &str>) -> Self {
        let text = style.child("text-properties");
        let says = |name: &str| text.and_then(|text| text.attribute(name));
        let face = says("font-name").map(|name| *fonts.get(name).unwrap_or(&name));
        let paragraph = style.child("paragraph-properties");
        Self {
            parent: style.attribute("parent-style-name").map(str::to_owned),
            look: Look {
                font: face.or(says("font-family")).map(str::to_owned),
                capitals: says("text-transform").map(|how| how == "uppercase"),
                hidden: says("display").map(|how| how == "none"),
            },
            page: paragraph.and_then(|all| all.attribute("break-before")) == Some("page"),
        }
    }
}
