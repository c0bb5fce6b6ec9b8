//! Things in the order in which they come, each found again by its address.

use super::Aside;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;

/// A list of things that stands in memory up to a limit, and beyond it in a file.
///
/// Each thing is a frame: its length in four bytes, little end first, then itself in the form of postcard. The last
/// frames are in memory, those before them in the file; a frame is never in both.
#[derive(Debug)]
pub struct Spool<T> {
    aside: Aside,
    file: Option<Reader>,
    /// Bytes in the file.
    written: u64,
    tail: Vec<u8>,
    of: PhantomData<fn() -> T>,
}

/// The file, and where its reader stands.
#[derive(Debug)]
struct Reader {
    file: BufReader<File>,
    at: u64,
}

/// The part of the limit that is gathered before it is written: writing small pieces costs more, larger ones gain nothing.
const GATHERED: usize = 4;

/// Bytes of the length of a frame.
const LENGTH: usize = 4;

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// Nothing yet.
    pub fn new(aside: &Aside) -> Self {
        Self {
            aside: aside.clone(),
            file: None,
            written: 0,
            tail: Vec::new(),
            of: PhantomData,
        }
    }

    /// Whether any of it is in a file.
    #[cfg(test)]
    pub fn is_aside(&self) -> bool {
        self.file.is_some()
    }

    /// Where the next thing will stand; one past the last.
    pub fn end(&self) -> u64 {
        self.written + self.tail.len() as u64
    }

    /// Adds a thing; returns its address.
    pub fn push(&mut self, thing: &T) -> io::Result<u64> {
        let address = self.end();
        let start = self.tail.len();
        self.tail.extend([0; LENGTH]);
        let tail = postcard::to_extend(thing, std::mem::take(&mut self.tail));
        self.tail = tail.map_err(io::Error::other)?;
        let length = self.tail.len() - start - LENGTH;
        let length = u32::try_from(length).map_err(io::Error::other)?;
        self.tail[start..start + LENGTH].copy_from_slice(&length.to_le_bytes());
        if self.tail.len() >= self.aside.limit() / GATHERED {
            self.spill()?;
        }
        Ok(address)
    }

    /// The thing at this address.
    pub fn get(&mut self, address: u64) -> io::Result<T> {
        self.read(address).map(|(thing, _)| thing)
    }

    /// The thing at this address, and the address of the next one; none at the end.
    pub fn next(&mut self, address: u64) -> io::Result<Option<(T, u64)>> {
        if address >= self.end() {
            return Ok(None);
        }
        self.read(address).map(Some)
    }

    fn read(&mut self, address: u64) -> io::Result<(T, u64)> {
        let mut length = [0; LENGTH];
        self.bytes(address, &mut length)?;
        let length = u32::from_le_bytes(length) as usize;
        let start = address + LENGTH as u64;
        let mut frame = vec![0; length];
        self.bytes(start, &mut frame)?;
        let thing = postcard::from_bytes(&frame).map_err(io::Error::other)?;
        Ok((thing, start + length as u64))
    }

    fn bytes(&mut self, address: u64, into: &mut [u8]) -> io::Result<()> {
        if let (true, Some(reader)) = (address < self.written, &mut self.file) {
            return reader.read(address, into);
        }
        let start = usize::try_from(address - self.written).map_err(io::Error::other)?;
        let found = self.tail.get(start..start.saturating_add(into.len()));
        into.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        let reader = match &mut self.file {
            Some(reader) => reader,
            none => none.insert(Reader {
                file: BufReader::new(self.aside.file()?),
                at: 0,
            }),
        };
        reader.file.seek(SeekFrom::Start(self.written))?;
        reader.file.get_mut().write_all(&self.tail)?;
        self.written += self.tail.len() as u64;
        reader.at = self.written;
        self.tail.clear();
        // What one long plan took is not kept for those behind it.
        self.tail.shrink_to(self.aside.limit() / GATHERED * 2);
        Ok(())
    }
}

impl Reader {
    fn read(&mut self, address: u64, into: &mut [u8]) -> io::Result<()> {
        // What is read in order comes from the buffer.
        self.file
            .seek_relative(address.wrapping_sub(self.at).cast_signed())?;
        self.at = address;
        self.file.read_exact(into)?;
        self.at += into.len() as u64;
        Ok(())
    }
}
