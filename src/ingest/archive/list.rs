//! What is in an archive: its members by name, those of archives in it behind a further `!`.

use super::{Container, Member, Place, has_name, lost};
use crate::ingest::Unreadable;
use crate::ingest::format::has_reader;
use crate::ingest::limits;
use crate::ingest::package::{ZIP, damaged, unpack};
use crate::ingest::read::open;
use flate2::read::MultiGzDecoder;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use zip::ZipArchive;

/// Parts that are at the top of office files, which are zip files too.
const PACKAGE_PARTS: &[&str] = &["[Content_Types].xml", "mimetype"];

/// What an archive holds.
#[derive(Default)]
pub struct Listed {
    /// Label and place of each document, in the order of the labels.
    pub members: Vec<(String, Member)>,
    /// Label of what cannot be listed, and why.
    pub failures: Vec<(String, Unreadable)>,
    /// Bytes held in memory for it.
    pub held: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Zip,
    Tar,
    Gzip,
}

/// Lists the archive at `path`, whose label is `label`; `None` where the file is no archive but a document.
pub fn list(path: &Path, label: &str) -> Option<Listed> {
    let mut listed = Listed::default();
    if let Err(wrong) = file(path, label, &mut listed)? {
        listed.failures.push((label.to_owned(), wrong));
    }
    listed
        .members
        .sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    Some(listed)
}

fn file(path: &Path, label: &str, listed: &mut Listed) -> Option<Result<(), Unreadable>> {
    let mut file = open(path).ok()?;
    let kind = kind(&mut file)?;
    let container = Container::File(path.to_path_buf());
    contents(file, kind, &container, label, 0, listed)
}

fn held(
    bytes: Vec<u8>,
    label: &str,
    depth: usize,
    listed: &mut Listed,
) -> Option<Result<(), Unreadable>> {
    let bytes = Arc::new(bytes);
    let kind = kind(&mut Cursor::new(bytes.as_slice()))?;
    listed.held += bytes.len() as u64;
    let container = Container::Held(Arc::clone(&bytes));
    contents(
        Cursor::new(bytes.as_slice()),
        kind,
        &container,
        label,
        depth,
        listed,
    )
}

/// Lists one archive; `depth`: how many archives are around it.
fn contents(
    archive: impl Read + Seek,
    kind: Kind,
    container: &Container,
    label: &str,
    depth: usize,
    listed: &mut Listed,
) -> Option<Result<(), Unreadable>> {
    match kind {
        Kind::Zip => zip(archive, container, label, depth, listed),
        Kind::Tar => Some(tar(archive, container, label, depth, listed)),
        Kind::Gzip => Some(gzip(archive, label, depth, listed)),
    }
}

fn zip(
    archive: impl Read + Seek,
    container: &Container,
    label: &str,
    depth: usize,
    listed: &mut Listed,
) -> Option<Result<(), Unreadable>> {
    let mut zip = match ZipArchive::new(archive) {
        Ok(zip) => zip,
        Err(error) => return Some(Err(damaged(&error))),
    };
    if PACKAGE_PARTS
        .iter()
        .any(|part| zip.index_for_name(part).is_some())
    {
        return None;
    }
    let mut entries = Vec::new();
    for number in 0..zip.len().min(limits::MEMBERS + 1) {
        match zip.by_index_raw(number) {
            Ok(entry) if entry.is_file() => {
                let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
                let name = entry.name().map_or(name, |name| name.into_owned());
                entries.push((name, Place::Zip(number), entry.size()));
            }
            Ok(_) => {}
            Err(error) => listed
                .failures
                .push((format!("{label}!{number}"), damaged(&error))),
        }
    }
    Some(add(entries, container, label, depth, listed))
}

