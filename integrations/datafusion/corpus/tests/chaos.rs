//! Kills executors in the middle of a job. The corpus has the same rows, or there is a clear error and no half-written file.
//!
//! `cargo test -p bitext-corpus -- --nocapture` prints the numbers of rows, the times and the memory of the executors.

#[path = "../../tests/functions/texts.rs"]
mod texts;

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::{ParquetReadOptions, SessionContext};

use texts::{Dice, texts};

const FILES: usize = 8;
const SITES: usize = 6;
/// Documents of a site in each language; two thirds of them have a translation.
const DOCUMENTS: usize = 12;
const SENTENCES: usize = 8;
/// Seconds until the scheduler regards a silent executor as lost.
const EXECUTOR_TIMEOUT: u64 = 8;
/// Seconds that the job waits for an executor.
const PATIENCE: u64 = 30;
/// How soon after the loss of all executors the job ends, on a busy machine.
const MOST_SECONDS: f64 = 60.0;

/// Writes the documents of a crawl.
async fn write_documents(folder: &Path) {
    let mut dice = Dice(7);
    for file in 0..FILES {
        let (mut sites, mut names, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for site in 0..SITES {
            for document in 0..DOCUMENTS {
                let (english, chinese) = texts(&mut dice, SENTENCES);
                let fate = dice.below(6);
                let languages = [("en", english.join(" ")), ("zh", chinese.concat())];
                for (at, (language, text)) in languages.into_iter().enumerate() {
                    if fate != at {
                        sites.push(format!("site{file}-{site}.example"));
                        names.push(format!("{language}/{document}"));
                        all.push(text);
                    }
                }
            }
        }
        let column = |texts: Vec<String>| Arc::new(StringArray::from(texts)) as ArrayRef;
        let columns = [("site", column(sites)), ("name", column(names)), ("text", column(all))];
        let frame = SessionContext::new().read_batch(RecordBatch::try_from_iter(columns).expect("columns"));
        let path = folder.join(format!("crawl-{file}.parquet"));
        let path = path.to_str().expect("a name in UTF-8");
        let options = DataFrameWriteOptions::new().with_single_file_output(true);
        frame.expect("a frame").write_parquet(path, options, None).await.expect("a file");
    }
}

/// The rows of a Parquet file as text, in order.
async fn rows(path: &Path) -> Vec<String> {
    let context = SessionContext::new();
    let path = path.to_str().expect("a name in UTF-8");
    let frame = context.read_parquet(path, ParquetReadOptions::default()).await.expect("a Parquet file");
    let batches = frame.collect().await.expect("a whole file");
    let mut rows = Vec::new();
    for batch in &batches {
        let options = FormatOptions::default();
        let columns: Vec<ArrayFormatter<'_>> = batch
            .columns()
            .iter()
            .map(|column| ArrayFormatter::try_new(column.as_ref(), &options).expect("a printable column"))
            .collect();
        for row in 0..batch.num_rows() {
            let cells: Vec<String> = columns.iter().map(|column| column.value(row).to_string()).collect();
            rows.push(cells.join("\t"));
        }
    }
    rows
}

/// A process that is killed with the test.
struct Process(Child);

impl Process {
    fn start(arguments: &[String], log: &Path) -> Self {
        let log = fs::File::options().create(true).append(true).open(log).expect("a log");
        let child = Command::new(env!("CARGO_BIN_EXE_corpus"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        Self(child.expect("the program starts"))
    }

    /// `kill -9`.
    fn kill(&mut self) {
        self.0.kill().expect("the process runs");
        self.0.wait().expect("the process ends");
    }

    /// The largest resident memory so far, in MB.
    fn peak_memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A scheduler and executors on this machine.
struct Cluster {
    scheduler: u16,
    folder: PathBuf,
    _process: Process,
    executors: Vec<Process>,
}

impl Cluster {
    fn start(folder: &Path) -> Self {
        let port = free_port();
        let arguments = words(&[
            "scheduler",
            "--port",
            &port.to_string(),
            "--executor-timeout",
            &EXECUTOR_TIMEOUT.to_string(),
        ]);
        let process = Process::start(&arguments, &folder.join("scheduler.log"));
        let mut cluster =
            Self { scheduler: port, folder: folder.to_owned(), _process: process, executors: Vec::new() };
        cluster.add_executor();
        cluster.add_executor();
        cluster
    }

    fn add_executor(&mut self) {
        let name = format!("executor-{}", self.executors.len());
        let work = self.folder.join(&name);
        fs::create_dir_all(&work).expect("a folder");
        let scheduler = format!("127.0.0.1:{}", self.scheduler);
        let (port, grpc_port) = (free_port().to_string(), free_port().to_string());
        let work = work.to_str().expect("a name in UTF-8");
        let arguments = words(&[
            "executor",
            "--scheduler",
            &scheduler,
            "--port",
            &port,
            "--grpc-port",
            &grpc_port,
            "--slots",
            "1",
            "--work-folder",
            work,
        ]);
        self.executors.push(Process::start(&arguments, &self.folder.join(format!("{name}.log"))));
    }

    fn run(&self, documents: &Path, output: &Path) -> Child {
        let scheduler = format!("127.0.0.1:{}", self.scheduler);
        Command::new(env!("CARGO_BIN_EXE_corpus"))
            .arg("run")
            .args([documents, output])
            .args(["--scheduler", &scheduler, "--partitions", "4", "--patience", &PATIENCE.to_string()])
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// The finished parts, with the time of their last change.
fn parts(output: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let Ok(entries) = fs::read_dir(output.join("parts")) else { return BTreeMap::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let parts = paths.filter(|path| path.extension().is_some_and(|extension| extension == "parquet"));
    parts
        .map(|path| {
            let time = fs::metadata(&path).and_then(|file| file.modified()).expect("a file");
            (path, time)
        })
        .collect()
}

/// Waits until some parts are done and others are not.
fn wait_for_parts(output: &Path, number: usize, job: &mut Child) {
    let start = Instant::now();
    while parts(output).len() < number {
        assert!(
            job.try_wait().expect("the job runs").is_none(),
            "the job ended before an executor was killed"
        );
        assert!(start.elapsed() < Duration::from_secs(300), "no part within five minutes");
        sleep(Duration::from_millis(50));
    }
    assert!(parts(output).len() < FILES, "the job was too fast to be disturbed");
}

/// Waits for the end of a job. Returns its result and its messages.
fn finish(mut job: Child) -> (Output, String) {
    let start = Instant::now();
    while job.try_wait().expect("the job runs").is_none() {
        if start.elapsed() > Duration::from_secs(300) {
            job.kill().expect("the job runs");
            let output = job.wait_with_output().expect("the job ends");
            panic!("the job hangs: {}", String::from_utf8_lossy(&output.stderr));
        }
        sleep(Duration::from_millis(50));
    }
    let output = job.wait_with_output().expect("the job ends");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, errors)
}

#[tokio::test]
async fn killed_executors() {
    let folder = tempfile::tempdir().expect("a folder");
    let documents = folder.path().join("documents");
    fs::create_dir(&documents).expect("a folder");
    write_documents(&documents).await;

    // The reference: one machine, without Ballista.
    let local = folder.path().join("local");
    let start = Instant::now();
    let job = Command::new(env!("CARGO_BIN_EXE_corpus")).arg("run").args([&documents, &local]).output();
    let job = job.expect("the program starts");
    assert!(job.status.success(), "{}", String::from_utf8_lossy(&job.stderr));
    let expected = rows(&local.join("corpus.parquet")).await;
    println!("one machine: {} rows in {:.1} s", expected.len(), start.elapsed().as_secs_f64());
    assert!(expected.len() > FILES * SITES, "{} rows", expected.len());

    // Two executors, one of which is killed. Twice: after the first part, and after the third one.
    for (round, done) in [1, 3].into_iter().enumerate() {
        let home = folder.path().join(format!("round-{round}"));
        fs::create_dir(&home).expect("a folder");
        let mut cluster = Cluster::start(&home);
        let output = home.join("output");
        let start = Instant::now();
        let mut job = cluster.run(&documents, &output);
        wait_for_parts(&output, done, &mut job);
        let memory = cluster.executors[0].peak_memory();
        cluster.executors[0].kill();
        let (result, errors) = finish(job);
        assert!(result.status.success(), "{errors}");
        let found = rows(&output.join("corpus.parquet")).await;
        println!(
            "one of two executors killed after {done} of {FILES} parts: {} rows in {:.1} s; memory {memory:?} and {:?} MB",
            found.len(),
            start.elapsed().as_secs_f64(),
            cluster.executors[1].peak_memory()
        );
        assert_eq!(found, expected, "round {round}");
    }
    all_executors_killed(folder.path(), &documents, &expected).await;
}

/// All executors are killed; then the job is continued with a new one.
async fn all_executors_killed(folder: &Path, documents: &Path, expected: &[String]) {
    let home = folder.join("all-killed");
    fs::create_dir(&home).expect("a folder");
    let mut cluster = Cluster::start(&home);
    let output = home.join("output");
    let mut job = cluster.run(documents, &output);
    wait_for_parts(&output, 2, &mut job);
    cluster.executors.iter_mut().for_each(Process::kill);
    let start = Instant::now();
    let (result, errors) = finish(job);
    let seconds = start.elapsed().as_secs_f64();
    let error = errors.lines().last().unwrap_or_default();
    println!("all executors killed: after {seconds:.1} s: {error}");
    assert!(!result.status.success(), "{errors}");
    assert!(error.contains("all executors were lost") || error.contains("no executor for"), "{errors}");
    assert!(seconds < MOST_SECONDS, "the job ended {seconds:.1} s after the last executor");
    assert!(!output.join("corpus.parquet").exists(), "a corpus without all parts");
    let kept = parts(&output);
    for part in kept.keys() {
        // Each part is whole.
        let reference = folder.join("local/parts").join(part.file_name().expect("a name"));
        let (mut found, mut expected) = (rows(part).await, rows(&reference).await);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{}", part.display());
    }
    let names =
        fs::read_dir(output.join("parts")).expect("a folder").map(|entry| entry.expect("an entry").path());
    assert_eq!(names.filter(|path| !kept.contains_key(path)).count(), 0, "temporary files are left");

    cluster.add_executor();
    let (result, errors) = finish(cluster.run(documents, &output));
    assert!(result.status.success(), "{errors}");
    assert!(errors.contains(&format!("{FILES} files, {} of them are done", kept.len())), "{errors}");
    let now = parts(&output);
    assert!(kept.iter().all(|(part, time)| now.get(part) == Some(time)), "a finished part was made again");
    assert_eq!(rows(&output.join("corpus.parquet")).await, expected);
    let (result, errors) = finish(cluster.run(documents, &output));
    assert!(result.status.success() && errors.contains("is current"), "{errors}");
    println!("continued: {} of {FILES} parts were kept, {} rows", kept.len(), expected.len());
}
