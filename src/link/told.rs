//! What is told of tasks, actors and deadlines to those who ask for an explanation.

use super::actors::Actor;
use super::dimensions::{Dim, Dimensions};
use crate::extract::agencies::Mention;
use crate::extract::deadlines::Reading;
use crate::extract::roles::Acting;
use crate::rules::headings::SectionKind;
use crate::span::Span;
use crate::trace::{self, Decision, Matter};
use crate::value::Role;

/// Why a paragraph or row is no task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTask {
    TitleLike,
    NamesOnly,
    Closing,
    Document,
    Target,
    Heading,
    Paragraph,
    Item,
    Table,
    Row,
}

impl NoTask {
    const fn said(self) -> (&'static str, &'static str) {
        match self {
            NoTask::TitleLike => (
                "title-like",
                "is in capitals, in brackets, a note, or too short to ask for work",
            ),
            NoTask::NamesOnly => (
                "names-only",
                "names hardly more than bodies: a heading over their tasks",
            ),
            NoTask::Closing => (
                "closing",
                "closes the plan or tells of its course, and names nobody who acts",
            ),
            NoTask::Document => (
                "document",
                "names a document by its number, and nobody who acts",
            ),
            NoTask::Target => ("target", "states what the item above it is to reach"),
            NoTask::Heading => (
                "heading",
                "is a heading: the items below it ask for the work",
            ),
            NoTask::Paragraph => (
                "paragraph",
                "has no label, and neither does a verb open it nor does anybody act in it, or it only introduces what follows",
            ),
            NoTask::Item => (
                "item",
                "neither does a verb open it nor does anybody act in it, and it is short, tells a time or introduces what follows",
            ),
            NoTask::Table => (
                "table",
                "the table has neither a column for bodies nor columns for task and time",
            ),
            NoTask::Row => (
                "row",
                "the row is a heading, or has no words of its own that ask for work",
            ),
        }
    }
}

