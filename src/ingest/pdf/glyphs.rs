//! PDF bytes → what each page shows: glyphs with their places, drawn lines, whether there is a picture.
//!
//! The library parses and interprets; where text stands is taken from its display list glyph by glyph, since its own
//! text output follows the order of drawing, in which accents of a second font come after their line.

use super::super::limits;
use super::nesting;
use super::page::{Glyph, Page};
use crate::deadline::{self, Lost};
use rpdfium_core::{Matrix, Name, ParsingMode};
use rpdfium_font::{DashMapFontCache, FontCache as _, FontRef, ResolvedFont};
use rpdfium_page::display::{DisplayNode, TextRun};
use rpdfium_page::{
    InterpreterContext, ResourceDict, collect_page_ids, interpret, resolve_resources,
};
use rpdfium_parser::{Object, ObjectId, ObjectStore, tokenize_content_stream};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(super) type Store = ObjectStore<Arc<[u8]>>;

/// Why the library gives no pages.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failed {
    /// In this time.
    #[error("the PDF file is not read within {} seconds", .0.as_secs())]
    TooSlow(Duration),
    /// It says why, or fell over.
    #[error("{0}")]
    Damaged(String),
}

/// Reads all pages.
///
/// The library forbids unsafe code and means never to panic, but it is young, and some damage makes it go round in
/// circles. So it works apart, with half of the time that is left: another program may want the rest.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<Page>, Failed> {
    let bytes: Arc<[u8]> = Arc::from(bytes);
    let limit = deadline::left().unwrap_or(limits::TIME) / 2;
    match deadline::apart(limit, move || read(bytes)) {
        Ok(pages) => pages.map_err(Failed::Damaged),
        Err(Lost::TooSlow) => Err(Failed::TooSlow(limit)),
        Err(Lost::Fallen) => Err(Failed::Damaged("its structure is damaged".to_owned())),
    }
}

fn read(bytes: Arc<[u8]>) -> Result<Vec<Page>, String> {
    nesting::check(&bytes)?;
    let store = ObjectStore::open_with_password(bytes, ParsingMode::Lenient, None)
        .map_err(|error| error.to_string())?;
    nesting::check_packed(&store)?;
    let ids = collect_page_ids(&store).map_err(|error| error.to_string())?;
    if ids.len() > limits::PAGES {
        return Err(format!("{} pages, more than {}", ids.len(), limits::PAGES));
    }
    let fonts = DashMapFontCache::new();
    let completed = Completed::default();
    let mut left = limits::GLYPHS;
    let pages = ids.into_iter().map(|id| {
        deadline::check();
        // A page that cannot be read is an empty one: the others are still worth having.
        let page = page(&store, &fonts, &completed, id).unwrap_or_else(|message| Page {
            damage: Some(message),
            ..Page::default()
        });
        left = left.saturating_sub(page.glyphs.len());
        (left > 0)
            .then_some(page)
            .ok_or_else(|| format!("over {} characters", limits::GLYPHS))
    });
    pages.collect()
}

fn page(
    store: &Store,
    fonts: &DashMapFontCache,
    completed: &Completed,
    id: ObjectId,
) -> Result<Page, String> {
    let object = store.resolve(id).map_err(|error| error.to_string())?;
    let dictionary = object.as_dict().ok_or("the page is no dictionary")?;
    let content = match dictionary.get(&Name::contents()) {
        Some(contents) => content(store, contents)?,
        None => Vec::new(),
    };
    let (content, has_image) = super::clean::clean(content);
    let operators = tokenize_content_stream(&content).map_err(|error| error.to_string())?;
    let resources = resolve_resources(store, dictionary).map_err(|error| error.to_string())?;
    let fonts = Fonts {
        fonts,
        completed,
        store,
        resources: &resources,
    };
    let context = InterpreterContext {
        store,
        font_cache: &fonts,
        mode: ParsingMode::Lenient,
        oc_context: None,
    };
    let tree = interpret(&operators, &context, &resources, limits::OPERATORS)
        .map_err(|error| error.to_string())?;
    let mut page = Page {
        has_image,
        ..Page::default()
    };
    collect(&tree.root, &mut page);
    Ok(page)
}

