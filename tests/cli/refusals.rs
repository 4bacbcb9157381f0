//! Checks error messages and exit status for bad input.

use std::fs;

use crate::{CHINESE, ENGLISH, PAGE, SEED, bitext, folder, stderr, stdout};

/// The names and contents of the files that the rows below use.
const FILES: &[(&str, &[u8])] = &[
    ("page.txt", PAGE.as_bytes()),
    ("a.txt", ENGLISH.as_bytes()),
    ("b.txt", b"Another English text. It says nothing.\n"),
    ("zh.txt", CHINESE.as_bytes()),
    (
        "de.txt",
        "Das Schiff fährt um acht Uhr ab. Die Karten kosten nicht viel, und Hunde fahren umsonst.".as_bytes(),
    ),
    ("empty.txt", b""),
    ("keys.json", b"{\"title\": \"Tea\"}\n"),
    ("blank.txt", b" \n\n"),
    ("binary.bin", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0\xff\xfe\0\0"),
    ("nul.txt", b"The tram\0leaves at eight.\n"),
    ("latin.txt", b"The caf\xe9 is closed.\n"),
    ("russian.txt", b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xca\xe0\xea \xe4\xe5\xeb\xe0?\n"),
    ("bad.tsv", "渡轮\tferry\n船 boat\n".as_bytes()),
    ("list.tsv", b"# Two names\na.txt\tzh.txt\nonly.txt\n"),
    ("twice.tsv", b"a.txt\tzh.txt\r\n\r\na.txt\ta.txt\r\n"),
    ("words.txt", "渡轮 viele n\n".as_bytes()),
];

/// Each row has arguments, a part of the expected message, and the expected exit status.
const ROWS: &[(&[&str], &str, i32)] = &[
    (&["align", "none.txt"], "none.txt: no such file: check the name and the folder", 1),
    (&["align", "none.txt", "zh.txt"], "none.txt: no such file: check the name and the folder", 1),
    (&["tokenize", "sub"], "sub: is a folder: name a file in it", 1),
    (&["align", "sub"], "sub: no NAME.en with a NAME.zh in it: to align the pages in it, use 'sub/*'", 1),
    (&["align", "half"], "half/x.en: no x.zh in the same folder: add it", 1),
    (&["align", "no*.txt"], "no*.txt: no file matches: check the pattern and the folder", 1),
    (&["align", ""], "a value is required", 2),
    (&["align", "empty.txt"], "empty.txt: is empty: there is nothing to align", 1),
    (&["align", "a.txt", "blank.txt"], "blank.txt: is empty: there is nothing to align", 1),
    (&["align", "binary.bin"], "binary.bin", 1),
    (&["tokenize", "binary.bin"], "binary.bin, byte 7: a zero byte", 1),
    (&["tokenize", "nul.txt"], "nul.txt, byte 8: a zero byte", 1),
    (&["align", "russian.txt", "zh.txt"], "russian.txt, byte 0: not UTF-8, possibly windows-1251", 1),
    (&["sentences", "--encoding", "utf-8", "latin.txt"], "latin.txt", 1),
    (
        &["align", "page.txt", "--lexicon", "bad.tsv"],
        "bad.tsv, line 2: no tab: write the Chinese word, a tab, the English one",
        1,
    ),
    (&["lexicon", "convert", "none.tsv"], "none.tsv: no such file: check the name and the folder", 1),
    (&["align", "page.txt", "--lexicon", "sub"], "sub: is a folder: name a file in it", 1),
    (&["lexicon", "stats", "--lexicon", "empty.txt"], "empty.txt: the lexicon has no words", 1),
    (&["lexicon", "lookup", "咕噜卡卡"], "not in the lexicon: 咕噜卡卡", 1),
    (&["tokenize", "a.txt", "--dictionary", "words.txt"], "words.txt, line 1", 1),
    (
        &["align", "a.txt", "a.txt"],
        "a.txt: the same file twice: name it once if it contains both languages, otherwise name its translation",
        1,
    ),
    (
        &["align", "a.txt", "./a.txt"],
        "a.txt: the same file twice: name it once if it contains both languages, otherwise name its translation",
        1,
    ),
    (
        &["align", "a.txt", "b.txt"],
        "a.txt and b.txt are both English: name one text in English and one in Chinese, use --pages if each contains both, or --first",
        1,
    ),
    (
        &["align", "zh.txt", "de.txt"],
        "de.txt: is in the language `de`: name one text in English and one in Chinese",
        1,
    ),
    (&["align", "--pairs", "list.tsv"], "list.tsv, line 3: expected two file names separated by a tab", 1),
    (
        &["align", "page.txt", "--output", "nowhere/o.tsv"],
        "nowhere/o.tsv: no such folder: create it first",
        1,
    ),
    (&["align", "page.txt", "--output", "a.txt/o.tsv"], "a.txt/o.tsv: no such folder: create it first", 1),
    (&["align", "--pairs", "twice.tsv"], "twice.tsv, line 3: a.txt: the same file twice", 1),
    (
        &["align", "--pages", "page.txt", "same/page.txt", "--output", "out/"],
        "out/page.tsv: page.txt and same/page.txt would both be written here: rename one of them",
        1,
    ),
    (&["evaluate", "sub"], "sub: no NAME.gold in it: see bitext evaluate --help", 1),
    (&["align", "sub/"], "sub/: no NAME.en with a NAME.zh in it: to align the pages in it, use 'sub/*'", 1),
    (
        &["evaluate", "page.txt"],
        "page.txt: is not in a format that can be converted: give it the extension of its format",
        1,
    ),
    (&["evaluate", "nowhere"], "nowhere: no such folder: check the name", 1),
    (
        &["align", "page.txt", "--presplit"],
        "--presplit takes a text and its translation, not a page: name two files",
        2,
    ),
    (&["align", "-", "-"], "standard input can only be read once", 2),
    (
        &["align", "a.txt", "zh.txt", "page.txt", "--format", "ladder"],
        "a file in this format holds one document: name a folder, such as `--output pairs/`",
        2,
    ),
    (&["align", "page.txt", "--format", "moses"], "--format moses writes three files", 2),
    (&["align", "page.txt", "--min-confidence", "7"], "not a number from 0 to 1", 2),
    (&["align", "page.txt", "--max-length-ratio", "0.5"], "not a number of 1 or more", 2),
    (&["align", "page.txt", "--max-length-ratio", "nan"], "not a number of 1 or more", 2),
    (&["align", "page.txt", "--threads", "0"], "0 is not in 1..=1024", 2),
    (&["align", "page.txt", "--threads", "100000"], "100000 is not in 1..=1024", 2),
    (&["align", "page.txt", "--encoding", "klingon"], "klingon", 2),
    (
        &["align", "a.txt", "zh.txt", "--encoding", "utf-8,gbk,big5"],
        "--encoding has 3 encodings for 2 inputs: give one for all, or one for each",
        2,
    ),
    (&["align", "--pages", "-", "-"], "standard input can only be read once: name it once", 2),
    (&["align", "page.txt", "--format", "doc"], "invalid value 'doc'", 2),
    (
        &["align", "page.txt", "--output", "o.ods"],
        "o.ods: `.ods` is not the extension of a format: choose one with --format",
        2,
    ),
    (&["align"], "standard input: is empty: there is nothing to align", 1),
    (&["sentences", "keys.json"], "keys.json: a .json file has keys and code between its texts", 1),
    (&["tokenize", "keys.json"], "keys.json: a .json file has keys and code between its texts", 1),
    (&["translate"], "unrecognized subcommand", 2),
];

#[test]
fn bad_input_is_reported() {
    let folder = folder("bad");
    for (name, bytes) in FILES {
        fs::write(folder.join(name), bytes).unwrap();
    }
    for name in ["sub", "half", "same"] {
        fs::create_dir(folder.join(name)).unwrap();
    }
    fs::write(folder.join("same/page.txt"), PAGE).unwrap();
    fs::write(folder.join("half/x.en"), ENGLISH).unwrap();
    let mut wrong = Vec::new();
    for (arguments, expected, status) in ROWS {
        let output = bitext(arguments).current_dir(&folder).output().unwrap();
        let message = stderr(&output);
        let one_line = *status == 2 || message.lines().count() == 1;
        if !message.starts_with("error: ")
            || !message.contains(expected)
            || output.status.code() != Some(*status)
            || !one_line
        {
            wrong.push(format!(
                "{arguments:?}\n  expected {status}: {expected}\n  actual {:?}: {message}",
                output.status.code()
            ));
        }
        assert_eq!(
            stdout(&output)
                .lines()
                .filter(|line| !line.starts_with("english\t") && !line.starts_with("strict"))
                .count(),
            0,
            "{arguments:?}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every way to overwrite an input is refused, and the file is unchanged.
#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = folder("overwrite");
    let files = [
        ("page.txt", PAGE),
        ("a.en", ENGLISH),
        ("a.zh", CHINESE),
        ("a.gold", "[0]:[0]\n"),
        ("own.tsv", "渡轮\tferry\n"),
        ("names.txt", "咕噜卡\n"),
        ("list.tsv", "a.en\ta.zh\n"),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    let rows: &[(&[&str], &str)] = &[
        (&["align", "page.txt", "--output", "page.txt"], "page.txt"),
        (&["align", "page.txt", "--output", "./page.txt"], "./page.txt"),
        (&["align", "page.*", "--format", "columns", "--output", "."], "./page.txt"),
        (&["align", "a.en", "a.zh", "--format", "tsv", "--output", "a.zh"], "a.zh"),
        (&["align", "a.en", "a.zh", "--format", "moses", "--output", "a"], "a.en"),
        (&["align", "--pairs", "list.tsv", "--output", "list.tsv"], "list.tsv"),
        (&["align", "page.txt", "--lexicon", "own.tsv", "--output", "own.tsv"], "own.tsv"),
        (&["tokenize", "page.txt", "--output", "page.txt"], "page.txt"),
        (&["tokenize", "page.txt", "--dictionary", "names.txt", "--output", "names.txt"], "names.txt"),
        (&["sentences", "a.en", "page.txt", "--output", "page.txt"], "page.txt"),
        (&["detect", "page.txt", "--output", "page.txt"], "page.txt"),
        (&["evaluate", ".", "--output", "a.gold"], "a.gold"),
        (&["lexicon", "convert", "own.tsv", "--output", "own.tsv"], "own.tsv"),
    ];
    for (arguments, name) in rows {
        let output = bitext(arguments).current_dir(&folder).output().unwrap();
        let expected =
            format!("error: {name}: is also an input and would be overwritten: give the output another name");
        assert!(stderr(&output).starts_with(&expected), "{arguments:?}: {}", stderr(&output));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    for (name, text) in files {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), text, "{name}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), files.len());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    for arguments in [
        &["align", SEED, "--format", "tmx", "--output", "/dev/full"][..],
        &["tokenize", SEED, "--output", "/dev/full"],
        &["sentences", SEED, "--output", "/dev/full"],
        &["lexicon", "convert", "data/lexicon.bin", "--output", "/dev/full"],
    ] {
        let output = bitext(arguments).output().unwrap();
        let expected = "error: /dev/full: the disk is full: free some space and run the command again\n";
        assert_eq!((stderr(&output), output.status.code()), (expected, Some(1)), "{arguments:?}");
    }
}
