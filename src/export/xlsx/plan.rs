//! The row of a plan, which is written when what is found in it is known.

use super::rows::{self, Known};
use super::sheet::{Item, Sheet};
use super::source;
use crate::export::{Cell, Context};
use crate::link::record::{Record, Task};
use std::path::Path;

/// A row that waits for what is found in the plan.
pub struct Pending {
    /// `source.path`
    pub document: String,
    /// The dimensions that it leaves out.
    pub left_out: String,
    /// How many findings there are within it.
    pub findings: usize,
    before: Vec<Item<'static>>,
    after: Vec<Item<'static>>,
}

impl Pending {
    /// The row of a plan in a workbook that will lie in `folder`.
    pub fn of(
        record: &Record,
        folder: &Path,
        tasks: &Sheet,
        known: &Known,
        context: &Context,
    ) -> Self {
        let count = |some: fn(&Task) -> bool| {
            let tasks = record.tasks.iter().filter(|task| some(task));
            Item::from(Cell::Number(tasks.count()))
        };
        let first = known.first_task.filter(|_| known.tasks > 0);
        let mut before = header(record, folder, context);
        before.extend([
            Item::from(Cell::Number(known.tasks)).to(first.map(|row| tasks.link(row))),
            count(|task| !task.agencies.is_empty()),
            count(|task| !task.deadlines.is_empty()),
        ]);
        let mut after: Vec<Item<'_>> = signature(record).into();
        after.extend([const { Cell::Empty }; 2].map(Item::from));
        Self {
            document: record.source.path.clone(),
            left_out: String::new(),
            findings: 0,
            before,
            after,
        }
    }

    /// The cells.
    pub fn row(self) -> Vec<Item<'static>> {
        let mut items = self.before;
        items.push(rows::owned(Some(&self.left_out)).into());
        items.push(Cell::Number(self.findings).into());
        items.extend(self.after);
        items
    }
}

/// The row of a document that is another one once more, which `first` leads to. It counts nothing, so that no sum of a
/// column has the same tasks twice.
pub fn again(
    record: &Record,
    folder: &Path,
    first: Option<String>,
    context: &Context,
) -> Vec<Item<'static>> {
    let mut items = header(record, folder, context);
    // Tasks, those with bodies and deadlines, what is left out, findings.
    items.extend([const { Cell::Empty }; 5].map(Item::from));
    let of = record.source.duplicate_of.as_ref();
    items.extend(signature(record));
    items.push(Item::from(own(of.map(|of| of.path.as_str()))).to(first));
    items.push(
        of.map_or(Cell::Empty, |of| rows::word(of.reason.as_str()))
            .into(),
    );
    items
}

/// From the file to the indices.
fn header(record: &Record, folder: &Path, context: &Context) -> Vec<Item<'static>> {
    let header = &record.document;
    let issuer = header.issuer.as_ref();
    let number = header.number.as_ref();
    let level = issuer.and_then(|issuer| issuer.level);
    let year = header.year.as_ref();
    let year = year.and_then(|year| usize::try_from(year.value).ok());
    let source = source::link(folder, &record.source.path);
    vec![
        Item::from(own(Some(&record.source.path))).to(source),
        own(number.map(|number| number.fact.value.as_str())).into(),
        rows::issued(record, context.lang).into(),
        own(issuer.map(|issuer| issuer.fact.value.as_str())).into(),
        level
            .map_or(Cell::Empty, |level| rows::word(level.as_str()))
            .into(),
        own(issuer.and_then(|issuer| issuer.unit.as_deref())).into(),
        own(issuer.and_then(|issuer| issuer.province.as_deref())).into(),
        rows::number(year).into(),
        own(header.title.as_ref().map(|title| title.value.as_str())).into(),
        own(Some(&record.indices.join("; "))).into(),
    ]
}

/// From the signer to the number of notes.
fn signature(record: &Record) -> [Item<'static>; 3] {
    let signer = record.document.signer.as_ref();
    [
        own(signer.map(|signer| signer.fact.value.as_str())),
        own(signer.and_then(|signer| signer.position.as_deref())),
        Cell::Number(record.notes.len()),
    ]
    .map(Item::from)
}

fn own(text: Option<&str>) -> Cell<'static> {
    rows::owned(text)
}
