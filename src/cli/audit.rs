//! `kehoach audit`: what a dataset leaves uncovered or contradicts.

use super::reading::{MemorySize, RulesFolder};
use super::{SOME_FAILED, Stop, say};
use crate::audit::accepted;
use crate::audit_folder;
use crate::note::Severity;
use clap::Args;
use std::path::PathBuf;

/// Check the plans of a dataset, each and together
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Audit {
    /// The output folder of `kehoach extract`, with its records.jsonl
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// Table of findings that were looked at and may stand: columns id and reason [default: accepted.csv in DIR]
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,

    /// End with 1 where a finding that was not accepted is at least so severe
    #[arg(long, value_name = "SEVERITY", value_parser = ["info", "warning", "error"])]
    fail_on: Option<String>,

    /// No summary
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    memory: MemorySize,

    #[command(flatten)]
    rules: RulesFolder,
}

const EXAMPLES: &str = "\
Examples:
  kehoach audit output                          findings.csv and links.csv, made anew
  kehoach audit output --fail-on error          for scripts: 1 where something is certainly wrong
  kehoach audit output --accepted reviewed.csv  with what somebody has looked at

`extract` audits, too; this command does so again after accepted.csv was edited.

Exit codes: 0 done; 1 done, and --fail-on met something; 2 could not run.";

impl Audit {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let accepted = self
            .accepted
            .unwrap_or_else(|| self.folder.join(accepted::FILE));
        let summary = audit_folder(
            &self.folder,
            &accepted,
            self.rules.folder(),
            self.memory.size(),
        )?;
        let counts = summary.findings;
        if !self.quiet {
            say(&counts.to_string());
            let folder = self.folder.display();
            say(&format!("findings.csv and links.csv written to {folder}"));
            if !summary.older.is_empty() {
                let older = summary.older.join(", ");
                say(&format!(
                    "older than these findings: {older}; run `kehoach extract` again to renew them (plans that did not change are not read again)"
                ));
            }
        }
        let least = self.fail_on.and_then(|word| word.parse::<Severity>().ok());
        let failed = least.is_some_and(|least| counts.at_least(least) > 0);
        Ok(if failed { SOME_FAILED } else { 0 })
    }
}
