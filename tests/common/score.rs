//! How well records agree with gold, counted exactly as `score.py` of the evaluation counts it: for each field
//! the keys that both have, against those that the record has and those that the gold has.
//!
//! Both sides are JSON, so that the record is judged in the form in which users get it.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Compared values of one field.
type Keys = BTreeSet<String>;

/// Tallies by field name.
pub type Scores = BTreeMap<String, Tally>;

/// Parts of a key, apart by what no text holds.
const BETWEEN: char = '\u{1f}';

/// A level that the gold leaves open.
const ANY_LEVEL: &str = "?";

/// Counts of one field over all documents.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub hit: usize,
    pub predicted: usize,
    pub gold: usize,
    /// What was missed and what was wrong, to be shown where a floor is broken.
    pub errors: Vec<String>,
}

impl Tally {
    fn add(&mut self, predicted: &Keys, gold: &Keys, place: &str) {
        self.hit += predicted.intersection(gold).count();
        self.predicted += predicted.len();
        self.gold += gold.len();
        let mut note = |what: &str, key: &String| {
            let key = key.replace(BETWEEN, " | ");
            self.errors.push(format!("{what} {place}: {key}"));
        };
        gold.difference(predicted).for_each(|k| note("missed ", k));
        predicted.difference(gold).for_each(|k| note("wrong  ", k));
    }

    pub fn f1(&self) -> f64 {
        let share = |of: usize, empty: f64| match of {
            0 => empty,
            of => self.hit as f64 / of as f64,
        };
        let precision = share(self.predicted, if self.gold == 0 { 1.0 } else { 0.0 });
        let recall = share(self.gold, 1.0);
        if precision + recall == 0.0 {
            return 0.0;
        }
        2.0 * precision * recall / (precision + recall)
    }
}

/// Adds what `record` (null where the document could not be read) gets right and wrong; `text` is the source.
pub fn score(record: &Value, gold: &Value, text: &str, scores: &mut Scores) {
    let mut page = Page {
        record,
        gold,
        file: gold["file"].as_str().unwrap_or("?"),
        scores,
    };
    page.header();
    page.lists();
    if !gold["indices"].is_null() {
        page.indices();
        page.dimensions();
        page.tasks(text);
    }
}

/// Lower case, no diacritics, no punctuation, single spaces.
pub fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let bare: String = lower
        .nfd()
        .map(|c| match c {
            'đ' | 'ð' => 'd',
            c => c,
        })
        .filter(|c| canonical_combining_class(*c) == 0)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document number without spaces, in capitals.
fn number_key(number: &str) -> String {
    let upper: String = number.nfc().collect::<String>().to_uppercase();
    upper
        .split_whitespace()
        .collect::<String>()
        .replace('Ð', "Đ")
}

/// One document's record and gold.
struct Page<'a> {
    record: &'a Value,
    gold: &'a Value,
    file: &'a str,
    scores: &'a mut Scores,
}

impl<'a> Page<'a> {
    fn add(&mut self, field: &str, predicted: &Keys, gold: &Keys, place: &str) {
        let tally = self.scores.entry(field.to_string()).or_default();
        tally.add(predicted, gold, place);
    }

    fn header(&mut self) {
        for field in ["kind", "number", "date", "place", "title", "year"] {
            let key = if field == "number" { number_key } else { fold };
            let found = scalar(&self.record["document"][field]["value"]).map(|v| key(&v));
            let wanted = scalar(&self.gold["document"][field]).map(|v| key(&v));
            self.one(&format!("document.{field}"), found, wanted);
        }
        self.body("issuer", "name", &["level", "unit", "province"]);
        self.body("signer", "full_name", &["position", "authority"]);
    }

    /// Issuer or signer: its name, which the gold keeps under another key, and its other parts.
    fn body(&mut self, whole: &str, name: &str, parts: &[&str]) {
        let (record, gold) = (self.record, self.gold);
        let found = |key: &str| filled(&record["document"][whole][key]);
        let wanted = |key: &str| filled(&gold["document"][whole][key]);
        let field = format!("document.{whole}");
        self.one(&field, found("value"), wanted(name));
        for part in parts {
            self.one(&format!("{field}.{part}"), found(part), wanted(part));
        }
    }

    fn one(&mut self, field: &str, found: Option<String>, wanted: Option<String>) {
        let (found, wanted) = (found.into_iter().collect(), wanted.into_iter().collect());
        self.add(field, &found, &wanted, self.file);
    }

