//! Output files under temporary names, renamed together when the run is finished.

use crate::error::Error;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// A file in the making. Dropped before `commit`, it leaves nothing behind.
#[derive(Debug)]
pub struct Staged {
    file: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl Staged {
    /// A file that will be `name` in `folder`.
    pub fn create(folder: &Path, name: &str) -> Result<Self, Error> {
        let target = folder.join(name);
        let mut builder = Builder::new();
        builder.prefix(".kehoach-").suffix(".part");
        // Temporary files are private by default; a dataset is shared as the user's umask says.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        match builder.tempfile_in(folder) {
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
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Makes the output folder.
pub fn prepare(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|source| write_error(folder, source))
}

/// Gives all files their names. What can be refused is tried for all of them before the first is renamed.
pub fn commit(mut files: Vec<Staged>) -> Result<(), Error> {
    for staged in &mut files {
        staged
            .flush()
            .and_then(|()| replaceable(&staged.target))
            .map_err(|source| staged.error(source))?;
    }
    for Staged { file, target } in files {
        let file = file
            .into_inner()
            .map_err(|error| write_error(&target, error.into_error()))?;
        file.persist(&target)
            .map_err(|error| write_error(&target, error.error))?;
    }
    Ok(())
}

/// Whether nothing stands at `target`, or a file that may be written: not a folder, not one that Excel holds open.
fn replaceable(target: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write_error(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_path_buf(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_dropped_file_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut staged = Staged::create(folder.path(), "a.csv").unwrap();
        staged.write_all(b"half").unwrap();
        drop(staged);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn one_refused_file_holds_back_all() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b.csv")).unwrap();
        let files = ["a.csv", "b.csv"].map(|name| Staged::create(folder.path(), name).unwrap());
        let error = commit(files.into()).unwrap_err();
        assert!(error.to_string().contains("b.csv"));
        assert_eq!(names(folder.path()), ["b.csv"]);
    }

    #[test]
    fn replaces_the_file_of_an_earlier_run() {
        let folder = tempfile::tempdir().unwrap();
        for content in ["old and long", "new"] {
            let mut staged = Staged::create(folder.path(), "a.csv").unwrap();
            staged.write_all(content.as_bytes()).unwrap();
            commit(vec![staged]).unwrap();
        }
        let content = fs::read_to_string(folder.path().join("a.csv")).unwrap();
        assert_eq!(content, "new");
    }
}
