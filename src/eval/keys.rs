//! What makes two values equal: the forms in which gold and record are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Lower case, no diacritics, no punctuation, single spaces.
pub fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let bare: String = lower
        .nfd()
        .filter(|c| canonical_combining_class(*c) == 0)
        .map(|c| match c {
            'đ' | 'ð' => 'd',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document number without spaces, in capitals; the Icelandic Ð that some keyboards give is Đ.
pub fn number(number: &str) -> String {
    let upper: String = number.nfc().collect::<String>().to_uppercase();
    upper
        .split_whitespace()
        .collect::<String>()
        .replace('Ð', "Đ")
}

/// A deadline as it stands; the words of an event are compared folded.
pub fn deadline(value: &str) -> String {
    match value.strip_prefix("event:") {
        Some(words) => format!("event: {}", fold(words)),
        None => value.to_string(),
    }
}

/// `PAPI-2`, without spaces and in capitals.
pub fn dimension(code: &str) -> String {
    code.to_uppercase().replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_what_a_reader_takes_for_the_same() {
        assert_eq!(
            fold("Uỷ ban  nhân dân, TỈNH Đắk-Lắk"),
            fold("ủy ban nhân dân tỉnh đăk lăk")
        );
        assert_eq!(number(" 164 / KH-UBND"), number("164/kh-ubnd"));
        assert_eq!(number("5/QÐ-UBND"), number("5/QĐ-UBND"));
        assert_eq!(deadline("event: Sau khi bầu cử."), "event: sau khi bau cu");
        assert_eq!(deadline("by 2024-11-15"), "by 2024-11-15");
        assert_eq!(dimension("Par Index-3"), "PARINDEX-3");
    }
}
