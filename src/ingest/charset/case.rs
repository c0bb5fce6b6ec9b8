//! Capitals of TCVN3: the charset has accented small letters only, so `HO¹CH` becomes `HOạCH` and must become `HOẠCH`.

/// Raises the accented letters of words that stand in capitals. `before` and `after` have the same characters,
/// before and after decoding. Letters of ASCII are evidence of the case; letters that decoding made are none, unless
/// they are capitals: TCVN3 has those without tone.
pub(super) fn level(before: &str, after: &str) -> String {
    let pairs: Vec<(char, char)> = before.chars().zip(after.chars()).collect();
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    while at < pairs.len() {
        let length = pairs[at..]
            .iter()
            .take_while(|(_, c)| c.is_alphabetic())
            .count();
        if length > 0 {
            words.push(Word::new(at, &pairs[at..at + length]));
        }
        at += length.max(1);
    }
    let raised: Vec<bool> = (0..words.len())
        .map(|index| is_raised(&words, index, &pairs))
        .collect();
    let mut letters: Vec<char> = pairs.iter().map(|&(_, c)| c).collect();
    for (word, _) in words.iter().zip(&raised).filter(|(_, raised)| **raised) {
        for letter in &mut letters[word.start..word.end] {
            *letter = letter.to_uppercase().next().unwrap_or(*letter);
        }
    }
    letters.into_iter().collect()
}

/// A word and what its letters say of its case.
struct Word {
    start: usize,
    end: usize,
    case: Case,
}

#[derive(PartialEq, Clone, Copy)]
enum Case {
    /// All letters whose case is known are capitals, and there are two or more.
    Capitals,
    /// Some letter is small.
    Small,
    /// At most one letter has a known case: `Ký`, `ã`.
    Open,
}

impl Word {
    fn new(start: usize, pairs: &[(char, char)]) -> Self {
        let large = pairs.iter().filter(|(_, c)| c.is_uppercase()).count();
        let small = pairs.iter().any(|(from, _)| from.is_ascii_lowercase());
        let case = match (large, small) {
            (_, true) => Case::Small,
            (2.., false) => Case::Capitals,
            _ => Case::Open,
        };
        Word {
            start,
            end: start + pairs.len(),
            case,
        }
    }
}

/// A word of open case goes with its neighbours on the line, if they all are capitals.
fn is_raised(words: &[Word], index: usize, pairs: &[(char, char)]) -> bool {
    if words[index].case != Case::Open {
        return words[index].case == Case::Capitals;
    }
    let same_line = |from: usize, to: usize| !pairs[from..to].iter().any(|&(_, c)| c == '\n');
    let before = words[..index]
        .iter()
        .rev()
        .take_while(|word| same_line(word.end, words[index].start))
        .find(|word| word.case != Case::Open);
    let after = words[index + 1..]
        .iter()
        .take_while(|word| same_line(words[index].end, word.start))
        .find(|word| word.case != Case::Open);
    let known: Vec<Case> = before
        .into_iter()
        .chain(after)
        .map(|word| word.case)
        .collect();
    !known.is_empty() && known.iter().all(|&case| case == Case::Capitals)
}
