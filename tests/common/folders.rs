//! Folders of plans and of what runs write, for tests of the program from outside.

// Every test file that includes this one uses some of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The plan of a unit, by number.
pub fn plan(number: usize) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nHUYỆN NAM ĐÔNG\n-------\nSố: {number}/KH-UBND\n\nNam Đông, ngày 03 tháng 6 năm 2024\n\n\
         KẾ HOẠCH\nNâng cao chỉ số PAPI năm 2024\n\nI. NHIỆM VỤ\n1. Tham gia của người dân ở cấp cơ sở\n\
         - Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tuyên truyền trước ngày 15/11/2024 (đợt {number}).\n\n\
         Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn A\n"
    )
}

/// Writes a file, with the folders that it needs.
pub fn write(at: &Path, name: &str, content: &str) {
    let path = at.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The files that users see in an output folder and the folders in it, with their bytes; none where there is no folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return files;
    };
    let entries = entries.map(Result::unwrap);
    for entry in entries.filter(|entry| entry.file_name() != ".kehoach") {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            let inside = self::files(&entry.path()).into_iter();
            files.extend(inside.map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// All formats of this build, as `--format` takes them.
pub fn all_formats() -> String {
    let names = kehoach::export::SINKS.iter().map(|format| format.name);
    names.collect::<Vec<_>>().join(",")
}

/// The program in a folder, with these arguments.
pub fn command(at: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.args(arguments).current_dir(at);
    command
}

/// What a run says.
pub fn said(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

/// The line of a run's summary that counts documents.
pub fn counted(run: &Output) -> String {
    let said = said(run);
    let line = said.lines().find(|line| line.starts_with("documents:"));
    line.unwrap_or_else(|| panic!("{said}")).to_string()
}
