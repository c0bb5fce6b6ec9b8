//! What a section is about, as its headings say: whether it assigns work at all.

use super::openings::behind_topic;
use crate::extract::Facts;
use crate::outline::{Node, NodeId, NodeKind, Outline, Part};
use crate::rules::Rules;
use crate::rules::headings::SectionKind;
use crate::rules::phrases::List;
use crate::value::label::LabelKind;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// A heading longer than this, in code points, is an item: its words say nothing about the section.
const LONGEST: usize = 130;

/// A heading with its text behind a colon has no more words.
const MOST_WORDS: usize = 5;

/// The sections of a document; what a heading tells is read once, however many nodes below it ask.
#[derive(Debug)]
pub struct Sections<'a> {
    outline: &'a Outline,
    rules: &'a Rules,
    headings: RefCell<FxHashMap<NodeId, Option<SectionKind>>>,
}

impl<'a> Sections<'a> {
    /// Those of a document.
    pub fn new(outline: &'a Outline, rules: &'a Rules) -> Self {
        Self {
            outline,
            rules,
            headings: RefCell::default(),
        }
    }

    /// The kind of the innermost section around a node whose heading tells one.
    pub fn kind(&self, id: NodeId) -> Option<SectionKind> {
        let outline = self.outline;
        outline
            .ancestors(id)
            .filter(|&above| above != id || !outline.nodes[id].children.is_empty())
            .find_map(|above| self.heading(above))
    }

    fn heading(&self, id: NodeId) -> Option<SectionKind> {
        let mut headings = self.headings.borrow_mut();
        let kind = headings.entry(id);
        *kind.or_insert_with(|| heading_kind(self.outline, id, self.rules))
    }

    /// Whether a node stands in a part that assigns work (GUIDE, tasks): not in purpose and requirements, targets,
    /// audience, situation or legal basis.
    pub fn assigns_work(&self, id: NodeId) -> bool {
        match self.kind(id) {
            Some(kind) => !is_idle(kind),
            None => matches!(self.outline.nodes[id].part, Part::Body | Part::Annex),
        }
    }
}

fn heading_kind(outline: &Outline, id: NodeId, rules: &Rules) -> Option<SectionKind> {
    let node = &outline.nodes[id];
    let label = node.label()?;
    let mark = matches!(
        label.kind,
        LabelKind::Dash | LabelKind::Plus | LabelKind::Star
    );
    let heading = outline.cut(node.body);
    if mark || heading.chars().count() > LONGEST || node.children.is_empty() {
        return None;
    }
    let folded = outline.folded(node.body);
    if rules.phrases.starts(List::TaskVerb, folded).is_some() {
        return rules.sections.opening(folded);
    }
    rules.sections.classify(folded)
}

/// Lines that may make up the title of an annex.
const TITLE_LINES: usize = 3;

/// Whether a paragraph is the title of an annex: it stands right below `PHỤ LỤC`, without a label and a stop
/// (Decree 30/2020/NĐ-CP, Annex I, III.1: the title stands centred below the annex's number).
pub fn titles_annex(outline: &Outline, id: NodeId) -> bool {
    let is_line = |node: &Node| node.part == Part::Annex && node.kind == NodeKind::Paragraph;
    let stops = |node: &Node| {
        outline
            .cut(node.body)
            .trim_end()
            .ends_with(['.', ';', ':', ')'])
    };
    let above = outline.nodes[..=id].iter().rev();
    let mut lines = above.take(TITLE_LINES + 1).take_while(|node| is_line(node));
    lines.next().is_some_and(|own| !stops(own))
        && lines
            .find(|node| stops(node) || heads_annex(outline, node))
            .is_some_and(|node| heads_annex(outline, node))
}

/// `PHỤ LỤC`, `Phụ lục 01`: the number of an annex on a line of its own.
fn heads_annex(outline: &Outline, node: &Node) -> bool {
    /// Longer lines, in code points, speak of an annex.
    const LONGEST: usize = 24;
    let folded = outline.folded(node.body).trim();
    folded.starts_with("phụ lục") && folded.chars().count() <= LONGEST
}

/// Sections that assign no work.
fn is_idle(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Purpose
            | SectionKind::Target
            | SectionKind::Audience
            | SectionKind::Situation
            | SectionKind::LegalBasis
    )
}

/// `Phạm vi: Toàn bộ các xã …`: a heading of such a section with its text behind the colon. The text is folded.
pub fn is_idle_line(folded: &str, rules: &Rules) -> bool {
    let heading = folded.split_once(':').map(|(heading, _)| heading);
    heading.is_some_and(|heading| {
        heading.split_whitespace().count() <= MOST_WORDS
            && rules.sections.opening(heading).is_some_and(is_idle)
    })
}

/// Whether a paragraph closes the plan or tells of its course (`Trong quá trình thực hiện, …`). Below the name of a body
/// what closes a plan elsewhere is work: `8. Hội Phụ nữ` / `Căn cứ Kế hoạch này, xây dựng …`.
pub fn closes(facts: &Facts, rules: &Rules, node: &Node, folded: &str) -> bool {
    let closing = rules.phrases.starts(List::ClosingOpening, folded).is_some()
        || folded.starts_with("trong quá trình")
        || folded.starts_with("quá trình thực hiện");
    if !closing {
        return false;
    }
    let opens = |text: &str| rules.phrases.starts(List::TaskVerb, text).is_some();
    let above = node.parent.map(|parent| &facts.outline.nodes[parent]);
    let named = above.is_some_and(|above| !facts.mentions_in(above.body).is_empty());
    !(named && behind_topic(folded, opens).len() < folded.len())
}
