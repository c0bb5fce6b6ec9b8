//! One plan in every format gives one record: what the reader of a format loses, no later stage finds again.

// Lint settings know functions marked as tests, not what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

use kehoach::ingest::{Origin, Source};
use kehoach::link::record::Record;
use kehoach::rules::Rules;
use std::path::Path;

fn record(name: &str) -> Record {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/formats")
        .join(name);
    let source = Source {
        path: name.to_string(),
        origin: Origin::File(path),
    };
    kehoach::read(&source, &Rules::embedded().unwrap()).unwrap()
}

/// What a record says, without spans.
fn values(record: &Record) -> Vec<String> {
    let document = &record.document;
    let mut values = vec![
        format!(
            "number {:?}",
            document.number.as_ref().map(|n| &n.fact.value)
        ),
        format!("date {:?}", document.date.as_ref().map(|d| &d.value)),
        format!("title {:?}", document.title.as_ref().map(|t| &t.value)),
        format!(
            "issuer {:?}",
            document.issuer.as_ref().map(|i| &i.fact.value)
        ),
        format!(
            "signer {:?}",
            document
                .signer
                .as_ref()
                .map(|s| (&s.fact.value, &s.position, &s.authority))
        ),
        format!(
            "recipients {:?}",
            record
                .recipients
                .iter()
                .map(|r| &r.value)
                .collect::<Vec<_>>()
        ),
    ];
    for task in &record.tasks {
        let agencies: Vec<_> = task.agencies.iter().map(|a| (&a.name, a.role)).collect();
        let deadlines: Vec<_> = task.deadlines.iter().map(|d| &d.value).collect();
        let words: Vec<&str> = task.text.split_whitespace().collect();
        values.push(format!(
            "task {} {agencies:?} {deadlines:?}",
            words.join(" ")
        ));
    }
    values
}

const FORMATS: [&str; 3] = ["plan.doc", "plan.rtf", "plan.pdf"];

#[test]
fn every_format_gives_the_same_values() {
    let first = values(&record(FORMATS[0]));
    assert!(
        first.iter().any(|value| value.contains("Trần Văn Minh")),
        "{first:#?}"
    );
    assert!(
        first
            .iter()
            .filter(|value| value.starts_with("task"))
            .count()
            >= 5,
        "{first:#?}"
    );
    for name in &FORMATS[1..] {
        assert_eq!(values(&record(name)), first, "{name}");
    }
}
