//! One paragraph of an OpenDocument text → its text as shown.

use super::styles::{Look, Styles};
use crate::ingest::runs::Runs;
use crate::ingest::xml::{Element, Node};

/// Spaces in a row that are believed; more are a fault of the file.
const MOST_SPACES: usize = 200;

/// A paragraph read.
#[derive(Default)]
pub struct Paragraph<'e> {
    /// Its text; line breaks are `\n`.
    pub text: String,
    /// Text boxes that are anchored in it.
    pub boxes: Vec<&'e Element>,
    /// Footnotes and endnotes that it refers to.
    pub notes: Vec<&'e Element>,
}

/// Reads a paragraph or heading.
pub fn read<'e>(paragraph: &'e Element, styles: &Styles, runs: &mut Runs) -> Paragraph<'e> {
    let style = paragraph.attribute("style-name").unwrap_or("");
    let look = styles.look("paragraph", style).or(&styles.plain());
    let mut reading = Reading {
        styles,
        runs,
        done: Paragraph::default(),
    };
    reading.inside(paragraph, &look);
    Paragraph {
        text: reading.runs.take(),
        ..reading.done
    }
}

struct Reading<'a, 'e> {
    styles: &'a Styles,
    runs: &'a mut Runs,
    done: Paragraph<'e>,
}

impl<'e> Reading<'_, 'e> {
    fn inside(&mut self, element: &'e Element, look: &Look) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.text(&collapsed(text), look),
                Node::Element(element) => self.element(element, look),
            }
        }
    }

    fn element(&mut self, element: &'e Element, look: &Look) {
        match element.name.as_str() {
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                self.text(&" ".repeat(count.unwrap_or(1).min(MOST_SPACES)), look);
            }
            "tab" => self.text("\t", look),
            "line-break" => self.text("\n", look),
            "span" | "a" => {
                let name = element.attribute("style-name").unwrap_or("");
                let look = self.styles.look("text", name).or(look);
                self.inside(element, &look);
            }
            "note" => self.done.notes.push(element),
            "text-box" => self.done.boxes.push(element),
            "ruby" => element
                .all("ruby-base")
                .for_each(|base| self.inside(base, look)),
            // What is said about the text, or changes with the page, is no text.
            "annotation" | "page-number" | "page-count" | "hidden-text" | "title" | "desc"
            | "event-listeners" => {}
            _ => self.inside(element, look),
        }
    }

    fn text(&mut self, text: &str, look: &Look) {
        if look.hidden == Some(true) {
            return;
        }
        let shown = match look.capitals {
            Some(true) => text.to_uppercase(),
            _ => text.to_owned(),
        };
        self.runs.push(look.font.as_deref().unwrap_or(""), &shown);
    }
}

/// White space of the file is one space; spaces that count have elements of their own.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if out.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
