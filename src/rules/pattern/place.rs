//! Where in a plan a rule is tried.

use std::str::FromStr;

/// Declares the closed list of places with the words that rule files use for them.
macro_rules! places {
    ($($(#[$doc:meta])* $place:ident = $word:literal,)*) => {
        /// Where in a plan a rule is tried: the values of `where`. To add a place is one line here.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Place { $($(#[$doc])* $place,)* }

        impl Place {
            /// All places.
            pub const ALL: &'static [Place] = &[$(Place::$place,)*];

            /// The word used in rule files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Place::$place => $word,)* }
            }
        }
    };
}

places! {
    /// Text of a task.
    Task = "task",
    /// Heading above tasks.
    Heading = "heading",
    /// Deadline column of a table row.
    RowDeadline = "row.deadline",
    /// Result column of a table row.
    RowResult = "row.result",
    /// Agency column of a table row.
    RowAgency = "row.agency",
    /// Note column of a table row.
    RowNote = "row.note",
    /// Line that tells when (`Thời gian thực hiện: …`).
    AttributeDeadline = "attribute.deadline",
    /// Line that tells who (`Thực hiện: …`).
    AttributeAgency = "attribute.agency",
    /// Text just before an agency.
    BeforeAgency = "before-agency",
    /// Text just after an agency.
    AfterAgency = "after-agency",
    /// What stands before the subject of a clause (`Hằng năm, `).
    ClauseOpening = "clause-opening",
    /// Words by which the body named in the heading leads (`Chủ trì, …`).
    LeadAlone = "lead-alone",
    /// Anywhere a document may be cited.
    Citation = "citation",
    /// Legal basis and introduction.
    LegalBasis = "legal-basis",
    /// Head of the document.
    Masthead = "masthead",
    /// Title of the document.
    Title = "title",
    /// Closing paragraph and signature.
    Closing = "closing",
    /// Lines of Nơi nhận.
    Recipients = "recipients",
    /// Heading of an annex.
    Annex = "annex",
    /// Where a dimension of an index may be named.
    Dimension = "dimension",
}

impl FromStr for Place {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        let known: Vec<_> = Place::ALL.iter().map(|place| place.as_str()).collect();
        let found = Place::ALL
            .iter()
            .copied()
            .find(|place| place.as_str() == word);
        found.ok_or_else(|| format!("expected one of {}, got `{word}`", known.join(", ")))
    }
}
