//! Arguments → Sources: files, folders, globs and standard input, in an order that does not change.

#[cfg(feature = "office")]
use super::archive;
use super::format::{extensions, has_reader};
#[cfg(feature = "office")]
use super::limits;
use super::read::failure;
use super::{Origin, Source};
use crate::error::Failure;
use globset::{GlobBuilder, GlobMatcher};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The folder that a run works in, in its output folder. A folder that has it holds what this program wrote.
pub const WORK: &str = ".kehoach";

/// Finds the inputs named by `inputs` (files, folders, globs, `-`), in a stable order:
/// that of the arguments, and within one argument that of the bytes of the path.
pub fn walk(inputs: &[String]) -> (Vec<Source>, Vec<Failure>) {
    found(inputs, Found::default())
}

/// The same without what lies in `output`, a folder that the program itself writes into; unless that is what somebody
/// named, or holds it.
pub fn walk_outside(output: &Path, inputs: &[String]) -> (Vec<Source>, Vec<Failure>) {
    let found_outside = Found {
        output: output.canonicalize().ok(),
        ..Found::default()
    };
    found(inputs, found_outside)
}

/// The files that [`walk_outside`] would open, archives as one file.
pub fn files_outside(output: &Path, inputs: &[String]) -> Vec<PathBuf> {
    let whole_archives = Found {
        output: output.canonicalize().ok(),
        whole_archives: true,
        ..Found::default()
    };
    let (sources, _) = found(inputs, whole_archives);
    let file = |source: Source| match source.origin {
        Origin::File(path) => Some(path),
        _ => None,
    };
    sources.into_iter().filter_map(file).collect()
}

fn found(inputs: &[String], mut found: Found) -> (Vec<Source>, Vec<Failure>) {
    for input in inputs {
        let path = Path::new(input);
        if input == "-" {
            found.stdin();
        } else if path.is_dir() {
            found.folder(input, path);
        } else if path.exists() {
            found.named(path);
        } else if input.contains(['*', '?', '[']) {
            found.glob(input);
        } else {
            let message = "no such file or folder; check the path".to_owned();
            found
                .failures
                .push(failure(&shown(path), "not-found", message));
        }
    }
    tell_apart(&mut found.sources);
    (found.sources, found.failures)
}

/// Gives sources of one path different ones, since a document goes by its path: members of an archive may share a name,
/// and names that are no Unicode may look alike. `a.zip!b.txt`, `a.zip!b (2).txt`
fn tell_apart(sources: &mut [Source]) {
    let mut taken: HashSet<String> = HashSet::new();
    for source in sources {
        let first = source.path.clone();
        let name = first.rfind(['/', '!']).map_or(0, |before| before + 1);
        let end = first[name..].rfind('.').map_or(first.len(), |at| name + at);
        let mut number = 2;
        while !taken.insert(source.path.clone()) {
            source.path = format!("{} ({number}){}", &first[..end], &first[end..]);
            number += 1;
        }
    }
}

#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    failures: Vec<Failure>,
    seen: HashSet<PathBuf>,
    /// A folder that is left out where it lies in a folder that is read.
    output: Option<PathBuf>,
    /// Archives are not opened.
    whole_archives: bool,
    /// Bytes of archives that are held in memory until all their members are read.
    #[cfg(feature = "office")]
    held: u64,
}

impl Found {
    fn stdin(&mut self) {
        if self.seen.insert(PathBuf::from("-")) {
            self.sources.push(Source {
                path: "-".to_owned(),
                origin: Origin::Stdin,
            });
        }
    }

