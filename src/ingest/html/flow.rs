//! The tree of a web page → paragraphs and tables in reading order.

use super::fonts::Fonts;
use crate::deadline;
use crate::ingest::flow::{Piece, Table};
use crate::ingest::runs::Runs;
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html as Page, Node};

mod lists;
mod tables;

use lists::List;

/// Elements whose text is not that of the document.
const LEFT_OUT: &[&str] = &[
    "aside", "button", "footer", "head", "iframe", "nav", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "title",
];

/// Elements that stand in a line; all others begin and end one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// A list of at least this many links and nothing else is a menu.
const MENU: usize = 3;

/// What stands in a page, in order, and the fonts and letters seen.
pub fn pieces(page: &Page) -> (Vec<Piece>, Runs) {
    let mut walk = Walk {
        fonts: Fonts::read(page),
        runs: Runs::default(),
        last: None,
        font: Vec::new(),
        flows: vec![Flow::default()],
        tables: Vec::new(),
        lists: Vec::new(),
        left_out: 0,
        kept_spaces: 0,
    };
    for edge in page.tree.root().traverse() {
        deadline::check();
        match edge {
            Edge::Open(node) => walk.open(node),
            Edge::Close(node) => walk.close(node),
        }
    }
    walk.end_line(false);
    (walk.flows.swap_remove(0).pieces, walk.runs)
}

/// What stands in the page or in a cell, as far as it is read.
#[derive(Default)]
struct Flow {
    pieces: Vec<Piece>,
    /// The label of a list item that waits for its text.
    label: Option<String>,
}

struct Walk {
    fonts: Fonts,
    /// The line that is open; a cell begins and ends one, so there is never more than one.
    runs: Runs,
    /// Where it ends: whether in a space, a line break, or a letter.
    last: Option<char>,
    /// Fonts set by the elements that are open.
    font: Vec<String>,
    flows: Vec<Flow>,
    tables: Vec<tables::Draft>,
    lists: Vec<List>,
    /// How many open elements are left out.
    left_out: usize,
    /// How many open elements keep spaces and line ends.
    kept_spaces: usize,
}

impl Walk {
    fn open(&mut self, node: NodeRef<Node>) {
        match node.value() {
            Node::Text(text) if self.left_out == 0 => self.text(text),
            Node::Element(element) => {
                if self.left_out > 0 || is_left_out(element) || is_menu(node) {
                    self.left_out += 1;
                    return;
                }
                if let Some(font) = self.fonts.of(element) {
                    self.font.push(font);
                }
                self.begin(element);
            }
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef<Node>) {
        let Node::Element(element) = node.value() else {
            return;
        };
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        if self.fonts.of(element).is_some() {
            self.font.pop();
        }
        self.end(element);
    }

    fn begin(&mut self, element: &Element) {
        match element.name() {
            "br" => self.push('\n'),
            "pre" => self.kept_spaces += 1,
            name if INLINE.contains(&name) => return,
            _ => {}
        }
        if element.name() == "br" {
            return;
        }
        self.end_line(false);
        match element.name() {
            "ol" | "ul" | "menu" => self.lists.push(List::new(element)),
            "li" => {
                let label = self.lists.last_mut().map(|list| list.label(element));
                self.flow().label = label;
            }
            "table" => self.tables.push(tables::Draft::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            "td" | "th" if !self.tables.is_empty() => self.flows.push(Flow::default()),
            _ => {}
        }
    }

    fn end(&mut self, element: &Element) {
        let name = element.name();
        if name == "br" || INLINE.contains(&name) {
            return;
        }
        self.end_line(name == "p");
        match name {
            "pre" => self.kept_spaces -= 1,
            "ol" | "ul" | "menu" => drop(self.lists.pop()),
            "li" => self.flow().label = None,
            "td" | "th" if self.flows.len() > 1 => {
                let flow = self.flows.pop().unwrap_or_default();
                if let Some(table) = self.tables.last_mut() {
                    table.cell(element, flow.pieces);
                }
            }
            "table" => {
                if let Some(table) = self.tables.pop() {
                    let table: Table = table.finish();
                    self.flow().pieces.push(Piece::Table(table));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let keeps = self.kept_spaces > 0;
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if !keeps => {
                    if !matches!(self.last, None | Some(' ' | '\n')) {
                        self.push(' ');
                    }
                }
                '\r' => {}
                _ => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        let font = self.font.last().map_or("", String::as_str);
        self.runs.push(font, c.encode_utf8(&mut [0; 4]));
        self.last = Some(c);
    }

    /// Ends the line that is open; an empty one is kept where somebody drew it.
    fn end_line(&mut self, drawn: bool) {
        let line = self.runs.take();
        self.last = None;
        let blank = line.trim().is_empty();
        if blank && !(drawn && line.contains(['\u{a0}', '\n'])) {
            return;
        }
        let text = line.trim_matches([' ', '\n']);
        let flow = self.flow();
        let text = match flow.label.take() {
            Some(label) => format!("{label} {}", text.trim_start()),
            None => text.to_owned(),
        };
        flow.pieces.push(Piece::Paragraph(text));
    }

    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }
}

/// Whether an element or what stands in it is not shown, or is not of the document.
fn is_left_out(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or("");
    let style: String = style.split_whitespace().collect::<String>().to_lowercase();
    LEFT_OUT.contains(&element.name())
        || element.attr("hidden").is_some()
        || style.contains("display:none")
        || style.contains("mso-hide:all")
}

/// Whether an element is a list that says nothing but links.
fn is_menu(node: NodeRef<Node>) -> bool {
    let is = |node: NodeRef<Node>, name: &str| {
        node.value()
            .as_element()
            .is_some_and(|element| element.name() == name)
    };
    if !is(node, "ul") {
        return false;
    }
    let mut links = 0;
    for inside in node.descendants() {
        if is(inside, "a") {
            links += 1;
        }
        let says = inside
            .value()
            .as_text()
            .is_some_and(|text| !text.trim().is_empty());
        let linked = || {
            inside
                .ancestors()
                .take_while(|at| at.id() != node.id())
                .any(|at| is(at, "a"))
        };
        if says && !linked() {
            return false;
        }
    }
    links >= MENU
}
