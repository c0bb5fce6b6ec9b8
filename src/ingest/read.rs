//! Source → RawDocument: fetching the bytes and letting the reader of their format read them.

use super::format::choose;
use super::options::ReadOptions;
use super::{Origin, RawDocument, Source, Unreadable, limits};
use crate::deadline;
use crate::error::Failure;
use crate::note::{Notes, Severity};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads and decodes one input. A name that says something else than the content is a note.
pub fn read(source: &Source, notes: &mut Notes) -> Result<RawDocument, Failure> {
    read_with(source, &ReadOptions::default(), notes)
}

/// Reads and decodes one input as the user says.
pub fn read_with(
    source: &Source,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<RawDocument, Failure> {
    in_time(source, options, || {
        decode(source, &fetch_with(source, options)?, options, notes)
    })
}

/// Does something with a document, and gives it up when its time is over.
///
/// # Errors
/// Those of `work`, and `too-slow`.
pub fn in_time<T>(
    source: &Source,
    options: &ReadOptions,
    work: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    deadline::within(options.timeout, work).unwrap_or_else(|_| {
        let seconds = options.timeout.as_secs();
        let message = format!(
            "the document is not read within {seconds} seconds; split it, or allow more with --timeout"
        );
        Err(failure(&source.path, "too-slow", message))
    })
}

/// The bytes of one input, not yet read.
#[derive(Debug)]
pub struct Fetched {
    /// All of them.
    pub bytes: Vec<u8>,
    /// Their BLAKE3.
    pub hash: blake3::Hash,
}

/// Fetches the bytes of one input.
pub fn fetch(source: &Source) -> Result<Fetched, Failure> {
    fetch_with(source, &ReadOptions::default())
}

/// Fetches the bytes of one input, as many as the user allows.
pub fn fetch_with(source: &Source, options: &ReadOptions) -> Result<Fetched, Failure> {
    let most = options.largest_file();
    let bytes = match &source.origin {
        Origin::Stdin => bytes(source, std::io::stdin().lock(), most)?,
        Origin::Memory(given) => bytes(source, &**given, most)?,
        Origin::File(path) => {
            let file = open(path).map_err(|e| unreadable(source, &e))?;
            bytes(source, file, most)?
        }
        #[cfg(feature = "office")]
        Origin::Member(member) => member
            .bytes()
            .map_err(|wrong| failure(&source.path, wrong.code, wrong.message))?,
    };
    let hash = blake3::hash(&bytes);
    Ok(Fetched { bytes, hash })
}

/// Decodes the bytes of one input; beside them and the options only the ending of its name counts.
pub fn decode(
    source: &Source,
    fetched: &Fetched,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<RawDocument, Failure> {
    let of_source = |wrong: Unreadable| failure(&source.path, wrong.code, wrong.message);
    let choice = choose(&fetched.bytes, &source.path).map_err(of_source)?;
    let content = choice
        .reader
        .read_with(&fetched.bytes, options)
        .and_then(|content| {
            limits::check_text_within(content.text.len(), options.largest.min(limits::LONGEST))?;
            Ok(content)
        })
        .map_err(of_source)?;
    if let Some(message) = choice.mismatch {
        notes.push("format-mismatch", Severity::Info, message, None);
    }
    for (code, severity, message) in content.notes {
        notes.push(code, severity, message, None);
    }
    Ok(RawDocument {
        source: source.clone(),
        format: choice.reader.name(),
        encoding: content.encoding,
        encoding_evidence: content.encoding_evidence,
        hash: fetched.hash.to_hex().to_string(),
        blocks: content.blocks,
        original: content.text,
        recognised: content.recognised,
    })
}

/// Opens a file. A pipe would be waited for and a device may have no end, so neither is opened.
pub(super) fn open(path: &Path) -> std::io::Result<File> {
    if !std::fs::metadata(path)?.is_file() {
        let what =
            "it is no file but a pipe, a device or a folder; copy it to a file, or feed it to `-`";
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, what));
    }
    File::open(path)
}

/// A failure of one input.
pub(super) fn failure(path: &str, code: &str, message: String) -> Failure {
    Failure {
        path: path.to_owned(),
        code: code.to_owned(),
        message,
    }
}

fn bytes(source: &Source, from: impl Read, most: u64) -> Result<Vec<u8>, Failure> {
    // As many as there are, if that is told: a list that grows is up to twice as long.
    let told = source.size().unwrap_or(0).min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(told).unwrap_or(0).saturating_add(32));
    // One byte more than allowed tells a file at the limit from one above it.
    from.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(source, &e))?;
    if bytes.len() as u64 > most {
        let what = format!("the file is over {} MiB", most >> 20);
        let wrong = limits::too_large(
            what,
            "split it into documents, or allow more with --largest",
        );
        return Err(failure(&source.path, wrong.code, wrong.message));
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
        let raw = read(&source(&path), &mut Notes::default()).expect("read");
        assert_eq!(raw.original, "\u{FEFF}Số: 1\r\nHết");
        assert_eq!((raw.format, raw.encoding.as_str()), ("txt", "UTF-8"));
        assert_eq!(raw.hash.len(), 64);
        assert_eq!(raw.blocks.len(), 1);
    }

    #[test]
    fn says_what_is_wrong() {
        let folder = tempfile::tempdir().expect("folder");
        let gone = folder.path().join("gone.txt");
        let error = read(&source(&gone), &mut Notes::default()).expect_err("gone");
        assert_eq!(error.code, "not-found");
        let other = folder.path().join("a.xyz");
        std::fs::write(&other, b"\x7fELF\0\0").expect("write");
        let error = read(&source(&other), &mut Notes::default()).expect_err("other");
        assert_eq!(error.code, "unsupported");
        assert!(error.message.contains(".txt"));
    }
}
