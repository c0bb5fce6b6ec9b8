//! The data dictionary: what every table, column and field means, as Markdown.

use super::fields::fields;
use super::{record, sql};
use crate::audit::CHECKS;
use crate::export::words::Word;
use crate::export::{Column, Context, Kind, TABLES, Table};
use crate::value::lang::Lang;
use std::fmt::Write;

/// The data dictionary in a language.
pub fn dictionary(context: &Context, lang: Lang) -> String {
    let mut page = lang.of(HEAD_VI, HEAD_EN).to_string();
    for known in TABLES {
        page.push_str(&section(known, context, lang));
    }
    page.push_str(&checks(lang));
    page.push_str(&database(lang));
    page.push_str(&records(lang));
    page
}

const HEAD_EN: &str = "\
# Data dictionary

What every table and column means. This page is made by `kehoach schema --markdown`; edit the columns in `src/export/table`, not this page.
How to read the files (encoding, apostrophes, empty cells) is in [output/README.md](../output/README.md).

Names are the same in all formats: CSV, SQLite, Parquet. Types are text; integer; share (a number from 0 to 1, three decimals in CSV); date (`2024-06-03`);
partial date (EDTF: `2024-07` where the day is left blank); yes/no (`yes` and `no` in CSV, a boolean in Parquet, 1 and 0 in SQLite); list (text, several values with a mark between them);
or a word of a closed set, which is listed. A column marked \\* has no empty cells.

| type | CSV | SQLite | Parquet |
| --- | --- | --- | --- |
| text, list, word | as it is (a leading apostrophe guards against formulas) | TEXT | STRING |
| partial date | `2024-06-03`, `2024-07` | TEXT | STRING |
| date | `2024-06-03` | TEXT, as in CSV | INT32, DATE |
| integer | `12` | INTEGER | INT64 |
| share | `0.983` | REAL | DOUBLE |
| yes/no | `yes`, `no` | INTEGER, 1 or 0 | BOOLEAN |

An empty cell is NULL in SQLite and null in Parquet.

";

const HEAD_VI: &str = "\
# Từ điển dữ liệu

Ý nghĩa của mọi bảng và cột. Trang này do `kehoach schema --markdown --lang vi` tạo ra; muốn sửa thì sửa các cột trong `src/export/table`.
Cách đọc các tệp (bảng mã, dấu nháy, ô trống) có ở [output/README.md](../output/README.md) (tiếng Anh).

Tên bảng và cột giống nhau trong mọi định dạng: CSV, SQLite, Parquet. Kiểu dữ liệu: văn bản; số nguyên; tỷ lệ (số từ 0 đến 1, ba chữ số thập phân trong CSV); ngày (`2024-06-03`);
ngày có thể thiếu (EDTF: `2024-07` khi để trống ngày); có/không (`yes`, `no` trong CSV; kiểu boolean trong Parquet; 1 và 0 trong SQLite); danh sách (văn bản, nhiều giá trị có dấu ngăn cách);
hoặc từ trong một tập đóng, được liệt kê. Cột có dấu \\* không có ô trống.

| kiểu | CSV | SQLite | Parquet |
| --- | --- | --- | --- |
| văn bản, danh sách, từ trong tập đóng | nguyên dạng (dấu nháy đầu ô để không bị hiểu là công thức) | TEXT | STRING |
| ngày có thể thiếu | `2024-06-03`, `2024-07` | TEXT | STRING |
| ngày | `2024-06-03` | TEXT, như CSV | INT32, DATE |
| số nguyên | `12` | INTEGER | INT64 |
| tỷ lệ | `0.983` | REAL | DOUBLE |
| có/không | `yes`, `no` | INTEGER, 1 hoặc 0 | BOOLEAN |

Ô trống là NULL trong SQLite và null trong Parquet.

";

fn section(table: &Table, context: &Context, lang: Lang) -> String {
    let said = |[vi, en]: [&'static str; 2]| lang.of(vi, en);
    let mut page = format!(
        "## {}: {}\n\n{}\n\n{}",
        table.name,
        said(table.title),
        said(table.about),
        keys(table, lang)
    );
    page.push_str(lang.of(
        "| cột | tiêu đề | kiểu | ý nghĩa |\n| --- | --- | --- | --- |\n",
        "| column | heading | type | meaning |\n| --- | --- | --- | --- |\n",
    ));
    for column in (table.columns)(context) {
        page.push_str(&row(&column, lang));
    }
    page.push('\n');
    page
}

/// The sentence on keys, where there is something to say.
fn keys(table: &Table, lang: Lang) -> String {
    let list = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let mut parts = Vec::new();
    if !table.key.is_empty() {
        let word = lang.of("Khóa", "Key");
        parts.push(format!("{word}: {}.", list(table.key)));
    }
    for reference in table.references {
        let word = lang.of("thuộc về bảng", "belong to");
        parts.push(format!(
            "{} {word} `{}`.",
            list(reference.columns),
            reference.table
        ));
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}\n\n", parts.join(" "))
    }
}

