//! The dimensions that a plan could treat: those of its indices that count in its year.

use super::plan::Plan;
use crate::rules::Rules;
use crate::rules::indices::Dimension;

/// A dimension or sub-dimension of an index of the plan.
#[derive(Debug, Clone, Copy)]
pub struct Scoped<'r> {
    /// Short name of the index.
    pub index: &'r str,
    /// The dimension.
    pub dimension: &'r Dimension,
}

/// All of them, sub-dimensions too, in the order of the rules.
pub fn scope<'r>(plan: &Plan<'_>, rules: &'r Rules) -> Vec<Scoped<'r>> {
    let indices = rules.indices.all().iter();
    indices
        .filter(|index| plan.record.indices.contains(&index.name))
        .flat_map(|index| {
            let dimensions = index.dimensions.iter();
            let dimensions = dimensions.filter(|dimension| dimension.counts_in(plan.year));
            dimensions.map(|dimension| Scoped {
                index: &index.name,
                dimension,
            })
        })
        .collect()
}

/// The dimensions alone, each once.
pub fn dimensions<'r>(plan: &Plan<'_>, rules: &'r Rules) -> Vec<Scoped<'r>> {
    let mut dimensions = scope(plan, rules);
    dimensions.retain(|scoped| scoped.dimension.sub.is_none());
    dimensions.dedup_by_key(|scoped| (scoped.index, scoped.dimension.number));
    dimensions
}
