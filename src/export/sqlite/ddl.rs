//! The statements that make the tables of `dataset.sqlite`.

use crate::export::schema::sql::{FOLDED, INDEXED, VIEWS};
use crate::export::{Column, Kind, TABLES, Table};

/// The table of meanings.
pub const DICTIONARY: &str = "CREATE TABLE data_dictionary (\
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, heading_vi TEXT NOT NULL, heading_en TEXT NOT NULL, \
    about_vi TEXT NOT NULL, about_en TEXT NOT NULL, PRIMARY KEY (table_name, column_name)) STRICT";

/// The columns of a table that have a second one for search, by their places.
pub struct Columns(Vec<usize>);

impl Columns {
    /// Those of a table.
    pub fn of(table: &Table, columns: &[Column]) -> Self {
        let wanted = |column: &Column| FOLDED.contains(&(table.name, column.name.as_str()));
        let places = columns.iter().enumerate();
        Self(
            places
                .filter(|(_, c)| wanted(c))
                .map(|(at, _)| at)
                .collect(),
        )
    }

    /// Their places.
    pub fn folded(&self) -> impl Iterator<Item = usize> {
        self.0.iter().copied()
    }
}

/// A name as SQL takes any name: `index` and `check` are words of its own.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(quoted).collect();
    names.join(", ")
}

/// The table with its keys.
pub fn table(table: &Table, columns: &[Column], folded: &Columns) -> String {
    let mut parts: Vec<String> = columns.iter().map(column).collect();
    parts.extend(folded.folded().filter_map(|at| {
        let name = format!("{}_folded", columns.get(at)?.name);
        Some(format!("{} TEXT", quoted(&name)))
    }));
    if !table.key.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", list(table.key.iter().copied())));
    }
    for reference in table.references {
        parts.push(format!(
            "FOREIGN KEY ({}) REFERENCES {}",
            list(reference.columns.iter().copied()),
            quoted(reference.table)
        ));
    }
    format!(
        "CREATE TABLE {} (\n  {}\n) STRICT;\n",
        quoted(table.name),
        parts.join(",\n  ")
    )
}

/// The indexes of all tables: on what refers to other tables and on what queries ask for.
pub fn indexes() -> String {
    let mut sql = String::new();
    for table in TABLES {
        let referring: Vec<_> = table.references.iter().map(|to| to.columns).collect();
        // An index serves its first columns, too, and so does that of a key.
        let served = |columns: &[&str]| {
            let longer = |other: &&[&str]| other.len() > columns.len();
            let mut longer = referring.iter().copied().filter(longer);
            table.key.starts_with(columns) || longer.any(|other| other.starts_with(columns))
        };
        for columns in referring.iter().filter(|columns| !served(columns)) {
            sql.push_str(&index(table.name, columns));
        }
        for (_, column) in INDEXED.iter().filter(|(name, _)| *name == table.name) {
            sql.push_str(&index(table.name, &[column]));
        }
    }
    sql
}

fn index(table: &str, columns: &[&str]) -> String {
    format!(
        "CREATE INDEX {} ON {} ({});\n",
        quoted(&format!("{table}_by_{}", columns.join("_"))),
        quoted(table),
        list(columns.iter().copied())
    )
}

fn column(column: &Column) -> String {
    let name = quoted(&column.name);
    let kind = match column.kind {
        Kind::Text | Kind::List(_) | Kind::Date | Kind::PartialDate | Kind::Enum(_) => "TEXT",
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Share => "REAL",
    };
    let needed = if column.required { " NOT NULL" } else { "" };
    let check = match column.kind {
        Kind::Boolean => format!(" CHECK ({name} IN (0, 1))"),
        Kind::Enum(words) => {
            let codes: Vec<String> = words.iter().map(|w| format!("'{}'", w.code)).collect();
            format!(" CHECK ({name} IN ({}))", codes.join(", "))
        }
        _ => String::new(),
    };
    format!("{name} {kind}{needed}{check}")
}

/// The statement that fills a table: a value for each column, then those for search.
pub fn insert(table: &Table, columns: &[Column], folded: &Columns) -> String {
    let places = columns.len() + folded.folded().count();
    let marks = vec!["?"; places].join(", ");
    format!("INSERT INTO {} VALUES ({marks})", quoted(table.name))
}

/// All views.
pub fn views() -> String {
    let views = VIEWS.iter();
    views
        .map(|view| format!("CREATE VIEW {} AS {};\n", quoted(view.name), view.sql))
        .collect()
}
