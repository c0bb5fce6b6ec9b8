//! Slips of scanners and typists, as many as asked for, always the same for the same seed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Shares of the characters that are hit, as the accuracy is stated for.
pub const LEVELS: [f64; 4] = [0.001, 0.005, 0.01, 0.02];

/// A text with slips, and where its characters come from.
pub struct Noisy {
    /// The text with slips.
    pub text: String,
    /// For each code point of `text`, and for its end, the code point of the clean text that stands there.
    pub from: Vec<usize>,
}

/// What scanners take one character for; both ways.
const CONFUSED: [(char, char); 14] = [
    ('l', '1'),
    ('O', '0'),
    ('o', '0'),
    ('I', 'l'),
    ('i', 'l'),
    ('c', 'e'),
    ('u', 'n'),
    ('h', 'b'),
    ('t', 'f'),
    ('5', 'S'),
    ('8', '3'),
    ('B', '8'),
    ('ă', 'â'),
    ('ư', 'u'),
];

/// A clean text (composed letters) with slips at about `share` of its letters, digits and spaces.
pub fn noisy(text: &str, share: f64, seed: u64) -> Noisy {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut noisy = Noisy {
        text: String::new(),
        from: Vec::new(),
    };
    let mut at = 0;
    for c in text.chars() {
        let slips = (c.is_alphanumeric() || c == ' ') && dice.share() < share;
        if slips {
            slip(c, &mut dice).chars().for_each(|c| noisy.push(c, at));
        } else {
            noisy.push(c, at);
        }
        at += 1;
    }
    noisy.from.push(at);
    noisy
}

impl Noisy {
    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.from.push(at);
    }
}

/// What is written for a character.
fn slip(c: char, dice: &mut Dice) -> String {
    if c == ' ' {
        return String::new();
    }
    match dice.below(6) {
        0 => String::new(),
        1 => format!("{c}{c}"),
        2 => format!("{c} "),
        3 => without_mark(c).unwrap_or_else(|| confused(c, dice)),
        _ => confused(c, dice),
    }
}

/// The letter without its tone or hat; `None` where it has none.
fn without_mark(c: char) -> Option<String> {
    let apart: Vec<char> = c.nfd().collect();
    let (last, rest) = apart.split_last()?;
    is_combining_mark(*last).then(|| rest.iter().copied().nfc().collect())
}

/// What a scanner takes a character for; one that it seldom confuses loses its mark or is lost.
fn confused(c: char, dice: &mut Dice) -> String {
    let found: Vec<char> = CONFUSED
        .iter()
        .filter_map(|&(a, b)| match c {
            _ if c == a => Some(b),
            _ if c == b => Some(a),
            _ => None,
        })
        .collect();
    match found.get(dice.below(found.len().max(1))) {
        Some(other) => other.to_string(),
        None => without_mark(c).unwrap_or_default(),
    }
}

/// A small generator of pseudo-random numbers (xorshift64*), so that no release of a library changes the figures.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }
}
