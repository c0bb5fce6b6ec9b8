//! Indices (PAPI, PAR INDEX, SIPAS …) with their dimensions and sub-dimensions.

use super::key::entry;
use super::table::{Files, Row};
use super::words::Words;
use crate::error::Error;
use crate::text::Stretch;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A dimension or sub-dimension of an index, with the survey years in which it counted.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Number of the dimension, from 1.
    pub number: u8,
    /// Letter of the sub-dimension; `None` for the dimension itself.
    pub sub: Option<String>,
    /// Official name.
    pub name: String,
    /// Other ways to write it.
    pub variants: Vec<String>,
    /// First survey year.
    pub from: Option<i16>,
    /// Last survey year.
    pub to: Option<i16>,
}

impl Dimension {
    /// Whether it counts in the survey of a year; in that of an unknown year every one may.
    pub fn counts_in(&self, year: Option<i16>) -> bool {
        year.is_none_or(|year| {
            self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
        })
    }
}

/// One index.
#[derive(Debug, Clone)]
pub struct Index {
    /// Short name: `PAPI`.
    pub name: String,
    /// Official name in full.
    pub full_name: String,
    /// Other ways to write it.
    pub variants: Vec<String>,
    /// Dimensions and sub-dimensions, in order.
    pub dimensions: Vec<Dimension>,
}

/// An index, dimension or sub-dimension named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexMatch {
    /// First byte in the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Number of the index in `Indices::all`.
    pub index: usize,
    /// Number of the dimension; `None` for the index itself.
    pub dimension: Option<u8>,
    /// Letter of the sub-dimension.
    pub sub: Option<String>,
    /// Whether the name is spelt out (four words or more), not abbreviated.
    pub variant_is_full_name: bool,
}

/// What a phrase names: index, dimension, sub-dimension.
type Target = (usize, Option<u8>, Option<String>);

/// A word list in which each phrase names something.
#[derive(Debug)]
struct Lexicon {
    words: Words,
    targets: Vec<(Target, bool)>,
}

/// All indices.
#[derive(Debug)]
pub struct Indices {
    all: Vec<Index>,
    names: Lexicon,
    dimensions: Vec<Lexicon>,
    /// Index and dimension, as places in their lists, by each name as a key.
    called: FxHashMap<String, Vec<(usize, usize)>>,
}

pub(super) const COLUMNS: [&str; 8] = [
    "index",
    "dimension",
    "sub",
    "name",
    "variants",
    "valid_from",
    "valid_to",
    "source",
];

impl Indices {
    pub(super) fn load(files: &Files) -> Result<Indices, Error> {
        let mut all: Vec<Index> = Vec::new();
        files
            .table("indices.csv", &COLUMNS)?
            .rows(|row| add(&mut all, row))?;
        let names = Lexicon::new(all.iter().enumerate().flat_map(|(at, index)| {
            let own = [&index.name, &index.full_name]
                .into_iter()
                .chain(&index.variants);
            own.map(move |phrase| (phrase.as_str(), (at, None, None)))
        }))?;
        let dimensions = all.iter().enumerate().map(|(at, index)| {
            // Dimensions before sub-dimensions and names in use before those of the past: the first has the phrase.
            let mut order: Vec<&Dimension> = index.dimensions.iter().collect();
            order.sort_by_key(|d| (d.sub.is_some(), d.to.is_some()));
            Lexicon::new(order.into_iter().flat_map(|d| {
                let phrases = std::iter::once(&d.name).chain(&d.variants);
                phrases.map(move |phrase| (phrase.as_str(), (at, Some(d.number), d.sub.clone())))
            }))
        });
        let dimensions = dimensions.collect::<Result<_, _>>()?;
        let mut called: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (at, index) in all.iter().enumerate() {
            for (place, dimension) in index.dimensions.iter().enumerate() {
                for name in std::iter::once(&dimension.name).chain(&dimension.variants) {
                    let places = called.entry(entry(name)).or_default();
                    if places.last() != Some(&(at, place)) {
                        places.push((at, place));
                    }
                }
            }
        }
        Ok(Indices {
            called,
            all,
            names,
            dimensions,
        })
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &Words> {
        let lexicons = std::iter::once(&self.names).chain(&self.dimensions);
        lexicons.map(|lexicon| &lexicon.words)
    }

    /// All indices, in the order of the file.
    pub fn all(&self) -> &[Index] {
        &self.all
    }

    /// Names of indices, short, full or variant, in a folded text.
    pub fn find_names<'t>(&self, folded: impl Into<Stretch<'t>>) -> Vec<IndexMatch> {
        self.names.find(folded)
    }

