//! One plan in every format gives one record: what the reader of a format loses, no later stage finds again.
//!
//! `corpus/formats` has plans of the corpus as PLAN.PROGRAM.FORMAT. `KEHOACH_FORMATS` names another folder of such
//! files; the figures are printed with `cargo test --release --test suite formats -- --nocapture`.

use crate::parity;
use crate::plan;

use kehoach::eval::score::{Document, Verdict, score};
use kehoach::eval::{Gold, gold};
use kehoach::ingest::{Origin, ReadOptions, Source};
use kehoach::link::record::Record;
use parity::Tally;
use plan::RULES;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::thread;

/// The least F1 of each field between the record of a plan and those of its files in a format.
const LEAST: &[(&str, f64)] = &[
    ("doc", 0.99),
    ("docx", 0.99),
    ("html", 0.99),
    ("mhtml", 0.99),
    ("odt", 0.99),
    ("pdf", 0.97),
    ("rtf", 0.97),
    ("xlsx", 0.97),
];

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn source(path: &Path) -> Source {
    Source {
        path: path.to_string_lossy().into_owned(),
        origin: Origin::File(path.to_path_buf()),
    }
}

fn record(path: &Path) -> Record {
    let record = kehoach::read_with(&source(path), &ReadOptions::ALONE, &RULES);
    record.unwrap_or_else(|failure| panic!("{}: {}", failure.path, failure.message))
}

/// A plan in one of its formats.
struct Sample {
    /// The text that it was made from.
    plan: PathBuf,
    file: PathBuf,
    program: String,
    format: String,
}

/// All files of the folder.
fn samples() -> Vec<Sample> {
    let folder = std::env::var_os("KEHOACH_FORMATS");
    let folder = folder.map_or_else(|| corpus().join("formats"), PathBuf::from);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.into_iter().map(sample).collect()
}

fn sample(file: PathBuf) -> Sample {
    let name = file.file_name().unwrap().to_str().unwrap().to_string();
    let parts: Vec<&str> = name.split('.').collect();
    let [stem, program, format] = parts[..] else {
        panic!("expected PLAN.PROGRAM.FORMAT, got {name}");
    };
    let mut plans = ["txt", "md"]
        .iter()
        .map(|end| corpus().join(format!("{stem}.{end}")));
    Sample {
        plan: plans
            .find(|plan| plan.exists())
            .unwrap_or_else(|| panic!("{name}: no plan")),
        program: program.to_string(),
        format: format.to_string(),
        file,
    }
}

type Fields = BTreeMap<&'static str, Tally>;

type Samples = (Vec<(Sample, Record)>, BTreeMap<PathBuf, Record>);

/// All samples as read, and the plans that they were made from.
static READ: LazyLock<Samples> = LazyLock::new(|| {
    let mut samples = samples();
    let middle = samples.len() / 2;
    let rest = samples.split_off(middle);
    let read_all = |samples: Vec<Sample>| -> Vec<(Sample, Record)> {
        let with_record = |sample: Sample| {
            let record = record(&sample.file);
            (sample, record)
        };
        samples.into_iter().map(with_record).collect()
    };
    // Reading takes most of the time of this test: half of it is done beside the other half.
    let mut done = thread::scope(|scope| {
        let rest = scope.spawn(|| read_all(rest));
        let mut done = read_all(samples);
        done.extend(rest.join().unwrap());
        done
    });
    done.sort_by(|a, b| a.0.file.cmp(&b.0.file));
    let plans = done
        .iter()
        .map(|(sample, _)| sample.plan.clone())
        .collect::<BTreeSet<_>>();
    let plans = plans.into_iter().map(|plan| {
        let record = record(&plan);
        (plan, record)
    });
    let plans = plans.collect();
    (done, plans)
});

#[test]
fn one_plan_in_every_format_gives_one_record() {
    let (samples, plans) = &*READ;
    let mut by_format: BTreeMap<String, Fields> = BTreeMap::new();
    let mut by_program: BTreeMap<String, Fields> = BTreeMap::new();
    let mut differences = String::new();
    for (sample, record) in samples {
        let program = format!("{} by {}", sample.format, sample.program);
        for (field, tally) in parity::compare(&plans[&sample.plan], record) {
            differences += &shown(&sample.file, field, &tally);
            for fields in [
                by_format.entry(sample.format.clone()).or_default(),
                by_program.entry(program.clone()).or_default(),
            ] {
                fields.entry(field).or_default().add(&tally);
            }
        }
    }
    print_table(&by_format);
    print_table(&by_program);
    println!("{differences}");
    for (format, least) in LEAST {
        for (field, tally) in &by_format[*format] {
            assert!(
                tally.f1() >= *least,
                "{format}: {field}: F1 {:.3}, expected {least}\n{differences}",
                tally.f1()
            );
        }
    }
}

