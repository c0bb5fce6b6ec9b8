//! `kehoach rules`: for those who edit the rules.

use super::diff::Shown;
use super::reading::{Reading, RulesFolder};
use super::{SOME_FAILED, Stop, say};
use crate::rules::Rules;
use crate::rules::check::{self, CheckReport};
use clap::{Args, Subcommand};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Check the rules, and see what edited rules change
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
  kehoach rules test --rules my-rules plans

Exit codes: 0 no fault; 1 some examples did not come out, or a pattern costs too much; 2 a file cannot be used.";

const TEST_EXAMPLES: &str = "\
Examples:
  kehoach rules test --rules my-rules plans                    against the rules that are built in
  kehoach rules test --rules new --against old 'plans/*.txt'   against other rules
  kehoach rules test --rules my-rules plans --format csv > effect.csv

Exit codes: 0 compared; 1 some inputs failed, or something differs with --fail-on-change; 2 could not run.";

#[derive(Debug, Subcommand)]
enum Action {
    /// Read all rule files, try every example in them, and count what the patterns cost
    #[command(after_help = EXAMPLES)]
    Check {
        #[command(flatten)]
        rules: RulesFolder,
    },
    /// Read plans with edited rules, and show what they gain, lose and change
    #[command(after_help = TEST_EXAMPLES)]
    Test(Test),
}

/// Arguments of `rules test`.
#[derive(Debug, Args)]
struct Test {
    /// Files, folders (with all folders in them), globs in quotes, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    inputs: Vec<String>,

    /// Folder of the edited rules
    #[arg(long, value_name = "DIR")]
    rules: PathBuf,

    /// Folder of rules to compare with, in place of those that are built in
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    shown: Shown,
}

impl RulesCommand {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        match self.action {
            Action::Check { rules } => check_rules(rules.folder()),
            Action::Test(test) => test.run(),
        }
    }
}

fn check_rules(rules: Option<&Path>) -> Result<u8, Stop> {
    let report = check::check(rules)?;
    writeln!(io::stdout().lock(), "{}", sizes(&report))?;
    for failure in &report.failures {
        say(&format!("kehoach: {failure}"));
    }
    for costly in &report.costly {
        say(&format!("kehoach: {costly}"));
    }
    Ok(if report.failures.is_empty() && report.costly.is_empty() {
        0
    } else {
        SOME_FAILED
    })
}

impl Test {
    fn run(self) -> Result<u8, Stop> {
        let new = Rules::load(&self.rules)?;
        let old = Rules::of(self.against.as_deref())?;
        let compared = crate::compare(&self.inputs, &self.reading.options(), &old, &new)?;
        for failure in &compared.failures {
            say(&format!("failed: {}: {}", failure.path, failure.message));
        }
        let diff = crate::diff::diff(&compared.old, &compared.new, &crate::diff::original);
        let code = self.shown.show(&diff)?;
        Ok(if compared.failures.is_empty() {
            code
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
        "{lines}{} rules, {} examples, {} failed, {} too costly",
        report.rules,
        report.examples,
        report.failures.len(),
        report.costly.len()
    )
}
