//! Many plans together: their summaries and which plan rests on which.

use super::finding::{Evidence, Remark, Words};
use super::repeats::Repeat;
use super::summary::{Cited, Summary};
use crate::span::OriginalSpan;
use crate::text::fold::key;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The plans of a run.
#[derive(Debug)]
pub struct Set {
    /// All plans, in input order.
    pub plans: Vec<Summary>,
    /// Which plan cites which.
    pub links: Vec<Link>,
    /// Documents that are one of the plans once more, in input order.
    pub repeats: Vec<Repeat>,
}

/// One plan cites another of the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Place of the plan that cites, in the set.
    pub child: usize,
    /// Place of the plan that is cited.
    pub parent: usize,
    /// The words that cite it.
    pub text: String,
    /// Where they stand.
    pub span: OriginalSpan,
}

/// A link with the paths of its plans: a row of the `links` table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// `source.path` of the plan that cites.
    pub document: String,
    /// `source.path` of the plan that is cited.
    pub parent: String,
    /// The words that cite it.
    pub text: String,
    /// Where they stand.
    pub span: OriginalSpan,
}

impl Set {
    /// The set of these plans, with their links found.
    pub fn new(plans: Vec<Summary>, repeats: Vec<Repeat>) -> Self {
        let links = links(&plans);
        Self {
            plans,
            links,
            repeats,
        }
    }

    /// The links with the paths of their plans.
    pub fn linked(&self) -> Vec<Linked> {
        let paths = |link: &Link| Linked {
            document: self.plans[link.child].document.clone(),
            parent: self.plans[link.parent].document.clone(),
            text: link.text.clone(),
            span: link.span,
        };
        self.links.iter().map(paths).collect()
    }

    /// The plan that a link points up to, and the one it points up from, where the upper one is of a higher level.
    pub fn descents(&self) -> impl Iterator<Item = (&Link, &Summary, &Summary)> {
        self.links.iter().filter_map(|link| {
            let (child, parent) = (self.plans.get(link.child)?, self.plans.get(link.parent)?);
            (parent.level? < child.level?).then_some((link, child, parent))
        })
    }
}

impl Summary {
    /// A remark on the whole plan; its evidence is the title.
    pub(super) fn remark(&self, subject: String, vi: String, en: String) -> Remark {
        Remark {
            task: None,
            subject,
            words: Words { vi, en },
            evidence: vec![self.titled()],
        }
    }

    /// Its title as evidence, else its first character.
    pub(super) fn titled(&self) -> Evidence {
        let start = OriginalSpan {
            start: 0,
            end: 0,
            line: 1,
        };
        self.evidence(&self.title, self.title_span.unwrap_or(start))
    }

    /// Words of the plan as evidence.
    pub(super) fn evidence(&self, text: &str, span: OriginalSpan) -> Evidence {
        Evidence {
            document: self.document.clone(),
            text: text.to_string(),
            span,
        }
    }

    /// Number and issuer, for a sentence.
    pub(super) fn name(&self) -> String {
        let parts = [&self.number, &self.issuer];
        let named: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        if named.is_empty() {
            self.document.clone()
        } else {
            named.join(", ")
        }
    }
}

/// Citations that name a plan of the set. Numbers begin anew every year and with every issuer: number and date must
/// fit, or number, year and issuer where a citation leaves the date out.
fn links(plans: &[Summary]) -> Vec<Link> {
    let mut by_number: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, plan) in plans.iter().enumerate() {
        if let Some(number) = &plan.number {
            by_number.entry(number).or_default().push(at);
        }
    }
    let mut links: Vec<Link> = Vec::new();
    for (child, plan) in plans.iter().enumerate() {
        for cited in &plan.cited {
            let candidates = by_number
                .get(cited.number.as_str())
                .map_or(&[][..], Vec::as_slice);
            let mut fitting = candidates
                .iter()
                .filter(|&&at| at != child && fits(cited, &plans[at]));
            if let (Some(&parent), None) = (fitting.next(), fitting.next()) {
                links.push(Link {
                    child,
                    parent,
                    text: cited.text.clone(),
                    span: cited.span,
                });
            }
        }
    }
    links
}

fn fits(cited: &Cited, plan: &Summary) -> bool {
    let issuer = match (&cited.issuer, &plan.issuer) {
        (Some(cited), Some(issuer)) => {
            let issuer = key(issuer);
            Some(issuer.starts_with(cited.as_str()) || cited.starts_with(&issuer))
        }
        _ => None,
    };
    match (&cited.date, &plan.date) {
        (Some(cited), Some(date)) => cited == date && issuer != Some(false),
        _ => issuer == Some(true),
    }
}
