//! The shape of documents: each file of `cases/outline` holds a title line, a text, `---` and the tree of that text.
//!
//! `KEHOACH_BLESS=1` writes the trees that the program builds into the files. Read what it wrote: a tree must be
//! right, not just what the program gives. A title with `# known-bug: …` marks a right tree that the program does
//! not build yet; such a case is never rewritten, and fails when the program gets it right and the mark can go.

use crate::plan;

use kehoach::outline::render::render;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const END_OF_TEXT: &str = "\n---\n";

struct Case {
    path: PathBuf,
    title: String,
    text: String,
    tree: String,
}

impl Case {
    fn read(path: PathBuf) -> Self {
        let file = fs::read_to_string(&path).unwrap();
        let (title, rest) = file.split_once('\n').unwrap();
        let (text, tree) = rest
            .rsplit_once(END_OF_TEXT)
            .unwrap_or_else(|| panic!("{}: expected a line `---`", path.display()));
        Self {
            title: title.to_string(),
            text: text.to_string(),
            tree: tree.to_string(),
            path,
        }
    }

    fn bless(&self, tree: &str) {
        let (title, text) = (&self.title, &self.text);
        fs::write(&self.path, format!("{title}\n{text}{END_OF_TEXT}{tree}")).unwrap();
    }

    fn has_known_bug(&self) -> bool {
        self.title.contains("# known-bug:")
    }

    /// What is wrong with the case, if anything.
    fn complaint(&self, tree: &str) -> Option<String> {
        let (name, title) = (self.path.file_name()?.display(), &self.title);
        match (tree == self.tree, self.has_known_bug()) {
            (true, false) | (false, true) => None,
            (true, true) => Some(format!(
                "{name}: the bug is gone; take the mark away: {title}"
            )),
            (false, false) => Some(format!("{name}: {title}\n{}", diff(&self.tree, tree))),
        }
    }
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/outline");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(Case::read).collect()
}

/// The lines of both texts, `-` before what only the expected has and `+` before what only the other has.
fn diff(expected: &str, got: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), got.lines().collect());
    // common[i][j]: how many lines `a` from `i` and `b` from `j` share.
    let mut common = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < a.len() || j < b.len() {
        let (mark, line) = if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
            (' ', a[i - 1])
        } else if j == b.len() || i < a.len() && common[i + 1][j] >= common[i][j + 1] {
            i += 1;
            ('-', a[i - 1])
        } else {
            j += 1;
            ('+', b[j - 1])
        };
        out += &format!("    {mark} {line}\n");
    }
    out
}

#[test]
fn trees_are_as_expected() {
    let bless = env::var_os("KEHOACH_BLESS").is_some();
    let mut complaints = Vec::new();
    for case in cases() {
        let tree = render(&plan::outline_of(&case.text));
        if bless && !case.has_known_bug() {
            case.bless(&tree);
        } else {
            complaints.extend(case.complaint(&tree));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn there_are_many_cases() {
    let cases = cases();
    assert!(cases.len() >= 20, "{}", cases.len());
    assert!(cases.iter().all(|case| !case.title.trim().is_empty()));
}

#[test]
fn shows_differences() {
    assert_eq!(
        diff("a\nb\nc", "a\nx\nc"),
        "      a\n    - b\n    + x\n      c\n"
    );
}
