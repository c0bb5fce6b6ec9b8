//! The schemas hold for what is written, and the pages that are made from them are up to date.

use jsonschema::Validator;
use kehoach::audit::Audited;
use kehoach::export::{Cell, Column, Context, Row, Rows, TABLES, schema};
use kehoach::ingest::walk;
use kehoach::link::record::Record;
use kehoach::rules::Rules;
use kehoach::value::lang::Lang;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());
static CONTEXT: LazyLock<Context> = LazyLock::new(|| Context::new(&RULES, "PAPI").unwrap());

/// Every plan of the sample corpus, in all layouts, formats and encodings.
static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let (sources, _) = walk(&[concat!(env!("CARGO_MANIFEST_DIR"), "/corpus").to_string()]);
    let read = sources.iter().map(|source| kehoach::read(source, &RULES));
    read.filter_map(Result::ok).collect()
});

/// The schema of a record, with every object closed: a field that the schema does not know is an error then.
fn closed() -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                members.values_mut().for_each(close);
                if members.contains_key("properties") {
                    members.insert("unevaluatedProperties".to_string(), json!(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schema = schema::record();
    close(&mut schema);
    schema
}

fn valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {}", errors.join("\n"));
}

#[test]
fn every_record_of_the_sample_corpus_is_as_the_schema_says() {
    let validator = jsonschema::validator_for(&closed()).unwrap();
    assert!(RECORDS.len() > 25);
    for record in RECORDS.iter() {
        let value = serde_json::to_value(record).unwrap();
        valid(&validator, &value, &record.source.path);
    }
}

#[test]
fn the_schema_of_records_refuses_what_no_record_is() {
    let validator = jsonschema::validator_for(&closed()).unwrap();
    let whole = serde_json::to_value(&RECORDS[0]).unwrap();
    let wrong: [fn(&mut Value); 5] = [
        |record| record["tasks"] = json!(3),
        |record| record["source"]["chars"] = json!("many"),
        |record| record["tasks"][0]["confidence"] = json!(1.2),
        |record| record["tasks"][0]["agencies"] = json!([{ "role": "watcher" }]),
        |record| record["more"] = json!(true),
    ];
    for spoil in wrong {
        let mut record = whole.clone();
        spoil(&mut record);
        assert!(!validator.is_valid(&record), "{record}");
    }
}

/// A row as SQLite, Parquet and JSON have it.
fn object(columns: &[Column], row: Row<'_>) -> Value {
    let cell = |cell: Cell<'_>| match cell {
        Cell::Empty => Value::Null,
        Cell::Number(number) => json!(number),
        Cell::Share(share) => json!(share),
        Cell::Flag(yes) => json!(yes),
        Cell::Day(day) => json!(day.to_string()),
        Cell::Word(text) | Cell::Text(text) => json!(text),
    };
    let names = columns.iter().map(|column| column.name.clone());
    let object: Map<_, _> = names.zip(row.into_iter().map(cell)).collect();
    Value::Object(object)
}

fn rows_of<'a>(rows: Rows, record: &'a Record, audited: &'a Audited) -> Vec<Row<'a>> {
    match rows {
        Rows::OfRecord(rows) => rows(record, &CONTEXT).collect(),
        Rows::WorstFirst(rows) => {
            let rows = rows(record, &CONTEXT);
            rows.map(|(_, row)| row).collect()
        }
        Rows::OfFinding(row) => audited.findings.iter().map(row).collect(),
        Rows::OfCoverage(rows) => rows(&audited.coverage),
        Rows::OfFailure(_) | Rows::OfLink(_) | Rows::OfTotals(_) => Vec::new(),
    }
}

#[test]
fn every_row_of_the_sample_corpus_is_as_the_schema_of_its_table_says() {
    let tables: Vec<_> = TABLES
        .iter()
        .map(|table| {
            let schema = schema::table(table, &CONTEXT, Lang::En);
            let validator = jsonschema::validator_for(&schema).unwrap();
            (table, (table.columns)(&CONTEXT), validator)
        })
        .collect();
    for record in RECORDS.iter() {
        let audited = Audited::of(record, &RULES);
        for (table, columns, validator) in &tables {
            for row in rows_of(table.rows, record, &audited) {
                for (cell, column) in row.iter().zip(columns) {
                    let at = format!("{}: {}.{}", record.source.path, table.name, column.name);
                    assert!(column.holds(cell), "{at}: {cell:?}");
                }
                let what = format!("{} of {}", table.name, record.source.path);
                valid(validator, &object(columns, row), &what);
            }
        }
    }
}

#[test]
fn the_data_dictionary_is_up_to_date() {
    for (file, lang, option) in [
        ("data-dictionary.md", Lang::En, ""),
        ("tu-dien-du-lieu.md", Lang::Vi, " --lang vi"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(file);
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            page == schema::dictionary(&CONTEXT, lang),
            "docs/{file} is stale; write it anew: cargo run -- schema --markdown{option} > docs/{file}"
        );
    }
}
