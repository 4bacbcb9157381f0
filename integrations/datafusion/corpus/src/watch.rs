//! Watches a cluster while a query runs. Ballista lets a query wait without end for its first executor.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

use crate::Failure;

/// Time between two requests to the scheduler.
const INTERVAL: Duration = Duration::from_secs(1);
/// How long the scheduler may take to answer.
const ANSWER: Duration = Duration::from_secs(5);

/// Returns an error when no executor has been ready for a time. Never returns if the cluster is well.
pub(crate) async fn no_executors(scheduler: &str, patience: Duration) -> Failure {
    let mut last_ready = Instant::now();
    let mut answer = String::from("it has not answered");
    loop {
        match timeout(ANSWER, readiness(scheduler)).await {
            Ok(Ok(found)) if found.contains(" 200 ") => last_ready = Instant::now(),
            Ok(Ok(found)) => answer = found,
            Ok(Err(error)) => answer = error.to_string(),
            Err(_) => {}
        }
        if last_ready.elapsed() > patience {
            let seconds = patience.as_secs();
            return format!("scheduler {scheduler}: no executor for {seconds} s: {answer}").into();
        }
        sleep(INTERVAL).await;
    }
}

/// Asks the scheduler whether it has an executor, as Kubernetes does. Returns the answer in one line: its status, which
/// is 200 if there is an executor, and its text.
async fn readiness(scheduler: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(scheduler).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {scheduler}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.lines().next().unwrap_or_default();
    Ok(format!("{status}, {}", answer.lines().last().unwrap_or_default()))
}
