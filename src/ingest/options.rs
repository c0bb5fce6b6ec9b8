//! What the user says about how inputs are read.

use super::limits;
use std::time::Duration;

/// When pages are read by text recognition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ocr {
    /// Pages without a text layer, where the programs are installed.
    #[default]
    Auto,
    /// No page.
    Never,
    /// Every page of a PDF file: for files whose text layer is bad.
    Always,
}

impl std::str::FromStr for Ocr {
    type Err = String;

    fn from_str(word: &str) -> Result<Ocr, String> {
        match word {
            "auto" => Ok(Ocr::Auto),
            "never" => Ok(Ocr::Never),
            "always" => Ok(Ocr::Always),
            _ => Err(format!("expected auto, never or always, got {word}")),
        }
    }
}

/// How inputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOptions {
    /// When pages are recognised.
    pub ocr: Ocr,
    /// How long one document may take, text recognition aside.
    pub timeout: Duration,
    /// Most bytes of the text of a document, once it is decoded; a file may have as many, and 64 MiB at the least.
    pub largest: u64,
    /// Whether programs that are installed may read what the readers give up: damaged and very old files.
    pub converters: bool,
}

impl ReadOptions {
    /// Most bytes of a file.
    pub fn largest_file(&self) -> u64 {
        self.largest.max(limits::FILE)
    }

    /// No other program is asked: what comes out does not depend on what is installed.
    pub const ALONE: ReadOptions = ReadOptions {
        ocr: Ocr::Never,
        timeout: limits::TIME,
        largest: limits::TEXT as u64,
        converters: false,
    };
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            ocr: Ocr::default(),
            timeout: limits::TIME,
            largest: limits::TEXT as u64,
            converters: true,
        }
    }
}
