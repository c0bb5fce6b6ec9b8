//! `kehoach completions`: what a shell needs to complete our arguments.

use super::{Cli, Stop};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::{self, Write};

/// Write a completion script for a shell to standard output
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  kehoach completions bash > ~/.local/share/bash-completion/completions/kehoach
  kehoach completions powershell >> $PROFILE";

impl Completions {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        // Into memory first: the generator panics where standard output is closed.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "kehoach", &mut script);
        io::stdout().lock().write_all(&script)?;
        Ok(0)
    }
}
