//! The workbook, read back from its parts: sheets, filters, links that arrive, days that are days.

#![cfg(all(feature = "xlsx", feature = "office"))]
use kehoach::RunOptions;
use kehoach::export::REVIEW_BELOW;
use kehoach::value::confidence::Confidence;
use kehoach::value::lang::Lang;
use regex::Regex;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

/// A cell: its style and what it shows, with numbers as they are stored.
type Cell = (usize, String);

/// A workbook, taken apart.
struct Book {
    parts: BTreeMap<String, String>,
    /// Cells of each sheet by their reference: `B7`.
    cells: BTreeMap<String, BTreeMap<String, Cell>>,
    /// Names of the sheets, in order.
    sheets: Vec<String>,
}

fn written(folder: &Path, lang: Lang) -> Vec<u8> {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let options = RunOptions {
        output: folder.to_path_buf(),
        formats: vec!["xlsx".to_string()],
        index: "PAPI".to_string(),
        jobs: None,
        rules: None,
        reading: Default::default(),
        memory: Default::default(),
        review_below: Confidence::of(REVIEW_BELOW),
        lang,
        fresh: false,
    };
    kehoach::run(&[corpus.to_string()], &options, &()).unwrap();
    fs::read(folder.join("dataset.xlsx")).unwrap()
}

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), Lang::Vi)
});

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::open(&BYTES));

impl Book {
    fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut member = archive.by_index(at).unwrap();
            let mut text = String::new();
            member.read_to_string(&mut text).unwrap();
            parts.insert(member.name().unwrap().to_string(), text);
        }
        let sheets = all(&parts["xl/workbook.xml"], r#"<sheet name="([^"]*)""#);
        let mut book = Self {
            parts,
            cells: BTreeMap::new(),
            sheets,
        };
        let read = |name: &String| (name.clone(), book.read(name));
        book.cells = book.sheets.iter().map(read).collect();
        book
    }

    /// The cells of a sheet.
    fn cells(&self, name: &str) -> &BTreeMap<String, Cell> {
        &self.cells[name]
    }

    /// The XML of a sheet.
    fn xml(&self, name: &str) -> &str {
        let at = self.sheets.iter().position(|sheet| sheet == name);
        let at = at.unwrap_or_else(|| panic!("no sheet {name} in {:?}", self.sheets));
        &self.parts[&format!("xl/worksheets/sheet{}.xml", at + 1)]
    }

    fn read(&self, name: &str) -> BTreeMap<String, Cell> {
        let cell =
            Regex::new(r#"<c r="([A-Z]+\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?:/>|>(.*?)</c>)"#)
                .unwrap();
        let tags = Regex::new("<[^>]*>").unwrap();
        let shared = self.shared();
        let read = |found: regex::Captures<'_>| {
            let style = found
                .get(2)
                .map_or(0, |style| style.as_str().parse().unwrap());
            let text = found.get(4).map_or("", |body| body.as_str());
            let text = plain(&tags.replace_all(text, ""));
            let text = match found.get(3).map(|kind| kind.as_str()) {
                Some("s") => shared[text.parse::<usize>().unwrap()].clone(),
                _ => text,
            };
            (found[1].to_string(), (style, text))
        };
        cell.captures_iter(self.xml(name)).map(read).collect()
    }

    fn shared(&self) -> Vec<String> {
        let strings = self.parts.get("xl/sharedStrings.xml");
        let strings = strings.map_or("", String::as_str);
        let found = all(strings, r"<si><t[^>]*>([^<]*)</t></si>");
        found.iter().map(|text| plain(text)).collect()
    }

    /// The texts of a column by row number, found by its heading in a row.
    fn column(&self, name: &str, head: usize, heading: &str) -> BTreeMap<usize, Cell> {
        let cells = self.cells(name);
        let place = cells
            .iter()
            .find(|(place, (_, text))| row(place) == head && text == heading);
        let (place, _) = place.unwrap_or_else(|| panic!("{name}: no column {heading}"));
        let letters = place.trim_end_matches(char::is_numeric).to_string();
        let own = |place: &str| place.trim_end_matches(char::is_numeric) == letters;
        let below = cells
            .iter()
            .filter(|(place, _)| own(place) && row(place) > head);
        below
            .map(|(place, cell)| (row(place), cell.clone()))
            .collect()
    }

    /// Links: the cell, and where it leads.
    fn links(&self, name: &str) -> Vec<(String, String)> {
        let link = Regex::new(r#"<hyperlink ref="([A-Z]+\d+)" location="([^"]*)""#).unwrap();
        let found = link.captures_iter(self.xml(name));
        found
            .map(|found| (found[1].to_string(), plain(&found[2])))
            .collect()
    }
}

