//! The command line: what it writes, what it says of bad input, and its exit status.
#![allow(clippy::unwrap_used, reason = "what starts programs and reads their output is part of the tests")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use bitext::{Aligner, MixedTokenizer, Tokenizer, export, one_line, sentences};

const PAGE: &str = "Opening hours 开放时间\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n\nBring your card. 请携带借书证。\n";
const ENGLISH: &str =
    "The ferry leaves at eight. Tickets cost 35 yuan and can be bought on board. Dogs travel free.\n";
const CHINESE: &str = "渡轮八点出发。船票35元，可以在船上购买。狗免费乘船。\n";
const SEED: &str = "seeds/003_4b8c95ad6a02e0f4.txt";

fn bitext(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bitext"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Runs in `folder`, and wants success.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = bitext(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output).to_owned()
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = bitext(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that refuses its input need not read it.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

#[test]
fn a_page_gives_the_pairs_of_the_library() {
    let page = fs::read_to_string(SEED).unwrap();
    let bitext = Aligner::new().align_page(&page);
    let expected: Vec<String> = bitext.pairs().map(|pair| pair.english().into_owned()).collect();
    assert_eq!(expected.len(), 12);
    for (name, written) in [
        ("a file", run(Path::new("."), &["align", SEED, "--format", "jsonl"])),
        ("standard input", {
            let output = with_input(&["align", "-", "--format", "jsonl"], page.as_bytes());
            stdout(&output).to_owned()
        }),
    ] {
        let rows = export::read_jsonl(written.as_bytes()).map(|row| row.unwrap().english.into_owned());
        assert_eq!(rows.collect::<Vec<_>>(), expected, "{name}");
    }
}

#[test]
fn two_texts_are_aligned_in_either_order() {
    let folder = folder("order");
    fs::write(folder.join("a.txt"), ENGLISH).unwrap();
    fs::write(folder.join("b.txt"), CHINESE).unwrap();
    let pairs = |arguments: &[&str]| -> Vec<String> {
        let table = run(&folder, arguments);
        table.lines().skip(1).map(|line| line.split('\t').take(2).collect::<Vec<_>>().join("|")).collect()
    };
    let expected = [
        "The ferry leaves at eight.|渡轮八点出发。",
        "Tickets cost 35 yuan and can be bought on board.|船票35元，可以在船上购买。",
        "Dogs travel free.|狗免费乘船。",
    ];
    assert_eq!(pairs(&["align", "a.txt", "b.txt"]), expected);
    assert_eq!(pairs(&["align", "b.txt", "a.txt"]), expected);
    assert_eq!(
        pairs(&["align", "a.txt", "b.txt", "--presplit"]),
        [format!("{}|{}", ENGLISH.trim(), CHINESE.trim())]
    );
}

#[test]
fn many_documents_come_in_their_order() {
    let folder = folder("many");
    fs::create_dir(folder.join("corpus")).unwrap();
    fs::create_dir(folder.join("pages")).unwrap();
    let mut list = String::new();
    for number in 0..40 {
        let name = format!("{number:02}");
        fs::write(folder.join(format!("corpus/{name}.en")), format!("Room {number} is closed today.\n"))
            .unwrap();
        fs::write(folder.join(format!("corpus/{name}.zh")), format!("今天{number}号房间关闭。\n")).unwrap();
        fs::write(folder.join(format!("pages/{name}.txt")), format!("Room {number} {number}号房间\n"))
            .unwrap();
        list.push_str(&format!("corpus/{name}.zh\tcorpus/{name}.en\n"));
    }
    fs::write(folder.join("list.tsv"), list).unwrap();
    let room = |row: export::Row<'_>| -> u32 {
        row.english.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap()
    };
    for arguments in [
        &["align", "corpus", "--format", "jsonl"][..],
        &["align", "--pairs", "list.tsv", "--format", "jsonl"],
        &["align", "pages/*.txt", "--format", "jsonl"],
        &["align", "pages/*.txt", "--format", "jsonl", "--threads", "1"],
        &["align", "pages/*.txt", "--format", "jsonl", "--threads", "3"],
    ] {
        let written = run(&folder, arguments);
        let rooms: Vec<u32> = export::read_jsonl(written.as_bytes()).map(|row| room(row.unwrap())).collect();
        assert!(rooms.iter().copied().eq(0..40), "{arguments:?}: {rooms:?}");
    }

    run(&folder, &["align", "corpus", "--format", "ladder", "--output", "ladders/"]);
    assert_eq!(fs::read_dir(folder.join("ladders")).unwrap().count(), 40);
    assert!(fs::read_to_string(folder.join("ladders/07.ladder")).unwrap().starts_with("[0]:[0]:"));

    run(&folder, &["align", "corpus", "--format", "moses", "--output", "room"]);
    let lines = |end: &str| fs::read_to_string(folder.join(format!("room.{end}"))).unwrap().lines().count();
    assert_eq!(["en", "zh", "ids"].map(lines), [40; 3]);
}

#[test]
fn one_bad_document_does_not_stop_the_others() {
    let folder = folder("one-bad");
    fs::write(folder.join("a.txt"), PAGE).unwrap();
    fs::write(folder.join("b.txt"), "").unwrap();
    fs::write(folder.join("c.txt"), PAGE).unwrap();
    let output = bitext(&["align", "a.txt", "b.txt", "c.txt", "--format", "tsv"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 1 + 3 + 3);
    let told = "error: b.txt: is empty: there is nothing to align\n6 pairs of 2 documents\n1 of 3 documents could not be aligned\n";
    assert_eq!(stderr(&output), told);
}

#[test]
fn a_format_is_found_by_the_name_of_the_output() {
    let folder = folder("formats");
    fs::write(folder.join("page.txt"), PAGE).unwrap();
    for (name, begins) in [
        ("o.tsv", "english\tchinese\t"),
        ("o.jsonl", "{\"en\":\"Opening hours\""),
        ("o.csv", "\u{feff}"),
        ("o.tmx", "<?xml"),
        ("o.xlf", "<?xml"),
        ("o.xml", "<?xml"),
        ("o.ladder", "[0]:[0]:"),
        ("o.html", "<!DOCTYPE html>"),
        ("o.other", "english\tchinese\t"),
    ] {
        assert_eq!(run(&folder, &["align", "page.txt", "--output", name]), "");
        let written = fs::read_to_string(folder.join(name)).unwrap();
        let begin: String = written.chars().take(begins.chars().count()).collect();
        assert_eq!(begin, begins, "{name}");
    }
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 10, "an unfinished file is left: {left:?}");
}

#[test]
fn filters_count_what_they_leave_out() {
    let folder = folder("filters");
    fs::write(folder.join("page.txt"), format!("{PAGE}\n\nOpening hours 开放时间\n")).unwrap();
    let output =
        bitext(&["align", "page.txt", "--unique", "--format", "tsv"]).current_dir(&folder).output().unwrap();
    assert_eq!(stdout(&output).lines().count(), 1 + 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("duplicate       1"), "{}", stderr(&output));
    let quiet = bitext(&["align", "page.txt", "--min-confidence", "1", "--quiet"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!((stderr(&quiet), quiet.status.code()), ("", Some(0)));
    let all = run(&folder, &["align", SEED_FROM_FOLDER, "--keep-unaligned", "--format", "tsv"]);
    assert!(all.lines().count() > 13);
}

/// From a folder under the target directory.
const SEED_FROM_FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/003_4b8c95ad6a02e0f4.txt");

#[test]
fn a_lexicon_of_the_user_counts() {
    let folder = folder("lexicon");
    fs::write(folder.join("own.tsv"), "咕噜卡\tGoluca\n").unwrap();
    let lookup = |arguments: &[&str]| run(&folder, &[&["lexicon", "lookup"], arguments].concat());
    assert!(lookup(&["图书馆"]).starts_with("图书馆\tlibrari\t"));
    assert_eq!(lookup(&["咕噜卡", "--lexicon", "own.tsv"]), "咕噜卡\tgoluca\t1.000\n");

    run(&folder, &["lexicon", "convert", "own.tsv", "--output", "own.bin"]);
    assert_eq!(run(&folder, &["lexicon", "convert", "own.bin"]), "咕噜卡\t=goluca\t1\n");
    assert!(
        run(&folder, &["lexicon", "stats", "--lexicon", "own.bin"]).starts_with("words                1\n")
    );

    fs::write(folder.join("page.txt"), "The Goluca sings.\n\n咕噜卡在唱歌。\n").unwrap();
    let with = run(&folder, &["align", "page.txt", "--lexicon", "own.bin", "--format", "tsv"]);
    assert_eq!(with.lines().count(), 2, "{with}");
}

#[test]
fn words_are_those_of_the_library() {
    let text = fs::read_to_string(SEED).unwrap();
    let tokenizer = MixedTokenizer::new();
    let expected: Vec<String> = text
        .lines()
        .map(|line| tokenizer.tokenize(line).iter().map(|token| token.of(line)).collect::<Vec<_>>().join(" "))
        .collect();
    let written = run(Path::new("."), &["tokenize", SEED]);
    assert!(written.lines().eq(expected.iter().map(String::as_str)));

    let json = run(Path::new("."), &["tokenize", "--search", "--format", "jsonl", SEED]);
    let mut words = 0;
    for line in json.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        for token in line["tokens"].as_array().unwrap() {
            let offset = |name: &str| token[name].as_u64().unwrap() as usize;
            assert_eq!(&text[offset("start")..offset("end")], token["text"].as_str().unwrap());
            words += 1;
        }
    }
    assert!(words > expected.iter().map(|line| line.split(' ').count()).sum::<usize>());
}

#[test]
fn words_of_the_user_and_options_count() {
    let folder = folder("words");
    fs::write(folder.join("names.txt"), "咕噜卡\n").unwrap();
    let cut = |arguments: &[&str], text: &str| {
        fs::write(folder.join("text.txt"), text).unwrap();
        run(&folder, &[&["tokenize", "text.txt"], arguments].concat())
    };
    assert_eq!(cut(&["--dictionary", "names.txt"], "他爱咕噜卡。"), "他 爱 咕噜卡 。\n");
    assert_eq!(cut(&[], "I don't know."), "I don't know .\n");
    assert_eq!(cut(&["--split-contractions"], "I don't know."), "I do n't know .\n");
    assert_eq!(cut(&[], "It cost $450."), "It cost $ 450 .\n");
    assert_eq!(cut(&["--keep-compounds"], "It cost $450."), "It cost $450 .\n");
    assert_eq!(cut(&[], ""), "");
}

#[test]
fn sentences_are_those_of_the_library() {
    let text = fs::read_to_string(SEED).unwrap();
    let expected: Vec<_> = sentences(&text).map(|span| one_line(span.of(&text))).collect();
    let written = run(Path::new("."), &["sentences", SEED]);
    assert!(written.lines().eq(expected.iter().map(AsRef::as_ref)));

    // With its line breaks, the offsets are those of the file.
    let windows = text.replace('\n', "\r\n");
    let output = with_input(&["sentences", "--format", "jsonl"], windows.as_bytes());
    let spans: Vec<(usize, usize)> = stdout(&output)
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let offset = |name: &str| line[name].as_u64().unwrap() as usize;
            assert_eq!(&windows[offset("start")..offset("end")], line["text"].as_str().unwrap());
            (offset("start"), offset("end"))
        })
        .collect();
    assert!(spans.iter().copied().eq(sentences(&windows).map(|span| (span.start, span.end))));
}

