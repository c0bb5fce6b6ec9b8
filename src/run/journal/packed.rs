//! A record as the journal keeps it: JSON, packed; beside it the original text, which is no part of the record as written.

use crate::link::record::Record;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{Read, Write};

/// Packs a record; none where it has no form in JSON.
pub fn pack(record: &Record) -> Option<Vec<u8>> {
    let json = serde_json::to_vec(&(record, &record.original)).ok()?;
    // The fastest: it takes a fiftieth of the time of reading, and makes a sixth of the bytes.
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&json).ok()?;
    encoder.finish().ok()
}

/// Unpacks a record; none where it is not of this version.
pub fn unpack(packed: &[u8]) -> Option<Record> {
    let mut json = Vec::new();
    let mut decoder = DeflateDecoder::new(packed);
    decoder.read_to_end(&mut json).ok()?;
    let (mut record, original): (Record, String) = serde_json::from_slice(&json).ok()?;
    record.original = original;
    Some(record)
}
