//! A scan: a sample plan printed, its pages turned into pictures, and read by text recognition where that is installed.

use crate::parity;
use crate::plan;

use kehoach::ingest::{Ocr, Origin, ReadOptions, Source};
use kehoach::link::grounds;
use kehoach::link::record::Record;
use parity::Tally;
use plan::RULES;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A plan of two pages without a table.
const PLAN: &str = "10-kim-son-school-2026-crlf";
/// The least F1 over all fields of what is read from its scan: Tesseract 5.3 gave 0.855.
const LEAST: f64 = 0.8;
/// Dots an inch of the scanner.
const RESOLUTION: usize = 200;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn read(path: &Path, ocr: Ocr) -> Result<Record, kehoach::error::Failure> {
    let source = Source {
        path: "scan.pdf".to_string(),
        origin: Origin::File(path.to_path_buf()),
    };
    let options = ReadOptions {
        ocr,
        ..ReadOptions::ALONE
    };
    kehoach::read_with(&source, &options, &RULES)
}

/// The pages of a PDF file as pictures in a PDF file without a letter; nothing where no program draws pages.
fn scan(printed: &Path, folder: &Path) -> Option<PathBuf> {
    let resolution = RESOLUTION.to_string();
    let drawn = Command::new("pdftoppm")
        .args(["-r", &resolution, "-gray", "-jpeg"])
        .args([printed, &folder.join("page")])
        .status();
    drawn.ok().filter(std::process::ExitStatus::success)?;
    let mut pictures: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pictures.sort();
    let pictures: Vec<Vec<u8>> = pictures
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    let scan = folder.join("scan.pdf");
    fs::write(&scan, pages_of(&pictures)).unwrap();
    Some(scan)
}

/// A PDF file with a JPEG picture on each page.
fn pages_of(pictures: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut add = |file: &mut Vec<u8>, number: usize, body: &[u8]| {
        places.push((number, file.len()));
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(body);
        file.extend(b"\nendobj\n");
    };
    let kids: Vec<String> = (0..pictures.len())
        .map(|page| format!("{} 0 R", 3 + 3 * page))
        .collect();
    add(&mut file, 1, b"<< /Type /Catalog /Pages 2 0 R >>");
    let pages = format!(
        "<< /Type /Pages /Count {} /Kids [{}] >>",
        kids.len(),
        kids.join(" ")
    );
    add(&mut file, 2, pages.as_bytes());
    for (page, picture) in pictures.iter().enumerate() {
        let first = 3 + 3 * page;
        let (width, height, colours) = size(picture);
        let dictionary = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /XObject << /P {} 0 R >> >> >>",
            first + 1,
            first + 2
        );
        add(&mut file, first, dictionary.as_bytes());
        let drawing = "q 595 0 0 842 0 0 cm /P Do Q";
        let stream = format!(
            "<< /Length {} >>\nstream\n{drawing}\nendstream",
            drawing.len()
        );
        add(&mut file, first + 1, stream.as_bytes());
        let mut image = format!(
            "<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /{colours} /BitsPerComponent 8 /Filter /DCTDecode /Length {} >>\nstream\n",
            picture.len()
        ).into_bytes();
        image.extend(picture);
        image.extend(b"\nendstream");
        add(&mut file, first + 2, &image);
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for (_, place) in &places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
            places.len() + 1
        )
        .bytes(),
    );
    file
}

/// Width, height and kind of colours of a JPEG picture, from its frame header (marker C0 to C2).
fn size(jpeg: &[u8]) -> (usize, usize, &'static str) {
    let at = jpeg
        .windows(2)
        .position(|w| w[0] == 0xFF && (0xC0..=0xC2).contains(&w[1]))
        .unwrap();
    let number = |at: usize| usize::from(jpeg[at]) << 8 | usize::from(jpeg[at + 1]);
    let colours = if jpeg[at + 9] == 1 {
        "DeviceGray"
    } else {
        "DeviceRGB"
    };
    (number(at + 7), number(at + 5), colours)
}

#[test]
fn a_scan_is_read_and_its_values_are_less_sure() {
    let folder = tempfile::tempdir().unwrap();
    let printed = corpus().join(format!("formats/{PLAN}.weasyprint.pdf"));
    let Some(scan) = scan(&printed, folder.path()) else {
        println!("skipped: pdftoppm is not installed (poppler-utils)");
        return;
    };
    // Without text recognition a scan is a failure that says what to do.
    let failure = read(&scan, Ocr::Never).unwrap_err();
    assert_eq!(failure.code, "no-text-layer");
    let record = match read(&scan, Ocr::Auto) {
        Ok(record) => record,
        Err(failure) if failure.message.contains("install tesseract-ocr") => {
            println!("skipped: {}", failure.message);
            return;
        }
        Err(failure) => panic!("{}", failure.message),
    };
    assert!(
        record
            .notes
            .iter()
            .any(|note| note.code == "text-recognised")
    );

    let original = read(&corpus().join(format!("{PLAN}.txt")), Ocr::Never).unwrap();
    let mut all = Tally::default();
    let fields = parity::compare(&original, &record);
    fields.values().for_each(|tally| all.add(tally));
    println!(
        "F1 over all fields: {:.3}\n- {}\n+ {}",
        all.f1(),
        all.missing.join("\n- "),
        all.added.join("\n+ ")
    );
    assert!(all.f1() >= LEAST, "F1 {:.3}, expected {LEAST}", all.f1());

    let surest = |record: &Record| {
        grounds::values(record)
            .map(|value| value.confidence)
            .max()
            .unwrap()
    };
    assert!(surest(&record) < surest(&original));
}