    /// Citations and recipients, each only where the gold has them.
    fn lists(&mut self) {
        let (record, gold) = (self.record, self.gold);
        if !gold["citations"].is_null() {
            self.both("citations", citation_keys);
            self.both("citations.date", dated_citation_keys);
        }
        if !gold["recipients"].is_null() {
            let found = each(&record["recipients"]).map(|r| fold(text_of(&r["value"])));
            let wanted = each(&gold["recipients"]).map(|r| fold(text_of(r)));
            self.add("recipients", &found.collect(), &wanted.collect(), self.file);
        }
    }

    /// A field whose keys are read alike from record and gold.
    fn both(&mut self, field: &str, keys: impl Fn(&Value) -> Keys) {
        self.add(field, &keys(self.record), &keys(self.gold), self.file);
    }

    fn indices(&mut self) {
        self.both("indices", |page| {
            each(&page["indices"]).map(|i| fold(text_of(i))).collect()
        });
    }

    fn dimensions(&mut self) {
        let key = |d: &Value| format!("{}{BETWEEN}{}", fold(text_of(&d["index"])), d["dimension"]);
        self.both("dimensions", |page| {
            let treated = each(&page["dimensions"]).filter(|d| d["treatment"] != "mentioned");
            treated.map(key).collect()
        });
        self.both("dimensions.treatment", |page| {
            let exact = |d: &Value| format!("{}{BETWEEN}{}", key(d), text_of(&d["treatment"]));
            each(&page["dimensions"]).map(exact).collect()
        });
    }

    fn tasks(&mut self, text: &str) {
        let gold = self.gold;
        let wanted: Vec<&Value> = each(&gold["tasks"]).collect();
        let found = self.scored_tasks(text);
        let answers: Vec<Option<usize>> = wanted
            .iter()
            .map(|task| answer(&found, locate(text, text_of(&task["anchor"]), self.file)))
            .collect();
        self.found_tasks(text, &wanted, &found, &answers);
        self.per_task(text, &wanted, &found, &answers);
        self.agencies();
    }

    /// Tasks of the record outside the stretches that the gold leaves unscored.
    fn scored_tasks(&self, text: &str) -> Vec<&'a Value> {
        let place = |anchor: &Value| locate(text, text_of(anchor), self.file);
        let unscored: Vec<_> = each(&self.gold["unscored"])
            .map(|u| place(&u["from"])..place(&u["to"]))
            .collect();
        let record = self.record;
        each(&record["tasks"])
            .filter(|task| !unscored.iter().any(|range| range.contains(&span(task).0)))
            .collect()
    }

    /// Whether the tasks are there: each record task can be found once.
    fn found_tasks(
        &mut self,
        text: &str,
        wanted: &[&Value],
        found: &[&Value],
        answers: &[Option<usize>],
    ) {
        let mut used = BTreeSet::new();
        let one = Keys::from(["task".to_string()]);
        for (task, answer) in wanted.iter().zip(answers) {
            let first = answer.is_some_and(|at| used.insert(at));
            let predicted = if first { one.clone() } else { Keys::new() };
            self.add("tasks", &predicted, &one, &self.at_anchor(task));
        }
        for task in unasked(found, answers) {
            self.add("tasks", &one, &Keys::new(), &self.at_span(text, task));
        }
    }

    /// What the tasks carry; a task too many carries all of it wrongly.
    fn per_task(
        &mut self,
        text: &str,
        wanted: &[&Value],
        found: &[&Value],
        answers: &[Option<usize>],
    ) {
        type KeysOf = fn(&Value) -> Keys;
        let fields: [(&str, KeysOf, bool); 4] = [
            ("tasks.dimensions", task_dimensions, false),
            ("tasks.agencies", |t| agency_keys(t, false), true),
            ("tasks.agencies.role", |t| agency_keys(t, true), true),
            ("tasks.deadlines", deadline_keys, false),
        ];
        for (field, keys, levels) in fields {
            for (task, answer) in wanted.iter().zip(answers) {
                let mut predicted = answer.map_or(Keys::new(), |at| keys(found[at]));
                let gold = keys(task);
                if levels {
                    predicted = loosen(predicted, &gold);
                }
                self.add(field, &predicted, &gold, &self.at_anchor(task));
            }
            for task in unasked(found, answers) {
                self.add(field, &keys(task), &Keys::new(), &self.at_span(text, task));
            }
        }
    }

    /// All agencies of the document, whatever the task.
    fn agencies(&mut self) {
        let all = |page: &Value| -> Keys {
            each(&page["tasks"])
                .flat_map(|task| agency_keys(task, false))
                .collect()
        };
        let gold = all(self.gold);
        self.add(
            "agencies",
            &loosen(all(self.record), &gold),
            &gold,
            self.file,
        );
    }

    fn at_anchor(&self, task: &Value) -> String {
        format!("{} {:?}", self.file, text_of(&task["anchor"]))
    }

    fn at_span(&self, text: &str, task: &Value) -> String {
        let (start, end) = span(task);
        let words: String = text
            .chars()
            .skip(start)
            .take((end - start).min(70))
            .collect();
        format!("{} {words:?}", self.file)
    }
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// A folded text; none where it is null or empty.
fn filled(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(fold)
}

