//! Two reports: which scores moved, which errors are gone and which are new.

use super::report::{ErrorEntry, Report};

/// What moved between an earlier report and this one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// Fields whose F1 differs: name, before, now. A field that only one of them has is none of these.
    pub moved: Vec<(String, f64, f64)>,
    /// Errors of the earlier report that this one has no more.
    pub gone: Vec<ErrorEntry>,
    /// Errors of this report that the earlier one had not.
    pub new: Vec<ErrorEntry>,
}

/// Less than this is no movement: reports are compared in the digits that are shown.
const LEAST: f64 = 0.0005;

/// Compares this report with an earlier one.
pub fn change(before: &Report, now: &Report) -> Change {
    let moved = now.fields.iter().filter_map(|score| {
        let earlier = before.field(&score.field)?.f1;
        let differs = (score.f1 - earlier).abs() >= LEAST;
        differs.then(|| (score.field.clone(), earlier, score.f1))
    });
    Change {
        moved: moved.collect(),
        gone: without(&before.errors, &now.errors),
        new: without(&now.errors, &before.errors),
    }
}

/// The entries of `these` that `others` lack; of several equal ones as many as are lacking.
fn without(these: &[ErrorEntry], others: &[ErrorEntry]) -> Vec<ErrorEntry> {
    let mut left: Vec<&ErrorEntry> = others.iter().collect();
    let mut lacking = Vec::new();
    for entry in these {
        match left.iter().position(|other| *other == entry) {
            Some(at) => drop(left.swap_remove(at)),
            None => lacking.push(entry.clone()),
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::report::FieldScore;

    fn report(f1: f64, values: &[&str]) -> Report {
        let error = |value: &&str| ErrorEntry {
            document: "a.txt".to_string(),
            field: "tasks.deadlines".to_string(),
            line: Some(3),
            verdict: "wrong".to_string(),
            value: (*value).to_string(),
            words: String::new(),
        };
        let field = FieldScore {
            field: "tasks.deadlines".to_string(),
            right: 1,
            predicted: 1,
            gold: 1,
            precision: f1,
            recall: f1,
            f1,
            intervals: None,
        };
        Report {
            fields: vec![field],
            errors: values.iter().map(error).collect(),
            ..Report::default()
        }
    }

    #[test]
    fn tells_what_is_gone_what_is_new_and_what_moved() {
        let change = change(&report(0.9, &["a", "b", "b"]), &report(0.95, &["b", "c"]));
        assert_eq!(change.moved, [("tasks.deadlines".to_string(), 0.9, 0.95)]);
        let values =
            |errors: &[ErrorEntry]| errors.iter().map(|e| e.value.clone()).collect::<Vec<_>>();
        assert_eq!(
            (values(&change.gone), values(&change.new)),
            (vec!["a".into(), "b".into()], vec!["c".to_string()])
        );
    }

    #[test]
    fn a_report_against_itself_has_not_moved() {
        let same = report(0.9, &["a", "a"]);
        assert_eq!(change(&same, &same), Change::default());
    }
}