fn row(column: &Column, lang: Lang) -> String {
    let about = column.about.said(lang);
    let about = match column.kind {
        Kind::Enum(words) => format!("{about}: {}", choices(words, lang)),
        _ => about.to_string(),
    };
    format!(
        "| `{}`{} | {} | {} | {about} |\n",
        column.name,
        if column.required { "\\*" } else { "" },
        column.heading.said(lang),
        kind(column.kind, lang),
    )
}

/// `lead` (chủ trì), `support` (phối hợp)
fn choices(words: &[Word], lang: Lang) -> String {
    let choice = |word: &Word| {
        // The codes are English; the Vietnamese word helps the readers of both pages.
        let said = lang.of(word.vi.to_string(), format!("{}; {}", word.en, word.vi));
        format!("`{}` ({said})", word.code)
    };
    let choices: Vec<String> = words.iter().map(choice).collect();
    choices.join(", ")
}

/// What people call a kind.
fn kind(kind: Kind, lang: Lang) -> String {
    let word = match kind {
        Kind::Text => lang.of("văn bản", "text"),
        Kind::List(between) => {
            let word = lang.of("danh sách, ngăn bằng", "list, between them");
            return format!("{word} `{}`", between.trim());
        }
        Kind::Integer => lang.of("số nguyên", "integer"),
        Kind::Share => lang.of("tỷ lệ", "share"),
        Kind::Date => lang.of("ngày", "date"),
        Kind::PartialDate => lang.of("ngày có thể thiếu", "partial date"),
        Kind::Boolean => lang.of("có/không", "yes/no"),
        Kind::Enum(_) => lang.of("từ trong tập đóng", "word"),
    };
    word.to_string()
}

/// The catalogue of the audit.
fn checks(lang: Lang) -> String {
    let mut page = lang
        .of(
            "## Các phép kiểm tra\n\n| phép kiểm tra | tên | mức độ | vì sao quan trọng |\n| --- | --- | --- | --- |\n",
            "## Checks\n\n| check | name | severity | why it matters |\n| --- | --- | --- | --- |\n",
        )
        .to_string();
    for check in CHECKS {
        let name = lang.of(check.name_vi, check.name_en);
        let why = lang.of(check.why_vi, check.why_en);
        let severity = check.severity.as_str();
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| `{}` | {name} | {severity} | {why} |", check.id);
    }
    page.push('\n');
    page
}

/// What `dataset.sqlite` has beside the tables.
fn database(lang: Lang) -> String {
    let mut page = lang
        .of(
            "## dataset.sqlite\n\nCó mọi bảng trên (khóa chính, khóa ngoại, chỉ mục), bảng `data_dictionary` với nội dung trang này, và các khung nhìn (view):\n\n| view | mỗi dòng là gì |\n| --- | --- |\n",
            "## dataset.sqlite\n\nAll tables above with their keys, references and indexes, a table `data_dictionary` with what this page says of columns, and these views:\n\n| view | rows |\n| --- | --- |\n",
        )
        .to_string();
    for view in sql::VIEWS {
        let [vi, en] = view.about;
        let _ = writeln!(page, "| `{}` | {} |", view.name, lang.of(vi, en));
    }
    let columns: Vec<String> = sql::FOLDED
        .iter()
        .map(|(table, column)| format!("`{table}.{column}_folded`"))
        .collect();
    let columns = columns.join(", ");
    page.push_str(&lang.of(
        format!("\nĐể tìm không cần dấu (`LIKE '%thu tuc%'`), có thêm các cột chữ thường không dấu: {columns}. Văn bản trống là NULL.\n\n"),
        format!("\nFor search without diacritics (`LIKE '%thu tuc%'`) there are columns in small letters without marks: {columns}. An empty text is NULL.\n\n"),
    ));
    page
}

/// The fields of `records.jsonl`; their meanings are in English, as in the schema.
fn records(lang: Lang) -> String {
    if lang == Lang::Vi {
        return "## records.jsonl\n\nMỗi dòng là một văn bản với mọi giá trị và căn cứ. Ý nghĩa từng trường có trong \
                [data-dictionary.md](data-dictionary.md) và `kehoach schema records` (tiếng Anh).\n"
            .to_string();
    }
    let mut page = "## records.jsonl\n\nOne document a line; `records.json` has the same records in one array. \
                    `kehoach schema records` prints the JSON Schema. A span is `{start, end, line}`: code points of the original text from 0, the end not included, and the line of the first, from 1.\n\n\
                    | field | type | meaning |\n| --- | --- | --- |\n"
        .to_string();
    for field in fields(&record()) {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} |",
            field.path, field.kind, field.about
        );
    }
    page
}
