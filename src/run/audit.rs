//! The audit of an earlier run once more, for `kehoach audit`.

use super::INDEX;
use crate::audit::{Accepted, Audited, Auditor, FindingCounts, Found, Taken};
use crate::error::Error;
use crate::export::{self, Context, OutputFolder, SHOW_FINDINGS};
use crate::rules::Rules;
use crate::spill::{Aside, Memory};
use std::path::Path;

/// What an audit of an earlier run did.
#[derive(Debug, Clone, Default)]
pub struct AuditSummary {
    /// What it found.
    pub findings: FindingCounts,
    /// Files of that run that show the findings as they were then: names in the folder.
    pub older: Vec<&'static str>,
}

/// Audits the records of an earlier run again and writes the tables of findings and links anew.
///
/// # Errors
/// `Error::Usage` where the folder has no readable `records.jsonl`; bad rules, a bad `accepted`, an unwritable folder.
pub fn audit_folder(
    folder: &Path,
    accepted: &Path,
    rules: Option<&Path>,
    memory: Memory,
) -> Result<AuditSummary, Error> {
    let rules = Rules::of(rules)?;
    let context = Context::new(&rules, INDEX)?;
    export::has_records(folder)?;
    let output = OutputFolder::open(folder)?;
    let aside = Aside::new(&output.work(), memory.aside());
    let mut auditor = Auditor::keeping(Accepted::read(accepted)?, &aside);
    let mut sink = export::open_audit(output.path(), &context)?;
    let mut summary = AuditSummary::default();
    export::each_record(output.path(), |record| {
        match auditor.take(Audited::of(&record, &rules))? {
            Taken::Counted { findings, .. } => {
                summary.findings.add(&findings);
                sink.findings(&findings)
            }
            Taken::Duplicate(_) => Ok(()),
        }
    })?;
    auditor.tell(&rules, &mut |found| match found {
        Found::Finding(finding) => {
            let finding = std::slice::from_ref(&finding);
            summary.findings.add(finding);
            sink.findings(finding)
        }
        Found::Link(link) => sink.links(std::slice::from_ref(&link)),
    })?;
    export::commit(sink.finish()?)?;
    let there = SHOW_FINDINGS.iter().copied();
    summary.older = there
        .filter(|name| output.path().join(name).exists())
        .collect();
    Ok(summary)
}
