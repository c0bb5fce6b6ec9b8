//! How fast each stage is, and the whole way of a document, beside the floor: what it costs only to read a text, scan it
//! once and write something. `cargo bench --manifest-path benches/Cargo.toml` prints times and MB/s; `docs/performance.md` has figures and says how to read
//! them.

// A bench that cannot begin has nothing to tell but why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use kehoach::extract::{Facts, extract};
use kehoach::ingest::{Fetched, Origin, RawDocument, ReadOptions, Source, decode, fetch};
use kehoach::link::link;
use kehoach::note::Notes;
use kehoach::outline::{Outline, outline};
use kehoach::repair::repair;
use kehoach::rules::Rules;
use kehoach::text::{Text, text};
use regex_automata::meta;
use regex_automata::util::syntax;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Each sample plan stands so often, with other figures in it.
const COPIES: usize = 8;

/// The documents of all benches, each as the stage before leaves it.
struct Set {
    sources: Vec<Source>,
    raw: Vec<RawDocument>,
    texts: Vec<Text>,
    outlines: Vec<Outline>,
    facts: Vec<Facts>,
    bytes: usize,
    _folder: TempDir,
}

/// Rules that know nothing of lines read before: what a plan costs that has nothing in common with others.
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let rules = Rules::embedded().unwrap();
    rules.memo.hold(0);
    rules
});

/// Rules that do, for the copies of which only figures differ.
static KNOWING: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().unwrap());

static SET: LazyLock<Set> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<Source> = plans()
        .into_iter()
        .enumerate()
        .map(|(at, plan)| {
            let path = folder.path().join(format!("{at:05}.txt"));
            fs::write(&path, plan).unwrap();
            Source {
                path: format!("{at:05}.txt"),
                origin: Origin::File(path),
            }
        })
        .collect();
    let raw: Vec<RawDocument> = sources
        .iter()
        .map(|source| decoded(source, &fetch(source).unwrap()))
        .collect();
    let notes = &mut Notes::default();
    let texts: Vec<Text> = raw
        .iter()
        .map(|raw| repair(text(raw.clone(), notes), &RULES))
        .map(|text| text.scanned(|folded| RULES.scan(folded)))
        .collect();
    let outlines: Vec<Outline> = texts
        .iter()
        .map(|text| outline(text.clone(), &RULES, notes))
        .collect();
    let facts = outlines
        .iter()
        .map(|outline| extract(outline.clone(), &RULES, notes))
        .collect();
    Set {
        bytes: raw.iter().map(|raw| raw.original.len()).sum(),
        sources,
        raw,
        texts,
        outlines,
        facts,
        _folder: folder,
    }
});

/// The sample plans, each several times, the figures moved on by one each time.
fn plans() -> Vec<String> {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let mut files: Vec<PathBuf> = fs::read_dir(corpus)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|ending| ending == "txt" || ending == "md")
    });
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .collect();
    let moved = |text: &String, by: usize| {
        let figure = |c: char| c.to_digit(10).filter(|_| by > 0);
        text.chars()
            .map(|c| {
                figure(c)
                    .and_then(|digit| char::from_digit((digit + by as u32) % 10, 10))
                    .unwrap_or(c)
            })
            .collect()
    };
    (0..COPIES)
        .flat_map(|by| texts.iter().map(move |text| moved(text, by)))
        .collect()
}

fn decoded(source: &Source, fetched: &Fetched) -> RawDocument {
    decode(
        source,
        fetched,
        &ReadOptions::default(),
        &mut Notes::default(),
    )
    .unwrap()
}

/// Runs a stage over all documents.
fn stage<I: Clone + Sync, O>(bencher: Bencher, before: &'static [I], run: impl Fn(I) -> O + Sync) {
    bencher
        .counter(BytesCount::new(SET.bytes))
        .counter(ItemsCount::new(before.len()))
        .with_inputs(|| before.to_vec())
        .bench_values(|inputs| inputs.into_iter().map(&run).map(black_box).count());
}

#[divan::bench]
fn a_decode(bencher: Bencher) {
    stage(bencher, &SET.sources, |source| {
        decoded(&source, &fetch(&source).unwrap())
    });
}

#[divan::bench]
fn b_text(bencher: Bencher) {
    stage(bencher, &SET.raw, |raw| text(raw, &mut Notes::default()));
}

#[divan::bench]
fn c_repair(bencher: Bencher) {
    // Of texts that are repaired already: what most plans cost.
    stage(bencher, &SET.texts, |text| repair(text, &RULES));
}

#[divan::bench]
fn c_scan(bencher: Bencher) {
    stage(bencher, &SET.texts, |text| {
        text.scanned(|folded| RULES.scan(folded))
    });
}

#[divan::bench]
fn d_outline(bencher: Bencher) {
    stage(bencher, &SET.texts, |text| {
        outline(text, &RULES, &mut Notes::default())
    });
}

#[divan::bench]
fn e_extract(bencher: Bencher) {
    stage(bencher, &SET.outlines, |outline| {
        extract(outline, &RULES, &mut Notes::default())
    });
}

