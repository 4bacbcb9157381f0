//! Checks that the program copes with pipes that are closed while it runs.

use std::fs;
use std::io::Read;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::{PAGE, bitext, folder, stderr};

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = folder("pipe");
    let long = PAGE.repeat(20_000);
    fs::write(folder.join("long.txt"), &long).unwrap();
    for arguments in
        [&["tokenize", "long.txt"][..], &["sentences", "long.txt"], &["detect", "--runs", "long.txt"]]
    {
        let mut child = bitext(arguments)
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut some = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut some).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((stderr(&output), output.status.code()), ("", Some(0)), "{arguments:?}");
    }
}

/// With standard error closed, messages are lost but the output is complete.
#[cfg(unix)]
#[test]
fn a_closed_standard_error_does_not_stop_the_work() {
    let folder = folder("closed-stderr");
    fs::write(folder.join("page.txt"), PAGE).unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = bitext(&["align", "none.txt", "page.txt", "nor.txt", "--output", "o.tsv"])
        .current_dir(&folder)
        .stderr(writer)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.join("o.tsv")).unwrap().lines().count(), 1 + 3);
}

/// Waits until `ready` returns true, for up to a minute.
#[cfg(unix)]
pub(crate) fn wait_for(child: &mut Child, ready: impl Fn() -> bool) {
    let start = Instant::now();
    while !ready() {
        assert_eq!(child.try_wait().unwrap(), None, "the program exited by itself");
        assert!(start.elapsed() < Duration::from_secs(60), "nothing happened");
        std::thread::sleep(Duration::from_millis(10));
    }
}
