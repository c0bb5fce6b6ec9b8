//! All findings of a run, pressed as they come.

use super::block::{Press, press};
use super::index::Index;
use super::tasks::excerpt;
use crate::audit::Finding;
use serde::Serialize;
use std::io::{self, Write};

/// The findings pressed so far: a JSON array.
pub struct Findings {
    press: Press,
    any: bool,
}

impl Default for Findings {
    fn default() -> Self {
        Self {
            press: press(),
            any: false,
        }
    }
}

/// One finding; `evidence` is the number of the plan, the place, the line and the words.
#[derive(Serialize)]
struct Short<'a> {
    id: &'a str,
    check: &'a str,
    severity: &'a str,
    plan: Option<usize>,
    task: Option<&'a str>,
    vi: &'a str,
    en: &'a str,
    evidence: Vec<(usize, [usize; 2], usize, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'a str>,
}

impl Findings {
    /// Adds one.
    pub fn add(&mut self, finding: &Finding, index: &Index) -> io::Result<()> {
        let evidence = finding.evidence.iter().filter_map(|evidence| {
            let (number, plan) = index.plan(&evidence.document)?;
            let place = plan.units.span(evidence.span);
            Some((number, place, evidence.span.line, excerpt(&evidence.text)))
        });
        let short = Short {
            id: &finding.id,
            check: &finding.check,
            severity: finding.severity.as_str(),
            plan: index.plan(&finding.document).map(|(number, _)| number),
            task: finding.task.as_deref(),
            vi: &finding.words.vi,
            en: &finding.words.en,
            evidence: evidence.collect(),
            accepted: finding.accepted.as_deref(),
        };
        let between: &[u8] = if self.any { b"," } else { b"[" };
        self.any = true;
        self.press.write_all(between)?;
        Ok(serde_json::to_writer(&mut self.press, &short)?)
    }

    /// The pressed bytes.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        self.press.write_all(if self.any { b"]" } else { b"[]" })?;
        self.press.finish()
    }
}
