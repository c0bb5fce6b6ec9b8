//! What each fuzz target does with its input: said once, for the fuzzer and for the test that replays what it found.
//!
//! A target fails by a panic. Bytes that are no document of its format must be refused; those that are read must
//! fulfil what holds for every document.

#[path = "../tests/common/holds.rs"]
mod holds;
#[path = "../tests/common/pieces.rs"]
mod pieces;

use cap::Cap;
use kehoach::audit::{Accepted, Audited, Auditor, Taken};
use kehoach::eval::gold::Gold;
use kehoach::export::{Context, SINKS, commit};
use kehoach::ingest::{
    Block, BlockKind, Content, Origin, READERS, RawDocument, ReadOptions, Source,
};
use kehoach::link::record::Record;
use kehoach::note::Notes;
use kehoach::outline::{Outline, outline};
use kehoach::rules::Rules;
use kehoach::text::text as text_of;
use std::alloc::System;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A target: its name, as that of its folders in `corpus` and `regressions`, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("txt", txt),
    ("md", md),
    ("docx", docx),
    ("odt", odt),
    ("xlsx", xlsx),
    ("rtf", rtf),
    ("doc", doc),
    ("pdf", pdf),
    ("html", html),
    ("mhtml", mhtml),
    ("archive", archive),
    ("charset", charset),
    ("text", text),
    ("outline", structure),
    ("pipeline", pipeline),
    ("rules", rules),
    ("gold", gold),
];

/// Stands between the parts of an input that is a package: each is written by the fuzzer, the package around them is not.
const NEXT: &[u8] = b"%%%%";

/// What a process that reads one document at a time may hold in memory; above it, it is ended.
const MOST_MEMORY: usize = 512 << 20;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, MOST_MEMORY);

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

thread_local! {
    /// In memory where the system has such a folder: a file system would be most of the work.
    static FOLDER: TempDir = match Path::new("/dev/shm") {
        memory if memory.is_dir() => tempfile::tempdir_in(memory).unwrap(),
        _ => tempfile::tempdir().unwrap(),
    };
}

/// Reads the rules, which all inputs of a target share.
pub fn ready() {
    LazyLock::force(&RULES);
}

/// Plain text in any encoding.
pub fn txt(data: &[u8]) {
    read("txt", data);
}

/// Markdown.
pub fn md(data: &[u8]) {
    read("md", data);
}

/// Rich Text Format.
pub fn rtf(data: &[u8]) {
    read("rtf", data);
}

/// Web pages.
pub fn html(data: &[u8]) {
    read("html", data);
}

/// Web pages in MIME envelopes.
pub fn mhtml(data: &[u8]) {
    read("mhtml", data);
}

/// Word documents: a whole file, or the text of its parts.
pub fn docx(data: &[u8]) {
    let parts = [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
    ];
    read("docx", &package(data, &parts));
}

/// OpenDocument texts: a whole file, or the text of its parts.
pub fn odt(data: &[u8]) {
    read("odt", &package(data, &["content.xml", "styles.xml"]));
}

/// Excel workbooks: a whole file, or the text of its parts.
pub fn xlsx(data: &[u8]) {
    let parts = [
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet2.xml",
    ];
    read("xlsx", &package(data, &parts));
}

