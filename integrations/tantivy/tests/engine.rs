//! Tests the tokenizers in tantivy: phrases, options, and the lines that queries find.
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

#[path = "../../../tests/queries/mod.rs"]
mod queries;

use std::collections::BTreeSet;

use bitext::index::{StopWords, TermPositions, TermStems};
use bitext_tantivy::{DocumentTokenizer, Highlighter, Options, QueryTokenizer};
use queries::{Cut, Figures};
use tantivy::collector::DocSetCollector;
use tantivy::query::{PhraseQuery, Query, QueryParser, TermQuery};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, TextAnalyzer, TokenStream, Tokenizer, TokenizerManager,
};
use tantivy::{Index, Searcher, TantivyDocument, Term, doc};

/// An index of lines, with the tokenizer, parser and searcher of queries.
struct Engine {
    searcher: Searcher,
    parser: QueryParser,
    body: Field,
    number: Field,
    queries: QueryTokenizer,
}

impl Engine {
    fn new<'t>(documents: &DocumentTokenizer, lines: impl IntoIterator<Item = &'t str>) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("bitext")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let body =
            schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing) | STORED);
        let number = schema.add_u64_field("number", FAST | STORED);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("bitext", documents.clone());
        let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
        for (line, at) in lines.into_iter().zip(0_u64..) {
            writer.add_document(doc!(body => line, number => at)).unwrap();
        }
        writer.commit().unwrap();
        let queries = QueryTokenizer::of(documents);
        let manager = TokenizerManager::default();
        manager.register("bitext", queries.clone());
        let parser = QueryParser::new(index.schema(), vec![body], manager);
        let searcher = index.reader().unwrap().searcher();
        Self { searcher, parser, body, number, queries }
    }

    /// Returns the numbers of the lines that a query in tantivy's syntax finds.
    fn find(&self, query: &str) -> BTreeSet<usize> {
        self.run(&*self.parser.parse_query(query).unwrap())
    }

    /// Returns the numbers of the lines that a phrase query for a text finds.
    fn find_phrase(&self, text: &str) -> BTreeSet<usize> {
        let mut tokenizer = self.queries.clone();
        let mut stream = tokenizer.token_stream(text);
        let mut terms = Vec::new();
        while let Some(token) = stream.next() {
            terms.push((token.position, Term::from_field_text(self.body, &token.text)));
        }
        match terms.as_slice() {
            [] => BTreeSet::new(),
            [(_, term)] => self.run(&TermQuery::new(term.clone(), IndexRecordOption::Basic)),
            _ => self.run(&PhraseQuery::new_with_offset(terms)),
        }
    }

    fn run(&self, query: &dyn Query) -> BTreeSet<usize> {
        let found = self.searcher.search(query, &DocSetCollector).unwrap();
        let number = |address| {
            let document: TantivyDocument = self.searcher.doc(address).unwrap();
            document.get_first(self.number).and_then(|value| value.as_u64()).unwrap() as usize
        };
        found.into_iter().map(number).collect()
    }
}

const LINES: [&str; 6] = [
    "他在北京大學讀書，每天去圖書館。",
    "图书馆周末不开放，自习室开放到晚上10点。",
    "The libraries of 北京大学 lend e-books, too.",
    "华为 Mate 60 于2023年8月发布。",
    "天。地",
    "",
];

#[test]
fn queries_of_the_parser_find_phrases() {
    let engine = Engine::new(&DocumentTokenizer::default(), LINES);
    for (query, expected) in [
        ("北京大学", &[0, 2][..]),
        ("北京大學", &[0, 2]),
        ("京大", &[0, 2]),
        ("图书馆", &[0, 1]),
        ("去圖書館", &[0]),
        ("图书馆 AND 开放", &[1]),
        ("\"mate 60\"", &[3]),
        ("\"60 mate\"", &[]),
        ("E-BOOKS", &[2]),
        ("2023年8月", &[3]),
        ("年8月发布", &[3]),
        ("天地", &[]),
        ("\"天，地\"", &[4]),
        ("library", &[]),
        ("上海", &[]),
        ("-图书馆 发布", &[3]),
    ] {
        let expected: BTreeSet<usize> = expected.iter().copied().collect();
        assert_eq!(engine.find(query), expected, "{query}");
    }
}

