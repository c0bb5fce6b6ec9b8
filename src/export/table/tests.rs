//! Tests of the tables over one full record.

use super::*;
use crate::export::{Context, IndexShape};
use crate::link::record::{
    Assignment, Citation, DeadlineEntry, DimensionEntry, Header, Number, Recipient, RecordNote,
    SourceInfo, Task,
};
use crate::note::Severity;
use crate::value::{Role, Treatment};
use std::collections::BTreeSet;

const AT: OriginalSpan = OriginalSpan {
    start: 5,
    end: 9,
    line: 2,
};

fn record() -> Record {
    let fact = |value: &str| Fact {
        value: value.to_string(),
        text: value.to_string(),
        span: AT,
        rule: "r".to_string(),
    };
    Record {
        source: SourceInfo {
            path: "kế hoạch.txt".to_string(),
            format: "txt".to_string(),
            encoding: "UTF-8".to_string(),
            hash: "00".to_string(),
            chars: 100,
        },
        document: Header {
            number: Some(Number {
                fact: fact("164/KH-UBND"),
                serial: Some("164".to_string()),
                notation: "KH-UBND".to_string(),
            }),
            year: Some(Fact {
                value: 2024,
                text: "năm 2024".to_string(),
                span: AT,
                rule: "r".to_string(),
            }),
            ..Header::default()
        },
        indices: vec!["PAPI".to_string()],
        dimensions: vec![DimensionEntry {
            index: "PAPI".to_string(),
            dimension: 2,
            treatment: Treatment::Assigned,
            spans: vec![AT],
        }],
        tasks: vec![task()],
        citations: vec![Citation {
            kind: None,
            number: "1/KH-UBND".to_string(),
            date: None,
            issuer: None,
            text: "1/KH-UBND".to_string(),
            span: AT,
            rule: "r".to_string(),
        }],
        recipients: vec![Recipient {
            value: "Lưu: VT".to_string(),
            span: AT,
        }],
        notes: vec![RecordNote {
            code: "deadline-unread".to_string(),
            severity: Severity::Warning,
            message: "m".to_string(),
            span: None,
        }],
    }
}

fn task() -> Task {
    Task {
        id: "T001".to_string(),
        text: "- Công khai".to_string(),
        span: AT,
        path: vec!["II".to_string(), "-".to_string()],
        dimensions: vec!["PAPI-2".to_string()],
        agencies: vec![Assignment {
            name: "Phòng Nội vụ".to_string(),
            level: None,
            role: Role::Lead,
            generic: false,
            known: false,
            text: "Phòng Nội vụ".to_string(),
            span: AT,
            rule: "r".to_string(),
        }],
        deadlines: vec![DeadlineEntry {
            value: "by 2024-11-15".to_string(),
            kind: "by".to_string(),
            start: None,
            end: Some("2024-11-15".to_string()),
            every: None,
            inferred: vec!["year".to_string()],
            text: "trước ngày 15/11".to_string(),
            span: AT,
            rule: "r".to_string(),
        }],
    }
}

fn context() -> Context {
    let index = IndexShape {
        name: "PAPI".to_string(),
        dimensions: vec![(1, "Một".to_string()), (2, "Hai".to_string())],
    };
    Context::of(vec![index], "PAPI").unwrap()
}

fn rows<'a>(name: &str, record: &'a Record, context: &'a Context) -> Vec<Row<'a>> {
    let table = TABLES.iter().find(|table| table.name == name).unwrap();
    match table.rows {
        Rows::OfRecord(rows) => rows(record, context),
        Rows::OfFailure(_) => Vec::new(),
    }
}

#[test]
fn every_row_is_as_wide_as_its_head() {
    let (record, context) = (record(), context());
    for table in TABLES {
        let width = table.head(&context).len();
        match table.rows {
            Rows::OfRecord(rows) => {
                let rows = rows(&record, &context);
                assert_eq!(rows.len(), 1, "{}", table.name);
                assert_eq!(rows[0].len(), width, "{}", table.name);
            }
            Rows::OfFailure(row) => {
                let failure = Failure {
                    path: "a".to_string(),
                    code: "empty".to_string(),
                    message: "m".to_string(),
                };
                assert_eq!(row(&failure).len(), width, "{}", table.name);
            }
        }
    }
}

#[test]
fn every_table_begins_with_the_document_and_names_no_column_twice() {
    for table in TABLES {
        assert_eq!(table.columns[0], "document", "{}", table.name);
        let once: BTreeSet<_> = table.columns.iter().collect();
        assert_eq!(once.len(), table.columns.len(), "{}", table.name);
    }
}

#[test]
fn the_data_dictionary_describes_every_table_and_column() {
    let dictionary = include_str!("../../../output/README.md");
    for table in TABLES {
        let head = format!("## {}.csv", table.name);
        let part = dictionary.split(&head).nth(1).unwrap_or_else(|| {
            panic!("output/README.md: expected a section `{head}`");
        });
        let part = part.split("\n## ").next().unwrap();
        for column in table.columns {
            // The evidence columns of `documents` are described once, as `…_text` and so on.
            let suffix = ["_text", "_start", "_end", "_line", "_rule"]
                .iter()
                .find(|suffix| table.name == "documents" && column.ends_with(*suffix));
            let named = suffix.map_or(format!("`{column}`"), |suffix| format!("`…{suffix}`"));
            assert!(part.contains(&named), "{head}: expected {named}");
        }
    }
}

#[test]
fn coverage_is_empty_where_the_plan_is_not_for_the_index() {
    let context = context();
    let mut record = record();
    let row = &rows("coverage", &record, &context)[0];
    assert_eq!(row[3..], [word("yes"), Cell::Empty, word("assigned")]);
    record.indices.clear();
    let row = &rows("coverage", &record, &context)[0];
    assert_eq!(row[3..], [word("no"), Cell::Empty, Cell::Empty]);
}

#[test]
fn words_of_a_document_are_text_and_spans_are_numbers() {
    let (record, context) = (record(), context());
    let row = &rows("tasks", &record, &context)[0];
    assert_eq!(row[2], text("- Công khai"));
    assert_eq!(row[3], text("II > -"));
    assert_eq!(row[7..], [5, 9, 2].map(number));
    let row = &rows("dimensions", &record, &context)[0];
    assert_eq!(row[3], text("Hai"));
}
