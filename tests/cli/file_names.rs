//! Documents that are found by the names of their files.

use std::fs;
use std::path::Path;

use crate::{bitext, folder, stderr, stdout};

const ENGLISH: &str = "The pump stops.\n";
const CHINESE: &str = "泵停止。\n";
const PAGES: [&str; 2] = [
    "Opening hours 开放时间\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n",
    "Lost and found 失物招领\n\nThe museum is closed on Monday.\n\n博物馆周一闭馆。\n",
];

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Returns the pairs as `ENGLISH|CHINESE|DOCUMENT`, the messages, and the exit status.
fn align(folder: &Path, arguments: &[&str]) -> (Vec<String>, String, i32) {
    let output = bitext(arguments).current_dir(folder).output().unwrap();
    let row = |line: &str| {
        let fields: Vec<_> = line.split('\t').collect();
        format!("{}|{}|{}", fields[0], fields[1], fields[8])
    };
    let rows = stdout(&output).lines().skip(1).map(row).collect();
    (rows, stderr(&output).to_owned(), output.status.code().unwrap())
}

#[test]
fn the_two_texts_of_a_folder_may_have_any_names() {
    let rows = [
        ("x.en.txt", "x.zh.txt", "x.en.txt and x.zh.txt"),
        ("README.md", "README.zh-CN.md", "README.md and README.zh-CN.md"),
        ("README_EN.md", "README.md", "README_EN.md and README.md"),
        ("x_en.txt", "x_zh.md", "x_en.txt and x_zh.md"),
        ("en/x.txt", "zh-cn/x.txt", "en/x.txt and zh-cn/x.txt"),
        ("sub/x.en", "sub/x.zh", "x.en and x.zh"),
        ("guide.md", "zh/guide.md", "guide.md and zh/guide.md"),
        ("合同英文版.txt", "合同中文版.txt", "合同英文版.txt and 合同中文版.txt"),
    ];
    for (number, (english, chinese, document)) in rows.into_iter().enumerate() {
        let folder = folder(&format!("any-name-{number}"));
        write(&folder, &format!("c/{english}"), ENGLISH);
        write(&folder, &format!("c/{chinese}"), CHINESE);
        let (pairs, _, status) = align(&folder, &["align", "c/", "--format", "tsv"]);
        assert_eq!(pairs, [format!("The pump stops.|泵停止。|{document}")], "{english}");
        assert_eq!(status, 0, "{english}");
    }
}

#[test]
fn an_unpaired_file_is_named_and_the_others_are_aligned() {
    let folder = folder("unpaired");
    write(&folder, "c/en/x.txt", ENGLISH);
    write(&folder, "c/zh/x.txt", CHINESE);
    write(&folder, "c/zh/y.txt", CHINESE);
    write(&folder, "c/.notes.en", ENGLISH);
    write(&folder, "c/picture.png", "");
    let (pairs, messages, status) = align(&folder, &["align", "c", "--format", "tsv"]);
    assert_eq!(pairs.len(), 1);
    assert_eq!(
        messages,
        "error: c/zh/y.txt: no en/y.txt in the folder: add it\n1 pair\n".replace("1 pair\n", "")
    );
    assert_eq!(status, 1);
}

#[test]
fn many_files_of_one_name_are_reported_once() {
    let folder = folder("many-of-one-name");
    for number in 100..1100 {
        write(&folder, &format!("c/guide.en.{number}"), ENGLISH);
        write(&folder, &format!("c/guide.zh.{}", number + 1000), CHINESE);
    }
    let message = "error: c/guide.en.100 and c/guide.zh.1100: 1000 English and 1000 Chinese files have the name \
                   `guide`: rename them, or list the pairs for --pairs\n";
    let (_, messages, status) = align(&folder, &["align", "c", "--format", "tsv"]);
    assert_eq!((messages.as_str(), status), (message, 1));
    write(&folder, "c/letter.en", ENGLISH);
    write(&folder, "c/letter.zh", CHINESE);
    let (pairs, messages, status) = align(&folder, &["align", "c", "--format", "tsv"]);
    assert_eq!(pairs, ["The pump stops.|泵停止。|letter.en and letter.zh"]);
    assert_eq!((messages.as_str(), status), (message, 1));
}

#[test]
fn each_document_of_a_tree_has_its_own_file() {
    let folder = folder("tree");
    for part in ["a", "b"] {
        write(&folder, &format!("c/en/{part}/x.md"), ENGLISH);
        write(&folder, &format!("c/zh/{part}/x.md"), CHINESE);
    }
    for _ in 0..2 {
        // The second run finds the files that the first one has written below its input.
        let (_, messages, status) = align(&folder, &["align", "c", "--format", "html", "--output", "c/out/"]);
        assert_eq!(status, 0, "{messages}");
        for part in ["a", "b"] {
            assert!(folder.join(format!("c/out/{part}/x.html")).is_file());
        }
    }
}

#[test]
fn two_folders_are_the_two_languages() {
    let folder = folder("two-folders");
    write(&folder, "source/x.txt", ENGLISH);
    write(&folder, "source/y.txt", ENGLISH);
    write(&folder, "target/x.txt", CHINESE);
    let (pairs, messages, status) = align(&folder, &["align", "source", "target", "--format", "tsv"]);
    assert_eq!(pairs, ["The pump stops.|泵停止。|source/x.txt and target/x.txt"]);
    assert_eq!(
        (messages.as_str(), status),
        ("error: source/y.txt: no such file in the other folder: add it\n", 1)
    );
}

