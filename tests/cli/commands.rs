//! Checks the commands other than `align`, and the input and the help of all commands.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use bitext::{Lexicon, MixedTokenizer, Tokenizer, one_line, sentences};

use crate::{CHINESE, ENGLISH, PAGE, SEED, bitext, folder, run, stderr, stdout, with_input};

#[test]
fn a_user_lexicon_is_used() {
    let folder = folder("lexicon");
    fs::write(folder.join("own.tsv"), "咕噜卡\tGoluca\n").unwrap();
    let lookup = |arguments: &[&str]| run(&folder, &[&["lexicon", "lookup"], arguments].concat());
    assert!(lookup(&["图书馆"]).starts_with("图书馆\tlibrary\t"));
    assert_eq!(lookup(&["咕噜卡", "--lexicon", "own.tsv"]), "咕噜卡\tGoluca\t1.000\n");

    run(&folder, &["lexicon", "convert", "own.tsv", "--output", "own.bin"]);
    assert_eq!(run(&folder, &["lexicon", "convert", "own.bin"]), "咕噜卡\tGoluca\t1\n");
    assert!(
        run(&folder, &["lexicon", "stats", "--lexicon", "own.bin"]).starts_with("words                1\n")
    );

    fs::write(folder.join("page.txt"), "The Goluca sings.\n\n咕噜卡在唱歌。\n").unwrap();
    let with = run(&folder, &["align", "page.txt", "--lexicon", "own.bin", "--format", "tsv"]);
    assert_eq!(with.lines().count(), 2, "{with}");
}

