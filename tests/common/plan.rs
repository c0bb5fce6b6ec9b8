//! Plans written in tests, run through the stages.

// Every test file that includes this one uses some of it.
#![allow(dead_code)]

use kehoach::ingest::{Origin, RawDocument, Source};
use kehoach::link::record::{Record, Task};
use kehoach::note::Notes;
use kehoach::outline::{Outline, outline};
use kehoach::rules::Rules;
use kehoach::text::text;
use std::fs;
use std::sync::LazyLock;

/// The embedded rules, read once.
pub static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

/// The outline of a text.
pub fn outline_of(original: &str) -> Outline {
    let raw = RawDocument {
        source: Source {
            path: "test.txt".to_string(),
            origin: Origin::Stdin,
        },
        format: "txt",
        encoding: "UTF-8".to_string(),
        encoding_evidence: String::new(),
        recognised: Vec::new(),
        hash: String::new(),
        original: original.to_string(),
        blocks: Vec::new(),
    };
    let mut notes = Notes::default();
    outline(text(raw, &mut notes), &RULES, &mut notes)
}

/// The record of a file with these bytes, by the way that a user's file takes.
pub fn record_of_bytes(bytes: &[u8]) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.txt");
    fs::write(&path, bytes).unwrap();
    let source = Source {
        path: "plan.txt".to_string(),
        origin: Origin::File(path),
    };
    kehoach::read(&source, &RULES).unwrap()
}

/// The record of a file with this text.
pub fn record_of(original: &str) -> Record {
    record_of_bytes(original.as_bytes())
}

/// A text as UTF-16 with byte order mark.
pub fn utf16(original: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(original.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// The words of tasks, one space between them.
pub fn texts(tasks: &[Task]) -> Vec<String> {
    let words = |task: &Task| task.text.split_whitespace().collect::<Vec<_>>().join(" ");
    tasks.iter().map(words).collect()
}

/// `name/level/role` of the bodies that are no unnamed group.
pub fn actors(task: &Task) -> Vec<String> {
    let named = task.agencies.iter().filter(|agency| !agency.generic);
    let said = named.map(|agency| {
        let level = agency.level.map_or("-", |level| level.as_str());
        format!("{}/{level}/{}", agency.name, agency.role.as_str())
    });
    said.collect()
}

/// The values of a task's deadlines.
pub fn dues(task: &Task) -> Vec<&str> {
    task.deadlines
        .iter()
        .map(|due| due.value.as_str())
        .collect()
}

/// A district's plan for 2024 with these tasks.
pub fn plan_with(tasks: &str) -> Record {
    plan_signed(tasks, "CHỦ TỊCH")
}

/// A plan with these titles between its body's and the signer's name.
pub fn plan_signed(tasks: &str, titles: &str) -> Record {
    record_of(&format!(
        "ỦY BAN NHÂN DÂN\nHUYỆN BA BỂ\n-------\nSố: 88/KH-UBND\n\nBa Bể, ngày 04 tháng 3 năm 2024\n\nKẾ HOẠCH\n\
         Nâng cao Chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n\n{tasks}\n\nNơi nhận:\n- UBND tỉnh Bắc Kạn:\n- Lưu: VT.\n\n\
         TM. ỦY BAN NHÂN DÂN\n{titles}\n\nHoàng Văn Tạo\n"
    ))
}

/// A commune's plan for 2025, under two-level government, with these tasks.
pub fn commune_plan_with(tasks: &str) -> Record {
    record_of(&format!(
        "ỦY BAN NHÂN DÂN\nXÃ BA BỂ\n-------\nSố: 88/KH-UBND\n\nBa Bể, ngày 04 tháng 9 năm 2025\n\nKẾ HOẠCH\n\
         Nâng cao Chỉ số PAPI năm 2025\n\nI. NHIỆM VỤ\n\n{tasks}\n\nNơi nhận:\n- UBND tỉnh Thái Nguyên:\n- Lưu: VT.\n\n\
         TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n"
    ))
}
