//! Prints the outline of a document: `cargo run --example outline -- FILE`.

use kehoach::{ingest, note::Notes, outline, rules::Rules, text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = Rules::embedded()?;
    let paths: Vec<String> = std::env::args().skip(1).collect();
    for source in ingest::walk(&paths).0 {
        let mut notes = Notes::default();
        let raw = ingest::read(&source, &mut notes).map_err(|failure| failure.message)?;
        let outline = outline::outline(text::text(raw, &mut notes), &rules, &mut notes);
        println!("{}", outline::render::render(&outline));
    }
    Ok(())
}
