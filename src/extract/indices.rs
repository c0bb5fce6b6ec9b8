//! Names of indices and of their dimensions and sub-dimensions.

use crate::outline::{Outline, Part};
use crate::rules::Rules;
use crate::span::Span;

/// A name of an index, or of a dimension or sub-dimension of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFact {
    /// Where it stands.
    pub span: Span,
    /// Number of the index in the rules.
    pub index: usize,
    /// Dimension, where it names one.
    pub dimension: Option<u8>,
    /// Letter of the sub-dimension, where it names one.
    pub sub: Option<String>,
    /// Part of the document.
    pub part: Part,
}

/// All index names in order. Dimensions are looked for in link, where it is known which indices the plan is for.
pub fn find(outline: &Outline, rules: &Rules) -> Vec<IndexFact> {
    let mut facts = Vec::new();
    for part in [
        Part::Masthead,
        Part::Title,
        Part::Basis,
        Part::Body,
        Part::Annex,
    ] {
        let Some(region) = outline.part_span(part) else {
            continue;
        };
        for found in rules.indices.find_names(outline.stretch(region)) {
            facts.push(IndexFact {
                span: Span::new(found.start, found.end).shift(region.start),
                index: found.index,
                dimension: found.dimension,
                sub: found.sub,
                part,
            });
        }
    }
    facts.shrink_to_fit();
    facts
}
