//! XML → a tree of elements, within limits: what the readers of office formats walk over.
//!
//! Entities other than the five of XML and characters by number are dropped, so no document can make the reader open
//! another file or grow one word into a million.

use super::{Unreadable, limits};
use crate::deadline;
use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// An element, its names without their prefixes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// `p` for `w:p`.
    pub name: String,
    /// `val` for `w:val`, in order.
    attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of this name in it.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element of this name in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The element at the end of a way of names.
    pub fn path(&self, names: &[&str]) -> Option<&Element> {
        names.iter().try_fold(self, |at, name| at.child(name))
    }

    /// The characters right in it.
    pub fn text(&self) -> String {
        let texts = self.children.iter().map(|node| match node {
            Node::Text(text) => text.as_str(),
            Node::Element(_) => "",
        });
        texts.collect()
    }
}

/// Reads one XML document.
pub fn parse(bytes: &[u8]) -> Result<Element, Unreadable> {
    // Office programs write UTF-8, or UTF-16 with a byte order mark, whatever the letters stand for.
    let encoding = Encoding::for_bom(bytes).map_or(UTF_8, |(marked, _)| marked);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let mut reader = Reader::from_str(&text);
    let mut tree = Tree::default();
    loop {
        deadline::check();
        let event = reader
            .read_event()
            .map_err(|error| corrupt(&format!("byte {}: {error}", reader.error_position())))?;
        match event {
            Event::Start(start) => tree.open(&start)?,
            Event::Empty(start) => {
                tree.open(&start)?;
                tree.close();
            }
            Event::End(_) => tree.close(),
            Event::Text(text) => tree.text(&text),
            Event::CData(text) => tree.text(&text),
            Event::GeneralRef(name) => {
                let by_number = name.resolve_char_ref().ok().flatten();
                match by_number {
                    Some(c) => tree.text(c.encode_utf8(&mut [0; 4])),
                    None => tree.text(resolve_predefined_entity(&name).unwrap_or("")),
                }
            }
            Event::Eof => return tree.root(),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The elements that are open, the document itself at the bottom.
#[derive(Default)]
struct Tree {
    outer: Element,
    open: Vec<Element>,
    /// Elements so far, and their attributes.
    count: usize,
    attributes: usize,
}

impl Tree {
    fn open(&mut self, start: &BytesStart) -> Result<(), Unreadable> {
        self.count += 1;
        if self.open.len() >= limits::XML_DEPTH {
            let what = format!("over {} elements in each other", limits::XML_DEPTH);
            return Err(limits::too_deep(
                what,
                "save the document again in its program",
            ));
        }
        let mut element = Element {
            name: local(start.name().as_ref()).to_owned(),
            ..Element::default()
        };
        for attribute in start.attributes().with_checks(false).flatten() {
            let name = local(attribute.key.as_ref());
            // Revision marks are half of all attributes and say nothing here.
            self.attributes += 1;
            if self.attributes > limits::ATTRIBUTES {
                break;
            }
            if !name.starts_with("rsid") {
                let value = unescape(&attribute.value);
                element.attributes.push((name.to_owned(), value));
            }
        }
        if self.count > limits::ELEMENTS || self.attributes > limits::ATTRIBUTES {
            let (elements, attributes) = (limits::ELEMENTS, limits::ATTRIBUTES);
            let what = format!(
                "a part of the file has over {elements} elements or {attributes} attributes"
            );
            return Err(limits::too_large(what, "split the document"));
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) {
        if let Some(done) = self.open.pop() {
            self.top().children.push(Node::Element(done));
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() || self.open.is_empty() {
            return;
        }
        match self.top().children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.top().children.push(Node::Text(text.to_owned())),
        }
    }

    fn top(&mut self) -> &mut Element {
        self.open.last_mut().unwrap_or(&mut self.outer)
    }

    fn root(mut self) -> Result<Element, Unreadable> {
        if !self.open.is_empty() {
            return Err(corrupt("it ends in the middle"));
        }
        let first = self.outer.children.drain(..).find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        first.ok_or_else(|| corrupt("it has no element"))
    }
}

/// Attribute values keep an unknown entity as it is written.
fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn corrupt(reason: &str) -> Unreadable {
    let message = format!(
        "a part of the file is damaged ({reason}); open it in its program and save it again"
    );
    Unreadable::new("corrupt", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_prefixes() {
        let root = parse(b"<w:p w:a='1' w:rsidR='2'><w:t>x &amp; &#7871;</w:t><w:br/></w:p>");
        let root = root.expect("xml");
        assert_eq!((root.name.as_str(), root.attribute("a")), ("p", Some("1")));
        assert_eq!(root.attribute("rsidR"), None);
        assert_eq!(root.child("t").expect("t").text(), "x & ế");
        assert_eq!(root.elements().count(), 2);
    }

    #[test]
    fn entities_of_the_document_are_dropped() {
        let bomb = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'><!ENTITY c '&b;&b;'>]><a>1&c;&b;2</a>";
        assert_eq!(parse(bomb.as_bytes()).expect("xml").text(), "12");
    }

    #[test]
    fn damage_and_excess_are_failures() {
        let code = |xml: &str| parse(xml.as_bytes()).expect_err("failure").code;
        for xml in ["", "text", "<a><b></a>", "<a", "<a>", "<a b='", "\0"] {
            assert_eq!(code(xml), "corrupt", "{xml}");
        }
        assert_eq!(code(&"<a>".repeat(limits::XML_DEPTH + 1)), "too-deep");
    }
}
