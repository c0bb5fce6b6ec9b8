//! The audit of an earlier run once more, for `kehoach audit`.

use super::INDEX;
use crate::audit::{Accepted, Audited, Auditor, FindingCounts, Taken};
use crate::error::Error;
use crate::export::{self, Context, OutputFolder};
use crate::rules::Rules;
use std::path::Path;

/// Audits the records of an earlier run again and writes the tables of findings and links anew; returns how many
/// findings there are.
///
/// # Errors
/// `Error::Usage` where the folder has no readable `records.jsonl`; bad rules, a bad `accepted`, an unwritable folder.
pub fn audit_folder(
    folder: &Path,
    accepted: &Path,
    rules: Option<&Path>,
) -> Result<FindingCounts, Error> {
    let rules = Rules::of(rules)?;
    let context = Context::new(&rules, INDEX)?;
    export::has_records(folder)?;
    let output = OutputFolder::open(folder)?;
    let mut auditor = Auditor::new(Accepted::read(accepted)?);
    let mut sink = export::open_audit(output.path(), &context)?;
    let mut counts = FindingCounts::default();
    export::each_record(output.path(), |record| {
        match auditor.take(Audited::of(&record, &rules)) {
            Taken::Counted { findings, .. } => {
                counts.add(&findings);
                sink.findings(&findings)
            }
            Taken::Duplicate(_) => Ok(()),
        }
    })?;
    let (findings, links) = auditor.finish(&rules);
    counts.add(&findings);
    sink.findings(&findings)?;
    sink.links(&links)?;
    export::commit(sink.finish()?)?;
    Ok(counts)
}
