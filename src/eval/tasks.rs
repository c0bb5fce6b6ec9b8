//! Tasks against gold, and what they carry.
//!
//! A task of the record answers for the tasks of the gold whose anchor begins inside it; the shortest such task
//! answers. One that answers for none is wrong with all it carries; where one answers for several, one of them is
//! found and the others are missed.

use super::gold;
use super::keys;
use super::score::{Item, Page, line_at};
use crate::error::Error;
use crate::link::grounds::Slot;
use crate::link::record::{Assignment, Task};
use crate::rules::confidence::Field;
use std::collections::BTreeSet;

/// A task of the record with its number there.
type Numbered<'a> = (usize, &'a Task);

/// A pair of tasks that are compared; either may be missing.
struct Pair<'a> {
    found: Option<Numbered<'a>>,
    wanted: Option<&'a gold::Task>,
    /// Line and words of the pair: the anchor, or the opening of a task too many.
    line: usize,
    words: String,
}

/// Words of a task that an error quotes.
const WORDS: usize = 70;

impl<'a> Page<'a> {
    /// Compares the tasks, what they carry, and the agencies of the document as a whole.
    pub(super) fn tasks(&mut self) -> Result<(), Error> {
        let (gold, found) = (self.gold, self.scored_tasks()?);
        let mut pairs = Vec::new();
        let mut asked = BTreeSet::new();
        for wanted in &gold.tasks {
            let (place, line) = self.locate(&wanted.anchor)?;
            let answer = answer(&found, place);
            asked.extend(answer.map(|(at, _)| at));
            pairs.push(Pair {
                found: answer,
                wanted: Some(wanted),
                line,
                words: wanted.anchor.clone(),
            });
        }
        for (at, task) in found.into_iter().filter(|(at, _)| !asked.contains(at)) {
            pairs.push(Pair {
                found: Some((at, task)),
                wanted: None,
                line: task.span.line,
                words: task.text.chars().take(WORDS).collect(),
            });
        }
        self.found_tasks(&pairs);
        for pair in &pairs {
            self.carried(pair);
        }
        self.agencies();
        Ok(())
    }

    /// Tasks of the record outside the stretches that the gold leaves unscored.
    fn scored_tasks(&self) -> Result<Vec<Numbered<'a>>, Error> {
        let mut unscored = Vec::new();
        for stretch in &self.gold.unscored {
            unscored.push(self.locate(&stretch.from)?.0..self.locate(&stretch.to)?.0);
        }
        let tasks = self.record.into_iter().flat_map(|record| &record.tasks);
        let outside = |task: &Task| {
            !unscored
                .iter()
                .any(|range| range.contains(&task.span.start))
        };
        Ok(tasks
            .enumerate()
            .filter(|(_, task)| outside(task))
            .collect())
    }

    /// Code point and line of an anchor, which must stand in the text exactly once. Without a record there may be no
    /// text, and nothing to be found in it.
    fn locate(&self, anchor: &str) -> Result<(usize, usize), Error> {
        if self.record.is_none() && self.text.is_empty() {
            return Ok((0, 0));
        }
        let mut places = self.text.match_indices(anchor).map(|(at, _)| at);
        match (places.next(), places.next()) {
            (Some(at), None) if !anchor.is_empty() => {
                let before = self.text.get(..at).unwrap_or("");
                Ok((before.chars().count(), line_at(self.text, at)))
            }
            (first, _) => Err(Error::Usage(format!(
                "--gold: {}: expected the anchor `{anchor}` exactly once in the document, found it {}; quote more of the line",
                self.gold.file,
                if first.is_some() {
                    "more often"
                } else {
                    "nowhere"
                }
            ))),
        }
    }

    /// Whether the tasks are there: each task of the record can be found once.
    fn found_tasks(&mut self, pairs: &[Pair<'a>]) {
        let mut used = BTreeSet::new();
        for pair in pairs {
            let first = pair.found.filter(|(at, _)| used.insert(*at));
            let found = first.map(|(at, task)| Item {
                value: task.id.clone(),
                ..pair.item("task", Some(Slot::Task(at)))
            });
            let wanted = pair.wanted.map(|_| pair.item("task", None));
            self.add(
                Field::Task.as_str(),
                found.into_iter().collect(),
                wanted.into_iter().collect(),
            );
        }
    }

    fn carried(&mut self, pair: &Pair<'a>) {
        let wanted = pair.wanted.map_or(&[][..], |task| &task.dimensions);
        let found = pair.found.map_or(&[][..], |(_, task)| &task.dimensions);
        let code = |code: &String| Item {
            value: code.clone(),
            ..pair.item(&keys::dimension(code), None)
        };
        let (found, wanted) = (found.iter().map(code), wanted.iter().map(code));
        self.add("tasks.dimensions", found.collect(), wanted.collect());
        self.carried_agencies(pair);
        self.carried_deadlines(pair);
    }

    fn carried_agencies(&mut self, pair: &Pair<'a>) {
        for (field, with_role) in [("tasks.agencies", false), (Field::Agency.as_str(), true)] {
            let wanted = pair.wanted.map_or(&[][..], |task| &task.agencies);
            let wanted: Vec<Item> = wanted
                .iter()
                .filter(|agency| !agency.generic)
                .map(|agency| {
                    let key = gold_key(agency, with_role);
                    Item {
                        value: key.shown(),
                        ..pair.item(&key.joined(), None)
                    }
                })
                .collect();
            let agencies = pair.found.iter().flat_map(|(at, task)| {
                task.agencies
                    .iter()
                    .enumerate()
                    .map(move |(nth, agency)| (*at, nth, agency))
            });
            let found = agencies
                .filter(|(.., agency)| !agency.generic)
                .map(|(at, nth, agency)| {
                    let key = key(agency, with_role).loosened(&wanted);
                    Item {
                        key: key.joined(),
                        value: key.shown(),
                        line: Some(agency.span.line),
                        words: agency.text.clone(),
                        slot: with_role.then_some(Slot::Agency(at, nth)),
                    }
                });
            let found = found.collect();
            self.add(field, found, wanted);
        }
    }

    fn carried_deadlines(&mut self, pair: &Pair<'a>) {
        let wanted = pair.wanted.map_or(&[][..], |task| &task.deadlines);
        let wanted = wanted.iter().map(|deadline| Item {
            value: deadline.value().to_string(),
            ..pair.item(&keys::deadline(deadline.value()), None)
        });
        let found = pair.found.iter().flat_map(|(at, task)| {
            task.deadlines
                .iter()
                .enumerate()
                .map(move |(nth, deadline)| Item {
                    key: keys::deadline(&deadline.value),
                    value: deadline.value.clone(),
                    line: Some(deadline.span.line),
                    words: deadline.text.clone(),
                    slot: Some(Slot::Deadline(*at, nth)),
                })
        });
        self.add(Field::Deadline.as_str(), found.collect(), wanted.collect());
    }

    /// All agencies of the document, whatever the task; here stretches without scores count as well.
    fn agencies(&mut self) {
        let wanted = self.gold.tasks.iter().flat_map(|task| &task.agencies);
        let wanted = wanted.filter(|agency| !agency.generic).map(|agency| {
            let key = gold_key(agency, false);
            Item {
                line: None,
                ..self.wanted(key.joined(), &key.shown(), "")
            }
        });
        let wanted: Vec<Item> = wanted.collect();
        let tasks = self.record.into_iter().flat_map(|record| &record.tasks);
        let found = tasks
            .flat_map(|task| &task.agencies)
            .filter(|agency| !agency.generic);
        let found = found.map(|agency| {
            let key = key(agency, false).loosened(&wanted);
            Item {
                key: key.joined(),
                value: key.shown(),
                line: Some(agency.span.line),
                words: agency.text.clone(),
                slot: None,
            }
        });
        let found = found.collect();
        self.add("agencies", found, wanted);
    }
}

