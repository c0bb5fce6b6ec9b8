//! Step 7: page numbers and running heads go, so that a sentence that a page end broke can be joined.

use super::edits::Edits;
use super::lines::{Line, lines};
use crate::value::label;
use std::collections::BTreeSet;

/// Shortest text between two page numbers, in bytes: a page, even one of a table, holds more than this,
/// and the numbers of table rows that stand on lines of their own mostly hold less.
const LEAST_PAGE: usize = 200;

/// Pages without a number (the first, those turned on their side) between two that have one.
const MOST_SKIPPED: u32 = 3;

/// Takes away the lines that are page numbers, and those that stand beside them on every page.
pub fn pages(text: &str) -> Edits {
    let mut edits = Edits::default();
    let runs = sequences(candidates(text));
    let several = runs.iter().any(|run| run.len() > 1);
    let spoken = lines(text).filter(|line| several && !line.text.is_empty());
    let spoken: Vec<Line> = spoken.collect();
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for run in runs {
        let numbers = run.iter().map(|one| (one.start, one.end));
        let numbers: Vec<(usize, usize)> = numbers.collect();
        gone.extend(running_heads(&spoken, &numbers));
        gone.extend(numbers);
    }
    gone.sort_unstable();
    for (start, end) in gone {
        let newline = usize::from(end < text.len());
        edits.delete(start..end + newline);
    }
    edits
}

/// The lines right above or below the page numbers that are the same on at least half of the pages, and on two; `all` are
/// the lines with text.
fn running_heads(all: &[Line], numbers: &[(usize, usize)]) -> Vec<(usize, usize)> {
    if numbers.len() < 2 {
        return Vec::new();
    }
    let mut heads = Vec::new();
    for step in [-1, 1] {
        let beside = numbers.iter().filter_map(|&(start, _)| {
            let at = all.binary_search_by_key(&start, |line| line.start).ok()?;
            all.get(at.checked_add_signed(step)?)
        });
        let beside: Vec<&Line> = beside.filter(|line| may_run(line)).collect();
        for line in &beside {
            let same = beside
                .iter()
                .filter(|other| other.text == line.text)
                .count();
            if same >= 2 && same * 2 >= numbers.len() {
                heads.push((line.start, line.end()));
            }
        }
    }
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// Whether a line can be a running head: a name or title, not a row of a table, an item or the end of a sentence.
fn may_run(line: &Line) -> bool {
    let words = line.text.split(' ').count();
    (2..=24).contains(&words)
        && !line.text.contains(['|', '\t'])
        && !line.text.ends_with(['.', ';', ':', ','])
        && !line.is_rule()
        && label::read(line.text).is_none()
}

/// A line that may be a page number.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    start: usize,
    end: usize,
    number: u32,
    /// Of how many.
    total: Option<u32>,
    /// `Trang 12`, `- 12 -`: nothing else is written so.
    sure: bool,
    /// The line before asks for a number: `Quyết định số`.
    wanted: bool,
}

fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    // The line before, the last one with text, and one that waits for what follows.
    let mut previous: Option<Line> = None;
    let mut spoken: Option<Line> = None;
    let mut pending: Option<(Candidate, Edge)> = None;
    for line in lines(text) {
        if let Some((mut candidate, edge)) = pending.take() {
            // `ngày` / `2` / `15/3/2024`: the number asked for comes behind.
            candidate.wanted &= !line.text.starts_with(|c: char| c.is_ascii_digit());
            match (line.text.is_empty(), line.is_border()) {
                (true, _) => pending = Some((candidate, Edge::Blank)),
                (false, true) => {}
                (false, false) if edge.is_page_end(&line) => found.push(candidate),
                (false, false) => {}
            }
        }
        if let Some(mut candidate) = read(&line) {
            candidate.wanted = spoken.is_some_and(|p| asks_for_number(p.text));
            if !spoken.is_some_and(|p| p.is_border()) {
                pending = Some((candidate, Edge::after(previous)));
            }
        }
        if !line.text.is_empty() {
            spoken = Some(line);
        }
        previous = Some(line);
    }
    // The end of the text is the end of a page.
    found.extend(pending.map(|(candidate, _)| candidate));
    found
}

/// What a number stands below.
#[derive(Debug, Clone, Copy)]
enum Edge {
    /// A blank line, or nothing.
    Blank,
    /// A full line that ends inside a sentence.
    Broken,
    /// Anything else.
    Line,
}

impl Edge {
    fn after(previous: Option<Line>) -> Self {
        /// Code points of a line that runs across the page; cells of a table are narrower.
        const LEAST_FULL: usize = 40;
        let Some(line) = previous.filter(|line| !line.text.is_empty()) else {
            return Edge::Blank;
        };
        let inside = !line.text.ends_with(['.', ';', ':', '!', '?', '|']);
        match inside && line.text.chars().count() >= LEAST_FULL {
            true => Edge::Broken,
            false => Edge::Line,
        }
    }

