//! The invariants of the text stage, on made-up and on random text.

use super::*;
use crate::ingest::{Origin, Source};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn read(original: &str) -> Text {
    let raw = RawDocument {
        source: Source {
            path: "-".into(),
            origin: Origin::Stdin,
        },
        format: "txt",
        encoding: "UTF-8".into(),
        encoding_evidence: String::new(),
        recognised: Vec::new(),
        hash: String::new(),
        original: original.into(),
        blocks: Vec::new(),
    };
    text(raw, &mut Notes::default())
}

fn find(text: &Text, what: &str) -> Span {
    let start = text.normalised().find(what).expect(what);
    Span::new(start, start + what.len())
}

#[test]
fn a_document_from_a_page_of_the_web() {
    let text = read(
        "\u{FEFF}|\r\n*Hà Nam, ngày 2\r\ntháng 3 năm 2025*\r\n|\r\n\r\n** **\r\n\r\n**I. MỤC\r\nTIÊU**\r\n",
    );
    assert_eq!(
        text.normalised(),
        "|\nHà Nam, ngày 2 tháng 3 năm 2025\n|\n\n\n\nI. MỤC TIÊU\n"
    );
    let date = find(&text, "Hà Nam, ngày 2 tháng 3 năm 2025");
    assert_eq!(text.quote(date), "Hà Nam, ngày 2\r\ntháng 3 năm 2025");
    assert_eq!(
        text.original_span(date),
        OriginalSpan {
            start: 5,
            end: 37,
            line: 2
        }
    );
    assert_eq!(text.original_span(find(&text, "I. MỤC TIÊU")).line, 8);
}

#[test]
fn a_page_number_inside_a_citation() {
    let text = read("Căn cứ Quyết định số 100/QĐ-TTg\n\n2\n\nngày 5/6/2022 của Thủ tướng");
    let citation = find(&text, "100/QĐ-TTg ngày 5/6/2022");
    assert_eq!(text.quote(citation), "100/QĐ-TTg\n\n2\n\nngày 5/6/2022");
}

#[test]
fn lost_characters_are_noted() {
    let mut notes = Notes::default();
    let raw = read("K\u{FFFD} hoạch").raw().clone();
    text(raw, &mut notes);
    assert_eq!(notes.0[0].code, "characters-lost");
}

/// Pieces that the steps look at, in any order.
fn document() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-ZđĐăâêôơưĂÂÊÔƠƯàáảãạằếộữỵÝỲỶ]{1,6}",
        4 => Just(" ".to_owned()),
        2 => Just("\n".to_owned()),
        2 => prop::sample::select(vec![
            "\n\n", "\r\n", "\r", "\u{c}", "\u{2028}", "\u{FEFF}", "\t", "\u{a0}", "\u{200b}", "\u{ad}", "  ", "\u{1680}",
            "*", "**", "***", "* ", "\n* ", "#", "## ", "> ", "\\", "&amp;", "&", "amp;", "&lt;", "br>", "<br>", "&nbsp;", "&#42;",
            "|", "\n|\n", "-", "- ", "–", "•", "\u{F0B7}", "§", "“", "’", ",", ".", ";", ":", "/", "(", ")", "-----",
            "\n\n2\n\n", "\n- 3 -\n", "Trang 4", "1/5", "2025", "2", "13", "số", "ngày", "của", "Điều", "I. ", "a) ", "1.",
            "\u{301}", "\u{302}", "\u{31b}", "\u{323}", "\u{338}", "Ð", "А", "Ρ", "Ａ", "ＵＢ", "＊", "＆", "hoà", "thuỷ", "quí", "tuỳ", "İ", "ẞ",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn folding_moves_no_byte(original in document()) {
        let text = read(&original);
        prop_assert_eq!(text.folded().len(), text.normalised().len());
        let at = |s: &str| s.char_indices().map(|(i, _)| i).collect::<Vec<_>>();
        // A moved tone mark may shift the boundary between two vowels, but never that of a syllable.
        prop_assert_eq!(at(text.folded()).len(), at(text.normalised()).len());
    }

    #[test]
    fn normalising_twice_changes_nothing(original in document()) {
        let once = normalise(&original, &NormaliseOptions::default());
        prop_assert_eq!(normalise(&once, &NormaliseOptions::default()), once);
    }

    #[test]
    fn composed_and_decomposed_text_are_one(original in document()) {
        let (nfc, nfd): (String, String) = (original.nfc().collect(), original.nfd().collect());
        let (nfc, nfd) = (read(&nfc), read(&nfd));
        prop_assert_eq!(nfc.normalised(), nfd.normalised());
    }

    #[test]
    fn a_quote_is_cut_from_the_original(original in document(), from: prop::sample::Index, to: prop::sample::Index) {
        let text = read(&original);
        let mut bounds: Vec<usize> = text.normalised().char_indices().map(|(i, _)| i).collect();
        bounds.push(text.normalised().len());
        let (a, b) = (*from.get(&bounds), *to.get(&bounds));
        let span = Span::new(a.min(b), a.max(b));
        let place = text.original_span(span);
        let cut: String = original.chars().skip(place.start).take(place.end - place.start).collect();
        prop_assert_eq!(cut.as_str(), text.quote(span));
        let before: String = original.chars().take(place.start).collect();
        prop_assert_eq!(place.line, 1 + before.matches('\n').count());
    }

    #[test]
    fn spans_keep_their_order(original in document()) {
        let text = read(&original);
        let mut last = OriginalSpan { start: 0, end: 0, line: 1 };
        for (at, c) in text.normalised().char_indices() {
            let place = text.original_span(Span::new(at, at + c.len_utf8()));
            prop_assert!(place.start < place.end, "{:?} has no source", c);
            prop_assert!(last.start <= place.start && last.end <= place.end);
            prop_assert!(place.end <= original.chars().count());
            last = place;
        }
    }
}

#[test]
fn a_text_may_be_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Text>();
}