#[divan::bench]
fn f_link(bencher: Bencher) {
    stage(bencher, &SET.facts, |facts| {
        link(facts, &RULES, Notes::default())
    });
}

#[divan::bench]
fn g_whole(bencher: Bencher) {
    whole(bencher, &RULES);
}

#[divan::bench]
fn g_whole_of_copies(bencher: Bencher) {
    whole(bencher, &KNOWING);
}

fn whole(bencher: Bencher, rules: &'static Rules) {
    let options = ReadOptions::default();
    stage(bencher, &SET.sources, |source| {
        let record = kehoach::read_fetched(&source, fetch(&source).unwrap(), &options, rules);
        serde_json::to_vec(&record.unwrap()).unwrap()
    });
}

#[divan::bench]
fn h_rules(bencher: Bencher) {
    bencher.bench(|| Rules::embedded().unwrap());
}

/// Read, validate, look for combining marks, fold, index lines, one pass for phrases, one for patterns, and write two
/// kilobytes.
#[divan::bench]
fn floor(bencher: Bencher) {
    let phrases = phrases();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(&phrases)
        .unwrap();
    let patterns = meta::Builder::new()
        .syntax(syntax::Config::new().utf8(false).unicode(false))
        .configure(meta::Config::new().hybrid_cache_capacity(32 << 20))
        .build_many(PATTERNS)
        .unwrap();
    let mut cache = patterns.create_cache();
    let (mut folded, mut lines) = (Vec::new(), Vec::new());
    let mut out = tempfile::tempfile().unwrap();
    bencher
        .counter(BytesCount::new(SET.bytes))
        .counter(ItemsCount::new(SET.sources.len()))
        .bench_local(|| {
            for source in &SET.sources {
                let Origin::File(path) = &source.origin else {
                    continue;
                };
                let bytes = fs::read(path).unwrap();
                let text = std::str::from_utf8(&bytes).unwrap();
                let composed = memchr::memchr2(0xCC, 0xCD, &bytes).is_none();
                folded.clear();
                folded.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
                lines.clear();
                lines.extend(memchr::memchr_iter(b'\n', &folded));
                let names = automaton.find_overlapping_iter(&folded).count();
                let mut input = regex_automata::Input::new(&folded);
                let mut found = 0;
                while let Some(hit) = patterns.search_with(&mut cache, &input) {
                    found += 1;
                    input.set_start(hit.end().max(hit.start() + 1));
                }
                let line = format!(
                    "{composed} {} {names} {found} {:>2000}\n",
                    lines.len(),
                    source.path
                );
                out.write_all(line.as_bytes()).unwrap();
            }
        });
}

/// Names of agencies and the words of the lists, folded in the way of the floor.
fn phrases() -> Vec<String> {
    let rules = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../rules");
    let mut phrases = Vec::new();
    for (file, column) in [("agencies.csv", 0), ("aliases.csv", 0), ("phrases.csv", 1)] {
        let Ok(mut rows) = csv::Reader::from_path(rules.join(file)) else {
            continue;
        };
        phrases.extend(
            rows.records()
                .filter_map(|row| Some(row.ok()?.get(column)?.to_ascii_lowercase())),
        );
    }
    phrases.retain(|phrase| phrase.len() > 4);
    phrases.sort();
    phrases.dedup();
    phrases
}

/// What a scanner for plans looks for at the least; no counted repeat and no Unicode class, which would cost a multiple.
const PATTERNS: &[&str] = &[
    r"(?-u)[0-9]+/(?:[0-9]+/)?[a-z]+-[a-z]+",
    r"(?-u)[0-9]+/kh-ubnd",
    r"(?-u)ng\xC3\xA0y [0-9]+ th\xC3\xA1ng [0-9]+",
    r"(?-u)[0-9]+/[0-9]+/(?:19|20)[0-9][0-9]",
    r"(?-u)tr\xC6\xB0\xE1\xBB\x9Bc ng\xC3\xA0y [0-9]+",
    r"(?-u)th\xC3\xA1ng [0-9]+/[0-9]+",
    r"(?-u)qu\xC3\xBD [iv]+",
    r"(?-u)n\xC4\x83m (?:19|20)[0-9][0-9]",
    r"(?-u)h\xE1\xBA\xB1ng (?:th\xC3\xA1ng|qu\xC3\xBD|n\xC4\x83m)",
    r"(?-u)(?:^|\n)[ivx]+\. ",
    r"(?-u)(?:^|\n)[0-9]+\. ",
    r"(?-u)(?:^|\n)[0-9]+\.[0-9]+",
    r"(?-u)(?:^|\n)[a-z]\) ",
    r"(?-u)(?:^|\n)[-+*] ",
    r"(?-u)ch\xE1\xBB\xA7 tr\xC3\xAC",
    r"(?-u)ph\xE1\xBB\x91i h\xE1\xBB\xA3p",
    r"(?-u)n\xC6\xA1i nh\xE1\xBA\xADn",
    r"(?-u)c\xC4\x83n c\xE1\xBB\xA9",
    r"(?-u)n\xE1\xBB\x99i dung [0-9]",
    r"(?-u)[0-9]+(?:[.,][0-9]+)? ?%",
];
