//! Indexes the text files of a folder, and searches them.
//!
//! ```text
//! cargo run --release -p bitext-tantivy --features query --example search_folder -- FOLDER QUERY
//! ```
//!
//! The example prints the ten best files, each with the part that contains the most phrases of the query:
//!
//! ```text
//! $ cargo run --release -p bitext-tantivy --features query --example search_folder -- seeds 科学技术
//! 5 files, 22 KB
//! 0.93  seeds/003_4b8c95ad6a02e0f4.txt
//!       [科学技术]是发展的催化剂 Science and technology play a pivotal role in shaping the social
//! ```

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use bitext_tantivy::{DocumentTokenizer, Highlighter, QueryBuilder, QueryTokenizer};
use tantivy::collector::TopDocs;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, TantivyDocument, doc};

/// Maximum number of characters in the part of a file that is printed.
const CHARACTERS: usize = 80;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, words @ ..] = arguments.as_slice() else {
        return Err("usage: search_folder FOLDER QUERY".into());
    };
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("bitext")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing) | STORED);
    let path = schema.add_text_field("path", STRING | STORED);
    let index = Index::create_from_tempdir(schema.build())?;
    let documents = DocumentTokenizer::default();
    index.tokenizers().register("bitext", documents.clone());

    let mut writer = index.writer(50_000_000)?;
    let (mut files, mut bytes) = (0, 0);
    for file in text_files(Path::new(folder))? {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        files += 1;
        bytes += text.len();
        writer.add_document(doc!(body => text, path => file.display().to_string()))?;
    }
    writer.commit()?;

    let mut out = io::stdout().lock();
    writeln!(out, "{files} files, {} KB", bytes / 1000)?;
    let (tokenizer, text) = (QueryTokenizer::of(&documents), words.join(" "));
    let query = QueryBuilder::new(&tokenizer, [body]).build(&text);
    let highlighter = Highlighter::new(&tokenizer, &text);
    let searcher = index.reader()?.searcher();
    for (score, address) in searcher.search(&*query, &TopDocs::with_limit(10).order_by_score())? {
        let document: TantivyDocument = searcher.doc(address)?;
        let stored = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or("");
        let snippet = highlighter.snippet(stored(body), CHARACTERS).marked("[", "]");
        let line = snippet.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{score:.2}  {}\n      {line}", stored(path))?;
    }
    Ok(())
}

/// Returns the files of a folder and of its subfolders, sorted by name. Symbolic links are not followed.
fn text_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
