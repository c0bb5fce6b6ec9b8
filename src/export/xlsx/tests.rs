//! The workbook over one record; what it looks like inside is checked in `tests/workbook.rs`.

use super::*;
use crate::export::sample;

#[test]
fn rows_without_room_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let context = sample::context();
    let mut dataset = Dataset::new(folder.path(), &context).unwrap();
    dataset.tasks.hold_at_most(2);
    for number in 0..3 {
        let mut record = sample::record();
        record.source.path = format!("{number}.txt");
        dataset.record(&record, &context).unwrap();
        dataset.coverage(&sample::coverage()).unwrap();
    }
    assert_eq!((dataset.tasks.rows(), dataset.tasks.left_out), (2, 1));
    assert_eq!(dataset.tasks.next_row(), None);
    // The third plan's agency leads to no task, since that has no row.
    assert_eq!(dataset.known["2.txt"].first_task, None);
    assert!(!dataset.finish().unwrap().is_empty());
}

#[test]
fn a_text_that_no_cell_can_hold_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let context = sample::context();
    let mut dataset = Dataset::new(folder.path(), &context).unwrap();
    let mut record = sample::record();
    record.tasks[0].text = "Ủy ban nhân dân ".repeat(4_000);
    record.tasks[0].deadlines[0].text = "\u{1}\u{b}=1+1".to_string();
    dataset.record(&record, &context).unwrap();
    dataset.findings(&[sample::finding()]).unwrap();
    assert!(!dataset.finish().unwrap().is_empty());
}
