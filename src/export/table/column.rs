//! What a column is: its name, its headings, what it means and what kind of value it holds. CSV heads, headings of the
//! workbook, DDL, schemas and the data dictionary all come from here.

use super::Cell;
use crate::export::words::{self, Word};
use crate::value::date::PartialDate;
use crate::value::lang::Lang;

/// The kind of value of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words of a document, a name or a code.
    Text,
    /// Several values in one cell, with this between them.
    List(&'static str),
    /// A count, a place or a year; never below 0.
    Integer,
    /// A share from 0 to 1 with three decimals.
    Share,
    /// A day.
    Date,
    /// A date whose day or month may be left blank: `2024-07` (EDTF).
    PartialDate,
    /// `yes` or `no`.
    Boolean,
    /// A word of a closed set.
    Enum(&'static [Word]),
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Both {
    /// The text in one language.
    pub fn said(&self, lang: Lang) -> &str {
        lang.of(&self.vi, &self.en)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in all formats.
    pub name: String,
    /// Its heading where people read it.
    pub heading: Both,
    /// What it means.
    pub about: Both,
    /// What it holds.
    pub kind: Kind,
    /// Whether no cell of it is empty.
    pub required: bool,
}

impl Column {
    /// A column; headings and meanings are given Vietnamese first.
    pub fn new(name: &str, kind: Kind, heading: [&str; 2], about: [&str; 2]) -> Self {
        Self {
            name: name.to_string(),
            heading: both(heading),
            about: both(about),
            kind,
            required: false,
        }
    }

    /// Whether a cell is of this column's kind, and filled where it must be.
    pub fn holds(&self, cell: &Cell<'_>) -> bool {
        match (cell, self.kind) {
            (Cell::Empty, _) => !self.required,
            (Cell::Number(_), Kind::Integer)
            | (Cell::Share(_), Kind::Share)
            | (Cell::Flag(_), Kind::Boolean)
            | (Cell::Day(_), Kind::Date)
            | (Cell::Text(_), Kind::List(_))
            | (Cell::Text(_) | Cell::Word(_), Kind::Text) => true,
            (Cell::Word(date), Kind::PartialDate) => date.parse::<PartialDate>().is_ok(),
            (Cell::Word(code), Kind::Enum(words)) => words.iter().any(|word| word.code == code),
            _ => false,
        }
    }

    /// The same column without empty cells.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

fn both([vi, en]: [&str; 2]) -> Both {
    Both {
        vi: vi.to_string(),
        en: en.to_string(),
    }
}

/// A column of text.
pub fn text(name: &str, heading: [&str; 2], about: [&str; 2]) -> Column {
    Column::new(name, Kind::Text, heading, about)
}

/// A column of numbers without a fraction.
pub fn integer(name: &str, heading: [&str; 2], about: [&str; 2]) -> Column {
    Column::new(name, Kind::Integer, heading, about).required()
}

/// A column of words of a closed set.
pub fn choice(name: &str, words: &'static [Word], heading: [&str; 2], about: [&str; 2]) -> Column {
    Column::new(name, Kind::Enum(words), heading, about)
}

/// A column of yes and no.
pub fn boolean(name: &str, heading: [&str; 2], about: [&str; 2]) -> Column {
    Column::new(name, Kind::Boolean, heading, about).required()
}

/// `document`, the key that all tables have.
pub fn document() -> Column {
    text(
        "document",
        ["Tệp", "File"],
        [
            "đường dẫn của tệp, như được nêu hoặc tìm thấy; `-` là đầu vào chuẩn",
            "path of the file as given or found; `-` is standard input",
        ],
    )
    .required()
}

/// `task`, with the document the key of tasks.
pub fn task() -> Column {
    text(
        "task",
        ["Mã nhiệm vụ", "Task no."],
        [
            "`T001`, `T002`, … theo thứ tự trong văn bản",
            "`T001`, `T002`, … in the order of the document",
        ],
    )
}

/// `text`: the words of the source.
pub fn quote() -> Column {
    text(
        "text",
        ["Nguyên văn", "As written"],
        [
            "nguyên văn trong văn bản gốc",
            "the words of the source, exactly as they stand there",
        ],
    )
}

/// `span_start, span_end, line`
pub fn span() -> [Column; 3] {
    [
        integer(
            "span_start",
            ["Vị trí đầu", "Start"],
            [
                "vị trí bắt đầu trong văn bản gốc, tính bằng ký tự (code point), từ 0",
                "where they begin: code points of the original text, from 0",
            ],
        ),
        integer(
            "span_end",
            ["Vị trí cuối", "End"],
            [
                "vị trí kết thúc (không kể ký tự này)",
                "where they end, the end not included",
            ],
        ),
        integer(
            "line",
            ["Dòng", "Line"],
            ["số dòng trong văn bản gốc, từ 1", "their line, from 1"],
        ),
    ]
}

/// The same where a row may have no place.
pub fn span_if_any() -> [Column; 3] {
    span().map(|column| Column {
        required: false,
        ..column
    })
}

/// `rule`
pub fn rule() -> Column {
    text(
        "rule",
        ["Quy tắc", "Rule"],
        [
            "quy tắc đã đọc ra giá trị; xem `kehoach explain`",
            "the rule that read the value; see `kehoach explain`",
        ],
    )
    .required()
}

/// `confidence`
pub fn confidence() -> Column {
    Column::new(
        "confidence",
        Kind::Share,
        ["Độ tin cậy", "Confidence"],
        [
            "tỷ lệ giá trị loại này đọc đúng khi đối chiếu với văn bản do người đọc",
            "how often such a value was right on plans that people had read, from 0 to 1",
        ],
    )
    .required()
}

/// `text, span_start, span_end, line, rule, confidence`
pub fn evidence() -> Vec<Column> {
    let mut columns = vec![quote().required()];
    columns.extend(span());
    columns.extend([rule(), confidence()]);
    columns
}

/// The same six for one value among others in a row, each with its name in front; empty where the value is.
pub fn evidence_of(name: &str, vi: &str, en: &str) -> Vec<Column> {
    let of = |column: Column| {
        let part = column.name.strip_prefix("span_").unwrap_or(&column.name);
        Column {
            name: format!("{name}_{part}"),
            heading: Both {
                vi: format!("{vi}: {}", column.heading.vi.to_lowercase()),
                en: format!("{en}: {}", column.heading.en.to_lowercase()),
            },
            about: Both {
                vi: format!("của `{name}`: {}", column.about.vi),
                en: format!("of `{name}`: {}", column.about.en),
            },
            required: false,
            ..column
        }
    };
    evidence().into_iter().map(of).collect()
}

/// A level of government.
pub fn level(name: &str, about: [&str; 2]) -> Column {
    choice(name, words::LEVELS, ["Cấp", "Level"], about)
}

/// How far a dimension is treated.
pub fn treatment(name: &str) -> Column {
    choice(
        name,
        words::TREATMENTS,
        ["Mức độ", "Treatment"],
        [
            "giao việc: có phần nói về nội dung này và nêu rõ ai làm; mô tả: có phần nói về nội dung này nhưng không nêu ai làm; nhắc đến: chỉ nêu tên",
            "`assigned`: a part of the plan is about it and names who does something; `described`: the same with nobody named; `mentioned`: its name occurs, no more",
        ],
    )
}
