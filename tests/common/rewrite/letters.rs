//! Other letters and spaces for the same words.

use super::Plan;
use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

/// All letters composed.
pub fn composed(plan: &Plan) -> Option<String> {
    Some(plan.text.nfc().collect())
}

/// All letters apart from their marks.
pub fn decomposed(plan: &Plan) -> Option<String> {
    Some(plan.text.nfd().collect())
}

/// The five tone marks, combining.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// `hòa`, `thủy`: the mark on the first vowel of an open *oa, oe, uy*.
pub fn tones_old(plan: &Plan) -> Option<String> {
    toned(plan, |first, second, tone| format!("{first}{tone}{second}"))
}

/// `hoà`, `thuỷ`: the mark on the second vowel.
pub fn tones_new(plan: &Plan) -> Option<String> {
    toned(plan, |first, second, tone| format!("{first}{second}{tone}"))
}

fn toned(plan: &Plan, place: fn(&str, &str, char) -> String) -> Option<String> {
    let text: String = plan.text.nfd().collect();
    let marks: String = TONES.iter().collect();
    // Not behind q, where u is no vowel.
    let pair = Regex::new(&format!(
        r"(?i)(?P<before>[^\sq]|^|\s)(?P<first>[ou])(?P<one>[{marks}]?)(?P<second>[aey])(?P<two>[{marks}]?)(?P<after>[^\p{{L}}\p{{M}}]|$)"
    ))
    .ok()?;
    let moved = pair.replace_all(&text, |found: &Captures| {
        let tone = format!("{}{}", &found["one"], &found["two"]);
        let vowels = format!("{}{}", &found["first"], &found["second"]).to_lowercase();
        let mut tones = tone.chars();
        match (tones.next(), tones.next()) {
            (Some(tone), None) if ["oa", "oe", "uy"].contains(&vowels.as_str()) => format!(
                "{}{}{}",
                &found["before"],
                place(&found["first"], &found["second"], tone),
                &found["after"]
            ),
            _ => found[0].to_string(),
        }
    });
    let moved: String = moved.nfc().collect();
    (moved != plan.text).then_some(moved)
}

/// U+00D0 and U+0189 for Đ, U+00F0 for đ.
pub fn look_alikes(plan: &Plan) -> Option<String> {
    let foreign = plan.text.char_indices().map(|(at, c)| match c {
        'Đ' if at % 2 == 0 => '\u{d0}',
        'Đ' => '\u{189}',
        'đ' => '\u{f0}',
        other => other,
    });
    Some(foreign.collect())
}

/// Every third space is a no-break space.
pub fn no_break_spaces(plan: &Plan) -> Option<String> {
    Some(every_third_space(plan.text, "\u{a0}"))
}

/// Every third space has a zero-width space behind it.
pub fn zero_width(plan: &Plan) -> Option<String> {
    Some(every_third_space(plan.text, " \u{200b}"))
}

fn every_third_space(text: &str, with: &str) -> String {
    let mut spaces = 0;
    let written = text.chars().map(|c| {
        spaces += usize::from(c == ' ');
        if c == ' ' && spaces % 3 == 0 {
            with.to_string()
        } else {
            c.to_string()
        }
    });
    written.collect()
}

/// Windows line ends.
pub fn crlf(plan: &Plan) -> Option<String> {
    (!plan.text.contains('\r')).then(|| plan.text.replace('\n', "\r\n"))
}

/// Word's dashes and quotes.
pub fn dashes(plan: &Plan) -> Option<String> {
    let quote = Regex::new(r#""([^"\n]*)""#).ok()?;
    let quoted = quote.replace_all(plan.text, "“$1”");
    Some(quoted.replace(" - ", " – "))
}
