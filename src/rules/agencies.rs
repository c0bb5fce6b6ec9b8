//! Agencies and their aliases: how offices are named, written and found in text.

use super::key::entry;
use super::table::{Files, Row, in_force, periods_meet};
use super::words::{Hit, Words};
use crate::error::Error;
use crate::text::{Stretch, bare};
use crate::value::Level;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// One agency at one level in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Official name without its area.
    pub name: String,
    /// Level of the body.
    pub level: Level,
    /// Kind of body: `department`, `office`, `people-committee` …
    pub kind: String,
    /// First day in force.
    pub valid_from: Option<Date>,
    /// Last day in force.
    pub valid_to: Option<Date>,
    /// Names of the agencies that took over.
    pub successors: Vec<String>,
}

impl Agency {
    /// Whether the agency exists on a day; always true without a day.
    pub fn in_force(&self, on: Option<Date>) -> bool {
        in_force(self.valid_from, self.valid_to, on)
    }
}

/// An agency named in a text.
#[derive(Debug, Clone)]
pub struct AgencyMatch<'r> {
    /// First byte in the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Official name; where the words stand for several, the one an alias names first.
    pub name: &'r str,
    /// All agencies the words can stand for: levels and periods of the name, and other names. Choose by level and day.
    pub candidates: &'r Arc<[Arc<Agency>]>,
}

/// A name, and the agencies that it can stand for.
type Meaning = (String, Arc<[Arc<Agency>]>);

/// All agencies with all ways to write them.
#[derive(Debug)]
pub struct Agencies {
    /// Shared with what is read of documents, which name the same ones again and again.
    all: Vec<Arc<Agency>>,
    /// Their names without marks, made when they are first asked for.
    bare: OnceLock<Vec<String>>,
    /// By name, folded and as it is written.
    by_name: HashMap<String, Vec<usize>>,
    /// What each phrase of `words` stands for: its name and its candidates; nothing for a phrase that hides a name.
    meanings: Vec<Option<Meaning>>,
    words: Words,
    /// Every way to write an agency, folded, as `meanings` has them.
    written: Vec<String>,
    /// Aliases that were considered and left out, folded, with name and reason.
    refused: HashMap<String, (String, String)>,
}

pub(super) const COLUMNS: [&str; 7] = [
    "name",
    "level",
    "kind",
    "valid_from",
    "valid_to",
    "successor",
    "source",
];
pub(super) const ALIAS_COLUMNS: [&str; 6] =
    ["alias", "name", "level", "valid_from", "valid_to", "note"];
pub(super) const REFUSED_COLUMNS: [&str; 3] = ["alias", "name", "reason"];

/// One owner of an alias, for the check that no alias has two.
struct Owner {
    agency: usize,
    period: (Option<Date>, Option<Date>),
    line: u64,
}

impl Agencies {
    /// Reads the three tables; `hidden` are phrases that hold an agency's name without meaning it (`nông thôn`).
    pub(super) fn load(files: &Files, hidden: &[String]) -> Result<Agencies, Error> {
        let all = read_agencies(files)?;
        let mut by_name = by_name(&all);
        let refused = read_refused(files, &by_name)?;
        let owners = read_aliases(files, &all, &by_name)?;
        let mut meanings: BTreeMap<String, Option<(String, Vec<usize>)>> = BTreeMap::new();
        for (alias, owners) in owners {
            let name = owners
                .first()
                .and_then(|o| all.get(o.agency))
                .map(|a| a.name.clone());
            let ids = owners.iter().map(|owner| owner.agency).collect();
            meanings.insert(alias, name.map(|name| (name, ids)));
        }
        for (key, ids) in &by_name {
            let Some(first) = ids.first().and_then(|id| all.get(*id)) else {
                continue;
            };
            // Most rows only record a decision; an official name refused here is not looked for in text.
            if refused
                .get(key)
                .is_some_and(|(name, _)| entry(name) == *key)
            {
                continue;
            }
            let slot = meanings.entry(key.clone()).or_insert(None);
            let meaning = slot.get_or_insert_with(|| (first.name.clone(), Vec::new()));
            let new = ids.iter().filter(|id| !meaning.1.contains(id));
            let new: Vec<usize> = new.copied().collect();
            meaning.1.extend(new);
        }
        for phrase in hidden {
            meanings.entry(phrase.clone()).or_insert(None);
        }
        let candidates = |ids: Vec<usize>| {
            ids.into_iter()
                .filter_map(|id| all.get(id).cloned())
                .collect()
        };
        let meant = |meaning: (String, Vec<usize>)| (meaning.0, candidates(meaning.1));
        let meanings = meanings
            .into_iter()
            .map(|(written, meaning)| (written, meaning.map(meant)));
        let (written, meanings): (Vec<String>, _) = meanings.unzip();
        let exact = all.iter().map(|agency| &agency.name);
        let exact =
            exact.filter_map(|name| Some((name.clone(), by_name.get(&entry(name))?.clone())));
        let exact: Vec<_> = exact.collect();
        by_name.extend(exact);
        let words = Words::new(&written);
        Ok(Agencies {
            all,
            bare: OnceLock::new(),
            by_name,
            meanings,
            words,
            written,
            refused,
        })
    }

    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// Every way to write an agency, folded, with its official name.
    pub fn written(&self) -> impl Iterator<Item = (&str, &str)> {
        let meanings = self.written.iter().zip(&self.meanings);
        meanings.filter_map(|(written, meaning)| {
            let (name, _) = meaning.as_ref()?;
            Some((written.as_str(), name.as_str()))
        })
    }

