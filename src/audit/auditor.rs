//! The audit of a run: plan after plan as they are read, then all of them together.

use super::coverage::Coverage;
use super::set::{Linked, Set};
use super::summary::Summary;
use super::{Accepted, Finding, plan, set};
use crate::link::record::Record;
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

/// Takes the plans in input order.
#[derive(Debug, Default)]
pub struct Auditor {
    accepted: Accepted,
    plans: Vec<Summary>,
}

impl Auditor {
    /// An audit that knows which findings were accepted.
    pub fn new(accepted: Accepted) -> Self {
        Self {
            accepted,
            plans: Vec::new(),
        }
    }

    /// Keeps what the checks across plans need and returns what was found within the plan.
    pub fn plan(&mut self, audited: Audited) -> Vec<Finding> {
        self.plans.push(audited.summary);
        self.marked(audited.findings)
    }

    /// What the checks across plans find, and which plan rests on which.
    pub fn finish(self, rules: &Rules) -> (Vec<Finding>, Vec<Linked>) {
        let accepted = Self {
            accepted: self.accepted,
            plans: Vec::new(),
        };
        let plans = Set::new(self.plans);
        let findings = accepted.marked(set(&plans, rules));
        (findings, plans.linked())
    }

    fn marked(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        for finding in &mut findings {
            finding.accepted = self.accepted.reason(&finding.id).map(str::to_string);
        }
        findings
    }
}
