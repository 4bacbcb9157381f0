//! Measures memory use on long files, on Linux.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use bitext::{MixedTokenizer, Tokenizer, one_line, sentences};

use crate::{bitext, folder};

/// Returns the peak memory of a running program, in KiB.
fn peak_memory(child: &Child) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Maximum peak memory in KiB. For a file of 30 MB, `tokenize` takes 16 MB, mostly for the dictionary, and
/// `sentences` 6 MB.
const MAX_MEMORY: usize = 64 * 1024;

#[test]
fn a_million_lines_take_constant_memory() {
    let folder = folder("million");
    let mut text = String::new();
    for number in (0..1_000_000).step_by(4) {
        text.push_str(&format!(
            "Ferry {number} leaves at eight;\ntickets cost 35 yuan.\n第{number}班渡轮八点出发，船票35元。\n\n"
        ));
    }
    assert_eq!(text.lines().count(), 1_000_000);
    fs::write(folder.join("long.txt"), &text).unwrap();

    let tokenizer = MixedTokenizer::new();
    let words = text.lines().map(|line| {
        let tokens = tokenizer.tokenize(line);
        tokens.iter().map(|token| token.of(line)).collect::<Vec<_>>().join(" ")
    });
    let found = sentences(&text).map(|span| one_line(span.of(&text)).into_owned());
    let rows: [(&str, Box<dyn Iterator<Item = String>>); 2] =
        [("tokenize", Box::new(words)), ("sentences", Box::new(found))];
    for (command, mut expected) in rows {
        let mut child =
            bitext(&[command, "long.txt"]).current_dir(&folder).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let (mut number, mut peak) = (0, 0);
        loop {
            let (line, expected) = (lines.next(), expected.next());
            assert_eq!(line, expected, "{command}, line {number}");
            if line.is_none() {
                break;
            }
            if number % 1000 == 0 {
                // `peak_memory` returns `None` once the program has exited. The program is at most a pipe buffer
                // ahead of this loop.
                peak = peak.max(peak_memory(&child).unwrap_or_default());
            }
            number += 1;
        }
        assert!(child.wait().unwrap().success(), "{command}");
        assert!((1..=MAX_MEMORY).contains(&peak), "{command}: {peak} KiB at the peak");
    }
    fs::remove_file(folder.join("long.txt")).unwrap();
}