    /// The name that an alias was refused for, and why.
    pub fn refused(&self, folded: &str) -> Option<(&str, &str)> {
        let (name, reason) = self.refused.get(folded)?;
        Some((name, reason))
    }

    /// All agencies, in the order of the file.
    pub fn all(&self) -> &[Arc<Agency>] {
        &self.all
    }

    /// The same, each with its name folded and without marks.
    pub fn bare(&self) -> impl Iterator<Item = (&str, &Arc<Agency>)> {
        let names = || self.all.iter().map(|agency| bare(&agency.name)).collect();
        let names = self.bare.get_or_init(names).iter();
        names.map(String::as_str).zip(&self.all)
    }

    /// All names and aliases that are looked for in text, folded and squeezed, in order.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &str> {
        let meant = self.written.iter().zip(&self.meanings);
        meant
            .filter(|(_, meaning)| meaning.is_some())
            .map(|(phrase, _)| phrase.as_str())
    }

    /// The levels and periods of an official name; case and spacing do not matter.
    pub fn named(&self, name: &str) -> Vec<&Arc<Agency>> {
        let ids = self.by_name.get(name);
        let ids = ids.or_else(|| self.by_name.get(&entry(name)));
        let ids = ids.map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.all.get(*id)).collect()
    }

    /// All agencies named in a folded text: whole words, the leftmost, of those the longest. Spaces may differ or be
    /// a line feed, and may stand or not around `-`, `&` and `/`. Document numbers (`164/KH-UBND`) are passed over.
    pub fn find_all<'t>(&self, folded: impl Into<Stretch<'t>>) -> Vec<AgencyMatch<'_>> {
        let folded = folded.into();
        let hits = self.words.find(folded).into_iter();
        hits.filter(|hit| !in_document_number(folded.as_str(), hit.start))
            .filter_map(|hit| self.meant(hit))
            .collect()
    }

    /// The agency that a folded text begins with: the longest name.
    pub fn starts<'r>(&'r self, folded: &str) -> Option<AgencyMatch<'r>> {
        self.meant(self.words.starts(folded)?)
    }

    fn meant(&self, hit: Hit) -> Option<AgencyMatch<'_>> {
        let (name, candidates) = self.meanings.get(hit.id)?.as_ref()?;
        Some(AgencyMatch {
            start: hit.start,
            end: hit.end,
            name,
            candidates,
        })
    }
}

/// Whether the word at `start` is the tail of a document number: `/KH-UBND`, `KH-UBND`, `12/UBND-NC`.
fn in_document_number(folded: &str, start: usize) -> bool {
    let head = &folded[..start];
    let token = head.rsplit(char::is_whitespace).next().unwrap_or("");
    let Some(before) = token.strip_suffix(['-', '/']) else {
        return false;
    };
    let symbol = before.rsplit(['/', '-']).next().unwrap_or("");
    let numbered = before.chars().any(|c| c.is_ascii_digit());
    let slashed = token.ends_with('-') && before.contains('/');
    numbered || slashed || (token.ends_with('-') && TYPE_SYMBOLS.contains(&symbol))
}

/// Symbols of document types that stand before an issuer's where a number has lost its digits.
const TYPE_SYMBOLS: [&str; 14] = [
    "kh", "qđ", "nq", "ct", "cv", "tb", "bc", "ttr", "hd", "ctr", "đa", "pa", "gm", "cđ",
];

