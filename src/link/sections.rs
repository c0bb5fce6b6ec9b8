//! What a section is about, as its headings say: whether it assigns work at all.

use crate::outline::{NodeId, Outline, Part};
use crate::rules::Rules;
use crate::rules::headings::SectionKind;
use crate::rules::phrases::List;
use crate::value::label::LabelKind;

/// A heading longer than this, in code points, is an item: its words say nothing about the section.
const LONGEST: usize = 130;

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
        Some(
            SectionKind::Purpose
            | SectionKind::Target
            | SectionKind::Audience
            | SectionKind::Situation
            | SectionKind::LegalBasis,
        ) => false,
        Some(_) => true,
        None => matches!(outline.nodes[id].part, Part::Body | Part::Annex),
    }
}
