//! Tests of the tables over one full record.

use super::*;
use crate::export::sample::{context, failure, finding, linked, record};
use std::collections::BTreeSet;

fn rows<'a>(name: &str, record: &'a Record, context: &'a Context) -> Vec<Row<'a>> {
    let table = TABLES.iter().find(|table| table.name == name).unwrap();
    match table.rows {
        Rows::OfRecord(rows) => rows(record, context),
        _ => Vec::new(),
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
            Rows::WorstFirst(rows) => {
                for (_, row) in rows(&record, &context) {
                    assert_eq!(row.len(), width, "{}", table.name);
                }
            }
            Rows::OfFailure(row) => {
                assert_eq!(row(&failure()).len(), width, "{}", table.name);
            }
            Rows::OfFinding(row) => assert_eq!(row(&finding()).len(), width, "{}", table.name),
            Rows::OfLink(row) => assert_eq!(row(&linked()).len(), width, "{}", table.name),
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
            let suffix = ["_text", "_start", "_end", "_line", "_rule", "_confidence"]
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
    assert_eq!(row[7..10], [5, 9, 2].map(number));
    assert_eq!(row[10..], [word("r"), word("0.900")]);
    let row = &rows("dimensions", &record, &context)[0];
    assert_eq!(row[3], text("Hai"));
}

#[test]
fn values_below_the_threshold_are_for_review_with_their_reason() {
    let (mut record, mut context) = (record(), context());
    let Rows::WorstFirst(rows) = TABLES.iter().find(|t| t.name == "review").unwrap().rows else {
        panic!("expected the review to come worst first");
    };
    context.review_below = Confidence::of(0.9);
    assert!(rows(&record, &context).is_empty(), "0.9 is not below 0.9");
    record.tasks[0].agencies[0].confidence = Confidence::of(0.7);
    let found = rows(&record, &context);
    let [(confidence, row)] = found.as_slice() else {
        panic!("expected one row, got {found:?}");
    };
    assert_eq!(*confidence, Confidence::of(0.7));
    let shown = [
        text("kế hoạch.txt"),
        word("T001"),
        word("tasks.agencies.role"),
        text("Phòng Nội vụ (lead)"),
        word("0.700"),
        word("r"),
        word("unlisted"),
        text("Phòng Nội vụ"),
        number(5),
        number(9),
        number(2),
    ];
    assert_eq!(row.as_slice(), shown);
}