    /// A file that someone named: what it is, its content tells when it is read.
    fn named(&mut self, path: &Path) {
        // Two spellings of one path are one document.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if !self.seen.insert(real) || !self.whole_archives && self.archive(path) {
            return;
        }
        self.sources.push(Source {
            path: shown(path),
            origin: Origin::File(path.to_path_buf()),
        });
    }

    /// Takes in the documents of an archive; `false` where the file is none.
    #[cfg(feature = "office")]
    fn archive(&mut self, path: &Path) -> bool {
        let label = shown(path);
        // Only what is called an archive, or nothing that is read, is opened to find out.
        if has_reader(path) && !archive::has_name(path) {
            return false;
        }
        let Some(listed) = archive::list(path, &label) else {
            return false;
        };
        self.held += listed.held;
        if self.held > limits::HELD_IN_RUN {
            let size = limits::HELD_IN_RUN >> 20;
            let what = format!("the packed archives of this run hold over {size} MiB");
            let wrong = limits::too_large(what, "unpack them first");
            self.failures
                .push(failure(&label, wrong.code, wrong.message));
            return true;
        }
        if listed.members.is_empty() && listed.failures.is_empty() {
            let message = format!(
                "the archive holds no file to read; expected {}",
                extensions()
            );
            self.failures.push(failure(&label, "not-found", message));
        }
        for (label, member) in listed.members {
            self.sources.push(Source {
                path: label,
                origin: Origin::Member(member),
            });
        }
        for (label, wrong) in listed.failures {
            self.failures
                .push(failure(&label, wrong.code, wrong.message));
        }
        true
    }

    #[cfg(not(feature = "office"))]
    fn archive(&mut self, _path: &Path) -> bool {
        false
    }

    fn folder(&mut self, input: &str, path: &Path) {
        let mut files = self.files(path);
        files.retain(|file| is_wanted(file));
        if files.is_empty() {
            let message = format!(
                "the folder holds no file to read; expected {}",
                extensions()
            );
            self.failures
                .push(failure(&shown(Path::new(input)), "not-found", message));
        }
        files.iter().for_each(|file| self.named(file));
    }

    fn glob(&mut self, input: &str) {
        let pattern = input.strip_prefix("./").unwrap_or(input);
        let Some(matcher) = matcher(pattern) else {
            let message =
                "the pattern is not valid; expected for example plans/**/*.txt".to_owned();
            self.failures.push(failure(input, "not-found", message));
            return;
        };
        let mut files = self.files(&fixed_part(pattern));
        files.retain(|file| matcher.is_match(shown(file)));
        if files.is_empty() {
            let message =
                "no file matches the pattern; check the folder and the extension".to_owned();
            self.failures.push(failure(input, "not-found", message));
        }
        files.iter().for_each(|file| self.named(file));
    }

    /// The visible files under a folder in byte order, `README.*` left out: it describes a corpus and is no plan.
    fn files(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let walker = ignore::WalkBuilder::new(folder)
            .standard_filters(false)
            .hidden(true)
            .follow_links(false)
            // What a run has written is no input; a folder that somebody names is read, whatever it is.
            .filter_entry(|entry| entry.depth() == 0 || !is_output(entry))
            .build();
        for entry in walker {
            match entry {
                // Folders behind links are not entered, so no loop; files behind links are read.
                Ok(entry) if entry.path().is_file() && !is_readme(entry.path()) => {
                    files.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let message = format!("the folder cannot be read: {error}");
                    self.failures
                        .push(failure(&shown(folder), "unreadable", message));
                }
            }
        }
        if let Some(output) = self.output_in(folder) {
            files.retain(|file| !file.starts_with(&output));
        }
        files.sort_by_cached_key(|file| shown(file).into_bytes());
        files
    }

    /// The output folder as the walk of `folder` spells it, where it lies in there.
    fn output_in(&self, folder: &Path) -> Option<PathBuf> {
        let inside = self.output.as_ref()?;
        let inside = inside.strip_prefix(folder.canonicalize().ok()?).ok()?;
        (inside != Path::new("")).then(|| folder.join(inside))
    }
}

/// Whether a folder that was found is one that a run writes into.
fn is_output(entry: &ignore::DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir()) && entry.path().join(WORK).is_dir()
}

/// Whether a file found in a folder is a document or an archive by its name.
fn is_wanted(path: &Path) -> bool {
    #[cfg(feature = "office")]
    if archive::has_name(path) {
        return true;
    }
    has_reader(path)
}

fn is_readme(path: &Path) -> bool {
    path.file_stem()
        .is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

fn matcher(pattern: &str) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .ok()?;
    Some(glob.compile_matcher())
}

/// The folders of a pattern before the first wildcard.
fn fixed_part(pattern: &str) -> PathBuf {
    let wild = pattern.find(['*', '?', '[']).unwrap_or(pattern.len());
    match pattern[..wild].rfind('/') {
        Some(0) => PathBuf::from("/"),
        Some(slash) => PathBuf::from(&pattern[..slash]),
        None => PathBuf::from("."),
    }
}

/// A path as the output shows it: forward slashes, no leading `./`.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests;
