//! Golden runs: the plans of `corpus/`, and of the shared folder where there is one, against their gold.
//!
//! `KEHOACH_SHARED` names the shared folder where it is not beside the project (a worktree elsewhere).
//! `KEHOACH_SCORES=1` prints every field, `KEHOACH_ERRORS=tasks` what is missed and wrong in one.

use kehoach::eval::report::FieldScore;
use kehoach::eval::score::{Document, score};
use kehoach::eval::{Report, gold};
use kehoach::ingest::{Origin, Source};
use kehoach::rules::Rules;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The least F1 of each field over `corpus/`, the shared plans and the wild ones. A floor may only rise: one that
/// has to fall hides a step back.
#[rustfmt::skip]
const FLOORS: &[(&str, f64, f64, f64)] = &[
    ("document.kind",             1.000, 1.000, 1.000),
    ("document.number",           1.000, 1.000, 1.000),
    ("document.date",             1.000, 1.000, 1.000),
    ("document.place",            1.000, 1.000, 1.000),
    ("document.title",            1.000, 1.000, 1.000),
    ("document.year",             1.000, 1.000, 1.000),
    ("document.issuer",           1.000, 1.000, 1.000),
    ("document.issuer.level",     1.000, 1.000, 1.000),
    ("document.issuer.unit",      1.000, 1.000, 1.000),
    ("document.issuer.province",  1.000, 1.000, 1.000),
    ("document.signer",           1.000, 1.000, 1.000),
    ("document.signer.position",  1.000, 1.000, 1.000),
    ("document.signer.authority", 0.965, 1.000, 1.000),
    ("indices",                   1.000, 1.000, 1.000),
    ("dimensions",                0.990, 0.980, 1.000),
    ("dimensions.treatment",      0.975, 0.980, 1.000),
    ("citations",                 0.980, 1.000, 1.000),
    ("citations.date",            0.980, 1.000, 1.000),
    ("recipients",                1.000, 1.000, 0.965),
    ("tasks",                     0.985, 1.000, 0.990),
    ("tasks.dimensions",          0.980, 0.970, 1.000),
    ("tasks.agencies",            0.930, 0.970, 0.980),
    ("tasks.agencies.role",       0.925, 0.960, 0.980),
    ("tasks.deadlines",           0.960, 0.990, 0.950),
    ("agencies",                  0.930, 0.945, 0.970),
];

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

#[test]
fn corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    hold("corpus", &corpus, &corpus.join("gold"), |floor| floor.1);
}

#[test]
fn shared_corpus() {
    if let Some(shared) = shared() {
        hold(
            "shared/corpus",
            &shared.join("corpus"),
            &shared.join("gold"),
            |floor| floor.2,
        );
    }
}

#[test]
fn shared_wild() {
    if let Some(shared) = shared() {
        hold(
            "shared/wild",
            &shared.join("wild"),
            &shared.join("wild-gold"),
            |floor| floor.3,
        );
    }
}

/// The folder of evaluation documents, which a clone of the project alone does not have.
fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = env::var_os("KEHOACH_SHARED").map_or_else(beside, PathBuf::from);
    let there = folder.join("gold").is_dir();
    #[allow(clippy::explicit_write)]
    if !there {
        // Not `eprintln!`, which the test runner swallows when all is well.
        let said = "SKIPPED: no shared documents beside the project, so their golden runs did not take place";
        writeln!(std::io::stderr(), "{said}").unwrap();
    }
    there.then_some(folder)
}

/// Asserts that no field falls below its floor.
fn hold(name: &str, documents: &Path, gold: &Path, floor: fn(&(&str, f64, f64, f64)) -> f64) {
    let report = run(documents, gold);
    show(name, &report);
    let known: Vec<&str> = FLOORS.iter().map(|row| row.0).collect();
    let mut broken = Vec::new();
    for score in &report.fields {
        let field = score.field.as_str();
        assert!(
            known.contains(&field),
            "`{field}` has no row in FLOORS; add one"
        );
        let row = FLOORS.iter().find(|row| row.0 == field).unwrap();
        if score.f1 < floor(row) {
            broken.push(complaint(score, &report, floor(row)));
        }
    }
    assert!(
        broken.is_empty(),
        "{name} falls below its floors:\n{}",
        broken.join("\n")
    );
}

fn complaint(score: &FieldScore, report: &Report, floor: f64) -> String {
    let (field, f1) = (&score.field, score.f1);
    let errors = errors(report, field).join("\n    ");
    format!("{field}: F1 {f1:.3}, expected {floor:.3} or more\n    {errors}")
}

fn errors(report: &Report, field: &str) -> Vec<String> {
    let of_field = report.errors.iter().filter(|error| error.field == field);
    of_field.map(|error| format!("{error:?}")).collect()
}

fn show(name: &str, report: &Report) {
    for score in &report.fields {
        let field = &score.field;
        if env::var_os("KEHOACH_SCORES").is_some() {
            let (f1, gold, found) = (score.f1, score.gold, score.predicted);
            println!("{name:14} {field:26} {f1:.3} {gold:5} {found:5}");
        }
        if env::var("KEHOACH_ERRORS").is_ok_and(|wanted| wanted == *field) {
            println!(
                "{name} {field}\n    {}",
                errors(report, field).join("\n    ")
            );
        }
    }
}

/// Reads every document that has gold and scores it.
fn run(documents: &Path, folder: &Path) -> Report {
    let mut scored = Vec::new();
    for gold in gold::load(folder).unwrap() {
        let path = documents.join(&gold.file);
        let text = fs::read_to_string(&path).unwrap();
        let source = Source {
            path: path.to_string_lossy().into_owned(),
            origin: Origin::File(path.clone()),
        };
        let record = kehoach::read(&source, &RULES).ok();
        let document = Document {
            path: &source.path,
            text: &text,
            record: record.as_ref(),
        };
        scored.push(score(&gold, document).unwrap());
    }
    Report::new(&scored, &[], None)
}
