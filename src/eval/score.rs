//! One record against the gold of its document.

use super::gold::Gold;
use super::{Compared, FIELDS, Scored, keys};
use crate::error::Error;
use crate::link::grounds::Slot;
use crate::link::record::{Fact, Record};
use crate::rules::confidence::Field;
use crate::value::Level;

/// How a comparison ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Record and gold both have it.
    Right,
    /// The gold has it, the record has not.
    Missed,
    /// The record has it, the gold has not.
    Wrong,
}

impl Verdict {
    /// The word used in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Right => "right",
            Verdict::Missed => "missed",
            Verdict::Wrong => "wrong",
        }
    }
}

/// One value compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub verdict: Verdict,
    /// The value.
    pub value: String,
    /// Line of the source, from 1, where it can be told.
    pub line: Option<usize>,
    /// Words of the source at that place: of a missed value those that the annotator quotes.
    pub words: String,
    /// Which value of the record; none for a missed one, and for one that has no confidence of its own.
    pub slot: Option<Slot>,
}

/// A value of either side, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Equal values have equal keys.
    pub key: String,
    pub value: String,
    pub line: Option<usize>,
    pub words: String,
    pub slot: Option<Slot>,
}

/// Compares two sets of values; what one side has twice counts once, at its first place.
pub(super) fn compare(found: Vec<Item>, wanted: Vec<Item>) -> Vec<Outcome> {
    let (found, wanted) = (once(found), once(wanted));
    let has = |items: &[Item], key: &str| items.iter().any(|item| item.key == key);
    let missed = wanted.iter().filter(|item| !has(&found, &item.key));
    let missed = missed.map(|item| outcome(Verdict::Missed, item.clone()));
    let missed: Vec<Outcome> = missed.collect();
    let judge = |item: Item| {
        let right = has(&wanted, &item.key);
        outcome(
            if right {
                Verdict::Right
            } else {
                Verdict::Wrong
            },
            item,
        )
    };
    let mut outcomes: Vec<Outcome> = found.into_iter().map(judge).collect();
    outcomes.extend(missed);
    outcomes.sort_by_key(|outcome| outcome.verdict);
    outcomes
}

fn once(items: Vec<Item>) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.iter().any(|other| other.key == item.key) {
            kept.push(item);
        }
    }
    kept
}

fn outcome(verdict: Verdict, item: Item) -> Outcome {
    Outcome {
        verdict,
        value: item.value,
        line: item.line,
        words: item.words,
        slot: item.slot,
    }
}

/// One document's gold, record and decoded text, and what was compared so far.
pub(super) struct Page<'a> {
    pub gold: &'a Gold,
    pub record: Option<&'a Record>,
    pub text: &'a str,
    compared: Vec<Compared>,
}

/// A document that has gold.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its decoded text, in which the anchors of the gold and the spans of the record count.
    pub text: &'a str,
    /// Its record; none where it could not be read.
    pub record: Option<&'a Record>,
}

/// Compares the record of a document with its gold.
///
/// # Errors
/// `Error::Usage` where an anchor does not stand in the text exactly once.
pub fn score(gold: &Gold, document: Document<'_>) -> Result<Scored, Error> {
    let mut page = Page {
        gold,
        record: document.record,
        text: document.text,
        compared: Vec::new(),
    };
    page.header();
    page.lists();
    if gold.indices.is_some() {
        page.dimensions();
        page.tasks()?;
    }
    Ok(Scored {
        document: gold.file.clone(),
        path: document.path.to_string(),
        read: document.record.is_some(),
        fields: page.compared,
    })
}

