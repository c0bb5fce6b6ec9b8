//! Tables with rows for a document as a whole, and for what is not part of a task.

use super::{
    Cell, Context, Row, evidence, fact_evidence, list, number, optional, share, span, text, word,
    yes_no,
};
use crate::error::Failure;
use crate::link::record::{Citation, DimensionEntry, Fact, Record, RepairEntry};
use crate::note::Severity;
use crate::value::Level;
use std::borrow::Cow;

/// Values first, as they are read; the evidence for each of them after all values.
#[rustfmt::skip]
pub const DOCUMENTS: &[&str] = &[
    "document", "format", "encoding", "hash", "chars",
    "kind", "number", "serial", "notation", "date", "place", "title",
    "issuer", "issuer_level", "unit", "unit_code", "province",
    "signer", "position", "authority", "year",
    "indices", "tasks", "citations", "recipients", "notes",
    "kind_text", "kind_start", "kind_end", "kind_line", "kind_rule", "kind_confidence",
    "number_text", "number_start", "number_end", "number_line", "number_rule", "number_confidence",
    "date_text", "date_start", "date_end", "date_line", "date_rule", "date_confidence",
    "place_text", "place_start", "place_end", "place_line", "place_rule", "place_confidence",
    "title_text", "title_start", "title_end", "title_line", "title_rule", "title_confidence",
    "issuer_text", "issuer_start", "issuer_end", "issuer_line", "issuer_rule", "issuer_confidence",
    "signer_text", "signer_start", "signer_end", "signer_line", "signer_rule", "signer_confidence",
    "year_text", "year_start", "year_end", "year_line", "year_rule", "year_confidence",
    "encoding_evidence",
];

pub fn documents<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    let (source, header) = (&record.source, &record.document);
    let mut row = vec![
        text(&source.path),
        word(&source.format),
        word(&source.encoding),
        word(&source.hash),
        number(source.chars),
    ];
    row.extend(header_values(record));
    row.push(list(&record.indices, "; "));
    row.extend(
        [
            record.tasks.len(),
            record.citations.len(),
            record.recipients.len(),
            record.notes.len(),
        ]
        .map(number),
    );
    let facts: [Option<&Fact>; 7] = [
        header.kind.as_ref(),
        header.number.as_ref().map(|number| &number.fact),
        header.date.as_ref(),
        header.place.as_ref(),
        header.title.as_ref(),
        header.issuer.as_ref().map(|issuer| &issuer.fact),
        header.signer.as_ref().map(|signer| &signer.fact),
    ];
    row.extend(facts.into_iter().flat_map(fact_evidence));
    row.extend(fact_evidence(header.year.as_ref()));
    row.push(text(&source.encoding_evidence));
    vec![row]
}

/// `kind` … `year`
fn header_values(record: &Record) -> Row<'_> {
    let header = &record.document;
    let (number, issuer, signer) = (&header.number, &header.issuer, &header.signer);
    let (number, issuer, signer) = (number.as_ref(), issuer.as_ref(), signer.as_ref());
    vec![
        value(header.kind.as_ref()),
        value(number.map(|n| &n.fact)),
        optional(number.and_then(|n| n.serial.as_deref()), text),
        optional(number.map(|n| n.notation.as_str()), text),
        optional(header.date.as_ref().map(|date| date.value.as_str()), word),
        value(header.place.as_ref()),
        value(header.title.as_ref()),
        value(issuer.map(|i| &i.fact)),
        optional(issuer.and_then(|i| i.level).map(Level::as_str), word),
        optional(issuer.and_then(|i| i.unit.as_deref()), text),
        optional(issuer.and_then(|i| i.unit_code.as_deref()), word),
        optional(issuer.and_then(|i| i.province.as_deref()), text),
        value(signer.map(|s| &s.fact)),
        optional(signer.and_then(|s| s.position.as_deref()), text),
        optional(signer.and_then(|s| s.authority.as_deref()), text),
        header.year.as_ref().map_or(Cell::Empty, |year| {
            Cell::Word(Cow::Owned(year.value.to_string()))
        }),
    ]
}

fn value(fact: Option<&Fact>) -> Cell<'_> {
    optional(fact.map(|fact| fact.value.as_str()), text)
}

pub const DIMENSIONS: &[&str] = &[
    "document",
    "index",
    "dimension",
    "name",
    "treatment",
    "places",
    "span_start",
    "span_end",
    "line",
    "rule",
    "confidence",
];

