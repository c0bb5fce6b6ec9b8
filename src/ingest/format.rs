//! Which format bytes are in: told by the content first, and by the name where the content says nothing.

use super::doc::Doc;
#[cfg(feature = "office")]
use super::docx::Docx;
#[cfg(feature = "html")]
use super::html::{self, Html};
use super::md::Md;
#[cfg(feature = "html")]
use super::mhtml::Mhtml;
#[cfg(feature = "office")]
use super::odt::Odt;
use super::options::ReadOptions;
use super::pdf::Pdf;
use super::rtf::Rtf;
use super::txt::Txt;
#[cfg(feature = "office")]
use super::xlsx::Xlsx;
use super::{Content, Unreadable, encoding};
use std::path::Path;

/// A format that can be read.
pub trait Reader: Sync {
    /// Short name, as in `source.format`.
    fn name(&self) -> &'static str;
    /// File name extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether the format is text, so that its name alone is enough to read a file as such.
    fn is_text(&self) -> bool {
        false
    }
    /// Whether the bytes are surely in this format, whatever the file is called. A file cut short is still recognised.
    fn recognises(&self, bytes: &[u8]) -> bool;
    /// Reads a whole file.
    fn read(&self, bytes: &[u8]) -> Result<Content, Unreadable>;
    /// Reads a whole file as the user says.
    fn read_with(&self, bytes: &[u8], _options: &ReadOptions) -> Result<Content, Unreadable> {
        self.read(bytes)
    }
}

/// Every format that can be read, in the order in which they are asked; the first is used where nothing else is known.
pub const READERS: &[&dyn Reader] = &[
    &Txt,
    &Md,
    &Rtf,
    &Doc,
    &Pdf,
    #[cfg(feature = "office")]
    &Docx,
    #[cfg(feature = "office")]
    &Odt,
    #[cfg(feature = "office")]
    &Xlsx,
    #[cfg(feature = "html")]
    &Html,
    #[cfg(feature = "html")]
    &Mhtml,
];

/// The reader of some bytes.
pub(super) struct Choice {
    /// It.
    pub reader: &'static dyn Reader,
    /// A sentence for the user where the name promises another format.
    pub mismatch: Option<String>,
}

/// Chooses the reader of a file by its bytes, and by its name (a path, or `-`) where they do not tell.
pub(super) fn choose(bytes: &[u8], name: &str) -> Result<Choice, Unreadable> {
    let named = reader_of(Path::new(name));
    let recognised = READERS.iter().copied().find(|r| r.recognises(bytes));
    match (recognised, named) {
        (Some(found), Some(named)) if found.name() != named.name() => Ok(mismatch(found, name)),
        (Some(reader), _) => Ok(sure(reader)),
        (None, Some(named)) if named.is_text() => Ok(sure(named)),
        // Standard input has no name.
        (None, None) if name == "-" => Ok(sure(&Txt)),
        (None, _) if is_locked(bytes) => Err(encrypted()),
        #[cfg(feature = "html")]
        (None, Some(_)) if html::is_fragment(bytes) => Ok(mismatch(&Html, name)),
        (None, Some(_)) if encoding::decode(bytes).is_ok() => Ok(mismatch(&Txt, name)),
        (None, Some(named)) if bytes.iter().all(|&byte| byte == 0) => Err(empty(named)),
        (None, Some(named)) => Err(corrupt(named)),
        (None, None) => Err(unsupported()),
    }
}

fn sure(reader: &'static dyn Reader) -> Choice {
    Choice {
        reader,
        mismatch: None,
    }
}

fn mismatch(reader: &'static dyn Reader, name: &str) -> Choice {
    let extension = extension(Path::new(name)).unwrap_or_default();
    let mismatch = Some(format!(
        "the name ends in .{extension}, but the content is {}; read as {}",
        reader.name(),
        reader.name()
    ));
    Choice { reader, mismatch }
}

fn empty(named: &dyn Reader) -> Unreadable {
    let message = format!("the file is empty; expected {}", named.name());
    Unreadable::new("empty", message)
}

fn corrupt(named: &dyn Reader) -> Unreadable {
    let message = format!(
        "the name says {}, but the content is not; open the file in its program and save it again",
        named.name()
    );
    Unreadable::new("corrupt", message)
}

/// Whether the bytes are those of an office file that a password locks: a compound file with the package as a stream.
fn is_locked(bytes: &[u8]) -> bool {
    super::doc::is_compound(bytes, "EncryptedPackage")
}

/// The failure of an office file or a member of an archive that a password locks.
pub(super) fn encrypted() -> Unreadable {
    Unreadable::new(
        "encrypted",
        "the file is locked with a password; save it without one",
    )
}

/// The reader for a file name, by its extension.
fn reader_of(path: &Path) -> Option<&'static dyn Reader> {
    let extension = extension(path)?;
    let wanted = extension.as_str();
    let mut readers = READERS.iter().copied();
    readers.find(|reader| reader.extensions().contains(&wanted))
}

/// Whether a file found in a folder is worth opening.
pub(super) fn has_reader(path: &Path) -> bool {
    reader_of(path).is_some()
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
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
fn unsupported() -> Unreadable {
    let message = format!(
        "expected one of {}; save the file in one of them first",
        extensions()
    );
    Unreadable::new("unsupported", message)
}

#[cfg(test)]
mod tests {
    use super::*;

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
