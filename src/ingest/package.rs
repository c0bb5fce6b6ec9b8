//! Files that are zip packages of parts (docx, odt, xlsx), opened within limits.

use super::format::encrypted;
use super::{Unreadable, limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// First bytes of every zip file that has a member.
pub const ZIP: &[u8] = b"PK\x03\x04";

/// An open package.
pub struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens the bytes of a file.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Self { zip })
    }

    /// The bytes of a part, `None` where there is none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let member = match self.zip.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error)),
        };
        unpack_within(member.compressed_size(), member, limits::PART).map(Some)
    }
}

/// Reads to the end, but never beyond `most` bytes, nor beyond [`limits::RATIO`] times its `packed` size.
pub fn unpack_within(packed: u64, from: impl Read, most: u64) -> Result<Vec<u8>, Unreadable> {
    let by_ratio = packed.saturating_mul(limits::RATIO).max(limits::NO_RATIO);
    if by_ratio >= most {
        return unpack(from, most);
    }
    unpack(from, by_ratio).map_err(|wrong| match wrong.code {
        "too-large" => {
            let what = format!(
                "a part of the file unpacks to over {} times its size",
                limits::RATIO
            );
            limits::too_large(what, "save the document again in its program")
        }
        _ => wrong,
    })
}

/// Reads to the end, but never beyond `most` bytes: what a member says of its own size is not trusted.
pub fn unpack(from: impl Read, most: u64) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            let message =
                format!("a part of the file cannot be unpacked ({error}); get a whole copy");
            Unreadable::new("corrupt", message)
        })?;
    if bytes.len() as u64 > most {
        let what = format!("a part of the file unpacks to over {} MiB", most >> 20);
        return Err(limits::too_large(what, "split the document"));
    }
    Ok(bytes)
}

/// Why a zip file or a member cannot be opened.
pub fn damaged(error: &ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => encrypted(),
        _ => Unreadable::new(
            "corrupt",
            format!("the file is cut short or damaged ({error}); get a whole copy"),
        ),
    }
}

/// Whether a zip file, even one cut short, holds a part of this name: names stand unpacked before their parts.
pub fn holds(bytes: &[u8], name: &str) -> bool {
    if !bytes.starts_with(ZIP) {
        return false;
    }
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(zip) => zip.index_for_name(name).is_some(),
        Err(_) => bytes.windows(name.len()).any(|at| at == name.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default())
            .expect("start");
        zip.write_all(bytes).expect("write");
        zip.finish().expect("finish").into_inner()
    }

    #[test]
    fn gives_parts_by_name() {
        let bytes = zipped("word/document.xml", b"<a/>");
        let mut package = Package::open(&bytes).expect("open");
        assert_eq!(
            package.part("word/document.xml"),
            Ok(Some(b"<a/>".to_vec()))
        );
        assert_eq!(package.part("other.xml"), Ok(None));
        assert!(holds(&bytes, "word/document.xml") && !holds(&bytes, "word/document.xm"));
        assert!(holds(&bytes[..bytes.len() - 30], "word/document.xml"));
    }

    #[test]
    fn parts_that_burst_are_refused() {
        let bytes = zipped("a", &vec![b' '; (limits::NO_RATIO + 1) as usize]);
        let error = Package::open(&bytes)
            .expect("open")
            .part("a")
            .expect_err("bomb");
        assert_eq!(error.code, "too-large");
        assert_eq!(unpack(&b"abc"[..], 2).expect_err("long").code, "too-large");
    }

    #[test]
    fn a_file_cut_short_is_damaged() {
        let bytes = zipped("a", b"text");
        for end in 4..bytes.len() {
            let read = Package::open(&bytes[..end]).and_then(|mut package| package.part("a"));
            assert!(read.is_err(), "{end}");
        }
    }
}
