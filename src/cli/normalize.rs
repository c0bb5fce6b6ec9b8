//! `kehoach normalize`: a filter that writes clean text.

use super::Stop;
use super::reading::Documents;
use crate::text::{Form, NormaliseOptions, Tone, normalise};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use unicode_normalization::UnicodeNormalization;

/// Write the clean text of documents to standard output
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Normalize {
    #[command(flatten)]
    documents: Documents,

    /// Where tone marks stand in oa, oe, uy: as written, hòa, or hoà
    #[arg(long, value_name = "keep|hòa|hoà", default_value = "keep", value_parser = tone)]
    tone: Tone,

    /// Unicode form
    #[arg(long, value_enum, value_name = "FORM", default_value = "nfc")]
    form: FormName,

    /// The form that words are searched in: lower case, one placement of tone marks
    #[arg(long)]
    fold: bool,
}

const EXAMPLES: &str = "\
Examples:
  kehoach normalize scan.txt > clean.txt
  cat plan.txt | kehoach normalize --tone hòa
  kehoach normalize plans --fold | grep 'phối hợp'";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormName {
    /// Composed: one character a letter
    Nfc,
    /// Decomposed: letters and marks apart
    Nfd,
}

impl Normalize {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let options = NormaliseOptions {
            tone: self.tone,
            form: match self.form {
                FormName::Nfc => Form::Nfc,
                FormName::Nfd => Form::Nfd,
            },
            fold: self.fold,
        };
        let mut out = io::stdout().lock();
        self.documents.each(|document, _| {
            out.write_all(normalise(&document.original, &options).as_bytes())?;
            out.flush()
        })
    }
}

/// A keyboard may give `hoà` with its mark apart; `old` and `new` are for keyboards without it.
fn tone(name: &str) -> Result<Tone, String> {
    match name.nfc().collect::<String>().as_str() {
        "keep" => Ok(Tone::Keep),
        "hòa" | "old" => Ok(Tone::Old),
        "hoà" | "new" => Ok(Tone::New),
        _ => Err("expected keep, hòa (or old) or hoà (or new)".to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_placement_in_either_unicode_form() {
        assert_eq!(tone("hòa"), Ok(Tone::Old));
        assert_eq!(tone("hoa\u{300}"), Ok(Tone::New));
        assert_eq!(tone("ho\u{300}a"), Ok(Tone::Old));
        assert_eq!(tone("new"), Ok(Tone::New));
        assert!(tone("hoa").is_err());
    }
}
