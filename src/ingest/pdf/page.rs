//! What a page of a PDF file shows, in points, y upwards, whatever way the page is turned.

/// A glyph and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Left end of its place on the baseline.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// How far the pen moves on.
    pub width: f64,
    /// Size of the font as shown.
    pub size: f64,
    /// Where the pen moves to.
    pub direction: (f64, f64),
    /// Number of its font in the page.
    pub font: usize,
    /// Its characters; a whole word where text recognition read it.
    pub text: String,
    /// How sure text recognition is of it, from 0 to 100; none for a glyph of a text layer.
    pub confidence: Option<u8>,
}

/// A line that is drawn, level or upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Left or lower end.
    pub from: (f64, f64),
    /// Right or upper end.
    pub to: (f64, f64),
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    /// In the order of drawing.
    pub glyphs: Vec<Glyph>,
    /// Lines that may be those of a table.
    pub rules: Vec<Rule>,
    /// Names of the fonts.
    pub fonts: Vec<String>,
    /// Whether there is a picture.
    pub has_image: bool,
    /// Why the page cannot be read.
    pub damage: Option<String>,
}

impl Page {
    /// The number of a font. Parts of one font, each with a tag of its own before the name, are one.
    pub(super) fn font(&mut self, name: &str) -> usize {
        let name = match name.split_once('+') {
            Some((tag, name)) if tag.len() == 6 => name,
            _ => name,
        };
        self.fonts
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                self.fonts.push(name.to_owned());
                self.fonts.len() - 1
            })
    }

    /// How many letters it shows as text.
    pub(super) fn letters(&self) -> usize {
        self.glyphs
            .iter()
            .flat_map(|glyph| glyph.text.chars())
            .filter(|c| c.is_alphabetic())
            .count()
    }

    /// Turns the page so that most of its text runs to the right, and leaves out what still does not: marks along
    /// the margin, stamps.
    pub(super) fn turn(&mut self) {
        let mut counts = [0_usize; 4];
        for glyph in &self.glyphs {
            counts[quarter(glyph.direction)] += 1;
        }
        let most = (0..4)
            .max_by_key(|&turn| (counts[turn], std::cmp::Reverse(turn)))
            .unwrap_or(0);
        let turned = |(x, y): (f64, f64)| match most {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        for glyph in &mut self.glyphs {
            (glyph.x, glyph.y) = turned((glyph.x, glyph.y));
            glyph.direction = turned(glyph.direction);
        }
        for rule in &mut self.rules {
            let (a, b) = (turned(rule.from), turned(rule.to));
            *rule = Rule {
                from: (a.0.min(b.0), a.1.min(b.1)),
                to: (a.0.max(b.0), a.1.max(b.1)),
            };
        }
        self.glyphs.retain(|glyph| {
            quarter(glyph.direction) == 0 && glyph.x.is_finite() && glyph.y.is_finite()
        });
    }
}

/// Quarter turns, against the clock, from rightwards to a direction.
fn quarter((a, b): (f64, f64)) -> usize {
    if a.abs() >= b.abs() {
        if a >= 0.0 { 0 } else { 2 }
    } else if b > 0.0 {
        1
    } else {
        3
    }
}
