//! `kehoach schema`: what the output looks like, for programs and for people.

use super::Stop;
use crate::error::Error;
use crate::export::{Context, TABLES, schema};
use crate::rules::Rules;
use crate::value::lang::Lang;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::io::{self, Write};

/// What a line of records.jsonl is called on the command line.
const RECORDS: &str = "records";

/// Print the JSON Schema of the records or of a table, or the data dictionary
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SchemaCommand {
    /// `records`, or the name of a table
    #[arg(value_name = "RECORDS|TABLE", default_value = RECORDS, hide_possible_values = true, value_parser = names())]
    of: String,

    /// Print the data dictionary: all tables, columns, checks and fields, as Markdown
    #[arg(long, conflicts_with = "of")]
    markdown: bool,

    /// Language of headings and meanings: vi or en; those of records are in English
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: Lang,

    /// Index whose dimensions are the columns of `coverage`
    #[arg(long, value_name = "INDEX", default_value = crate::INDEX)]
    index: String,
}

const EXAMPLES: &str = "\
Examples:
  kehoach schema records > record.schema.json    a line of records.jsonl
  kehoach schema tasks --lang vi                 a row of the table of tasks
  kehoach schema --markdown                      the data dictionary

Exit codes: 0 done; 2 could not run.";

impl SchemaCommand {
    /// Runs the command.
    pub fn run(self) -> Result<u8, Stop> {
        let context = Context::new(&Rules::embedded()?, &self.index)?;
        let mut out = io::stdout().lock();
        if self.markdown {
            write!(out, "{}", schema::dictionary(&context, self.lang))?;
            return Ok(0);
        }
        let schema = match TABLES.iter().find(|table| table.name == self.of) {
            Some(table) => schema::table(table, &context, self.lang),
            None => schema::record(),
        };
        let text = serde_json::to_string_pretty(&schema)
            .map_err(|error| Error::Usage(error.to_string()))?;
        writeln!(out, "{text}")?;
        Ok(0)
    }
}

fn names() -> PossibleValuesParser {
    let tables = TABLES.iter().map(|table| table.name);
    PossibleValuesParser::new(std::iter::once(RECORDS).chain(tables))
}
