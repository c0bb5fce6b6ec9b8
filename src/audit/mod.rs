//! Record → Findings: what is missing or contradictory, within a plan and across plans. A file per check.

pub mod accepted;
mod agency_above;
mod agency_not_in_force;
mod agency_not_recipient;
mod annex_disagrees;
mod auditor;
mod chain_deadline_later;
mod chain_dimension_dropped;
mod citation_later;
mod copy_near;
mod counts;
pub mod coverage;
mod deadline_after_year;
mod deadline_before_issue;
mod deadline_impossible;
mod dimension_mentioned;
mod dimension_nobody;
mod dimension_not_treated;
mod document_draft;
mod document_duplicate;
mod document_number_issuer;
mod document_number_twice;
mod document_own_number;
mod example;
pub mod finding;
mod likeness;
pub mod plan;
mod plans;
pub mod repeats;
mod scope;
pub mod set;
mod set_unit_without_plan;
mod subdimension_not_named;
pub mod summary;
mod table_total;
mod task_no_agency;
mod task_no_deadline;
mod task_no_lead;
mod year_stale;

pub use accepted::Accepted;
pub use auditor::{Audited, Auditor, Found, Taken};
pub use counts::FindingCounts;
pub use finding::Finding;

use crate::deadline;
use crate::error::Error;
use crate::note::Severity;
use crate::rules::Rules;
use finding::Remark;
use plan::Plan;
use set::Set;
use std::collections::BTreeMap;
use summary::Summary;

/// One check of the catalogue.
#[derive(Debug)]
pub struct Check {
    /// Its name: what it is about, then what is wrong.
    pub id: &'static str,
    /// What people call it, in Vietnamese.
    pub name_vi: &'static str,
    /// What people call it, in English.
    pub name_en: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// Why it matters, in Vietnamese.
    pub why_vi: &'static str,
    /// Why it matters, in English.
    pub why_en: &'static str,
    /// What it does.
    pub run: Run,
    /// Plans on which it fires; of a check across plans, a set on which it does.
    pub fires: &'static [&'static str],
    /// Plans, or a set, on which it has nothing to say.
    pub silent: &'static [&'static str],
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// One plan.
    Within(fn(&Plan<'_>, &Rules) -> Vec<Remark>),
    /// All plans of a run.
    Across(fn(&mut Set, &Rules, &mut Tell<'_>) -> Result<(), Error>),
}

/// Takes the remarks of a check across plans, each with the place of the plan that it is about and its summary. They come
/// in the order of the plans.
pub type Tell<'a> = dyn FnMut(usize, &Summary, Remark) -> Result<(), Error> + 'a;

/// All checks, in the order in which findings are listed.
pub const CHECKS: &[&Check] = &[
    &document_draft::CHECK,
    &document_number_issuer::CHECK,
    &document_own_number::CHECK,
    &citation_later::CHECK,
    &dimension_not_treated::CHECK,
    &dimension_mentioned::CHECK,
    &dimension_nobody::CHECK,
    &subdimension_not_named::CHECK,
    &task_no_agency::CHECK,
    &task_no_lead::CHECK,
    &task_no_deadline::CHECK,
    &deadline_before_issue::CHECK,
    &deadline_after_year::CHECK,
    &deadline_impossible::CHECK,
    &year_stale::CHECK,
    &agency_not_in_force::CHECK,
    &agency_above::CHECK,
    &agency_not_recipient::CHECK,
    &annex_disagrees::CHECK,
    &table_total::CHECK,
    &chain_dimension_dropped::CHECK,
    &chain_deadline_later::CHECK,
    &set_unit_without_plan::CHECK,
    &copy_near::CHECK,
    &document_duplicate::CHECK,
    &document_number_twice::CHECK,
];

/// The check of this id.
pub fn check(id: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.id == id)
}

/// What the checks find in one plan, in the order of [`CHECKS`], then of the text.
pub fn within(plan: &Plan<'_>, rules: &Rules) -> Vec<Finding> {
    let (key, path) = (plan.key(), &plan.record.source.path);
    let mut findings = Vec::new();
    for check in CHECKS {
        deadline::check();
        if let Run::Within(run) = check.run {
            let mut numbers = Numbers::default();
            let remarks = run(plan, rules).into_iter();
            findings.extend(remarks.map(|remark| numbers.finding(check, path, &key, remark)));
        }
    }
    findings
}

/// Tells what the checks find across plans, in the order of [`CHECKS`], then of the plans.
pub(crate) fn across(
    set: &mut Set,
    rules: &Rules,
    tell: &mut dyn FnMut(Finding) -> Result<(), Error>,
) -> Result<(), Error> {
    let several = set.keys_of_several();
    for check in CHECKS {
        let Run::Across(run) = check.run else {
            continue;
        };
        // Plans that share a key share its numbers; those of all others are done with when the next plan comes.
        let (mut own, mut joint) = ((usize::MAX, Numbers::default()), Numbers::default());
        run(set, rules, &mut |at, plan, remark| {
            if own.0 != at {
                own = (at, Numbers::default());
            }
            let numbers = match several.contains(&plans::hash(&plan.key)) {
                true => &mut joint,
                false => &mut own.1,
            };
            tell(numbers.finding(check, &plan.document, &plan.key, remark))
        })?;
    }
    Ok(())
}

/// Tells findings of one check apart that are the same in all else.
#[derive(Debug, Default)]
struct Numbers(BTreeMap<(String, String), usize>);

impl Numbers {
    fn finding(&mut self, check: &Check, document: &str, key: &str, remark: Remark) -> Finding {
        let repeat = self
            .0
            .entry((key.to_string(), remark.subject.clone()))
            .or_default();
        let id = finding::id(check.id, key, &remark.subject, *repeat);
        *repeat += 1;
        Finding {
            id,
            check: check.id.to_string(),
            severity: check.severity,
            document: document.to_string(),
            task: remark.task,
            words: remark.words,
            evidence: remark.evidence,
            accepted: None,
        }
    }
}

#[cfg(test)]
mod tests;
