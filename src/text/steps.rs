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
use super::spaces::spaces;

/// One faithful step: what it changes in a text.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub edits: fn(&str) -> Edits,
    /// Whether it only cleans up after the steps before it, and can be left out when they changed nothing.
    pub cleans_up: bool,
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
    },
    step("pages", pages),
    step("join", join),
];

const fn step(name: &'static str, edits: fn(&str) -> Edits) -> Step {
    Step {
        name,
        edits,
        cleans_up: false,
    }
}

/// One step can make work for an earlier one (`&amp;amp;`, a mark apart from its letter by a zero-width space), so the
/// steps run until nothing changes; real documents need two or three rounds, and this many bounds those made to annoy.
const MOST_ROUNDS: usize = 32;

/// The normalised text and the way back.
pub(super) fn run(original: &str) -> (String, OffsetMap) {
    let mut text = original.to_owned();
    let mut map = OffsetMap::default();
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for step in STEPS {
            if step.cleans_up && !changed {
                continue;
            }
            let edits = (step.edits)(&text);
            if !edits.is_empty() {
                text = edits.apply(&text);
                map.push(edits);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    (text, map)
}
