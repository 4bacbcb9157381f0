//! The table functions read files.

use std::fs;

use bitext_datafusion::register_all;
use datafusion::prelude::SessionContext;

use crate::cells::column;

#[tokio::test]
async fn files_become_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let page =
        write("page.html", "<h1>Lost and found</h1><p>失物招领</p><h1>Ticket office</h1><p>售票处</p>");
    let english = write("en.txt", "The ferry leaves at eight. Tickets cost 35 yuan.");
    let chinese = write("zh.txt", "渡轮八点出发。船票35元。");
    let context = SessionContext::new();
    register_all(&context);
    let cases = [
        (
            format!("SELECT english || '=' || chinese FROM page_pairs('{page}')"),
            vec!["Lost and found=失物招领", "Ticket office=售票处"],
        ),
        (
            format!(
                "SELECT english || '=' || chinese FROM text_pairs('{english}', '{chinese}') WHERE kind = '1-1'"
            ),
            vec!["The ferry leaves at eight.=渡轮八点出发。", "Tickets cost 35 yuan.=船票35元。"],
        ),
    ];
    for (sql, expected) in cases {
        assert_eq!(column(&context, &sql).await, expected, "{sql}");
    }
}