impl Pair<'_> {
    /// A value at the place of the pair.
    fn item(&self, key: &str, slot: Option<Slot>) -> Item {
        Item {
            key: key.to_string(),
            value: key.to_string(),
            line: Some(self.line).filter(|line| *line > 0),
            words: self.words.clone(),
            slot,
        }
    }
}

/// The shortest of the tasks that hold this code point.
fn answer<'a>(found: &[Numbered<'a>], place: usize) -> Option<Numbered<'a>> {
    let holds = found
        .iter()
        .filter(|(_, task)| (task.span.start..task.span.end).contains(&place));
    let shortest = holds.min_by_key(|(_, task)| task.span.end - task.span.start);
    shortest.copied()
}

/// What makes two agencies equal.
#[derive(Debug, Clone)]
struct AgencyKey<'a> {
    name: &'a str,
    /// `?` where it is not known, or where the gold accepts any.
    level: &'static str,
    role: Option<&'static str>,
}

const ANY_LEVEL: &str = "?";

fn key(agency: &Assignment, with_role: bool) -> AgencyKey<'_> {
    AgencyKey {
        name: &agency.name,
        level: agency.level.map_or(ANY_LEVEL, |level| level.as_str()),
        role: with_role.then(|| agency.role.as_str()),
    }
}

fn gold_key(agency: &gold::Agency, with_role: bool) -> AgencyKey<'_> {
    AgencyKey {
        name: &agency.name,
        level: agency.level.map_or(ANY_LEVEL, |level| level.as_str()),
        role: with_role.then(|| agency.role.as_str()),
    }
}

impl AgencyKey<'_> {
    fn joined(&self) -> String {
        let role = self.role.unwrap_or("");
        format!("{}|{}|{role}", keys::fold(self.name), self.level)
    }

    fn shown(&self) -> String {
        let role = self.role.map(|role| format!(", {role}"));
        format!("{} ({}{})", self.name, self.level, role.unwrap_or_default())
    }

    /// Where the gold leaves the level open, any level is right.
    fn loosened(mut self, wanted: &[Item]) -> Self {
        let open = AgencyKey {
            level: ANY_LEVEL,
            ..self.clone()
        };
        if wanted.iter().any(|item| item.key == open.joined()) {
            self.level = ANY_LEVEL;
        }
        self
    }
}
