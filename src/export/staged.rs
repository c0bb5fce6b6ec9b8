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
    target: PathBuf,
}

impl Staged {
    /// A file that will be `name` in `folder`.
    pub fn create(folder: &Path, name: &str) -> Result<Self, Error> {
        let target = folder.join(name);
        let work = folder.join(WORK);
        let mut builder = Builder::new();
        builder.suffix(PART);
        // Temporary files are private by default; a dataset is shared as the user's umask says.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        match fs::create_dir_all(&work).and_then(|()| builder.tempfile_in(&work)) {
            Ok(file) => Ok(Self {
                file: BufWriter::new(file),
                target,
            }),
            Err(source) => Err(write_error(folder, source)),
        }
    }

    /// Turns the system's reason into an error that names this file.
    pub fn error(&self, source: io::Error) -> Error {
        write_error(&self.target, source)
    }

    /// The name that the file will have, without the folder.
    pub fn name(&self) -> String {
        self.target
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    /// The path that the file will have.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Ends the file: all of it is on the disk, and it stays where it is as long as the path is kept.
    pub(super) fn seal(self) -> Result<Sealed, Error> {
        let Self { file, target } = self;
        let sealed = file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.as_file().sync_all().map(|()| file.into_temp_path()));
        match sealed {
            Ok(path) => Ok(Sealed { path, target }),
            Err(source) => Err(write_error(&target, source)),
        }
    }
}

/// A file that is written and waits for its name.
#[derive(Debug)]
pub(super) struct Sealed {
    /// Where it stands; removed with this value.
    pub path: TempPath,
    /// Where it will stand.
    pub target: PathBuf,
}

impl Sealed {
    /// From now on it stays, whatever becomes of this run.
    pub(super) fn keep(self) -> Result<(), Error> {
        let kept = self.path.keep();
        kept.map(drop)
            .map_err(|error| write_error(&self.target, error.error))
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
