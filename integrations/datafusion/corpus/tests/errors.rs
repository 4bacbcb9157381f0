//! A job without executors, without a scheduler, or with a folder of something else ends with an error.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::SessionContext;

/// A process that is killed with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a job on a scheduler. Returns its messages; it must fail.
fn errors(documents: &Path, output: &Path, scheduler: &str) -> String {
    let job = Command::new(env!("CARGO_BIN_EXE_corpus"))
        .arg("run")
        .args([documents, output])
        .args(["--scheduler", scheduler, "--patience", "3"])
        .output()
        .expect("the program starts");
    let errors = String::from_utf8_lossy(&job.stderr).into_owned();
    assert!(!job.status.success(), "{errors}");
    errors
}

#[tokio::test]
async fn jobs_that_cannot_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("documents")).expect("a folder");
    let column = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let columns =
        [("site", column("a.example")), ("name", column("en/1")), ("text", column("Tea is ready."))];
    let frame = SessionContext::new().read_batch(RecordBatch::try_from_iter(columns).expect("columns"));
    let (file, options) = (at("documents/crawl.parquet"), DataFrameWriteOptions::new());
    let file = file.to_str().expect("a name in UTF-8");
    let options = options.with_single_file_output(true);
    frame.expect("a frame").write_parquet(file, options, None).await.expect("a file");

    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let address = format!("127.0.0.1:{port}");
    let found = errors(&at("documents"), &at("output"), &address);
    assert!(found.contains("ConnectionRefused") || found.contains("no executor for 3 s"), "{found}");

    let scheduler = Command::new(env!("CARGO_BIN_EXE_corpus"))
        .args(["scheduler", "--port", &port.to_string()])
        .stderr(Stdio::null())
        .spawn();
    let _scheduler = Process(scheduler.expect("the program starts"));
    let start = Instant::now();
    while TcpStream::connect(&address).is_err() {
        assert!(start.elapsed() < Duration::from_secs(60), "the scheduler does not listen");
        sleep(Duration::from_millis(50));
    }
    let found = errors(&at("documents"), &at("output"), &address);
    assert!(found.contains("no executor for 3 s: HTTP/1.1 503"), "{found}");
    let parts = fs::read_dir(at("output/parts")).expect("a folder").count();
    assert_eq!(parts, 0, "a job that failed leaves no file");

    fs::create_dir_all(at("photographs/parts")).expect("a folder");
    fs::write(at("photographs/parts/ferry.jpeg"), "a ferry").expect("a file");
    let found = errors(&at("documents"), &at("photographs"), &address);
    assert!(found.contains("has files, but is no output of this program"), "{found}");
    assert!(at("photographs/parts/ferry.jpeg").exists(), "a file of something else is kept");
}
