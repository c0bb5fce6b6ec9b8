//! Automatic numbers of lists, as text: a plan's "1." is often one.
//!
//! After [MS-DOC] 2.9.131 (LSTF), 2.9.150 (LVL) and 2.9.132 (LFO).

use super::bytes::Bytes;
use crate::ingest::roman::roman;
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    /// Number of the first item.
    start: usize,
    /// How numbers are written.
    format: u8,
    /// The label; a character below 9 stands for the number of that level.
    text: Vec<u16>,
    /// What follows the label: a tab (0), a blank (1) or nothing.
    follow: u8,
}

/// The lists of a document and how far they are counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    lists: BTreeMap<usize, Vec<Level>>,
    /// The list of each use.
    uses: Vec<usize>,
    /// Numbers reached, by list.
    counts: BTreeMap<usize, [Option<usize>; LEVELS]>,
}

impl Lists {
    /// Reads the lists. `lists` is what the block says they take; their levels lie behind, in the `table` stream.
    pub(super) fn read(table: Bytes, start: usize, length: usize, uses: Bytes) -> Lists {
        let read = read_lists(table, start, length).unwrap_or_default();
        let count = uses.u32(0).unwrap_or(0).min(uses.0.len() / 16);
        let uses = (0..count)
            .filter_map(|index| uses.u32(4 + index * 16))
            .collect();
        Lists {
            lists: read,
            uses,
            counts: BTreeMap::new(),
        }
    }

    /// The label of the next paragraph of a use (1-based, 0 for none) at a level.
    pub(super) fn label(&mut self, list_use: usize, level: usize) -> Option<String> {
        let list = *self.uses.get(list_use.checked_sub(1)?)?;
        let levels = self.lists.get(&list)?;
        let level = level.min(levels.len().checked_sub(1)?);
        let counts = self.counts.entry(list).or_default();
        let count = counts.get_mut(level)?;
        *count = Some(count.map_or(levels[level].start, |reached| reached.saturating_add(1)));
        // An item begins all lists below it anew.
        counts
            .iter_mut()
            .skip(level + 1)
            .for_each(|below| *below = None);
        let mut label = String::new();
        for unit in &levels[level].text {
            match levels
                .get(usize::from(*unit))
                .filter(|_| usize::from(*unit) < LEVELS)
            {
                Some(numbered) => {
                    let number = counts[usize::from(*unit)].unwrap_or(numbered.start);
                    label.push_str(&written(number, numbered.format));
                }
                None => label.extend(char::from_u32(u32::from(*unit))),
            }
        }
        match levels[level].follow {
            0 | 1 if !label.is_empty() => label.push(' '),
            _ => {}
        }
        Some(label).filter(|label| !label.trim().is_empty())
    }
}

fn read_lists(table: Bytes, start: usize, length: usize) -> Option<BTreeMap<usize, Vec<Level>>> {
    let mut lists = BTreeMap::new();
    let count = usize::from(table.u16(start)?);
    let mut at = start.checked_add(length)?;
    for index in 0..count {
        let entry = start + 2 + index * 28;
        let list = table.u32(entry)?;
        let simple = table.u8(entry + 26)? & 1 == 1;
        let mut levels = Vec::new();
        for _ in 0..if simple { 1 } else { LEVELS } {
            let Some((level, end)) = read_level(table, at) else {
                return Some(lists);
            };
            levels.push(level);
            at = end;
        }
        lists.insert(list, levels);
    }
    Some(lists)
}

/// A level and where the next one begins.
fn read_level(table: Bytes, at: usize) -> Option<(Level, usize)> {
    let characters = usize::from(table.u8(at + 24)?);
    let paragraphs = usize::from(table.u8(at + 25)?);
    let text_at = at + 28 + characters + paragraphs;
    let length = usize::from(table.u16(text_at)?);
    let text = table.slice(text_at + 2, length * 2)?;
    let level = Level {
        start: table.u32(at)?,
        format: table.u8(at + 4)?,
        text: text
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect(),
        follow: table.u8(at + 15)?,
    };
    Some((level, text_at + 2 + length * 2))
}

/// A number as the format writes it ([MS-OSHARED] 2.2.1.3).
fn written(number: usize, format: u8) -> String {
    match format {
        1 => roman(number),
        2 => roman(number).to_lowercase(),
        3 => letters(number),
        4 => letters(number).to_lowercase(),
        22 => format!("{number:02}"),
        23 | 255 => String::new(),
        _ => number.to_string(),
    }
}

/// `A`, …, `Z`, `AA`, `BB`.
fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1) else {
        return number.to_string();
    };
    let letter = u8::try_from(index % 26).map_or('?', |offset| char::from(b'A' + offset));
    // No list is longer; a damaged number must not fill the memory.
    std::iter::repeat_n(letter, (index / 26 + 1).min(8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_format_says() {
        assert_eq!(written(4, 1), "IV");
        assert_eq!(written(28, 4), "bb");
        assert_eq!(written(7, 22), "07");
        assert_eq!(written(0, 3), "0");
        assert_eq!(written(usize::MAX, 3).len(), 8);
    }

    #[test]
    fn items_count_by_level() {
        let level = |text: &str| Level {
            start: 1,
            format: 0,
            text: text.encode_utf16().collect(),
            follow: 1,
        };
        let levels = vec![level("\0."), level("\0.\u{1}.")];
        let mut lists = Lists {
            lists: BTreeMap::from([(7, levels)]),
            uses: vec![7],
            counts: BTreeMap::new(),
        };
        let labels: Vec<_> = [0, 1, 1, 0, 1]
            .map(|level| lists.label(1, level).unwrap_or_default())
            .into();
        assert_eq!(labels, ["1. ", "1.1. ", "1.2. ", "2. ", "2.1. "]);
        assert_eq!(lists.label(0, 0), None);
        assert_eq!(lists.label(9, 0), None);
    }
}