fn citation_keys(page: &Value) -> Keys {
    let numbers = each(&page["citations"]).map(|c| text_of(&c["number"]));
    numbers.filter(|n| !n.is_empty()).map(number_key).collect()
}

fn dated_citation_keys(page: &Value) -> Keys {
    each(&page["citations"])
        .filter(|c| !text_of(&c["number"]).is_empty() && !text_of(&c["date"]).is_empty())
        .map(|c| {
            format!(
                "{}{BETWEEN}{}",
                number_key(text_of(&c["number"])),
                text_of(&c["date"])
            )
        })
        .collect()
}

fn task_dimensions(task: &Value) -> Keys {
    let codes = each(&task["dimensions"]).map(|d| text_of(d).to_uppercase().replace(' ', ""));
    codes.collect()
}

fn agency_keys(task: &Value, with_role: bool) -> Keys {
    each(&task["agencies"])
        .filter(|agency| agency["generic"] != true)
        .map(|agency| {
            let level = agency["level"].as_str().unwrap_or(ANY_LEVEL);
            let mut key = format!("{}{BETWEEN}{level}", fold(text_of(&agency["name"])));
            if with_role {
                key.push(BETWEEN);
                key.push_str(text_of(&agency["role"]));
            }
            key
        })
        .collect()
}

/// Where the gold leaves the level open, any level is right.
fn loosen(predicted: Keys, gold: &Keys) -> Keys {
    let open = |key: &str| {
        let mut parts: Vec<&str> = key.split(BETWEEN).collect();
        parts[1] = ANY_LEVEL;
        parts.join(&BETWEEN.to_string())
    };
    let rewrite = |key: String| {
        Some(open(&key))
            .filter(|open| gold.contains(open))
            .unwrap_or(key)
    };
    predicted.into_iter().map(rewrite).collect()
}

/// In the gold a deadline is a string or has a `value`; the words of an event are compared folded.
fn deadline_keys(task: &Value) -> Keys {
    each(&task["deadlines"])
        .map(|d| d.as_str().unwrap_or_else(|| text_of(&d["value"])))
        .map(|value| match value.strip_prefix("event:") {
            Some(words) => format!("event: {}", fold(words)),
            None => value.to_string(),
        })
        .collect()
}

fn span(task: &Value) -> (usize, usize) {
    let at = |end: &str| task["span"][end].as_u64().map_or(0, |n| n as usize);
    (at("start"), at("end"))
}

/// Code points before an anchor, which must occur once.
fn locate(text: &str, anchor: &str, file: &str) -> usize {
    let found: Vec<usize> = text.match_indices(anchor).map(|(at, _)| at).collect();
    assert_eq!(
        found.len(),
        1,
        "{file}: expected the anchor {anchor:?} once, found it {} times",
        found.len()
    );
    text[..found[0]].chars().count()
}

/// The shortest of the tasks that hold this place.
fn answer(found: &[&Value], at: usize) -> Option<usize> {
    let holds = |task: &Value| {
        let (start, end) = span(task);
        (start..end).contains(&at).then_some(end - start)
    };
    (0..found.len())
        .filter_map(|i| Some((holds(found[i])?, i)))
        .min()
        .map(|(_, i)| i)
}

/// Tasks of the record that answer for no task of the gold.
fn unasked<'a>(
    found: &'a [&'a Value],
    answers: &'a [Option<usize>],
) -> impl Iterator<Item = &'a Value> {
    (0..found.len())
        .filter(|i| !answers.contains(&Some(*i)))
        .map(|i| found[i])
}
