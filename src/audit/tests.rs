//! Every check on its examples, and what holds for all of them.

use super::*;
use crate::ingest::{Origin, Source};
use crate::link::record::Record;
use crate::note::Notes;
use crate::spill::Aside;
use proptest::prelude::*;
use set::Linked;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

pub(super) fn record(text: &str) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.txt");
    std::fs::write(&path, text).unwrap();
    let source = Source {
        path: "plan.txt".to_string(),
        origin: Origin::File(path),
    };
    let mut notes = Notes::default();
    let raw = crate::ingest::read(&source, &mut notes).unwrap();
    let text = crate::text::text(raw, &mut notes);
    let outline = crate::outline::outline(text, &RULES, &mut notes);
    let facts = crate::extract::extract(outline, &RULES, &mut notes);
    crate::link::link(facts, &RULES, notes)
}

fn found(text: &str, id: &str) -> Vec<Finding> {
    let mut findings = within(&Plan::new(&record(text), &RULES.memo), &RULES);
    findings.retain(|finding| finding.check == id);
    findings
}

/// What a check finds on its examples: one by one, or all together where it looks across plans.
fn on_examples(check: &Check, texts: &[&str]) -> Vec<Vec<Finding>> {
    match check.run {
        Run::Within(_) => texts.iter().map(|text| found(text, check.id)).collect(),
        Run::Across(_) => {
            let mut auditor = Auditor::default();
            for (at, text) in texts.iter().enumerate() {
                let mut record = record(text);
                record.source.path = format!("{at}.txt");
                auditor.take(Audited::of(&record, &RULES)).unwrap();
            }
            let (mut findings, _) = auditor.finish(&RULES).unwrap();
            findings.retain(|finding| finding.check == check.id);
            vec![findings]
        }
    }
}

#[test]
fn every_check_fires_on_its_examples_and_not_on_the_others() {
    for check in CHECKS {
        assert!(
            !check.fires.is_empty() && !check.silent.is_empty(),
            "{}",
            check.id
        );
        for (at, findings) in on_examples(check, check.fires).iter().enumerate() {
            assert!(
                !findings.is_empty(),
                "{} is silent on\n{}",
                check.id,
                check.fires[at]
            );
        }
        for (at, findings) in on_examples(check, check.silent).iter().enumerate() {
            assert!(
                findings.is_empty(),
                "{} fires on\n{}\n{findings:#?}",
                check.id,
                check.silent[at]
            );
        }
    }
}

#[test]
fn every_check_says_what_and_why() {
    let ids: BTreeSet<&str> = CHECKS.iter().map(|check| check.id).collect();
    assert_eq!(ids.len(), CHECKS.len());
    for check in CHECKS {
        assert!(
            check
                .id
                .split_once('/')
                .is_some_and(|(on, what)| !on.is_empty() && !what.is_empty())
        );
        assert!(
            !check.name_vi.is_empty() && !check.name_en.is_empty(),
            "{}: a name in both languages",
            check.id
        );
        assert!(
            !check.name_vi.is_empty() && !check.name_en.is_empty(),
            "{}: expected a name in both languages",
            check.id
        );
        assert!(
            check.why_vi.ends_with('.') && check.why_en.ends_with('.'),
            "{}",
            check.id
        );
        assert_eq!(super::check(check.id).map(|found| found.id), Some(check.id));
    }
}

#[test]
fn every_finding_has_evidence_that_stands_in_the_text() {
    for check in CHECKS {
        for text in check.fires {
            let letters: Vec<char> = text.chars().collect();
            for finding in found(text, check.id) {
                assert!(!finding.evidence.is_empty(), "{}", check.id);
                for evidence in finding.evidence {
                    let quote: String = letters[evidence.span.start..evidence.span.end]
                        .iter()
                        .collect();
                    assert!(
                        evidence.text.is_empty() || quote.contains(&evidence.text),
                        "{}: {}",
                        check.id,
                        evidence.text
                    );
                }
            }
        }
    }
}

#[test]
fn ids_are_unique_and_stay_when_the_file_is_read_again() {
    for check in CHECKS {
        for text in check.fires {
            let ids = |text: &str| -> Vec<String> {
                within(&Plan::new(&record(text), &RULES.memo), &RULES)
                    .into_iter()
                    .map(|finding| finding.id)
                    .collect()
            };
            let once = ids(text);
            assert_eq!(once, ids(text));
            assert_eq!(once.iter().collect::<BTreeSet<_>>().len(), once.len());
        }
    }
}

/// Summaries of the examples of all checks across plans, some of them twice.
static SUMMARIES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let across = CHECKS
        .iter()
        .filter(|check| matches!(check.run, Run::Across(_)));
    let texts = across.flat_map(|check| check.fires.iter().chain(check.silent));
    let named = texts.enumerate().map(|(at, text)| {
        let mut record = record(text);
        record.source.path = format!("{at:03}.txt");
        Summary::of(&Plan::new(&record, &RULES.memo))
            .to_bytes()
            .unwrap()
    });
    named.collect()
});

/// What an audit makes of these summaries, each of which it gets as bytes.
fn merged(summaries: &[Vec<u8>], limit: usize) -> (Vec<Option<String>>, Vec<Finding>, Vec<Linked>) {
    let aside = Aside::new(&std::env::temp_dir(), limit);
    let mut auditor = Auditor::keeping(Accepted::default(), &aside);
    let mut placed = Vec::new();
    for bytes in summaries {
        let summary = Summary::from_bytes(bytes).unwrap();
        placed.push(auditor.summary(summary).unwrap().map(|of| of.path));
    }
    let (findings, links) = auditor.finish(&RULES).unwrap();
    (placed, findings, links)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Groups that machines sum up on their own, in whatever way they are cut and joined again.
    #[test]
    fn merging_does_not_depend_on_how_summaries_were_cut(
        order in Just((0..SUMMARIES.len()).collect::<Vec<_>>()).prop_shuffle(),
        cuts in prop::collection::btree_set(0..SUMMARIES.len(), 0..6),
        limit in prop::sample::select(vec![0, 100, 4096, 1 << 16]),
    ) {
        let whole: Vec<_> = order.iter().map(|at| SUMMARIES[*at].clone()).collect();
        let mut parts: Vec<Vec<Vec<u8>>> = Vec::new();
        let mut start = 0;
        for end in cuts.into_iter().chain([whole.len()]) {
            // A part goes its own way as bytes and comes back.
            let part = whole[start..end].iter();
            let part = part.map(|bytes| Summary::from_bytes(bytes).unwrap().to_bytes().unwrap());
            parts.push(part.collect());
            start = end;
        }
        prop_assert_eq!(merged(&parts.concat(), limit), merged(&whole, 1 << 24));
    }
}
