//! The summaries of a run: of each plan some dozens of bytes stay in memory, and the rest is kept aside.

use super::likeness::Sketch;
use super::summary::{Due, PLAN_RUNS, Summary};
use crate::error::Error;
use crate::spill::{Aside, Spool};
use crate::text::fold::key;
use crate::value::Level;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::io;
use std::num::{NonZeroU32, NonZeroU64};
use std::ops::{Deref, Index};
use std::sync::Arc;

/// Summaries, and sketches, that were looked at last and are looked at again: those of provinces, on which many rest.
const RECENT: usize = 32;

/// A name that many plans share, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name(NonZeroU32);

/// Number, issuer and date.
pub type KnownBy = (NonZeroU64, Name, Name);

/// What stays in memory of a plan: what it is found by.
#[derive(Debug)]
pub struct Head {
    /// Where its summary is kept.
    place: u64,
    /// Stands for [`Summary::key`].
    pub key: u64,
    /// Stands for its number.
    pub number: Option<NonZeroU64>,
    /// Its date.
    pub date: Option<Name>,
    /// The folded name of its issuer.
    pub issuer: Option<Name>,
    /// Code of its issuer's unit.
    pub unit_code: Option<Name>,
    /// Its province.
    pub province: Option<Name>,
    /// The plan before it that has its number, issuer and date.
    pub before: Option<u32>,
    /// How many runs of words it has in all.
    pub runs: u32,
    /// Issuer's level.
    pub level: Option<Level>,
    /// Whether the date is a whole day.
    whole_day: bool,
}

impl Head {
    /// What a document is known by among officials: number, issuer and whole date; nothing where one of them is missing.
    pub fn known_by(&self) -> Option<KnownBy> {
        let known = (self.number?, self.issuer?, self.date?);
        self.whole_day.then_some(known)
    }

    /// How many runs its sketch has.
    pub fn kept_runs(&self) -> u64 {
        u64::from(self.runs).min(PLAN_RUNS as u64)
    }

    /// Whether two plans of one number, issuer and date can be one: communes of one name are in many provinces.
    pub fn may_be(&self, other: &Self) -> bool {
        let differ = |one: Option<Name>, other: Option<Name>| matches!((one, other), (Some(one), Some(other)) if one != other);
        !differ(self.unit_code, other.unit_code) && !differ(self.province, other.province)
    }
}

/// The plans of a run, in input order.
#[derive(Debug)]
pub struct Plans {
    aside: Aside,
    names: Names,
    heads: Heads,
    summaries: Spool<Kept>,
    due: Spool<Vec<Due>>,
    sketches: Spool<Sketch>,
    recent: Recent<Kept>,
    recent_sketches: Recent<Sketch>,
}

impl Plans {
    /// None yet.
    pub fn new(aside: &Aside) -> Self {
        Self {
            aside: aside.clone(),
            names: Names::default(),
            heads: Heads::default(),
            summaries: Spool::new(aside),
            due: Spool::new(aside),
            sketches: Spool::new(aside),
            recent: Recent::default(),
            recent_sketches: Recent::default(),
        }
    }

    /// What all of them are found by.
    pub fn heads(&self) -> &Heads {
        &self.heads
    }

    /// Where more is kept aside.
    pub fn aside(&self) -> &Aside {
        &self.aside
    }

    /// What a plan would be found by.
    pub fn head(&mut self, plan: &Summary) -> Head {
        let names = &mut self.names;
        let day = plan.date.as_ref().map(|date| date.parse::<Date>());
        Head {
            place: 0,
            key: hash(&plan.key),
            number: plan.number.as_deref().and_then(number),
            date: plan.date.as_deref().map(|date| names.of(date)),
            issuer: plan.issuer.as_deref().map(|issuer| names.of(&key(issuer))),
            unit_code: plan.unit_code.as_deref().map(|code| names.of(code)),
            province: plan.province.as_deref().map(|province| names.of(province)),
            before: None,
            runs: u32::try_from(plan.runs).unwrap_or(u32::MAX),
            level: plan.level,
            whole_day: matches!(day, Some(Ok(_))),
        }
    }

