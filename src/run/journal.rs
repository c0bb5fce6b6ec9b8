//! The journal: every document that was read, as it was read, so that a later run need not read it again.
//!
//! `.kehoach/journal` in the output folder is a head (magic, then the fingerprint of all that a reading depends on) and
//! frames: length, key, checksum, and the record as packed JSON with its text. A document's frame is appended when it is read. A run
//! that is killed leaves at most a frame that is cut short, at the end; it is cut off, and what is damaged fails its
//! checksum: both cost a reading and nothing else. A journal with another head is begun anew. When a run has written its
//! files, frames that it did not use are left out by writing the journal anew and renaming it.
//!
//! In memory there is only where the frame of each key begins, some thirty bytes a document.

mod frame;
mod packed;

pub use frame::Key;

use crate::link::record::Record;
use blake3::Hash;
use frame::{frame_length, frames, read_frame, write_frame};
use rustc_hash::FxHashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Name of the file in the work folder.
pub const FILE: &str = "journal";
/// Its name while it is written anew.
const PART: &str = "journal.part";

/// The last digit is the version of this form.
const MAGIC: &[u8; 18] = b"kehoach journal 3\n";

/// What earlier runs have read, and what this one reads.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    head: Vec<u8>,
    open: Mutex<Open>,
}

#[derive(Debug)]
struct Open {
    file: File,
    /// Where the next frame goes; nowhere after a frame could not be written.
    end: Option<u64>,
    /// Where the frame of each key begins. That of another key may stand there: two keys in a million may share the part
    /// of them that is kept here. Each frame has its key, and what is not found is read anew.
    places: FxHashMap<u64, (u64, State)>,
    /// How many frames there are in all.
    frames: usize,
}

/// What this run has to do with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// An earlier run wrote it.
    Earlier,
    /// An earlier run wrote it, and this one took it over.
    TakenOver,
    /// This run wrote it.
    Own,
}

impl Journal {
    /// Opens the journal at `path`, or begins one: where there is none, where it is of another fingerprint or form, and
    /// where it shall be `fresh`.
    pub fn open(path: &Path, fingerprint: Hash, fresh: bool) -> io::Result<Self> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)?;
        let head = [MAGIC.as_slice(), fingerprint.as_bytes()].concat();
        let length = file.metadata()?.len();
        let known = !fresh && has_head(&mut file, &head);
        let mut open = Open {
            end: Some(head.len() as u64),
            places: FxHashMap::default(),
            frames: 0,
            file,
        };
        if known {
            open.find(head.len() as u64, length)?;
        } else {
            open.file.set_len(0)?;
            open.file.seek(SeekFrom::Start(0))?;
            open.file.write_all(&head)?;
        }
        Ok(Self {
            path: path.to_path_buf(),
            head,
            open: Mutex::new(open),
        })
    }

    /// What an earlier run read under this key.
    pub fn take(&self, key: &Key) -> Option<Record> {
        let packed = self.with(|open| match open.places.get(&key.part()) {
            Some((start, State::Earlier | State::TakenOver)) => {
                read_frame(&mut open.file, key, *start)
            }
            _ => None,
        })?;
        let record = packed::unpack(&packed)?;
        self.with(|open| {
            if let Some((_, state @ State::Earlier)) = open.places.get_mut(&key.part()) {
                *state = State::TakenOver;
            }
        });
        Some(record)
    }

    /// Keeps what was read. Where that fails, the next run reads more, and this one goes on.
    /// `json` is the record in that form, where it has it already.
    pub fn keep(&self, key: &Key, record: &Record, json: Option<&[u8]>) {
        let Some(packed) = packed::pack(record, json) else {
            return;
        };
        self.with(|open| {
            if !open.is_used(key) {
                open.append(key, &packed);
            }
        });
    }

    /// Leaves out what this run did not use. Where that fails, the journal stays as it is.
    pub fn finish(self) {
        let Self {
            path, head, open, ..
        } = self;
        let open = open.into_inner().unwrap_or_else(PoisonError::into_inner);
        let used = open.used().count();
        if used < open.frames {
            let part = path.with_file_name(PART);
            let _ = open
                .compact(&part, &head)
                .and_then(|()| fs::rename(part, path));
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Open) -> T) -> T {
        // A thread that panicked cannot have left it half changed: places are set after frames are written.
        act(&mut self.open.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Open {
    /// Finds the frames that are there, and cuts off what a killed run left of another one.
    fn find(&mut self, start: u64, length: u64) -> io::Result<()> {
        let places = &mut self.places;
        let mut count = 0;
        let file = &mut BufReader::new(&mut self.file);
        let end = frames(file, start, length, |key, start| {
            count += 1;
            // The last of two frames of one key: the first was found damaged.
            places.insert(key.part(), (start, State::Earlier));
        })?;
        (self.frames, self.end) = (count, Some(end));
        self.file.set_len(end)
    }

    fn is_used(&self, key: &Key) -> bool {
        let place = self.places.get(&key.part());
        place.is_some_and(|(_, state)| *state != State::Earlier)
    }

    /// Where the frames begin that this run took over or wrote.
    fn used(&self) -> impl Iterator<Item = u64> {
        let used = self.places.values();
        used.filter(|(_, state)| *state != State::Earlier)
            .map(|(start, _)| *start)
    }

    fn append(&mut self, key: &Key, packed: &[u8]) {
        let Some(start) = self.end else { return };
        // The end is not known while a frame is written: a half one must stay the last.
        self.end = None;
        if let Ok(end) = write_frame(&mut self.file, start, key, packed) {
            self.end = Some(end);
            self.frames += 1;
            self.places.insert(key.part(), (start, State::Own));
        }
    }

    /// Writes the frames that were used, in their order, into a new file; this one is closed.
    fn compact(mut self, part: &Path, head: &[u8]) -> io::Result<()> {
        let mut places: Vec<u64> = self.used().collect();
        places.sort_unstable();
        let mut file = BufWriter::new(File::create(part)?);
        file.write_all(head)?;
        for start in places {
            let length = frame_length(&mut self.file, start)?;
            self.file.seek(SeekFrom::Start(start))?;
            io::copy(&mut (&mut self.file).take(length), &mut file)?;
        }
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()
    }
}

fn has_head(file: &mut File, head: &[u8]) -> bool {
    let mut found = vec![0; head.len()];
    file.read_exact(&mut found).is_ok() && found == head
}

#[cfg(test)]
mod tests;
