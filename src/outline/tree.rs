//! Parts → tree: labels nest by their style, paragraphs without a label follow what they continue.

use super::lines::{Line, LineKind};
use super::paragraphs::{Wrap, group};
use super::parts::is_capital;
use super::signature::pieces;
use super::table::{self, Block, Table};
use super::{Node, NodeId, NodeKind, Outline, Part};
use crate::deadline;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Text;
use crate::value::label::{self, Label, LabelKind};
use std::ops::Range;

/// A heading is seldom longer than this many code points; longer text without a colon is an item.
const LONGEST_HEADING: usize = 220;

/// Builds the tree.
pub fn build(text: Text, lines: &[Line], parts: &[(Part, Range<usize>)], rules: &Rules) -> Outline {
    let wrap = Wrap::measure(&text.raw().original);
    let mut builder = Builder {
        text: &text,
        rules,
        wrap: &wrap,
        nodes: Vec::new(),
        tables: Vec::new(),
        open: Vec::new(),
    };
    for (part, range) in parts {
        let lines = &lines[range.clone()];
        builder.open.clear();
        match part {
            Part::Boilerplate | Part::Masthead | Part::Title | Part::Closing => {
                builder.plain(*part, lines)
            }
            Part::Basis | Part::Body | Part::Annex => builder.structured(*part, lines),
        }
    }
    let (mut nodes, tables) = (builder.nodes, builder.tables);
    nodes.shrink_to_fit();
    Outline {
        text,
        nodes,
        tables,
    }
}

struct Builder<'a> {
    text: &'a Text,
    rules: &'a Rules,
    wrap: &'a Wrap,
    nodes: Vec<Node>,
    tables: Vec<Table>,
    /// Open labelled nodes, outermost first.
    open: Vec<(LabelKind, NodeId)>,
}

impl Builder<'_> {
    /// One node a line; cells of one line are lines of their own.
    fn plain(&mut self, part: Part, lines: &[Line]) {
        for line in lines {
            let mark = match line.kind {
                LineKind::Text => None,
                LineKind::Tabs => Some('\t'),
                LineKind::Pipes => Some('|'),
                _ => continue,
            };
            if part == Part::Closing {
                self.closing_line(line.span);
                continue;
            }
            let written = line.span.cut(self.text.normalised());
            let mut start = line.span.start;
            for cell in written.split(|c| mark.is_some_and(|mark| c == mark || c == '\t')) {
                let inside = cell.trim();
                let at = start + (cell.len() - cell.trim_start().len());
                if inside.chars().any(char::is_alphanumeric) || inside == "/" {
                    let span = Span::new(at, at + inside.len());
                    self.add(part, NodeKind::Line, span, span, None);
                }
                start += cell.len() + 1;
            }
        }
    }

    /// A closing line, its two columns taken apart.
    fn closing_line(&mut self, line: Span) {
        let written = line.cut(self.text.normalised());
        for piece in pieces(written) {
            let span = Span::new(piece.start, piece.end).shift(line.start);
            self.add(Part::Closing, NodeKind::Line, span, span, None);
        }
    }

    fn structured(&mut self, part: Part, lines: &[Line]) {
        for block in table::blocks(self.text, lines, self.rules) {
            match block {
                Block::Lines(lines) => {
                    // Of lines without a letter, such as a row of empty cells, nothing may be left.
                    let spans = group(self.text, &lines, self.wrap, self.rules);
                    for span in spans.into_iter().filter(|span| !span.is_empty()) {
                        self.paragraph(part, span);
                    }
                }
                Block::Table(table) => {
                    let span = table.span;
                    self.tables.push(table);
                    let kind = NodeKind::Table(self.tables.len() - 1);
                    let parent = self.section();
                    self.add(part, kind, span, span, parent);
                }
            }
        }
    }

    fn paragraph(&mut self, part: Part, span: Span) {
        let written = span.cut(self.text.normalised());
        let label = nested_label(written);
        if let Some(label) = &label
            && matches!(
                label.kind,
                LabelKind::Dash | LabelKind::Plus | LabelKind::Star
            )
            && self.is_attribute(Span::new((span.start + label.len).min(span.end), span.end))
        {
            // `* Thời gian thực hiện: …` says when the items above are due: it stands in their section, not in an item, and
            // not in the last one with a list of its own.
            self.close_until(label.kind, label);
            let body = Span::new((span.start + label.len).min(span.end), span.end);
            let parent = self.section();
            self.add(part, NodeKind::Paragraph, span, body, parent);
            return;
        }
        match label {
            Some(label) => {
                let body = Span::new((span.start + label.len).min(span.end), span.end);
                let kind = label.kind;
                self.close_until(kind, &label);
                let parent = self.open.last().map(|(_, id)| *id);
                let id = self.add(part, NodeKind::Labelled(label), span, body, parent);
                self.open.push((kind, id));
            }
            None => {
                let parent = self.section();
                self.add(part, NodeKind::Paragraph, span, span, parent);
            }
        }
    }

    /// Whether a text begins with the head of an attribute and a colon.
    fn is_attribute(&self, body: Span) -> bool {
        let folded = body.cut(self.text.folded());
        let head = folded.split(':').next().unwrap_or("");
        head.len() < folded.len()
            && self
                .rules
                .attribute(
                    head.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '+')),
                )
                .is_some()
    }

    /// Pops what a new label of this style ends.
    fn close_until(&mut self, kind: LabelKind, label: &Label) {
        match rank(kind) {
            Some(new) => {
                // A number that goes on from an open sibling below a letter or bullet is rare; numbered labels
                // always close what is below them.
                while let Some((top, _)) = self.open.last() {
                    let ends = match rank(*top) {
                        Some(old) => old >= new,
                        None => !self.nested_number(label),
                    };
                    if !ends {
                        break;
                    }
                    self.open.pop();
                }
            }
            None => {
                if let Some(at) = self.open.iter().rposition(|(open, _)| *open == kind) {
                    self.open.truncate(at);
                }
            }
        }
    }

    /// `a)` … `1.` below it: a numbering that starts again inside a lettered item that ends in a colon.
    fn nested_number(&self, label: &Label) -> bool {
        let Some((kind, id)) = self.open.last() else {
            return false;
        };
        *kind == LabelKind::Letter
            && label.text == "1"
            && self.nodes[*id]
                .body
                .cut(self.text.normalised())
                .ends_with(':')
    }

    /// The innermost open node that can hold paragraphs: a heading, or an item that announces what follows.
    fn section(&self) -> Option<NodeId> {
        self.open.iter().rev().map(|(_, id)| *id).find(|&id| {
            heading_like(&self.nodes[id], self.text) || !self.nodes[id].children.is_empty()
        })
    }

    fn add(
        &mut self,
        part: Part,
        kind: NodeKind,
        span: Span,
        body: Span,
        parent: Option<NodeId>,
    ) -> NodeId {
        deadline::check();
        let id = self.nodes.len();
        if let Some(parent) = parent {
            self.nodes[parent].children.push(id);
        }
        self.nodes.push(Node {
            part,
            kind,
            span,
            body,
            parent,
            children: Vec::new(),
        });
        id
    }
}