    /// Adds a plan.
    pub fn add(&mut self, head: Head, mut plan: Summary) -> Result<(), Error> {
        let due = std::mem::take(&mut plan.due);
        let sketch = Sketch {
            runs: std::mem::take(&mut plan.sketch),
            all: plan.runs,
        };
        let place = (|| {
            let kept = Kept {
                due: self.due.push(&due)?,
                sketch: self.sketches.push(&sketch)?,
                plan,
            };
            self.summaries.push(&kept)
        })();
        let place = place.map_err(|source| self.aside.error(source))?;
        self.heads.push(Head { place, ..head });
        Ok(())
    }

    /// The summary of a plan, without its tasks and its sketch.
    pub fn get(&mut self, at: usize) -> Result<Arc<Kept>, Error> {
        // Beyond the end stands nothing, and reading it is an error.
        let place = self.heads.get(at).map_or(u64::MAX, |head| head.place);
        let read = || self.summaries.get(place);
        let plan = self.recent.get(at, read);
        plan.map_err(|source| self.aside.error(source))
    }

    /// Its tasks that have a last day.
    pub fn due(&mut self, at: usize) -> Result<Vec<Due>, Error> {
        let place = self.get(at)?.due;
        let due = self.due.get(place);
        due.map_err(|source| self.aside.error(source))
    }

    /// Its sketch.
    pub fn sketch(&mut self, at: usize) -> Result<Arc<Sketch>, Error> {
        if let Some(sketch) = self.recent_sketches.0.get(&at) {
            return Ok(Arc::clone(sketch));
        }
        let place = self.get(at)?.sketch;
        let read = || self.sketches.get(place);
        let sketch = self.recent_sketches.get(at, read);
        sketch.map_err(|source| self.aside.error(source))
    }

    /// A name in full.
    pub fn name(&self, name: Name) -> &str {
        self.names.text(name)
    }
}

/// A summary as it is kept aside, and where its tasks with a last day and its sketch are.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    due: u64,
    sketch: u64,
    plan: Summary,
}

impl Deref for Kept {
    type Target = Summary;

    fn deref(&self) -> &Summary {
        &self.plan
    }
}

/// Heads in blocks: one long list would be copied whenever it grows.
#[derive(Debug, Default)]
pub struct Heads(Vec<Vec<Head>>);

/// Heads of a block.
const BLOCK: usize = 1024;

impl Heads {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self.0.split_last() {
            Some((last, full)) => full.len() * BLOCK + last.len(),
            None => 0,
        }
    }

    /// The head of a plan.
    pub fn get(&self, at: usize) -> Option<&Head> {
        self.0.get(at / BLOCK)?.get(at % BLOCK)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Head> {
        self.0.iter().flatten()
    }

    fn push(&mut self, head: Head) {
        match self.0.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(head),
            _ => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(head);
                self.0.push(block);
            }
        }
    }
}

impl Index<usize> for Heads {
    type Output = Head;

    fn index(&self, at: usize) -> &Head {
        &self.0[at / BLOCK][at % BLOCK]
    }
}

/// What stands for the number of a plan.
pub fn number(number: &str) -> Option<NonZeroU64> {
    NonZeroU64::new(hash(number))
}

/// What stands for a text among those of a run; that two of a million meet has a chance of one in ten million.
pub fn hash(text: &str) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..8]);
    u64::from_le_bytes(eight)
}

/// The names of units, issuers and days: some thousands in a whole country.
#[derive(Debug, Default)]
struct Names {
    numbers: FxHashMap<Arc<str>, Name>,
    texts: Vec<Arc<str>>,
}

impl Names {
    fn of(&mut self, text: &str) -> Name {
        if let Some(name) = self.numbers.get(text) {
            return *name;
        }
        let text: Arc<str> = Arc::from(text);
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX - 1);
        let name = Name(NonZeroU32::MIN.saturating_add(number));
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, name);
        name
    }

    fn text(&self, name: Name) -> &str {
        let at = name.0.get() as usize - 1;
        self.texts.get(at).map_or("", |text| text)
    }
}

/// What was looked at last.
#[derive(Debug)]
struct Recent<T>(FxHashMap<usize, Arc<T>>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T> Recent<T> {
    fn get(&mut self, at: usize, read: impl FnOnce() -> io::Result<T>) -> io::Result<Arc<T>> {
        if let Some(found) = self.0.get(&at) {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(read()?);
        if self.0.len() >= RECENT {
            self.0.clear();
        }
        self.0.insert(at, Arc::clone(&found));
        Ok(found)
    }
}
