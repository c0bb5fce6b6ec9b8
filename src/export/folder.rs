//! The output folder: files of a run get their names so that a kill at any moment leaves the old files or the new ones.
//!
//! In the order in which it happens, all of it in the output folder:
//!
//! 1. `.kehoach/lock` is locked. The system frees the lock when its process ends, in whatever way.
//! 2. What a killed run left is brought to its end: a commit list is carried out (step 5), other `.part` files go.
//! 3. The files of the run are written as `.kehoach/*.part`.
//! 4. All of them are forced to the disk, then the commit list, which says which of them gets which name. It is
//!    written under another name and renamed to `.kehoach/commit.json`: from this one rename on, the run counts.
//! 5. Each file is renamed, `run.json` last, and the list removed.
//!
//! Killed before the rename of step 4, a run has touched no file that anybody reads. Killed after it, it leaves the list,
//! and whoever comes next, a run or a reader ([`settle`]), carries it out: a file that is no longer in the work folder
//! has its name already, so that doing it twice does no harm. Only for the moment of step 5, some renames long, do old
//! and new files stand beside each other.

use super::staged::{PART, Sealed, Staged};
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

/// The folder in the output folder that runs work in.
pub use crate::ingest::WORK;

const LOCK: &str = "lock";
const LIST: &str = "commit.json";
const LIST_PART: &str = "commit.json.part";

/// An output folder that one run has for itself, until this is dropped.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    _lock: Option<File>,
}

impl OutputFolder {
    /// Makes the folder where there is none, takes it, and brings to its end what a killed run left in it.
    ///
    /// # Errors
    /// `Error::Usage` where another run has it, `Error::Write` where it cannot be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let work = path.join(WORK);
        fs::create_dir_all(&work).map_err(|source| write_error(path, source))?;
        let lock = lock_file(&work).map_err(|source| write_error(path, source))?;
        let lock = match lock.try_lock() {
            Ok(()) => Some(lock),
            Err(TryLockError::WouldBlock) => return Err(busy(path)),
            // File systems without locks exist; two runs at once are rarer than those.
            Err(TryLockError::Error(_)) => None,
        };
        roll_forward(path)?;
        sweep(&work).map_err(|source| write_error(&work, source))?;
        Ok(Self {
            path: path.to_path_buf(),
            _lock: lock,
        })
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder in it that runs work in.
    pub fn work(&self) -> PathBuf {
        self.path.join(WORK)
    }
}

/// Brings a commit to its end that a kill cut short, before somebody reads the files of a folder.
pub fn settle(folder: &Path) -> Result<(), Error> {
    let work = folder.join(WORK);
    if !work.join(LIST).exists() {
        return Ok(());
    }
    let lock = lock_file(&work).map_err(|source| write_error(folder, source))?;
    // A run that lives and has a list is about to end; without locks, renaming along with it does no harm.
    let _ = lock.lock();
    roll_forward(folder)
}

/// Gives all files their names: steps 4 and 5. What can be refused is tried for all of them before the first is renamed.
pub fn commit(files: Vec<Staged>) -> Result<(), Error> {
    for staged in &files {
        replaceable(&staged.target()).map_err(|source| staged.error(source))?;
    }
    let sealed: Vec<Sealed> = files
        .into_iter()
        .map(Staged::seal)
        .collect::<Result<_, _>>()?;
    let Some(folder) = sealed.first().map(|file| file.folder.clone()) else {
        return Ok(());
    };
    let list = List::of(&sealed);
    sealed.into_iter().try_for_each(Sealed::keep)?;
    if let Err(source) = list.write(&folder) {
        list.withdraw(&folder.join(WORK));
        return Err(write_error(&folder, source));
    }
    roll_forward(&folder)
}

/// The commit list: which file of the work folder gets which name.
#[derive(Debug, Serialize, Deserialize)]
struct List {
    files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    part: String,
    name: String,
}

impl List {
    fn of(files: &[Sealed]) -> Self {
        let entry = |file: &Sealed| Entry {
            part: file
                .path
                .file_name()
                .map(|part| part.to_string_lossy().into_owned())
                .unwrap_or_default(),
            name: file.name.clone(),
        };
        Self {
            files: files.iter().map(entry).collect(),
        }
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        let work = folder.join(WORK);
        let part = work.join(LIST_PART);
        let file = File::create(&part)?;
        serde_json::to_writer_pretty(&file, self)?;
        file.sync_all()?;
        fs::rename(part, work.join(LIST))?;
        sync_folder(&work)
    }

    /// Takes back a list that could not be written, and what is in it; the list first, so that it never names what is gone.
    fn withdraw(&self, work: &Path) {
        let parts = self.files.iter().map(|entry| entry.part.as_str());
        for name in [LIST, LIST_PART].into_iter().chain(parts) {
            // What stays is removed when the next run begins.
            let _ = fs::remove_file(work.join(name));
        }
    }

    /// The list of a folder, if there is one.
    fn read(folder: &Path) -> io::Result<Option<Self>> {
        match fs::read(folder.join(WORK).join(LIST)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Carries the commit list out, where there is one.
fn roll_forward(folder: &Path) -> Result<(), Error> {
    let work = folder.join(WORK);
    let list = work.join(LIST);
    let Some(read) = List::read(folder).map_err(|source| write_error(&list, source))? else {
        return Ok(());
    };
    let mut folders = BTreeSet::from([folder.to_path_buf()]);
    for Entry { part, name } in &read.files {
        // Names, and no way up: a list that somebody changed moves nothing out of the folder.
        if parts(part) != Some(1) || parts(name).is_none_or(|parts| parts > 2) {
            let reason = format!("expected names of files, got `{part}` and `{name}`");
            return Err(write_error(&list, io::Error::other(reason)));
        }
        let target = folder.join(name);
        let own = target.parent().unwrap_or(folder);
        let made = fs::create_dir_all(own);
        folders.insert(own.to_path_buf());
        match made.and_then(|()| fs::rename(work.join(part), &target)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(write_error(&target, error));
            }
            _ => {}
        }
    }
    folders
        .iter()
        .try_for_each(|folder| sync_folder(folder))
        .and_then(|()| match fs::remove_file(&list) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
        .map_err(|source| write_error(&list, source))
}

/// How many names a path is made of; none where it has anything else in it.
fn parts(path: &str) -> Option<usize> {
    let parts = Path::new(path).components();
    let names = parts.map(|part| matches!(part, Component::Normal(_)).then_some(()));
    names.collect::<Option<Vec<()>>>().map(|names| names.len())
}

/// Removes what a killed run left half written.
fn sweep(work: &Path) -> io::Result<()> {
    for entry in fs::read_dir(work)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(PART) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn lock_file(work: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(work.join(LOCK))
}

fn busy(folder: &Path) -> Error {
    Error::Usage(format!(
        "{} is in use by another run of kehoach; wait until that has ended, or name another folder with -o",
        folder.display()
    ))
}

/// Whether nothing stands at `target`, or a file that may be written: not a folder, not one that Excel holds open.
fn replaceable(target: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Forces the names in a folder to the disk; Windows does so by itself and does not open folders.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// The error of a file or folder that cannot be written.
pub(super) fn write_error(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_path_buf(),
        source,
    }
}

#[cfg(test)]
mod tests;
