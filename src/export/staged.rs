//! A file of a run in the making: it stands in the work folder until [`super::commit`] gives it its name.

use super::folder::{WORK, write_error};
use crate::error::Error;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile, TempPath};

/// Ending of the names of files in the making.
pub(super) const PART: &str = ".part";

/// A file in the making. Dropped before it is committed, it leaves nothing behind.
#[derive(Debug)]
pub struct Staged {
    file: BufWriter<NamedTempFile>,
    folder: PathBuf,
    name: String,
}

impl Staged {
    /// A file that will be `name` in `folder`; `name` may have a folder of its own, as in `parquet/tasks.parquet`.
    pub fn create(folder: &Path, name: &str) -> Result<Self, Error> {
        match part(folder) {
            Ok(file) => Ok(Self {
                file: BufWriter::new(file),
                folder: folder.to_path_buf(),
                name: name.to_string(),
            }),
            Err(source) => Err(write_error(folder, source)),
        }
    }

    /// Turns the system's reason into an error that names this file.
    pub fn error(&self, source: io::Error) -> Error {
        write_error(&self.target(), source)
    }

    /// The name that the file will have in the output folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path that the file will have.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// Where it stands until then, for who has to write by name.
    #[cfg(feature = "sqlite")]
    pub(super) fn path(&self) -> &Path {
        self.file.get_ref().path()
    }

    /// Ends the file: all of it is on the disk, and it stays where it is as long as the path is kept.
    pub(super) fn seal(self) -> Result<Sealed, Error> {
        let target = self.target();
        let Self { file, folder, name } = self;
        let sealed = file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.as_file().sync_all().map(|()| file.into_temp_path()));
        match sealed {
            Ok(path) => Ok(Sealed { path, folder, name }),
            Err(source) => Err(write_error(&target, source)),
        }
    }
}

/// A new file in the work folder of an output folder.
fn part(folder: &Path) -> io::Result<NamedTempFile> {
    let work = folder.join(WORK);
    fs::create_dir_all(&work)?;
    let mut builder = Builder::new();
    builder.suffix(PART);
    // Temporary files are private by default; a dataset is shared as the user's umask says.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(&work)
}

/// A file that is written and waits for its name.
#[derive(Debug)]
pub(super) struct Sealed {
    /// Where it stands; removed with this value.
    pub path: TempPath,
    /// The output folder.
    pub folder: PathBuf,
    /// Its name in that.
    pub name: String,
}

impl Sealed {
    /// From now on it stays, whatever becomes of this run.
    pub(super) fn keep(self) -> Result<(), Error> {
        let kept = self.path.keep();
        kept.map(drop)
            .map_err(|error| write_error(&self.folder.join(&self.name), error.error))
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    // As `BufWriter` has it, which does not look twice at pieces that fit: rows are written in thousands of them.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