#[test]
fn languages_are_told() {
    let folder = folder("languages");
    for (name, text) in
        [("en", ENGLISH), ("hans", CHINESE), ("hant", "我們在臺北見面，請帶護照。"), ("none", "1984\n")]
    {
        fs::write(folder.join(name), text).unwrap();
    }
    let table = run(&folder, &["detect", "en", "hans", "hant", "none"]);
    let languages: Vec<&str> = table.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(languages, ["en", "zh-Hans", "zh-Hant", "und"]);

    let output = with_input(&["detect", "--runs"], "Hello 你好。\n".as_bytes());
    assert_eq!(stdout(&output), "0..6\ten\tHello \n6..16\tzh\t你好。 \n");
    let output = with_input(&["detect", "--languages", "en,zh"], "Guten Morgen".as_bytes());
    assert!(stdout(&output).starts_with("en\t"), "{}", stdout(&output));
}

#[test]
fn an_alignment_is_scored() {
    let folder = folder("gold");
    fs::create_dir(folder.join("gold")).unwrap();
    let english = ENGLISH.replace(". ", ".\n");
    let chinese = CHINESE.replace('。', "。\n");
    fs::write(folder.join("gold/ferry.en"), english).unwrap();
    fs::write(folder.join("gold/ferry.zh"), chinese.trim_end()).unwrap();
    // The last two are wrong on purpose.
    fs::write(folder.join("gold/ferry.gold"), "[0]:[0]\n[1, 2]:[1]\n[]:[2]\n").unwrap();
    let table = run(&folder, &["evaluate", "gold"]);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 3, "{table}");
    // One of three beads is right, one of two gold pairs was found; laxly two of three, and both.
    assert_eq!(rows[1].trim(), "0.3333 0.5000 0.4000  0.6667 1.0000 0.8000      2      3  gold/ferry");
    let json = run(&folder, &["evaluate", "gold", "--format", "jsonl"]);
    let all: serde_json::Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    assert_eq!((&all["document"], &all["lax"]["recall"]), (&"all 1 document".into(), &1.0.into()));

    fs::write(folder.join("gold/ferry.gold"), "[0]:[0]\n[9]:[1]\n").unwrap();
    let output = bitext(&["evaluate", "gold"]).current_dir(&folder).output().unwrap();
    let told = "error: gold/ferry.gold: names the Chinese sentence 9, but the text has 3 lines, from 0\n";
    assert_eq!((stderr(&output), output.status.code()), (told, Some(1)));
}

