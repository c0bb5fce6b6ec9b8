//! Rules, read once, and what is read with them.

use crate::columns::{Chunk, PyChunk, type_name};
use crate::errors::{failed, raised};
use crate::written::{Tables, Writing, checked};
use kehoach::audit::Accepted;
use kehoach::error::{Error, Failure};
use kehoach::export::{Column, Context, TABLES};
use kehoach::ingest::{self, Ocr, Origin, ReadOptions, Source};
use kehoach::rules::Rules;
use kehoach::run::part::{Part, of_one};
use kehoach::value::confidence::Confidence;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Documents that each thread reads between two looks at Ctrl-C.
const DOCUMENTS_PER_THREAD: usize = 16;

/// Reads documents; holds the rules.
#[pyclass(frozen, module = "kehoach._kehoach")]
pub struct Reader {
    pub rules: Rules,
    pub context: Context,
    reading: ReadOptions,
}

/// A column for Python: name, type, whether no cell is empty, what it means.
type PyColumn = (String, &'static str, bool, String);

/// What one document brings: name, summary, coverage.
type PyPart = (String, Option<String>, Option<String>);

/// Rows of a table, and at which of them those of each document end.
type PyRows<'py> = (Vec<usize>, PyChunk<'py>);

#[pymethods]
impl Reader {
    #[new]
    fn new(
        py: Python<'_>,
        rules: Option<PathBuf>,
        index: &str,
        review_below: f64,
        ocr: &str,
        timeout: f64,
        converters: bool,
    ) -> PyResult<Self> {
        let usage = |message: &str| raised(py, None, "usage", message);
        let ocr: Ocr = ocr
            .parse()
            .map_err(|e: String| usage(&format!("ocr: {e}")))?;
        let timeout = Duration::try_from_secs_f64(timeout)
            .ok()
            .filter(|timeout| !timeout.is_zero())
            .ok_or_else(|| usage("timeout: expected seconds above 0"))?;
        if !(0.0..=1.0).contains(&review_below) {
            return Err(usage("review_below: expected a share from 0 to 1"));
        }
        let rules = py.detach(|| Rules::of(rules.as_deref()));
        let rules = checked(py, rules)?;
        let mut context = checked(py, Context::new(&rules, index))?;
        context.review_below = Confidence::of(review_below);
        Ok(Self {
            rules,
            context,
            reading: ReadOptions {
                ocr,
                timeout,
                converters,
                ..ReadOptions::default()
            },
        })
    }

    /// Hash of the rules.
    #[getter]
    fn rules_hash(&self) -> &str {
        self.rules.hash()
    }

    /// All tables: name, columns, and whether a document has rows of it by itself.
    #[getter]
    fn tables(&self) -> Vec<(&'static str, Vec<PyColumn>, bool)> {
        let column = |column: Column| {
            let kind = type_name(column.kind);
            (column.name, kind, column.required, column.about.en)
        };
        let tables = TABLES.iter().map(|table| {
            let columns = (table.columns)(&self.context).into_iter();
            (table.name, columns.map(column).collect(), of_one(table))
        });
        tables.collect()
    }

    /// The record of a file, as JSON.
    fn file(&self, py: Python<'_>, path: PathBuf, name: Option<String>) -> PyResult<String> {
        let shown = name.unwrap_or_else(|| shown(&path));
        self.record(py, source(shown, Origin::File(path)))
    }

    /// The record of a content, as JSON.
    fn content(&self, py: Python<'_>, content: &[u8], name: String) -> PyResult<String> {
        self.record(py, source(name, Origin::Memory(content.into())))
    }

