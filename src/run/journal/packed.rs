//! A record as the journal keeps it: JSON, packed; beside it the original text, which is no part of the record as written.

use crate::link::record::Record;
use lz4_flex::frame::{BlockSize, FrameDecoder, FrameEncoder, FrameInfo};
use std::io::{BufWriter, Read};

/// Bytes that are packed together.
const AT_ONCE: usize = 64 << 10;

/// Packs a record; none where it has no form in JSON.
pub fn pack(record: &Record) -> Option<Vec<u8>> {
    // A third of the bytes, as few as deflate at its fastest, for half of what that takes.
    let form = FrameInfo::new().block_size(BlockSize::Max64KB);
    let encoder = FrameEncoder::with_frame_info(form, Vec::new());
    let mut encoder = BufWriter::with_capacity(AT_ONCE, encoder);
    serde_json::to_writer(&mut encoder, &(record, &record.original)).ok()?;
    encoder.into_inner().ok()?.finish().ok()
}

/// Unpacks a record; none where it is not of this version.
pub fn unpack(packed: &[u8]) -> Option<Record> {
    let mut json = Vec::new();
    FrameDecoder::new(packed).read_to_end(&mut json).ok()?;
    let (mut record, original): (Record, String) = serde_json::from_slice(&json).ok()?;
    record.original = original;
    Some(record)
}
