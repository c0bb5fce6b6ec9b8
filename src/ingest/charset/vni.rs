//! VNI for Windows: a vowel and a character for its marks (`aù` is *á*), with eight letters of their own.
//!
//! Table after bamboo-core (MIT).

/// A vowel with the marks that may follow it and the letters they make, both in the same order.
const MARKED: [(char, &str, &str); 7] = [
    ('a', "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ('e', "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ('o', "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ('u', "ùøûõï", "úùủũụ"),
    ('y', "ùøûõ", "ýỳỷỹ"),
    ('ô', "ùøûõï", "ớờởỡợ"),
    ('ö', "ùøûõï", "ứừửữự"),
];

/// Letters that stand alone.
const ALONE: [(char, char); 8] = [
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
];

/// The letters of VNI text. The vowel says whether the letter is a capital: marks are typed in either case.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut letters = text.chars().map(plain).peekable();
    while let Some(c) = letters.next() {
        if let Some(letter) = letters.peek().and_then(|&mark| marked(c, mark)) {
            decoded.push(letter);
            letters.next();
        } else {
            decoded.push(alone(c).unwrap_or(c));
        }
    }
    decoded
}

/// Symbol fonts show their bytes at U+F000 and up.
fn plain(c: char) -> char {
    match c {
        '\u{F020}'..='\u{F0FF}' => super::tables::byte(c).map_or(c, char::from),
        _ => c,
    }
}

fn marked(vowel: char, mark: char) -> Option<char> {
    let (small_vowel, small_mark) = (small(vowel), small(mark));
    let (_, marks, made) = MARKED.iter().find(|(base, ..)| *base == small_vowel)?;
    let at = marks.chars().position(|known| known == small_mark)?;
    made.chars().nth(at).map(|letter| cased(letter, vowel))
}

fn alone(c: char) -> Option<char> {
    let found = match small(c) {
        // In this charset it is a letter; elsewhere it closes no word that VNI could write.
        'î' => Some('ỵ'),
        other => ALONE
            .iter()
            .find(|(from, _)| *from == other)
            .map(|&(_, to)| to),
    };
    found.map(|letter| cased(letter, c))
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn cased(letter: char, like: char) -> char {
    if like.is_uppercase() {
        letter.to_uppercase().next().unwrap_or(letter)
    } else {
        letter
    }
}
