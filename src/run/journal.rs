//! The journal: every document that was read, as it was read, so that a later run need not read it again.
//!
//! `.kehoach/journal` in the output folder is a head (magic, then the fingerprint of all that a reading depends on) and
//! frames: length, key, checksum, and the record as packed JSON. A document's frame is appended when it is read. A run
//! that is killed leaves at most a frame that is cut short, at the end; it is cut off, and what is damaged fails its
//! checksum: both cost a reading and nothing else. A journal with another head is begun anew. When a run has written its
//! files, frames that it did not use are left out by writing the journal anew and renaming it.
//!
//! In memory there is only where the frame of each key stands.

mod frame;
mod packed;

pub use frame::Key;

use crate::link::record::Record;
use blake3::Hash;
use frame::{Place, frames, read_frame, write_frame};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Name of the file in the work folder.
pub const FILE: &str = "journal";
/// Its name while it is written anew.
const PART: &str = "journal.part";

/// The last digit is the version of this form.
const MAGIC: &[u8; 18] = b"kehoach journal 1\n";

/// What earlier runs have read, and what this one reads.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    head: Vec<u8>,
    /// What was there when this run began.
    earlier: HashMap<Key, Place>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    file: File,
    /// Where the next frame goes; nowhere after a frame could not be written.
    end: Option<u64>,
    /// What this run took over or wrote.
    used: HashMap<Key, Place>,
    /// How many frames there are in all.
    frames: usize,
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
        let places = if known {
            frames(&mut BufReader::new(&mut file), head.len() as u64, length)?
        } else {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&head)?;
            Vec::new()
        };
        let end = places
            .last()
            .map_or(head.len() as u64, |(_, place)| place.end());
        // What a killed run left of a frame.
        file.set_len(end)?;
        let state = State {
            file,
            end: Some(end),
            used: HashMap::new(),
            frames: places.len(),
        };
        Ok(Self {
            path: path.to_path_buf(),
            head,
            // The last of two frames of one key: the first was found damaged.
            earlier: places.into_iter().collect(),
            state: Mutex::new(state),
        })
    }

    /// What an earlier run read under this key.
    pub fn take(&self, key: &Key) -> Option<Record> {
        let place = *self.earlier.get(key)?;
        let packed = self.with(|state| read_frame(&mut state.file, key, place))?;
        let record = packed::unpack(&packed)?;
        self.with(|state| state.used.insert(*key, place));
        Some(record)
    }

    /// Keeps what was read. Where that fails, the next run reads more, and this one goes on.
    pub fn keep(&self, key: &Key, record: &Record) {
        let Some(packed) = packed::pack(record) else {
            return;
        };
        self.with(|state| {
            if !state.used.contains_key(key) {
                state.append(key, &packed);
            }
        });
    }

    /// Leaves out what this run did not use. Where that fails, the journal stays as it is.
    pub fn finish(self) {
        let Self {
            path, head, state, ..
        } = self;
        let state = state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if state.used.len() < state.frames {
            let part = path.with_file_name(PART);
            let _ = state
                .compact(&part, &head)
                .and_then(|()| fs::rename(part, path));
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        // A thread that panicked cannot have left the state half changed: places are set after frames are written.
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    fn append(&mut self, key: &Key, packed: &[u8]) {
        let Some(start) = self.end else { return };
        // The end is not known while a frame is written: a half one must stay the last.
        self.end = None;
        if let Ok(place) = write_frame(&mut self.file, start, key, packed) {
            self.end = Some(place.end());
            self.frames += 1;
            self.used.insert(*key, place);
        }
    }

    /// Writes the frames that were used, in their order, into a new file; this one is closed.
    fn compact(mut self, part: &Path, head: &[u8]) -> io::Result<()> {
        let mut places: Vec<Place> = self.used.into_values().collect();
        places.sort_unstable();
        let mut file = BufWriter::new(File::create(part)?);
        file.write_all(head)?;
        for place in places {
            self.file.seek(SeekFrom::Start(place.start))?;
            io::copy(&mut (&mut self.file).take(place.length), &mut file)?;
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
