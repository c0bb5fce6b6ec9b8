//! A frame of the journal: length of the packed record (4 bytes, little end first), key, checksum, packed record.

use blake3::{Hash, Hasher};
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes of a key and of a checksum.
const HASH: usize = blake3::OUT_LEN;
const LENGTH: usize = 4;
const HEAD: usize = LENGTH + HASH + HASH;

/// What a document is known by: its content, and the ending of its name, which tells the format where the content does
/// not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; HASH]);

impl Key {
    /// The key of a document with this content under this path.
    pub fn of(content: &Hash, path: &str) -> Self {
        let ending = Path::new(path).extension().unwrap_or(match path {
            // Standard input has no name and is read as text.
            "-" => "-".as_ref(),
            _ => "".as_ref(),
        });
        let mut hasher = Hasher::new();
        hasher.update(content.as_bytes());
        hasher.update(ending.to_string_lossy().to_lowercase().as_bytes());
        Self(*hasher.finalize().as_bytes())
    }

    /// The part of it that is kept in memory.
    pub fn part(&self) -> u64 {
        let mut part = [0; 8];
        part.copy_from_slice(&self.0[..8]);
        u64::from_le_bytes(part)
    }
}

/// Tells the frames of a file from `start` on, as far as they are whole, by their keys and where they begin; returns
/// where they end.
pub fn frames(
    file: &mut (impl BufRead + Seek),
    start: u64,
    file_length: u64,
    mut tell: impl FnMut(Key, u64),
) -> io::Result<u64> {
    let mut at = start;
    file.seek(SeekFrom::Start(at))?;
    while at + HEAD as u64 <= file_length {
        let mut head = [0; HEAD];
        file.read_exact(&mut head)?;
        let (length, key, _) = parts(&head);
        let end = at + HEAD as u64 + u64::from(length);
        // No record is empty: zeros are what a system that went down leaves of a write.
        if length == 0 || end > file_length {
            break;
        }
        file.seek_relative(i64::from(length))?;
        tell(Key(key), at);
        at = end;
    }
    Ok(at)
}

/// How long the frame is that begins here, with its head.
pub fn frame_length(file: &mut File, start: u64) -> io::Result<u64> {
    let mut length = [0; LENGTH];
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(&mut length)?;
    Ok(HEAD as u64 + u64::from(u32::from_le_bytes(length)))
}

/// The packed record of the frame that begins here; nothing where it is not whole, or is not that of this key.
pub fn read_frame(file: &mut File, key: &Key, start: u64) -> Option<Vec<u8>> {
    let length = frame_length(file, start).ok()?;
    let mut frame = vec![0; usize::try_from(length).ok()?];
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_exact(&mut frame).ok()?;
    let head = frame.first_chunk::<HEAD>()?;
    let (_, _, sum) = parts(head);
    let packed = frame.split_off(HEAD);
    (checksum(key, &packed) == sum).then_some(packed)
}

/// Writes a frame at `start`, in one go; returns where it ends.
pub fn write_frame(file: &mut File, start: u64, key: &Key, packed: &[u8]) -> io::Result<u64> {
    let length = u32::try_from(packed.len()).map_err(io::Error::other)?;
    let mut frame = Vec::with_capacity(HEAD + packed.len());
    frame.extend(length.to_le_bytes());
    frame.extend(key.0);
    frame.extend(checksum(key, packed));
    frame.extend(packed);
    file.seek(SeekFrom::Start(start))?;
    file.write_all(&frame)?;
    Ok(start + frame.len() as u64)
}

/// Length, key and checksum.
fn parts(head: &[u8; HEAD]) -> (u32, [u8; HASH], [u8; HASH]) {
    let (mut length, mut key, mut sum) = ([0; LENGTH], [0; HASH], [0; HASH]);
    length.copy_from_slice(&head[..LENGTH]);
    key.copy_from_slice(&head[LENGTH..LENGTH + HASH]);
    sum.copy_from_slice(&head[LENGTH + HASH..]);
    (u32::from_le_bytes(length), key, sum)
}

fn checksum(key: &Key, packed: &[u8]) -> [u8; HASH] {
    let mut hasher = Hasher::new();
    hasher.update(&key.0);
    hasher.update(packed);
    *hasher.finalize().as_bytes()
}
