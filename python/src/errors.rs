//! What goes wrong, as Python raises it.

use kehoach::error::{Error, Failure};
use pyo3::prelude::*;

/// An error of these parts, of the class that is written in Python.
pub fn raised(py: Python<'_>, path: Option<&str>, code: &str, message: &str) -> PyErr {
    let class = py.import("kehoach._errors");
    let error = class
        .and_then(|module| module.getattr("KehoachError"))
        .and_then(|class| class.call1((message, path, code)));
    match error {
        Ok(error) => PyErr::from_value(error),
        Err(other) => other,
    }
}

/// A document that could not be read.
pub fn failed(py: Python<'_>, failure: &Failure) -> PyErr {
    raised(py, Some(&failure.path), &failure.code, &failure.message)
}

/// What stops everything: bad rules or bad arguments.
pub fn stopped(py: Python<'_>, error: &Error) -> PyErr {
    let code = match error {
        Error::Rules(_) => "rules",
        Error::Usage(_) => "usage",
        Error::Write { .. } => "write",
    };
    // Arguments have names here, not dashes.
    let message = error.to_string();
    raised(py, None, code, message.trim_start_matches("--"))
}
