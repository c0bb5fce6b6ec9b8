//! How many findings there are of each severity.

use super::Finding;
use crate::note::Severity;
use serde::Serialize;
use std::fmt;

/// Counts of findings; those that were accepted apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FindingCounts {
    /// Certainly wrong.
    pub error: usize,
    /// Missing or doubtful.
    pub warning: usize,
    /// Worth knowing.
    pub info: usize,
    /// Accepted with a reason, of any severity.
    pub accepted: usize,
}

impl FindingCounts {
    /// Counts some more.
    pub fn add(&mut self, findings: &[Finding]) {
        for finding in findings {
            let count = match (&finding.accepted, finding.severity) {
                (Some(_), _) => &mut self.accepted,
                (None, Severity::Error) => &mut self.error,
                (None, Severity::Warning) => &mut self.warning,
                (None, Severity::Info) => &mut self.info,
            };
            *count += 1;
        }
    }

    /// How many that were not accepted are at least so severe.
    pub fn at_least(&self, least: Severity) -> usize {
        match least {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Info => self.error + self.warning + self.info,
        }
    }
}

impl fmt::Display for FindingCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            error,
            warning,
            info,
            accepted,
        } = self;
        write!(
            f,
            "findings: {error} errors, {warning} warnings, {info} remarks ({accepted} accepted)"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severe_counts_hold_the_more_severe() {
        let counts = FindingCounts {
            error: 1,
            warning: 2,
            info: 4,
            accepted: 8,
        };
        let at_least = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|least| counts.at_least(least));
        assert_eq!(at_least, [1, 3, 7]);
        assert_eq!(
            counts.to_string(),
            "findings: 1 errors, 2 warnings, 4 remarks (8 accepted)"
        );
    }
}
