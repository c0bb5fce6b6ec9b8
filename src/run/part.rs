//! One document by itself, with all that it brings to a dataset: where many machines read, each reads some documents, and
//! what they bring is put together when all are read.

use super::guarded;
use crate::audit::Audited;
use crate::error::Failure;
use crate::export::{Cell, Column, Context, Row, Rows, TABLES, Table};
use crate::ingest::{self, ReadOptions, Source};
use crate::link::record::Record;
use crate::rules::Rules;
use serde::Serialize;
use serde_json::{Map, Value};

/// What one document brings.
#[derive(Debug)]
pub struct Part {
    /// `source.path`; what the rows of its tables call it.
    pub document: String,
    /// What was read, or why nothing was.
    pub read: Result<Box<Read>, Failure>,
}

/// A document that was read.
#[derive(Debug)]
pub struct Read {
    /// What was read.
    pub record: Record,
    /// What the audit makes of it.
    pub audited: Audited,
}

/// A part as JSON.
#[derive(Debug, Serialize)]
pub struct Written<'a> {
    /// `source.path`.
    pub document: &'a str,
    /// [`Part::summary`].
    pub summary: Option<String>,
    /// [`Part::coverage`].
    pub coverage: Option<String>,
    /// The rows of each table, by their columns.
    pub tables: Map<String, Value>,
}

impl Part {
    /// Reads a document. What cannot be read, a panic, and time that is over are its failure.
    pub fn read(source: &Source, options: &ReadOptions, rules: &Rules) -> Self {
        let read = guarded(source, options, || {
            let record =
                crate::read_fetched(source, ingest::fetch_with(source, options)?, options, rules)?;
            let audited = Audited::of(&record, rules);
            Ok(Box::new(Read { record, audited }))
        });
        Self {
            document: source.path.clone(),
            read,
        }
    }

    /// The same where there may be no document to read; the failure says why.
    pub fn of(source: Result<Source, Failure>, options: &ReadOptions, rules: &Rules) -> Self {
        match source {
            Ok(source) => Self::read(&source, options, rules),
            Err(failure) => Self {
                document: failure.path.clone(),
                read: Err(failure),
            },
        }
    }

    /// Its rows of a table, as if it counted: that it is another document once more shows when all are read. There are
    /// none in the tables that are about several documents.
    pub fn rows<'a>(&'a self, table: &Table, context: &'a Context) -> Vec<Row<'a>> {
        match (&self.read, table.rows) {
            (Ok(read), Rows::OfRecord(rows)) => rows(&read.record, context).collect(),
            (Ok(read), Rows::WorstFirst(rows)) => {
                let rows = rows(&read.record, context);
                rows.map(|(_, row)| row).collect()
            }
            (Ok(read), Rows::OfFinding(row)) => read.audited.findings.iter().map(row).collect(),
            (Ok(read), Rows::OfCoverage(rows)) => rows(&read.audited.coverage),
            (Err(failure), Rows::OfFailure(row)) => vec![row(failure)],
            _ => Vec::new(),
        }
    }

    /// What the checks across plans need of it (`audit::summary::Summary`), as JSON.
    pub fn summary(&self) -> Option<String> {
        let read = self.read.as_ref().ok()?;
        serde_json::to_string(&read.audited.summary).ok()
    }

    /// What the sums of coverage need of it (`audit::coverage::Coverage`), as JSON.
    pub fn coverage(&self) -> Option<String> {
        let read = self.read.as_ref().ok()?;
        serde_json::to_string(&read.audited.coverage).ok()
    }

    /// The same for programs that read JSON.
    pub fn written(&self, context: &Context) -> Written<'_> {
        let rows = |table: &Table| {
            let columns = (table.columns)(context);
            let rows = self.rows(table, context).into_iter();
            rows.map(|row| object(&columns, row)).collect::<Value>()
        };
        let tables = TABLES.iter().filter(|table| of_one(table));
        Written {
            document: &self.document,
            summary: self.summary(),
            coverage: self.coverage(),
            tables: tables.map(|t| (t.name.to_string(), rows(t))).collect(),
        }
    }
}

/// Whether a table has rows that a document brings by itself.
pub fn of_one(table: &Table) -> bool {
    !matches!(table.rows, Rows::OfLink(_) | Rows::OfTotals(_))
}

/// A row by its columns, as it is in typed files: days as `2025-01-31`, an empty text as nothing where a column may lack
/// values.
fn object(columns: &[Column], row: Row<'_>) -> Value {
    let cells = columns.iter().zip(row);
    let cells = cells.map(|(column, cell)| (column.name.clone(), value(column, cell)));
    Value::Object(cells.collect())
}

