//! What grows with a run: kept in memory up to a limit, and beyond it in nameless files, so that any number of documents
//! fits.
//!
//! The files stand in the work folder of the output and have no name there: the system removes them with the process,
//! however that ends, and nothing is left to be cleared away.

mod memory;
mod packed;
mod sorter;
mod spool;

pub use memory::Memory;
pub use packed::{Packer, pack, unpack};
pub use sorter::{Sorted, Sorter};
pub use spool::Spool;

use crate::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Where things are kept aside, and how much of each kind stays in memory.
#[derive(Debug, Clone)]
pub struct Aside {
    folder: PathBuf,
    limit: usize,
}

impl Aside {
    /// Keeps at most `limit` bytes of each kind in memory, and the rest in `folder`, which is made when it is needed.
    pub fn new(folder: &Path, limit: usize) -> Self {
        Self {
            folder: folder.to_path_buf(),
            limit,
        }
    }

    /// Bytes of one kind that stay in memory.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// A file without a name, gone when it is dropped.
    pub fn file(&self) -> io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        tempfile::tempfile_in(&self.folder)
    }

    /// Turns the system's reason into an error that names the folder.
    pub fn error(&self, source: io::Error) -> Error {
        Error::Write {
            path: self.folder.clone(),
            source,
        }
    }
}

impl Default for Aside {
    /// In the system's folder for temporary files.
    fn default() -> Self {
        Self::new(&std::env::temp_dir(), Memory::default().aside())
    }
}

#[cfg(test)]
mod tests;
