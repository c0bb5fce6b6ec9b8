//! `records.jsonl` read again: the way from a dataset back to its records.

use super::folder::settle;
use super::json::LINES;
use crate::error::Error;
use crate::link::record::Record;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Gives each record of a dataset to `take`, in order, one at a time. `path` is an output folder or its records.jsonl.
///
/// # Errors
/// `Error::Usage` with file, line and remedy where the file cannot be read or a line is no record of this version; and
/// whatever `take` returns.
pub fn each_record(
    path: &Path,
    mut take: impl FnMut(Record) -> Result<(), Error>,
) -> Result<(), Error> {
    let (file, open) = open(path)?;
    let wrong = |line: usize, reason: &dyn std::fmt::Display| {
        Error::Usage(format!("{}:{line}: {reason}", file.display()))
    };
    for (at, line) in BufReader::new(open).lines().enumerate() {
        let line = line.map_err(|error| wrong(at + 1, &error))?;
        if line.trim().is_empty() {
            continue;
        }
        let record = serde_json::from_str(&line).map_err(|error| {
            wrong(
                at + 1,
                &format!("no record of this version ({error}); run `kehoach extract` again"),
            )
        })?;
        take(record)?;
    }
    Ok(())
}

/// Whether a dataset has records to read; the error says what is missing.
pub fn has_records(path: &Path) -> Result<(), Error> {
    open(path).map(drop)
}

/// The records of a dataset, after a commit that was cut short has been brought to its end.
fn open(path: &Path) -> Result<(PathBuf, File), Error> {
    let file = records_file(path);
    if let Some(folder) = file.parent() {
        settle(folder)?;
    }
    match File::open(&file) {
        Ok(open) => Ok((file, open)),
        Err(error) => Err(Error::Usage(format!(
            "{}: cannot be read: {error}; expected the output folder of `kehoach extract` with the format jsonl",
            file.display()
        ))),
    }
}

fn records_file(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join(LINES)
    } else {
        path.to_path_buf()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{commit, sample};

    #[test]
    fn gives_back_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let context = sample::context();
        let mut sink = super::super::json::open_lines(folder.path(), &context).unwrap();
        sink.record(&sample::record(), &context).unwrap();
        sink.record(&sample::record(), &context).unwrap();
        commit(sink.finish().unwrap()).unwrap();
        let mut records = Vec::new();
        each_record(folder.path(), |record| {
            records.push(record);
            Ok(())
        })
        .unwrap();
        assert_eq!(records, [sample::record(), sample::record()]);
    }

    #[test]
    fn says_where_a_line_is_no_record() {
        let folder = tempfile::tempdir().unwrap();
        let none = each_record(folder.path(), |_| Ok(())).unwrap_err();
        assert!(none.to_string().contains("kehoach extract"));
        std::fs::write(folder.path().join(LINES), "\n{}\n").unwrap();
        let error = each_record(folder.path(), |_| Ok(()))
            .unwrap_err()
            .to_string();
        assert!(error.contains("records.jsonl:2: no record"), "{error}");
    }
}
