//! Checks inputs that change while they are read, and more input files than file descriptors.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::Write;

use super::{FORMATS, names, output_name, parts, shell, spawned};
use crate::endings::wait_for;
use crate::{PAGE, folder, stderr};

#[derive(Clone, Copy, Debug)]
enum Change {
    Grow,
    Shrink,
    Empty,
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let page = PAGE.repeat(60_000);
    let lines: HashSet<&str> = bitext::sentences(PAGE).map(|sentence| sentence.of(PAGE)).collect();
    for change in [Change::Grow, Change::Shrink, Change::Empty] {
        let folder = folder(&format!("changing-{change:?}"));
        let input = folder.join("page.txt");
        fs::write(&input, &page).unwrap();
        let mut child = spawned(&["sentences", "page.txt", "--output", "out.txt"], &folder);
        wait_for(&mut child, || {
            parts(&folder).iter().any(|part| fs::metadata(part).is_ok_and(|part| part.len() > 0))
        });
        let mut file = OpenOptions::new().append(true).open(&input).unwrap();
        match change {
            Change::Grow => file.write_all(PAGE.repeat(1_000).as_bytes()).unwrap(),
            // The file is shortened at the end of a copy of `PAGE`.
            Change::Shrink => file.set_len(40_000 * PAGE.len() as u64).unwrap(),
            Change::Empty => file.set_len(0).unwrap(),
        }
        let output = child.wait_with_output().unwrap();
        // What was read of a shortened file may end inside a character. This is an error, as in any other file.
        if !matches!(change, Change::Grow) && stderr(&output).contains("is not valid UTF-8") {
            assert_eq!(output.status.code(), Some(1), "{change:?}");
            assert_eq!(names(&folder), ["page.txt"], "{change:?}");
            continue;
        }
        assert_eq!((stderr(&output), output.status.code()), ("", Some(0)), "{change:?}");
        assert_eq!(names(&folder), ["out.txt", "page.txt"], "{change:?}");
        let written = fs::read_to_string(folder.join("out.txt")).unwrap();
        let odd: Vec<&str> = written.lines().filter(|line| !lines.contains(line)).collect();
        // Only the sentence in which the file ended may differ.
        assert!(odd.len() <= 1, "{change:?}: {odd:?}");
        assert!(written.lines().count() > 100, "{change:?}");
    }
}

#[test]
fn ten_thousand_files_need_few_descriptors() {
    let folder = folder("many");
    fs::create_dir(folder.join("pages")).unwrap();
    for number in 0..10_000 {
        fs::write(folder.join(format!("pages/{number:05}.txt")), format!("Room {number} 第{number}室\n"))
            .unwrap();
    }
    let limited = "ulimit -n 64; exec \"$0\" \"$@\"";
    // `tsv` writes one file for all documents, `moses` writes three files, and `ladder` writes three files per
    // document.
    for (format, files) in
        FORMATS.into_iter().filter(|(format, _)| ["tsv", "moses", "ladder"].contains(format))
    {
        let one_document = format == "ladder";
        let output = if one_document { "out/".to_owned() } else { output_name(format) };
        let arguments = ["align", "--pages", "pages/*.txt", "--format", format, "--output", &output];
        let run = shell(limited, &arguments, &folder);
        assert!(run.status.success(), "{format}: {}", stderr(&run));
        assert!(stderr(&run).ends_with("10000 pairs of 10000 documents\n"), "{format}: {}", stderr(&run));
        let mut expected = if one_document { vec!["out"] } else { files.to_vec() };
        expected.push("pages");
        assert_eq!(names(&folder), expected, "{format}");
        if one_document {
            assert_eq!(names(&folder.join("out")).len(), 10_000 * files.len());
            fs::remove_dir_all(folder.join("out")).unwrap();
        } else {
            files.iter().for_each(|file| fs::remove_file(folder.join(file)).unwrap());
        }
    }
    fs::remove_dir_all(folder).unwrap();
}
