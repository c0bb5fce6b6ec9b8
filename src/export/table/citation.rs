//! Tables of cited documents: where each is cited, and where the text comes back to it.

use super::column::{self, Column, Kind};
use super::{Context, Each, evidence, optional, span, text, word};
use crate::link::record::{Citation, Record};

#[rustfmt::skip]
fn cited() -> [Column; 3] {
    [
        column::document(),
        column::text("kind", ["Loại văn bản", "Document type"],
            ["loại văn bản, nếu được ghi", "document type, where it is written"]),
        column::text("number", ["Số, ký hiệu", "Number"], ["`218/KH-UBND`", "`218/KH-UBND`"]).required(),
    ]
}

#[rustfmt::skip]
pub fn columns(_context: &Context) -> Vec<Column> {
    let mut columns = cited().to_vec();
    columns.extend([
        Column::new("date", Kind::PartialDate, ["Ngày", "Date"], ["ngày, nếu được ghi (EDTF)", "its date, where it is written (EDTF)"]),
        column::text("issuer", ["Cơ quan ban hành", "Issuer"],
            ["cơ quan ban hành, đã viết đầy đủ chữ viết tắt", "who issued it, abbreviations expanded"]),
    ]);
    columns.extend(column::evidence());
    columns
}

pub fn rows<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    let row = move |citation: &'a Citation| {
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
    Box::new(record.citations.iter().map(row))
}

#[rustfmt::skip]
pub fn mention_columns(_context: &Context) -> Vec<Column> {
    let mut columns = cited().to_vec();
    columns.push(column::quote().required());
    columns.extend(column::span());
    columns.push(column::text("rule", ["Quy tắc", "Rule"],
        ["điều gắn chỗ này với văn bản được viện dẫn: `mention/number` (nhắc lại số), `mention/serial` (chỉ số thứ tự), `mention/above` (nêu trên), `mention/this` (này), `mention/called` (tên gọi tắt), `mention/name` (tên luật)",
         "what ties it to the citation: `mention/number` (the number again), `mention/serial` (the serial number alone), `mention/above` (nêu trên), `mention/this` (này), `mention/called` (a name that the text gave it), `mention/name` (a law's name)"]).required());
    columns
}

pub fn mentions<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
    let of = move |citation: &'a Citation| {
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
    Box::new(record.citations.iter().flat_map(of))
}
