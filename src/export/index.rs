//! What the tables need to know of the indices: how many dimensions there are and what they are called.

use super::WORK;
use crate::error::Error;
use crate::rules::Rules;
use crate::spill::{Aside, Memory};
use crate::value::confidence::Confidence;
use crate::value::lang::Lang;
use std::path::Path;

/// Where it is not said: in plans with gold, one value of sixteen lies below, and half of those that are wrong.
pub const REVIEW_BELOW: f64 = 0.95;

/// An index with its dimensions in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexShape {
    /// `PAPI`
    pub name: String,
    /// Number and name of each dimension.
    pub dimensions: Vec<(u8, String)>,
}

/// What is the same for all records of a run.
#[derive(Debug, Clone)]
pub struct Context {
    /// The index whose dimensions are the columns of `coverage`.
    pub index: IndexShape,
    /// All indices that the rules know.
    pub indices: Vec<IndexShape>,
    /// Values that are less sure than this are rows of `review`.
    pub review_below: Confidence,
    /// What the run may hold; formats keep aside what goes beyond their part of it.
    pub memory: Memory,
    /// Language of headings and sentences in what people read: the workbook, the report.
    pub lang: Lang,
}

impl Context {
    /// The context of a run whose coverage is about the index called `name`, in any case.
    pub fn new(rules: &Rules, name: &str) -> Result<Self, Error> {
        Self::of(shapes(rules), name)
    }

    /// The same, from the indices themselves.
    pub fn of(indices: Vec<IndexShape>, name: &str) -> Result<Self, Error> {
        let wanted = name.trim().to_lowercase();
        let found = indices
            .iter()
            .find(|index| index.name.to_lowercase() == wanted);
        match found.cloned() {
            Some(index) => Ok(Self {
                index,
                indices,
                review_below: Confidence::of(REVIEW_BELOW),
                memory: Memory::default(),
                lang: Lang::default(),
            }),
            None => {
                let known: Vec<_> = indices.iter().map(|index| index.name.as_str()).collect();
                Err(Error::Usage(format!(
                    "--index: expected one of {}, got `{name}`",
                    known.join(", ")
                )))
            }
        }
    }

    /// Where a format keeps aside what goes beyond its part of the memory.
    pub fn aside(&self, folder: &Path) -> Aside {
        Aside::new(&folder.join(WORK), self.memory.aside())
    }

    /// Name of a dimension, where the rules give one.
    pub fn dimension_name(&self, index: &str, dimension: u8) -> Option<&str> {
        let shape = self.indices.iter().find(|shape| shape.name == index)?;
        let found = shape.dimensions.iter().find(|(n, _)| *n == dimension);
        found.map(|(_, name)| name.as_str())
    }
}

/// The indices of the rules that have dimensions.
fn shapes(rules: &Rules) -> Vec<IndexShape> {
    let shapes = rules.indices.all().iter().map(|index| {
        let whole = index.dimensions.iter().filter(|d| d.sub.is_none());
        let mut dimensions: Vec<_> = whole.collect();
        // A dimension that was renamed goes by the name in use.
        dimensions.sort_by_key(|d| (d.number, d.to.is_some()));
        dimensions.dedup_by_key(|d| d.number);
        IndexShape {
            name: index.name.clone(),
            dimensions: dimensions
                .into_iter()
                .map(|d| (d.number, d.name.clone()))
                .collect(),
        }
    });
    shapes
        .filter(|shape| !shape.dimensions.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_an_index_in_any_case_and_lists_them_otherwise() {
        let shape = |name: &str| IndexShape {
            name: name.to_string(),
            dimensions: vec![(1, "Tham gia".to_string())],
        };
        let all = || vec![shape("PAPI"), shape("PAR INDEX")];
        let context = Context::of(all(), "par index").unwrap();
        assert_eq!(context.index.name, "PAR INDEX");
        assert_eq!(context.dimension_name("PAPI", 1), Some("Tham gia"));
        assert_eq!(context.dimension_name("PAPI", 2), None);
        let error = Context::of(all(), "PCI").unwrap_err().to_string();
        assert!(error.contains("PAPI, PAR INDEX"), "{error}");
    }

    #[test]
    fn papi_has_eight_dimensions_each_with_its_name() {
        let context = Context::new(&Rules::embedded().unwrap(), "papi").unwrap();
        let numbers: Vec<_> = context.index.dimensions.iter().map(|(n, _)| *n).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
        let name = context.dimension_name("PAPI", 5);
        assert_eq!(name, Some("Thủ tục hành chính công"));
    }
}
