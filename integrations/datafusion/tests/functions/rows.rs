//! 100,000 rows of a Parquet file through each function: the results are those of the crate. Prints the throughput of
//! both, each measured with two threads, one after the other: `cargo test --test functions -- --nocapture rows`.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bitext::{
    Aligner, Batch, Bitext, Detector, DocumentMatcher, Filter, MixedTokenizer, Rejection, SentenceSplitter,
    Tokenizer,
};
use bitext_datafusion::register_all;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};

use crate::cells::{cell, query};
use crate::row::{Row, row};

/// The number of rows; the variable `BITEXT_ROWS` sets another one, rounded up to whole sites.
fn row_count() -> usize {
    let number =
        std::env::var("BITEXT_ROWS").map_or(100_000, |number| number.parse().expect("a number of rows"));
    usize::next_multiple_of(number, SITE)
}

const THREADS: usize = 2;
/// Number of rows of a site. The documents of a site are matched.
const SITE: usize = 40;

/// Runs a function in SQL and in the crate, and compares the results of all rows.
struct Comparison {
    context: SessionContext,
}

impl Comparison {
    /// Compares a function in SQL with the crate. `sql` selects a row number and the result. `work` computes the result
    /// of the row in the crate, or `None` for null; `render` writes the result as [`cell`] does.
    async fn check<R: Send>(
        &self,
        name: &str,
        sql: &str,
        inputs: usize,
        work: impl Fn(usize) -> Option<R> + Sync,
        render: impl Fn(usize, R) -> String,
    ) {
        let start = Instant::now();
        let batches = query(&self.context, sql).await;
        let in_sql = start.elapsed();
        let start = Instant::now();
        let mut expected: Vec<Option<R>> = Vec::with_capacity(inputs);
        let done = Batch::new().threads(THREADS).run(0..inputs, work, |result| {
            expected.push(result);
            Ok::<(), ()>(())
        });
        done.expect("the sink never fails");
        let in_crate = start.elapsed();
        let expected = expected.into_iter().enumerate();
        let expected: Vec<String> = expected
            .map(|(number, result)| result.map_or_else(|| "null".to_owned(), |result| render(number, result)))
            .collect();
        let mut seen = 0;
        for batch in &batches {
            let numbers = batch.column(0).as_primitive::<Int64Type>();
            for at in 0..batch.num_rows() {
                let number = numbers.value(at) as usize;
                let found = cell(batch.column(1).as_ref(), at);
                assert_eq!(found, expected[number], "{name}, row {number}");
                seen += 1;
            }
        }
        assert_eq!(seen, inputs, "{name}");
        print_rates(name, inputs, in_sql, in_crate);
    }
}

fn print_rates(name: &str, rows: usize, in_sql: Duration, in_crate: Duration) {
    let rate = |time: Duration| rows as f64 / time.as_secs_f64();
    let (sql, own) = (rate(in_sql), rate(in_crate));
    println!("{name:16} {sql:9.0} rows/s in SQL, {own:9.0} in a Batch, ratio {:.2}", sql / own);
}

/// Writes the rows to a Parquet file, and registers it as the table `t`.
async fn session(rows: &[Row], path: &Path) -> SessionContext {
    let config = SessionConfig::new().with_target_partitions(THREADS).with_batch_size(1024);
    let context = SessionContext::new_with_config(config);
    register_all(&context);
    let texts =
        |text: fn(&Row) -> Option<&str>| Arc::new(StringArray::from_iter(rows.iter().map(text))) as ArrayRef;
    let numbers = Int64Array::from_iter_values(0..rows.len() as i64);
    let sites = Int64Array::from_iter_values((0..rows.len() as i64).map(|row| row / SITE as i64));
    let batch = RecordBatch::try_from_iter([
        ("number", Arc::new(numbers) as ArrayRef),
        ("site", Arc::new(sites) as ArrayRef),
        ("text", texts(|row| row.text.as_deref())),
        ("english", texts(|row| row.english.as_deref())),
        ("chinese", texts(|row| row.chinese.as_deref())),
    ]);
    let path = path.to_str().expect("a name in UTF-8");
    let frame = context.read_batch(batch.expect("columns of one length")).expect("a frame");
    frame.write_parquet(path, DataFrameWriteOptions::new(), None).await.expect("a file");
    context.register_parquet("t", path, ParquetReadOptions::default()).await.expect("a table");
    context
}

