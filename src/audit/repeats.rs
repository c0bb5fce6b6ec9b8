//! Documents that were there before under another name: the same content, or the same number, issuer and date.

use super::finding::Evidence;
use super::summary::Summary;
use crate::link::record::SameBy;
use crate::text::fold::key;
use jiff::civil::Date;
use std::collections::HashMap;

/// A document that is not counted, since an earlier one is the same.
#[derive(Debug, Clone, PartialEq)]
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
    by_content: HashMap<String, usize>,
    by_number: HashMap<String, Vec<usize>>,
}

/// Share of the shorter one's text from which two documents of one number, issuer and date are one document. A scan of
/// a plan, with errors in every second line, has more in common with it than this; an annex that repeats the number of
/// its plan has less, and what it says would be lost if it were left out.
const ONE_DOCUMENT: f64 = 0.2;

impl Seen {
    /// Whether one of `plans` is the same document as this one: the first of them, how that shows, and the share of
    /// text in common.
    pub fn find(&self, plans: &[Summary], plan: &Summary) -> Option<(usize, SameBy, f64)> {
        if let Some(&of) = self.by_content.get(&plan.hash) {
            return Some((of, SameBy::Content, 1.0));
        }
        let earlier = self.by_number.get(&number_key(plan)?)?.iter();
        let shares = earlier
            .filter(|&&of| plans.get(of).is_some_and(|other| may_be_one(plan, other)))
            .map(|&of| (of, SameBy::Number, plan.text_shared(&plans[of])));
        let mut alike = shares.filter(|(_, _, share)| *share >= ONE_DOCUMENT);
        alike.next()
    }

    /// Remembers a document that is counted, at this place.
    pub fn add(&mut self, at: usize, plan: &Summary) {
        self.by_content.insert(plan.hash.clone(), at);
        if let Some(number) = number_key(plan) {
            self.by_number.entry(number).or_default().push(at);
        }
    }
}

/// Number, issuer and whole date; nothing where one of them is missing.
pub(super) fn number_key(plan: &Summary) -> Option<String> {
    let (number, issuer, date) = (
        plan.number.as_ref()?,
        plan.issuer.as_ref()?,
        plan.date.as_ref()?,
    );
    date.parse::<Date>().ok()?;
    Some(format!("{number}|{}|{date}", key(issuer)))
}

/// Whether two plans of one number, issuer and date can be one: communes of one name are in many provinces.
pub(super) fn may_be_one(one: &Summary, other: &Summary) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| matches!((one, other), (Some(one), Some(other)) if one != other);
    !differ(&one.unit_code, &other.unit_code) && !differ(&one.province, &other.province)
}
