//! Widths of glyphs that are no whole numbers, as Chromium and pdfTeX write them: the library reads such as nothing.

use rpdfium_core::Name;
use rpdfium_font::ResolvedFont;
use rpdfium_parser::{Object, ObjectId, ObjectStore};
use std::collections::HashMap;
use std::sync::Arc;

type Store = ObjectStore<Arc<[u8]>>;
type Dictionary = HashMap<Name, Object>;

/// Codes of a font have two bytes.
const MOST_CODES: usize = 1 << 16;
/// A font that gives every code a width a few times over is damaged.
const MOST_WIDTHS: usize = 4 * MOST_CODES;

/// The font with all its widths, in thousandths of its size; nothing where the library has them already.
pub(super) fn completed(font: &ResolvedFont, id: ObjectId, store: &Store) -> Option<ResolvedFont> {
    let dictionary = store.resolve(id).ok()?.as_dict()?;
    let mut widths = font.widths.clone();
    if font.is_cid_font() {
        let descendants = array(dictionary, &Name::descendant_fonts(), store)?;
        let descendant = store.deep_resolve(descendants.first()?).ok()?.as_dict()?;
        by_code(&mut widths, array(descendant, &Name::w(), store)?, store);
    } else {
        let all = array(dictionary, &Name::widths(), store)?;
        if all.len() != widths.len() {
            // The library took those of a standard font.
            return None;
        }
        widths = all.iter().map(|width| number(width, store)).collect();
    }
    (widths != font.widths).then(|| ResolvedFont {
        widths,
        ..font.clone()
    })
}

fn array<'s>(dictionary: &'s Dictionary, name: &Name, store: &'s Store) -> Option<&'s [Object]> {
    store.dict_resolve(dictionary, name).ok()??.as_array()
}

/// The nearest whole number; 0 for what is none. Widths of letters are below 65,536 thousandths of their size.
fn number(object: &Object, store: &Store) -> u16 {
    let number = store.deep_resolve(object).ok().and_then(Object::as_f64);
    // A float that is cast is cut off at both ends.
    number.unwrap_or(0.0).round() as u16
}

/// Reads `first [width width …]` and `first last width`.
fn by_code(widths: &mut Vec<u16>, array: &[Object], store: &Store) {
    let mut entries = array.iter();
    let mut left = MOST_WIDTHS;
    while let (Some(first), Some(second)) = (entries.next(), entries.next()) {
        let first = usize::from(number(first, store));
        let Ok(second) = store.deep_resolve(second) else {
            return;
        };
        let of_range: Vec<u16> = match second.as_array() {
            Some(each) => each.iter().map(|width| number(width, store)).collect(),
            None => {
                let last = usize::from(number(second, store));
                let width = entries.next().map_or(0, |width| number(width, store));
                vec![width; (last + 1).saturating_sub(first)]
            }
        };
        left = left.saturating_sub(of_range.len());
        if left == 0 {
            return;
        }
        let end = (first + of_range.len()).min(MOST_CODES);
        widths.resize(widths.len().max(end), 0);
        let place = widths.get_mut(first..end).unwrap_or_default();
        for (place, width) in place.iter_mut().zip(of_range) {
            *place = width;
        }
    }
}
