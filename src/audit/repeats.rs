//! Documents that were there before under another name: the same content, or the same number, issuer and date.

use super::finding::Evidence;
use super::plans::{Head, KnownBy, Plans, hash};
use super::summary::Summary;
use crate::error::Error;
use crate::link::record::SameBy;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A document that is not counted, since an earlier one is the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repeat {
    /// Place of the earlier one in the set.
    pub of: usize,
    /// How that shows.
    pub by: SameBy,
    /// Share of its tasks' text that the earlier one has, as far as the shorter of both goes, 0 to 1.
    pub share: f64,
    /// Its title, with its path.
    pub title: Evidence,
}

/// What is looked up of the documents so far.
#[derive(Debug, Default)]
pub struct Seen {
    by_content: FxHashMap<u64, u32>,
    /// The last document of each number, issuer and date; [`Head::before`] leads to those before it.
    by_number: FxHashMap<KnownBy, u32>,
}

/// Share of the shorter one's text from which two documents of one number, issuer and date are one document. A scan of
/// a plan, with errors in every second line, has more in common with it than this; an annex that repeats the number of
/// its plan has less, and what it says would be lost if it were left out.
const ONE_DOCUMENT: f64 = 0.2;

impl Seen {
    /// Whether one of `plans` is the same document as this one: the first of them, how that shows, and the share of
    /// text in common.
    pub fn find(
        &self,
        plans: &mut Plans,
        plan: &Summary,
        head: &Head,
    ) -> Result<Option<(usize, SameBy, f64)>, Error> {
        if let Some(&of) = self.by_content.get(&hash(&plan.hash)) {
            return Ok(Some((of as usize, SameBy::Content, 1.0)));
        }
        let Some(known_by) = head.known_by() else {
            return Ok(None);
        };
        let last = self.by_number.get(&known_by).copied();
        for of in earliest_first(plans, last) {
            if plans.heads()[of].may_be(head) {
                let share = plans.sketch(of)?.shared(&plan.sketch, plan.runs);
                if share >= ONE_DOCUMENT {
                    return Ok(Some((of, SameBy::Number, share)));
                }
            }
        }
        Ok(None)
    }

    /// Remembers a document that is counted, at this place.
    pub fn add(&mut self, at: usize, plan: &Summary, head: &mut Head) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.by_content.insert(hash(&plan.hash), at);
        if let Some(known_by) = head.known_by() {
            head.before = self.by_number.insert(known_by, at);
        }
    }
}

/// Places of the plans of one number, issuer and date up to `last`.
pub fn earliest_first(plans: &Plans, last: Option<u32>) -> Vec<usize> {
    let heads = plans.heads();
    let back = std::iter::successors(last, |&at| heads.get(at as usize)?.before);
    let mut places: Vec<usize> = back.map(|at| at as usize).collect();
    places.reverse();
    places
}
