//! The last step of linking: every value gets the precision that was measured for values like it.

use super::grounds::{self, Judged, Slot};
use super::record::Record;
use crate::rules::confidence::Precisions;
use crate::value::confidence::Confidence;
use rustc_hash::FxHashMap;

/// Writes the confidence of every value into the record; what stood there before does not matter.
pub fn apply(record: &mut Record, precisions: &Precisions) {
    for (slot, confidence) in estimates(record, precisions) {
        if let Some(place) = grounds::confidence_mut(record, slot) {
            *place = confidence;
        }
    }
}

/// The confidence of each value, as these precisions give it.
pub fn estimates(record: &Record, precisions: &Precisions) -> Vec<(Slot, Confidence)> {
    // Most values of a document were read by a few rules.
    let mut known = FxHashMap::default();
    grounds::values(record)
        .map(|value| {
            let Judged { field, rule, .. } = value;
            let estimate = |conditions: &str| precisions.estimate(field, rule, conditions);
            let confidence = *known
                .entry((field, rule, value.conditions))
                .or_insert_with_key(|(_, _, conditions)| estimate(conditions));
            (value.slot, confidence)
        })
        .collect()
}
