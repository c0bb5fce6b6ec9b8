//! `kehoach rules`: for those who edit the rules.

use super::{SOME_FAILED, Stop, say};
use crate::rules::check::{self, CheckReport};
use clap::{Args, Subcommand};
use std::io::{self, Write};
use std::path::PathBuf;

/// Check the rules
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RulesCommand {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  kehoach rules check
  kehoach rules check --rules my-rules

Exit codes: 0 no fault; 1 some examples did not come out; 2 a file cannot be used.";

#[derive(Debug, Subcommand)]
enum Action {
    /// Read all rule files and try every example in them
    #[command(after_help = EXAMPLES)]
    Check {
        /// Folder of rules in place of those that are built in
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
}

impl RulesCommand {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let Action::Check { rules } = self.action;
        let report = check::check(rules.as_deref())?;
        writeln!(io::stdout().lock(), "{}", sizes(&report))?;
        for failure in &report.failures {
            say(&format!("kehoach: {failure}"));
        }
        Ok(if report.failures.is_empty() {
            0
        } else {
            SOME_FAILED
        })
    }
}

/// A line for each file, and one for the rules and their examples.
fn sizes(report: &CheckReport) -> String {
    let files = report.files.iter();
    let lines: String = files
        .map(|file| format!("{:24} {:6}\n", file.file, file.entries))
        .collect();
    format!(
        "{lines}{} rules, {} examples, {} failed",
        report.rules,
        report.examples,
        report.failures.len()
    )
}
