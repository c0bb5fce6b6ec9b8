//! Bytes packed by LZ4: a third of them are left of JSON, as few as deflate leaves at its fastest, for half of the work.

use lz4_flex::frame::{BlockSize, FrameDecoder, FrameEncoder, FrameInfo};
use std::io::{self, BufRead, BufReader, BufWriter, Write};

/// Bytes that are packed together.
const AT_ONCE: usize = 64 << 10;

/// Packs what is written into it, be it in thousands of small pieces.
pub struct Packer(BufWriter<FrameEncoder<Vec<u8>>>);

impl Packer {
    fn new() -> Self {
        let form = FrameInfo::new().block_size(BlockSize::Max64KB);
        let encoder = FrameEncoder::with_frame_info(form, Vec::new());
        Self(BufWriter::with_capacity(AT_ONCE, encoder))
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        let encoder = self.0.into_inner();
        let encoder = encoder.map_err(io::IntoInnerError::into_error)?;
        encoder.finish().map_err(io::Error::other)
    }
}

impl Write for Packer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// What `write` writes, packed.
///
/// # Errors
/// Those of `write`; packing has none of its own.
pub fn pack(write: impl FnOnce(&mut Packer) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut packer = Packer::new();
    write(&mut packer)?;
    packer.finish()
}

/// What was packed, as it is unpacked; reading fails where it is damaged.
pub fn unpack(packed: &[u8]) -> impl BufRead + '_ {
    BufReader::with_capacity(AT_ONCE, FrameDecoder::new(packed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_comes_back() {
        let lines: Vec<String> = (0..9000).map(|n| format!("Việc số {n}\n")).collect();
        let packed = pack(|to| {
            lines
                .iter()
                .try_for_each(|line| to.write_all(line.as_bytes()))
        });
        let mut packed = packed.unwrap();
        let read = |packed: &[u8]| {
            let mut text = String::new();
            unpack(packed).read_to_string(&mut text).map(|_| text)
        };
        assert_eq!(read(&packed).unwrap(), lines.concat());
        packed.truncate(packed.len() / 2);
        assert!(read(&packed).is_err());
        assert_eq!(read(&pack(|_| Ok(())).unwrap()).unwrap(), "");
        assert!(pack(|_| Err(io::Error::other("no"))).is_err());
    }
}
