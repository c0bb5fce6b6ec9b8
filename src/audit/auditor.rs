//! The audit of a run: plan after plan as they are read, then all of them together.

use super::coverage::Coverage;
use super::repeats::{Repeat, Seen};
use super::set::{Linked, Set};
use super::summary::Summary;
use super::{Accepted, Finding, plan, set};
use crate::link::record::{DuplicateOf, Record};
use crate::rules::Rules;

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
        Self {
            findings: plan(record, rules),
            summary: Summary::of(record),
            coverage: Coverage::of(record, rules),
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

/// Takes the plans in input order.
#[derive(Debug, Default)]
pub struct Auditor {
    accepted: Accepted,
    plans: Vec<Summary>,
    seen: Seen,
    repeats: Vec<Repeat>,
}

impl Auditor {
    /// An audit that knows which findings were accepted.
    pub fn new(accepted: Accepted) -> Self {
        Self {
            accepted,
            ..Self::default()
        }
    }

    /// Keeps what the checks across plans need, and tells what was found within the plan, if it counts.
    pub fn take(&mut self, audited: Audited) -> Taken {
        let Audited {
            findings,
            summary,
            coverage,
        } = audited;
        let at = self.plans.len();
        let Some((of, by, share)) = self.seen.find(&self.plans, &summary) else {
            self.seen.add(at, &summary);
            self.plans.push(summary);
            let findings = marked(&self.accepted, findings);
            return Taken::Counted { findings, coverage };
        };
        self.repeats.push(Repeat {
            of,
            by,
            share,
            title: summary.titled(),
        });
        Taken::Duplicate(DuplicateOf {
            path: self.plans[of].document.clone(),
            reason: by,
        })
    }

    /// What the checks across plans find, and which plan rests on which.
    pub fn finish(self, rules: &Rules) -> (Vec<Finding>, Vec<Linked>) {
        let plans = Set::new(self.plans, self.repeats);
        let findings = marked(&self.accepted, set(&plans, rules));
        (findings, plans.linked())
    }
}

fn marked(accepted: &Accepted, mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut findings {
        finding.accepted = accepted.reason(&finding.id).map(str::to_string);
    }
    findings
}