/// `* b) Thực hiện:` and `- *) Nội dung`: a star or dash before a label of its own is decoration.
fn nested_label(written: &str) -> Option<Label> {
    let first = label::read(written)?;
    if matches!(first.kind, LabelKind::Star) {
        let rest = written.get(first.len..)?;
        if let Some(second) = label::read(rest)
            && !matches!(
                second.kind,
                LabelKind::Dash | LabelKind::Plus | LabelKind::Star
            )
        {
            return Some(Label {
                len: first.len + second.len,
                ..second
            });
        }
    }
    Some(first)
}

/// Rank of the styles whose order is fixed; letters and marks nest as the document nests them.
fn rank(kind: LabelKind) -> Option<u8> {
    Some(match kind {
        LabelKind::Part => 0,
        LabelKind::Chapter => 1,
        LabelKind::Article => 4,
        LabelKind::Capital => 2,
        LabelKind::Roman => 3,
        LabelKind::Arabic => 5,
        LabelKind::Decimal(depth) => 5 + depth,
        _ => return None,
    })
}

/// Whether a labelled paragraph reads as a heading: short and without a final stop, in capitals, or ending in a colon.
pub fn heading_like(node: &Node, text: &Text) -> bool {
    let mark = matches!(
        node.label().map(|label| label.kind),
        Some(LabelKind::Dash | LabelKind::Plus | LabelKind::Star) | None
    );
    heading_like_text(node.body.cut(text.normalised()), mark)
}

/// Whether a node heads the items below it: as a heading, or in one short sentence (`1. Chỉ số “Quản trị môi trường”.`).
pub fn heads_items(node: &Node, text: &Text) -> bool {
    /// Code points of the longest such sentence.
    const LONGEST: usize = 110;
    let body = node.body.cut(text.normalised()).trim_end();
    let mark = matches!(
        node.label().map(|label| label.kind),
        Some(LabelKind::Dash | LabelKind::Plus | LabelKind::Star) | None
    );
    let sentence = !mark && !body.contains(". ") && body.chars().count() <= LONGEST;
    heading_like(node, text) || sentence && !node.children.is_empty()
}

/// The same for its words; `mark`: behind a bullet only a colon or capitals make a heading.
pub fn heading_like_text(body: &str, mark: bool) -> bool {
    let body = body.trim_end();
    if body.ends_with(':') || is_capital(body) {
        return true;
    }
    !mark && !body.ends_with(['.', ';']) && body.chars().count() <= LONGEST_HEADING
}
