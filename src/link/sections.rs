//! What a section is about, as its headings say: whether it assigns work at all.

use crate::outline::{NodeId, Outline, Part};
use crate::rules::Rules;
use crate::rules::headings::SectionKind;
use crate::rules::phrases::List;
use crate::value::label::LabelKind;

/// A heading longer than this, in code points, is an item: its words say nothing about the section.
const LONGEST: usize = 130;

/// A heading with its text behind a colon has no more words.
const MOST_WORDS: usize = 5;

/// The kind of the innermost section around a node whose heading tells one.
pub fn kind(outline: &Outline, id: NodeId, rules: &Rules) -> Option<SectionKind> {
    outline
        .ancestors(id)
        .filter(|&above| above != id || !outline.nodes[id].children.is_empty())
        .find_map(|above| heading_kind(outline, above, rules))
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

/// Whether a node stands in a part that assigns work (GUIDE, tasks): not in purpose and requirements, targets,
/// audience, situation or legal basis.
pub fn assigns_work(outline: &Outline, id: NodeId, rules: &Rules) -> bool {
    match kind(outline, id, rules) {
        Some(kind) => !is_idle(kind),
        None => matches!(outline.nodes[id].part, Part::Body | Part::Annex),
    }
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
