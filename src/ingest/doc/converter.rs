//! Files that this reader gives up → text by a converter, where one is installed; the record says so.

use super::super::external::{find, run};
use super::super::flow::{self, Piece};
use super::super::{Content, Unreadable, charset};
use crate::note::Severity;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// Seconds that a document may take.
const LIMIT: Duration = Duration::from_secs(60);

/// Programs that print the text of a file, and what they are to be told: UTF-8, and no line ends of their own.
const PRINTERS: &[(&str, &[&str])] = &[
    ("antiword", &["-m", "UTF-8.txt", "-w", "0"]),
    ("catdoc", &["-d", "utf-8", "-w"]),
];
const OFFICE: &str = "soffice";

/// The text of a file by the first converter that finds any; `wrong`, the reason of the own reader, where none does.
pub(super) fn content(bytes: &[u8], wrong: Unreadable) -> Result<Content, Unreadable> {
    let Some((program, text)) = converted(bytes) else {
        return Err(wrong);
    };
    let (text, _) = charset::convert(&text);
    let lines = text.lines().map(|line| Piece::Paragraph(line.to_owned()));
    let mut content = flow::content("UTF-8", lines.collect())?;
    content.encoding_evidence = format!("the text that {program} gives");
    let note = format!(
        "the file cannot be read as it is ({}) and was converted by {program}; tables are lines",
        wrong.message
    );
    content
        .notes
        .push(("read-by-converter", Severity::Warning, note));
    Ok(content)
}

fn converted(bytes: &[u8]) -> Option<(&'static str, String)> {
    let folder = tempfile::tempdir().ok()?;
    let file = folder.path().join("plan.doc");
    let written = std::fs::File::create(&file).and_then(|mut it| it.write_all(bytes));
    written.ok()?;
    let printed = PRINTERS.iter().filter_map(|(program, options)| {
        let arguments = options.iter().map(OsStr::new).chain([file.as_os_str()]);
        let arguments: Vec<&OsStr> = arguments.collect();
        let text = run(program, &arguments, LIMIT).ok()?;
        Some((*program, String::from_utf8_lossy(&text).into_owned()))
    });
    let has_text = |(_, text): &(&str, String)| text.contains(char::is_alphabetic);
    let by_office = || saved(folder.path(), &file).map(|text| (OFFICE, text));
    printed
        .chain(std::iter::once_with(by_office).flatten())
        .find(has_text)
}

/// The text that LibreOffice saves. It gets a profile of its own: one that is open elsewhere cannot be used.
fn saved(folder: &Path, file: &Path) -> Option<String> {
    find(OFFICE)?;
    let mut profile = OsStr::new("-env:UserInstallation=file://").to_owned();
    profile.push(folder.join("profile"));
    let options = [
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
    ];
    let mut arguments: Vec<&OsStr> = vec![&profile];
    arguments.extend(options.map(OsStr::new));
    arguments.extend([folder.as_os_str(), file.as_os_str()]);
    run(OFFICE, &arguments, LIMIT).ok()?;
    let text = std::fs::read(file.with_extension("txt")).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}
