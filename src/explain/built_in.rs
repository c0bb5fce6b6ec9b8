//! The rules that are no patterns but steps of the program, by name, with what each of them does.

/// Sorted by name. A value whose rule is neither here nor in `rules/` has no explanation; a test looks for such.
const BUILT_IN: &[(&str, &str)] = &[
    (
        "agency/by-shape",
        "a capitalised head (`Phòng`, `Trung tâm`) and what follows it, in no list",
    ),
    (
        "agency/group",
        "a group without a name, listed in phrases.csv",
    ),
    (
        "agency/listed",
        "a name or alias of agencies.csv and aliases.csv",
    ),
    (
        "citation/number",
        "a document number with the type before it, and date and issuer behind it",
    ),
    ("date/masthead", "the date behind the place in the masthead"),
    (
        "deadline/event-cell",
        "a deadline cell or line that opens like an event and that no rule reads as a date",
    ),
    (
        "dimension/cues",
        "words of cues.csv that speak for one dimension, and no others as many",
    ),
    (
        "dimension/heading",
        "a heading that names the dimension; of a task the innermost above it",
    ),
    (
        "dimension/name",
        "only the dimension's name stands in the text",
    ),
    (
        "dimension/opening",
        "the dimension's name in the first words of the task",
    ),
    (
        "dimension/row-cell",
        "the dimension named in the row's cell for the index or component",
    ),
    (
        "dimension/row-section",
        "the dimension named in the row that heads this part of the table",
    ),
    (
        "dimension/task",
        "a task is on the dimension; assigned where the task names a body",
    ),
    (
        "dimension/task-cell",
        "the dimension named in the row's task cell",
    ),
    (
        "index/named",
        "named in the title, in a heading of a section, or in a row of a table of targets",
    ),
    (
        "issuer/letterhead",
        "the last body in the letterhead, with the unit that stands by it",
    ),
    (
        "issuer/preamble",
        "the body that the preamble names, where the letterhead is missing",
    ),
    (
        "kind/letter",
        "a letter: a subject line (`V/v …`), or a notation that stands for no other type",
    ),
    ("kind/line", "the document type on its own line"),
    (
        "kind/notation",
        "the document type that the notation of the number stands for",
    ),
    (
        "number/heading",
        "the number right behind the type in the heading of a page without a masthead",
    ),
    ("number/masthead", "the number behind `Số` in the masthead"),
    (
        "place/masthead",
        "the place before the date in the masthead",
    ),
    ("recipient/line", "a line below `Nơi nhận`"),
    (
        "role/bullet-before",
        "a paragraph goes on from the bullet before it, whose bodies it keeps",
    ),
    (
        "role/column",
        "the column or line that the body stands in gives the role",
    ),
    ("role/heading", "the heading above names the body that acts"),
    (
        "role/leads-alone",
        "`Chủ trì …` without a subject: the heading's body leads",
    ),
    (
        "role/subject",
        "the body opens its clause and a verb follows it",
    ),
    (
        "role/subject-leads",
        "the body opens its clause and `chủ trì` or the like follows it",
    ),
    (
        "signer/closing",
        "the name below the signer's authority and position",
    ),
    ("task/closing", "a closing paragraph in which somebody acts"),
    (
        "task/item",
        "an item without items of its own that a verb opens, in which somebody acts, or that is long enough",
    ),
    (
        "task/paragraph",
        "a paragraph without a label that a verb opens or in which somebody acts",
    ),
    (
        "task/row",
        "a row with words of its own in a table that names bodies or times",
    ),
    (
        "task/with-items",
        "an item whose own items only say what it consists of",
    ),
    ("title/below-kind", "the lines below the document type"),
    (
        "title/subject-line",
        "the subject behind `V/v` in the masthead of a letter",
    ),
    ("year/date", "the year of issue, where the title names none"),
    (
        "year/title",
        "the first year in the title that is not before the year of issue",
    ),
];

/// What a rule of the program does.
pub(super) fn why(id: &str) -> Option<&'static str> {
    let at = BUILT_IN.binary_search_by_key(&id, |(name, _)| name).ok()?;
    BUILT_IN.get(at).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_sorted_by_name() {
        assert!(BUILT_IN.is_sorted_by_key(|(name, _)| name));
        assert!(why("role/column").is_some());
        assert_eq!(why("role/none-such"), None);
    }
}
