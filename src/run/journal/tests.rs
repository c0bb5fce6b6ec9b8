//! What the journal gives back, and what it makes of a journal that is damaged or not its own.

use super::*;
use crate::ingest::{Origin, Source};
use crate::rules::Rules;
use std::sync::LazyLock;

/// What is read of the two texts, each read once.
static READ: LazyLock<[Record; 2]> = LazyLock::new(|| [ONE, TWO].map(read));

fn read(text: &str) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, text).unwrap();
    let source = Source {
        path: "a.txt".to_string(),
        origin: Origin::File(path),
    };
    crate::read(&source, &Rules::embedded().unwrap()).unwrap()
}

fn record(text: &str) -> &'static Record {
    let mut read = READ.iter();
    read.find(|record| record.original == text).unwrap()
}

fn key(content: &str) -> Key {
    Key::of(&blake3::hash(content.as_bytes()), "a.txt")
}

fn print(of: &str) -> Hash {
    blake3::hash(of.as_bytes())
}

/// A journal of one run that has read `texts`.
fn written(texts: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let journal = Journal::open(&path, print("1"), false).unwrap();
    for text in texts {
        assert!(journal.take(&key(text)).is_none());
        journal.keep(&key(text), record(text), None);
    }
    journal.finish();
    (folder, path)
}

/// Which of `texts` a journal has, each as it was read.
fn held<'a>(path: &Path, fingerprint: &str, texts: &[&'a str]) -> Vec<&'a str> {
    let journal = Journal::open(path, print(fingerprint), false).unwrap();
    let has = |text: &&str| {
        let taken = journal.take(&key(text));
        assert!(taken.as_ref().is_none_or(|taken| taken == record(text)));
        taken.is_some()
    };
    texts.iter().copied().filter(has).collect()
}

const ONE: &str = "KẾ HOẠCH\nNăm 2024\n\n1. Giao Phòng Nội vụ chủ trì trước ngày 15/11/2024.\n";
const TWO: &str = "KẾ HOẠCH\nNăm 2025\n\n1. Phòng Y tế báo cáo trong quý II.\n";

#[test]
fn gives_back_what_was_read_with_its_text() {
    let (_folder, path) = written(&[ONE, TWO]);
    assert_eq!(held(&path, "1", &[ONE, TWO, "ba"]), [ONE, TWO]);
    let journal = Journal::open(&path, print("1"), false).unwrap();
    assert_eq!(journal.take(&key(ONE)).unwrap().original, ONE);
}

#[test]
fn a_key_is_content_and_ending() {
    let content = blake3::hash(b"x");
    let key = |path| Key::of(&content, path);
    assert_eq!(key("a/b.TXT"), key("c.txt"));
    for other in ["b.md", "-", "b", "txt"] {
        assert_ne!(key("b.txt"), key(other), "{other}");
    }
    assert_ne!(key("-"), key("b"));
}

#[test]
fn a_journal_of_another_program_or_form_is_begun_anew() {
    let (_folder, path) = written(&[ONE]);
    assert!(held(&path, "2", &[ONE]).is_empty());
    assert!(held(&path, "1", &[ONE]).is_empty());
    fs::write(&path, "kehoach journal 9\n and more").unwrap();
    assert!(held(&path, "1", &[ONE]).is_empty());
    let (_folder, path) = written(&[ONE]);
    drop(Journal::open(&path, print("1"), true).unwrap());
    assert!(held(&path, "1", &[ONE]).is_empty());
}

#[test]
fn wherever_a_kill_cuts_it_off_the_whole_frames_stay() {
    let (_folder, path) = written(&[ONE]);
    let first = fs::read(&path).unwrap().len();
    let (_folder, path) = written(&[ONE, TWO]);
    let whole = fs::read(&path).unwrap();
    for end in [
        0,
        10,
        40,
        first - 1,
        first,
        first + 1,
        first + 50,
        first + 90,
        whole.len() - 1,
    ] {
        fs::write(&path, &whole[..end]).unwrap();
        let expected: &[&str] = if end < first { &[] } else { &[ONE] };
        assert_eq!(held(&path, "1", &[ONE, TWO]), expected, "{end}");
        // What comes after it is found again.
        let journal = Journal::open(&path, print("1"), false).unwrap();
        journal.keep(&key(TWO), record(TWO), None);
        drop(journal);
        assert!(held(&path, "1", &[TWO]) == [TWO], "{end}");
    }
}

#[test]
fn a_damaged_frame_is_read_anew_and_replaced() {
    let (_folder, path) = written(&[ONE, TWO]);
    let mut bytes = fs::read(&path).unwrap();
    bytes[MAGIC.len() + 32 + 100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(held(&path, "1", &[ONE, TWO]), [TWO]);
    let journal = Journal::open(&path, print("1"), false).unwrap();
    journal.keep(&key(ONE), record(ONE), None);
    assert!(journal.take(&key(TWO)).is_some());
    journal.finish();
    assert_eq!(held(&path, "1", &[ONE, TWO]), [ONE, TWO]);
    assert!(fs::read(&path).unwrap().len() <= bytes.len());
}

#[test]
fn what_a_run_did_not_use_is_left_out() {
    let (_folder, path) = written(&[ONE, TWO]);
    let before = fs::read(&path).unwrap().len();
    let journal = Journal::open(&path, print("1"), false).unwrap();
    assert!(journal.take(&key(TWO)).is_some());
    journal.finish();
    assert_eq!(held(&path, "1", &[ONE, TWO]), [TWO]);
    assert!(fs::read(&path).unwrap().len() < before);
}

#[test]
fn one_content_is_kept_once() {
    let (_folder, path) = written(&[ONE]);
    let (_other, twice) = written(&[ONE]);
    let journal = Journal::open(&twice, print("1"), true).unwrap();
    journal.keep(&key(ONE), record(ONE), None);
    journal.keep(&key(ONE), record(ONE), None);
    journal.finish();
    assert_eq!(
        fs::read(&path).unwrap().len(),
        fs::read(&twice).unwrap().len()
    );
}
