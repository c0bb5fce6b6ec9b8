//! Links from the workbook to the files that were read.

use std::path::{Component, Path, PathBuf};

/// What leads from the folder of the workbook to a file that was read; nothing where the source is no file of its own
/// (standard input, a member of an archive).
pub fn link(folder: &Path, source: &str) -> Option<String> {
    let path = Path::new(source);
    if !path.is_file() {
        return None;
    }
    let from = std::path::absolute(folder).ok()?;
    let to = std::path::absolute(path).ok()?;
    let relative = relative(&plain(&from), &plain(&to))?;
    let parts = relative
        .components()
        .map(|part| escape(&part.as_os_str().to_string_lossy()));
    let link = parts.collect::<Vec<_>>().join("/");
    // The writer of the workbook takes a link for encoded only by one of these, and would encode it twice.
    let seen = [
        "%20", "%25", "%22", "%60", "%3C", "%3E", "%5B", "%5D", "%5E", "%7B", "%7D",
    ];
    let twice = link.contains('%') && !seen.iter().any(|code| link.contains(code));
    (!twice).then(|| format!("file:///{link}"))
}

/// A path without `.` and, as far as that can be told without asking the disk, without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// The way from a folder to a file; none where they are on different drives.
fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let shared = from.components().zip(to.components());
    let shared = shared.take_while(|(from, to)| from == to).count();
    if shared == 0 {
        return None;
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(to.components().skip(shared)).collect())
}

/// Percent-encodes what may not stand in a link (RFC 3986, 2); Vietnamese letters may, as in every IRI.
fn escape(part: &str) -> String {
    let mut out = String::new();
    for c in part.chars() {
        if " %#\"<>[]^`{}".contains(c) {
            out.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_from_the_workbook_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let plans = folder.path().join("kế hoạch");
        std::fs::create_dir(&plans).unwrap();
        let file = plans.join("số 1 #2 50%.txt");
        std::fs::write(&file, "x").unwrap();
        let output = folder.path().join("out/./sub/..");
        assert_eq!(
            link(&output, file.to_str().unwrap()).unwrap(),
            "file:///../kế%20hoạch/số%201%20%232%2050%25.txt"
        );
        assert_eq!(link(&output, "-"), None);
        assert_eq!(link(&output, "a.zip!b.txt"), None);
    }
}
