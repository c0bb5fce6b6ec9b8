//! The page as it is written: what is in it, and what can never be.

use super::*;
use crate::export::{commit, sample};
use crate::link::record::{DuplicateOf, SameBy};
use crate::span::OriginalSpan;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::io::Read;

const HOSTILE: &str = "</script><script>alert(1)</script><!-- \"'& \u{2028}.txt";

/// A record whose text has a letter of two units before its deadline.
fn record() -> Record {
    let mut record = sample::record();
    record.source.path = HOSTILE.to_string();
    record.original = format!("😀 {HOSTILE}\n- Công khai trước ngày 15/11/2024\n");
    let words = "trước ngày 15/11/2024";
    let before = record.original.split(words).next().unwrap();
    let start = before.chars().count();
    record.tasks[0].deadlines[0].span = OriginalSpan {
        start,
        end: start + words.chars().count(),
        line: 2,
    };
    record
}

/// The same document in another file.
fn again() -> Record {
    let mut again = record();
    again.source.path = "bản sao.txt".to_string();
    again.source.duplicate_of = Some(DuplicateOf {
        path: HOSTILE.to_string(),
        reason: SameBy::Content,
    });
    again
}

#[test]
fn a_file_with_a_plan_once_more_is_listed_and_is_no_plan() {
    let page = written();
    let index: Value = serde_json::from_str(inside(&page, "index")).unwrap();
    assert_eq!(index["plans"].as_array().unwrap().len(), 1);
    let expected = serde_json::json!([["bản sao.txt", 0, "content"]]);
    assert_eq!(index["duplicates"], expected);
}

fn written() -> String {
    let folder = tempfile::tempdir().unwrap();
    let context = sample::context();
    let mut sink = open(folder.path(), &context).unwrap();
    let record = record();
    sink.record(&record, &context).unwrap();
    let mut finding = sample::finding();
    finding.document = HOSTILE.to_string();
    finding.evidence[0].document = HOSTILE.to_string();
    finding.evidence[0].span = record.tasks[0].deadlines[0].span;
    let open = Finding {
        accepted: None,
        ..finding.clone()
    };
    sink.findings(&[finding, open]).unwrap();
    sink.duplicate(&again(), &context).unwrap();
    sink.failure(&sample::failure()).unwrap();
    commit(sink.finish().unwrap()).unwrap();
    std::fs::read_to_string(folder.path().join(FILE)).unwrap()
}

fn inside<'p>(page: &'p str, id: &str) -> &'p str {
    let (_, after) = page.split_once(&format!("id=\"data-{id}\">")).unwrap();
    after.split_once("</script>").unwrap().0
}

fn unpacked(page: &str, id: &str) -> Value {
    let bytes = STANDARD.decode(inside(page, id)).unwrap();
    let mut text = String::new();
    GzDecoder::new(&bytes[..])
        .read_to_string(&mut text)
        .unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The words of a text at a place in UTF-16 units.
fn words(text: &Value, place: &Value) -> String {
    let units: Vec<u16> = text.as_str().unwrap().encode_utf16().collect();
    let at = |n: usize| usize::try_from(place[n].as_u64().unwrap()).unwrap();
    String::from_utf16(&units[at(0)..at(1)]).unwrap()
}

#[test]
fn places_of_values_and_findings_count_as_the_page_does() {
    let page = written();
    let plan = &unpacked(&page, "plans-0")[0];
    let place = &plan["tasks"][0]["deadlines"][0]["at"];
    assert_eq!(words(&plan["text"], place), "trước ngày 15/11/2024");
    let finding = &unpacked(&page, "findings")[0];
    assert_eq!(&finding["evidence"][0][1], place);
    assert_eq!(finding["plan"], 0);
    let tasks = unpacked(&page, "tasks");
    assert_eq!(tasks[0][0][0], "- Công khai");
}

#[test]
fn no_text_or_name_stands_in_the_page_as_a_tag() {
    let page = written();
    assert!(!page.contains("alert(1)</script>"));
    let index: Value = serde_json::from_str(inside(&page, "index")).unwrap();
    assert_eq!(index["plans"][0]["path"], HOSTILE);
    assert_eq!(index["failures"][0]["path"], sample::failure().path);
    // The parts of the page itself: the data and one script.
    assert_eq!(page.matches("<script").count(), 5);
}

#[test]
fn counts_what_was_not_accepted() {
    let page = written();
    let index: Value = serde_json::from_str(inside(&page, "index")).unwrap();
    assert_eq!(index["plans"][0]["findings"], serde_json::json!([0, 1, 0]));
}

#[test]
fn the_same_plans_give_the_same_bytes() {
    assert_eq!(written(), written());
}

#[test]
fn the_page_loads_nothing_and_makes_elements_only_one_by_one() {
    let page = written();
    for loading in [
        "src=",
        "@import",
        "url(",
        "fetch(",
        "XMLHttpRequest",
        "<link",
    ] {
        assert!(!page.contains(loading), "{loading}");
    }
    let script = page.split_once("<script>").unwrap().1;
    for parsing in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
    ] {
        assert!(!script.contains(parsing), "{parsing}");
    }
    assert!(page.contains("default-src 'none'"));
}