/// The content of a page: a stream, or several in a row.
fn content(store: &Store, contents: &Object) -> Result<Vec<u8>, String> {
    let contents = store
        .deep_resolve(contents)
        .map_err(|error| error.to_string())?;
    let parts = match contents {
        Object::Array(parts) => parts.as_slice(),
        single => std::slice::from_ref(single),
    };
    let mut all = Vec::new();
    for part in parts {
        let stream = store
            .deep_resolve(part)
            .map_err(|error| error.to_string())?;
        // One of several that is damaged costs its part of the page.
        if let Ok(decoded) = store.decode_stream(stream) {
            if all.len() + decoded.len() > limits::DRAWN {
                return Err(format!("over {} MiB draw the page", limits::DRAWN >> 20));
            }
            all.extend(decoded);
            all.push(b'\n');
        }
    }
    Ok(all)
}

/// Fonts whose widths were completed, so that it is done once for each.
type Completed = Mutex<HashMap<ObjectId, Arc<ResolvedFont>>>;

/// The fonts of a page, as the interpreter asks for them.
struct Fonts<'a> {
    fonts: &'a DashMapFontCache,
    completed: &'a Completed,
    store: &'a Store,
    resources: &'a ResourceDict,
}

impl rpdfium_page::FontCache for Fonts<'_> {
    fn glyph_width(&self, name: &Name, code: u16) -> Option<f32> {
        let font = self.get_resolved_font(name)?;
        // The glyphs of such a font are drawings in a measure of their own.
        let drawn = font.type3.as_ref().zip(u8::try_from(code).ok());
        Some(match drawn {
            Some((drawn, code)) => drawn.char_width_f(code) * drawn.font_matrix()[0] * 1000.0,
            None => f32::from(font.char_width(code)),
        })
    }

    fn get_resolved_font(&self, name: &Name) -> Option<Arc<ResolvedFont>> {
        let id = *self.resources.fonts.get(name)?;
        let font = self.fonts.get_or_load(&FontRef::new(id), self.store).ok()?;
        let mut completed = self.completed.lock().ok()?;
        let complete = completed.entry(id).or_insert_with(|| {
            let complete = super::widths::completed(&font, id, self.store);
            complete.map_or(font, Arc::new)
        });
        Some(Arc::clone(complete))
    }
}

fn collect(node: &DisplayNode, page: &mut Page) {
    match node {
        DisplayNode::Group { children, .. } => {
            children.iter().for_each(|child| collect(child, page))
        }
        DisplayNode::Text { runs } => runs.iter().for_each(|run| collect_run(run, page)),
        DisplayNode::Image { .. } | DisplayNode::InlineImage { .. } => page.has_image = true,
        DisplayNode::Path { ops, matrix, .. } => {
            super::rules::collect(ops, matrix, &mut page.rules)
        }
        DisplayNode::ShadingFill { .. } | DisplayNode::PatternFill { .. } => {}
    }
}

fn collect_run(run: &TextRun, page: &mut Page) {
    let codes: Vec<u32> = match &run.resolved_font {
        Some(font) if font.is_cid_font() => match &font.cid_cmap {
            Some(map) => map
                .extract_char_codes(&run.text)
                .into_iter()
                .map(|(code, _)| code)
                .collect(),
            None => run
                .text
                .chunks(2)
                .map(|pair| {
                    pair.iter()
                        .fold(0, |code, &byte| code << 8 | u32::from(byte))
                })
                .collect(),
        },
        _ => run.text.iter().map(|&byte| u32::from(byte)).collect(),
    };
    let font = run
        .resolved_font
        .as_ref()
        .map_or("", |font| font.base_font_name.as_str());
    let font = page.font(font);
    let mut advance = 0.0;
    for (index, code) in codes.into_iter().enumerate() {
        let width = f64::from(run.positions.get(index).copied().unwrap_or(0.0));
        if let Some(text) = shown(run, code) {
            page.glyphs.push(glyph(run, advance, width, font, text));
        }
        advance += width;
    }
}

/// The characters of a code; where the font does not say, ASCII is taken for what it is.
fn shown(run: &TextRun, code: u32) -> Option<String> {
    let known = run
        .resolved_font
        .as_ref()
        .and_then(|font| font.unicode_from_char_code(code));
    let ascii = || {
        char::from_u32(code)
            .filter(|c| (' '..='~').contains(c))
            .map(String::from)
    };
    known.or_else(ascii).filter(|text| !text.is_empty())
}

fn glyph(run: &TextRun, advance: f64, width: f64, font: usize, text: String) -> Glyph {
    let Matrix { a, b, c, d, e, f } = run.matrix;
    let rise = f64::from(run.rise);
    let length = (a * a + b * b).sqrt();
    Glyph {
        x: a * advance + c * rise + e,
        y: b * advance + d * rise + f,
        width: length * width,
        size: (c * c + d * d).sqrt() * f64::from(run.font_size),
        direction: (a, b),
        font,
        text,
        confidence: None,
    }
}
