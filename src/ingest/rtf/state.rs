//! What a group of RTF inherits and changes: its destination, font, hidden text, place in a table.

use super::super::body::RowPlan;
use super::super::grid::DrawnCell;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// The flow that is open.
    #[default]
    Text,
    /// Names of fonts.
    FontTable,
    /// A text box: a flow of its own, put before the paragraph that it interrupts.
    TextBox,
    /// A footnote: a flow of its own, put at the end.
    Footnote,
    /// What `\nestrow` says of its cells.
    NestedRow,
    /// A shape, or a text in two forms: only the text boxes and the Unicode form in it are read.
    Around,
    /// Nowhere: headers, footers, pictures, metadata, tables of styles.
    Skipped,
}

impl Place {
    /// The destination that a control word opens.
    pub(super) fn of(word: &str) -> Option<Place> {
        Some(match word {
            "ud" => Place::Text,
            "shpinst" | "do" | "upr" => Place::Around,
            "fonttbl" => Place::FontTable,
            "shptxt" | "dptxbxtext" => Place::TextBox,
            "footnote" => Place::Footnote,
            "nesttableprops" => Place::NestedRow,
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" | "info" | "stylesheet" | "colortbl" | "pict" | "objdata" | "fldinst"
            | "shprslt" | "nonshppict" | "nonesttables" | "annotation" | "atnid" | "atnauthor"
            | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl" | "generator"
            | "themedata" | "datastore" | "latentstyles" | "filetbl" | "bkmkstart" | "bkmkend"
            | "xe" | "tc" | "tcn" | "falt" | "panose" | "fontemb" | "pnseclvl" | "pntxta"
            | "pntxtb" | "userprops" | "xmlnstbl" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep"
            | "aftnsepc" | "aftncn" | "background" | "private" => Place::Skipped,
            _ => return None,
        })
    }
}

/// A group.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Where its text goes.
    pub place: Place,
    /// `\fN`
    pub font: Option<i32>,
    /// `\ucN`: characters that stand in for one `\u`.
    pub skipped_after_unicode: usize,
    /// `\deleted`: a deletion that is tracked.
    pub deleted: bool,
    /// `\v`: hidden text.
    pub vanished: bool,
    /// How many tables the paragraph is in.
    pub depth: usize,
    /// `\*` was seen, and the word that it belongs to not yet.
    pub optional: bool,
    /// Whether the end of this group ends a text box or footnote.
    pub opens_flow: bool,
}

impl Default for Group {
    fn default() -> Self {
        Group {
            place: Place::Text,
            font: None,
            skipped_after_unicode: 1,
            deleted: false,
            vanished: false,
            depth: 0,
            optional: false,
            opens_flow: false,
        }
    }
}

impl Group {
    /// A group in this one.
    pub(super) fn inner(&self) -> Group {
        Group {
            optional: false,
            opens_flow: false,
            ..self.clone()
        }
    }

    /// Whether its characters are read.
    pub(super) fn is_shown(&self) -> bool {
        self.is_read() && !self.deleted && !self.vanished
    }

    /// Whether its paragraphs and cells are read.
    pub(super) fn is_read(&self) -> bool {
        matches!(self.place, Place::Text | Place::TextBox | Place::Footnote)
    }

    /// `\plain`
    pub(super) fn plain(&mut self) {
        self.font = None;
        self.deleted = false;
        self.vanished = false;
    }

    /// Takes a property of characters or paragraphs.
    pub(super) fn property(&mut self, word: &str, parameter: Option<i32>) {
        let on = parameter != Some(0);
        match word {
            "uc" => {
                self.skipped_after_unicode = usize::try_from(parameter.unwrap_or(1)).unwrap_or(1)
            }
            "deleted" => self.deleted = on,
            "v" => self.vanished = on,
            "pard" => self.depth = 0,
            "intbl" => self.depth = self.depth.max(1),
            "itap" => self.depth = usize::try_from(parameter.unwrap_or(1)).unwrap_or(0),
            _ => {}
        }
    }
}

/// Takes a property of a row or its next cell; false for other words.
pub(super) fn row_property(plan: &mut RowPlan, word: &str, parameter: Option<i32>) -> bool {
    match word {
        "trowd" => *plan = RowPlan::default(),
        "trleft" => plan.left = parameter.unwrap_or(0),
        "clmrg" => plan.next.joins_left = true,
        "clvmrg" => plan.next.joins_above = true,
        "cellx" => {
            let next = std::mem::take(&mut plan.next);
            // Word has at most 63 cells in a row.
            if plan.cells.len() < MOST_CELLS {
                plan.cells.push(DrawnCell {
                    right: parameter.unwrap_or(0),
                    ..next
                });
            }
        }
        _ => return false,
    }
    true
}

/// Far above what any program writes in a row.
const MOST_CELLS: usize = 1024;
