//! A document with its values marked: the text cut into segments, each inside the same values.

use super::Entry;
use std::collections::BTreeMap;
use std::ops::Range;

/// Words that are one value or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Code points of the original.
    pub chars: Range<usize>,
    /// The values read from them, by position in the entries.
    pub entries: Vec<usize>,
}

/// A piece of text that no mark begins or ends in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<'e> {
    /// The text.
    pub text: &'e str,
    /// The marks it stands in, the widest first.
    pub inside: Vec<usize>,
    /// Code point with which it begins.
    pub start: usize,
    /// Code point with which it ends, exclusive.
    pub end: usize,
}

/// A document with its values marked.
#[derive(Debug, Clone)]
pub struct Marked<'e> {
    /// The lines of the original, each as its segments, line ends left out.
    pub lines: Vec<Vec<Segment<'e>>>,
    /// All marks, by place, the widest first.
    pub marks: Vec<Mark>,
}

/// Whether a value is marked in the text: tasks and their dimensions are told beside it.
fn is_marked(entry: &Entry) -> bool {
    !matches!(
        entry.field,
        "tasks" | "tasks.dimensions" | "dimensions" | "indices"
    )
}

impl<'e> Marked<'e> {
    /// Cuts a text at the ends of the values that are marked.
    pub(super) fn new(original: &'e str, entries: &[Entry]) -> Self {
        let marks = marks(entries);
        let mut lines = Vec::new();
        let mut from = 0;
        for line in original.split('\n') {
            let count = line.chars().count();
            let shown = line.trim_end_matches('\r');
            lines.push(segments(shown, from, &marks));
            from += count + 1;
        }
        Self { lines, marks }
    }
}

fn marks(entries: &[Entry]) -> Vec<Mark> {
    let mut by_place: BTreeMap<(usize, std::cmp::Reverse<usize>), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| is_marked(entry))
    {
        if let Some(span) = entry.span.filter(|span| span.start < span.end) {
            let place = (span.start, std::cmp::Reverse(span.end));
            by_place.entry(place).or_default().push(at);
        }
    }
    let marks = by_place.into_iter().map(|((start, end), entries)| Mark {
        chars: start..end.0,
        entries,
    });
    marks.collect()
}

/// The segments of a line whose first code point is `from`.
fn segments<'e>(line: &'e str, from: usize, marks: &[Mark]) -> Vec<Segment<'e>> {
    let bytes: Vec<usize> = line
        .char_indices()
        .map(|(at, _)| at)
        .chain([line.len()])
        .collect();
    let end = from + bytes.len() - 1;
    let here = || {
        marks
            .iter()
            .filter(|mark| mark.chars.start < end && from < mark.chars.end)
    };
    let mut cuts: Vec<usize> = here()
        .flat_map(|mark| [mark.chars.start.max(from), mark.chars.end.min(end)])
        .chain([from, end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.iter().zip(cuts.iter().skip(1));
    let pieces = pieces.filter_map(|(&start, &stop)| {
        let text = line.get(*bytes.get(start - from)?..*bytes.get(stop - from)?)?;
        let around = |mark: &Mark| mark.chars.start <= start && stop <= mark.chars.end;
        let inside = marks.iter().enumerate().filter(|(_, mark)| around(mark));
        Some(Segment {
            text,
            inside: inside.map(|(at, _)| at).collect(),
            start,
            end: stop,
        })
    });
    pieces.collect()
}
