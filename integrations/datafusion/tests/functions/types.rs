//! All string types give the same results, and nulls stay null.

use std::sync::Arc;

use bitext_datafusion::{TextFunctions, register_all};
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::cells::column;
use crate::row::row;

/// Each function, in a query on the table `t`.
const QUERIES: [&str; 10] = [
    "SELECT detect_language(text) FROM t",
    "SELECT language_shares(text) FROM t",
    "SELECT tokenize(text) FROM t",
    "SELECT sentences(text) FROM t",
    "SELECT align_texts(english, chinese) FROM t",
    "SELECT align_page(text) FROM t",
    "SELECT align_texts('The ferry leaves at noon. Nobody is on board.', chinese) FROM t",
    "SELECT reject_pair(p) FROM (SELECT unnest(align_page(text)) AS p FROM t)",
    "SELECT pair_hash(p) FROM (SELECT unnest(align_page(text)) AS p FROM t)",
    "SELECT match_documents(e, c) FROM (SELECT \
         array_agg(named_struct('name', english, 'text', english)) AS e, \
         array_agg(named_struct('name', chinese, 'text', chinese)) AS c FROM t)",
];

/// A session with a table of 297 rows, whose columns have this type. It has one partition, which keeps the order of the
/// rows.
fn session(data_type: &DataType) -> SessionContext {
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
    register_all(&context);
    let batches: Vec<RecordBatch> = (0..3)
        .map(|batch| {
            let rows: Vec<_> = (batch * 100..batch * 100 + 100).map(row).collect();
            let column = |texts: Vec<Option<String>>| -> ArrayRef {
                cast(&StringArray::from(texts), data_type).expect("a string type")
            };
            let text = column(rows.iter().map(|row| row.text.clone()).collect());
            let english = column(rows.iter().map(|row| row.english.clone()).collect());
            let chinese = column(rows.iter().map(|row| row.chinese.clone()).collect());
            // A slice: the first value of the array is not the first of its buffer.
            let batch =
                RecordBatch::try_from_iter([("text", text), ("english", english), ("chinese", chinese)]);
            batch.expect("columns of one length").slice(1, 99)
        })
        .collect();
    let table = MemTable::try_new(batches[0].schema(), vec![batches]).expect("a table");
    context.register_table("t", Arc::new(table)).expect("a new name");
    context
}

#[tokio::test]
async fn all_string_types_give_the_same_results() {
    let dictionary = |key: DataType, value: DataType| DataType::Dictionary(Box::new(key), Box::new(value));
    let types = [
        DataType::LargeUtf8,
        DataType::Utf8View,
        dictionary(DataType::Int32, DataType::Utf8),
        dictionary(DataType::UInt16, DataType::LargeUtf8),
    ];
    let reference = session(&DataType::Utf8);
    for sql in QUERIES {
        let expected = column(&reference, sql).await;
        assert!(expected.iter().any(|value| value.len() > 1), "{sql}: only empty results");
        for data_type in &types {
            assert_eq!(column(&session(data_type), sql).await, expected, "{sql} of {data_type}");
        }
    }
}

#[tokio::test]
async fn nulls_stay_null_and_empty_texts_are_empty() {
    let context = SessionContext::new();
    register_all(&context);
    let cases = [
        ("detect_language(NULL)", "null"),
        ("detect_language('')", "und"),
        ("detect_language('2023-08-29')", "und"),
        ("language_shares('')", ""),
        ("tokenize(NULL)", "null"),
        ("tokenize('')", ""),
        ("tokenize('我爱 tea')", "(我|0|3|han|0)(爱|3|6|han|1)(tea|7|10|word|2)"),
        ("sentences(arrow_cast(NULL, 'LargeUtf8'))", "null"),
        ("sentences('No. 5 is open. 请进。')", "(No. 5 is open.|0|14)(请进。|15|24)"),
        ("align_texts('Hello.', NULL)", "null"),
        ("align_texts('', '你好。')", ""),
        ("align_page(NULL)", "null"),
        ("align_page('')", ""),
        ("reject_pair(NULL)", "null"),
        ("pair_hash(NULL)", "null"),
        ("match_documents(NULL, NULL)", "null"),
        (
            "reject_pair(named_struct('english', 'Boats', 'chinese', '港口里停满了渔船。', 'confidence', 0.2, 'flags', make_array('numbers-differ')))",
            "low-confidence",
        ),
        (
            "reject_pair(named_struct('english', 'The 5 boats are in.', 'chinese', '6条船进港了。', 'confidence', 0.9, 'flags', make_array('numbers-differ')))",
            "numbers",
        ),
        (
            "reject_pair(named_struct('english', NULL, 'chinese', '港口里停满了渔船。', 'confidence', 0.2, 'flags', make_array('numbers-differ')))",
            "null",
        ),
    ];
    for (call, expected) in cases {
        assert_eq!(column(&context, &format!("SELECT {call}")).await, [expected], "{call}");
    }
}

#[tokio::test]
async fn registries_take_the_scalar_functions() {
    let functions = TextFunctions::new();
    let mut context = SessionContext::new();
    functions.register_scalar(&mut context).expect("a writable registry");
    assert_eq!(column(&context, "SELECT detect_language('我們在臺北見面。')").await, ["zh-Hant"]);
    assert_eq!(functions.scalar_functions().len(), 9);
    let filter = bitext::Filter::new().min_confidence(2.0);
    functions.filter(filter).register(&context);
    let sql = "SELECT DISTINCT reject_pair(p) FROM (SELECT unnest(align_page('Exit 出口')) AS p)";
    assert_eq!(column(&context, sql).await, ["low-confidence"]);
}

#[test]
fn functions_can_be_shared_by_threads() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug>(_: &T) {}
    shared(&TextFunctions::new());
}