    /// Letters of the sub-dimensions of a dimension that go by these words and count in a year; some go by the same
    /// (`Chất lượng nước, chất lượng không khí`).
    pub fn subs_called(
        &self,
        index: usize,
        number: u8,
        words: &str,
        year: Option<i16>,
    ) -> Vec<String> {
        let places = self
            .called
            .get(&entry(words))
            .map_or(&[][..], Vec::as_slice);
        let dimensions = places.iter().filter(|(at, _)| *at == index);
        dimensions
            .filter_map(|(at, place)| self.all.get(*at)?.dimensions.get(*place))
            .filter(|dimension| dimension.number == number && dimension.counts_in(year))
            .filter_map(|dimension| dimension.sub.clone())
            .collect()
    }

    /// Names of dimensions and sub-dimensions of one index in a folded text. A name that moved between letters
    /// (PAPI 2a became 2b in 2018) is given under its present one.
    pub fn find_dimensions<'t>(
        &self,
        index: usize,
        folded: impl Into<Stretch<'t>>,
    ) -> Vec<IndexMatch> {
        self.dimensions
            .get(index)
            .map(|lexicon| lexicon.find(folded))
            .unwrap_or_default()
    }
}

impl Lexicon {
    fn new<'p>(phrases: impl Iterator<Item = (&'p str, Target)>) -> Result<Lexicon, Error> {
        let mut entries = BTreeMap::new();
        for (phrase, target) in phrases {
            let spelt_out = phrase.split_whitespace().count() > 3;
            entries.entry(entry(phrase)).or_insert((target, spelt_out));
        }
        let words = Words::new(&entries.keys().collect::<Vec<_>>());
        Ok(Lexicon {
            words,
            targets: entries.into_values().collect(),
        })
    }

    fn find<'t>(&self, folded: impl Into<Stretch<'t>>) -> Vec<IndexMatch> {
        let hits = self.words.find(folded).into_iter();
        hits.filter_map(|hit| {
            let ((index, dimension, sub), spelt_out) = self.targets.get(hit.id)?.clone();
            Some(IndexMatch {
                start: hit.start,
                end: hit.end,
                index,
                dimension,
                sub,
                variant_is_full_name: spelt_out,
            })
        })
        .collect()
    }
}

fn add(all: &mut Vec<Index>, row: &Row) -> Result<(), Error> {
    let short = row.some("index")?;
    let name = row.some("name")?.to_owned();
    let variants = row.parts("variants", '|');
    let known = all.iter_mut().find(|index| index.name == short);
    if row.get("dimension").is_empty() {
        if known.is_some() {
            return Err(row.wrong(
                format!("a second row for the index `{short}`"),
                "join the two rows",
            ));
        }
        all.push(Index {
            name: short.to_owned(),
            full_name: name,
            variants,
            dimensions: Vec::new(),
        });
        return Ok(());
    }
    let index = known.ok_or_else(|| {
        row.wrong(
            format!("`{short}` has no row of its own above"),
            "add one, with `dimension` left empty",
        )
    })?;
    let number = row.get("dimension").parse();
    index.dimensions.push(Dimension {
        number: number
            .map_err(|_| row.wrong("`dimension` is no number", "write 1, 2, 3 … or nothing"))?,
        sub: Some(row.get("sub").to_owned()).filter(|sub| !sub.is_empty()),
        name,
        variants,
        from: year(row, "valid_from")?,
        to: year(row, "valid_to")?,
    });
    Ok(())
}

fn year(row: &Row, column: &str) -> Result<Option<i16>, Error> {
    let cell = row.get(column);
    if cell.is_empty() {
        return Ok(None);
    }
    let year = cell.parse().ok().filter(|year| (1990..2200).contains(year));
    let wrong = || {
        row.wrong(
            format!("`{cell}` in `{column}` is no year"),
            "write four digits or nothing",
        )
    };
    year.map(Some).ok_or_else(wrong)
}
