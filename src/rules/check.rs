//! Runs every example of every rule (stub: reads the rules and no more).

use super::Rules;
use crate::error::Error;
use std::fmt;
use std::path::Path;

/// What a check found.
#[derive(Debug)]
pub struct CheckReport {
    /// BLAKE3 over the rules that were read.
    pub hash: String,
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules {}: no fault found", self.hash)
    }
}

/// Checks the rules of a folder, or the embedded ones.
pub fn check(folder: Option<&Path>) -> Result<CheckReport, Error> {
    let rules = match folder {
        Some(folder) => Rules::load(folder)?,
        None => Rules::embedded()?,
    };
    Ok(CheckReport {
        hash: rules.hash().to_string(),
    })
}
