//! Writes lines of text, and queries with the numbers of the lines that contain them: for `tests/run`, which asks SQLite.
//!
//! ```text
//! cargo run --example queries -- own|news FOLDER
//! ```
//!
//! `FOLDER/lines.txt` has a line of text a line; `FOLDER/substrings.tsv` and `FOLDER/words.tsv` have a query a line, with the
//! numbers of the lines that contain it, from 0. With `news` it writes nothing if the texts are not there.

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