pub fn dimensions<'a>(record: &'a Record, context: &'a Context) -> Vec<Row<'a>> {
    let row = |entry: &'a DimensionEntry| {
        let mut row = vec![
            text(&record.source.path),
            text(&entry.index),
            number(entry.dimension.into()),
            optional(context.dimension_name(&entry.index, entry.dimension), text),
            word(entry.treatment.as_str()),
            number(entry.spans.len()),
        ];
        match entry.spans.first() {
            Some(first) => row.extend(span(*first)),
            None => row.extend([const { Cell::Empty }; 3]),
        }
        row.extend([word(&entry.rule), share(entry.confidence)]);
        row
    };
    record.dimensions.iter().map(row).collect()
}

/// The dimensions of the chosen index follow.
pub const COVERAGE: &[&str] = &["document", "issuer", "year", "index_in_plan"];

pub fn coverage<'a>(record: &'a Record, context: &'a Context) -> Vec<Row<'a>> {
    let (header, index) = (&record.document, &context.index);
    let in_plan = record.indices.contains(&index.name);
    let issuer = header.issuer.as_ref().map(|i| i.fact.value.as_str());
    let year = header.year.as_ref().map(|year| year.value.to_string());
    let mut row = vec![
        text(&record.source.path),
        optional(issuer, text),
        year.map_or(Cell::Empty, |year| Cell::Word(Cow::Owned(year))),
        yes_no(in_plan),
    ];
    row.extend(index.dimensions.iter().map(|(dimension, _)| {
        let entry = record
            .dimensions
            .iter()
            .find(|entry| entry.index == index.name && entry.dimension == *dimension);
        match entry {
            Some(entry) if in_plan => word(entry.treatment.as_str()),
            _ => Cell::Empty,
        }
    }));
    vec![row]
}

pub const CITATIONS: &[&str] = &[
    "document",
    "kind",
    "number",
    "date",
    "issuer",
    "text",
    "span_start",
    "span_end",
    "line",
    "rule",
    "confidence",
];

pub fn citations<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    let row = |citation: &'a Citation| {
        let mut row = vec![
            text(&record.source.path),
            optional(citation.kind.as_deref(), text),
            text(&citation.number),
            optional(citation.date.as_deref(), word),
            optional(citation.issuer.as_deref(), text),
        ];
        let confidence = citation.confidence;
        row.extend(evidence(
            &citation.text,
            citation.span,
            &citation.rule,
            confidence,
        ));
        row
    };
    record.citations.iter().map(row).collect()
}

pub const MENTIONS: &[&str] = &[
    "document",
    "kind",
    "number",
    "text",
    "span_start",
    "span_end",
    "line",
    "rule",
];

pub fn mentions<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    let of = |citation: &'a Citation| {
        citation.mentions.iter().map(move |mention| {
            let mut row = vec![
                text(&record.source.path),
                optional(citation.kind.as_deref(), text),
                text(&citation.number),
                text(&mention.text),
            ];
            row.extend(span(mention.span));
            row.push(word(&mention.rule));
            row
        })
    };
    record.citations.iter().flat_map(of).collect()
}

pub const RECIPIENTS: &[&str] = &[
    "document",
    "recipient",
    "span_start",
    "span_end",
    "line",
    "rule",
    "confidence",
];

pub fn recipients<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    let rows = record.recipients.iter().map(|recipient| {
        let mut row = vec![text(&record.source.path), text(&recipient.value)];
        row.extend(span(recipient.span));
        row.extend([word(&recipient.rule), share(recipient.confidence)]);
        row
    });
    rows.collect()
}

pub const REPAIRS: &[&str] = &[
    "document",
    "kind",
    "before",
    "after",
    "span_start",
    "span_end",
    "line",
    "rule",
];

pub fn repairs<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    let row = |repair: &'a RepairEntry| {
        let mut row = vec![
            text(&record.source.path),
            word(repair.kind.as_str()),
            text(&repair.before),
            text(&repair.after),
        ];
        row.extend(span(repair.span));
        row.push(text(&repair.rule));
        row
    };
    record.repairs.iter().map(row).collect()
}

pub const NOTES: &[&str] = &[
    "document",
    "code",
    "severity",
    "message",
    "span_start",
    "span_end",
    "line",
];

pub fn notes<'a>(record: &'a Record, _context: &'a Context) -> Vec<Row<'a>> {
    let rows = record.notes.iter().map(|note| {
        let mut row = vec![
            text(&record.source.path),
            word(&note.code),
            word(match note.severity {
                Severity::Info => "info",
                Severity::Warning => "warning",
                Severity::Error => "error",
            }),
            text(&note.message),
        ];
        match note.span {
            Some(at) => row.extend(span(at)),
            None => row.extend([const { Cell::Empty }; 3]),
        }
        row
    });
    rows.collect()
}

pub const FAILURES: &[&str] = &["document", "code", "message"];

pub fn failure(failure: &Failure) -> Row<'_> {
    vec![
        text(&failure.path),
        word(&failure.code),
        text(&failure.message),
    ]
}