/// The rule that makes a task, or why there is none.
pub(super) fn choose(task: bool, rule: &'static str, no: NoTask) -> Result<&'static str, NoTask> {
    if task { Ok(rule) } else { Err(no) }
}

/// A paragraph, item, row or table that may be a task.
pub(super) fn task(span: Span, judged: Result<&'static str, NoTask>) -> Decision {
    match judged {
        Ok(rule) => Decision::won(Matter::Task, span, rule, "task"),
        Err(no) => {
            let (code, why) = no.said();
            Decision::won(Matter::Task, span, "", "task").lost(code, why)
        }
    }
}

/// A paragraph in a section that assigns no work.
pub(super) fn idle_section(span: Span, kind: Option<SectionKind>) -> Decision {
    let why = match kind {
        Some(kind) => {
            let kind = kind.as_str();
            format!("stands in a section of kind `{kind}`, which assigns no work")
        }
        None => "stands outside the parts that assign work".to_string(),
    };
    Decision::won(Matter::Task, span, "", "task").lost("section", why)
}

/// A body that acts in a task.
pub(super) fn actor(actor: &Actor) -> Decision {
    let level = actor
        .named
        .level
        .map_or(String::new(), |level| format!(" ({level})"));
    let gives = format!("{}: {}{level}", actor.role.as_str(), actor.named.name);
    Decision::won(Matter::Role, actor.span, &actor.rule, gives).at("task")
}

/// The actor of the heading, where the item has its own.
pub(super) fn replaced(one: &Actor, own_subject: bool) -> Decision {
    let why = if own_subject {
        "the item names its own subject, which takes the place of the heading's actor"
    } else {
        "the paragraph closes the plan or tells of its course; it does not take the heading's actor"
    };
    actor(one).lost("replaced-by-subject", why)
}

/// A body in the words of a row that has columns for bodies.
pub(super) fn beside_columns(one: &Actor) -> Decision {
    let why = "the table has columns for bodies; in other cells only phối hợp, giao and đề nghị make one act";
    actor(one).lost("beside-columns", why)
}

/// A body in an agency cell that only receives.
pub(super) fn receives(mention: &Mention, cell: Span) -> Decision {
    Decision::won(
        Matter::Role,
        mention.span,
        "role/column",
        mention.name.clone(),
    )
    .at("row.agency")
    .because_of(Some(cell))
    .lost(
        "receives",
        "the words before it say that it receives the work and does not do it",
    )
}

/// What the words of a cell say, where the column says otherwise.
pub(super) fn column_says(mention: &Mention, acting: &Acting, role: Role, cell: Span) -> Decision {
    let gives = format!("{}: {}", acting.role.as_str(), mention.name);
    let why = format!("the column or line it stands in makes it {}", role.as_str());
    Decision::won(Matter::Role, mention.span, &acting.rule, gives)
        .at("row.agency")
        .because_of(Some(cell))
        .lost("column", why)
}

/// A second mention of a body in the same task.
pub(super) fn weaker(one: &Actor, other: &Actor) -> Decision {
    let why = format!(
        "the same body is {} in this task by `{}`, and one entry a body is kept, with the strongest role",
        other.role.as_str(),
        other.rule
    );
    actor(one).beaten("weaker-role", why, other.span)
}

/// A deadline of a task.
pub(super) fn deadline(reading: &Reading, value: &str) -> Decision {
    Decision::won(Matter::Deadline, reading.span, &reading.rule, value).at("resolved")
}

/// A time that an earlier expression of the task gave already.
pub(super) fn said_before(reading: &Reading, value: &str) -> Decision {
    let why = "an earlier expression of the same task says the same";
    deadline(reading, value).lost("said-before", why)
}

/// A day that is not in the calendar, or without a year.
pub(super) fn no_such_day(reading: &Reading) -> Decision {
    let why = "names a day that is not in the calendar, or a year that the plan does not tell";
    deadline(reading, &reading.value).lost("no-such-day", why)
}

fn read(reading: &Reading, place: &'static str) -> Decision {
    let gives = format!("{} {}", reading.key, reading.value);
    Decision::won(Matter::Deadline, reading.span, &reading.rule, gives).at(place)
}

/// A day in a cell that does not say when.
pub(super) fn other_cell(reading: &Reading) -> Decision {
    let why = "stands in a cell that does not say when; there only frequencies count, and bounds where the table has no deadline column";
    read(reading, "row").lost("other-cell", why)
}

/// A stretch of time before the date of issue.
pub(super) fn was_over(reading: &Reading) -> Decision {
    let why = "was over when the document was issued: it tells of what was";
    read(reading, "task").lost("was-over", why)
}

/// A length of time in a column that holds processing times.
pub(super) fn processing_time(reading: &Reading) -> Decision {
    let why = "most cells of this column are mere lengths of time: processing times, no deadlines";
    read(reading, "row.deadline").lost("processing-time", why)
}

/// A time inside a cell that names an event.
pub(super) fn part_of_event(reading: &Reading, cell: Span) -> Decision {
    let why =
        "the cell opens like an event (`theo …`, `sau khi …`), and the whole cell is taken as one";
    read(reading, "row.deadline").beaten("event", why, cell)
}

/// A dimension that a task is on, by words that stand in its cells, its heading or itself.
fn dimension(name: &str, rule: &str, words: Span) -> Decision {
    Decision::won(Matter::Dimension, words, rule, name)
}

/// A dimension that some words of a task speak for, where others speak for another.
fn outweighed(name: &str, words: Span) -> Decision {
    let why = "as many words of the task speak for other dimensions, or too few speak for this one";
    dimension(name, "dimension/cues", words).lost("outweighed", why)
}

impl Dimensions<'_> {
    /// Tells which words a task's dimensions are read from.
    pub(super) fn tell(&self, dims: Vec<Dim>, rule: &str, words: Span) -> Vec<Dim> {
        for dim in &dims {
            trace::tell(|| dimension(&self.name(*dim), rule, words));
        }
        dims
    }

    /// Tells which cues spoke for the chosen dimension and which for others.
    pub(super) fn tell_cues(&self, span: Span, indices: &[usize], chosen: Option<Dim>) {
        let folded = self.facts.outline.folded(span);
        for &index in indices {
            for cue in self.rules.cues.find(index, folded) {
                let dim = (index, cue.dimension);
                let words = Span::new(cue.start, cue.end).shift(span.start);
                if chosen == Some(dim) {
                    self.tell(vec![dim], "dimension/cues", words);
                } else if cue.dimension != 0 {
                    trace::tell(|| outweighed(&self.name(dim), words));
                }
            }
        }
    }
}

/// A citation that is no entry of its own.
pub(super) fn cited(number: &str, rule: &str, span: Span, own: bool) -> Decision {
    let told = Decision::won(Matter::Citation, span, rule, number);
    if own {
        told.lost("own-number", "is the number of the document itself")
    } else {
        told.lost(
            "later-mention",
            "the document was cited before; one entry a number is kept, at its first mention",
        )
    }
}

/// A year in the title that the plan is not for.
pub(super) fn other_year(year: i16, span: Span) -> Decision {
    Decision::won(Matter::Header, span, "year/title", format!("year {year}")).lost(
        "other-year",
        "the plan is for the first year in its title that is not before the year of issue",
    )
}
