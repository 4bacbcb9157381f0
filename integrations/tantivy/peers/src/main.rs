//! Compares the phrase queries, index size and speed of bitext-tantivy with those of tantivy-jieba and n-grams.
//!
//! ```text
//! cd integrations/tantivy/peers && cargo run --release
//! ```
//!
//! The texts are those of `tests/queries/mod.rs`. The engines take turns in one process.

#[path = "../../../../tests/queries/mod.rs"]
#[expect(dead_code, reason = "single queries are not printed")]
mod queries;

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use bitext::index::TermPositions;
use bitext_tantivy::{DocumentTokenizer, Options, QueryTokenizer};
use queries::{Cut, Figures, Query};
use tantivy::collector::DocSetCollector;
use tantivy::query::{PhraseQuery, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{LowerCaser, NgramTokenizer, TextAnalyzer};
use tantivy::{Index, Searcher, Term, doc};
use tantivy_jieba::JiebaTokenizer;

const ROUNDS: usize = 5;

/// The analyzers of documents and of queries.
struct Engine {
    name: &'static str,
    documents: TextAnalyzer,
    queries: TextAnalyzer,
}

impl Engine {
    fn all() -> Vec<Self> {
        let by_unit = DocumentTokenizer::default();
        let mut options = Options::default();
        options.terms.positions = TermPositions::ByWord;
        let by_word = DocumentTokenizer::with_options(&options);
        let of = |name, documents: DocumentTokenizer| Self {
            name,
            queries: TextAnalyzer::from(QueryTokenizer::of(&documents)),
            documents: TextAnalyzer::from(documents),
        };
        let same =
            |name, analyzer: TextAnalyzer| Self { name, queries: analyzer.clone(), documents: analyzer };
        let lower = |grams| TextAnalyzer::builder(grams).filter(LowerCaser).build();
        let grams = |least, most| lower(NgramTokenizer::new(least, most, false).expect("lengths of n-grams"));
        let jieba = |search, ordinal| {
            let mut tokenizer = JiebaTokenizer::with_search_mode(search);
            tokenizer.set_ordinal_position_mode(ordinal);
            TextAnalyzer::builder(tokenizer).filter(LowerCaser).build()
        };
        vec![
            of("bitext, by unit", by_unit),
            of("bitext, by word", by_word),
            same("tantivy-jieba 0.21", jieba(true, false)),
            same("tantivy-jieba 0.21, ordinal positions", jieba(true, true)),
            Self {
                name: "tantivy-jieba 0.21, queries without search mode",
                documents: jieba(true, false),
                queries: jieba(false, false),
            },
            same("2-grams", grams(2, 2)),
            same("1- and 2-grams", grams(1, 2)),
        ]
    }

    /// Builds an index on one thread. Returns the index, the time that building took, and the size of its files in
    /// bytes.
    fn build(&self, lines: &[String]) -> (Asked, Duration, u64) {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("own")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing));
        let number = schema.add_u64_field("number", FAST);
        let folder = tempfile::tempdir().expect("a folder");
        let index = Index::create_in_dir(folder.path(), schema.build()).expect("an index");
        index.tokenizers().register("own", self.documents.clone());
        let start = Instant::now();
        let mut writer = index.writer_with_num_threads(1, 200_000_000).expect("a writer");
        for (line, at) in lines.iter().zip(0_u64..) {
            writer.add_document(doc!(body => line.as_str(), number => at)).expect("a document");
        }
        writer.commit().expect("a commit");
        let elapsed = start.elapsed();
        writer.wait_merging_threads().expect("merges");
        let files = fs::read_dir(folder.path()).expect("files");
        let bytes =
            files.map(|file| file.and_then(|file| file.metadata()).map_or(0, |data| data.len())).sum();
        let searcher = index.reader().expect("a reader").searcher();
        let asked = Asked { searcher, body, queries: self.queries.clone(), _folder: folder };
        (asked, elapsed, bytes)
    }
}

/// An index, and the analyzer of its queries.
struct Asked {
    searcher: Searcher,
    body: Field,
    queries: TextAnalyzer,
    _folder: tempfile::TempDir,
}

impl Asked {
    /// Returns the numbers of the lines that a phrase query finds.
    fn find(&mut self, text: &str) -> BTreeSet<usize> {
        let mut terms = Vec::new();
        let body = self.body;
        self.queries.token_stream(text).process(&mut |token| {
            terms.push((token.position, Term::from_field_text(body, &token.text)));
        });
        let found = match terms.as_slice() {
            [] => return BTreeSet::new(),
            [(_, term)] => {
                let query = TermQuery::new(term.clone(), IndexRecordOption::Basic);
                self.searcher.search(&query, &DocSetCollector)
            }
            _ => self.searcher.search(&PhraseQuery::new_with_offset(terms), &DocSetCollector),
        };
        let number = |address: tantivy::DocAddress| {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let column = segment.fast_fields().u64("number").expect("the column of numbers");
            column.first(address.doc_id).expect("a number") as usize
        };
        found.expect("a search").into_iter().map(number).collect()
    }
}

/// The measurements of an engine.
#[derive(Default)]
struct Row {
    times: Vec<Duration>,
    asked: Vec<Duration>,
    bytes: u64,
    figures: [(f64, f64); 2],
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let lines = queries::news().unwrap_or_else(queries::own_lines);
    let megabytes = lines.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let asked: [Vec<Query>; 2] = [Cut::Substrings, Cut::Words].map(|cut| queries::queries(&lines, cut));
    let engines = Engine::all();
    let mut rows: Vec<Row> = engines.iter().map(|_| Row::default()).collect();
    for _ in 0..ROUNDS {
        for (engine, row) in engines.iter().zip(&mut rows) {
            let (mut index, elapsed, bytes) = engine.build(&lines);
            row.times.push(elapsed);
            row.bytes = bytes;
            let start = Instant::now();
            let found: Vec<Vec<_>> = asked
                .iter()
                .map(|asked| asked.iter().map(|query| index.find(&query.text)).collect())
                .collect();
            row.asked.push(start.elapsed());
            for ((asked, found), (name, means)) in
                asked.iter().zip(&found).zip(["substrings", "words"].into_iter().zip(&mut row.figures))
            {
                let mut figures = Figures::default();
                for (query, found) in asked.iter().zip(found) {
                    figures.add(query, found);
                }
                *means = figures.means(&format!("{}, {name}", engine.name));
            }
        }
    }
    println!("\n{} lines, {megabytes:.2} MB; medians of {ROUNDS} rounds, one thread\n", lines.len());
    println!(
        "| tokenizer | substrings: recall | precision | words: recall | precision | index, MB | indexing, MB/s | query, ms |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    for (engine, row) in engines.iter().zip(&mut rows) {
        let [substrings, words] = row.figures;
        let speed = megabytes / median(&mut row.times).as_secs_f64();
        let query = median(&mut row.asked).as_secs_f64() * 1000.0 / (asked[0].len() + asked[1].len()) as f64;
        println!(
            "| {} | {:.3} | {:.3} | {:.3} | {:.3} | {:.2} | {speed:.1} | {query:.3} |",
            engine.name,
            substrings.0,
            substrings.1,
            words.0,
            words.1,
            row.bytes as f64 / 1e6
        );
    }
}
