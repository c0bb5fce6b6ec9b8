//! JSON Schema of a record.

use crate::link::record::Record;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The JSON Schema (draft 2020-12) of a line of `records.jsonl`; descriptions are those of the types.
pub fn record() -> Value {
    // As it is written: a field that may be left out when it is read is there all the same.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Record>()
        .into()
}
