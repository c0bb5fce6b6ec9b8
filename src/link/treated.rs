//! How far a dimension is treated: its strongest treatment, with all places of that strength.

use super::dimensions::Dim;
use crate::span::Span;
use crate::value::Treatment;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// How far a dimension is treated, by which rule, and where it is treated so far.
#[derive(Debug)]
pub(super) struct Treated {
    pub(super) treatment: Treatment,
    pub(super) rule: &'static str,
    pub(super) spans: Vec<Span>,
    /// The same.
    seen: FxHashSet<Span>,
}

/// Keeps the strongest treatment of a dimension, with all places of that strength.
pub(super) fn add(
    found: &mut BTreeMap<Dim, Treated>,
    dim: Dim,
    treatment: Treatment,
    span: Span,
    rule: &'static str,
) {
    let new = || Treated {
        treatment,
        rule,
        spans: Vec::new(),
        seen: FxHashSet::default(),
    };
    let entry = found.entry(dim).or_insert_with(new);
    if treatment > entry.treatment {
        *entry = new();
    }
    if treatment == entry.treatment && entry.seen.insert(span) {
        entry.spans.push(span);
    }
}