    /// Whether a page ends here, where `next` follows without a blank line: a sentence must go on over the number.
    fn is_page_end(self, next: &Line) -> bool {
        match self {
            Edge::Blank => true,
            Edge::Broken => next.text.starts_with(char::is_lowercase),
            Edge::Line => false,
        }
    }
}

/// `12`, `- 12 -`, `Trang 12`, `12/34`, `Page 12 of 34`
fn read(line: &Line) -> Option<Candidate> {
    // The longest form is short; most lines are not even looked at.
    if line.text.is_empty() || line.text.len() > 24 {
        return None;
    }
    let word = ["Trang ", "trang ", "TRANG ", "Page ", "page "]
        .iter()
        .find_map(|word| line.text.strip_prefix(word));
    let dashed = line
        .text
        .strip_prefix('-')
        .and_then(|rest| rest.strip_suffix('-'))
        .map(str::trim);
    let body = word.or(dashed).unwrap_or(line.text);
    // All forms end in a digit.
    if !body.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (number, total) = match body.split_once('/').or_else(|| body.split_once(" of ")) {
        Some((number, total)) => (number, Some(whole(total.trim())?)),
        None => (body, None),
    };
    let number = whole(number.trim())?;
    if number == 0 || total.is_some_and(|total| number > total) {
        return None;
    }
    Some(Candidate {
        start: line.start,
        end: line.end(),
        number,
        total,
        sure: word.is_some() || dashed.is_some(),
        wanted: false,
    })
}