fn row(place: &str) -> usize {
    place
        .trim_start_matches(char::is_alphabetic)
        .parse()
        .unwrap()
}

fn all(text: &str, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    let found = pattern.captures_iter(text);
    found.map(|found| found[1].to_string()).collect()
}

fn plain(xml: &str) -> String {
    xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// Sheets that are tables, and the row of their heads.
const TABLES: [(&str, usize); 6] = [
    ("Kế hoạch", 1),
    ("Nhiệm vụ", 1),
    ("Phân công", 1),
    ("Thời hạn", 1),
    ("Ma trận bao phủ", 5),
    ("Phát hiện", 1),
];

#[test]
fn has_its_sheets_in_order_in_both_languages() {
    let tables = TABLES.map(|(name, _)| name);
    let expected = [&["Tổng quan"][..], &tables, &["Từ điển dữ liệu"]].concat();
    assert_eq!(BOOK.sheets, expected);
    let folder = tempfile::tempdir().unwrap();
    let english = Book::open(&written(folder.path(), Lang::En));
    let expected = [
        "Overview",
        "Plans",
        "Tasks",
        "Assignments",
        "Deadlines",
        "Coverage",
        "Findings",
        "Data dictionary",
    ];
    assert_eq!(english.sheets, expected);
    let roles = english.column("Assignments", 1, "Role");
    assert!(roles.values().any(|(_, role)| role == "lead"));
}

#[test]
fn every_table_has_a_filter_over_all_rows_and_heads_that_stay() {
    for (name, head) in TABLES {
        let xml = BOOK.xml(name);
        let last = BOOK
            .cells(name)
            .keys()
            .map(|place| row(place))
            .max()
            .unwrap();
        assert!(last > head + 10, "{name}: {last}");
        let filter = all(xml, r#"<autoFilter ref="([^"]*)""#);
        let filter = filter
            .first()
            .unwrap_or_else(|| panic!("{name}: no filter"));
        let (from, to) = filter.split_once(':').unwrap();
        assert_eq!(
            (from, row(to)),
            (format!("A{head}").as_str(), last),
            "{name}"
        );
        assert!(xml.contains(r#"state="frozen""#), "{name}");
        assert!(xml.contains(r#"orientation="landscape""#), "{name}");
        assert!(xml.contains(r#"fitToHeight="0""#), "{name}");
    }
}

#[test]
fn links_arrive_at_the_row_that_they_mean() {
    let mut seen = 0;
    for name in &BOOK.sheets {
        for (_, target) in BOOK.links(name) {
            let (sheet, place) = target.rsplit_once('!').unwrap();
            let sheet = sheet.trim_matches('\'');
            assert!(BOOK.cells(sheet).contains_key(place), "{name}: {target}");
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
    // A task's number of agencies leads to a row of that task, and back.
    for (from, head, column, to) in [
        ("Nhiệm vụ", "Số cơ quan", "Mã nhiệm vụ", "Phân công"),
        ("Nhiệm vụ", "Số thời hạn", "Mã nhiệm vụ", "Thời hạn"),
        ("Phân công", "Mã nhiệm vụ", "Mã nhiệm vụ", "Nhiệm vụ"),
        ("Phát hiện", "Mã nhiệm vụ", "Mã nhiệm vụ", "Nhiệm vụ"),
    ] {
        let (tasks, targets) = (BOOK.column(from, 1, column), BOOK.column(to, 1, column));
        let (files, others) = (BOOK.column(from, 1, "Tệp"), BOOK.column(to, 1, "Tệp"));
        let linked = BOOK.column(from, 1, head);
        let links: BTreeMap<String, String> = BOOK.links(from).into_iter().collect();
        let letters = BOOK.cells(from).iter();
        let place = letters.filter(|(place, (_, text))| row(place) == 1 && text == head);
        let mut letter = place.map(|(place, _)| place.trim_end_matches('1').to_string());
        let letter = letter.next_back().unwrap();
        let mut followed = 0;
        for at in linked.keys() {
            let Some(target) = links.get(&format!("{letter}{at}")) else {
                continue;
            };
            let arrived = row(target.rsplit_once('!').unwrap().1);
            assert!(target.contains(to), "{from}{at}: {target}");
            assert_eq!(tasks[at].1, targets[&arrived].1, "{from} {at}: {target}");
            assert_eq!(files[at].1, others[&arrived].1, "{from} {at}: {target}");
            followed += 1;
        }
        assert!(followed > 20, "{from}.{head}: {followed}");
    }
}

#[test]
fn days_are_numbers_that_show_as_days() {
    let styles = &BOOK.parts["xl/styles.xml"];
    let formats = Regex::new(r#"<numFmt numFmtId="(\d+)" formatCode="dd/mm/yyyy"/>"#).unwrap();
    let id = formats.captures(styles).unwrap()[1].to_string();
    let cells = styles.split("<cellXfs").nth(1).unwrap();
    let formats = all(cells, r#"<xf numFmtId="(\d+)""#);
    let days = BOOK.column("Thời hạn", 1, "Ngày cuối");
    let days: Vec<&Cell> = days.values().filter(|(_, text)| !text.is_empty()).collect();
    assert!(days.len() > 50);
    for (style, day) in days {
        assert_eq!(formats[*style], id);
        // 2019-01-01 to 2030-12-31 as Excel counts days.
        let day: f64 = day.parse().unwrap();
        assert!((43_466.0..47_848.0).contains(&day), "{day}");
    }
}

#[test]
fn nothing_is_a_formula() {
    let signs = ['=', '+', '-', '@'];
    let mut texts = 0;
    for name in &BOOK.sheets {
        assert!(!BOOK.xml(name).contains("<f>"), "{name}");
        let cells = BOOK.cells(name);
        texts += cells
            .values()
            .filter(|(_, text)| text.starts_with(signs))
            .count();
    }
    assert!(texts > 10, "the corpus has tasks that begin with a sign");
}

#[test]
fn words_of_closed_sets_are_vietnamese() {
    let roles = BOOK.column("Phân công", 1, "Vai trò");
    let known = ["chủ trì", "phối hợp", "chịu trách nhiệm"];
    assert!(
        roles
            .values()
            .all(|(_, role)| known.contains(&role.as_str()))
    );
    let matrix = BOOK.column("Ma trận bao phủ", 5, "8. Quản trị điện tử");
    let known = ["giao việc", "mô tả", "nhắc đến", "không đề cập", ""];
    assert!(
        matrix
            .values()
            .all(|(_, word)| known.contains(&word.as_str())),
        "{matrix:?}"
    );
    let severities = BOOK.column("Phát hiện", 1, "Mức độ");
    let known = ["sai", "cần xem", "lưu ý"];
    assert!(
        severities
            .values()
            .all(|(_, word)| known.contains(&word.as_str()))
    );
}

#[test]
fn the_same_plans_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    // Paths to the sources are relative to the workbook: a second folder at the same depth.
    assert!(written(folder.path(), Lang::Vi) == *BYTES);
}
