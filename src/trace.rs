//! What the deciding functions weighed: every candidate, won or lost, and why. `explain` listens; else nobody does.
//!
//! Stages stay plain functions of their input: they tell what they decide where they decide it, and no decision ever
//! reads what was told. Each thread has its own listener, and a document is read on one thread.

use crate::span::Span;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

thread_local! {
    static TOLD: RefCell<Option<Vec<Decision>>> = const { RefCell::new(None) };
    static TASK: Cell<Option<Span>> = const { Cell::new(None) };
}

/// Declares the closed list of matters with the words that the output uses for them.
macro_rules! matters {
    ($($(#[$doc:meta])* $matter:ident = $word:literal,)*) => {
        /// What a decision is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Matter { $($(#[$doc])* $matter,)* }

        impl Matter {
            /// The word used in the output.
            pub const fn as_str(self) -> &'static str {
                match self { $(Matter::$matter => $word,)* }
            }
        }
    };
}

matters! {
    /// A value of the header.
    Header = "header",
    /// A document cited by its number.
    Citation = "citation",
    /// A line of `Nơi nhận`.
    Recipient = "recipient",
    /// A paragraph or row that may be a task.
    Task = "task",
    /// The name of a body or of a group of them.
    Agency = "agency",
    /// What a body does.
    Role = "role",
    /// A time expression.
    Deadline = "deadline",
    /// A dimension of an index.
    Dimension = "dimension",
    /// No candidate: a stretch in which the rules of a place were tried.
    Tried = "tried",
}

/// A candidate and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decision {
    /// What it is about.
    pub matter: Matter,
    /// Where the candidate stands.
    pub span: Span,
    /// The rule that proposed it.
    pub rule: String,
    /// Where rules were tried: `task`, `row.deadline`, `before-agency`; empty where rules know no places.
    pub place: &'static str,
    /// What it would give, in a few words.
    pub gives: String,
    /// Other words that speak for it: the cue of a role, the cell that a column governs.
    pub cause: Option<Span>,
    /// The task that was being joined with its bodies and times, if one was.
    pub task: Option<Span>,
    /// Why it lost; none where it won.
    pub loss: Option<Loss>,
}

/// Why a candidate lost.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Loss {
    /// Stable code: `overlap`, `guard`, `place`.
    pub code: &'static str,
    /// The reason, in one sentence.
    pub why: String,
    /// The winner, where there is one.
    pub winner: Option<Span>,
}

impl Decision {
    /// A candidate that won.
    pub fn won(matter: Matter, span: Span, rule: &str, gives: impl Into<String>) -> Self {
        Self {
            matter,
            span,
            rule: rule.to_string(),
            place: "",
            gives: gives.into(),
            cause: None,
            task: None,
            loss: None,
        }
    }

    /// The same where rules were tried in a place.
    pub fn at(self, place: &'static str) -> Self {
        Self { place, ..self }
    }

    /// The same with the words that speak for it.
    pub fn because_of(self, cause: Option<Span>) -> Self {
        Self { cause, ..self }
    }

    /// The same, lost.
    pub fn lost(self, code: &'static str, why: impl Into<String>) -> Self {
        self.beaten(code, why, None)
    }

    /// The same, lost to a winner.
    pub fn beaten(
        self,
        code: &'static str,
        why: impl Into<String>,
        winner: impl Into<Option<Span>>,
    ) -> Self {
        let loss = Loss {
            code,
            why: why.into(),
            winner: winner.into(),
        };
        Self {
            loss: Some(loss),
            ..self
        }
    }
}

/// Whether anybody listens: only then is it worth while to look at candidates that nobody needs otherwise.
pub fn listening() -> bool {
    TOLD.with_borrow(Option::is_some)
}

/// Tells a decision, if anybody listens; `decision` is not even called where nobody does.
pub fn tell(decision: impl FnOnce() -> Decision) {
    if listening() {
        let decision = Decision {
            task: TASK.get(),
            ..decision()
        };
        TOLD.with_borrow_mut(|told| told.get_or_insert_default().push(decision));
    }
}

/// Says that all that is told inside `work` is told of one task.
pub fn of_task<T>(task: Span, work: impl FnOnce() -> T) -> T {
    TASK.set(Some(task));
    let done = work();
    TASK.set(None);
    done
}

/// Does `work` with nobody listening: a first look at what is decided, and told, later.
pub fn silently<T>(work: impl FnOnce() -> T) -> T {
    let ears = Ears(TOLD.replace(None));
    let done = work();
    drop(ears);
    done
}

/// Does `work` and hands back what it told: each decision once, in the order in which it was first told.
pub fn listen<T>(work: impl FnOnce() -> T) -> (T, Vec<Decision>) {
    let ears = Ears(TOLD.replace(Some(Vec::new())));
    TASK.set(None);
    let done = work();
    let told = TOLD.take().unwrap_or_default();
    drop(ears);
    let mut seen = HashSet::new();
    let told = told
        .into_iter()
        .filter(|decision| seen.insert(decision.clone()));
    (done, told.collect())
}

/// Puts the listener of before back, also when the work panics.
struct Ears(Option<Vec<Decision>>);

impl Drop for Ears {
    fn drop(&mut self) {
        TOLD.set(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(rule: &str) -> Decision {
        Decision::won(Matter::Deadline, Span::new(1, 2), rule, "by 2024-01-01")
    }

    #[test]
    fn hears_each_decision_once_and_only_its_own() {
        tell(|| unreachable!("nobody listens"));
        let ((), told) = listen(|| {
            tell(|| some("a"));
            let (_, inner) = listen(|| tell(|| some("b")));
            assert_eq!(inner.len(), 1);
            tell(|| some("a"));
            of_task(Span::new(0, 9), || {
                tell(|| some("a").lost("guard", "no verb follows"));
            });
        });
        let tasks: Vec<_> = told.iter().map(|one| one.task).collect();
        assert_eq!(tasks, [None, Some(Span::new(0, 9))]);
        let rules: Vec<_> = told
            .iter()
            .map(|one| (one.rule.as_str(), one.loss.is_some()))
            .collect();
        assert_eq!(rules, [("a", false), ("a", true)]);
        assert!(!listening());
    }
}