impl Page<'_> {
    /// Compares one field; called once a field and set of values that belong together.
    pub(super) fn add(&mut self, field: &'static str, found: Vec<Item>, wanted: Vec<Item>) {
        let outcomes = compare(found, wanted);
        match self.compared.iter_mut().find(|c| c.field == field) {
            Some(compared) => compared.outcomes.extend(outcomes),
            None => self.compared.push(Compared { field, outcomes }),
        }
        let order = |compared: &Compared| FIELDS.iter().position(|name| *name == compared.field);
        self.compared.sort_by_key(order);
    }

    fn header(&mut self) {
        let gold = &self.gold.document;
        let found = self.record.map(|record| &record.document);
        let fact = |field: Field| found.and_then(|header| header.fact(field));
        let year = found.and_then(|header| header.year.as_ref());
        let simple = [
            (Field::Kind, gold.kind.clone()),
            (Field::Number, gold.number.clone()),
            (Field::Date, gold.date.clone()),
            (Field::Place, gold.place.clone()),
            (Field::Title, gold.title.clone()),
        ];
        for (field, wanted) in simple {
            let key = if field == Field::Number {
                keys::number
            } else {
                keys::fold
            };
            let found = fact(field).map(|fact| of_fact(field, fact, key));
            let wanted = wanted.map(|value| self.wanted(key(&value), &value, &value));
            self.one(field.as_str(), found, wanted);
        }
        let found = year.map(of_year);
        let wanted = gold.year.map(|year| year.to_string());
        let wanted = wanted.map(|year| self.wanted(year.clone(), &year, &year));
        self.one(Field::Year.as_str(), found, wanted);
        self.issuer();
        self.signer();
    }

    fn issuer(&mut self) {
        let gold = self.gold.document.issuer.clone().unwrap_or_default();
        let issuer = self
            .record
            .and_then(|record| record.document.issuer.as_ref());
        let part = |value: Option<String>| Some((issuer.map(|i| &i.fact)?, value?));
        let whole = part(issuer.map(|i| i.fact.value.clone()));
        self.part("document.issuer", whole, gold.name, Some(Field::Issuer));
        let level = part(
            issuer
                .and_then(|i| i.level)
                .map(|level| Level::as_str(level).to_string()),
        );
        self.part("document.issuer.level", level, gold.level, None);
        let unit = part(issuer.and_then(|i| i.unit.clone()));
        self.part("document.issuer.unit", unit, gold.unit, None);
        let province = part(issuer.and_then(|i| i.province.clone()));
        self.part("document.issuer.province", province, gold.province, None);
    }

    fn signer(&mut self) {
        let gold = self.gold.document.signer.clone().unwrap_or_default();
        let signer = self
            .record
            .and_then(|record| record.document.signer.as_ref());
        let part = |value: Option<String>| Some((signer.map(|s| &s.fact)?, value?));
        let whole = part(signer.map(|s| s.fact.value.clone()));
        self.part(
            "document.signer",
            whole,
            gold.full_name,
            Some(Field::Signer),
        );
        let position = part(signer.and_then(|s| s.position.clone()));
        self.part("document.signer.position", position, gold.position, None);
        let authority = part(signer.and_then(|s| s.authority.clone()));
        self.part("document.signer.authority", authority, gold.authority, None);
    }

    /// The issuer's or signer's name, or a part of what is told about it; an empty text is none.
    fn part(
        &mut self,
        field: &'static str,
        found: Option<(&Fact, String)>,
        wanted: Option<String>,
        confidence: Option<Field>,
    ) {
        let found = found.filter(|(_, value)| !value.is_empty());
        let found = found.map(|(fact, value)| Item {
            key: keys::fold(&value),
            value,
            line: Some(fact.span.line),
            words: fact.text.clone(),
            slot: confidence.map(Slot::Header),
        });
        let wanted = wanted.filter(|value| !value.is_empty());
        let wanted = wanted.map(|value| self.wanted(keys::fold(&value), &value, &value));
        self.one(field, found, wanted);
    }

    fn one(&mut self, field: &'static str, found: Option<Item>, wanted: Option<Item>) {
        self.add(
            field,
            found.into_iter().collect(),
            wanted.into_iter().collect(),
        );
    }

    /// A value of the gold, with the line where `words` stand first.
    pub(super) fn wanted(&self, key: String, value: &str, words: &str) -> Item {
        Item {
            key,
            value: value.to_string(),
            line: self.text.find(words).map(|at| line_at(self.text, at)),
            words: words.to_string(),
            slot: None,
        }
    }
}

/// Line of a byte, from 1.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().iter().take(byte);
    1 + before.filter(|b| **b == b'\n').count()
}

fn of_fact(field: Field, fact: &Fact, key: fn(&str) -> String) -> Item {
    Item {
        key: key(&fact.value),
        value: fact.value.clone(),
        line: Some(fact.span.line),
        words: fact.text.clone(),
        slot: Some(Slot::Header(field)),
    }
}

fn of_year(year: &Fact<i16>) -> Item {
    Item {
        key: year.value.to_string(),
        value: year.value.to_string(),
        line: Some(year.span.line),
        words: year.text.clone(),
        slot: Some(Slot::Header(Field::Year)),
    }
}
