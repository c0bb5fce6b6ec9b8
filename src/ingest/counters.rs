//! Counting in lists of several levels, as word processors do it, and the labels that come out.

use super::roman::roman;

/// How a number is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// `1`
    #[default]
    Digits,
    /// `01`
    TwoDigits,
    /// `II`
    Roman,
    /// `ii`
    SmallRoman,
    /// `B`
    Letter,
    /// `b`
    SmallLetter,
    /// The text of the level, a mark.
    Bullet,
    /// No number, only the text around it.
    Nothing,
}

/// One level of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Level {
    /// How its number is written.
    pub style: Style,
    /// Its first number.
    pub start: u32,
    /// The label, `%1` for the number of the first level: `%1.%2.`
    pub text: String,
    /// All numbers of the label as digits.
    pub legal: bool,
    /// Does not begin anew below a new number of a higher level.
    pub keeps_counting: bool,
}

/// How far a list has counted on each level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters {
    /// The last number given; `None` before the first.
    last: Vec<Option<u32>>,
    /// Numbers that levels begin with next time, instead of their own first.
    starts: Vec<(usize, u32)>,
}

impl Counters {
    /// Lets a level begin anew with `start`.
    pub fn restart(&mut self, level: usize, start: u32) {
        if let Some(last) = self.last.get_mut(level) {
            *last = None;
        }
        self.starts.retain(|(at, _)| *at != level);
        self.starts.push((level, start));
    }

    /// Counts one paragraph on `level` (from 0) and gives its label; `None` where the level shows nothing.
    pub fn next(&mut self, levels: &[Level], level: usize) -> Option<String> {
        let own = levels.get(level)?;
        self.last.resize(levels.len().max(self.last.len()), None);
        let next = match self.last[level] {
            Some(last) => last.saturating_add(1),
            None => self.first(levels, level),
        };
        self.last[level] = Some(next);
        for (below, last) in self.last.iter_mut().enumerate().skip(level + 1) {
            if levels.get(below).is_none_or(|below| !below.keeps_counting) {
                *last = None;
            }
        }
        let label = match own.style {
            Style::Bullet => bullet(&own.text).to_owned(),
            _ => self.label(levels, own),
        };
        let label = label.trim().to_owned();
        (!label.is_empty()).then_some(label)
    }

    fn first(&self, levels: &[Level], level: usize) -> u32 {
        let restarted = self.starts.iter().find(|(at, _)| *at == level);
        let own = levels.get(level).map_or(1, |level| level.start);
        restarted.map_or(own, |(_, start)| *start)
    }

    fn label(&self, levels: &[Level], own: &Level) -> String {
        let mut label = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            label.push_str(before);
            let digit = after.chars().next().and_then(|c| c.to_digit(10));
            let level = digit.and_then(|digit| (digit as usize).checked_sub(1));
            match level.and_then(|at| Some((at, levels.get(at)?))) {
                Some((at, level)) => {
                    let number = self.last.get(at).copied().flatten();
                    let number = number.unwrap_or_else(|| self.first(levels, at));
                    let legal = own.legal && level.style != Style::Nothing;
                    let style = if legal { Style::Digits } else { level.style };
                    label.push_str(&written(number, style));
                    rest = &after[1..];
                }
                None => {
                    label.push('%');
                    rest = after;
                }
            }
        }
        label + rest
    }
}

/// A mark as it is read: dashes, pluses and stars as they are, drawn marks of symbol fonts as `•`.
pub fn bullet(mark: &str) -> &str {
    match mark.trim() {
        "" => "",
        mark @ ("-" | "+" | "*" | "–" | "—" | "•") => mark,
        _ => "•",
    }
}

/// A number in a style.
pub fn written(number: u32, style: Style) -> String {
    match style {
        Style::Digits => number.to_string(),
        Style::TwoDigits => format!("{number:02}"),
        Style::Roman => roman(number as usize),
        Style::SmallRoman => roman(number as usize).to_lowercase(),
        Style::Letter => letter(number),
        Style::SmallLetter => letter(number).to_lowercase(),
        Style::Bullet | Style::Nothing => String::new(),
    }
}

/// `A` to `Z`, then `AA`, `BB`, as Word counts on.
fn letter(number: u32) -> String {
    let Some(at) = number.checked_sub(1) else {
        return "0".to_owned();
    };
    let letter = char::from(b'A' + (at % 26) as u8);
    // A list of over 200 letters is a fault of the file; its label need not be long.
    let times = (at / 26 + 1).min(8) as usize;
    letter.to_string().repeat(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(style: Style, text: &str) -> Level {
        Level {
            style,
            start: 1,
            text: text.to_string(),
            ..Level::default()
        }
    }

    fn count(levels: &[Level], order: &[usize]) -> Vec<String> {
        let mut counters = Counters::default();
        let labels = order.iter().map(|&at| counters.next(levels, at));
        labels.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn levels_count_below_each_other() {
        let levels = [
            level(Style::Roman, "%1."),
            level(Style::Digits, "%2."),
            level(Style::SmallLetter, "%3)"),
            level(Style::Bullet, "-"),
        ];
        assert_eq!(
            count(&levels, &[0, 1, 1, 2, 2, 3, 0, 1]),
            ["I.", "1.", "2.", "a)", "b)", "-", "II.", "1."]
        );
    }

    #[test]
    fn a_label_may_hold_the_levels_above() {
        let mut levels = [level(Style::Roman, "%1."), level(Style::Digits, "%1.%2.")];
        assert_eq!(count(&levels, &[0, 1, 1]), ["I.", "I.1.", "I.2."]);
        levels[1].legal = true;
        assert_eq!(count(&levels, &[1, 0, 1]), ["1.1.", "I.", "1.1."]);
    }

    #[test]
    fn a_level_may_go_on_or_begin_anew() {
        let mut levels = [level(Style::Roman, "%1."), level(Style::Digits, "%2.")];
        levels[1].keeps_counting = true;
        assert_eq!(count(&levels, &[0, 1, 0, 1]), ["I.", "1.", "II.", "2."]);
        let mut counters = Counters::default();
        counters.next(&levels, 0);
        counters.restart(0, 5);
        assert_eq!(counters.next(&levels, 0).as_deref(), Some("V."));
    }

    #[test]
    fn marks_and_numbers_are_written() {
        assert_eq!(
            [bullet("\u{f0b7}"), bullet("o"), bullet("+"), bullet(" ")],
            ["•", "•", "+", ""]
        );
        assert_eq!(written(1994, Style::Roman), "MCMXCIV");
        assert_eq!(written(28, Style::SmallLetter), "bb");
        assert_eq!(written(7, Style::TwoDigits), "07");
    }
}
