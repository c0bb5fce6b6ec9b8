//! The faithful steps in their order, and running them.

use super::compose::compose;
use super::edits::Edits;
use super::join::join;
use super::lookalike::lookalike;
use super::markdown::markdown;
use super::marks::marks;
use super::newline::newline;
use super::offsets::OffsetMap;
use super::pages::pages;
use super::segments::Segment;
use super::spaces::spaces;
use crate::deadline;

/// One faithful step: what it changes in a text.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub edits: fn(&str) -> Edits,
    /// Whether it only cleans up after the steps before it, and can be left out when they changed nothing.
    pub cleans_up: bool,
    /// Whether it looks for what only running text has, and leaves the cells of real tables alone.
    pub not_in_cells: bool,
}

/// The steps, each on the output of the one before.
pub const STEPS: &[Step] = &[
    step("newline", newline),
    step("compose", compose),
    step("lookalike", lookalike),
    step("spaces", spaces),
    step("marks", marks),
    step("markdown", markdown),
    // Marks taken away leave their spaces behind.
    Step {
        name: "spaces-again",
        edits: spaces,
        cleans_up: true,
        not_in_cells: false,
    },
    // A number alone in a cell counts rows, not pages.
    Step {
        name: "pages",
        edits: pages,
        cleans_up: false,
        not_in_cells: true,
    },
    step("join", join),
];

const fn step(name: &'static str, edits: fn(&str) -> Edits) -> Step {
    Step {
        name,
        edits,
        cleans_up: false,
        not_in_cells: false,
    }
}

/// One step can make work for an earlier one (`&amp;amp;`, a mark apart from its letter by a zero-width space), so the
/// steps run until nothing changes; real documents need two or three rounds, and this many bounds those made to annoy.
const MOST_ROUNDS: usize = 32;

/// The normalised text, the way back, and where the segments stand in it.
pub(super) fn run(original: &str, mut segments: Vec<Segment>) -> (String, OffsetMap, Vec<Segment>) {
    let mut text = original.to_owned();
    let mut map = OffsetMap::default();
    // How often the text was changed, and for each step when it last found nothing to change: on the same text it would
    // find nothing again.
    let (mut changes, mut clean) = (0, [None; STEPS.len()]);
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for (step, clean) in STEPS.iter().zip(&mut clean) {
            deadline::check();
            if step.cleans_up && !changed || *clean == Some(changes) {
                continue;
            }
            let edits = step_edits(step, &text, &mut segments);
            if edits.is_empty() {
                *clean = Some(changes);
            } else {
                text = edits.apply(&text);
                map.push(edits);
                changed = true;
                changes += 1;
            }
        }
        if !changed {
            break;
        }
    }
    (text, map, segments)
}

/// The changes of one step, segment by segment, so that nothing is joined over the edge of a cell; the segments are
/// moved to where they stand afterwards.
fn step_edits(step: &Step, text: &str, segments: &mut [Segment]) -> Edits {
    if let [whole] = segments {
        let edits = (step.edits)(text);
        whole.range.end = whole.range.end.saturating_add_signed(edits.growth());
        return edits;
    }
    let mut all = Edits::default();
    for segment in segments {
        deadline::check();
        let before = all.growth();
        let range = segment.range.clone();
        if !(segment.cell.is_some() && step.not_in_cells) {
            let part = (step.edits)(text.get(range.clone()).unwrap_or(""));
            all.append(range.start, &part);
        }
        segment.range = range.start.saturating_add_signed(before)
            ..range.end.saturating_add_signed(all.growth());
    }
    all
}
