//! Errors say which argument is wrong, and what to write instead.

use bitext_datafusion::register_all;
use datafusion::prelude::SessionContext;

#[tokio::test]
async fn errors_are_clear() {
    let context = SessionContext::new();
    register_all(&context);
    let cases = [
        ("SELECT detect_language(7)", "detect_language: text is Int64, and must be text; CAST(… AS VARCHAR)"),
        ("SELECT align_texts('Hello.')", "align_texts(english, chinese) has 1 arguments here"),
        ("SELECT tokenize(make_array('a'))", "tokenize: text is List"),
        ("SELECT reject_pair('Hello.')", "reject_pair: pair is Utf8"),
        (
            "SELECT match_documents(make_array('Hello.'), make_array('你好。'))",
            "named_struct('name', …, 'text', …)",
        ),
        (
            "SELECT reject_pair(named_struct('english', 'Boats', 'chinese', '渔船。', 'confidence', 0.9, 'flags', make_array('numbers')))",
            "reject_pair: ",
        ),
        ("SELECT * FROM page_pairs('no such file')", "page_pairs: no such file"),
        ("SELECT * FROM page_pairs(7)", "page_pairs: the name of a file must be a text in quotes"),
        ("SELECT * FROM page_pairs('a', 'b')", "page_pairs('file') has one argument"),
        ("SELECT * FROM text_pairs('a')", "text_pairs('English file', 'Chinese file') has two arguments"),
    ];
    for (sql, expected) in cases {
        let message = match context.sql(sql).await {
            Ok(frame) => frame.collect().await.expect_err(sql).to_string(),
            Err(error) => error.to_string(),
        };
        assert!(message.contains(expected), "{sql}\nexpected: {expected}\nactual: {message}");
    }
}
