//! From a crawl to a corpus: turns a folder of Parquet files of documents into a Parquet file of sentence pairs, on one machine or
//! on a Ballista cluster.
//!
//! ```sh
//! corpus run DOCUMENTS OUTPUT                                # on this machine
//!
//! corpus scheduler --port 50050                              # on a cluster: one scheduler,
//! corpus executor --scheduler HOST:50050                     # an executor on each machine,
//! corpus run DOCUMENTS OUTPUT --scheduler HOST:50050         # and the job
//! ```
//!
//! `docs/corpus.md` of bitext describes the input, the output, and what happens if a machine is lost.

mod arguments;
mod cluster;
mod logger;
mod output;
mod query;
mod run;
mod watch;

use std::process::ExitCode;

use arguments::Arguments;

const USAGE: &str = "usage:
  corpus run DOCUMENTS OUTPUT [--scheduler HOST:PORT] [--patience SECONDS]
             [--partitions N] [--jobs N]
  corpus scheduler [--host ADDRESS] [--port N] [--executor-timeout SECONDS]
  corpus executor --scheduler HOST:PORT [--host ADDRESS] [--port N] [--grpc-port N] [--slots N]
                  [--work-folder FOLDER]

DOCUMENTS is a folder of Parquet files with the text columns site, name and text. The documents of a site
are matched with each other, and must be in one file.";

/// An error, as it is printed.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    logger::start();
    let result = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => command(arguments).await,
        Err(error) => Err(format!("{error}\n{USAGE}").into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn command(mut arguments: Arguments) -> Result<(), Failure> {
    match arguments.command.as_str() {
        "run" => run::run(&run::Job::from_arguments(arguments)?).await,
        "scheduler" => {
            let (host, port) = (arguments.text("--host", "127.0.0.1"), arguments.number("--port", 50050)?);
            let timeout = arguments.number("--executor-timeout", 180)?;
            arguments.finish()?;
            cluster::scheduler(&host, port, timeout).await
        }
        "executor" => {
            let executor = cluster::Executor::from_arguments(arguments)?;
            executor.start().await
        }
        other => Err(format!("unknown command {other}\n{USAGE}").into()),
    }
}
