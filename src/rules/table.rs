//! Rule files as text, and their tables read row by row with line numbers, so that every complaint names its place.

use crate::error::Error;
use crate::value::Level;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::path::Path;

/// The texts of all rule files of one folder, by file name.
#[derive(Debug)]
pub(crate) struct Files {
    origin: String,
    texts: BTreeMap<String, Cow<'static, str>>,
    /// Whether they were tried when the program was built, so that what takes long may wait until it is used.
    pub tried: bool,
}

impl Files {
    /// Files compiled into the program.
    pub fn embedded(files: &[(&str, &'static str)]) -> Files {
        let texts = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text)));
        Files {
            origin: "rules".into(),
            texts: texts.collect(),
            tried: true,
        }
    }

    /// The same, as if nobody had tried them.
    pub fn untried(self) -> Files {
        Files {
            tried: false,
            ..self
        }
    }

    /// One of the files.
    pub fn only(&self, name: &str) -> Files {
        let text = self.texts.get_key_value(name);
        let text = text.map(|(name, text)| (name.clone(), text.clone()));
        Files {
            origin: self.origin.clone(),
            texts: text.into_iter().collect(),
            tried: self.tried,
        }
    }

    /// The `.csv` and `.toml` files of a folder.
    pub fn read(dir: &Path) -> Result<Files, Error> {
        let origin = dir.display().to_string().replace('\\', "/");
        let unreadable = |name: &str, e: std::io::Error| {
            Error::Rules(format!(
                "{origin}{name}: cannot be read: {e}; give a folder with rule files"
            ))
        };
        let mut texts = BTreeMap::new();
        for file in std::fs::read_dir(dir).map_err(|e| unreadable("", e))? {
            let path = file.map_err(|e| unreadable("", e))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.ends_with(".csv") || name.ends_with(".toml") {
                let text = std::fs::read_to_string(&path)
                    .map_err(|e| unreadable(&format!("/{name}"), e))?;
                texts.insert(name, Cow::Owned(text));
            }
        }
        Ok(Files {
            origin,
            texts,
            tried: false,
        })
    }

    /// All files, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_ref()))
    }

    /// How a file is named in messages.
    pub fn label(&self, name: &str) -> String {
        format!("{}/{name}", self.origin)
    }

    /// Reads one table, which must have exactly these columns, in any order.
    pub fn table<'f>(&'f self, name: &str, columns: &[&'static str]) -> Result<Table<'f>, Error> {
        let file = self.label(name);
        let text = self.texts.get(name).ok_or_else(|| {
            Error::Rules(format!(
                "{file}: missing file; add it, with the header line `{}`",
                columns.join(",")
            ))
        })?;
        Table::new(file, text, columns, self.tried)
    }
}

/// One table, its header checked.
pub(crate) struct Table<'f> {
    file: String,
    reader: csv::Reader<&'f [u8]>,
    columns: Vec<&'static str>,
    /// For each of `columns` its number in the file.
    order: Vec<usize>,
    tried: bool,
}

impl<'f> Table<'f> {
    fn new(
        file: String,
        text: &'f str,
        columns: &[&'static str],
        tried: bool,
    ) -> Result<Table<'f>, Error> {
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let head = reader.headers().map_err(|e| unreadable(&file, &e))?.clone();
        let wanted = columns.join(",");
        let found = |name: &str| head.iter().position(|h| h == name);
        if let Some(unknown) = head.iter().find(|h| !columns.contains(h)) {
            let what = format!("unknown column `{unknown}`");
            return Err(wrong(
                &file,
                1,
                what,
                &format!("the header must be `{wanted}`"),
            ));
        }
        let order = columns.iter().map(|column| {
            let what = format!("missing column `{column}`");
            found(column)
                .ok_or_else(|| wrong(&file, 1, what, &format!("the header must be `{wanted}`")))
        });
        let order = order.collect::<Result<_, _>>()?;
        Ok(Table {
            file,
            reader,
            columns: columns.to_vec(),
            order,
            tried,
        })
    }