fn shown(file: &Path, field: &str, tally: &Tally) -> String {
    let name = file.file_name().unwrap().display();
    let missing = tally
        .missing
        .iter()
        .map(|value| format!("{name}: {field}: - {value}\n"));
    let added = tally
        .added
        .iter()
        .map(|value| format!("{name}: {field}: + {value}\n"));
    missing.chain(added).collect()
}

/// A line a group: F1 over all fields, and the lowest field.
fn print_table(groups: &BTreeMap<String, Fields>) {
    for (group, fields) in groups {
        let mut all = Tally::default();
        fields.values().for_each(|tally| all.add(tally));
        let lowest = fields
            .iter()
            .min_by(|a, b| a.1.f1().total_cmp(&b.1.f1()))
            .unwrap();
        println!(
            "| {group} | {} | {:.4} | `{}` {:.4} |",
            all.both + all.missing.len(),
            all.f1(),
            lowest.0,
            lowest.1.f1()
        );
    }
}

/// The gold of a plan holds for its files; it may lose as little as the records may differ.
#[test]
fn one_gold_serves_all_formats() {
    let golds = gold::load(&corpus().join("gold")).unwrap();
    let mut by_format: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let (samples, plans) = &*READ;
    for (sample, record) in samples {
        let name = sample.plan.file_name().unwrap().to_str().unwrap();
        let gold = golds.iter().find(|gold| gold.file == name).unwrap();
        for (format, record) in [
            ("plan", &plans[&sample.plan]),
            (sample.format.as_str(), record),
        ] {
            let [right, all] = by_format.entry(format.to_string()).or_default();
            let (r, a) = against_gold(gold, record);
            *right += r;
            *all += a;
        }
    }
    let f1 = |format: &str| by_format[format][0] as f64 / by_format[format][1] as f64;
    for (format, least) in LEAST {
        println!("| {format} | {:.4} |", f1(format));
        assert!(
            f1(format) >= least * f1("plan"),
            "{format}: F1 against gold {:.3}, as text {:.3}",
            f1(format),
            f1("plan")
        );
    }
}

/// Twice the right values, and all values of record and gold: their ratio is F1.
fn against_gold(gold: &Gold, record: &Record) -> (usize, usize) {
    let text = &record.original;
    let document = Document {
        path: "",
        text,
        record: Some(record),
    };
    let scored = score(&anchored(gold, text), document).unwrap();
    let outcomes = scored.fields.iter().flat_map(|field| &field.outcomes);
    outcomes.fold((0, 0), |(right, all), outcome| match outcome.verdict {
        Verdict::Right => (right + 2, all + 2),
        _ => (right, all + 1),
    })
}

/// The gold with the anchors of its tasks as this text has them: the same letters, with other line ends and marks.
fn anchored(gold: &Gold, text: &str) -> Gold {
    let letters = Letters::of(text);
    let mut gold = gold.clone();
    for task in &mut gold.tasks {
        task.anchor = letters.quote(&task.anchor);
    }
    for stretch in &mut gold.unscored {
        stretch.from = letters.quote(&stretch.from);
        stretch.to = letters.quote(&stretch.to);
    }
    gold
}

/// The letters of a text, and which bytes of the text each byte of them is from.
struct Letters<'t> {
    text: &'t str,
    letters: String,
    places: Vec<std::ops::Range<usize>>,
}

impl<'t> Letters<'t> {
    fn of(text: &'t str) -> Self {
        let (mut letters, mut places) = (String::new(), Vec::new());
        for (at, c) in text.char_indices() {
            letters += &parity::letters(c.encode_utf8(&mut [0; 4]));
            places.resize(letters.len(), at..at + c.len_utf8());
        }
        Letters {
            text,
            letters,
            places,
        }
    }

    /// The stretch of the text that has the letters of an anchor.
    fn quote(&self, anchor: &str) -> String {
        let wanted = parity::letters(anchor);
        let start = self.letters.find(&wanted);
        let start =
            start.unwrap_or_else(|| panic!("`{anchor}` is not in the text:\n{}", self.text));
        let (first, last) = (&self.places[start], &self.places[start + wanted.len() - 1]);
        self.text[first.start..last.end].to_string()
    }
}

/// Web pages saved by Word, and the same documents as text, in the shared folder where there is one.
#[test]
fn word_pages_say_what_their_text_says() {
    let shared = std::env::var_os("KEHOACH_SHARED");
    let shared = shared.map_or_else(|| corpus().join("../../shared"), PathBuf::from);
    let Ok(files) = fs::read_dir(shared.join("wild")) else {
        println!("skipped: {} has no folder wild", shared.display());
        return;
    };
    let pages = files.map(|entry| entry.unwrap().path());
    for page in pages.filter(|path| path.extension().is_some_and(|end| end == "htm")) {
        let text = page.with_extension("txt");
        let fields = parity::compare(&record(&text), &record(&page));
        let differences: String = fields
            .iter()
            .map(|(field, tally)| shown(&page, field, tally))
            .collect();
        assert_eq!(differences, "");
    }
}