fn read_agencies(files: &Files) -> Result<Vec<Arc<Agency>>, Error> {
    let mut all: Vec<Arc<Agency>> = Vec::new();
    let mut seen = HashMap::new();
    files.table("agencies.csv", &COLUMNS)?.rows(|row| {
        let agency = Agency {
            name: row.some("name")?.to_owned(),
            level: row.parse("level")?,
            kind: row.some("kind")?.to_owned(),
            valid_from: row.date("valid_from")?,
            valid_to: row.date("valid_to")?,
            successors: row.parts("successor", ';'),
        };
        let first = seen.insert(
            (entry(&agency.name), agency.level, agency.valid_from),
            row.line,
        );
        if let Some(first) = first {
            return Err(row.wrong(
                format!("the same agency as in line {first}"),
                "delete one or date them apart",
            ));
        }
        all.push(Arc::new(agency));
        Ok(())
    })?;
    Ok(all)
}

fn by_name(all: &[Arc<Agency>]) -> HashMap<String, Vec<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, agency) in all.iter().enumerate() {
        by_name.entry(entry(&agency.name)).or_default().push(at);
    }
    by_name
}

fn known<'n>(row: &Row, by_name: &'n HashMap<String, Vec<usize>>) -> Result<&'n [usize], Error> {
    let name = row.some("name")?;
    let ids = by_name.get(&entry(name)).map(Vec::as_slice);
    ids.ok_or_else(|| {
        row.wrong(
            format!("unknown agency `{name}`"),
            "add it to agencies.csv or correct its spelling",
        )
    })
}

fn read_refused(
    files: &Files,
    by_name: &HashMap<String, Vec<usize>>,
) -> Result<HashMap<String, (String, String)>, Error> {
    let mut refused = HashMap::new();
    files
        .table("refused-aliases.csv", &REFUSED_COLUMNS)?
        .rows(|row| {
            known(row, by_name)?;
            let reason = row.some("reason")?.to_string();
            let alias = entry(row.some("alias")?);
            refused.insert(alias, (row.get("name").to_string(), reason));
            Ok(())
        })?;
    Ok(refused)
}

fn read_aliases(
    files: &Files,
    all: &[Arc<Agency>],
    by_name: &HashMap<String, Vec<usize>>,
) -> Result<BTreeMap<String, Vec<Owner>>, Error> {
    let mut owners: BTreeMap<String, Vec<Owner>> = BTreeMap::new();
    files.table("aliases.csv", &ALIAS_COLUMNS)?.rows(|row| {
        let ids = known(row, by_name)?;
        let alias = entry(row.some("alias")?);
        let level = row.level("level")?;
        let limits = (row.date("valid_from")?, row.date("valid_to")?);
        let mut used = false;
        for &agency in ids {
            let Some(candidate) = all.get(agency) else {
                continue;
            };
            let life = (candidate.valid_from, candidate.valid_to);
            if level.is_some_and(|level| level != candidate.level) || !periods_meet(limits, life) {
                continue;
            }
            used = true;
            let period = (limits.0.max(life.0), earlier(limits.1, life.1));
            let owner = Owner {
                agency,
                period,
                line: row.line,
            };
            sole_owner(row, &alias, &owner, all, by_name, &owners)?;
            owners.entry(alias.clone()).or_default().push(owner);
        }
        if !used {
            return Err(row.wrong(
                "no agency of that name has this level and period",
                "correct `level` or the dates",
            ));
        }
        Ok(())
    })?;
    Ok(owners)
}

fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Refuses an alias that another agency of the same level already has in the same period, as alias or as name.
fn sole_owner(
    row: &Row,
    alias: &str,
    owner: &Owner,
    all: &[Arc<Agency>],
    by_name: &HashMap<String, Vec<usize>>,
    owners: &BTreeMap<String, Vec<Owner>>,
) -> Result<(), Error> {
    let Some(mine) = all.get(owner.agency) else {
        return Ok(());
    };
    let remedy = "date or level them apart, or move one to refused-aliases.csv";
    let clashes = |other: &Agency, period| {
        other.level == mine.level && other.name != mine.name && periods_meet(period, owner.period)
    };
    for rival in owners.get(alias).into_iter().flatten() {
        if let Some(other) = all
            .get(rival.agency)
            .filter(|other| clashes(other, rival.period))
        {
            let what = format!(
                "alias with two owners: `{}` and (line {}) `{}`",
                mine.name, rival.line, other.name
            );
            return Err(row.wrong(what, remedy));
        }
    }
    for other in by_name
        .get(alias)
        .into_iter()
        .flatten()
        .filter_map(|id| all.get(*id))
    {
        if clashes(other, (other.valid_from, other.valid_to)) {
            let what = format!(
                "the alias of `{}` is the official name of another agency of that level",
                mine.name
            );
            return Err(row.wrong(what, remedy));
        }
    }
    Ok(())
}
