//! Tests of the pattern language itself.

use super::regex::Compiled;
use super::syntax::parse;
use super::*;
use crate::rules::key::key;

fn found(pattern: &str, text: &str) -> Option<String> {
    let compiled = Compiled::new(parse(pattern).unwrap()).tried().unwrap();
    let folded = key(text);
    let (start, end, slots) = compiled.find_from(&folded, 0)?;
    let values: Vec<String> = slots
        .into_iter()
        .map(|(name, _, _, value)| format!("{name}={value}"))
        .collect();
    Some(format!("{}|{}", &folded[start..end], values.join(",")))
}

#[test]
fn patterns_match_what_the_manual_says() {
    for (pattern, text, expected) in [
        (
            "trước ngày {day}/{month}[/{year}]",
            "Trước\nngày 5/12/2024.",
            Some("trước\nngày 5/12/2024|day=05,month=12,year=2024"),
        ),
        ("ngày {day}/{month}", "ngày 15/12/2024", None),
        ("ngày {day}", "ngày 35", None),
        ("tháng {month}", "tháng 15", None),
        ("{day}/{month}", "1/15/12", None),
        ("a [b] c", "a c", Some("a c|")),
        ("a [b] c", "a  b c", Some("a  b c|")),
        ("[b] c", "c", Some("c|")),
        ("a [b]", "a", Some("a|")),
        ("(hàng|hàng ngày)", "hàng ngày", Some("hàng ngày|")),
        ("(a|b [x|y]) d", "b y d", Some("b y d|")),
        ("quý {quarter}", "Quý III", Some("quý iii|quarter=3")),
        ("quý {quarter}", "quý vị", None),
        (
            "{number:times} lần",
            "ít nhất 01 lần",
            Some("01 lần|times=1"),
        ),
        (
            "giao {words:who} chủ trì",
            "giao Sở Nội vụ chủ trì",
            Some("giao sở nội vụ chủ trì|who=sở nội vụ"),
        ),
        (
            "khi {text:event}",
            "khi có\tkế hoạch, nếu cần; sau đó",
            Some("khi có\tkế hoạch, nếu cần|event=có kế hoạch, nếu cần"),
        ),
        ("ngày", "hàngngày", None),
        (r"\(nếu có\)", "(nếu có)", Some("(nếu có)|")),
        ("Uỷ", "ỦY", Some("ủy|")),
    ] {
        assert_eq!(
            found(pattern, text).as_deref(),
            expected,
            "{pattern} on {text}"
        );
    }
}

#[test]
fn bad_patterns_say_what_to_do() {
    for (pattern, message) in [
        ("", "the pattern is empty"),
        ("a|b", "`|` outside brackets"),
        ("a)", "`)` without its opening bracket"),
        ("(a", "`(` without its `)`"),
        ("(a|)", "an empty choice"),
        ("{day", "`{` without its `}`"),
        ("{day:Ngày}", "bad slot name"),
        ("a}", "`}` without `{`"),
        ("a\\", "`\\` at the end"),
    ] {
        let error = parse(pattern).unwrap_err();
        assert!(error.contains(message), "{pattern}: {error}");
    }
}

#[test]
fn matches_can_be_bound_to_an_end() {
    let rules = crate::rules::Rules::embedded().unwrap();
    let text = key("  trước ngày 5/6 để trình trước ngày 7/8/2024  ");
    let place = Place::Task;
    let found = rules.patterns.scan(place, &text).into_iter();
    let bounds = found.filter(|found| found.rule.id == "deadline/by-day");
    assert_eq!(bounds.count(), 2);
    let first = rules.patterns.at_start(place, &text);
    assert_eq!(first[0].filled(), [("by", "?-06-05".to_owned())]);
    let last = rules.patterns.at_end(place, &text);
    assert_eq!(last[0].filled(), [("by", "2024-08-07".to_owned())]);
    assert_eq!(last[0].slot("day"), Some("07"));
    assert!(rules.patterns.scan(Place::Masthead, &text).is_empty());
}

#[test]
fn gates_let_through_whatever_matches() {
    let rules = crate::rules::Rules::embedded().unwrap();
    let patterns = &rules.patterns;
    let told = |matches: Vec<RuleMatch>| -> Vec<(String, usize, usize)> {
        let matches = matches.into_iter();
        matches
            .map(|m| (m.rule.id.clone(), m.start, m.end))
            .collect()
    };
    let examples = patterns.rules().iter().flat_map(|rule| &rule.examples);
    let mut texts: Vec<String> = examples
        .map(|example| key(&example.marked.replace(['[', ']'], "")))
        .collect();
    texts.sort();
    texts.dedup();
    for &place in Place::ALL {
        let tried = patterns.rules().iter();
        let tried: Vec<&Rule> = tried.filter(|rule| rule.places.contains(&place)).collect();
        for text in &texts {
            // Examples of one rule are texts for all others, too; pieces of them begin and end with other words.
            for text in [
                text.as_str(),
                text.split_once(' ').map_or("", |(_, rest)| rest),
            ] {
                let all = tried.iter().flat_map(|rule| rule.find(text));
                assert_eq!(
                    told(patterns.scan(place, text)),
                    told(sorted(all.collect()))
                );
                let end = text.trim_end();
                let ends = tried.iter();
                let ends = ends.filter_map(|rule| rule.ending(rule.compiled.iter(), end));
                assert_eq!(
                    told(patterns.at_end(place, text)),
                    told(sorted(ends.collect()))
                );
                let starts = tried.iter();
                let starts = starts.filter_map(|rule| rule.starting(rule.compiled.iter(), text));
                assert_eq!(
                    told(patterns.at_start(place, text)),
                    told(sorted(starts.collect()))
                );
            }
        }
    }
}
