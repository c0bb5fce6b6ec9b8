//! Tables of what a plan treats: its dimensions, and the matrix of documents and dimensions.

use super::column::{self, Column, boolean, integer};
use super::{Cell, Context, Each, number, optional, share, span, text, word, year};
use crate::link::record::{DimensionEntry, Record};

#[rustfmt::skip]
pub fn columns(_context: &Context) -> Vec<Column> {
    let mut columns = vec![
        column::document(),
        column::text("index", ["Chỉ số", "Index"], ["`PAPI`, `PAR INDEX`, …", "`PAPI`, `PAR INDEX`, …"]).required(),
        integer("dimension", ["Nội dung số", "Dimension no."], ["số thứ tự của nội dung", "number of the dimension"]),
        column::text("name", ["Tên nội dung", "Dimension"], ["tên nội dung", "its name"]),
        column::treatment("treatment").required(),
        integer("places", ["Số chỗ", "Places"], ["số chỗ trong văn bản cho thấy điều đó", "how many places show it; the strongest of them is given"]),
    ];
    columns.extend(column::span_if_any());
    columns.extend([
        column::text("rule", ["Quy tắc", "Rule"],
            ["chỗ mạnh nhất là gì: `dimension/task`, `dimension/heading`, `dimension/name` (chỉ nêu tên)",
             "what the strongest place is: `dimension/task`, `dimension/heading`, `dimension/name` (its name, no more)"]).required(),
        column::confidence(),
    ]);
    columns
}

pub fn rows<'a>(record: &'a Record, context: &'a Context) -> Each<'a> {
    let row = move |entry: &'a DimensionEntry| {
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
    Box::new(record.dimensions.iter().map(row))
}

/// The dimensions of the chosen index follow.
#[rustfmt::skip]
pub fn matrix_columns(context: &Context) -> Vec<Column> {
    let mut columns = vec![
        column::document(),
        column::text("issuer", ["Cơ quan ban hành", "Issuer"], ["cơ quan ban hành", "issuing body"]),
        Column::new("year", column::Kind::Integer, ["Năm", "Year"], ["năm đầu tiên của kế hoạch", "first year that the plan is for"]),
        boolean("index_in_plan", ["Kế hoạch về chỉ số này", "For this index"],
            ["kế hoạch có nhằm cải thiện chỉ số này không; nếu không, các ô để trống",
             "whether the plan is for this index; where it is not, the cells are empty"]),
    ];
    let index = &context.index;
    columns.extend(index.dimensions.iter().map(|(number, name)| {
        let mut column = column::treatment(&format!("{}-{number}", index.name));
        column.heading = column::Both {
            vi: format!("{number}. {name}"),
            en: format!("{number}. {name}"),
        };
        column.about = column::Both {
            vi: format!("mức độ của nội dung {number}: {name}"),
            en: format!("treatment of dimension {number}: {name}"),
        };
        column
    }));
    columns
}

pub fn matrix<'a>(record: &'a Record, context: &'a Context) -> Each<'a> {
    let (header, index) = (&record.document, &context.index);
    let in_plan = record.indices.contains(&index.name);
    let issuer = header.issuer.as_ref().map(|i| i.fact.value.as_str());
    let mut row = vec![
        text(&record.source.path),
        optional(issuer, text),
        year(record),
        Cell::Flag(in_plan),
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
    Box::new(std::iter::once(row))
}
