//! Which document, task and value of the old run is which of the new one. Each is in one pair at most.

use crate::link::record::Record;
use crate::link::values::{Field, Value};
use crate::span::OriginalSpan;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Positions of a thing in the two runs; none where a run lacks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: Option<usize>,
    pub new: Option<usize>,
}

/// Of tasks in a text that was changed: the share of words in common, in percent, from which two are one.
const ALIKE: usize = 50;

/// Things of both runs that are still alone, and the pairs made so far.
struct Matching {
    old: Vec<usize>,
    new: Vec<usize>,
    pairs: Vec<Pair>,
}

impl Matching {
    fn new(old: impl Iterator<Item = usize>, new: impl Iterator<Item = usize>) -> Self {
        Self {
            old: old.collect(),
            new: new.collect(),
            pairs: Vec::new(),
        }
    }

    /// Pairs what is still alone where `same` holds: for each of the new run the first of the old one.
    fn pair(&mut self, same: impl Fn(usize, usize) -> bool) {
        let (old, pairs) = (&mut self.old, &mut self.pairs);
        self.new.retain(|&new| {
            let Some(at) = old.iter().position(|&old| same(old, new)) else {
                return true;
            };
            pairs.push(Pair {
                old: Some(old.remove(at)),
                new: Some(new),
            });
            false
        });
    }

    /// Pairs what is still alone, the closest first; those that are 0 close never.
    fn pair_closest(&mut self, close: impl Fn(usize, usize) -> usize) {
        let mut all: Vec<(usize, usize, usize)> = Vec::new();
        for &old in &self.old {
            let found = self.new.iter().map(|&new| (close(old, new), old, new));
            all.extend(found.filter(|(close, ..)| *close > 0));
        }
        all.sort_by_key(|&(close, old, new)| (std::cmp::Reverse(close), old, new));
        for (_, old, new) in all {
            if self.old.contains(&old) && self.new.contains(&new) {
                self.pair(|one, other| (one, other) == (old, new));
            }
        }
    }

    /// The pairs in the order of the new run, behind them what only the old one has.
    fn finish(mut self) -> Vec<Pair> {
        self.pairs.extend(self.new.iter().map(|&new| Pair {
            old: None,
            new: Some(new),
        }));
        self.pairs.sort_by_key(|pair| pair.new);
        self.pairs.extend(self.old.iter().map(|&old| Pair {
            old: Some(old),
            new: None,
        }));
        self.pairs
    }
}

/// Pairs documents by path, else by content, else by the name of the file.
pub(super) fn documents(old: &[Record], new: &[Record]) -> Vec<Pair> {
    let mut keys: HashMap<String, usize> = HashMap::new();
    let mut matching = Matching::new(0..old.len(), 0..new.len());
    for key in [path, hash, name] {
        // Keys as numbers: runs have thousands of documents, and each is looked for in all that are still alone.
        let mut number = |record: &Record| {
            let next = keys.len();
            *keys.entry(key(record)).or_insert(next)
        };
        let old: Vec<usize> = old.iter().map(&mut number).collect();
        let new: Vec<usize> = new.iter().map(&mut number).collect();
        matching.pair(|a, b| old.get(a) == new.get(b));
    }
    matching.finish()
}

fn path(record: &Record) -> String {
    format!("path {}", record.source.path)
}

fn hash(record: &Record) -> String {
    format!("hash {}", record.source.hash)
}

fn name(record: &Record) -> String {
    let path = &record.source.path;
    format!("name {}", path.rsplit('/').next().unwrap_or(path))
}

/// Pairs the values of a document: tasks by their place in the text, then what belongs to each pair of tasks.
pub(super) fn values(
    old: &Record,
    old_values: &[Value],
    new: &Record,
    new_values: &[Value],
) -> Vec<Pair> {
    let same_text = old.source.hash == new.source.hash;
    let tasks = tasks(old, new, same_text);
    // A number for each task that is the same for both of a pair.
    let of_old: BTreeMap<usize, usize> = numbered(&tasks, |pair| pair.old);
    let of_new: BTreeMap<usize, usize> = numbered(&tasks, |pair| pair.new);
    let old_groups = groups(old_values, &of_old);
    let new_groups = groups(new_values, &of_new);
    let all: BTreeSet<_> = old_groups.keys().chain(new_groups.keys()).collect();
    let none = Vec::new();
    let pairs = all.into_iter().flat_map(|group| {
        let (old, new) = (
            old_groups.get(group).unwrap_or(&none),
            new_groups.get(group).unwrap_or(&none),
        );
        of_group(group.0, (old, old_values), (new, new_values), same_text)
    });
    pairs.collect()
}

fn numbered(tasks: &[Pair], side: fn(&Pair) -> Option<usize>) -> BTreeMap<usize, usize> {
    let numbers = tasks.iter().enumerate();
    numbers
        .filter_map(|(number, pair)| Some((side(pair)?, number)))
        .collect()
}

/// Values by field and task.
type Groups = BTreeMap<(Field, Option<usize>), Vec<usize>>;

