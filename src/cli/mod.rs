//! The command line: a file per command.

mod audit;
mod completions;
mod diff;
mod eval;
mod explain;
mod extract;
mod normalize;
mod progress;
mod reading;
mod rules;
mod schema;
mod stream;
mod text;
mod watch;

use crate::error::Error;
use crate::value::visible::visible;
use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

/// Finished, but some inputs failed, some examples did not come out, or something differs that must not.
const SOME_FAILED: u8 = 1;
/// Could not run: bad arguments, bad rules, an output that cannot be written. Also clap's own code.
const COULD_NOT_RUN: u8 = 2;

/// Reads Vietnamese administrative plans in bulk and writes the dataset that is in them:
/// who must do what, by when, on which dimension of which index, and where in the text it says so.
#[derive(Debug, Parser)]
#[command(name = "kehoach", version, after_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  kehoach extract plans -o output            every plan in a folder, as CSV tables and records.jsonl
  kehoach explain plan.txt:28                why line 28 gives the values it gives
  kehoach audit output                       what the plans leave uncovered, once more
  kehoach diff before after                  what a run gained, lost and changed
  kehoach text plan.docx                     what was read, before anything is understood
  kehoach normalize scan.txt > clean.txt     only the clean text
  kehoach rules check --rules my-rules       try the examples of edited rules
  kehoach stream < in.jsonl > out.jsonl      a filter for pipes
  kehoach schema --markdown                  what every table and column means

Exit codes: 0 all read; 1 finished, but some inputs failed; 2 could not run.";

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    Explain(explain::Explain),
    Audit(audit::Audit),
    Diff(diff::DiffCommand),
    Text(text::Text),
    Normalize(normalize::Normalize),
    Eval(eval::Eval),
    Rules(rules::RulesCommand),
    Schema(schema::SchemaCommand),
    Stream(stream::Stream),
    Completions(completions::Completions),
}

/// Why a command ended early.
#[derive(Debug)]
enum Stop {
    /// The run cannot be done.
    Error(Error),
    /// Standard output gave way.
    Io(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Error(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Io(error)
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let done = match cli.command {
        Command::Extract(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Audit(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Text(command) => command.run(),
        Command::Normalize(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::Rules(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Stream(command) => command.run(),
        Command::Completions(command) => command.run(),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // The reader of our output has seen enough: `kehoach normalize … | head`.
        Err(Stop::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Io(error)) => complain(&format!("cannot write to standard output: {error}")),
        Err(Stop::Error(error)) => complain(&with_remedy(&error)),
    }
}

/// Prints help and version as clap does, and wrong arguments in our own form.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    match text.strip_prefix("error: ") {
        Some(reason) => complain(reason.trim_end()),
        None => {
            say(text.trim_end());
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn complain(reason: &str) -> ExitCode {
    say(&format!("kehoach: {reason}"));
    ExitCode::from(COULD_NOT_RUN)
}

fn with_remedy(error: &Error) -> String {
    match error {
        Error::Write { .. } => format!(
            "{error}; close the file where it is open in another program, or name another folder with -o"
        ),
        _ => error.to_string(),
    }
}

/// Writes a line to standard error, control characters shown; where that is closed, there is nobody to tell.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(line));
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples() {
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            assert!(help.contains("Examples:"), "{}", command.get_name());
        }
    }
}
