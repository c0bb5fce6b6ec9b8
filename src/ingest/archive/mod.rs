//! Archives (.zip, .tar, .tar.gz): their members are inputs of their own, and archives in them are opened one level deep.
//!
//! Nothing is unpacked to disk: a member's name is a label and nothing else, whatever it holds.

mod list;

pub use list::list;

use super::package::{damaged, unpack, unpack_within};
use super::{Unreadable, limits};
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::ZipArchive;

/// Endings of the names of archives.
const ENDINGS: &[&str] = &[".zip", ".tar", ".tgz", ".gz"];

/// Where the bytes of an archive are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Container {
    /// In a file.
    File(PathBuf),
    /// In memory, unpacked from a file.
    Held(Arc<Vec<u8>>),
}

/// Where a member stands in its archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By its number in a zip directory.
    Zip(usize),
    /// As it is, from a byte on.
    Bytes { start: u64, len: u64 },
}

/// One document in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    container: Container,
    place: Place,
}

impl Member {
    /// The bytes of the member, unpacked.
    pub fn bytes(&self) -> Result<Vec<u8>, Unreadable> {
        match &self.container {
            Container::File(path) => {
                let file = File::open(path).map_err(|error| lost(&error))?;
                self.place.read(file)
            }
            Container::Held(bytes) => self.place.read(Cursor::new(bytes.as_slice())),
        }
    }
}

impl Member {
    /// How many bytes it has, as far as that is known without opening the archive.
    pub fn size(&self) -> Option<u64> {
        match self.place {
            Place::Zip(_) => None,
            Place::Bytes { len, .. } => Some(len),
        }
    }
}

impl Place {
    fn read(self, mut archive: impl Read + Seek) -> Result<Vec<u8>, Unreadable> {
        match self {
            Place::Bytes { len, .. } if len > limits::FILE => Err(too_large()),
            Place::Bytes { start, len } => {
                archive
                    .seek(SeekFrom::Start(start))
                    .map_err(|error| lost(&error))?;
                unpack(archive.take(len), limits::FILE)
            }
            Place::Zip(number) => {
                let mut zip = ZipArchive::new(archive).map_err(|error| damaged(&error))?;
                let member = zip.by_index(number).map_err(|error| damaged(&error))?;
                let (packed, size) = (member.compressed_size(), member.size());
                if size > limits::FILE {
                    return Err(too_large());
                }
                // What the directory promises is all that is taken.
                unpack_within(packed, member, size)
            }
        }
    }
}

/// Whether a name is that of an archive.
pub fn has_name(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

pub(super) fn too_large() -> Unreadable {
    let what = format!("the file is over {} MiB", limits::FILE >> 20);
    limits::too_large(what, "split it into documents")
}

fn lost(error: &std::io::Error) -> Unreadable {
    Unreadable::new("unreadable", format!("the archive cannot be read: {error}"))
}