fn tar(
    archive: impl Read + Seek,
    container: &Container,
    label: &str,
    depth: usize,
    listed: &mut Listed,
) -> Result<(), Unreadable> {
    let mut tar = tar::Archive::new(archive);
    let mut entries = Vec::new();
    let mut broken = None;
    for entry in tar
        .entries_with_seek()
        .map_err(|error| cut(&error))?
        .take(limits::MEMBERS + 1)
    {
        match entry {
            Ok(entry) if entry.header().entry_type().is_file() => {
                let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                let (start, len) = (entry.raw_file_position(), entry.size());
                entries.push((name, Place::Bytes { start, len }, len));
            }
            Ok(_) => {}
            Err(error) => {
                broken = Some(cut(&error));
                break;
            }
        }
    }
    add(entries, container, label, depth, listed)?;
    broken.map_or(Ok(()), Err)
}

/// A packed tar, or one packed file.
fn gzip(
    archive: impl Read,
    label: &str,
    depth: usize,
    listed: &mut Listed,
) -> Result<(), Unreadable> {
    let bytes = unpack(MultiGzDecoder::new(archive), limits::HELD)?;
    if kind(&mut Cursor::new(bytes.as_slice())) == Some(Kind::Tar) {
        return held(bytes, label, depth, listed).unwrap_or(Ok(()));
    }
    let inside = label.rsplit('/').next().unwrap_or(label);
    let name = inside.strip_suffix(".gz").unwrap_or(inside).to_owned();
    let len = bytes.len() as u64;
    listed.held += len;
    let container = Container::Held(Arc::new(bytes));
    add(
        vec![(name, Place::Bytes { start: 0, len }, len)],
        &container,
        label,
        depth,
        listed,
    )
}

/// Takes in the documents among the entries (name, place, size), and opens the archives among them.
fn add(
    entries: Vec<(String, Place, u64)>,
    container: &Container,
    label: &str,
    depth: usize,
    listed: &mut Listed,
) -> Result<(), Unreadable> {
    let size = entries
        .iter()
        .fold(0_u64, |sum, (.., size)| sum.saturating_add(*size));
    if entries.len() > limits::MEMBERS || size > limits::ARCHIVE {
        let (members, size) = (limits::MEMBERS, limits::ARCHIVE >> 30);
        let what = format!("the archive holds over {members} files or {size} GiB");
        return Err(limits::too_large(what, "unpack it and name the folder"));
    }
    for (name, place, _) in entries {
        let name = shown(&name);
        let (path, label) = (Path::new(&name), format!("{label}!{name}"));
        if is_aside(&name) {
            continue;
        }
        let member = Member {
            container: container.clone(),
            place,
        };
        if has_reader(path) {
            listed.members.push((label, member));
        } else if has_name(path)
            && let Err(wrong) = inner(member, &label, depth, listed)
        {
            listed.failures.push((label, wrong));
        }
    }
    Ok(())
}

fn inner(member: Member, label: &str, depth: usize, listed: &mut Listed) -> Result<(), Unreadable> {
    if depth > 0 {
        let message = "archives in archives are opened one level deep; unpack this one first";
        return Err(Unreadable::new("unsupported", message));
    }
    if listed.held > limits::HELD {
        let size = limits::HELD >> 20;
        let what = format!("the archives in this archive hold over {size} MiB");
        return Err(limits::too_large(what, "unpack them first"));
    }
    match held(member.bytes()?, label, depth + 1, listed) {
        Some(done) => done,
        None => {
            listed.members.push((label.to_owned(), member));
            Ok(())
        }
    }
}

/// What the first bytes say.
fn kind(archive: &mut (impl Read + Seek)) -> Option<Kind> {
    let mut head = Vec::new();
    archive.by_ref().take(512).read_to_end(&mut head).ok()?;
    archive.seek(SeekFrom::Start(0)).ok()?;
    let is_tar = head.get(257..262) == Some(b"ustar");
    if head.starts_with(ZIP) || head.starts_with(b"PK\x05\x06") {
        Some(Kind::Zip)
    } else if head.starts_with(&[0x1F, 0x8B]) {
        Some(Kind::Gzip)
    } else {
        is_tar.then_some(Kind::Tar)
    }
}