/// One to three digits: a plan has fewer than a thousand pages, and four digits are a year.
fn whole(text: &str) -> Option<u32> {
    let fits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn asks_for_number(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    [
        "số", "Số", "năm", "tháng", "ngày", "Điều", "điều", "khoản", "Khoản",
    ]
    .contains(&last)
}

/// The runs of candidates that can be the numbers of pages one after another, the longest first, as long as what they
/// prove is enough: a file of many plans one below the other has as many.
fn sequences(mut candidates: Vec<Candidate>) -> Vec<Vec<Candidate>> {
    /// Runs that cross each other are found one after the other; the rest of many is left for another round of all steps.
    const MOST_PASSES: usize = 32;
    let mut runs = Vec::new();
    for _ in 0..MOST_PASSES {
        let found = apart(&candidates);
        if found.is_empty() {
            break;
        }
        let gone: BTreeSet<usize> = found.iter().flatten().map(|one| one.start).collect();
        candidates.retain(|one| !gone.contains(&one.start));
        runs.extend(found);
    }
    runs
}

/// Those runs that have no candidate in common with a longer one.
fn apart(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (i, candidate) in candidates.iter().enumerate() {
        // A number far back is on a page far back: 64 candidates are more than any gap holds.
        let near = i.saturating_sub(64)..i;
        let link = near
            .filter(|&j| {
                candidates
                    .get(j)
                    .is_some_and(|before| follows(before, candidate))
            })
            .max_by_key(|&j| best.get(j).map_or(0, |b| b.0));
        let length = link.and_then(|j| best.get(j)).map_or(1, |b| b.0 + 1);
        best.push((length, link));
    }
    let mut longest: Vec<usize> = (0..best.len()).collect();
    longest.sort_by_key(|&i| std::cmp::Reverse(best.get(i).map_or(0, |b| b.0)));
    let mut seen = vec![false; best.len()];
    let mut runs = Vec::new();
    for last in longest {
        let (mut run, mut next) = (Vec::new(), Some(last));
        while let Some(i) = next.filter(|&i| !std::mem::replace(&mut seen[i], true)) {
            run.extend(candidates.get(i).copied());
            next = best.get(i).and_then(|b| b.1);
        }
        if next.is_some() {
            continue;
        }
        run.reverse();
        let run = trusted(run);
        if run.is_empty() {
            break;
        }
        runs.push(run);
    }
    runs
}

fn follows(before: &Candidate, after: &Candidate) -> bool {
    let step = after.number.saturating_sub(before.number);
    let room = after.start.saturating_sub(before.end);
    (1..=MOST_SKIPPED).contains(&step)
        && before.total == after.total
        && before.sure == after.sure
        && (before.sure || room >= LEAST_PAGE)
}

/// Drops what the run does not prove.
fn trusted(run: Vec<Candidate>) -> Vec<Candidate> {
    let Some(first) = run.first() else { return run };
    // Numbers begin on one of the first pages; an excerpt must show three in a row instead. `2/9` alone is a date.
    let begins = first.number <= MOST_SKIPPED && (first.total.is_none() || run.len() > 1);
    if !(first.sure || begins || run.len() > 2) {
        return Vec::new();
    }
    let keep = |(i, candidate): &(usize, &Candidate)| {
        let before = i
            .checked_sub(1)
            .and_then(|before| run.get(before))
            .map(|c| c.number + 1 == candidate.number);
        let after = run.get(i + 1).map(|c| c.number == candidate.number + 1);
        let proved = before.or(after).is_some() && before.unwrap_or(true) && after.unwrap_or(true);
        !candidate.wanted || proved
    };
    let kept = run.iter().enumerate().filter(keep);
    kept.map(|(_, candidate)| *candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{}` stands for a page of text.
    fn without(text: &str) -> String {
        let page = "Nội dung của một trang. ".repeat(20);
        let text = text.replace("{}", &page);
        pages(&text).apply(&text).replace(&page, "{}")
    }

    #[test]
    fn numbers_that_increase_go() {
        assert_eq!(
            without("{}\n\n2\n\n{}\n\n3\n\n{}\n4\n\n{}"),
            "{}\n\n\n{}\n\n\n{}\n\n{}"
        );
        assert_eq!(
            without("{}\n\nTrang 1\n{}\n\nTrang 2\n{}"),
            "{}\n\n{}\n\n{}"
        );
        assert_eq!(without("{}\n\n- 7 -\n\n{}\n\n- 8 -"), "{}\n\n\n{}\n\n");
        assert_eq!(without("{}\n1/3\n\n{}\n2/3\n\n{}\n3/3"), "{}\n\n{}\n\n{}\n");
    }

    #[test]
    fn running_heads_go_with_the_numbers() {
        let head = "UBND huyện Ba Bể - Kế hoạch năm 2024";
        let text = format!("{{}}\n\n2\n\n{head}\n\n{{}}\n\n3\n\n{head}\n\n{{}}");
        assert_eq!(without(&text), "{}\n\n\n\n{}\n\n\n\n{}");
        let foot = format!("{{}}\n{head}\n\n2\n\n{{}}\n{head}\n\n3\n\n{{}}");
        assert_eq!(without(&foot), "{}\n\n\n{}\n\n\n{}");
        // What is said on two pages of five is no running head.
        let twice =
            "{}\n\n2\n\nSở Nội vụ\n{}\n\n3\n\nA\n{}\n\n4\n\nB\n{}\n\n5\n\nSở Nội vụ\n{}\n\n6\n\n{}";
        assert_eq!(without(twice).matches("Sở Nội vụ").count(), 2);
    }

    #[test]
    fn a_number_inside_a_citation_goes() {
        let text = "Căn cứ Quyết định số 100/QĐ-TTg\n\n2\n\nngày 5/6/2022";
        assert_eq!(
            without(text),
            "Căn cứ Quyết định số 100/QĐ-TTg\n\n\nngày 5/6/2022"
        );
    }

    #[test]
    fn a_number_without_blank_lines_goes_where_a_sentence_goes_on_over_it() {
        let broken = "Thực hiện Công văn số 31/UBND-NV ngày 15\n2\ntháng 3 năm 2024";
        assert_eq!(without(broken), broken.replace("\n2", ""));
        for text in [
            "Tỷ lệ\n2\nđiểm",
            "Công văn số 31/UBND-NV của Ủy ban nhân dân.\n2\ntháng",
        ] {
            assert_eq!(without(text), text);
        }
    }

    #[test]
    fn a_number_that_is_asked_for_stays_unless_the_pages_prove_it() {
        let text = "{}\n\ntheo Quyết định số\n\n2\n\nngày 5/6";
        assert_eq!(without(text), text);
        assert_eq!(
            without("{}\n\nnăm\n\n2\n\n{}\n\n3\n\n{}"),
            "{}\n\nnăm\n\n\n{}\n\n\n{}"
        );
    }

    #[test]
    fn plans_one_below_the_other_have_pages_of_their_own() {
        assert_eq!(
            without("{}\n\n2\n\n{}\n\n3\n\n{}\n\n2\n\n{}\n\n3\n\n{}\n\n4\n\n{}"),
            "{}\n\n\n{}\n\n\n{}\n\n\n{}\n\n\n{}\n\n\n{}"
        );
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "|\n1\n|\n\nRà soát\n|\n2\n|",
            "{}\n12\n{}",
            "{}\n\n45\n\n{}",
            "{}\n\n2/9\n\n{}",
            "{}\n\n2024\n\n{}",
        ] {
            assert_eq!(without(text), text);
        }
        assert_eq!(
            without("{}\n\n2\n\n{}\n\n90\n\n{}\n\n3\n\n{}"),
            "{}\n\n\n{}\n\n90\n\n{}\n\n\n{}"
        );
    }
}
