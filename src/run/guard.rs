//! What must not end a run: a panic inside one document; and what must: a run without a document.

use crate::error::{Error, Failure};
use crate::ingest::{self, ReadOptions, Source};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Turns a panic inside one document, and time that is over, into a failure of that document.
pub(crate) fn guarded<T>(
    source: &Source,
    options: &ReadOptions,
    read: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    let read = || ingest::in_time(source, options, read);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|payload| {
        Err(Failure {
            path: source.path.clone(),
            code: "internal".to_string(),
            message: format!(
                "kehoach has a fault and gave this document up ({}); please report it with the document",
                panic_message(payload.as_ref())
            ),
        })
    })
}

fn panic_message(payload: &dyn Any) -> &str {
    let fixed = payload.downcast_ref::<&str>().copied();
    fixed
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

/// A run without a single document is a slip in the arguments, not an empty dataset.
pub(super) fn no_input(missing: &[Failure]) -> Error {
    let reasons = missing
        .iter()
        .map(|failure| format!("\n  {}: {}", failure.path, failure.message));
    Error::Usage(format!(
        "no input found: name files, folders, globs in quotes, or `-` for standard input{}",
        reasons.collect::<String>()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Origin;

    #[test]
    fn a_panic_costs_one_document() {
        let source = Source {
            path: "a.txt".to_string(),
            origin: Origin::Stdin,
        };
        let failure = guarded::<()>(&source, &ReadOptions::default(), || panic!("at line {}", 3))
            .unwrap_err();
        assert_eq!(
            (failure.path.as_str(), failure.code.as_str()),
            ("a.txt", "internal")
        );
        assert!(failure.message.contains("at line 3"));
    }
}
