//! Checks file names with line breaks, escapes, and bytes that are not UTF-8.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::{FORMATS, output_name};
use crate::{PAGE, bitext, folder, stderr, stdout};

const NAMES: [&[u8]; 6] = [
    b"a\nb.txt",
    b"title\x1b]0;a.txt",
    b"bell\x07.txt",
    b"caf\xe9.txt",
    b"tab\t.txt",
    "rtl\u{202e}.txt".as_bytes(),
];

/// Whether a text has a control character other than a tab or a line break, or the character that reverses the
/// direction of writing.
fn has_control(text: &str) -> bool {
    text.contains(|c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}')
}

#[test]
fn control_characters_of_file_names_are_not_printed() {
    for (number, name) in NAMES.map(OsStr::from_bytes).into_iter().enumerate() {
        let folder = folder(&format!("odd-{number}"));
        if fs::write(folder.join(name), PAGE).is_err() {
            super::skip("the file system does not allow the name");
            continue;
        }
        let run = |arguments: &[&str], name: &Path| {
            bitext(arguments).arg(name).current_dir(&folder).output().unwrap()
        };
        let path = Path::new(name);
        // Detection prints the name in its last column.
        let detected = run(&["detect"], path);
        assert_eq!((stdout(&detected).lines().count(), detected.status.code()), (1, Some(0)), "{name:?}");
        assert!(!has_control(stdout(&detected)), "{name:?}: {:?}", stdout(&detected));
        // The error messages of these runs contain the name.
        let missing = path.with_extension("gone");
        let broken = folder.join("broken").join(name);
        fs::create_dir(folder.join("broken")).unwrap();
        fs::write(&broken, b"\xff\xff\x00\xff\xfe\x81").unwrap();
        for output in [
            run(&["align"], &missing),
            run(&["tokenize", "--encoding", "utf-8"], &broken),
            run(&["align", "--encoding", "utf-8"], &broken),
            run(&["lexicon", "stats", "--lexicon"], path),
            run(&["evaluate"], path),
            run(&["lexicon", "convert"], &missing),
        ] {
            assert_eq!(output.status.code(), Some(1), "{name:?}: {}", stderr(&output));
            assert_eq!(stderr(&output).lines().count(), 1, "{name:?}: {}", stderr(&output));
            assert!(!has_control(stderr(&output)), "{name:?}: {:?}", stderr(&output));
        }
        for (format, files) in FORMATS {
            let output = run(&["align", "--format", format, "--output", &output_name(format), "--"], path);
            assert!(output.status.success(), "{format}, {name:?}: {}", stderr(&output));
            for file in files {
                let written = fs::read_to_string(folder.join(file)).unwrap();
                // There is one record per pair, whatever the name.
                let pairs = match format {
                    "tsv" | "csv" => Some(1 + 3),
                    "jsonl" | "moses" | "ladder" => Some(3),
                    _ => None,
                };
                let records = if format == "csv" { csv_records(&written) } else { written.lines().count() };
                assert!(pairs.is_none_or(|pairs| pairs == records), "{file}, {name:?}: {written}");
                assert!(
                    format == "csv" || !written.contains(['\u{1b}', '\u{7}']),
                    "{file}, {name:?}: {written}"
                );
            }
        }
    }
}

/// Returns the number of line ends outside of quotes.
fn csv_records(table: &str) -> usize {
    let mut quoted = false;
    table
        .chars()
        .filter(|&c| {
            quoted ^= c == '"';
            c == '\n' && !quoted
        })
        .count()
}
