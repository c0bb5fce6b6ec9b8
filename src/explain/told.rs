//! A decision as the explanation shows it: words and places of the original.

use crate::span::OriginalSpan;
use crate::text::Text;
use crate::trace::{Decision, Matter};
use serde::{Serialize, Serializer};
use std::collections::HashSet;

/// A candidate and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Told {
    /// What it is about.
    #[serde(serialize_with = "word")]
    pub matter: Matter,
    /// The rule that proposed it; empty where none did.
    pub rule: String,
    /// Where rules were tried; empty where rules know no places.
    pub place: &'static str,
    /// What it would give.
    pub gives: String,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: OriginalSpan,
    /// Other words that speak for it.
    pub cause: Option<String>,
    /// Where the task stands that it was weighed for.
    #[serde(skip)]
    pub task: Option<OriginalSpan>,
    /// Why it lost; none where it won.
    pub lost: Option<Lost>,
}

/// Why a candidate lost.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Lost {
    /// Stable code.
    pub code: &'static str,
    /// In one sentence.
    pub why: String,
    /// The words that won.
    pub winner: Option<String>,
}

impl Told {
    /// The decision, with its words cut from the original.
    pub(super) fn new(decision: &Decision, text: &Text) -> Self {
        let quote = |span| {
            let quote = text.quote(span);
            let words = quote.split_whitespace();
            words.collect::<Vec<_>>().join(" ")
        };
        Self {
            matter: decision.matter,
            rule: decision.rule.clone(),
            place: decision.place,
            gives: decision.gives.clone(),
            text: quote(decision.span),
            span: text.original_span(decision.span),
            cause: decision.cause.map(quote),
            task: decision.task.map(|task| text.original_span(task)),
            lost: decision.loss.as_ref().map(|loss| Lost {
                code: loss.code,
                why: loss.why.clone(),
                winner: loss.winner.map(quote),
            }),
        }
    }

    /// Whether it shares characters with a span.
    pub(super) fn touches(&self, span: OriginalSpan) -> bool {
        self.span.start < span.end && span.start < self.span.end
    }
}

/// Leaves out what was told twice, for the document and for a task.
pub(super) fn once(all: &mut Vec<Told>) {
    let mut seen = HashSet::new();
    all.retain(|told| {
        seen.insert(Told {
            task: None,
            ..told.clone()
        })
    });
}

fn word<S: Serializer>(matter: &Matter, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(matter.as_str())
}
