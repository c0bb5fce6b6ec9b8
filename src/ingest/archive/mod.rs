//! Archives (.zip, .tar, .tar.gz): their members are inputs of their own, and archives in them are opened one level deep.
//!
//! Nothing is unpacked to disk: a member's name is a label and nothing else, whatever it holds.

mod list;

pub use list::list;

use super::Unreadable;
use super::package::{damaged, unpack};
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::ZipArchive;

/// Unpacked size of one member, as for a file of its own.
const LARGEST_MEMBER: u64 = 64 << 20;

/// Members packed tighter than this are made to burst.
const HIGHEST_RATIO: u64 = 400;

/// Members this small are never refused for their ratio.
const SMALL_MEMBER: u64 = 4 << 20;

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

impl Place {
    fn read(self, mut archive: impl Read + Seek) -> Result<Vec<u8>, Unreadable> {
        match self {
            Place::Bytes { len, .. } if len > LARGEST_MEMBER => Err(too_large()),
            Place::Bytes { start, len } => {
                archive
                    .seek(SeekFrom::Start(start))
                    .map_err(|error| lost(&error))?;
                unpack(archive.take(len), LARGEST_MEMBER)
            }
            Place::Zip(number) => {
                let mut zip = ZipArchive::new(archive).map_err(|error| damaged(&error))?;
                let member = zip.by_index(number).map_err(|error| damaged(&error))?;
                let (packed, size) = (member.compressed_size(), member.size());
                if size > LARGEST_MEMBER {
                    return Err(too_large());
                }
                if size > SMALL_MEMBER && size / packed.max(1) > HIGHEST_RATIO {
                    let message =
                        format!("the file unpacks to over {HIGHEST_RATIO} times its size");
                    return Err(Unreadable::new("too-large", message));
                }
                // What the directory promises is all that is taken.
                unpack(member, size)
            }
        }
    }
}

/// Whether a name is that of an archive.
pub fn has_name(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn too_large() -> Unreadable {
    let message = format!(
        "the file is over {} MiB; split it into documents",
        LARGEST_MEMBER >> 20
    );
    Unreadable::new("too-large", message)
}

fn lost(error: &std::io::Error) -> Unreadable {
    Unreadable::new("unreadable", format!("the archive cannot be read: {error}"))
}
