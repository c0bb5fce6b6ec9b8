//! The last step of linking: every value gets the precision that was measured for values like it.

use super::grounds::{self, Slot};
use super::record::Record;
use crate::rules::confidence::Precisions;
use crate::value::confidence::Confidence;

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
    let estimate = |value: &grounds::Judged<'_>| {
        precisions.estimate(value.field, value.rule, &value.conditions)
    };
    grounds::values(record)
        .map(|value| (value.slot, estimate(&value)))
        .collect()
}