fn groups(values: &[Value], tasks: &BTreeMap<usize, usize>) -> Groups {
    let mut groups = Groups::new();
    for (at, value) in values.iter().enumerate() {
        let task = value.task.and_then(|task| tasks.get(&task).copied());
        groups.entry((value.field, task)).or_default().push(at);
    }
    groups
}

/// Pairs the values of one field: equal ones first, those at the same place before others, so that of two equal
/// values one that is lost stays lost; then those of one name; then those read from the same words.
fn of_group(
    field: Field,
    (old, old_values): (&[usize], &[Value]),
    (new, new_values): (&[usize], &[Value]),
    same_text: bool,
) -> Vec<Pair> {
    let mut matching = Matching::new(old.iter().copied(), new.iter().copied());
    let both = |a: usize, b: usize| Some((old_values.get(a)?, new_values.get(b)?));
    let mut pair = |same: &dyn Fn(&Value, &Value) -> bool| {
        matching.pair(|a, b| both(a, b).is_some_and(|(a, b)| same(a, b)));
    };
    pair(&|a, b| a.value == b.value && a.span == b.span);
    pair(&|a, b| a.value == b.value);
    pair(&|a, b| !a.name.is_empty() && a.name == b.name);
    pair(&|a, b| same_text && overlap(a.span, b.span) > 0);
    pair(&|a, b| !a.text.is_empty() && a.text == b.text);
    // In a text that was edited no place and no words need be the same.
    pair(&|a, b| !same_text && field == Field::Deadline && a.rule == b.rule);
    // Of the header there is one value, and of a pair of tasks one text.
    if field <= Field::Year || field == Field::Task {
        pair(&|_, _| true);
    }
    matching.finish()
}

fn tasks(old: &Record, new: &Record, same_text: bool) -> Vec<Pair> {
    let mut matching = Matching::new(0..old.tasks.len(), 0..new.tasks.len());
    let both = |a: usize, b: usize| Some((old.tasks.get(a)?, new.tasks.get(b)?));
    if same_text {
        matching.pair_closest(|a, b| both(a, b).map_or(0, |(a, b)| share(a.span, b.span)));
        return matching.finish();
    }
    let old_words: Vec<_> = old.tasks.iter().map(|task| words(&task.text)).collect();
    let new_words: Vec<_> = new.tasks.iter().map(|task| words(&task.text)).collect();
    matching.pair(|a, b| old_words.get(a) == new_words.get(b));
    matching.pair_closest(|a, b| match (old_words.get(a), new_words.get(b)) {
        (Some(a), Some(b)) => in_common(a, b),
        _ => 0,
    });
    matching.finish()
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The share of words in common, in percent; 0 where it is less than `ALIKE`.
fn in_common(a: &[&str], b: &[&str]) -> usize {
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    let all = a.union(&b).count().max(1);
    let share = a.intersection(&b).count() * 100 / all;
    if share >= ALIKE { share } else { 0 }
}

/// How many code points two spans have in common.
fn overlap(a: Option<OriginalSpan>, b: Option<OriginalSpan>) -> usize {
    match (a, b) {
        (Some(a), Some(b)) => a.end.min(b.end).saturating_sub(a.start.max(b.start)),
        _ => 0,
    }
}

/// What two spans have in common, in thousandths of what they cover together; at least 1 where they overlap at all.
fn share(a: OriginalSpan, b: OriginalSpan) -> usize {
    let common = overlap(Some(a), Some(b));
    let all = (a.end.max(b.end) - a.start.min(b.start)).max(1);
    if common == 0 {
        0
    } else {
        (common * 1000 / all).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(matching: Matching) -> Vec<(Option<usize>, Option<usize>)> {
        let pairs = matching.finish();
        pairs.iter().map(|pair| (pair.old, pair.new)).collect()
    }

    #[test]
    fn pairs_each_thing_once() {
        let (old, new) = (["a", "a", "b"], ["a", "c"]);
        let mut matching = Matching::new(0..3, 0..2);
        matching.pair(|a, b| old[a] == new[b]);
        let expected = [
            (Some(0), Some(0)),
            (None, Some(1)),
            (Some(1), None),
            (Some(2), None),
        ];
        assert_eq!(pairs(matching), expected);
    }

    #[test]
    fn pairs_the_closest_first() {
        let close = [[1, 5], [0, 4]];
        let mut matching = Matching::new(0..2, 0..2);
        matching.pair_closest(|a, b| close[a][b]);
        assert_eq!(
            pairs(matching),
            [(None, Some(0)), (Some(0), Some(1)), (Some(1), None)]
        );
    }

    #[test]
    fn measures_what_spans_have_in_common() {
        let span = |start, end| OriginalSpan {
            start,
            end,
            line: 1,
        };
        assert_eq!(share(span(0, 10), span(0, 10)), 1000);
        assert_eq!(share(span(0, 10), span(5, 15)), 333);
        assert_eq!(share(span(0, 10), span(10, 15)), 0);
        assert_eq!(share(span(0, 10_000), span(9_999, 20_000)), 1);
    }
}
