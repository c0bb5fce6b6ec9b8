//! The half of the Python package that is in Rust: documents read without Python's lock, and tables as columns of Arrow.
//! The other half, in `lib/kehoach/`, is what people call.

mod columns;
mod errors;
mod merge;
mod reader;
mod written;

use pyo3::prelude::*;

#[pymodule]
mod _kehoach {
    use super::*;

    #[pymodule_export]
    use crate::merge::{Summaries, Totals};
    #[pymodule_export]
    use crate::reader::Reader;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
