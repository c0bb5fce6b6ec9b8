//! Text → Outline: masthead, title, legal basis, sections, items, tables, closing and annexes.

pub mod flat;
pub mod letterhead;
pub mod lines;
pub mod motto;
pub mod paragraphs;
pub mod parts;
pub mod posts;
pub mod render;
pub mod signature;
pub mod table;
pub mod tree;

use crate::deadline;
use crate::note::Notes;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::{Stretch, Text};
use crate::value::label::Label;
use std::borrow::Cow;

/// Index of a node in `Outline::nodes`.
pub type NodeId = usize;

/// The part of a document that a node belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A web site's own lines above or below the document.
    Boilerplate,
    /// Letterhead, number, place and date.
    Masthead,
    /// Document type and subject.
    Title,
    /// Legal basis and preamble, up to the first section.
    Basis,
    /// The sections.
    Body,
    /// Recipients and signature.
    Closing,
    /// What follows the signature.
    Annex,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// A line of masthead, title or closing.
    Line,
    /// A paragraph without a label.
    Paragraph,
    /// A labelled paragraph: heading or item; which of the two, its children tell.
    Labelled(Label),
    /// A table; its rows are in `Outline::tables` under this number.
    Table(usize),
}

/// A node of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Part of the document.
    pub part: Part,
    /// What it is.
    pub kind: NodeKind,
    /// The whole paragraph or table, label included.
    pub span: Span,
    /// Its text without the label.
    pub body: Span,
    /// The section or item it stands in.
    pub parent: Option<NodeId>,
    /// What stands in it, in order.
    pub children: Vec<NodeId>,
}

impl Node {
    /// The label, if it has one.
    pub fn label(&self) -> Option<&Label> {
        match &self.kind {
            NodeKind::Labelled(label) => Some(label),
            _ => None,
        }
    }
}

/// The text and its structure.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The text that all spans point into.
    pub text: Text,
    /// All nodes in document order.
    pub nodes: Vec<Node>,
    /// All tables in document order.
    pub tables: Vec<table::Table>,
}

impl Outline {
    /// Normalised text of a span.
    pub fn cut(&self, span: Span) -> &str {
        deadline::check();
        span.cut(self.text.normalised())
    }

    /// Normalised text of a span as written, slips and all: for a value that is words of the document.
    pub fn written(&self, span: Span) -> Cow<'_, str> {
        self.text.written(span)
    }

    /// Folded text of a span.
    pub fn folded(&self, span: Span) -> &str {
        deadline::check();
        span.cut(self.text.folded())
    }

    /// The same, with what is known of it.
    pub fn stretch(&self, span: Span) -> Stretch<'_> {
        deadline::check();
        self.text.stretch(span)
    }

    /// The nodes of a part, in order.
    pub fn part(&self, part: Part) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .filter(move |(_, node)| node.part == part)
    }

    /// The span from the first to the last node of a part.
    pub fn part_span(&self, part: Part) -> Option<Span> {
        self.part(part)
            .map(|(_, node)| node.span)
            .reduce(Span::join)
    }

    /// The node and all nodes above it, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), move |&at| self.nodes[at].parent)
    }
}

/// Finds the structure of a document.
pub fn outline(text: Text, rules: &Rules, _notes: &mut Notes) -> Outline {
    let lines = flat::cut(lines::split(text.normalised()), &text, rules);
    let parts = parts::find(&text, &lines, rules);
    tree::build(text, &lines, &parts, rules)
}
