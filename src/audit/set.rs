//! Many plans together: their summaries and which plan rests on which.

use super::finding::{Evidence, Remark, Words};
use super::plans::{Head, Name, Plans, number};
use super::repeats::Repeat;
use super::summary::{Cited, Summary};
use crate::error::Error;
use crate::span::OriginalSpan;
use crate::spill::{Sorter, Spool};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::io;
use std::num::NonZeroU64;

/// The plans of a run.
#[derive(Debug)]
pub struct Set {
    /// All plans, in input order.
    pub plans: Plans,
    /// Which plan cites which, in the order of those that cite.
    links: Spool<Link>,
    /// Documents that are one of the plans once more, in input order.
    repeats: Spool<Repeat>,
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
    pub fn new(mut plans: Plans, repeats: Spool<Repeat>) -> Result<Self, Error> {
        Ok(Self {
            links: links(&mut plans)?,
            plans,
            repeats,
        })
    }

    /// What stands for the keys that more than one plan has.
    pub fn keys_of_several(&self) -> HashSet<u64> {
        let heads = self.plans.heads().iter();
        let mut keys: Vec<u64> = heads.map(|head| head.key).collect();
        keys.sort_unstable();
        let several = keys.windows(2).filter(|pair| pair[0] == pair[1]);
        several.map(|pair| pair[0]).collect()
    }

    /// Tells each link, with the paths of its plans.
    pub fn each_linked(
        &mut self,
        mut tell: impl FnMut(Linked) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.each_link(|set, link| {
            tell(Linked {
                document: set.plans.get(link.child)?.document.clone(),
                parent: set.plans.get(link.parent)?.document.clone(),
                text: link.text,
                span: link.span,
            })
        })
    }

    /// Tells each link whose upper plan is of a higher level, with the plan that it points up from and the upper one.
    pub fn each_descent(
        &mut self,
        mut tell: impl FnMut(&mut Self, &Link, &Summary, &Summary) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.each_link(|set, link| {
            let level = |at: usize| set.plans.heads().get(at)?.level;
            match (level(link.parent), level(link.child)) {
                (Some(above), Some(below)) if above < below => {
                    let (child, parent) = (set.plans.get(link.child)?, set.plans.get(link.parent)?);
                    tell(set, &link, &child, &parent)
                }
                _ => Ok(()),
            }
        })
    }

    fn each_link(
        &mut self,
        mut tell: impl FnMut(&mut Self, Link) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut place = 0;
        while let Some((link, next)) = self.kept(|set| set.links.next(place))? {
            tell(self, link)?;
            place = next;
        }
        Ok(())
    }

    /// Tells each document that is one of the plans once more, by the order of these plans.
    pub fn each_repeat(
        &mut self,
        mut tell: impl FnMut(&mut Self, Repeat) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut sorter = Sorter::new(self.plans.aside());
        let mut place = 0;
        while let Some((repeat, next)) = self.kept(|set| set.repeats.next(place))? {
            self.kept(|_| sorter.push(repeat.of as u64, place))?;
            place = next;
        }
        for pair in self.kept(|_| sorter.sorted())? {
            let repeat = self.kept(|set| set.repeats.get(pair?.1))?;
            tell(self, repeat)?;
        }
        Ok(())
    }

    /// Does something with what is kept aside.
    pub fn kept<T>(&mut self, act: impl FnOnce(&mut Self) -> io::Result<T>) -> Result<T, Error> {
        act(self).map_err(|source| self.plans.aside().error(source))
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
fn links(plans: &mut Plans) -> Result<Spool<Link>, Error> {
    let numbered = plans.heads().iter().enumerate();
    let mut by_number: Vec<(NonZeroU64, usize)> = numbered
        .filter_map(|(at, head)| Some((head.number?, at)))
        .collect();
    by_number.sort_unstable();
    let mut links = Spool::new(plans.aside());
    for child in 0..plans.heads().len() {
        let plan = plans.get(child)?;
        for cited in &plan.cited {
            let Some(number) = number(&cited.number) else {
                continue;
            };
            let first = by_number.partition_point(|(other, _)| *other < number);
            let candidates = by_number[first..].iter();
            let candidates = candidates.take_while(|(other, _)| *other == number);
            let mut fitting = candidates
                .map(|(_, at)| *at)
                .filter(|&at| at != child && fits(cited, plans, &plans.heads()[at]));
            if let (Some(parent), None) = (fitting.next(), fitting.next()) {
                let link = Link {
                    child,
                    parent,
                    text: cited.text.clone(),
                    span: cited.span,
                };
                let pushed = links.push(&link);
                pushed.map_err(|source| plans.aside().error(source))?;
            }
        }
    }
    Ok(links)
}

fn fits(cited: &Cited, plans: &Plans, plan: &Head) -> bool {
    let name = |name: Option<Name>| name.map(|name| plans.name(name));
    let issuer = match (&cited.issuer, name(plan.issuer)) {
        (Some(cited), Some(issuer)) => {
            Some(issuer.starts_with(cited.as_str()) || cited.starts_with(issuer))
        }
        _ => None,
    };
    match (&cited.date, name(plan.date)) {
        (Some(cited), Some(date)) => cited == date && issuer != Some(false),
        _ => issuer == Some(true),
    }
}
