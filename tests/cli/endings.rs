//! Early ends: closed pipes and interrupts.

use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{PAGE, SEED_FROM_FOLDER, bitext, folder, stderr};

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

/// Waits for `ready`, up to a minute.
fn wait_for(child: &mut Child, ready: impl Fn() -> bool) {
    let start = Instant::now();
    while !ready() {
        assert_eq!(child.try_wait().unwrap(), None, "the program exited by itself");
        assert!(start.elapsed() < Duration::from_secs(60), "nothing happened");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_partial_file() {
    let folder = folder("interrupted");
    fs::write(folder.join("out.txt"), "the former content\n").unwrap();
    let names = || -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    // Standard input stays open, so the program waits for more input.
    for (arguments, unfinished, signal) in [
        (&["sentences", "-", "--output", "out.txt"][..], 1, "-INT"),
        (&["align", "--pages", SEED_FROM_FOLDER, "-", "--threads", "2", "--output", "out.txt"], 1, "-TERM"),
        (&["align", "-", "--format", "moses", "--output", "out"], 3, "-INT"),
    ] {
        let mut child = bitext(arguments)
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(PAGE.repeat(10_000).as_bytes()).unwrap();
        wait_for(&mut child, || names().len() == 1 + unfinished);
        let id = child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!((stderr(&output), output.status.code()), ("", Some(130)), "{arguments:?}");
        assert_eq!(names(), ["out.txt"], "{arguments:?}");
        assert_eq!(fs::read_to_string(folder.join("out.txt")).unwrap(), "the former content\n");
    }
}