    /// The tables of everything that paths and contents give.
    fn many(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        contents: Vec<(String, Bound<'_, PyBytes>)>,
        jobs: Option<usize>,
        accepted: Option<PathBuf>,
        progress: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Tables> {
        let pool = threads(py, jobs)?;
        let accepted = accepted.map_or_else(|| Ok(Accepted::default()), |path| read(&path));
        let accepted = checked(py, accepted)?;
        let paths: Vec<String> = paths
            .iter()
            .map(|path| path.to_string_lossy().into())
            .collect();
        let (mut sources, missing) = py.detach(|| ingest::walk(&paths));
        sources.extend(memory(contents));
        let mut writing = Writing::new(&self.context, accepted);
        for failure in &missing {
            checked(py, writing.failure(failure))?;
        }
        let mut done = 0;
        for some in sources.chunks(pool.current_num_threads() * DOCUMENTS_PER_THREAD) {
            py.check_signals()?;
            let parts = py.detach(|| self.parts(&pool, some));
            let taken = py.detach(|| parts.into_iter().try_for_each(|part| writing.part(part)));
            checked(py, taken)?;
            done += some.len();
            if let Some(progress) = &progress {
                progress.call1((done, sources.len()))?;
            }
        }
        let tables = py.detach(|| writing.finish(&self.rules));
        checked(py, tables).map(Tables::of)
    }

    /// What each document brings by itself: its parts, and of each table of [`of_one`] the rows of all and at which row
    /// those of each document end.
    fn apart<'py>(
        &self,
        py: Python<'py>,
        contents: Vec<(String, Bound<'py, PyBytes>)>,
        jobs: Option<usize>,
    ) -> PyResult<(Vec<PyPart>, Vec<PyRows<'py>>)> {
        let pool = threads(py, jobs)?;
        let sources = memory(contents);
        let (brought, tables) = py.detach(|| {
            let parts = self.parts(&pool, &sources);
            let brought: Vec<PyPart> = pool.install(|| {
                let parts = parts.par_iter();
                let brought = parts.map(|p| (p.document.clone(), p.summary(), p.coverage()));
                brought.collect()
            });
            (brought, self.rows(&parts))
        });
        let tables = tables.into_iter();
        let tables: PyResult<Vec<_>> = tables
            .map(|(ends, chunk)| Ok((ends, chunk.into_python(py)?)))
            .collect();
        Ok((brought, tables?))
    }
}

impl Reader {
    fn record(&self, py: Python<'_>, source: Source) -> PyResult<String> {
        let part = py.detach(|| {
            let part = Part::read(&source, &self.reading, &self.rules);
            part.read.map(|read| serde_json::to_string(&read.record))
        });
        let json = part.map_err(|failure: Failure| failed(py, &failure))?;
        json.map_err(|error| raised(py, None, "internal", &error.to_string()))
    }

    fn parts(&self, pool: &ThreadPool, sources: &[Source]) -> Vec<Part> {
        pool.install(|| {
            let sources = sources.par_iter();
            let parts = sources.map(|source| Part::read(source, &self.reading, &self.rules));
            parts.collect()
        })
    }

    fn rows(&self, parts: &[Part]) -> Vec<(Vec<usize>, Chunk)> {
        let tables = TABLES.iter().filter(|table| of_one(table));
        let rows = tables.map(|table| {
            let mut chunk = Chunk::of(&(table.columns)(&self.context));
            let ends = parts.iter().map(|part| {
                let rows = part.rows(table, &self.context);
                rows.iter().for_each(|row| chunk.push(row));
                chunk.rows()
            });
            (ends.collect(), chunk)
        });
        rows.collect()
    }
}

fn source(path: String, origin: Origin) -> Source {
    Source { path, origin }
}

fn memory(contents: Vec<(String, Bound<'_, PyBytes>)>) -> Vec<Source> {
    let contents = contents.into_iter();
    contents
        .map(|(name, bytes)| source(name, Origin::Memory(bytes.as_bytes().into())))
        .collect()
}

/// A path as tables show it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn read(accepted: &Path) -> Result<Accepted, Error> {
    if accepted.exists() {
        return Accepted::read(accepted);
    }
    let message = format!(
        "accepted: {} does not exist; check the path",
        accepted.display()
    );
    Err(Error::Usage(message))
}

fn threads(py: Python<'_>, jobs: Option<usize>) -> PyResult<ThreadPool> {
    if jobs == Some(0) {
        return Err(raised(
            py,
            None,
            "usage",
            "jobs: expected 1 or more, or None for one a core",
        ));
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0));
    let pool = pool.build();
    pool.map_err(|error| raised(py, None, "usage", &format!("jobs: {error}")))
}
