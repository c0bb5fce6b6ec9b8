//! The table of documents: a row a plan, with its header.

use super::column::{self, Column, Kind, choice, integer};
use super::{Cell, Context, Each, Row, fact_evidence, list, number, optional, text, word, year};
use crate::export::words;
use crate::link::record::{Fact, Record};
use crate::value::Level;
use crate::value::date::PartialDate;

/// Values first, as they are read; the evidence for each of them after all values.
pub fn columns(_context: &Context) -> Vec<Column> {
    let mut columns = source();
    columns.extend(values());
    columns.extend(counts());
    for (name, vi, en) in [
        ("kind", "Loại văn bản", "Document type"),
        ("number", "Số, ký hiệu", "Number"),
        ("date", "Ngày ban hành", "Date of issue"),
        ("place", "Địa danh", "Place"),
        ("title", "Trích yếu", "Subject"),
        ("issuer", "Cơ quan ban hành", "Issuer"),
        ("signer", "Người ký", "Signer"),
        ("year", "Năm", "Year"),
    ] {
        columns.extend(column::evidence_of(name, vi, en));
    }
    columns.extend(more());
    columns
}

#[rustfmt::skip]
fn source() -> Vec<Column> {
    vec![
        column::document(),
        column::text("format", ["Định dạng", "Format"],
            ["định dạng nhận biết từ nội dung, bất kể tên tệp: `txt`, `md`, `rtf`, `doc`, `pdf`, `docx`, `odt`, `xlsx`, `html`",
             "what the content was read as, whatever the name says: `txt`, `md`, `rtf`, `doc`, `pdf`, `docx`, `odt`, `xlsx`, `html`"]).required(),
        column::text("encoding", ["Bảng mã", "Encoding"],
            ["bảng mã: `UTF-8`, `UTF-16LE`, `TCVN3`, `VNI`, `VISCII`, `windows-1258`, `VIQR`; `TCVN3 in UTF-8` là chữ bảng mã cũ lưu thành UTF-8",
             "`UTF-8`, `UTF-16LE`, `TCVN3`, `VNI`, `VISCII`, `windows-1258`, `VIQR`; `TCVN3 in UTF-8` for a text in old letters that was saved as UTF-8"]).required(),
        column::text("hash", ["Mã băm", "Hash"],
            ["BLAKE3 của nội dung tệp, hệ thập lục phân", "BLAKE3 of the file's bytes, hexadecimal"]).required(),
        integer("chars", ["Số ký tự", "Characters"],
            ["độ dài văn bản, tính bằng ký tự (code point)", "length of the decoded text in code points"]),
    ]
}

#[rustfmt::skip]
fn values() -> Vec<Column> {
    vec![
        column::text("kind", ["Loại văn bản", "Document type"], ["loại văn bản: `Kế hoạch`", "document type: `Kế hoạch`"]),
        column::text("number", ["Số, ký hiệu", "Number"],
            ["số và ký hiệu: `164/KH-UBND`; `/KH-UBND` khi dự thảo để trống số",
             "number and notation: `164/KH-UBND`; `/KH-UBND` in a draft that leaves the number blank"]),
        column::text("serial", ["Số", "Serial"], ["`164`; trống trong dự thảo", "`164`; empty in a draft"]),
        column::text("notation", ["Ký hiệu", "Notation"], ["`KH-UBND`", "`KH-UBND`"]),
        Column::new("date", Kind::PartialDate, ["Ngày ban hành", "Date of issue"],
            ["ngày ban hành; `2024-07` khi để trống ngày (EDTF)", "date of issue; `2024-07` where the day is left blank (EDTF)"]),
        column::text("place", ["Địa danh", "Place"], ["địa danh trước ngày tháng", "place before the date"]),
        column::text("title", ["Trích yếu", "Subject"], ["trích yếu nội dung", "subject"]),
        column::text("issuer", ["Cơ quan ban hành", "Issuer"], ["cơ quan ban hành, kèm đơn vị hành chính", "issuing body with its unit"]),
        column::level("issuer_level", ["cấp của cơ quan ban hành", "level of the issuing body"]),
        column::text("unit", ["Đơn vị", "Unit"], ["đơn vị hành chính: `huyện Nam Đông`", "administrative unit: `huyện Nam Đông`"]),
        column::text("unit_code", ["Mã đơn vị", "Unit code"],
            ["mã đơn vị hành chính (Tổng cục Thống kê) vào ngày ban hành", "code of the unit (GSO) on the document's date"]),
        column::text("province", ["Tỉnh, thành phố", "Province"],
            ["tỉnh, thành phố, nếu văn bản hoặc một tên đơn vị không trùng cho biết",
             "province, where the document or a unit name that occurs once tells it"]),
        column::text("signer", ["Người ký", "Signer"], ["họ tên người ký", "who signs"]),
        column::text("position", ["Chức vụ", "Position"], ["`Chủ tịch`, `Phó Chủ tịch`, …", "`Chủ tịch`, `Phó Chủ tịch`, …"]),
        choice("authority", words::AUTHORITIES, ["Thẩm quyền ký", "Authority"],
            ["ký với tư cách gì", "on whose behalf"]),
        Column::new("year", Kind::Integer, ["Năm", "Year"], ["năm đầu tiên của kế hoạch", "first year that the plan is for"]),
    ]
}

