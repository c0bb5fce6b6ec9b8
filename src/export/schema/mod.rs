//! What the output looks like, for programs and for people: JSON Schema and the data dictionary, made from the types
//! that are written.

mod dictionary;
mod fields;
mod record;
pub mod sql;
mod table;

pub use dictionary::dictionary;
pub use record::record;
pub use table::table;
