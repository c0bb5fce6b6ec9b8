//! Rewrites a plan without changing what it says, as offices, word processors, converters and web sites do.
//!
//! Tests and examples share it. A rewrite that has nothing to change in a text gives `None`.

// Every test and example that includes this one uses some of it.
#![allow(dead_code)]

mod letters;
mod lines;
mod mastheads;
pub mod noise;
mod pages;
mod tables;

use kehoach::outline::Outline;

/// What a rewrite may look at: the text, and the outline that the program makes of it, which tells tables from
/// running text. That the outline is right, the golden runs hold.
pub struct Plan<'a> {
    /// The original text.
    pub text: &'a str,
    /// Its outline.
    pub outline: &'a Outline,
    /// Its record as JSON, for what a masthead says.
    pub record: &'a serde_json::Value,
}

/// One way to write a plan otherwise.
pub struct Rewrite {
    /// Its name.
    pub name: &'static str,
    /// The text that says the same.
    pub apply: fn(&Plan) -> Option<String>,
}

const fn rewrite(name: &'static str, apply: fn(&Plan) -> Option<String>) -> Rewrite {
    Rewrite { name, apply }
}

/// All rewrites.
pub const REWRITES: &[Rewrite] = &[
    rewrite("composed", letters::composed),
    rewrite("decomposed", letters::decomposed),
    rewrite("tones-old", letters::tones_old),
    rewrite("tones-new", letters::tones_new),
    rewrite("look-alikes", letters::look_alikes),
    rewrite("no-break-spaces", letters::no_break_spaces),
    rewrite("zero-width", letters::zero_width),
    rewrite("crlf", letters::crlf),
    rewrite("dashes", letters::dashes),
    rewrite("blank-doubled", lines::blank_doubled),
    rewrite("indented", lines::indented),
    rewrite("wrap-60", |plan| lines::wrapped(plan, 60)),
    rewrite("wrap-72", |plan| lines::wrapped(plan, 72)),
    rewrite("wrap-80", |plan| lines::wrapped(plan, 80)),
    rewrite("wrap-100", |plan| lines::wrapped(plan, 100)),
    rewrite("wrap-dense-80", |plan| lines::wrapped_dense(plan, 80)),
    rewrite("bold-headings", lines::bold_headings),
    rewrite("bold-broken", lines::bold_broken),
    rewrite("markdown-headings", lines::markdown_headings),
    rewrite("bullet-en-dash", |plan| lines::bullets(plan, "– ")),
    rewrite("bullet-dot", |plan| lines::bullets(plan, "• ")),
    rewrite("bullet-star", |plan| lines::bullets(plan, "* ")),
    rewrite("bullet-plus", |plan| lines::bullets(plan, "+ ")),
    rewrite("bullet-tab", |plan| lines::bullets(plan, "-\t")),
    rewrite("bullet-tight", |plan| lines::bullets(plan, "-")),
    rewrite("pages-plain", |plan| {
        pages::numbered(plan, pages::Style::Plain)
    }),
    rewrite("pages-word", |plan| {
        pages::numbered(plan, pages::Style::Word)
    }),
    rewrite("pages-feed", |plan| {
        pages::numbered(plan, pages::Style::Feed)
    }),
    rewrite("pages-head", |plan| {
        pages::numbered(plan, pages::Style::RunningHead)
    }),
    rewrite("table-tabs", |plan| tables::all(plan, tables::Form::Tabs)),
    rewrite("table-pipes", |plan| tables::all(plan, tables::Form::Pipes)),
    rewrite("table-bare-pipes", |plan| {
        tables::all(plan, tables::Form::BarePipes)
    }),
    rewrite("table-cells", |plan| tables::all(plan, tables::Form::Cells)),
    rewrite("table-cells-bordered", |plan| {
        tables::all(plan, tables::Form::BorderedCells)
    }),
    rewrite("masthead-column", mastheads::one_column),
    rewrite("masthead-tabs", mastheads::tabs),
    rewrite("masthead-spaces", mastheads::spaces),
    rewrite("masthead-flattened", mastheads::flattened),
    rewrite("masthead-cells", mastheads::cells),
    rewrite("masthead-broken-cells", mastheads::broken_cells),
    rewrite("masthead-pipes", mastheads::pipes),
    rewrite("masthead-headings", mastheads::headings),
];
