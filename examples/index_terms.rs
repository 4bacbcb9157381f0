//! Builds a search index in memory from English and Chinese documents, and finds documents by phrase queries.
//!
//! ```text
//! cargo run --release --example index_terms -- [QUERY]
//! ```
//!
//! Without an argument it runs sample queries, and prints the terms of each query and the documents found:
//!
//! ```text
//! 北京大学 -> 北京大学
//!   他在北京大學讀書，每天去圖書館。
//!   The library of 北京大学 lends e-books, too.
//! 京大 -> 京 大
//! ...
//! ```

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use bitext::index::{Analyzer, Terms};

const DOCUMENTS: [&str; 4] = [
    "他在北京大學讀書，每天去圖書館。",
    "图书馆周末不开放，自习室开放到晚上10点。",
    "The library of 北京大学 lends e-books, too.",
    "华为 Mate 60 于2023年8月发布。",
];
const QUERIES: [&str; 5] = ["北京大学", "京大", "图书馆 开放", "Mate 60", "E-Books"];

/// An inverted index. Each posting of a term is the index of a document, and a position of the term in the document.
#[derive(Default)]
struct Index {
    postings: HashMap<String, Vec<(usize, u32)>>,
}

impl Index {
    fn add(&mut self, number: usize, terms: &Terms) {
        for term in terms.iter() {
            self.postings.entry(term.text.to_owned()).or_default().push((number, term.position));
        }
    }

    /// Returns the documents that contain every phrase of a query.
    fn find(&self, query: &Terms) -> BTreeSet<usize> {
        let mut found: Option<BTreeSet<usize>> = None;
        for phrase in query.phrases() {
            // Pairs of a document and a position. If the phrase begins there, all terms processed so far are at the
            // right places.
            let mut starts: Option<BTreeSet<(usize, i64)>> = None;
            for term in phrase {
                let postings = self.postings.get(term.text).map_or(&[][..], Vec::as_slice);
                let begins = |&(number, position): &(usize, u32)| {
                    (number, i64::from(position) - i64::from(term.position))
                };
                let of_term: BTreeSet<_> = postings.iter().map(begins).collect();
                starts = Some(starts.map_or(of_term.clone(), |before| &before & &of_term));
            }
            let documents: BTreeSet<usize> = starts.into_iter().flatten().map(|(number, _)| number).collect();
            found = Some(found.map_or(documents.clone(), |before| &before & &documents));
        }
        found.unwrap_or_default()
    }
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    // Make the analyzer once, and reuse the buffer for every text.
    let (analyzer, mut terms) = (Analyzer::new(), Terms::new());
    let mut index = Index::default();
    for (number, text) in DOCUMENTS.iter().enumerate() {
        analyzer.document_into(text, &mut terms);
        index.add(number, &terms);
    }
    let given: Vec<String> = std::env::args().skip(1).collect();
    let queries = if given.is_empty() { QUERIES.map(str::to_owned).to_vec() } else { vec![given.join(" ")] };
    for query in queries {
        analyzer.query_into(&query, &mut terms);
        let texts: Vec<&str> = terms.iter().map(|term| term.text).collect();
        writeln!(out, "{query} -> {}", texts.join(" "))?;
        for number in index.find(&terms) {
            writeln!(out, "  {}", DOCUMENTS[number])?;
        }
    }
    Ok(())
}
