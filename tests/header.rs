//! What the header, the citations and the recipients of documents say, in every layout: each file of `cases/header`
//! holds a title line, a text, `---` and the expected values, one a line.
//!
//! `KEHOACH_BLESS=1` writes the values that the program finds into the files. Read what it wrote: a value must be
//! right, not just what the program gives.

use crate::plan;

use kehoach::link::record::Record;
use std::env;
use std::fmt::Write;
use std::fs;

const END_OF_TEXT: &str = "\n---\n";

/// The values of a record, one a line; what is absent has no line.
fn render(record: &Record) -> String {
    let header = &record.document;
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    line("kind", header.kind.as_ref().map(|kind| kind.value.clone()));
    line(
        "number",
        header
            .number
            .as_ref()
            .map(|number| number.fact.value.clone()),
    );
    line("date", header.date.as_ref().map(|date| date.value.clone()));
    line(
        "place",
        header.place.as_ref().map(|place| place.value.clone()),
    );
    line(
        "title",
        header.title.as_ref().map(|title| title.value.clone()),
    );
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_string());
    line(
        "issuer",
        header.issuer.as_ref().map(|issuer| {
            format!(
                "{} | {} | {} | {}",
                issuer.fact.value,
                or_dash(issuer.level.map(|level| level.to_string())),
                or_dash(issuer.unit.clone()),
                or_dash(issuer.province.clone())
            )
        }),
    );
    line(
        "signer",
        header.signer.as_ref().map(|signer| {
            format!(
                "{} | {} | {}",
                signer.fact.value,
                or_dash(signer.position.clone()),
                or_dash(signer.authority.clone())
            )
        }),
    );
    line(
        "year",
        header.year.as_ref().map(|year| year.value.to_string()),
    );
    for cited in &record.citations {
        let value = format!(
            "{} | {} | {} | {}",
            or_dash(cited.kind.clone()),
            cited.number,
            or_dash(cited.date.clone()),
            or_dash(cited.issuer.clone())
        );
        line("cites", Some(value));
    }
    for recipient in &record.recipients {
        line("to", Some(recipient.value.clone()));
    }
    out
}

#[test]
fn headers_of_every_layout() {
    let mut paths: Vec<_> = fs::read_dir("tests/cases/header")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in paths {
        let file = fs::read_to_string(&path).unwrap();
        let (title, rest) = file.split_once('\n').unwrap();
        let (text, expected) = rest.rsplit_once(END_OF_TEXT).unwrap();
        let found = render(&plan::record_of(text));
        if env::var_os("KEHOACH_BLESS").is_some() {
            fs::write(&path, format!("{title}\n{text}{END_OF_TEXT}{found}")).unwrap();
        } else if found != expected {
            wrong.push(format!(
                "{}: {title}\nexpected\n{expected}got\n{found}",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