    /// Calls `each` with every row; two rows with the same cells are an error.
    pub fn rows(mut self, mut each: impl FnMut(&Row) -> Result<(), Error>) -> Result<usize, Error> {
        let mut seen = std::collections::HashMap::new();
        let mut count = 0;
        let mut record = csv::StringRecord::new();
        loop {
            let more = self.reader.read_record(&mut record);
            if !more.map_err(|e| unreadable(&self.file, &e))? {
                return Ok(count);
            }
            let row = Row {
                file: &self.file,
                line: record.position().map_or(0, csv::Position::line),
                columns: &self.columns,
                order: &self.order,
                record: &record,
            };
            let first = match self.tried {
                true => None,
                false => seen.insert(fingerprint(&record), row.line),
            };
            if let Some(first) = first {
                return Err(row.wrong(
                    format!("the same row as line {first}"),
                    "delete one of the two",
                ));
            }
            each(&row)?;
            count += 1;
        }
    }
}

/// Stands for a row's cells where only sameness matters; 64 bits are plenty for some ten thousand rows.
fn fingerprint(record: &csv::StringRecord) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for cell in record {
        cell.hash(&mut hasher);
    }
    hasher.finish()
}

/// One row of a table.
pub(crate) struct Row<'r> {
    file: &'r str,
    /// Line in the file, from 1.
    pub line: u64,
    columns: &'r [&'static str],
    order: &'r [usize],
    record: &'r csv::StringRecord,
}

impl Row<'_> {
    /// The cell of a column, without outer spaces.
    pub fn get(&self, column: &str) -> &str {
        // Nearly always the very same words.
        let same = |known: &&str| std::ptr::eq(*known, column);
        let at = self.columns.iter().position(same);
        let at = at.or_else(|| self.columns.iter().position(|known| *known == column));
        let cell = at.and_then(|at| self.record.get(*self.order.get(at)?));
        cell.unwrap_or("").trim()
    }

    /// The cell of a column that must not be empty.
    pub fn some(&self, column: &str) -> Result<&str, Error> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Err(self.wrong(
                format!("`{column}` is empty"),
                "fill it in or delete the row",
            ));
        }
        Ok(cell)
    }

    /// The parts of a cell, without empty ones.
    pub fn parts(&self, column: &str, separator: char) -> Vec<String> {
        let parts = self.get(column).split(separator).map(str::trim);
        parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
    }

    /// A date, `YYYY-MM-DD` or empty.
    pub fn date(&self, column: &str) -> Result<Option<Date>, Error> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let date = cell.parse().map(Some);
        date.map_err(|_| {
            self.wrong(
                format!("`{cell}` in `{column}` is no date"),
                "write YYYY-MM-DD or nothing",
            )
        })
    }

    /// A value of a closed set.
    pub fn parse<T: std::str::FromStr<Err = String>>(&self, column: &str) -> Result<T, Error> {
        let parsed = self.get(column).parse::<T>();
        parsed.map_err(|e: String| self.wrong(format!("bad `{column}`"), &e))
    }

    /// A level, or none where the cell is empty.
    pub fn level(&self, column: &str) -> Result<Option<Level>, Error> {
        if self.get(column).is_empty() {
            return Ok(None);
        }
        self.parse(column).map(Some)
    }

    /// A complaint about this row.
    pub fn wrong(&self, what: impl AsRef<str>, remedy: &str) -> Error {
        wrong(self.file, self.line, what, remedy)
    }
}

fn unreadable(file: &str, e: &csv::Error) -> Error {
    let line = e.position().map_or(1, csv::Position::line);
    wrong(
        file,
        line,
        format!("not a table: {e}"),
        "give every row as many cells as the header and save as UTF-8",
    )
}

/// A complaint in the one form that all of them have: `file:line: what; remedy`.
pub(crate) fn wrong(file: &str, line: u64, what: impl AsRef<str>, remedy: &str) -> Error {
    Error::Rules(format!("{file}:{line}: {}; {remedy}", what.as_ref()))
}

/// Whether a day lies in a period; an open end does not bind, and without a day everything does.
pub(crate) fn in_force(from: Option<Date>, to: Option<Date>, on: Option<Date>) -> bool {
    on.is_none_or(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
}

/// Whether two periods share a day.
pub(crate) fn periods_meet(
    a: (Option<Date>, Option<Date>),
    b: (Option<Date>, Option<Date>),
) -> bool {
    let before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(e), Some(s)) if e < s);
    !before(a.1, b.0) && !before(b.1, a.0)
}
