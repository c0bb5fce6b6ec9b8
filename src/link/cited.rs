//! The citations of a document by what short forms say of them: looked up, however many there are.

use super::citations::Entry;
use rustc_hash::FxHashMap;

/// Entries by their places, types and serial numbers; each is named by its position in the list.
#[derive(Debug, Default)]
pub struct Cited<'e> {
    entries: &'e [Entry],
    /// Where each place ends, with its entry, in this order: of all, and of those of each type.
    ends: Vec<(usize, usize)>,
    of_kind: FxHashMap<&'e str, Vec<(usize, usize)>>,
    /// Entries by the digits with which their number begins, without zeros in front.
    serials: FxHashMap<&'e str, Vec<usize>>,
}

impl<'e> Cited<'e> {
    /// Those of a document.
    pub fn new(entries: &'e [Entry]) -> Self {
        let mut cited = Self {
            entries,
            ..Self::default()
        };
        for (at, entry) in entries.iter().enumerate() {
            let ends = entry.places.iter().map(|place| (place.end, at));
            cited.ends.extend(ends.clone());
            if let Some(kind) = entry.citation.kind.as_deref() {
                cited.of_kind.entry(kind).or_default().extend(ends);
            }
            let number = entry.citation.number.as_str();
            let digits = number.find(|c: char| !c.is_ascii_digit());
            let (digits, _) = number.split_at(digits.unwrap_or(number.len()));
            let serial = digits.trim_start_matches('0');
            cited.serials.entry(serial).or_default().push(at);
        }
        cited.ends.sort_unstable();
        for ends in cited.of_kind.values_mut() {
            ends.sort_unstable();
        }
        cited
    }

    /// The entry whose place is the last that ends before a byte, or at it.
    pub fn last_before(&self, byte: usize) -> Option<usize> {
        last(&self.ends, byte).map(|(_, at)| at)
    }

    /// The same of those of a type, and where the place ends.
    pub fn last_of_kind(&self, kind: &str, byte: usize) -> Option<(usize, usize)> {
        last(self.of_kind.get(kind)?, byte)
    }

    /// The only one with a serial number, of a type or of none.
    pub fn with_serial(&self, serial: &str, kind: &str) -> Option<usize> {
        let fits = |at: &&usize| {
            let entry = self.entries.get(**at);
            let own = entry.and_then(|entry| entry.citation.kind.as_deref());
            own.is_none_or(|own| own == kind)
        };
        let mut fitting = self.serials.get(serial)?.iter().filter(fits);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(*first)
    }
}

fn last(ends: &[(usize, usize)], byte: usize) -> Option<(usize, usize)> {
    let behind = ends.partition_point(|(end, _)| *end <= byte);
    ends.get(behind.checked_sub(1)?).copied()
}
