//! The list of inputs, most of it kept aside: a run over a hundred thousand files holds few of their names.

use crate::error::Error;
use crate::ingest::{Origin, Source};
use crate::spill::{Aside, Spool};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The inputs of a run, in order.
#[derive(Debug)]
pub struct Inputs {
    aside: Aside,
    list: Spool<Listed>,
    /// Those that a name does not tell: documents in archives, and files whose name is no Unicode.
    others: Vec<Source>,
    count: usize,
    next: u64,
}

/// One input as it is kept aside.
#[derive(Debug, Serialize, Deserialize)]
enum Listed {
    /// A file that is shown by the path that opens it.
    Plain(String),
    /// A file that is shown by another.
    Shown { path: String, file: String },
    /// One of the others.
    Other(usize),
}

impl Inputs {
    /// Keeps these inputs.
    pub fn new(sources: Vec<Source>, aside: &Aside) -> Result<Self, Error> {
        let mut inputs = Self {
            aside: aside.clone(),
            list: Spool::new(aside),
            others: Vec::new(),
            count: sources.len(),
            next: 0,
        };
        for source in sources {
            let listed = inputs.listed(source);
            let pushed = inputs.list.push(&listed);
            pushed.map_err(|source| aside.error(source))?;
        }
        Ok(inputs)
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.count
    }

    fn listed(&mut self, source: Source) -> Listed {
        if let Origin::File(file) = &source.origin
            && let Some(file) = file.to_str()
        {
            if file == source.path {
                return Listed::Plain(source.path);
            }
            let file = file.to_owned();
            let path = source.path;
            return Listed::Shown { path, file };
        }
        self.others.push(source);
        Listed::Other(self.others.len() - 1)
    }

    fn source(&self, listed: Listed) -> Option<Source> {
        let (path, file) = match listed {
            Listed::Plain(path) => (path.clone(), path),
            Listed::Shown { path, file } => (path, file),
            Listed::Other(at) => return self.others.get(at).cloned(),
        };
        let origin = Origin::File(PathBuf::from(file));
        Some(Source { path, origin })
    }
}

impl Iterator for Inputs {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.list.next(self.next);
        match read.map_err(|source| self.aside.error(source)) {
            Ok(Some((listed, next))) => {
                self.next = next;
                self.source(listed).map(Ok)
            }
            Ok(None) => None,
            Err(error) => {
                // Behind what cannot be read stands nothing that can.
                self.next = u64::MAX;
                Some(Err(error))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn inputs_come_back_as_they_were_in_order() {
        let source = |path: &str, origin| Source {
            path: path.to_string(),
            origin,
        };
        let sources = vec![
            source("a/b.txt", Origin::File("a/b.txt".into())),
            source("a/b (2).txt", Origin::File("./a/b.txt".into())),
            source("-", Origin::Stdin),
            source("x", Origin::Memory(Arc::from(*b"x"))),
        ];
        let aside = Aside::new(&std::env::temp_dir(), 10);
        let inputs = Inputs::new(sources.clone(), &aside).unwrap();
        assert_eq!(inputs.total(), 4);
        let back: Result<Vec<Source>, Error> = inputs.collect();
        assert_eq!(back.unwrap(), sources);
    }
}
