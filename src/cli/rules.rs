//! `kehoach rules`: for those who edit the rules.

use super::Stop;
use crate::rules::check;
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
  kehoach rules check --rules my-rules";

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
        writeln!(io::stdout().lock(), "{report}")?;
        Ok(0)
    }
}
