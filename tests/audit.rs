//! The audit over the sample plans: each check finds its slip in one of them, and all are silent on the plan without one.

use kehoach::audit::{Accepted, Audited, Auditor, CHECKS, Finding, Taken};
use kehoach::ingest::{self, Source};
use kehoach::rules::Rules;
use std::collections::BTreeSet;

/// What the audit finds in the plans of these folders and globs, as one set.
fn findings(inputs: &[&str]) -> Vec<Finding> {
    let root = env!("CARGO_MANIFEST_DIR");
    let inputs: Vec<String> = inputs
        .iter()
        .map(|input| format!("{root}/{input}"))
        .collect();
    let (sources, missing) = ingest::walk(&inputs);
    assert!(missing.is_empty() && !sources.is_empty(), "{missing:?}");
    let rules = Rules::embedded().unwrap();
    let mut auditor = Auditor::new(Accepted::default());
    let audited = |source: &Source| {
        let record = kehoach::read(source, &rules).unwrap();
        match auditor.take(Audited::of(&record, &rules)).unwrap() {
            Taken::Counted { findings, .. } => findings,
            Taken::Duplicate(_) => Vec::new(),
        }
    };
    let mut findings: Vec<Finding> = sources.iter().flat_map(audited).collect();
    findings.extend(auditor.finish(&rules).unwrap().0);
    findings
}

#[test]
fn every_check_finds_its_slip_in_a_sample_plan() {
    let found = findings(&["corpus/*.txt", "corpus/*.md", "corpus/audit/*.txt"]);
    let found: BTreeSet<&str> = found.iter().map(|finding| finding.check.as_str()).collect();
    let silent: Vec<&str> = CHECKS
        .iter()
        .map(|check| check.id)
        .filter(|id| !found.contains(id))
        .collect();
    assert!(silent.is_empty(), "no sample plan for {silent:?}");
}

#[test]
fn no_check_finds_anything_in_a_plan_without_slips() {
    let all = findings(&["corpus/audit/*.txt"]);
    let clean: Vec<&Finding> = all
        .iter()
        .filter(|finding| finding.document.ends_with("3-tuy-phuoc-2024.txt"))
        .collect();
    assert!(clean.is_empty(), "{clean:#?}");
    assert!(all.len() > CHECKS.len());
}
