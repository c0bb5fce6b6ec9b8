//! One paragraph of a Word document → its text as shown: tracked changes accepted, fields by their results.

use super::styles::{Look, Styles, is_on};
use crate::ingest::runs::Runs;
use crate::ingest::xml::{Element, Node};

/// A paragraph read.
#[derive(Default)]
pub struct Paragraph<'e> {
    /// Its text; line breaks are `\n`.
    pub text: String,
    /// Text boxes that are anchored in it (`w:txbxContent`).
    pub boxes: Vec<&'e Element>,
    /// Whether a page break stands in it.
    pub page: bool,
}

/// A field that is open: fields reach over paragraphs.
#[derive(Debug, Clone, Copy)]
struct Field {
    /// Between its instruction and its end.
    in_result: bool,
    /// A table of contents or a page number: what it shows is no text of the document.
    left_out: bool,
}

/// The fields that are open where reading stands.
#[derive(Default)]
pub struct Fields(Vec<Field>);

impl Fields {
    fn shown(&self) -> bool {
        let mut all = self.0.iter();
        all.all(|field| field.in_result && !field.left_out)
    }

    fn mark(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.0.push(Field {
                in_result: false,
                left_out: false,
            }),
            Some("separate") => {
                if let Some(field) = self.0.last_mut() {
                    field.in_result = true;
                }
            }
            _ => {
                self.0.pop();
            }
        }
    }

    fn instruction(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut() {
            field.left_out |= is_left_out(text);
        }
    }
}

fn is_left_out(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or("");
    matches!(word, "TOC" | "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "INDEX")
}

/// Reads a paragraph (`w:p`); `look`: that of its style.
pub fn read<'e>(
    paragraph: &'e Element,
    look: &Look,
    styles: &Styles,
    fields: &mut Fields,
    runs: &mut Runs,
) -> Paragraph<'e> {
    let mut reading = Reading {
        styles,
        fields,
        runs,
        done: Paragraph::default(),
    };
    reading.inside(paragraph, look);
    Paragraph {
        text: reading.runs.take(),
        ..reading.done
    }
}

struct Reading<'a, 'e> {
    styles: &'a Styles,
    fields: &'a mut Fields,
    runs: &'a mut Runs,
    done: Paragraph<'e>,
}

impl<'e> Reading<'_, 'e> {
    fn inside(&mut self, element: &'e Element, look: &Look) {
        for child in element.elements() {
            self.element(child, look);
        }
    }

    fn element(&mut self, element: &'e Element, look: &Look) {
        match element.name.as_str() {
            "pPr" | "rPr" | "del" | "moveFrom" | "delText" | "sdtPr" | "annotationRef" => {}
            "r" => self.run(element, look),
            "fldSimple" => {
                if !is_left_out(element.attribute("instr").unwrap_or("")) {
                    self.inside(element, look);
                }
            }
            "AlternateContent" => {
                if let Some(chosen) = alternative(element) {
                    self.inside(chosen, look);
                }
            }
            "sdt" if is_placeholder(element) => {}
            "txbxContent" => self.done.boxes.push(element),
            "t" => self.text(&element.text(), look),
            "instrText" => self.fields.instruction(&element.text()),
            "fldChar" => self.fields.mark(element.attribute("fldCharType")),
            "tab" | "ptab" => self.text("\t", look),
            "cr" => self.text("\n", look),
            "br" if element.attribute("type") == Some("page") => self.done.page = true,
            "br" => self.text("\n", look),
            "noBreakHyphen" => self.text("-", look),
            "sym" => self.symbol(element, look),
            _ => self.inside(element, look),
        }
    }

    fn run(&mut self, run: &'e Element, below: &Look) {
        let properties = run.child("rPr");
        let style = properties.and_then(|all| all.child("rStyle")?.attribute("val"));
        let style = style
            .map(|id| self.styles.character(id))
            .unwrap_or_default();
        let look = Look::read(properties).or(&style).or(below);
        if look.hidden != Some(true) {
            self.inside(run, &look);
        }
    }

    fn text(&mut self, text: &str, look: &Look) {
        if !self.fields.shown() {
            return;
        }
        let shown = match look.capitals {
            Some(true) => text.to_uppercase(),
            _ => text.to_owned(),
        };
        self.runs.push(look.font.as_deref().unwrap_or(""), &shown);
    }

    /// A character of a symbol font, by its number.
    fn symbol(&mut self, symbol: &Element, look: &Look) {
        let number = symbol.attribute("char").unwrap_or("");
        let symbol = u32::from_str_radix(number, 16)
            .ok()
            .and_then(char::from_u32);
        if let Some(c) = symbol {
            self.text(c.encode_utf8(&mut [0; 4]), look);
        }
    }
}

/// Of several forms of one content the first that says something: text boxes come as drawing and as old picture.
pub fn alternative(element: &Element) -> Option<&Element> {
    let mut all = element.elements();
    all.find(|form| has_text(form))
        .or_else(|| element.elements().next())
}

fn has_text(element: &Element) -> bool {
    element.children.iter().any(|node| match node {
        Node::Element(inside) => has_text(inside),
        Node::Text(text) => element.name == "t" && !text.is_empty(),
    })
}

/// `Click here to enter text.`
pub fn is_placeholder(control: &Element) -> bool {
    let shown = control.path(&["sdtPr", "showingPlcHdr"]);
    shown.is_some_and(is_on)
}