#[test]
fn options_change_what_is_found() {
    let mut options = Options::default();
    options.terms.stems = TermStems::English;
    options.terms.stop_words = StopWords::Drop;
    let engine = Engine::new(&DocumentTokenizer::with_options(&options), LINES);
    assert_eq!(engine.find("library"), BTreeSet::from([2]));
    assert_eq!(engine.find("\"the library of\""), BTreeSet::from([2]));
    assert_eq!(engine.find("of"), BTreeSet::new());

    options.terms.positions = TermPositions::ByWord;
    let engine = Engine::new(&DocumentTokenizer::with_options(&options), LINES);
    assert_eq!(engine.find("大学"), BTreeSet::from([0, 2]));
    assert_eq!(engine.find("北京大学"), BTreeSet::from([0, 2]));
    assert_eq!(engine.find("京大"), BTreeSet::new(), "by word, no word begins inside another");
}

#[test]
fn added_words_belong_to_the_options() {
    let mut tokenizer = bitext::MixedTokenizer::new();
    tokenizer.chinese_mut().add_word("C#语言", None, None);
    let documents = DocumentTokenizer::new(bitext::index::Analyzer::with_tokenizer(tokenizer));
    let again = DocumentTokenizer::with_options(&documents.options());
    assert_eq!(again.options(), documents.options());
    assert_ne!(again.options(), Options::default());
    for documents in [documents, again] {
        let mut stream = TextAnalyzer::from(documents);
        let mut stream = stream.token_stream("学C#语言");
        let mut texts = Vec::new();
        while let Some(token) = stream.next() {
            texts.push(token.text.clone());
        }
        assert_eq!(texts, ["学", "c#", "c#语言", "语", "语言", "言"]);
    }
}

/// Filters of tantivy may follow the tokenizer, and a word longer than tantivy's limit for terms is not an error.
#[test]
fn tokens_pass_through_filters() {
    let builder = TextAnalyzer::builder(DocumentTokenizer::default());
    let mut analyzer = builder.filter(RemoveLongFilter::limit(40)).filter(LowerCaser).build();
    let long = format!("北京 {} 大学", "a".repeat(100_000));
    let mut stream = analyzer.token_stream(&long);
    let mut places = Vec::new();
    while let Some(token) = stream.next() {
        assert_eq!(long.get(token.offset_from..token.offset_to), Some(token.text.as_str()));
        places.push((token.text.clone(), token.position, token.position_length));
    }
    let place = |text: &str, position, length| (text.to_owned(), position, length);
    let expected = [
        place("北", 0, 1),
        place("北京", 0, 2),
        place("京", 1, 1),
        place("大", 3, 1),
        place("大学", 3, 2),
        place("学", 4, 1),
    ];
    assert_eq!(places, expected);
    let engine = Engine::new(&DocumentTokenizer::default(), [long.as_str()]);
    assert_eq!(engine.find("大学"), BTreeSet::from([0]));
}

/// A clone has separate buffers, so that two streams can be read alternately.
#[test]
fn clones_are_independent() {
    let mut first = DocumentTokenizer::default();
    let mut second = first.clone();
    let (mut left, mut right) = (first.token_stream("北京"), second.token_stream("大学"));
    for expected in [("北", "大"), ("北京", "大学"), ("京", "学")] {
        assert!(left.advance() && right.advance());
        assert_eq!((left.token().text.as_str(), right.token().text.as_str()), expected);
    }
    assert!(!left.advance() && !right.advance());
}

