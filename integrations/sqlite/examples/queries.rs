//! Writes lines of text and queries for `tests/run`, which runs the queries in SQLite.
//!
//! ```text
//! cargo run --example queries -- own|news FOLDER
//! ```
//!
//! `FOLDER/lines.txt` contains the lines of text. `FOLDER/substrings.tsv` and `FOLDER/words.tsv` contain one query per
//! line, with the numbers, from 0, of the lines of text that contain the query. With `news`, nothing is written if the
//! news texts are missing.

#[path = "../../../tests/queries/mod.rs"]
#[expect(dead_code, reason = "the script computes the figures")]
mod queries;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use queries::Cut;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (lines, folder) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["own", folder] => (Some(queries::own_lines()), folder),
        ["news", folder] => (queries::news(), folder),
        _ => return Err(io::Error::other("usage: queries own|news FOLDER")),
    };
    let Some(lines) = lines else { return Ok(()) };
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    fs::write(folder.join("lines.txt"), lines.join("\n"))?;
    for (cut, name) in [(Cut::Substrings, "substrings.tsv"), (Cut::Words, "words.tsv")] {
        let mut table = String::new();
        for query in queries::queries(&lines, cut) {
            let numbers: Vec<String> = query.relevant.iter().map(usize::to_string).collect();
            let _ = writeln!(table, "{}\t{}", query.text, numbers.join(" "));
        }
        fs::write(folder.join(name), table)?;
    }
    Ok(())
}