#[test]
fn words_match_the_library() {
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
fn user_words_and_options_are_used() {
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
fn sentences_match_the_library() {
    let text = fs::read_to_string(SEED).unwrap();
    let expected: Vec<_> = sentences(&text).map(|span| one_line(span.of(&text))).collect();
    let written = run(Path::new("."), &["sentences", SEED]);
    assert!(written.lines().eq(expected.iter().map(AsRef::as_ref)));

    // Offsets are byte offsets in the file, whose lines end with CR LF.
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
fn languages_are_detected() {
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
fn a_bad_file_does_not_affect_the_results_for_others() {
    let folder = folder("some-bad");
    fs::write(folder.join("a.txt"), ENGLISH).unwrap();
    fs::write(folder.join("c.txt"), CHINESE).unwrap();
    let output = bitext(&["detect", "a.txt", "b.txt", "c.txt"]).current_dir(&folder).output().unwrap();
    let languages: Vec<_> = stdout(&output).lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(languages, ["en", "zh-Hans"]);
    assert_eq!(
        (stderr(&output), output.status.code()),
        ("error: b.txt: no such file: check the name and the folder\n", Some(1))
    );
}

#[test]
fn an_alignment_is_evaluated() {
    let folder = folder("gold");
    fs::create_dir(folder.join("gold")).unwrap();
    let english = ENGLISH.replace(". ", ".\n");
    let chinese = CHINESE.replace('。', "。\n");
    fs::write(folder.join("gold/ferry.en"), english).unwrap();
    fs::write(folder.join("gold/ferry.zh"), chinese.trim_end()).unwrap();
    // The last two gold beads are wrong on purpose.
    fs::write(folder.join("gold/ferry.gold"), "[0]:[0]\n[1, 2]:[1]\n[]:[2]\n").unwrap();
    let table = run(&folder, &["evaluate", "gold"]);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 3, "{table}");
    // Strict: one of three beads is correct, and one of two gold pairs is found. Lax: two of three beads are correct,
    // and both gold pairs are found.
    assert_eq!(rows[1].trim(), "0.3333 0.5000 0.4000  0.6667 1.0000 0.8000      2      3  ferry");
    let json = run(&folder, &["evaluate", "gold", "--format", "jsonl"]);
    let all: serde_json::Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    assert_eq!((&all["document"], &all["lax"]["recall"]), (&"all 1 document".into(), &1.0.into()));

    fs::write(folder.join("gold/ferry.gold"), "[0]:[0]\n[9]:[1]\n").unwrap();
    let output = bitext(&["evaluate", "gold"]).current_dir(&folder).output().unwrap();
    let expected =
        "error: gold/ferry.gold: there is no Chinese sentence 9: the text has 3 lines, numbered from 0\n";
    assert_eq!((stderr(&output), output.status.code()), (expected, Some(1)));
}

#[test]
fn encodings_are_detected_or_set() {
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
    assert_eq!(stderr(&lossy), "warning: bad.txt: 1 undecodable byte sequence replaced with U+FFFD\n");
}

#[test]
fn markup_is_removed() {
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

#[test]
fn json_objects_name_their_file_if_there_are_several() {
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
    // The manual pages that this page refers to exist.
    for line in page.lines().filter(|line| line.starts_with("bitext\\-lexicon\\-")) {
        let name = line.replace("\\-", "-").replace("(1)", ".1");
        assert!(folder.join("man1").join(&name).exists(), "{name}");
    }
}

#[test]
fn each_line_has_its_language() {
    let input = "The ferry leaves at eight.\n\n渡轮八点出发。\n";
    let output = with_input(&["detect", "--lines"], input.as_bytes());
    let lines: Vec<Vec<&str>> = stdout(&output).lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((lines[0][0], lines[0][1], lines[0][3]), ("1", "en", "The ferry leaves at eight."));
    assert_eq!((lines[1][0], lines[1][1], lines[1][3]), ("3", "zh-Hans", "渡轮八点出发。"));
    let output = with_input(&["detect", "--lines", "--format", "jsonl"], input.as_bytes());
    assert!(
        stdout(&output)
            .starts_with("{\"line\":1,\"text\":\"The ferry leaves at eight.\",\"language\":\"en\"")
    );
}

#[test]
fn words_of_both_languages_are_looked_up() {
    // The words of the glosses, although `internal` and `engineering` are more common words with the same stems.
    let words = run(Path::new("."), &["lexicon", "lookup", "国际", "发动机"]);
    assert!(words.starts_with("国际\tinternational\t") && words.contains("发动机\tengine\t"), "{words}");
    let english = run(Path::new("."), &["lexicon", "lookup", "图书馆"]);
    assert!(english.starts_with("图书馆\tlibrary\t"), "{english}");
    let chinese = run(Path::new("."), &["lexicon", "lookup", "libraries"]);
    assert!(chinese.lines().any(|line| line.starts_with("libraries\t图书馆\t")), "{chinese}");
    let weights: Vec<f32> =
        chinese.lines().map(|line| line.rsplit('\t').next().unwrap().parse().unwrap()).collect();
    assert!(weights.is_sorted_by(|one, other| one >= other), "{chinese}");
}

/// One word took two passes over the lexicon: 2,000 took minutes.
#[test]
fn many_words_are_looked_up_in_one_pass() {
    let lexicon = Lexicon::embedded();
    let glosses = lexicon.words().filter_map(|word| Some(lexicon.lookup(&word).next()?.word.to_owned()));
    let words: BTreeSet<String> = glosses.filter(|word| word.chars().all(char::is_alphanumeric)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).step_by(8).take(2000).collect();
    assert_eq!(words.len(), 2000);
    let start = Instant::now();
    let all = run(Path::new("."), &[&["lexicon", "lookup"], &words[..]].concat());
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    for word in [words[0], words[1000], words[1999]] {
        let single = run(Path::new("."), &["lexicon", "lookup", word]);
        assert!(!single.is_empty() && all.contains(&single), "{word}: {single}");
    }
    let order: Vec<&str> = all.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert!(order.chunk_by(|one, other| one == other).map(|rows| rows[0]).eq(words));
}

/// Each glossary rebuilt the embedded lexicon: 200 took minutes.
#[test]
fn many_glossaries_are_merged_at_once() {
    let folder = folder("glossaries");
    fs::write(folder.join("page.txt"), PAGE).unwrap();
    let mut arguments = vec!["align".to_owned(), "page.txt".to_owned()];
    for number in 0..200 {
        let name = format!("{number}.tsv");
        fs::write(folder.join(&name), format!("词{number}\tterm\n")).unwrap();
        arguments.extend(["--lexicon".to_owned(), name]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let start = Instant::now();
    run(&folder, &arguments);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn json_is_one_array_and_a_page_has_a_title() {
    let folder = folder("json");
    fs::write(folder.join("a.txt"), PAGE).unwrap();
    fs::write(folder.join("b.txt"), PAGE).unwrap();
    for inputs in [&["a.txt"][..], &["--pages", "a.txt", "b.txt"]] {
        run(&folder, &[&["align", "--output", "out.json"], inputs].concat());
        let array: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.join("out.json")).unwrap()).unwrap();
        assert_eq!(array.as_array().map(Vec::len), Some(if inputs.len() == 1 { 3 } else { 6 }));
        assert_eq!(array[0]["en"], "Opening hours");
    }
    fs::write(folder.join("none.txt"), "Only English here.\n").unwrap();
    let none = run(&folder, &["align", "none.txt", "--format", "json"]);
    assert_eq!(none, "[\n]\n");
    let page = run(&folder, &["align", "a.txt", "--format", "html", "--title", "Tea & salt"]);
    assert!(page.contains("<title>Tea &amp; salt</title>") && page.contains("<h1>Tea &amp; salt</h1>"));
    let page = run(&folder, &["align", "a.txt", "--format", "html"]);
    assert!(page.contains("<title>a.txt: English and Chinese, sentence by sentence</title>"));
    assert!(page.contains("<h1>English and Chinese, sentence by sentence</h1>"));
    // The same input gives the same workbook, at any time.
    let workbook = |name: &str| {
        run(&folder, &["align", "a.txt", "--title", "Tea & \u{1}salt", "--output", name]);
        fs::read(folder.join(name)).unwrap()
    };
    let first = workbook("one.xlsx");
    std::thread::sleep(Duration::from_millis(1_100));
    assert!(first == workbook("two.xlsx"), "a workbook has the time of its writing");
}
