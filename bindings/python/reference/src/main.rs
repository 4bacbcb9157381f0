//! Prints what the crate finds in texts, for the tests of the Python package.
//!
//! Standard input has a JSON object with the keys `english`, `chinese` and `page` on each line, and standard output
//! gets an object with the results on each line. If `english` and `chinese` are lists, they are collections of
//! documents to match. Offsets count bytes.

use std::io::{BufRead, Write};

use bitext::export::{Document, Format, JsonLines, Row, RowAnchors, Tsv, WordLinks};
use bitext::index::{Analyzer, Terms};
use bitext::{
    Aligner, Bitext, CutMode, DocumentMatcher, Filter, MixedTokenizer, Normalizer, Review, SentenceSplitter,
    Span, Token, Tokenizer, WordAlignment, detect, runs,
};
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let (aligner, tokenizer) = (Aligner::new(), MixedTokenizer::new());
    let search = tokenizer.clone().mode(CutMode::Search);
    let analyzer = Analyzer::with_tokenizer(tokenizer.clone());
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        if let (Some(english), Some(chinese)) = (request["english"].as_array(), request["chinese"].as_array())
        {
            writeln!(out, "{}", matches(&aligner, english, chinese))?;
            continue;
        }
        let text = |key: &str| request[key].as_str().unwrap_or_default();
        let (english, chinese, page) = (text("english"), text("chinese"), text("page"));
        let texts = aligner.align_texts(english, chinese);
        let answer = json!({
            "tokens": tokens(page, &tokenizer),
            "search": tokens(page, &search),
            "sentences": spans(SentenceSplitter::new().split(page)),
            "runs": runs(page).map(|run| json!([run.span.start, run.span.end, run.code()])).collect::<Vec<_>>(),
            "detection": detection(page),
            "page": rows(&aligner.align_page(page)),
            "texts": rows(&texts),
            "probability": texts.translation_probability(),
            "lines": rows(&aligner.align_lines(english, chinese)),
            "words": aligner.align_words_of(&texts).iter().map(links).collect::<Vec<_>>(),
            "tsv": exported(&Tsv::new(), &texts),
            "around": around(&aligner, english, chinese, &texts),
            "document": terms(|out| analyzer.document_into(page, out)),
            "query": terms(|out| analyzer.query_into(page, out)),
            "normal": normal(page, &tokenizer),
            "rejected": rejected(&texts),
            "jsonl": exported(&JsonLines::new().word_links(WordLinks::Written), &texts),
        });
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn tokens(text: &str, tokenizer: &MixedTokenizer) -> Vec<Value> {
    let token = |token: Token| json!([token.span.start, token.span.end, token.kind, token.position]);
    tokenizer.tokenize(text).into_iter().map(token).collect()
}

fn spans(spans: impl Iterator<Item = Span>) -> Vec<[usize; 2]> {
    spans.map(|span| [span.start, span.end]).collect()
}

fn detection(text: &str) -> Value {
    let found = detect(text);
    let shares: Vec<Value> =
        found.shares.iter().map(|share| json!([share.language, share.fraction])).collect();
    json!([found.code(), found.confidence, shares])
}

/// The pairs of a bitext, with the words that support them.
fn rows(bitext: &Bitext<'_>) -> Vec<Value> {
    let evidence = |word: bitext::Evidence| {
        let spans = [word.english.start, word.english.end, word.chinese.start, word.chinese.end];
        json!([spans, word.reason, word.nats])
    };
    let row = |pair: bitext::Pair<'_, '_>| {
        json!({
            "english": pair.english(),
            "chinese": pair.chinese(),
            "confidence": pair.confidence(),
            "score": pair.score(),
            "kind": pair.kind().to_string(),
            "english_spans": spans(pair.english_spans().iter().copied()),
            "chinese_spans": spans(pair.chinese_spans().iter().copied()),
            "flags": pair.bead().flags,
            "evidence": pair.evidence().map(evidence).collect::<Vec<_>>(),
        })
    };
    bitext.pairs().map(row).collect()
}

fn links(words: &WordAlignment) -> Vec<Value> {
    let (english, chinese) = (words.english_words(), words.chinese_words());
    let link = |link: &bitext::WordPair| {
        let (own, other) = (english[link.english], chinese[link.chinese]);
        json!([[own.start, own.end, other.start, other.end], link.reason, link.probability])
    };
    words.best().map(link).collect()
}

fn exported(format: &dyn Format, bitext: &Bitext<'_>) -> String {
    let mut out = Vec::new();
    // A vector takes everything.
    let _ = format.write(&Document::new(bitext), &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// The pairs around the last pair of a first alignment, which is fixed.
fn around(aligner: &Aligner, english: &str, chinese: &str, first: &Bitext<'_>) -> Value {
    let Some(pair) = first.pairs().last() else { return Value::Null };
    let mut row = Row::new(pair.english(), pair.chinese());
    row.review = Review::Checked;
    let anchors = RowAnchors::find(&[row], english, chinese).anchors;
    aligner.align_texts_around(english, chinese, &anchors).map_or(Value::Null, |bitext| rows(&bitext).into())
}

fn terms(analyze: impl FnOnce(&mut Terms)) -> Vec<Value> {
    let mut terms = Terms::new();
    analyze(&mut terms);
    let term = |term: bitext::index::Term<'_>| {
        let numbers = [term.position, term.position_length, term.phrase];
        json!([term.text, term.span.start, term.span.end, term.kind, numbers])
    };
    terms.iter().map(term).collect()
}

/// The normal form of a text, with the words of the normal form and where the text has them.
fn normal(text: &str, tokenizer: &MixedTokenizer) -> Value {
    let normal = Normalizer::for_search().normalize(text);
    let words = tokenizer.tokenize(normal.text()).into_iter().map(|token| {
        let original = normal.original(token.span);
        [token.span.start, token.span.end, original.start, original.end]
    });
    json!([normal.text(), words.collect::<Vec<_>>()])
}

fn rejected(bitext: &Bitext<'_>) -> Vec<Option<&'static str>> {
    let mut filtering = Filter::strict().start();
    bitext.pairs().map(|pair| filtering.check(pair).map(bitext::Rejection::name)).collect()
}

fn matches(aligner: &Aligner, english: &[Value], chinese: &[Value]) -> Value {
    let texts = |values: &[Value]| -> Vec<String> {
        values.iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect()
    };
    let (english, chinese) = (texts(english), texts(chinese));
    let found = DocumentMatcher::new(aligner).find(&english, &chinese);
    let pairs = found.pairs.iter().map(|pair| {
        let words = pair
            .evidence
            .iter()
            .map(|word| [word.english.of(&english[pair.english]), word.chinese.of(&chinese[pair.chinese])]);
        json!([pair.english, pair.chinese, pair.confidence, words.collect::<Vec<_>>()])
    });
    let duplicates = |found: &[bitext::NearDuplicate]| -> Vec<[usize; 2]> {
        found.iter().map(|one| [one.document, one.original]).collect()
    };
    json!({
        "pairs": pairs.collect::<Vec<_>>(),
        "english_duplicates": duplicates(&found.english_duplicates),
        "chinese_duplicates": duplicates(&found.chinese_duplicates),
    })
}
