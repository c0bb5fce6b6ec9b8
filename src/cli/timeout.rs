//! `--timeout`, an option of the commands that read documents.

use crate::ingest::{Ocr, ReadOptions};
use clap::Args;
use std::time::Duration;

/// How long one document may take.
#[derive(Debug, Clone, Copy, Args)]
pub struct Timeout {
    /// Seconds that one document may take before it is given up; text recognition does not count
    #[arg(long = "timeout", value_name = "SECONDS", default_value_t = usual(), value_parser = clap::value_parser!(u64).range(1..))]
    seconds: u64,
}

fn usual() -> u64 {
    ReadOptions::default().timeout.as_secs()
}

impl Timeout {
    /// With this limit, and pages recognised as said.
    pub fn reading(self, ocr: Ocr) -> ReadOptions {
        ReadOptions {
            ocr,
            timeout: Duration::from_secs(self.seconds),
        }
    }
}
