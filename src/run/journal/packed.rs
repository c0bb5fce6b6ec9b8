//! A record as the journal keeps it, packed: a line of JSON, and behind it the original text, which is no part of the
//! record as written.

use crate::link::record::Record;
use crate::spill;
use std::io::{BufRead, Read, Write};

/// Packs a record, `json` where it has been written already; none where it has no form in JSON.
pub fn pack(record: &Record, json: Option<&[u8]>) -> Option<Vec<u8>> {
    let packed = spill::pack(|to| {
        match json {
            Some(json) => to.write_all(json)?,
            None => serde_json::to_writer(&mut *to, record)?,
        }
        to.write_all(b"\n")?;
        to.write_all(record.original.as_bytes())
    });
    packed.ok()
}

/// Unpacks a record; none where it is not of this version.
pub fn unpack(packed: &[u8]) -> Option<Record> {
    let mut all = spill::unpack(packed);
    let mut json = Vec::new();
    all.read_until(b'\n', &mut json).ok()?;
    let mut record: Record = serde_json::from_slice(&json).ok()?;
    all.read_to_string(&mut record.original).ok()?;
    Some(record)
}
