//! Errors that stop a run, and failures that cost one input only.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What stops a run: bad rules, bad arguments, an output folder that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule file is wrong; the text names file, line and remedy.
    #[error("{0}")]
    Rules(String),
    /// An argument is wrong; the text says which and what was expected.
    #[error("{0}")]
    Usage(String),
    /// The output could not be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

/// One input that could not be read: a row of the `failures` table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The input as named or found, with forward slashes.
    pub path: String,
    /// Stable code: `empty`, `binary`, `undecodable`, `corrupt`, `encrypted`, `unreadable`, `unsupported`, `not-found`, `too-large`, `too-deep`, `too-slow`, `no-text-layer`, `internal`.
    pub code: String,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}
