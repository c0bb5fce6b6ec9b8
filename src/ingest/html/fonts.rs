//! The fonts of a web page: `<font face>`, `style="font-family:…"`, and the style sheet as far as it names classes and tags.

use scraper::node::Element;
use scraper::{Html as Page, Node};
use std::collections::HashMap;

/// Fonts by class (`.MsoNormal`) and tag (`p`).
pub struct Fonts {
    by_selector: HashMap<String, String>,
}

impl Fonts {
    /// Reads the style sheets in a page.
    pub fn read(page: &Page) -> Self {
        let mut by_selector = HashMap::new();
        for node in page.tree.nodes() {
            let is_sheet =
                matches!(node.value(), Node::Element(element) if element.name() == "style");
            for text in node.children().filter(|_| is_sheet) {
                if let Node::Text(text) = text.value() {
                    rules(text, &mut by_selector);
                }
            }
        }
        Self { by_selector }
    }

    /// The font that an element sets for what stands in it.
    pub fn of(&self, element: &Element) -> Option<String> {
        let own = element.attr("style").and_then(family);
        let face = (element.name() == "font")
            .then(|| element.attr("face"))
            .flatten();
        let class = || {
            let mut classes = element.classes();
            classes.find_map(|class| self.by_selector.get(&format!(".{}", class.to_lowercase())))
        };
        own.or_else(|| face.map(first))
            .or_else(|| class().cloned())
            .or_else(|| self.by_selector.get(element.name()).cloned())
    }
}

/// Adds the fonts that a style sheet gives to plain classes and tags: `p.MsoNormal, .x {font-family:…}`.
fn rules(sheet: &str, found: &mut HashMap<String, String>) {
    for rule in sheet.split('}') {
        let Some((selectors, body)) = rule.rsplit_once('{') else {
            continue;
        };
        // `@font-face` names fonts and sets none.
        let Some(font) = family(body).filter(|_| !selectors.contains('@')) else {
            continue;
        };
        for selector in selectors.split(',') {
            let last = selector
                .split_whitespace()
                .last()
                .unwrap_or("")
                .to_lowercase();
            let key = last.find('.').map_or(last.as_str(), |dot| &last[dot..]);
            if !key.is_empty() {
                found.insert(key.to_owned(), font.clone());
            }
        }
    }
}

/// The first font of the last `font-family` among declarations.
fn family(declarations: &str) -> Option<String> {
    let mut found = None;
    for declaration in declarations.split(';') {
        if let Some((name, value)) = declaration.split_once(':')
            && name.trim().eq_ignore_ascii_case("font-family")
        {
            found = Some(first(value));
        }
    }
    found
}

fn first(list: &str) -> String {
    let name = list.split(',').next().unwrap_or("");
    name.trim().trim_matches(['"', '\'']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_fonts_of_classes_tags_and_elements() {
        let page = Page::parse_document(
            "<style>@font-face{font-family:A} p.MsoNormal, li.MsoNormal {margin:0; font-family:\".VnTime\",serif}\
             td{font-family:VNI-Times}</style><p class=MsoNormal style='color:red'>a<table><td>b<font face='Arial, x'>c</font>\
             <span style=\"font-family:'Times New Roman'\">d",
        );
        let fonts = Fonts::read(&page);
        let elements = page
            .tree
            .nodes()
            .filter_map(|node| node.value().as_element());
        let found: Vec<String> = elements.filter_map(|element| fonts.of(element)).collect();
        assert_eq!(found, [".VnTime", "VNI-Times", "Arial", "Times New Roman"]);
    }
}