fn value(column: &Column, cell: Cell<'_>) -> Value {
    match cell {
        Cell::Word(text) | Cell::Text(text) if column.required || !text.is_empty() => {
            text.into_owned().into()
        }
        Cell::Empty | Cell::Word(_) | Cell::Text(_) => Value::Null,
        Cell::Number(number) => number.into(),
        Cell::Share(share) => share.share().into(),
        Cell::Flag(yes) => yes.into(),
        Cell::Day(day) => day.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Auditor;
    use crate::audit::coverage::{By, Coverage, Totals};
    use crate::audit::summary::Summary;
    use crate::audit::{Accepted, Taken};
    use crate::ingest::Origin;

    fn part(name: &str, text: &str, rules: &Rules) -> Part {
        let source = Source {
            path: name.to_string(),
            origin: Origin::Memory(text.as_bytes().into()),
        };
        Part::read(&source, &ReadOptions::default(), rules)
    }

    const PLAN: &str = "UBND XÃ TÂN AN\nSố: 12/KH-UBND\nTân An, ngày 3 tháng 2 năm 2025\nKẾ HOẠCH\nNâng cao Chỉ số PAPI năm 2025\n\
                        I. NHIỆM VỤ\n1. Công khai, minh bạch\n- Văn phòng chủ trì công khai ngân sách trước ngày 15/11.";

    #[test]
    fn a_part_has_the_rows_of_its_document_and_a_failure_its_own() {
        let rules = Rules::embedded().unwrap();
        let context = Context::new(&rules, "PAPI").unwrap();
        let read = part("a.txt", PLAN, &rules);
        let written = serde_json::to_value(read.written(&context)).unwrap();
        assert_eq!(written["tables"]["documents"][0]["number"], "12/KH-UBND");
        assert_eq!(written["tables"]["documents"][0]["issued"], "2025-02-03");
        assert_eq!(written["tables"]["tasks"].as_array().unwrap().len(), 1);
        assert_eq!(written["tables"]["failures"].as_array().unwrap().len(), 0);
        let failed = part("b.txt", "", &rules);
        let written = serde_json::to_value(failed.written(&context)).unwrap();
        assert_eq!(written["tables"]["failures"][0]["document"], "b.txt");
        assert!(written["summary"].is_null() && written["coverage"].is_null());
        for table in TABLES {
            assert_eq!(written["tables"].get(table.name).is_some(), of_one(table));
        }
    }

    #[test]
    fn what_is_carried_from_machine_to_machine_comes_back_as_it_was() {
        let rules = Rules::embedded().unwrap();
        let read = part("a.txt", PLAN, &rules);
        let of = read.read.as_ref().unwrap();
        let summary: Summary = serde_json::from_str(&read.summary().unwrap()).unwrap();
        assert_eq!(summary, of.audited.summary);
        let coverage: Coverage = serde_json::from_str(&read.coverage().unwrap()).unwrap();
        assert_eq!(coverage, of.audited.coverage);
    }

    #[test]
    fn summaries_give_the_findings_that_plans_give() {
        let rules = Rules::embedded().unwrap();
        let texts = [
            PLAN.to_string(),
            PLAN.to_string(),
            PLAN.replace("12/KH", "13/KH"),
        ];
        let (mut whole, mut merged) = (
            Auditor::new(Accepted::default()),
            Auditor::new(Accepted::default()),
        );
        let mut totals = [Totals::default(), Totals::default(), Totals::default()];
        for (at, text) in texts.iter().enumerate() {
            let read = part(&format!("{at}.txt"), text, &rules).read.unwrap();
            let of = merged.summary(read.audited.summary.clone()).unwrap();
            let half = 1 + at % 2;
            if let Taken::Counted { coverage, .. } = whole.take(read.audited).unwrap() {
                assert_eq!(of, None);
                totals[0].add(&coverage);
                totals[half].add(&coverage);
            } else {
                assert_eq!(of.unwrap().path, "0.txt");
            }
        }
        assert_eq!(
            whole.finish(&rules).unwrap(),
            merged.finish(&rules).unwrap()
        );
        let [all, mut one, other] = totals;
        for (whose, index, dimension, sum) in other.by(By::Unit) {
            one.join(&(whose.clone(), index.to_string(), dimension), sum);
        }
        assert_eq!(one, all);
    }
}
