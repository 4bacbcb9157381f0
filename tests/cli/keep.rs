//! Checks `bitext align --keep`, and `evaluate` and `lexicon learn` with corrected files.

use std::fs;
use std::path::PathBuf;

use crate::{PAGE, bitext, folder, run, stderr, stdout};

const ENGLISH: &str =
    "The ferry leaves at eight. Tickets cost 35 yuan. Dogs travel free. The captain plays chess.\n";
const CHINESE: &str = "渡轮八点出发。船票35元。狗免费乘船。船长下棋。\n";

/// Makes a folder with the texts and their alignment.
fn texts(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("a.en"), ENGLISH).unwrap();
    fs::write(folder.join("a.zh"), CHINESE).unwrap();
    run(&folder, &["align", "a.en", "a.zh", "-o", "a.jsonl", "-q"]);
    folder
}

/// Returns the sides and the flags of the rows of a table.
fn rows(table: &str) -> Vec<[String; 3]> {
    let field = |line: &str, at: usize| line.split('\t').nth(at).unwrap_or_default().to_owned();
    table.lines().skip(1).map(|line| [field(line, 0), field(line, 1), field(line, 7)]).collect()
}

#[test]
fn checked_pairs_are_kept_and_the_rest_is_aligned_around_them() {
    let folder = texts("keep");
    // A reviewer has paired two sentences with the Chinese of the second one, and rejected another pair.
    let corrected = r#"{"en":"The ferry leaves at eight. Tickets cost 35 yuan.","zh":"渡轮八点出发。","review":"checked"}
{"en":"The captain plays chess.","zh":"船长下棋。","review":"rejected"}
{"en":"Dogs travel free.","zh":"船长下棋。"}
"#;
    fs::write(folder.join("b.jsonl"), corrected).unwrap();
    run(&folder, &["convert", "b.jsonl", "--keep-rejected", "-o", "b.tmx", "-q"]);
    run(&folder, &["convert", "b.jsonl", "--keep-rejected", "-o", "b.html", "-q"]);
    for file in ["b.jsonl", "b.tmx", "b.html"] {
        let table = run(&folder, &["align", "a.en", "a.zh", "--keep", file, "-f", "tsv", "--keep-unaligned"]);
        let found = rows(&table);
        let [english, chinese, flags] = &found[0];
        assert_eq!(
            (&**english, &**chinese),
            ("The ferry leaves at eight. Tickets cost 35 yuan.", "渡轮八点出发。"),
            "{file}: {table}"
        );
        assert!(flags.split(' ').any(|flag| flag == "checked"), "{file}: {table}");
        // The rejected pair is not found again, and the pair without a mark does not count.
        for english in ["The captain plays chess.", "Dogs travel free."] {
            let is_pair = |row: &[String; 3]| row[0] == english && row[1] == "船长下棋。";
            assert!(!found.iter().any(is_pair), "{file}: {table}");
        }
    }
    // All pairs of a file without marks are kept.
    fs::write(folder.join("c.tsv"), "English\tChinese\nDogs travel free.\t船长下棋。\n").unwrap();
    let table = run(&folder, &["align", "a.en", "a.zh", "--keep", "c.tsv", "-f", "tsv"]);
    assert!(table.contains("Dogs travel free.\t船长下棋。\t1.0000\t"), "{table}");
    // The order of the texts does not matter, nor does it matter whether each sentence has a line of its own.
    fs::write(folder.join("l.en"), ENGLISH.replace(". ", ".\n")).unwrap();
    fs::write(folder.join("l.zh"), CHINESE.replace('。', "。\n")).unwrap();
    let table = run(&folder, &["align", "l.zh", "l.en", "--presplit", "--keep", "c.tsv", "-f", "tsv"]);
    assert!(table.contains("Dogs travel free.\t船长下棋。\t1.0000\t"), "{table}");
}

