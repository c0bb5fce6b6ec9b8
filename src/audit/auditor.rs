//! The audit of a run: plan after plan as they are read, then all of them together.

use super::coverage::Coverage;
use super::plan::Plan;
use super::plans::Plans;
use super::repeats::{Repeat, Seen};
use super::set::{Linked, Set};
use super::summary::Summary;
use super::{Accepted, Finding, across, within};
use crate::error::Error;
use crate::link::record::{DuplicateOf, Record};
use crate::rules::Rules;
use crate::spill::{Aside, Spool};

/// What the audit makes of one plan; made on any thread.
#[derive(Debug)]
pub struct Audited {
    /// What was found within the plan.
    pub findings: Vec<Finding>,
    /// What the checks across plans need of it.
    pub summary: Summary,
    /// How far it treats what it could treat.
    pub coverage: Coverage,
}

impl Audited {
    /// Audits one plan.
    pub fn of(record: &Record, rules: &Rules) -> Self {
        let plan = Plan::new(record, &rules.memo);
        Self {
            findings: within(&plan, rules),
            summary: Summary::of(&plan),
            coverage: Coverage::of(&plan, rules),
        }
    }
}

/// What becomes of a plan.
#[derive(Debug)]
pub enum Taken {
    /// It counts.
    Counted {
        /// What was found within it.
        findings: Vec<Finding>,
        /// How far it treats what it could treat.
        coverage: Coverage,
    },
    /// It is another one once more, and does not count.
    Duplicate(DuplicateOf),
}

/// What is found when all plans are there.
#[derive(Debug)]
pub enum Found {
    /// By a check across plans.
    Finding(Finding),
    /// One plan rests on another.
    Link(Linked),
}

/// Takes the plans in input order: whole, or only their summaries, which programs may gather from several machines.
///
/// Nothing but the order of the summaries counts: in whatever groups they are made and joined, the findings are the same.
#[derive(Debug)]
pub struct Auditor {
    accepted: Accepted,
    plans: Plans,
    seen: Seen,
    repeats: Spool<Repeat>,
}

impl Auditor {
    /// An audit that knows which findings were accepted.
    pub fn new(accepted: Accepted) -> Self {
        Self::keeping(accepted, &Aside::default())
    }

    /// The same, with what it has to remember kept where the caller says.
    pub fn keeping(accepted: Accepted, aside: &Aside) -> Self {
        Self {
            accepted,
            plans: Plans::new(aside),
            seen: Seen::default(),
            repeats: Spool::new(aside),
        }
    }

    /// Keeps what the checks across plans need, and tells what was found within the plan, if it counts.
    ///
    /// # Errors
    /// Where what has to be kept aside cannot be written; so for all of these.
    pub fn take(&mut self, audited: Audited) -> Result<Taken, Error> {
        let Audited {
            findings,
            summary,
            coverage,
        } = audited;
        Ok(match self.summary(summary)? {
            Some(of) => Taken::Duplicate(of),
            None => Taken::Counted {
                findings: self.marked(findings),
                coverage,
            },
        })
    }

    /// The same of a plan that was read elsewhere: which document it is once more, where it is one.
    ///
    /// # Errors
    /// As for `take`.
    pub fn summary(&mut self, summary: Summary) -> Result<Option<DuplicateOf>, Error> {
        let mut head = self.plans.head(&summary);
        let found = self.seen.find(&mut self.plans, &summary, &head)?;
        let Some((of, by, share)) = found else {
            let at = self.plans.heads().len();
            self.seen.add(at, &summary, &mut head);
            self.plans.add(head, summary)?;
            return Ok(None);
        };
        let repeat = Repeat {
            of,
            by,
            share,
            title: summary.titled(),
        };
        let pushed = self.repeats.push(&repeat);
        pushed.map_err(|source| self.plans.aside().error(source))?;
        Ok(Some(DuplicateOf {
            path: self.plans.get(of)?.document.clone(),
            reason: by,
        }))
    }

    fn marked(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mark = |finding| self.accepted.mark(finding);
        findings.into_iter().map(mark).collect()
    }

    /// What the checks across plans find, and which plan rests on which.
    ///
    /// # Errors
    /// As for `take`.
    pub fn finish(self, rules: &Rules) -> Result<(Vec<Finding>, Vec<Linked>), Error> {
        let (mut findings, mut links) = (Vec::new(), Vec::new());
        self.tell(rules, &mut |found| {
            match found {
                Found::Finding(finding) => findings.push(finding),
                Found::Link(link) => links.push(link),
            }
            Ok(())
        })?;
        Ok((findings, links))
    }

    /// Tells the same one by one, the findings first.
    ///
    /// # Errors
    /// As for `take`; and whatever `tell` returns.
    pub fn tell(
        self,
        rules: &Rules,
        tell: &mut dyn FnMut(Found) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Self {
            accepted,
            plans,
            repeats,
            ..
        } = self;
        let mut set = Set::new(plans, repeats)?;
        across(&mut set, rules, &mut |finding| {
            tell(Found::Finding(accepted.mark(finding)))
        })?;
        set.each_linked(|link| tell(Found::Link(link)))
    }
}

impl Default for Auditor {
    /// Nothing is accepted.
    fn default() -> Self {
        Self::new(Accepted::default())
    }
}
