//! Source → RawDocument: choosing the reader and decoding the bytes.

use super::md::Md;
use super::txt::Txt;
use super::{Block, Origin, RawDocument, Source, encoding};
use crate::error::Failure;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A format that can be read.
pub trait Reader: Sync {
    /// Short name, as in `source.format`.
    fn name(&self) -> &'static str;
    /// File name extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// The blocks of a decoded text.
    fn blocks(&self, text: &str) -> Vec<Block>;
}

/// Every format that can be read; the first is used for standard input.
pub const READERS: &[&dyn Reader] = &[&Txt, &Md];

/// A plan is a few hundred kilobytes; above 64 MiB it is something else, or many documents in one.
const MOST_BYTES: u64 = 64 << 20;

/// Reads and decodes one input.
pub fn read(source: &Source) -> Result<RawDocument, Failure> {
    let (bytes, reader) = match &source.origin {
        Origin::Stdin => (
            bytes(source, std::io::stdin().lock())?,
            reader_of(Path::new("-.txt")),
        ),
        Origin::File(path) => {
            let file = File::open(path).map_err(|e| unreadable(source, &e))?;
            (bytes(source, file)?, reader_of(path))
        }
    };
    let Some(reader) = reader else {
        return Err(unsupported(&source.path));
    };
    let decoded = encoding::decode(&bytes)
        .map_err(|wrong| failure(&source.path, wrong.code, wrong.message))?;
    Ok(RawDocument {
        source: source.clone(),
        format: reader.name(),
        encoding: decoded.encoding.to_owned(),
        hash: blake3::hash(&bytes).to_hex().to_string(),
        blocks: reader.blocks(&decoded.text),
        original: decoded.text,
    })
}

/// The reader for a file name, by its extension.
pub(super) fn reader_of(path: &Path) -> Option<&'static dyn Reader> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let wanted = extension.as_str();
    READERS
        .iter()
        .copied()
        .find(|reader| reader.extensions().contains(&wanted))
}

/// `.txt, .md, .markdown`
pub(super) fn extensions() -> String {
    let all: Vec<String> = READERS
        .iter()
        .flat_map(|reader| reader.extensions())
        .map(|extension| format!(".{extension}"))
        .collect();
    all.join(", ")
}

/// The failure of a file in a format without a reader.
pub(super) fn unsupported(path: &str) -> Failure {
    let message = format!(
        "expected one of {}; docx, doc, pdf, html and xlsx are not read yet: convert to text first",
        extensions()
    );
    failure(path, "unsupported", message)
}

/// A failure of one input.
pub(super) fn failure(path: &str, code: &str, message: String) -> Failure {
    Failure {
        path: path.to_owned(),
        code: code.to_owned(),
        message,
    }
}

fn bytes(source: &Source, from: impl Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file at the limit from one above it.
    from.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(source, &e))?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!(
            "the file is over {} MiB; split it into documents",
            MOST_BYTES >> 20
        );
        return Err(failure(&source.path, "too-large", message));
    }
    Ok(bytes)
}

fn unreadable(source: &Source, error: &std::io::Error) -> Failure {
    let code = match error.kind() {
        std::io::ErrorKind::NotFound => "not-found",
        _ => "unreadable",
    };
    failure(
        &source.path,
        code,
        format!("the file cannot be read: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &Path) -> Source {
        Source {
            path: path.to_string_lossy().into_owned(),
            origin: Origin::File(path.to_path_buf()),
        }
    }

    #[test]
    fn reads_a_file_as_it_is() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "\u{FEFF}Số: 1\r\nHết").expect("write");
        let raw = read(&source(&path)).expect("read");
        assert_eq!(raw.original, "\u{FEFF}Số: 1\r\nHết");
        assert_eq!((raw.format, raw.encoding.as_str()), ("txt", "UTF-8"));
        assert_eq!(raw.hash.len(), 64);
        assert_eq!(raw.blocks.len(), 1);
    }

    #[test]
    fn says_what_is_wrong() {
        let folder = tempfile::tempdir().expect("folder");
        let gone = folder.path().join("gone.txt");
        assert_eq!(read(&source(&gone)).expect_err("gone").code, "not-found");
        let pdf = folder.path().join("a.pdf");
        std::fs::write(&pdf, "text").expect("write");
        let error = read(&source(&pdf)).expect_err("pdf");
        assert_eq!(error.code, "unsupported");
        assert!(error.message.contains(".txt"));
    }

    #[test]
    fn readers_have_names_and_extensions_of_their_own() {
        let mut names: Vec<_> = READERS.iter().map(|r| r.name()).collect();
        let mut extensions: Vec<_> = READERS.iter().flat_map(|r| r.extensions()).collect();
        let count = (names.len(), extensions.len());
        names.sort_unstable();
        names.dedup();
        extensions.sort_unstable();
        extensions.dedup();
        assert_eq!((names.len(), extensions.len()), count);
    }
}