#[test]
fn pairs_of_a_page_are_kept() {
    let folder = folder("keep_page");
    fs::write(folder.join("page.txt"), PAGE).unwrap();
    fs::write(folder.join("a.csv"), "English,Chinese\nBring your card.,图书馆周日开放。\n").unwrap();
    let table = run(&folder, &["align", "page.txt", "--keep", "a.csv", "-f", "tsv"]);
    assert!(table.contains("Bring your card.\t图书馆周日开放。\t1.0000\t"), "{table}");
    assert!(table.contains("Opening hours\t开放时间\t"), "{table}");
}

/// The words of a pair in the table are corrected, so the pair is found only by its spans.
#[test]
fn a_row_with_other_words_is_found_by_its_spans() {
    let folder = texts("keep_words");
    let table = run(&folder, &["align", "a.en", "a.zh", "-f", "tsv", "-q"]);
    fs::write(folder.join("b.tsv"), table.replace("Dogs travel free.", "All dogs travel free!")).unwrap();
    let output = bitext(&["align", "a.en", "a.zh", "--keep", "b.tsv", "-f", "tsv"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(stdout(&output).contains("Dogs travel free.\t狗免费乘船。\t1.0000\t"), "{}", stdout(&output));
    let note = "note: b.tsv: the words of 1 row differ from the texts (first on line 4): the output has the words of the texts\n";
    assert_eq!(stderr(&output), note);
}

#[test]
fn rows_that_cannot_be_kept_are_errors_with_their_line() {
    let folder = texts("keep_errors");
    let files = [
        ("a.tsv", "English\tChinese\nDogs travel free.\t狗免费乘船。\nCats too.\t猫也一样。\nNo.\t不。\n"),
        ("b.jsonl", "\n{\"en\":\"Dogs travel free.\",\"zh\":\"猫也一样。\",\"review\":\"checked\"}\n"),
        (
            "c.csv",
            "English,Chinese\nDogs travel free.,渡轮八点出发。\nThe ferry leaves at eight.,船长下棋。\n",
        ),
        ("d.csv", "English,Chinese\nDogs travel free.,狗免费乘船。\nDogs travel free.,船长下棋。\n"),
        ("e.jsonl", "{\"en\":\"Dogs travel free.\"}\n"),
        ("f.tsv", "English\tChinese\n"),
    ];
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
    let texts = ["a.en", "a.zh"];
    let cases: [(&[&str], &str, &str, i32); 9] = [
        (
            &texts,
            "a.tsv",
            "a.tsv, line 3: `Cats too.` is not in the English text (and 1 other row): correct the row, or unmark it",
            1,
        ),
        (&texts, "b.jsonl", "b.jsonl, line 2: `猫也一样。` is not in the Chinese text", 1),
        (&texts, "c.csv", "c.csv, line 2: the pair overlaps or crosses the pair of line 3", 1),
        (
            &texts,
            "d.csv",
            "d.csv, line 3: `Dogs travel free.` is in the texts, but another row has its place",
            1,
        ),
        (&texts, "e.jsonl", "e.jsonl, line 1: missing field `zh`", 1),
        (&texts, "f.tsv", "f.tsv: there is no pair in the file", 1),
        (&texts, "none.tmx", "none.tmx: no such file", 1),
        (&["."], "a.jsonl", "--keep takes one document: name a page, or a text and its translation", 2),
        (
            &["a.en", "a.zh", "-o", "a.jsonl"],
            "a.jsonl",
            "a.jsonl: is also an input and would be overwritten",
            2,
        ),
    ];
    for (arguments, keep, expected, status) in cases {
        let arguments = [&["align"], arguments, &["--keep", keep]].concat();
        let output = bitext(&arguments).current_dir(&folder).output().unwrap();
        let lines: Vec<&str> = stderr(&output).lines().filter(|line| line.starts_with("error: ")).collect();
        assert!(
            lines[0].contains(expected),
            "{arguments:?}\nexpected {expected}\nactual   {}",
            stderr(&output)
        );
        // At most the header of the table is written.
        assert!(stdout(&output).lines().count() <= 1, "{arguments:?}: {}", stdout(&output));
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
    }
}

#[test]
fn corrected_files_are_gold() {
    let folder = texts("gold");
    let figures = |arguments: &[&str]| -> Vec<String> {
        let output = run(&folder, &[&["evaluate", "-q"], arguments].concat());
        let last = output.lines().next_back().unwrap().to_owned();
        last.split_whitespace().map(str::to_owned).collect()
    };
    // An alignment agrees with itself. The figures are strict and lax P, R and F1, then the numbers of beads.
    assert_eq!(
        figures(&["a.jsonl"])[..8],
        ["1.0000", "1.0000", "1.0000", "1.0000", "1.0000", "1.0000", "4", "4"]
    );
    // One checked pair is right, and one rejected pair is found again.
    let marked = r#"{"en":"Dogs travel free.","zh":"狗免费乘船。","review":"checked"}
{"en":"The captain plays chess.","zh":"船长下棋。","review":"rejected"}
{"en":"It rains.","zh":"天晴。"}
"#;
    fs::write(folder.join("m.jsonl"), marked).unwrap();
    assert_eq!(figures(&["m.jsonl"])[..3], ["0.5000", "1.0000", "0.6667"]);
    // A unit of another program has as many sentences as its texts.
    fs::write(
        folder.join("t.csv"),
        "English,Chinese\nThe ferry leaves at eight. Dogs travel free.,渡轮八点出发，狗免费乘船。\n",
    )
    .unwrap();
    assert_eq!(figures(&["t.csv"])[6], "1");
    // A folder and a file, in one table.
    fs::create_dir(folder.join("gold")).unwrap();
    for (name, content) in [("b.en", "Tea\n"), ("b.zh", "茶\n"), ("b.gold", "[0]:[0]\n")] {
        fs::write(folder.join("gold").join(name), content).unwrap();
    }
    let output = run(&folder, &["evaluate", "gold", "a.jsonl", "--format", "jsonl"]);
    let documents: Vec<&str> = output.lines().filter_map(|line| line.split('"').nth(3)).collect();
    assert_eq!(documents, ["b", "a.jsonl", "all 2 documents"], "{output}");
}

#[test]
fn words_are_learned_from_checked_pairs() {
    let folder = folder("learn");
    let mut pairs = String::new();
    for (english, chinese) in [
        ("Trinket laughed.", "韦小宝笑了。"),
        ("Trinket left the house.", "韦小宝离开了房子。"),
        ("Trinket bought two horses.", "韦小宝买了两匹马。"),
        ("Nobody saw Trinket.", "没有人看见韦小宝。"),
    ] {
        pairs.push_str(&format!("{{\"en\":\"{english}\",\"zh\":\"{chinese}\",\"review\":\"checked\"}}\n"));
    }
    let wrong = "{\"en\":\"Quibble quibble.\",\"zh\":\"马马。\",\"review\":\"rejected\"}\n";
    fs::write(folder.join("a.jsonl"), format!("{pairs}{wrong}")).unwrap();
    run(&folder, &["convert", "a.jsonl", "--keep-rejected", "-o", "a.tmx", "-q"]);
    for file in ["a.jsonl", "a.tmx"] {
        run(&folder, &["lexicon", "learn", file, "--output", "learned.tsv"]);
        let learned = fs::read_to_string(folder.join("learned.tsv")).unwrap();
        assert!(learned.lines().any(|line| line.starts_with("韦小宝\ttrinket\t")), "{file}: {learned}");
        assert!(!learned.contains("quibble"), "{file}: {learned}");
    }
    let found = run(&folder, &["lexicon", "lookup", "韦小宝", "--lexicon", "learned.tsv"]);
    assert!(found.starts_with("韦小宝\ttrinket\t"), "{found}");
}
