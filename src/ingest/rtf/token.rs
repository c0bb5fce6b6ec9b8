//! RTF bytes → tokens.

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word-12`, without the backslash and the blank that ends it.
    Word(&'b str, Option<i32>),
    /// `\*`, `\~`: a backslash and a sign.
    Sign(u8),
    /// A byte of text, written as such or as `\'xx`.
    Byte(u8),
}

/// Cuts RTF into tokens; never fails, for what is broken is text.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The longest control word of the specification has 32 letters.
const LONGEST_WORD: usize = 32;
/// A parameter has at most ten digits and a sign.
const LONGEST_NUMBER: usize = 11;

impl<'b> Tokens<'b> {
    /// The tokens of a file.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Tokens { bytes, at: 0 }
    }

    fn run(&self, from: usize, most: usize, fits: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let length = rest
            .iter()
            .take(most)
            .take_while(|&&byte| fits(byte))
            .count();
        &rest[..length]
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'b>> {
        let word = self.run(self.at, LONGEST_WORD, |byte| byte.is_ascii_alphabetic());
        if word.is_empty() {
            return self.sign();
        }
        self.at += word.len();
        let minus = usize::from(self.bytes.get(self.at) == Some(&b'-'));
        let digits = self.run(self.at + minus, LONGEST_NUMBER, |byte| {
            byte.is_ascii_digit()
        });
        let mut parameter = None;
        if !digits.is_empty() {
            let number: i64 = std::str::from_utf8(digits)
                .ok()?
                .parse()
                .unwrap_or(i64::from(i32::MAX));
            let signed = if minus == 1 { -number } else { number };
            parameter =
                Some(i32::try_from(signed).unwrap_or(if signed < 0 { i32::MIN } else { i32::MAX }));
            self.at += minus + digits.len();
        }
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        let word = std::str::from_utf8(word).ok()?;
        if word == "bin" {
            // So many bytes are a picture's, not RTF.
            self.at = self
                .at
                .saturating_add(usize::try_from(parameter.unwrap_or(0)).unwrap_or(0));
        }
        Some(Token::Word(word, parameter))
    }

    fn sign(&mut self) -> Option<Token<'b>> {
        let sign = *self.bytes.get(self.at)?;
        self.at += 1;
        match sign {
            b'\'' => {
                let digits = self.run(self.at, 2, |byte| byte.is_ascii_hexdigit());
                self.at += digits.len();
                let code = std::str::from_utf8(digits)
                    .ok()
                    .and_then(|d| u8::from_str_radix(d, 16).ok());
                Some(code.map_or(Token::Sign(b'\''), Token::Byte))
            }
            b'\\' | b'{' | b'}' => Some(Token::Byte(sign)),
            // A backslash before a line end is an old way to write `\par`.
            b'\r' | b'\n' => Some(Token::Word("par", None)),
            _ => Some(Token::Sign(sign)),
        }
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                // Line ends only break the file into lines; NULs pad it.
                b'\r' | b'\n' | 0 => continue,
                _ => Some(Token::Byte(byte)),
            };
        }
    }
}