/// A name as a label: forward slashes, nothing that moves a cursor.
fn shown(name: &str) -> String {
    let name = name.replace('\\', "/");
    name.chars().filter(|c| !c.is_control()).collect()
}

/// Files that systems put beside documents, and descriptions of a collection.
fn is_aside(name: &str) -> bool {
    let mut parts = name.split('/');
    let hidden = |part: &str| part.starts_with('.') && part != ".." && part != ".";
    let file = name.rsplit('/').next().unwrap_or("");
    let stem = file.split('.').next().unwrap_or("");
    parts.any(|part| hidden(part) || part == "__MACOSX") || stem.eq_ignore_ascii_case("readme")
}

fn cut(error: &std::io::Error) -> Unreadable {
    let Unreadable { message, .. } = lost(error);
    Unreadable::new("corrupt", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            zip.start_file(*name, SimpleFileOptions::default())
                .expect("start");
            zip.write_all(bytes).expect("write");
        }
        zip.finish().expect("finish").into_inner()
    }

    fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut tar = tar::Builder::new(Vec::new());
        for (name, bytes) in members {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            tar.append(&header, *bytes).expect("append");
        }
        tar.into_inner().expect("tar")
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(bytes).expect("write");
        gzip.finish().expect("gzip")
    }

    fn listed(bytes: &[u8]) -> Option<Listed> {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.zip");
        std::fs::write(&path, bytes).expect("write");
        let listed = list(&path, "a.zip");
        for (label, member) in listed.iter().flat_map(|listed| &listed.members) {
            assert_eq!(member.bytes().as_deref(), Ok(&b"text"[..]), "{label}");
        }
        listed
    }

    fn labels(listed: &Listed) -> Vec<&str> {
        listed
            .members
            .iter()
            .map(|(label, _)| label.as_str())
            .collect()
    }

    const PLANS: &[(&str, &[u8])] = &[
        ("b/two.txt", b"text"),
        ("../one.txt", b"text"),
        ("/etc/three.md", b"text"),
        ("__MACOSX/._two.txt", b"x"),
        ("README.md", b"x"),
        ("photo.jpg", b"x"),
    ];

    const NAMES: [&str; 3] = ["a.zip!../one.txt", "a.zip!/etc/three.md", "a.zip!b/two.txt"];

    #[test]
    fn documents_of_zip_and_tar_are_listed_in_order() {
        for bytes in [zipped(PLANS), tarred(PLANS), packed(&tarred(PLANS))] {
            let listed = listed(&bytes).expect("archive");
            assert_eq!(labels(&listed), NAMES);
            assert!(listed.failures.is_empty());
        }
    }

    #[test]
    fn archives_in_archives_open_one_level_deep() {
        let innermost = zipped(&[("deep.txt", b"text")]);
        let inner = zipped(&[("in.txt", b"text"), ("deeper.zip", &innermost)]);
        let listed = listed(&zipped(&[("inner.zip", &inner)])).expect("archive");
        assert_eq!(labels(&listed), ["a.zip!inner.zip!in.txt"]);
        assert_eq!(listed.failures[0].0, "a.zip!inner.zip!deeper.zip");
        assert_eq!(listed.failures[0].1.code, "unsupported");
    }

    #[test]
    fn office_files_and_text_are_no_archives() {
        assert!(listed(&zipped(&[("[Content_Types].xml", b"<a/>")])).is_none());
        assert!(listed(b"text").is_none());
    }

    #[test]
    fn damaged_archives_fail_and_never_panic() {
        for whole in [zipped(PLANS), tarred(PLANS), packed(&tarred(PLANS))] {
            for end in (0..whole.len()).step_by(7) {
                let folder = tempfile::tempdir().expect("folder");
                let path = folder.path().join("a.zip");
                std::fs::write(&path, &whole[..end]).expect("write");
                for (_, member) in list(&path, "a")
                    .map(|listed| listed.members)
                    .unwrap_or_default()
                {
                    let _ = member.bytes();
                }
            }
        }
    }
}