/// Word's binary format: a whole file, or the two streams that matter.
pub fn doc(data: &[u8]) {
    if data.starts_with(b"\xD0\xCF\x11\xE0") {
        read("doc", data);
        return;
    }
    let (document, table) = data.split_at(data.len().min(split_at(data)));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in [
        ("WordDocument", document),
        ("0Table", table),
        ("1Table", table),
    ] {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    read("doc", file.into_inner().get_ref());
}

/// PDF: a whole file, or what a page of it draws.
pub fn pdf(data: &[u8]) {
    let has_head = data[..data.len().min(1024)]
        .windows(5)
        .any(|at| at == b"%PDF-");
    if has_head {
        read("pdf", data);
    } else {
        read("pdf", &page(data));
    }
}

/// Archives: a whole file, or names and contents of its members, the first byte saying what kind of archive.
pub fn archive(data: &[u8]) {
    let path = in_folder("a.zip");
    let whole = data.starts_with(b"PK")
        || data.starts_with(b"\x1F\x8B")
        || data.len() > 262 && &data[257..262] == b"ustar";
    let built = if whole { data.to_vec() } else { built(data) };
    fs::write(&path, built).unwrap();
    let (sources, failures) = kehoach::ingest::walk(&[path.to_str().unwrap().to_owned()]);
    for source in &sources {
        assert!(
            !source.path.chars().any(char::is_control),
            "{:?}",
            source.path
        );
        let _ = kehoach::ingest::read(source, &mut Notes::default());
    }
    assert!(!sources.is_empty() || !failures.is_empty());
}

/// Encodings: what was converted is Unicode, and stays as it is when it is read again.
pub fn charset(data: &[u8]) {
    let Some(content) = read("txt", data) else {
        return;
    };
    if let Some(again) = read("txt", content.text.as_bytes()) {
        assert_eq!(
            again.text, content.text,
            "read first as {}, then as {}",
            content.encoding, again.encoding
        );
    }
}

/// Normalisation, with cells where the text has TABs.
pub fn text(data: &[u8]) {
    let original = String::from_utf8_lossy(data).into_owned();
    holds::normalising_twice_changes_nothing(&original);
    let blocks = tabbed(&original);
    let text = text_of(raw("txt", original, blocks), &mut Notes::default());
    holds::offsets_lead_back(&text);
}

/// The structure of a text put together from pieces of plans and what the fuzzer writes.
pub fn structure(data: &[u8]) {
    let original = put_together(data);
    let blocks = tabbed(&original);
    let text = text_of(raw("txt", original, blocks), &mut Notes::default());
    check_outline(&outline(text, &RULES, &mut Notes::default()));
}

/// From bytes to files: record, audit, every sink, and the page of `explain`.
pub fn pipeline(data: &[u8]) {
    let original = put_together(data);
    let path = in_folder("plan.txt");
    fs::write(&path, &original).unwrap();
    let source = Source {
        path: "plan.txt".to_owned(),
        origin: Origin::File(path),
    };
    let Ok(explained) = kehoach::explain(&source, &RULES) else {
        return;
    };
    let record = &explained.record;
    holds::spans_are_true(&explained.outline.text.raw().original, record);
    holds::tasks_are_in_order(record);
    holds::deadlines_are_canonical(record);
    check_outline(&explained.outline);
    check_page(&kehoach::explain::html::render(&explained, &RULES));
    check_files(record);
}

/// Rule files of an editor: TOML, then a word list. They are read, or refused with file and line.
pub fn rules(data: &[u8]) {
    let folder = in_folder("rules");
    if !folder.exists() {
        empty_rules(&folder);
    }
    let mut parts = parts(data);
    let toml = parts.next().unwrap_or_default();
    fs::write(folder.join("deadlines.toml"), toml).unwrap();
    let list = [b"list,phrase,note\n", parts.next().unwrap_or_default()].concat();
    fs::write(folder.join("phrases.csv"), list).unwrap();
    match kehoach::rules::check::check(Some(&folder)) {
        Ok(_) => {}
        Err(error) => assert!(error.to_string().contains("rules/"), "{error}"),
    }
}

/// Gold: JSON that a person wrote.
pub fn gold(data: &[u8]) {
    let _ = serde_json::from_slice::<Gold>(data);
    let _ = serde_json::from_slice::<Record>(data);
}

/// Lets a reader read, and checks what it gives.
fn read(format: &str, bytes: &[u8]) -> Option<Content> {
    let reader = READERS
        .iter()
        .find(|reader| reader.name() == format)
        .unwrap();
    reader.recognises(bytes);
    match reader.read_with(bytes, &ReadOptions::ALONE) {
        Ok(content) => {
            holds::blocks_fit(&content);
            Some(content)
        }
        Err(refused) => {
            assert!(
                !refused.message.is_empty() && refused.code != "internal",
                "{refused:?}"
            );
            None
        }
    }
}

fn raw(format: &'static str, original: String, blocks: Vec<Block>) -> RawDocument {
    RawDocument {
        source: Source {
            path: "plan.txt".to_owned(),
            origin: Origin::Stdin,
        },
        format,
        encoding: "UTF-8".to_owned(),
        encoding_evidence: String::new(),
        hash: String::new(),
        blocks,
        original,
        recognised: Vec::new(),
    }
}

fn check_outline(outline: &Outline) {
    holds::offsets_lead_back(&outline.text);
    holds::nodes_follow_each_other(outline);
    holds::cells_follow_each_other(outline);
    holds::parents_and_children_agree(outline);
}

/// A path in this thread's folder.
fn in_folder(name: &str) -> PathBuf {
    FOLDER.with(|folder| folder.path().join(name))
}

/// The parts of an input.
fn parts(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(data);
    std::iter::from_fn(move || {
        let all = rest.take()?;
        match all.windows(NEXT.len()).position(|at| at == NEXT) {
            Some(at) => {
                rest = Some(&all[at + NEXT.len()..]);
                Some(&all[..at])
            }
            None => Some(all),
        }
    })
}

/// A zip package of parts by these names, unless the input is a zip file already.
fn package(data: &[u8], names: &[&str]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    zipped(names.iter().copied().zip(parts(data)))
}

fn zipped<'d>(members: impl Iterator<Item = (&'d str, &'d [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in members {
        // A name that stands there twice is left out once.
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(bytes).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// Names on the first line of each part, contents below.
fn built(data: &[u8]) -> Vec<u8> {
    let Some((&kind, rest)) = data.split_first() else {
        return Vec::new();
    };
    let members: Vec<(String, &[u8])> = parts(rest)
        .map(|part| {
            let end = part
                .iter()
                .position(|&byte| byte == b'\n')
                .unwrap_or(part.len());
            let name = String::from_utf8_lossy(&part[..end]).into_owned();
            (name, part.get(end + 1..).unwrap_or_default())
        })
        .collect();
    let zip = || zipped(members.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    match kind % 4 {
        0 => zip(),
        1 => tarred(&members),
        2 => gzipped(&tarred(&members)),
        _ => zipped([("in.zip", zip().as_slice()), ("x.txt", b"text")].into_iter()),
    }
}

fn tarred(members: &[(String, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        let name = &name.as_bytes()[..name.len().min(100)];
        header.as_mut_bytes()[..name.len()].copy_from_slice(name);
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// Where the first of two streams ends: after the block that says where the text is and as much text as the first byte says.
fn split_at(data: &[u8]) -> usize {
    2048 + usize::from(data.first().copied().unwrap_or(0)) * 16
}

/// A PDF file with one page that draws this.
fn page(content: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>> endobj\n\
        5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n\
        6 0 obj <</Type/Font/Subtype/TrueType/BaseFont/.VnTime/Encoding/WinAnsiEncoding>> endobj\n"
        .to_vec();
    file.extend(format!("4 0 obj <</Length {}>> stream\n", content.len()).bytes());
    file.extend(content);
    file.extend(b"\nendstream endobj\ntrailer <</Root 1 0 R/Size 7>>\n%%EOF\n");
    file
}

/// A table for each line with TABs, a cell for each stretch between them.
fn tabbed(original: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (table, line) in original.split_inclusive('\n').enumerate() {
        if line.contains('\t') {
            let mut at = start;
            for (column, cell) in line.trim_end_matches('\n').split('\t').enumerate() {
                let kind = BlockKind::Cell {
                    table: table / 4,
                    row: table % 4,
                    column,
                    rows: 1,
                    columns: 1,
                };
                blocks.push(Block {
                    kind,
                    range: at..at + cell.len(),
                });
                at += cell.len() + 1;
            }
        }
        start += line.len();
    }
    blocks
}

/// The text of an input: 0xFF and a byte after it stand for a piece of a plan, the rest for itself.
fn put_together(data: &[u8]) -> String {
    let pieces: Vec<&str> = [
        pieces::MASTHEADS,
        pieces::TITLES,
        pieces::BLOCKS,
        pieces::CLOSINGS,
        pieces::NOISE,
    ]
    .concat();
    let mut text = Vec::new();
    let mut bytes = data.iter();
    while let Some(&byte) = bytes.next() {
        if byte == 0xFF {
            let number = bytes.next().copied().map_or(0, usize::from);
            text.extend(pieces[number % pieces.len()].bytes());
        } else {
            text.push(byte);
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Text of the document never becomes markup of the page.
fn check_page(page: &str) {
    let own = page.matches("<script").count();
    assert!(own <= 1 && !page.contains("<img"), "{own} scripts");
}

/// Writes a record in every format, and reads the tables again.
fn check_files(record: &Record) {
    static CONTEXT: LazyLock<Context> =
        LazyLock::new(|| Context::new(&RULES, kehoach::INDEX).unwrap());
    let mut auditor = Auditor::new(Accepted::default());
    let taken = auditor.take(Audited::of(record, &RULES)).unwrap();
    let Taken::Counted { mut findings, .. } = taken else {
        panic!("a single document is no duplicate");
    };
    let (across, links) = auditor.finish(&RULES).unwrap();
    findings.extend(across);
    let folder = in_folder("output");
    fs::create_dir_all(&folder).unwrap();
    let mut names = Vec::new();
    for format in SINKS {
        let mut sink = (format.open)(&folder, &CONTEXT).unwrap();
        sink.record(record, &CONTEXT).unwrap();
        sink.findings(&findings).unwrap();
        sink.links(&links).unwrap();
        let staged = sink.finish().unwrap();
        names.extend(staged.iter().map(|file| file.name().to_string()));
        commit(staged).unwrap();
    }
    for name in names.iter().filter(|name| name.ends_with(".csv")) {
        check_table(&fs::read(folder.join(name)).unwrap(), name);
    }
    let line = fs::read(folder.join("records.jsonl")).unwrap();
    let mut written = record.clone();
    // The text that it was read from is not written with it.
    written.original.clear();
    assert_eq!(serde_json::from_slice::<Record>(&line).unwrap(), written);
}

/// As many cells in every row, and none that a spreadsheet would run; a lone sign is a label or a word.
fn check_table(bytes: &[u8], name: &str) {
    let mut rows = csv::Reader::from_reader(bytes);
    for row in rows.byte_records() {
        for cell in row.unwrap().iter().filter(|cell| cell.len() > 1) {
            let runs =
                b"=+@\t\r\n".contains(&cell[0]) || cell[0] == b'-' && !cell[1].is_ascii_digit();
            assert!(!runs, "{name}: {}", String::from_utf8_lossy(cell));
        }
    }
}

/// A folder of rules in which every table has its head alone.
fn empty_rules(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = own.strip_prefix("fuzz").unwrap_or(own);
    let rules = [own.join("rules"), own.join("../rules")]
        .into_iter()
        .find(|at| at.is_dir())
        .unwrap();
    for file in fs::read_dir(rules).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => fs::write(folder.join(name), text.lines().next().unwrap()).unwrap(),
            Some("toml") => fs::write(folder.join(name), "").unwrap(),
            _ => {}
        }
    }
}
