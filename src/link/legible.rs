//! Values that text recognition read: no surer than their words.
//!
//! A value is right if its rule is right *and* its words were read right. The first is measured
//! (`rules/confidence.csv`), the second is what Tesseract says of each word; their product is the confidence.

use super::grounds::{self, Slot};
use super::record::Record;
use crate::ingest::Recognised;
use crate::span::OriginalSpan;
use crate::value::confidence::Confidence;
use std::ops::Range;

/// Confidence of a word that is certain.
const CERTAIN: f64 = 100.0;

/// Lowers the confidence of every value in whose words text recognition had a part. The ranges of the recognised words
/// are bytes of the record's original text.
pub fn apply(record: &mut Record, recognised: &[Recognised]) {
    if recognised.is_empty() {
        return;
    }
    let words = in_code_points(&record.original, recognised);
    let values = grounds::values(record);
    let lowered: Vec<(Slot, Confidence)> = values
        .filter_map(|value| {
            let share = legible(&words, value.slot, value.span)?;
            Some((value.slot, Confidence::of(value.confidence.share() * share)))
        })
        .collect();
    for (slot, confidence) in lowered {
        if let Some(place) = grounds::confidence_mut(record, slot) {
            *place = confidence;
        }
    }
}

/// The share of readings like this that are right; none where no word of the span was recognised.
///
/// One wrong letter makes a name or a number wrong, so a value is as sure as its least sure word. Tasks and dimensions
/// are passages: what counts is where they stand, which a wrong letter does not move, so theirs is the mean.
fn legible(words: &[(Range<usize>, u8)], slot: Slot, span: OriginalSpan) -> Option<f64> {
    let first = words.partition_point(|(range, _)| range.end <= span.start);
    let inside = words[first..]
        .iter()
        .take_while(|(range, _)| range.start < span.end);
    let sure: Vec<f64> = inside.map(|(_, sure)| f64::from(*sure) / CERTAIN).collect();
    if sure.is_empty() {
        return None;
    }
    Some(match slot {
        Slot::Task(_) | Slot::Dimension(_) => sure.iter().sum::<f64>() / sure.len() as f64,
        _ => sure.iter().copied().fold(1.0, f64::min),
    })
}

/// Ranges in code points, as spans of a record are, in order.
fn in_code_points(original: &str, recognised: &[Recognised]) -> Vec<(Range<usize>, u8)> {
    let (mut byte, mut point) = (0, 0);
    let mut place = |to: usize| {
        point += original
            .get(byte..to)
            .map_or(0, |text| text.chars().count());
        byte = to;
        point
    };
    recognised
        .iter()
        .map(|word| {
            (
                place(word.range.start)..place(word.range.end),
                word.confidence,
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> OriginalSpan {
        OriginalSpan {
            start,
            end,
            line: 1,
        }
    }

    fn words() -> Vec<(Range<usize>, u8)> {
        let text = "Số: 12/KH ngày 5";
        let word = |range, confidence| Recognised { range, confidence };
        // `ố` has three bytes.
        in_code_points(
            text,
            &[
                word(0..5, 96),
                word(6..11, 40),
                word(12..17, 90),
                word(18..19, 80),
            ],
        )
    }

    #[test]
    fn a_value_is_as_sure_as_its_least_sure_word() {
        let share = |start, end| legible(&words(), Slot::Recipient(0), span(start, end));
        assert_eq!(share(0, 9), Some(0.4));
        assert_eq!(share(0, 3), Some(0.96));
        assert_eq!(share(10, 16), Some(0.8));
        assert_eq!(share(16, 20), None);
    }

    #[test]
    fn a_task_is_as_sure_as_its_words_on_average() {
        let share = legible(&words(), Slot::Task(0), span(0, 16)).unwrap();
        assert!((share - 0.765).abs() < 1e-9, "{share}");
    }
}
