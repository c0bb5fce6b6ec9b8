//! Normalisation as a filter, for the command line: text in, text out, no offsets.

use super::fold::key;
use super::segments::segments;
use super::steps::run;
use super::tone::{Style, place};
use unicode_normalization::UnicodeNormalization;

/// Where tone marks are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As written.
    #[default]
    Keep,
    /// `hòa`.
    Old,
    /// `hoà`.
    New,
}

/// How letters are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// One code point a letter.
    #[default]
    Nfc,
    /// Letters and marks apart.
    Nfd,
}

/// What `normalise` does beyond the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NormaliseOptions {
    /// Where tone marks are placed.
    pub tone: Tone,
    /// How letters are coded.
    pub form: Form,
    /// The form that is searched in: lower case, tone marks in one place. Wins over `tone`.
    pub fold: bool,
}

/// The normalised text, with the spelling that `options` ask for.
pub fn normalise(text: &str, options: &NormaliseOptions) -> String {
    let (mut text, ..) = run(text, segments(text, &[]));
    let style = match options.tone {
        Tone::Keep => None,
        Tone::Old => Some(Style::Old),
        Tone::New => Some(Style::New),
    };
    if options.fold {
        text = key(&text);
    } else if let Some(style) = style {
        text = place(&text, style).apply(&text);
    }
    match options.form {
        Form::Nfc => text,
        Form::Nfd => text.nfd().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_change_the_spelling() {
        let text = "**Tỉnh** Hòa  Bình";
        let with = |options| normalise(text, &options);
        let default = NormaliseOptions::default();
        assert_eq!(with(default), "Tỉnh Hòa Bình");
        assert_eq!(
            with(NormaliseOptions {
                tone: Tone::New,
                ..default
            }),
            "Tỉnh Hoà Bình"
        );
        assert_eq!(
            with(NormaliseOptions {
                fold: true,
                ..default
            }),
            "tỉnh hòa bình"
        );
        let apart = with(NormaliseOptions {
            form: Form::Nfd,
            ..default
        });
        assert_eq!(apart.nfc().collect::<String>(), "Tỉnh Hòa Bình");
        assert_ne!(apart, "Tỉnh Hòa Bình");
    }
}
