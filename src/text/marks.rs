//! Step 5: one kind of dash, of quote and of bullet.

use super::edits::Edits;
use memchr::memchr3;

/// Dashes become `-`, double quotes `"`, single quotes `'`, bullets at the start of a line or cell `- `.
pub fn marks(text: &str) -> Edits {
    let mut edits = Edits::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    // First bytes of the characters below: `«»·§` begin with C2, private use with EF, all others with E2.
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| memchr3(0xC2, 0xE2, 0xEF, rest))
    {
        at += step;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            at += 1;
            continue;
        };
        let end = at + c.len_utf8();
        if let Some(plain) = plain(c) {
            edits.replace(at..end, plain);
        } else if is_bullet(c) && opens(bytes, at) {
            let rest = text.get(end..).unwrap_or("");
            let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let last = matches!(bytes.get(end + blank), None | Some(b'\n'));
            edits.replace(at..end + blank, if last { "-" } else { "- " });
        }
        at = end;
    }
    edits
}

fn plain(c: char) -> Option<&'static str> {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some("-"),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some("\""),
        '‘' | '’' | '‚' | '‛' => Some("'"),
        _ => None,
    }
}

/// Whether a character is a bullet when it opens a line. Private use is where Wingdings and Symbol end up.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '●'
            | '▪'
            | '◦'
            | '‣'
            | '·'
            | '∙'
            | '⁃'
            | '○'
            | '■'
            | '□'
            | '➢'
            | '►'
            | '➤'
            | '✓'
            | '✔'
            | '❖'
            | '♦'
            | '§'
            | '\u{F000}'..='\u{F0FF}'
    )
}

/// Whether a line or a pipe cell begins at `at`.
fn opens(bytes: &[u8], at: usize) -> bool {
    match bytes.get(..at) {
        Some([.., b'\n' | b'|'] | [.., b'|', b' ']) => true,
        Some(before) => before.is_empty(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        marks(text).apply(text)
    }

    #[test]
    fn one_kind_of_dash_and_quote() {
        assert_eq!(
            marked("2026 – 2030 — “rõ người” ‘x’ −5 …"),
            "2026 - 2030 - \"rõ người\" 'x' -5 …"
        );
    }

    #[test]
    fn bullets_become_dashes_only_at_the_start() {
        assert_eq!(
            marked("•Rà soát\n\u{F0B7}  Xây dựng\n▪"),
            "- Rà soát\n- Xây dựng\n-"
        );
        assert_eq!(marked("| • Rà soát | § 5"), "| - Rà soát | - 5");
        assert_eq!(marked("Điểm 3 · 5, theo § 5"), "Điểm 3 · 5, theo § 5");
    }
}
