//! Tests of the tables over one full record.

use super::*;
use crate::export::sample::{context, coverage, failure, finding, linked, record, totals};
use crate::value::lang::Lang;
use std::collections::BTreeSet;

fn rows<'a>(name: &str, record: &'a Record, context: &'a Context) -> Vec<Row<'a>> {
    let table = TABLES.iter().find(|table| table.name == name).unwrap();
    match table.rows {
        Rows::OfRecord(rows) => rows(record, context).collect(),
        _ => Vec::new(),
    }
}

/// All rows that a table has for one record, failure, finding and link.
fn all_rows<'a>(
    table: &Table,
    record: &'a Record,
    context: &'a Context,
) -> Vec<Vec<Cell<'static>>> {
    let owned = |row: Row<'_>| row.into_iter().map(Cell::into_owned).collect();
    match table.rows {
        Rows::OfRecord(rows) => rows(record, context).map(owned).collect(),
        Rows::WorstFirst(rows) => {
            let rows = rows(record, context);
            rows.map(|(_, row)| owned(row)).collect()
        }
        Rows::OfFailure(row) => vec![owned(row(&failure()))],
        Rows::OfFinding(row) => vec![owned(row(&finding()))],
        Rows::OfLink(row) => vec![owned(row(&linked()))],
        Rows::OfCoverage(rows) => rows(&coverage()).into_iter().map(owned).collect(),
        Rows::OfTotals(rows) => rows(&totals()).into_iter().map(owned).collect(),
    }
}

fn hold(record: &Record, context: &Context) {
    for table in TABLES {
        let columns = (table.columns)(context);
        for row in all_rows(table, record, context) {
            assert_eq!(row.len(), columns.len(), "{}", table.name);
            for (cell, column) in row.iter().zip(&columns) {
                let at = format!("{}.{}: {cell:?}", table.name, column.name);
                assert!(column.holds(cell), "{at}");
            }
        }
    }
}

#[test]
fn every_cell_is_of_the_kind_of_its_column() {
    hold(&record(), &context());
}

#[test]
fn one_record_gives_every_table_a_row() {
    let (record, context) = (record(), context());
    for table in TABLES {
        let rows = all_rows(table, &record, &context);
        assert!(!rows.is_empty(), "{}", table.name);
    }
}

#[test]
fn tables_of_documents_begin_with_the_document_and_none_names_a_column_twice() {
    for table in TABLES {
        let columns = (table.columns)(&context());
        let of_documents = !matches!(table.rows, Rows::OfTotals(_));
        assert_eq!(
            columns[0].name == "document",
            of_documents,
            "{}",
            table.name
        );
        let once: BTreeSet<_> = columns.iter().map(|column| &column.name).collect();
        assert_eq!(once.len(), columns.len(), "{}", table.name);
    }
}

#[test]
fn every_column_says_what_it_is_in_both_languages() {
    for table in TABLES {
        for column in (table.columns)(&context()) {
            for said in [&column.heading, &column.about] {
                for lang in Lang::ALL {
                    let at = format!("{}.{} ({lang})", table.name, column.name);
                    assert!(!said.said(lang).is_empty(), "{at}");
                    // The data dictionary is a table of Markdown.
                    assert!(!said.said(lang).contains(['|', '\n']), "{at}");
                }
            }
        }
    }
}

#[test]
fn keys_and_references_name_columns_that_are_there() {
    let columns = |table: &Table| -> Vec<String> {
        let columns = (table.columns)(&context());
        columns.into_iter().map(|column| column.name).collect()
    };
    for table in TABLES {
        let own = columns(table);
        let has = |name: &&str| own.iter().any(|own| own == name);
        assert!(table.key.iter().all(&has), "{}", table.name);
        for reference in table.references {
            assert!(reference.columns.iter().all(&has), "{}", table.name);
            let to = TABLES.iter().find(|to| to.name == reference.table).unwrap();
            assert_eq!(to.key.len(), reference.columns.len(), "{}", table.name);
        }
    }
}

#[test]
fn coverage_is_empty_where_the_plan_is_not_for_the_index() {
    let context = context();
    let mut record = record();
    let row = &rows("coverage", &record, &context)[0];
    assert_eq!(row[3..], [Cell::Flag(true), Cell::Empty, word("assigned")]);
    record.indices.clear();
    let row = &rows("coverage", &record, &context)[0];
    assert_eq!(row[3..], [Cell::Flag(false), Cell::Empty, Cell::Empty]);
}

#[test]
fn words_of_a_document_are_text_and_spans_are_numbers() {
    let (record, context) = (record(), context());
    let row = &rows("tasks", &record, &context)[0];
    assert_eq!(row[2], text("- Công khai"));
    assert_eq!(row[3], text("II > -"));
    assert_eq!(row[7..10], [5, 9, 2].map(number));
    assert_eq!(row[10..], [word("r"), share(Confidence::of(0.9))]);
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
    assert!(
        rows(&record, &context).next().is_none(),
        "0.9 is not below 0.9"
    );
    record.tasks[0].agencies[0].confidence = Confidence::of(0.7);
    let found: Vec<_> = rows(&record, &context).collect();
    let [(confidence, row)] = found.as_slice() else {
        panic!("expected one row, got {found:?}");
    };
    assert_eq!(*confidence, Confidence::of(0.7));
    let shown = [
        text("kế hoạch.txt"),
        word("T001"),
        word("tasks.agencies.role"),
        text("Phòng Nội vụ (lead)"),
        share(Confidence::of(0.7)),
        word("r"),
        word("unlisted"),
        text("Phòng Nội vụ"),
        number(5),
        number(9),
        number(2),
    ];
    assert_eq!(row.as_slice(), shown);
}