fn pairs(bitext: &Bitext<'_>) -> String {
    let mut out = String::new();
    for pair in bitext.pairs() {
        let flags: String = pair.bead().flags.iter().map(|flag| format!("({flag})")).collect();
        let (english, chinese, confidence) = (pair.english(), pair.chinese(), pair.confidence());
        let (own, other) = (pair.english_spans(), pair.chinese_spans());
        let bytes = |spans: &[bitext::Span]| format!("{}|{}", spans[0].start, spans[spans.len() - 1].end);
        let (kind, own, other) = (pair.kind(), bytes(own), bytes(other));
        let _ = write!(out, "({english}|{chinese}|{confidence:?}|{kind}|{flags}|{own}|{other})");
    }
    out
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_and_languages_of_100_000_rows() {
    let rows: Vec<Row> = (0..row_count()).map(row).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let comparison = Comparison { context: session(&rows, &folder.path().join("t.parquet")).await };
    let text = |number: usize| rows[number].text.as_deref();
    let (detector, splitter, tokenizer) = (Detector::new(), SentenceSplitter::new(), MixedTokenizer::new());
    let sql = |function: &str| format!("SELECT number, {function}(text) FROM t");
    let detect = |number| text(number).map(|text| detector.detect(text));
    let code = |_, found: bitext::Detection| found.code().to_owned();
    comparison.check("detect_language", &sql("detect_language"), rows.len(), detect, code).await;
    let shares = |_, found: bitext::Detection| {
        let shares = found.shares.iter();
        shares.map(|share| format!("({}|{:?})", share.language.code(), share.fraction)).collect()
    };
    comparison.check("language_shares", &sql("language_shares"), rows.len(), detect, shares).await;
    let split = |number| text(number).map(|text| splitter.split(text).collect::<Vec<_>>());
    let sentences = |number: usize, found: Vec<bitext::Span>| {
        let text = rows[number].text.as_deref().unwrap_or_default();
        found.iter().map(|span| format!("({}|{}|{})", span.of(text), span.start, span.end)).collect()
    };
    comparison.check("sentences", &sql("sentences"), rows.len(), split, sentences).await;
    let tokenize = |number| text(number).map(|text| tokenizer.tokenize(text));
    let words = |number: usize, found: Vec<bitext::Token>| {
        let text = rows[number].text.as_deref().unwrap_or_default();
        let word = |token: &bitext::Token| {
            let (span, kind) = (token.span, format!("{:?}", token.kind).to_lowercase());
            format!("({}|{}|{}|{kind}|{})", span.of(text), span.start, span.end, token.position)
        };
        found.iter().map(word).collect()
    };
    comparison.check("tokenize", &sql("tokenize"), rows.len(), tokenize, words).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alignments_of_100_000_rows() {
    let rows: Vec<Row> = (0..row_count()).map(row).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let comparison = Comparison { context: session(&rows, &folder.path().join("t.parquet")).await };
    let aligner = Aligner::new();
    let align = |number: usize| {
        let (english, chinese) = (rows[number].english.as_deref()?, rows[number].chinese.as_deref()?);
        Some(aligner.align_texts(english, chinese))
    };
    let sql = "SELECT number, align_texts(english, chinese) FROM t";
    comparison.check("align_texts", sql, rows.len(), align, |_, found| pairs(&found)).await;
    let page = |number: usize| Some(aligner.align_page(rows[number].text.as_deref()?));
    let sql = "SELECT number, align_page(text) FROM t";
    comparison.check("align_page", sql, rows.len(), page, |_, found| pairs(&found)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_of_100_000_rows() {
    let rows: Vec<Row> = (0..row_count()).map(row).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let comparison = Comparison { context: session(&rows, &folder.path().join("t.parquet")).await };
    let matcher = DocumentMatcher::new(&Aligner::new()).threads(1);
    let side = |site: usize, text: fn(&Row) -> Option<&str>| -> Vec<(usize, &str)> {
        let numbers = site * SITE..(site + 1) * SITE;
        numbers.filter_map(|number| Some((number, text(&rows[number])?))).collect()
    };
    let sides =
        |site: usize| (side(site, |row| row.english.as_deref()), side(site, |row| row.chinese.as_deref()));
    let find = |site: usize| {
        let (english, chinese) = sides(site);
        let english: Vec<&str> = english.iter().map(|(_, text)| *text).collect();
        let chinese: Vec<&str> = chinese.iter().map(|(_, text)| *text).collect();
        Some(matcher.find(&english, &chinese).pairs)
    };
    let render = |site: usize, found: Vec<bitext::DocumentMatch>| {
        let (english, chinese) = sides(site);
        let pair = |pair: &bitext::DocumentMatch| {
            let ((own, own_text), (other, other_text)) = (english[pair.english], chinese[pair.chinese]);
            let words = pair.evidence.iter();
            let words: Vec<String> = words
                .map(|word| format!("{}={}", word.english.of(own_text), word.chinese.of(other_text)))
                .collect();
            let (confidence, words) = (pair.confidence, words.join(" "));
            format!("({own}|{other}|{own_text}|{other_text}|{confidence:?}|{words})")
        };
        found.iter().map(pair).collect()
    };
    // `array_agg` with an order takes quadratic memory for `Utf8View`: each item keeps the buffers of all others.
    let sql = "SELECT site, match_documents(e, c) FROM (SELECT site, \
               array_agg(named_struct('name', arrow_cast(number, 'Utf8'), 'text', arrow_cast(english, 'Utf8')) ORDER BY number) AS e, \
               array_agg(named_struct('name', arrow_cast(number, 'Utf8'), 'text', arrow_cast(chinese, 'Utf8')) ORDER BY number) AS c \
               FROM t GROUP BY site)";
    comparison.check("match_documents", sql, rows.len() / SITE, find, render).await;
}

/// `reject_pair` and `pair_hash` of all pairs of 100,000 rows decide as one [`bitext::Filtering`] does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filters_of_100_000_rows() {
    let rows: Vec<Row> = (0..row_count()).map(row).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let context = session(&rows, &folder.path().join("t.parquet")).await;
    let sql = "SELECT number, p, reject_pair(p), pair_hash(p) FROM \
               (SELECT number, unnest(align_texts(english, chinese)) AS p FROM t)";
    let (mut reasons, mut seen): (HashMap<String, usize>, HashMap<u64, usize>) = Default::default();
    let mut pairs = 0;
    let mut judge = Filter::strict().start();
    for batch in query(&context, sql).await {
        let columns = batch.column(1).as_struct().columns();
        let hashes = batch.column(3).as_primitive::<datafusion::arrow::datatypes::UInt64Type>();
        let confidences = columns[2].as_primitive::<datafusion::arrow::datatypes::Float32Type>();
        for at in 0..batch.num_rows() {
            if batch.column(1).is_null(at) {
                continue;
            }
            pairs += 1;
            let (english, chinese) = (cell(columns[0].as_ref(), at), cell(columns[1].as_ref(), at));
            let flags = columns[4].as_list::<i32>().value(at);
            let flags: Vec<bitext::Flag> =
                (0..flags.len()).map(|flag| cell(flags.as_ref(), flag).parse().expect("a flag")).collect();
            let reason = cell(batch.column(2).as_ref(), at);
            let found = match reason.as_str() {
                "null" if seen.contains_key(&hashes.value(at)) => Some(Rejection::Duplicate),
                "null" => None,
                other => Some(other.parse().expect("a reason")),
            };
            if reason == "null" {
                *seen.entry(hashes.value(at)).or_default() += 1;
            }
            let expected = judge.check_texts(&english, &chinese, confidences.value(at), &flags);
            assert_eq!(found, expected, "{english} = {chinese}");
            *reasons.entry(format!("{found:?}")).or_default() += 1;
        }
    }
    println!("{pairs} pairs: {reasons:?}");
    // Each of these decisions occurs, so that the test compares them.
    for reason in ["None", "Some(Duplicate)", "Some(LowConfidence)", "Some(Numbers)"] {
        assert!(reasons.contains_key(reason), "{reason}: {reasons:?}");
    }
}
