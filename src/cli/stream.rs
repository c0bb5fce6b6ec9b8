//! `kehoach stream`: documents from standard input, records to standard output, one a line.

use super::reading::{MemorySize, Reading, RulesFolder};
use super::{SOME_FAILED, Stop};
use crate::INDEX;
use crate::export::Context;
use crate::rules::Rules;
use crate::run::stream::{StreamError, StreamOptions, stream};
use clap::Args;
use std::io::{self, BufWriter};

/// Read documents from standard input and write their records to standard output, one a line and in order
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Stream {
    /// Threads; one a core by default
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// Answer with the rows of all tables and what the audit across plans needs, for programs that put a dataset together
    /// from many machines (see docs/scale.md)
    #[arg(long)]
    parts: bool,

    /// With --parts: index whose dimensions are the columns of the table `coverage`
    #[arg(long, value_name = "INDEX", default_value = INDEX)]
    index: String,

    #[command(flatten)]
    memory: MemorySize,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    rules: RulesFolder,
}

const EXAMPLES: &str = "\
Examples:
  kehoach stream < plans.jsonl > records.jsonl
  echo '{\"id\": 1, \"path\": \"plan.docx\"}' | kehoach stream

Each line of input is a document: {\"id\": …, \"text\": …}, {\"id\": …, \"path\": …} or {\"id\": …, \"base64\": …};
with \"base64\" or \"text\" a \"name\" may tell the format. Each line of output has the same id, and the fields of a
record as in records.jsonl, or `failure` with path, code and message.

Exit codes: 0 all read; 1 finished, but some documents failed; 2 could not run.";

impl Stream {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let rules = Rules::of(self.rules.folder())?;
        let context = self.parts.then(|| Context::new(&rules, &self.index));
        let options = StreamOptions {
            jobs: self.jobs.map(usize::from),
            reading: self.reading.options(),
            memory: self.memory.size(),
            parts: context.transpose()?,
        };
        let input = io::BufReader::with_capacity(1 << 18, io::stdin());
        let mut output = BufWriter::with_capacity(1 << 18, io::stdout().lock());
        match stream(input, &mut output, &options, &rules) {
            Ok(streamed) if streamed.failed > 0 => Ok(SOME_FAILED),
            Ok(_) => Ok(0),
            Err(StreamError::Error(error)) => Err(error.into()),
            Err(StreamError::Io(error)) => Err(error.into()),
        }
    }
}