#[test]
fn unrelated_files_are_read_as_pages() {
    let folder = folder("two-pages");
    write(&folder, "x/a.txt", PAGES[0]);
    write(&folder, "x/b.txt", PAGES[1]);
    for arguments in [&["x/*.txt"][..], &["x/a.txt", "x/b.txt"], &["x/a.txt", "x/b*.txt"]] {
        let arguments = [&["align", "--format", "tsv"][..], arguments].concat();
        let (pairs, messages, status) = align(&folder, &arguments);
        assert_eq!((pairs.len(), status), (4, 0), "{arguments:?}");
        assert!(messages.contains("aligned as two pages"), "{arguments:?}: {messages}");
    }
    write(&folder, "y/a.txt", ENGLISH);
    write(&folder, "y/b.txt", CHINESE);
    let (pairs, messages, _) = align(&folder, &["align", "y/*.txt", "--format", "tsv"]);
    assert_eq!((pairs, messages.as_str()), (vec!["The pump stops.|泵停止。|a.txt and b.txt".to_owned()], ""));
}

#[test]
fn a_pattern_that_matches_pairs_of_names_aligns_them() {
    let folder = folder("pattern-of-pairs");
    for name in ["a", "b"] {
        write(&folder, &format!("{name}.en.txt"), ENGLISH);
        write(&folder, &format!("{name}.zh.txt"), CHINESE);
    }
    let (pairs, messages, status) = align(&folder, &["align", "*.txt", "--format", "tsv"]);
    assert_eq!((pairs.len(), status), (2, 0), "{messages}");
    assert!(messages.contains("2 texts and their translations"), "{messages}");
    let (_, messages, _) = align(&folder, &["align", "--pages", "*.txt", "--format", "tsv"]);
    assert!(messages.contains("text in only one language: 4 of 4 documents"), "{messages}");
}

#[test]
fn outputs_have_names_and_no_paths() {
    let folder = folder("no-paths");
    write(&folder, "deep/down/a.en", ENGLISH);
    write(&folder, "deep/down/a.zh", CHINESE);
    for format in ["tsv", "jsonl", "csv", "tmx", "xliff", "xces", "html"] {
        for (option, expected) in [(None, false), (Some("--paths"), true)] {
            let arguments = ["align", "deep/down/a.en", "deep/down/a.zh", "--format", format];
            let output = bitext(&arguments).args(option).current_dir(&folder).output().unwrap();
            assert_eq!(stdout(&output).contains("deep"), expected, "{format} {option:?}");
            assert!(stdout(&output).contains("a.en"), "{format}");
        }
    }
}

#[test]
fn each_input_has_its_encoding() {
    let folder = folder("encodings-of-inputs");
    fs::write(folder.join("a.txt"), b"The \x93pump\x94 stops.\n").unwrap();
    fs::write(folder.join("b.txt"), encoding_rs::GBK.encode("“泵”停止。\n").0).unwrap();
    for encodings in [None, Some("--encoding=windows-1252,gbk")] {
        let output = bitext(&["align", "a.txt", "b.txt", "--format", "tsv"])
            .args(encodings)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(stdout(&output).contains("The “pump” stops.\t“泵”停止。"), "{}", stderr(&output));
    }
}

#[test]
fn an_interrupted_batch_resumes() {
    let folder = folder("interrupted");
    for name in ["a", "b", "c"] {
        write(&folder, &format!("in/{name}.en"), ENGLISH);
        write(&folder, &format!("in/{name}.zh"), CHINESE);
    }
    // The second document cannot be written: a folder has its name. The run stops there, as if it were interrupted.
    let arguments = ["align", "in", "--threads", "1", "--format", "jsonl", "--output", "out/"];
    fs::create_dir_all(folder.join("out/b.jsonl")).unwrap();
    let (_, messages, status) = align(&folder, &[&arguments[..], &["--quiet"]].concat());
    assert_eq!(status, 1, "{messages}");
    fs::remove_dir(folder.join("out/b.jsonl")).unwrap();
    fs::write(folder.join("out/a.jsonl"), "not written again").unwrap();
    let run = |more: &[&str]| {
        let output = bitext(&[&arguments[..], more].concat()).current_dir(&folder).output().unwrap();
        let first = fs::read_to_string(folder.join("out/a.jsonl")).unwrap();
        (first, stderr(&output).to_owned(), output.status.code())
    };
    let (first, messages, status) = run(&["--quiet"]);
    assert_eq!((first.as_str(), messages.as_str(), status), ("not written again", "", Some(0)));
    for name in ["b", "c"] {
        assert!(fs::read_to_string(folder.join(format!("out/{name}.jsonl"))).unwrap().contains("pump"));
    }
    assert!(!folder.join("out/.bitext-batch").exists());
    // After a batch that reached its end, everything is written anew.
    let (first, _, _) = run(&["--quiet"]);
    assert!(first.contains("pump"), "{first}");
}