#[test]
fn encodings_are_found_out_or_named() {
    let folder = folder("encodings");
    let (gbk, _, _) = encoding_rs::GBK.encode(CHINESE);
    let (big5, _, _) = encoding_rs::BIG5.encode("渡輪八點出發。船票可以在船上購買，狗免費乘船。");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(CHINESE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, bytes, expected) in [
        ("gbk.txt", gbk.as_ref(), "渡轮八点出发。"),
        ("big5.txt", big5.as_ref(), "渡輪八點出發。"),
        ("utf16.txt", utf16.as_slice(), "渡轮八点出发。"),
        ("bom.txt", [b"\xef\xbb\xbf", CHINESE.as_bytes()].concat().as_slice(), "渡轮八点出发。"),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
        assert_eq!(run(&folder, &["sentences", name]).lines().next(), Some(expected), "{name}");
    }
    let written = run(&folder, &["sentences", "--encoding", "gb18030", "gbk.txt"]);
    assert_eq!(written.lines().next(), Some("渡轮八点出发。"));

    fs::write(folder.join("bad.txt"), b"Tea.\nMilk \xff.\n").unwrap();
    let lossy = bitext(&["sentences", "--lossy", "--encoding", "utf-8", "bad.txt"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!(stdout(&lossy), "Tea.\nMilk \u{fffd}.\n");
    assert_eq!(stderr(&lossy), "warning: bad.txt: 1 character U+FFFD stands for bytes that do not decode\n");
}

#[test]
fn markup_is_taken_off() {
    let folder = folder("markup");
    fs::write(folder.join("p.html"), "<html><h1>Opening hours 开放时间</h1><p>The library is open on <b>Sunday</b>.</p><p>图书馆周日开放。</p><script>x</script>").unwrap();
    fs::write(
        folder.join("p.md"),
        "# Opening hours 开放时间\n\nThe library is open on **Sunday**.\n\n图书馆周日开放。\n",
    )
    .unwrap();
    for name in ["p.html", "p.md"] {
        let table = run(&folder, &["align", name, "--format", "tsv"]);
        let pairs: Vec<Vec<&str>> =
            table.lines().skip(1).map(|line| line.split('\t').take(2).collect()).collect();
        assert_eq!(
            pairs,
            [["Opening hours", "开放时间"], ["The library is open on Sunday.", "图书馆周日开放。"]],
            "{name}"
        );
        let lines = ["Opening hours 开放时间", "The library is open on Sunday.", "图书馆周日开放。"];
        let sentences = run(&folder, &["sentences", name]);
        assert!(sentences.lines().eq(lines), "{name}: {sentences}");
        let words = run(&folder, &["tokenize", name]);
        assert!(words.starts_with("Opening hours 开放 时间\n\nThe library is"), "{name}: {words}");
        let marked = run(&folder, &["tokenize", name, "--markup", "plain"]);
        assert!(marked.starts_with(['<', '#']), "{name}: {marked}");
    }
}

/// Each bad input: the arguments, what is said, and the exit status.
#[test]
fn bad_input_is_told() {
    let folder = folder("bad");
    for (name, bytes) in [
        ("page.txt", PAGE.as_bytes()),
        ("a.txt", ENGLISH.as_bytes()),
        ("b.txt", b"Another English text. It says nothing.\n"),
        ("zh.txt", CHINESE.as_bytes()),
        (
            "de.txt",
            "Das Schiff fährt um acht Uhr ab. Die Karten kosten nicht viel, und Hunde fahren umsonst."
                .as_bytes(),
        ),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("binary.bin", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0\xff\xfe\0\0"),
        ("nul.txt", b"The tram\0leaves at eight.\n"),
        ("latin.txt", b"The caf\xe9 is closed.\n"),
        ("bad.tsv", "渡轮\tferry\n船 boat\n".as_bytes()),
        ("list.tsv", b"a.txt\tzh.txt\nonly.txt\n"),
        ("twice.tsv", b"a.txt\tzh.txt\r\n\r\na.txt\ta.txt\r\n"),
        ("words.txt", "渡轮 viele n\n".as_bytes()),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
    }
    fs::create_dir(folder.join("sub")).unwrap();
    fs::create_dir(folder.join("half")).unwrap();
    fs::create_dir(folder.join("same")).unwrap();
    fs::write(folder.join("same/page.txt"), PAGE).unwrap();
    fs::write(folder.join("half/x.en"), ENGLISH).unwrap();
    let rows: &[(&[&str], &str, i32)] = &[
        (&["align", "none.txt"], "none.txt: there is no such file", 1),
        (&["align", "none.txt", "zh.txt"], "none.txt: there is no such file", 1),
        (&["tokenize", "sub"], "sub: is a folder: name a file in it", 1),
        (&["align", "sub"], "sub: holds no NAME.en with a NAME.zh; to align the pages in it, say 'sub/*'", 1),
        (&["align", "half"], "half/x.en: there is no x.zh beside it", 1),
        (&["align", "no*.txt"], "no*.txt: no file has such a name", 1),
        (&["align", ""], "a value is required", 2),
        (&["align", "empty.txt"], "empty.txt: is empty: there is nothing to align", 1),
        (&["align", "a.txt", "blank.txt"], "blank.txt: is empty: there is nothing to align", 1),
        (&["align", "binary.bin"], "binary.bin", 1),
        (&["tokenize", "binary.bin"], "binary.bin, byte 7: a zero byte", 1),
        (&["tokenize", "nul.txt"], "nul.txt, byte 8: a zero byte", 1),
        (&["align", "latin.txt", "zh.txt"], "latin.txt", 1),
        (&["sentences", "--encoding", "utf-8", "latin.txt"], "latin.txt", 1),
        (
            &["align", "page.txt", "--lexicon", "bad.tsv"],
            "bad.tsv, line 2: no tab: write the Chinese word, a tab, the English one",
            1,
        ),
        (&["lexicon", "convert", "none.tsv"], "none.tsv: there is no such file", 1),
        (&["align", "page.txt", "--lexicon", "sub"], "sub: is a folder: name a file in it", 1),
        (&["lexicon", "stats", "--lexicon", "empty.txt"], "empty.txt: the lexicon holds no word", 1),
        (&["lexicon", "lookup", "咕噜卡卡"], "the lexicon has not: 咕噜卡卡", 1),
        (&["tokenize", "a.txt", "--dictionary", "words.txt"], "words.txt, line 1", 1),
        (
            &["align", "a.txt", "a.txt"],
            "a.txt: the same file twice: name it once if it holds both languages, else name its translation",
            1,
        ),
        (
            &["align", "a.txt", "./a.txt"],
            "a.txt: the same file twice: name it once if it holds both languages, else name its translation",
            1,
        ),
        (
            &["align", "a.txt", "b.txt"],
            "a.txt and b.txt: both are English: name one text in English and one in Chinese, or say --pages if each holds both",
            1,
        ),
        (
            &["align", "zh.txt", "de.txt"],
            "de.txt: is in the language `de`: name one text in English and one in Chinese",
            1,
        ),
        (
            &["align", "--pairs", "list.tsv"],
            "list.tsv, line 2: not the names of two files with a tab between them",
            1,
        ),
        (
            &["align", "page.txt", "--output", "nowhere/o.tsv"],
            "nowhere/o.tsv: there is no such folder: make it first",
            1,
        ),
        (
            &["align", "page.txt", "--output", "a.txt/o.tsv"],
            "a.txt/o.tsv: there is no such folder: make it first",
            1,
        ),
        (&["align", "--pairs", "twice.tsv"], "twice.tsv, line 3: a.txt: the same file twice", 1),
        (
            &["align", "--pages", "page.txt", "same/page.txt", "--output", "out/"],
            "out/page.tsv: both page.txt and same/page.txt would be written there: give their files different names",
            1,
        ),
        (&["evaluate", "sub"], "sub: holds no NAME.gold; see bitext evaluate --help", 1),
        (
            &["align", "sub/"],
            "sub/: holds no NAME.en with a NAME.zh; to align the pages in it, say 'sub/*'",
            1,
        ),
        (&["evaluate", "page.txt"], "page.txt: is no folder: name the one that it is in", 1),
        (&["evaluate", "nowhere"], "nowhere: there is no such folder", 1),
        (
            &["align", "page.txt", "--presplit"],
            "--presplit takes a text and its translation, not a page: name two files",
            2,
        ),
        (&["align", "-", "-"], "standard input can be read once", 2),
        (
            &["align", "a.txt", "zh.txt", "page.txt", "--format", "ladder"],
            "a file of this format holds one document: name a folder, as `--output pairs/`",
            2,
        ),
        (&["align", "page.txt", "--format", "moses"], "--format moses writes three files", 2),
        (&["align", "page.txt", "--min-confidence", "7"], "it is not a number from 0 to 1", 2),
        (&["align", "page.txt", "--max-length-ratio", "0.5"], "it is not a number of 1 or more", 2),
        (&["align", "page.txt", "--max-length-ratio", "nan"], "it is not a number of 1 or more", 2),
        (&["align", "page.txt", "--threads", "0"], "0 is not in 1..=1024", 2),
        (&["align", "page.txt", "--threads", "100000"], "100000 is not in 1..=1024", 2),
        (&["align", "page.txt", "--encoding", "klingon"], "klingon", 2),
        (&["align", "page.txt", "--format", "doc"], "invalid value 'doc'", 2),
        (&["align"], "required", 2),
        (&["translate"], "unrecognized subcommand", 2),
    ];
    let mut wrong = Vec::new();
    for (arguments, expected, status) in rows {
        let output = bitext(arguments).current_dir(&folder).output().unwrap();
        let told = stderr(&output);
        let one_line = *status == 2 || told.lines().count() == 1;
        if !told.starts_with("error: ")
            || !told.contains(expected)
            || output.status.code() != Some(*status)
            || !one_line
        {
            wrong.push(format!(
                "{arguments:?}\n  expected {status}: {expected}\n  actual {:?}: {told}",
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

/// Each way to write over what is read: refused, and the file stands as it was.
#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = folder("spared");
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
        (&["align", "a.en", "a.zh", "--output", "a.zh"], "a.zh"),
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
        let told = format!("error: {name}: is read and would be written over: give the output another name");
        assert!(stderr(&output).starts_with(&told), "{arguments:?}: {}", stderr(&output));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    for (name, text) in files {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), text, "{name}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), files.len());
}

#[cfg(unix)]
#[test]
fn any_name_of_a_file_will_do() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("names");
    let names = [&b"with blank.txt"[..], b"-dash.txt", b"caf\xe9.txt", b"br[1].txt", "渡轮.txt".as_bytes()];
    for name in names.map(OsStr::from_bytes) {
        fs::write(folder.join(name), PAGE).unwrap();
        let mut command = bitext(&["align", "--output", "out/", "--"]);
        let output = command.arg(name).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{}: {}", name.display(), stderr(&output));
        let table = folder.join("out").join(Path::new(name).with_extension("tsv"));
        assert_eq!(fs::read_to_string(table).unwrap().lines().count(), 1 + 3, "{}", name.display());
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = folder("links");
    fs::write(folder.join("page.txt"), PAGE).unwrap();
    fs::write(folder.join("old.tsv"), "old\n").unwrap();
    for (link, place) in [("to-old.tsv", "old.tsv"), ("to-new.tsv", "new.tsv")] {
        std::os::unix::fs::symlink(place, folder.join(link)).unwrap();
        run(&folder, &["align", "page.txt", "--output", link]);
        assert_eq!(fs::read_link(folder.join(link)).unwrap(), Path::new(place), "{link}");
        assert!(fs::read_to_string(folder.join(place)).unwrap().starts_with("english\t"), "{link}");
    }
}

#[test]
fn a_page_without_pairs_is_wondered_at() {
    for (page, told) in [
        ("Only English here.\n", "warning: standard input: there is no Chinese on the page\n"),
        ("The cat sleeps.\n\n股市昨天大跌。\n", "warning: standard input: no sentence has a counterpart\n"),
    ] {
        let output = with_input(&["align", "-", "--format", "tsv"], page.as_bytes());
        assert_eq!((stderr(&output), output.status.code()), (told, Some(0)), "{page}");
        assert_eq!(stdout(&output).lines().count(), 1, "{page}");
    }
}

/// The peak of what a running program has held in memory, in KiB.
#[cfg(target_os = "linux")]
fn peak_memory(child: &Child) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Measured: 16 MB for the words, whose dictionary is most of it, 6 MB for the sentences; the file has 30 MB.
#[cfg(target_os = "linux")]
const MOST_MEMORY: usize = 64 * 1024;

#[cfg(target_os = "linux")]
#[test]
fn a_million_lines_take_constant_memory() {
    use std::io::{BufRead, BufReader};
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
                // None once the program has ended, which is at most a pipe's length ahead.
                peak = peak.max(peak_memory(&child).unwrap_or_default());
            }
            number += 1;
        }
        assert!(child.wait().unwrap().success(), "{command}");
        assert!((1..=MOST_MEMORY).contains(&peak), "{command}: {peak} KiB at the peak");
    }
    fs::remove_file(folder.join("long.txt")).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    for arguments in [
        &["align", SEED, "--format", "tmx", "--output", "/dev/full"][..],
        &["tokenize", SEED, "--output", "/dev/full"],
        &["sentences", SEED, "--output", "/dev/full"],
        &["lexicon", "convert", "data/lexicon.bin", "--output", "/dev/full"],
    ] {
        let output = bitext(arguments).output().unwrap();
        let told = "error: /dev/full: the disk is full: make room and run it again\n";
        assert_eq!((stderr(&output), output.status.code()), (told, Some(1)), "{arguments:?}");
    }
}

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

/// What is told is lost with nobody to read it, the work is not.
#[cfg(unix)]
#[test]
fn a_closed_standard_error_stops_nothing() {
    let folder = folder("unheard");
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

#[test]
fn blank_lines_are_no_pairs() {
    let folder = folder("blank");
    fs::write(folder.join("a.txt"), "Yes, it is late.\r\n\r\nThe tram left.\r\n").unwrap();
    fs::write(folder.join("b.txt"), "是的，很晚了。\r\n\r\n电车开走了。\r\n").unwrap();
    let arguments = ["align", "a.txt", "b.txt", "--presplit", "--format", "ladder"];
    assert_eq!(run(&folder, &arguments).lines().count(), 3);
    let texts = run(&folder, &["align", "a.txt", "b.txt", "--presplit", "--format", "tsv"]);
    let texts: Vec<_> = texts.lines().skip(1).filter_map(|line| line.split("\t0.").next()).collect();
    assert_eq!(texts, ["Yes, it is late.\t是的，很晚了。", "The tram left.\t电车开走了。"]);
}

#[test]
fn objects_of_several_files_name_theirs() {
    let folder = folder("several");
    fs::write(folder.join("a.txt"), ENGLISH).unwrap();
    fs::write(folder.join("b.txt"), CHINESE).unwrap();
    for command in [&["sentences"][..], &["tokenize"], &["detect", "--runs"]] {
        let files = |names: &[&str]| -> Vec<Option<String>> {
            let written = run(&folder, &[command, &["--format", "jsonl"], names].concat());
            let objects =
                written.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            let mut files: Vec<_> =
                objects.map(|object| object["file"].as_str().map(str::to_owned)).collect();
            files.dedup();
            files
        };
        assert_eq!(files(&["a.txt", "b.txt"]), [Some("a.txt".into()), Some("b.txt".into())], "{command:?}");
        assert_eq!(files(&["a.txt"]), [None], "{command:?}");
    }
}

/// Waits for `ready`, up to a minute.
fn wait_for(child: &mut Child, ready: impl Fn() -> bool) {
    let start = Instant::now();
    while !ready() {
        assert_eq!(child.try_wait().unwrap(), None, "the program ended by itself");
        assert!(start.elapsed() < Duration::from_secs(60), "nothing happened");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_half_file() {
    let folder = folder("interrupted");
    fs::write(folder.join("out.txt"), "what stood there before\n").unwrap();
    let names = || -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let mut child = bitext(&["sentences", "-", "--output", "out.txt"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(PAGE.repeat(10_000).as_bytes()).unwrap();
    wait_for(&mut child, || names().len() == 2);
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!((stderr(&output), output.status.code()), ("", Some(130)));
    assert_eq!(names(), ["out.txt"]);
    assert_eq!(fs::read_to_string(folder.join("out.txt")).unwrap(), "what stood there before\n");
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in [
        &["align"][..],
        &["tokenize"],
        &["sentences"],
        &["detect"],
        &["evaluate"],
        &["lexicon"],
        &["lexicon", "lookup"],
        &["lexicon", "convert"],
        &["lexicon", "stats"],
        &["completions"],
        &["man"],
    ] {
        let help = run(Path::new("."), &[command, &["--help"]].concat());
        let example = format!("Examples:\n  bitext {}", command.join(" "));
        assert!(help.contains(&example), "{example}\n{help}");
    }
}

#[test]
fn completions_and_manual_pages_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(Path::new("."), &["completions", shell]).contains("bitext"), "{shell}");
    }
    assert!(run(Path::new("."), &["man"]).contains(".TH bitext 1"));
    let folder = folder("man");
    run(&folder, &["man", "--output", "man1"]);
    let page = fs::read_to_string(folder.join("man1/bitext-align.1")).unwrap();
    assert!(
        page.contains("\nbitext\\-align \\- Find which") && page.contains("\\fBbitext align\\fR ["),
        "{page}"
    );
    let page = fs::read_to_string(folder.join("man1/bitext-lexicon.1")).unwrap();
    // It names pages that are there.
    for line in page.lines().filter(|line| line.starts_with("bitext\\-lexicon\\-")) {
        let name = line.replace("\\-", "-").replace("(1)", ".1");
        assert!(folder.join("man1").join(&name).exists(), "{name}");
    }
}
