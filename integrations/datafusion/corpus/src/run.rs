//! A run: the pairs of each file of documents, and the corpus of all pairs. What exists already is kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bitext_datafusion::TextFunctions;
use datafusion::prelude::ParquetReadOptions;
use futures::{StreamExt, TryStreamExt, stream};

use crate::arguments::Arguments;
use crate::output::{OutputFolder, PartFile, is_current};
use crate::{Failure, cluster, query, watch};

/// How often a query is tried. A query fails if an executor is lost that holds its results.
const ATTEMPTS: usize = 3;
/// What Ballista reports if no executor is left.
const NO_EXECUTORS: &str = "all executors were lost";

/// What to do.
pub(crate) struct Job {
    documents: PathBuf,
    output: PathBuf,
    scheduler: Option<String>,
    /// How long the job waits for an executor.
    patience: Duration,
    partitions: usize,
    /// Number of files at a time.
    files_at_once: usize,
}

impl Job {
    pub(crate) fn from_arguments(mut arguments: Arguments) -> Result<Self, Failure> {
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let job = Self {
            documents: absolute(&arguments.file("DOCUMENTS")?)?,
            output: absolute(&arguments.file("OUTPUT")?)?,
            scheduler: arguments.option("--scheduler"),
            patience: Duration::from_secs(arguments.number("--patience", 60)?),
            partitions: arguments.number("--partitions", threads)?.max(1),
            files_at_once: arguments.number("--jobs", 2)?.max(1),
        };
        arguments.finish()?;
        Ok(job)
    }
}

/// Makes what is missing.
pub(crate) async fn run(job: &Job) -> Result<(), Failure> {
    let files = parquet_files(&job.documents)?;
    let output = OutputFolder::open(&job.output)?;
    let missing: Vec<&PathBuf> = files.iter().filter(|file| !is_current(&output.part(file), file)).collect();
    eprintln!("corpus: {} files, {} of them are done", files.len(), files.len() - missing.len());
    output.remove_other_parts(&files)?;
    let engine = Engine { job, functions: TextFunctions::new() };
    let parts = stream::iter(missing.into_iter().map(|file| {
        let (engine, part) = (&engine, output.part(file));
        async move {
            let rows = engine.write("documents", file, query::PAIRS, &part).await?;
            eprintln!("corpus: {}: {rows} pairs", file.display());
            Ok::<(), Failure>(())
        }
    }));
    parts.buffer_unordered(job.files_at_once).try_collect::<Vec<()>>().await?;
    let corpus = output.corpus();
    if files.iter().all(|file| is_current(&corpus, &output.part(file))) {
        eprintln!("corpus: {} is current", corpus.display());
        return Ok(());
    }
    let rows = engine.write("pairs", output.parts(), query::CORPUS, &corpus).await?;
    eprintln!("corpus: {}: {rows} pairs", corpus.display());
    Ok(())
}

/// Runs queries, on this machine or on the cluster.
struct Engine<'j> {
    job: &'j Job,
    functions: TextFunctions,
}

impl Engine<'_> {
    /// Writes the result of a query on a table to a file. Returns the number of rows.
    async fn write(&self, table: &str, input: &Path, sql: &str, output: &Path) -> Result<usize, Failure> {
        let query = self.write_repeatedly(table, input, sql, output);
        match &self.job.scheduler {
            None => query.await,
            Some(scheduler) => tokio::select! {
                result = query => result,
                error = watch::no_executors(scheduler, self.job.patience) => Err(error),
            },
        }
    }

    /// Tries again if an executor is lost that holds results.
    async fn write_repeatedly(
        &self,
        table: &str,
        input: &Path,
        sql: &str,
        output: &Path,
    ) -> Result<usize, Failure> {
        let mut attempt = 1;
        loop {
            match self.try_write(table, input, sql, output).await {
                Ok(rows) => return Ok(rows),
                Err(error) => {
                    let message = format!("{}: {error}", input.display());
                    if attempt == ATTEMPTS || message.contains(NO_EXECUTORS) {
                        return Err(message.into());
                    }
                    eprintln!("corpus: attempt {attempt} of {ATTEMPTS} failed: {message}");
                    attempt += 1;
                }
            }
        }
    }

    async fn try_write(&self, table: &str, input: &Path, sql: &str, output: &Path) -> Result<usize, Failure> {
        // Each query has a session of its own, where its input has the name of the table.
        let (scheduler, partitions) = (self.job.scheduler.as_deref(), self.job.partitions);
        let context = cluster::session(scheduler, partitions, &self.functions).await?;
        let name = input.to_str().ok_or("the name of the file is not in UTF-8")?;
        context.register_parquet(table, name, ParquetReadOptions::default()).await?;
        let mut batches = context.sql(sql).await?.execute_stream().await?;
        let mut file = PartFile::create(output, batches.schema())?;
        while let Some(batch) = batches.next().await {
            file.write(&batch?)?;
        }
        file.finish()
    }
}

/// Executors have another current folder.
fn absolute(name: &str) -> Result<PathBuf, Failure> {
    std::path::absolute(name).map_err(|error| format!("{name}: {error}").into())
}

fn parquet_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let named = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(named)? {
        let path = entry.map_err(named)?.path();
        if path.extension().is_some_and(|extension| extension == "parquet") {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(format!("{}: no Parquet files", folder.display()).into());
    }
    files.sort();
    Ok(files)
}
