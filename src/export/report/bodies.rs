//! The plans with their texts, some of them to a block, kept aside until the indexes are written that stand before them.

use super::block::{self, Press, press};
use super::plan::Body;
use crate::export::WORK;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

/// Bytes of plans that are pressed together: enough that they share their words, few enough that one of them is quickly
/// unpacked.
const BLOCK: usize = 200_000;

/// Where a plan is: the number of its block and its place in it.
pub type Address = [usize; 2];

/// The plans written so far.
pub struct Bodies {
    aside: BufWriter<File>,
    press: Press,
    /// Bytes and plans in the block that is being filled, and its number.
    bytes: usize,
    plans: usize,
    number: usize,
}

impl Bodies {
    /// No plans yet; they are kept in a nameless file in the work folder of `folder`.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let work = folder.join(WORK);
        fs::create_dir_all(&work)?;
        Ok(Self {
            aside: BufWriter::new(tempfile::tempfile_in(work)?),
            press: press(),
            bytes: 0,
            plans: 0,
            number: 0,
        })
    }

    /// Adds a plan.
    pub fn add(&mut self, body: &Body<'_>) -> io::Result<Address> {
        let json = serde_json::to_vec(body)?;
        let between: &[u8] = if self.plans == 0 { b"[" } else { b"," };
        self.press.write_all(between)?;
        self.press.write_all(&json)?;
        let address = [self.number, self.plans];
        self.bytes += json.len();
        self.plans += 1;
        if self.bytes >= BLOCK {
            self.end_block()?;
        }
        Ok(address)
    }

    fn end_block(&mut self) -> io::Result<()> {
        let mut full = std::mem::replace(&mut self.press, press());
        full.write_all(b"]")?;
        let name = format!("plans-{}", self.number);
        block::packed(&mut self.aside, &name, &full.finish()?)?;
        (self.bytes, self.plans) = (0, 0);
        self.number += 1;
        Ok(())
    }

    /// Copies all blocks to where they belong.
    pub fn finish(mut self, out: &mut impl Write) -> io::Result<()> {
        if self.plans > 0 {
            self.end_block()?;
        }
        let mut aside = self
            .aside
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        aside.rewind()?;
        io::copy(&mut aside, out).map(drop)
    }
}