#[test]
fn snippets_highlight_the_original() {
    let engine = Engine::new(&DocumentTokenizer::default(), LINES);
    // The snippets of tantivy highlight each term of the query, and end with the last term.
    let query = engine.parser.parse_query("北京大学").unwrap();
    let generator = SnippetGenerator::create(&engine.searcher, &*query, engine.body).unwrap();
    assert_eq!(generator.snippet(LINES[0]).to_html(), "他在<b>北京大學</b>讀書，每天去圖書館");
    for (query, text, expected) in [
        ("京大", "他在北京大學讀書，大家去北京。", "他在北[京大]學讀書，大家去北京。"),
        ("北京大学 图书馆", LINES[0], "他在[北京大學]讀書，每天去[圖書館]。"),
        ("大学图书馆", LINES[0], "他在北京[大學]讀書，每天去[圖書館]。"),
        ("mate 60", "華為ＭＡＴＥ　６０發布", "華為[ＭＡＴＥ]　[６０]發布"),
        ("上海", LINES[0], LINES[0]),
        ("", LINES[0], LINES[0]),
        ("<b>", "a <b> & c", "a [<b>] & c"),
    ] {
        let highlighter = Highlighter::new(&engine.queries, query);
        let snippet = highlighter.snippet(text, 150);
        assert_eq!(snippet.marked("[", "]"), expected, "{query}");
        assert_eq!(snippet.highlights(), highlighter.spans(text), "{query}");
    }
    let snippet = Highlighter::new(&engine.queries, "b").snippet("a <b> & 'c'", 150);
    assert_eq!(snippet.to_html(), "a &lt;<b>b</b>&gt; &amp; &#39;c&#39;");
}

#[test]
fn snippets_are_short_and_hold_the_most_phrases() {
    let queries = QueryTokenizer::default();
    let filler = "这一句与查询无关。".repeat(20);
    let text = format!("图书馆在这里。{filler}他去北京大學的圖書館。{filler}北京大学很大。");
    let highlighter = Highlighter::new(&queries, "北京大学 图书馆");
    let snippet = highlighter.snippet(&text, 30);
    assert_eq!(snippet.marked("[", "]"), "他去[北京大學]的[圖書館]。这一句与查询无关。这一句与查询无关。这");
    let english =
        "A long sentence of English words comes before the library opens its doors to everyone at eight";
    let snippet = Highlighter::new(&queries, "library").snippet(english, 40);
    assert_eq!(snippet.marked("[", "]"), "before the [library] opens its doors to ");
    let two = "One sentence ends here. The library opens at 8.30 a.m. today, and closes late in the evening.";
    let snippet = Highlighter::new(&queries, "opens").snippet(two, 60);
    assert_eq!(snippet.marked("[", "]"), "The library [opens] at 8.30 a.m. today, and closes late in the");
    for characters in [0, 1, 2, 3, 5, 8, 13, 21, 1000] {
        let snippet = highlighter.snippet(&text, characters);
        assert!(snippet.fragment().chars().count() <= characters, "{characters}");
        assert_eq!(snippet.span().of(&text), snippet.fragment());
    }
}

/// For any text and any query, spans ascend and are on character boundaries.
#[test]
fn highlights_lie_on_character_boundaries() {
    let lines = queries::own_lines();
    let tokenizer = QueryTokenizer::default();
    for (line, query) in lines.iter().zip(lines.iter().skip(1)).step_by(7) {
        let highlighter = Highlighter::new(&tokenizer, query);
        let mut end = None;
        for span in highlighter.spans(line) {
            assert!(line.get(span.range()).is_some_and(|part| !part.is_empty()), "{line}");
            assert!(end < Some(span.start), "{line}");
            end = Some(span.end);
        }
        let own = Highlighter::new(&tokenizer, line).snippet(line, 20);
        assert!(own.fragment().chars().count() <= 20 && !own.marked("", "").is_empty(), "{line}");
    }
}

/// Checks the recall and precision of a thousand substrings and of a thousand sequences of words.
fn check_phrases(lines: &[String]) {
    let engine = Engine::new(&DocumentTokenizer::default(), lines.iter().map(String::as_str));
    for cut in [Cut::Substrings, Cut::Words] {
        let mut figures = Figures::default();
        for query in queries::queries(lines, cut) {
            let found = engine.find_phrase(&query.text);
            query.print_difference(&found);
            figures.add(&query, &found);
        }
        let (recall, precision) = figures.means(&format!("{cut:?} in {} lines", lines.len()));
        assert!(recall >= 0.999 && precision >= 0.99, "{cut:?}: recall {recall}, precision {precision}");
    }
}

#[test]
fn phrases_of_own_texts_are_found() {
    check_phrases(&queries::own_lines());
}

#[test]
fn phrases_of_news_are_found() {
    if let Some(lines) = queries::news() {
        check_phrases(&lines);
    }
}
