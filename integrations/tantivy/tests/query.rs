//! Tests which documents the queries of the query builder find, and which are ranked first.
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

#[path = "../../../tests/queries/mod.rs"]
#[expect(dead_code, reason = "measured by the rank of what is found")]
mod queries;

use bitext_tantivy::{DocumentTokenizer, Matching, QueryBuilder, QueryTokenizer};
use queries::Cut;
use tantivy::collector::TopDocs;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, Searcher, TantivyDocument, doc};

/// An index of titles and bodies.
struct Engine {
    searcher: Searcher,
    builder: QueryBuilder,
    fields: [Field; 2],
    number: Field,
}

impl Engine {
    fn new<'t>(documents: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("bitext")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields = ["title", "body"].map(|name| schema.add_text_field(name, options.clone()));
        let number = schema.add_u64_field("number", STORED);
        let index = Index::create_in_ram(schema.build());
        let tokenizer = DocumentTokenizer::default();
        index.tokenizers().register("bitext", tokenizer.clone());
        let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
        for ((title, body), at) in documents.into_iter().zip(0_u64..) {
            writer.add_document(doc!(fields[0] => title, fields[1] => body, number => at)).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let builder = QueryBuilder::new(&QueryTokenizer::of(&tokenizer), fields);
        Self { searcher, builder, fields, number }
    }

    /// Returns the numbers of the ten best documents, starting with the best.
    fn ranked(&self, builder: &QueryBuilder, text: &str) -> Vec<usize> {
        let query = builder.build(text);
        let top = self.searcher.search(&*query, &TopDocs::with_limit(10).order_by_score()).unwrap();
        let number = |(_, address)| {
            let document: TantivyDocument = self.searcher.doc(address).unwrap();
            document.get_first(self.number).and_then(|value| value.as_u64()).unwrap() as usize
        };
        top.into_iter().map(number).collect()
    }
}

#[test]
fn a_phrase_comes_before_its_terms() {
    let engine = Engine::new([
        ("", "大学里有一座图书馆，图书馆里有大学的书。"),
        ("", "他在北京大學圖書館讀書，那里很安静，书也很多，每天都有很多人。"),
        ("", "The machine is learning."),
        ("", "Machine learning is a part of statistics, and of much else that is taught today."),
        ("", "天气"),
    ]);
    for (text, expected) in [
        ("大学图书馆", &[1, 0][..]),
        ("machine learning", &[3, 2]),
        ("MACHINE　LEARNING", &[3, 2]),
        ("，。", &[]),
        ("", &[]),
        ("上海", &[]),
    ] {
        assert_eq!(engine.ranked(&engine.builder, text), expected, "{text}");
    }
}

#[test]
fn matching_decides_which_documents_are_found() {
    let engine = Engine::new([
        ("", "北京大学的地图"),
        ("", "北京的大学，上海的地图"),
        ("", "北京大学"),
        ("地图", "北京大学"),
    ]);
    for (matching, text, expected) in [
        (Matching::AnyTerm, "北京大学 地图", &[0, 1, 2, 3][..]),
        (Matching::AllTerms, "北京大学 地图", &[0, 3]),
        (Matching::AllPhrases, "北京大学 地图", &[0, 3]),
        (Matching::AllTerms, "大学上海", &[1]),
        (Matching::AllPhrases, "大学上海", &[]),
        (Matching::AllPhrases, "大学，上海", &[1]),
        (Matching::AllPhrases, "京大学", &[0, 2, 3]),
    ] {
        let mut found = engine.ranked(&engine.builder.clone().matching(matching), text);
        found.sort_unstable();
        assert_eq!(found, expected, "{matching:?} {text}");
    }
}

#[test]
fn fields_have_weights() {
    let engine = Engine::new([("地图", "其他"), ("其他", "地图")]);
    let [title, body] = engine.fields;
    for (field, expected) in [(title, [0, 1]), (body, [1, 0])] {
        assert_eq!(engine.ranked(&engine.builder.clone().field_boost(field, 3.0), "地图"), expected);
    }
}

/// Any text is a valid query, because the text is not parsed.
#[test]
fn any_text_is_a_query() {
    let mut tokenizer = bitext::MixedTokenizer::new();
    tokenizer.chinese_mut().add_word("machine learning", None, None);
    let engine = Engine::new([("", "machine learning")]);
    let analyzer = bitext::index::Analyzer::with_tokenizer(tokenizer);
    let builder = QueryBuilder::new(&QueryTokenizer::new(analyzer), engine.fields);
    for text in
        ["\"", "AND OR NOT", "body:(", "的的的的", "machine learning", "\0", "^2 ~ * ?", &"汉".repeat(500)]
    {
        for matching in [Matching::AnyTerm, Matching::AllTerms, Matching::AllPhrases] {
            engine.ranked(&builder.clone().matching(matching), text);
        }
    }
}

/// The best document that a query finds contains the text of the query.
#[test]
fn the_first_document_contains_the_query() {
    let lines = queries::own_lines();
    let engine = Engine::new(lines.iter().map(|line| ("", line.as_str())));
    let asked = queries::queries(&lines, Cut::Substrings);
    let first = |query: &queries::Query| engine.ranked(&engine.builder, &query.text).first().copied();
    let right = asked
        .iter()
        .filter(|query| first(query).is_some_and(|number| query.relevant.contains(&number)))
        .count();
    println!("{right} of {} first documents contain the query", asked.len());
    assert!(right * 100 >= asked.len() * 97, "{right} of {}", asked.len());
}
