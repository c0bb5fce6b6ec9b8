//! What a Vietnamese syllable can be: an onset, a rhyme and a tone.
//!
//! The lists are the orthography that the school grammar describes, with the rhymes of loan words (`oong`, `êng`) left in.

use unicode_normalization::UnicodeNormalization;

/// Onsets, longest first where one begins another.
const ONSETS: [&str; 29] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tone.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
     e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
     o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
     ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uan uac uai uang uanh uat uay uân uâng uât uây uc ue uê uêch uên uênh uêt ui um un ung \
     uôc uôi uôm uôn uông uôt uơ uơn up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu \
     ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ";

/// Whether a word, in composed form and any case, can be a syllable. A word of mixed case (`sÈ`) is none.
pub fn is_syllable(word: &str) -> bool {
    // The longest syllable, `nghiêng`, has seven letters.
    if word.chars().count() > 7 || !is_evenly_cased(word) {
        return false;
    }
    let Some((letters, tone)) = split_tone(&word.to_lowercase()) else {
        return false;
    };
    let stops = ["c", "ch", "p", "t"]
        .iter()
        .any(|stop| letters.ends_with(stop));
    let tone_fits = !stops || matches!(tone, None | Some('\u{301}' | '\u{323}'));
    tone_fits && is_built(&letters)
}

fn is_built(letters: &str) -> bool {
    ONSETS.iter().any(|onset| {
        letters.strip_prefix(onset).is_some_and(|rhyme| {
            let known =
                !rhyme.is_empty() && !rhyme.contains(' ') && RHYMES.contains(&format!(" {rhyme} "));
            // `q` is followed by `u`, whose rhymes begin with it; `gì` has its rhyme in the onset.
            known && (*onset != "q" || rhyme.starts_with('u'))
        })
    })
}

/// Small letters, capitals, or a capital at the beginning.
fn is_evenly_cased(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next();
    let rest = letters.as_str();
    let none_large = !rest.chars().any(char::is_uppercase);
    none_large || !word.chars().any(char::is_lowercase)
}

/// The letters without the tone mark, and the mark; nothing where there are two.
fn split_tone(word: &str) -> Option<(String, Option<char>)> {
    let mut tone = None;
    let mut letters = String::with_capacity(word.len());
    for c in word.nfd() {
        if !matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') {
            letters.push(c);
        } else if tone.replace(c).is_some() {
            return None;
        }
    }
    Some((letters.nfc().collect(), tone))
}
