//! Citations, recipients, indices and dimensions against gold.

use super::gold;
use super::keys;
use super::score::{Item, Page};
use crate::link::grounds::Slot;
use crate::link::record::{Citation, DimensionEntry};
use crate::value::Treatment;

impl Page<'_> {
    /// Citations and recipients, each only where the gold has them.
    pub(super) fn lists(&mut self) {
        let gold = self.gold;
        if let Some(wanted) = &gold.citations {
            self.citations(wanted);
        }
        if let Some(wanted) = &gold.recipients {
            let wanted = wanted.iter().map(gold::Recipient::value);
            let wanted = wanted.map(|line| self.wanted(keys::fold(line), line, line));
            let wanted = wanted.collect();
            self.add("recipients", self.recipients(), wanted);
        }
    }

    fn citations(&mut self, wanted: &[gold::Citation]) {
        let found: &[Citation] = self.record.map_or(&[], |record| &record.citations);
        let found: Vec<Item> = found
            .iter()
            .enumerate()
            .map(|(at, c)| of_citation(at, c))
            .collect();
        let dates = self.record.map_or(&[][..], |record| &record.citations);
        let dated = found.iter().zip(dates).filter_map(|(item, citation)| {
            let date = citation.date.as_deref().filter(|date| !date.is_empty())?;
            Some(with_date(item, date))
        });
        let dated = dated.collect();
        let mut wanted_numbers = Vec::new();
        let mut wanted_dates = Vec::new();
        for citation in wanted {
            let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
            let Some(number) = filled(&citation.number) else {
                continue;
            };
            let words = citation.anchor.as_deref().unwrap_or(&number);
            let item = self.wanted(keys::number(&number), &number, words);
            wanted_dates.extend(filled(&citation.date).map(|date| with_date(&item, &date)));
            wanted_numbers.push(item);
        }
        let found = found.into_iter().filter(|item| !item.key.is_empty());
        self.add("citations", found.collect(), wanted_numbers);
        self.add("citations.date", dated, wanted_dates);
    }

    fn recipients(&self) -> Vec<Item> {
        let found = self
            .record
            .into_iter()
            .flat_map(|record| &record.recipients);
        let items = found.enumerate().map(|(at, line)| Item {
            key: keys::fold(&line.value),
            value: line.value.clone(),
            line: Some(line.span.line),
            words: line.value.clone(),
            slot: Some(Slot::Recipient(at)),
        });
        items.collect()
    }

    /// Indices, and the dimensions of them: those that are more than mentioned, then all with their treatment.
    pub(super) fn dimensions(&mut self) {
        let gold = self.gold;
        let index = |name: &String| self.wanted(keys::fold(name), name, name);
        let wanted = gold.indices.iter().flatten().map(index).collect();
        let found = self.record.into_iter().flat_map(|record| &record.indices);
        let found = found.map(index).collect();
        self.add("indices", found, wanted);

        let found: &[DimensionEntry] = self.record.map_or(&[], |record| &record.dimensions);
        let found: Vec<(Treatment, Item)> = found
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.treatment, of_dimension(at, entry)))
            .collect();
        let wanted = gold.dimensions.iter().map(|d| {
            let key = dimension_key(&d.index, d.dimension);
            let name = format!("{}-{}", d.index, d.dimension);
            (
                d.treatment,
                Item {
                    line: None,
                    ..self.wanted(key, &name, "")
                },
            )
        });
        let wanted: Vec<(Treatment, Item)> = wanted.collect();
        self.add("dimensions", treated(&found), treated(&wanted));
        self.add("dimensions.treatment", exact(found), exact(wanted));
    }
}

fn of_citation(at: usize, citation: &Citation) -> Item {
    Item {
        key: keys::number(&citation.number),
        value: citation.number.clone(),
        line: Some(citation.span.line),
        words: citation.text.clone(),
        slot: Some(Slot::Citation(at)),
    }
}

/// A citation with its date, which has no confidence of its own.
fn with_date(item: &Item, date: &str) -> Item {
    Item {
        key: format!("{} {date}", item.key),
        value: format!("{} of {date}", item.value),
        slot: None,
        ..item.clone()
    }
}

fn dimension_key(index: &str, dimension: u8) -> String {
    format!("{} {dimension}", keys::fold(index))
}

fn of_dimension(at: usize, entry: &DimensionEntry) -> Item {
    Item {
        key: dimension_key(&entry.index, entry.dimension),
        value: format!("{}-{}", entry.index, entry.dimension),
        line: entry.spans.first().map(|span| span.line),
        words: String::new(),
        slot: Some(Slot::Dimension(at)),
    }
}

fn treated(dimensions: &[(Treatment, Item)]) -> Vec<Item> {
    let more = dimensions
        .iter()
        .filter(|(t, _)| *t != Treatment::Mentioned);
    // Its confidence is that of the treatment as well.
    more.map(|(_, item)| Item {
        slot: None,
        ..item.clone()
    })
    .collect()
}

fn exact(dimensions: Vec<(Treatment, Item)>) -> Vec<Item> {
    let items = dimensions.into_iter().map(|(treatment, item)| Item {
        key: format!("{} {}", item.key, treatment.as_str()),
        value: format!("{} {}", item.value, treatment.as_str()),
        ..item
    });
    items.collect()
}
