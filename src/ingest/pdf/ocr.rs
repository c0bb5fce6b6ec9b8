//! Pages that are pictures → their words with places and confidence, by Tesseract with its Vietnamese model.

use super::super::external::{find, run};
use super::super::limits::OCR_TIME;
use super::drawn;
use super::page::{Glyph, Page, Rule};
use std::path::Path;
use std::time::Duration;

/// Dots an inch that pages are drawn with: the resolution that Tesseract's models were made for.
const RESOLUTION: f64 = 300.0;

/// What to install, as a sentence; nothing where all is there.
pub(super) fn missing() -> Option<String> {
    let programs = ["pdftoppm", "tesseract"];
    let absent = programs.iter().any(|program| find(program).is_none());
    let languages =
        || run("tesseract", &["--list-langs"], Duration::from_secs(20)).unwrap_or_default();
    let has_model = || {
        String::from_utf8_lossy(&languages())
            .lines()
            .any(|line| line.trim() == "vie")
    };
    (absent || !has_model()).then(|| {
        "install tesseract-ocr, tesseract-ocr-vie and poppler-utils (names of Debian) to have such pages read".to_owned()
    })
}

/// Recognises a page (from 1) of a file; it holds words as glyphs, each with its confidence.
pub(super) fn page(file: &Path, number: usize) -> Result<Page, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no place for a picture: {error}"))?;
    let picture = folder.path().join("page");
    let (resolution, number) = (RESOLUTION.to_string(), number.to_string());
    let draw = [
        "-r",
        &resolution,
        "-gray",
        "-singlefile",
        "-f",
        &number,
        "-l",
        &number,
    ];
    let mut arguments: Vec<&std::ffi::OsStr> = draw.iter().map(std::ffi::OsStr::new).collect();
    arguments.extend([file.as_os_str(), picture.as_os_str()]);
    run("pdftoppm", &arguments, OCR_TIME)?;
    let picture = picture.with_extension("pgm");
    let mut arguments = vec![picture.as_os_str()];
    // Mode 4, one column of text of different sizes, keeps the two sides of a letterhead on their lines.
    arguments.extend(
        ["stdout", "-l", "vie", "--psm", "4", "tsv"]
            .iter()
            .map(std::ffi::OsStr::new),
    );
    let table = run("tesseract", &arguments, OCR_TIME)?;
    let mut page = words(&String::from_utf8_lossy(&table));
    // Without the picture there are no borders, and tables are lines.
    let dots = std::fs::read(&picture).unwrap_or_default();
    page.rules = drawn::rules(&dots, 72.0 / RESOLUTION);
    without_borders(&mut page);
    Ok(page)
}

/// Leaves out what was read from the borders of tables: `|` and other signs that stand on an upright line.
fn without_borders(page: &mut Page) {
    let Page { glyphs, rules, .. } = page;
    glyphs.retain(|word| {
        let middle = word.x + word.width / 2.0;
        let is_on = |rule: &Rule| {
            (rule.from.0 - middle).abs() < ON_BORDER
                && (rule.from.1..rule.to.1).contains(&(word.y + word.size * 0.3))
        };
        word.text.contains(char::is_alphanumeric) || !rules.iter().any(is_on)
    });
}

/// A sign whose middle is this close to a border, in points, is a part of it.
const ON_BORDER: f64 = 4.0;

/// A word of Tesseract's table, in points.
struct Word<'t> {
    left: f64,
    bottom: f64,
    width: f64,
    height: f64,
    confidence: u8,
    text: &'t str,
}

/// The words of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn words(table: &str) -> Page {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for row in table.lines().skip(1) {
        let fields: Vec<&str> = row.splitn(12, '\t').collect();
        match fields.first().copied() {
            Some("4") => lines.push(Vec::new()),
            Some("5") => {
                if let (Some(line), Some(word)) = (lines.last_mut(), word(&fields)) {
                    line.push(word);
                }
            }
            _ => {}
        }
    }
    let mut page = Page::default();
    lines.into_iter().for_each(|line| add(line, &mut page));
    page
}

/// A word; nothing for specks and borders, which are signs much higher than wide.
fn word<'t>(fields: &[&'t str]) -> Option<Word<'t>> {
    let number = |index: usize| {
        fields
            .get(index)
            .and_then(|field| field.parse::<f64>().ok())
    };
    let points = |index: usize| number(index).map(|dots| dots * 72.0 / RESOLUTION);
    let text = without_bars(fields.get(11)?.trim());
    let (width, height) = (points(8)?, points(9)?);
    let is_speck =
        !text.contains(char::is_alphanumeric) && (width < 0.5 || height > 2.0 * MOST_SIZE);
    (!text.is_empty() && !is_speck).then_some(Word {
        left: points(6)?,
        bottom: points(7)? + height,
        width,
        height,
        // A float that is cast is cut off at 0 and below.
        confidence: number(10)?.min(100.0) as u8,
        text,
    })
}

/// A border beside a word is read as `|` or `[|`; plans have no such signs of their own.
fn without_bars(text: &str) -> &str {
    match text.contains('|') {
        true => text.trim_matches(['|', '[', ']']),
        false => text,
    }
}

/// Puts the words of a line on one baseline: boxes of words end where their letters do.
fn add(line: Vec<Word>, page: &mut Page) {
    let middle = |value: fn(&Word) -> f64| {
        let mut values: Vec<f64> = line.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let (bottom, height) = (middle(|word| word.bottom), middle(|word| word.height));
    let font = page.font("");
    page.glyphs.extend(line.iter().map(|word| Glyph {
        x: word.left,
        y: -bottom,
        width: word.width,
        size: height.clamp(6.0, MOST_SIZE),
        direction: (1.0, 0.0),
        font,
        text: word.text.to_owned(),
        confidence: Some(word.confidence),
    }));
}

/// Height of a line in points, at most: stamps make boxes of half a page.
const MOST_SIZE: f64 = 16.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_beside_words_are_left_out() {
        for (read, word) in [("[|UBND", "UBND"), ("xã|", "xã"), ("|", ""), ("[1]", "[1]")] {
            assert_eq!(without_bars(read), word);
        }
    }

    #[test]
    fn words_have_the_baseline_of_their_line() {
        let table = "level\tpage_num\n4\t1\t1\t1\t1\t0\t100\t100\t600\t50\t-1\t\n5\t1\t1\t1\t1\t1\t100\t105\t200\t40\t90\tKẾ\n5\t1\t1\t1\t1\t2\t320\t100\t300\t50\t80\tHOẠCH\n5\t1\t1\t1\t1\t3\t700\t100\t9\t9\t0\t \n";
        let page = words(table);
        let confidences: Vec<_> = page.glyphs.iter().map(|glyph| glyph.confidence).collect();
        assert_eq!(confidences, [Some(90), Some(80)]);
        assert_eq!(super::super::lines::text(&page), "KẾ HOẠCH");
    }
}
