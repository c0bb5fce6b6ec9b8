//! Which entries of the rule files are terms, and what each of them is for.

use super::Terms;
use crate::rules::agencies::Agencies;
use crate::rules::cues::Cues;
use crate::rules::document_types::DocumentTypes;
use crate::rules::headings::{Columns, Sections};
use crate::rules::indices::Indices;
use crate::rules::key::entry;
use crate::rules::pattern::Patterns;
use crate::rules::phrases::{List, Phrases};

/// The lists that terms come from.
pub(in crate::rules) struct Lists<'a> {
    pub agencies: &'a Agencies,
    pub phrases: &'a Phrases,
    pub columns: &'a Columns,
    pub sections: &'a Sections,
    pub document_types: &'a DocumentTypes,
    pub indices: &'a Indices,
    pub cues: &'a Cues,
    pub patterns: &'a Patterns,
}

/// Lists whose phrases only keep what they are from being repaired.
pub(super) const GUARDS: [&str; 3] = [
    List::NotSlip.as_str(),
    List::NotAgency.as_str(),
    List::PersonTitle.as_str(),
];

impl Terms {
    /// Collects the terms of the lists of all rule files.
    pub(in crate::rules) fn collect(lists: &Lists) -> Terms {
        let mut all: Vec<(String, &'static str)> = Vec::new();
        // A term that stands in several lists is known by the first: the lists that tell most come first.
        let mut add = |list, key: &str| all.push((key.to_owned(), list));
        for key in lists.agencies.phrases() {
            add("agencies", key);
        }
        for &list in List::ALL {
            for key in lists.phrases.all(list) {
                add(list.as_str(), key);
            }
        }
        for key in lists.columns.heads() {
            add("columns", key);
        }
        for key in lists.sections.heads() {
            add("sections", key);
        }
        for name in lists.document_types.names() {
            add("document-types", &entry(name));
        }
        for index in lists.indices.all() {
            let own = [&index.full_name].into_iter().chain(&index.variants);
            let dimensions = index
                .dimensions
                .iter()
                .flat_map(|dimension| [&dimension.name].into_iter().chain(&dimension.variants));
            for name in own.chain(dimensions) {
                add("indices", &entry(name));
            }
        }
        for key in lists.cues.phrases() {
            add("cues", key);
        }
        for phrase in lists.patterns.phrases() {
            add("patterns", &entry(&phrase));
        }
        let mended = lists.phrases.all(List::Mended).iter();
        let bound = mended.filter_map(|key| {
            let note = lists.phrases.note(List::Mended, key)?;
            Some((key.clone(), entry(note)))
        });
        Terms::new(all, bound.collect())
    }
}
