//! Kills or interrupts a process while it writes.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};

use super::{
    FORMATS, FORMER, assert_complete, assert_former, contents, folder_with_outputs, names, output_name,
    parts, spawned,
};
use crate::endings::wait_for;
use crate::{PAGE, SEED_FROM_FOLDER, bitext, run, stderr};

/// Starts a run and waits until the run has written a part of its output. The run then waits for a document on its
/// standard input. With `ladder`, which allows only this one document, the run has created its files but written
/// nothing.
fn in_mid_write(format: &str, outputs: usize, folder: &Path) -> Child {
    let output = output_name(format);
    let rest = ["-", "--threads", "2", "--format", format, "--output", &output];
    let one_document = format == "ladder";
    let mut arguments = vec!["align", "--pages"];
    if !one_document {
        // The pairs of 30 documents take more bytes than the buffers hold.
        arguments.extend([SEED_FROM_FOLDER; 30]);
    }
    arguments.extend(rest);
    let mut child = spawned(&arguments, folder);
    let written =
        || parts(folder).iter().filter(|part| fs::metadata(part).is_ok_and(|part| part.len() > 0)).count();
    wait_for(&mut child, || if one_document { parts(folder).len() == outputs } else { written() == outputs });
    child
}

fn signal(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn an_interrupt_leaves_the_former_output() {
    for (format, files) in FORMATS {
        for name in ["-INT", "-TERM", "-HUP"] {
            let folder = folder_with_outputs(&format!("signal-{format}"), files);
            let mut child = in_mid_write(format, files.len(), &folder);
            // Keep standard input open. `wait_with_output` would close it, and the program could read the end of its
            // input before the signal arrives.
            let _input = child.stdin.take();
            signal(&child, name);
            let output = child.wait_with_output().unwrap();
            assert_eq!((stderr(&output), output.status.code()), ("", Some(130)), "{format}, {name}");
            assert_former(&folder, files, &format!("{format}, {name}"));
        }
    }
}

#[test]
fn the_next_run_removes_only_the_temporary_files_of_killed_runs() {
    for (format, files) in FORMATS {
        let folder = folder_with_outputs(&format!("kill-{format}"), files);
        let mut killed = in_mid_write(format, files.len(), &folder);
        let mut live = spawned(&["sentences", "-", "--output", "live.txt"], &folder);
        wait_for(&mut live, || parts(&folder).len() == files.len() + 1);
        signal(&killed, "-KILL");
        assert!(!killed.wait().unwrap().success());
        // The temporary files of both programs exist, and the former output is unchanged.
        assert_eq!(parts(&folder).len(), files.len() + 1, "{format}");
        assert_eq!(contents(&folder, files), vec![FORMER; files.len()], "{format}");

        let output = output_name(format);
        let arguments = ["align", SEED_FROM_FOLDER, "--format", format, "--output", &output];
        run(&folder, &arguments);
        assert_eq!(parts(&folder).len(), 1, "{format}: the file of the live writer");
        drop(live.stdin.take());
        assert!(live.wait_with_output().unwrap().status.success());
        fs::remove_file(folder.join("live.txt")).unwrap();

        let alone = folder_with_outputs("kill-alone", &[]);
        run(&alone, &arguments);
        assert_complete(&folder, files, &contents(&alone, files), format);
    }
}

#[test]
fn a_killed_sentences_or_tokenize_keeps_the_former_output() {
    for (command, name) in
        [("sentences", "-KILL"), ("tokenize", "-KILL"), ("sentences", "-TERM"), ("tokenize", "-HUP")]
    {
        let folder = folder_with_outputs(&format!("signal-{command}"), &["out.txt"]);
        fs::write(folder.join("page.txt"), PAGE.repeat(1_000)).unwrap();
        let mut child = spawned(&[command, "page.txt", "-", "--output", "out.txt"], &folder);
        wait_for(&mut child, || {
            parts(&folder).iter().any(|part| fs::metadata(part).is_ok_and(|part| part.len() > 0))
        });
        let _input = child.stdin.take();
        signal(&child, name);
        assert!(!child.wait().unwrap().success());
        assert_eq!(fs::read_to_string(folder.join("out.txt")).unwrap(), FORMER, "{command}, {name}");
        fs::write(folder.join("page.txt"), PAGE).unwrap();
        assert!(
            bitext(&[command, "page.txt", "--output", "out.txt"])
                .current_dir(&folder)
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(names(&folder), ["out.txt", "page.txt"], "{command}, {name}");
        assert_ne!(fs::read_to_string(folder.join("out.txt")).unwrap(), FORMER);
    }
}