#[rustfmt::skip]
fn counts() -> Vec<Column> {
    vec![
        Column::new("indices", Kind::List("; "), ["Chỉ số", "Indices"],
            ["các chỉ số mà kế hoạch nhằm cải thiện", "indices that the plan sets out to improve"]),
        integer("tasks", ["Số nhiệm vụ", "Tasks"], ["số dòng trong bảng `tasks`", "how many rows in `tasks`"]),
        integer("citations", ["Số viện dẫn", "Citations"], ["số dòng trong bảng `citations`", "how many rows in `citations`"]),
        integer("recipients", ["Số nơi nhận", "Recipients"], ["số dòng trong bảng `recipients`", "how many rows in `recipients`"]),
        integer("notes", ["Số ghi chú", "Notes"], ["số dòng trong bảng `notes`", "how many rows in `notes`"]),
        column::text("duplicate_of", ["Trùng với", "Duplicate of"],
            ["văn bản mà tệp này là bản trùng; trống ở các văn bản được tính",
             "the document that this one is once more; empty in documents that count"]),
        choice("duplicate_reason", words::SAME_BY, ["Trùng vì", "Duplicate by"],
            ["vì sao cho là trùng", "how it shows that it is"]),
    ]
}

#[rustfmt::skip]
fn more() -> Vec<Column> {
    vec![
        column::text("encoding_evidence", ["Căn cứ bảng mã", "Why this encoding"],
            ["vì sao cho là bảng mã đó: dấu thứ tự byte, phông chữ, tỷ lệ âm tiết tiếng Việt",
             "why the text is held to be in that encoding: a byte order mark, the fonts, how many words are Vietnamese syllables"]),
        Column::new("issued", Kind::Date, ["Ngày ban hành (đủ)", "Day of issue"],
            ["`date` dưới dạng ngày; trống khi không đủ ngày, tháng, năm", "`date` as a day; empty where it is not whole"]),
    ]
}

pub fn rows<'a>(record: &'a Record, _context: &'a Context) -> Each<'a> {
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
    let first = source.duplicate_of.as_ref();
    row.push(optional(first.map(|first| first.path.as_str()), text));
    row.push(optional(first.map(|first| first.reason.as_str()), word));
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
    row.push(issued(record));
    Box::new(std::iter::once(row))
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
        optional(signer.and_then(|s| s.authority.as_deref()), word),
        year(record),
    ]
}

fn value(fact: Option<&Fact>) -> Cell<'_> {
    optional(fact.map(|fact| fact.value.as_str()), text)
}

/// The day of issue, where the date has day, month and year.
fn issued(record: &Record) -> Cell<'static> {
    let date = record.document.date.as_ref();
    let date: Option<PartialDate> = date.and_then(|date| date.value.parse().ok());
    let whole = date.filter(|date| date.day.is_some());
    let day = whole.and_then(PartialDate::earliest);
    day.map_or(Cell::Empty, Cell::Day)
}
