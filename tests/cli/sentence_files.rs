//! Checks the files with the sentences beside ladder and XCES files.

use std::fs;

use crate::{CHINESE, ENGLISH, PAGE, SEED_FROM_FOLDER, folder, run};

/// Returns the texts and the confidence of each row of a table. Ladders and XCES files hold nothing else.
fn sides(table: &str) -> Vec<String> {
    table.lines().map(|line| line.split('\t').take(3).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn numbers_refer_to_the_sentences_beside_them() {
    let folder = folder("sentence_files");
    fs::write(folder.join("a.en"), ENGLISH).unwrap();
    fs::write(folder.join("a.zh"), CHINESE).unwrap();
    for input in [&["a.en", "a.zh"][..], &[SEED_FROM_FOLDER]] {
        let align = |rest: &[&str]| run(&folder, &[&["align", "-q"], input, rest].concat());
        let table = align(&["-f", "tsv"]);
        for name in ["o.ladder", "o.xces"] {
            align(&["-o", name]);
            let back = run(&folder, &["convert", name, "-f", "tsv", "-q"]);
            assert_eq!(sides(&back), sides(&table), "{name} of {input:?}");
            // The texts may also be named on the command line.
            let texts = [format!("{name}.en"), format!("{name}.zh")];
            let named = run(&folder, &["convert", name, "--texts", &texts[0], &texts[1], "-f", "tsv", "-q"]);
            assert_eq!(named, back);
        }
    }
}

#[test]
fn numbers_go_on_from_document_to_document() {
    let folder = folder("sentence_files_several");
    fs::create_dir(folder.join("pages")).unwrap();
    fs::write(folder.join("pages/a.txt"), PAGE).unwrap();
    fs::write(
        folder.join("pages/b.txt"),
        "Sunday hours 周日时间\n\nThe ferry leaves at eight.\n\n渡轮八点出发。\n",
    )
    .unwrap();
    let table = run(&folder, &["align", "pages/*.txt", "-f", "tsv", "-q"]);
    run(&folder, &["align", "pages/*.txt", "-o", "o.xces", "-q"]);
    assert_eq!(sides(&run(&folder, &["convert", "o.xces", "-f", "tsv", "-q"])), sides(&table));
    let english = fs::read_to_string(folder.join("o.xces.en")).unwrap();
    let expected = [
        "Opening hours",
        "The library is open on Sunday.",
        "Bring your card.",
        "Sunday hours",
        "The ferry leaves at eight.",
    ];
    assert!(english.lines().eq(expected), "{english}");
    // Each document of a folder has its own files, also when tables are converted.
    run(&folder, &["align", "pages/*.txt", "-f", "tsv", "-o", "tables/", "-q"]);
    run(&folder, &["convert", "tables/a.tsv", "tables/b.tsv", "-f", "ladder", "-o", "ladders/", "-q"]);
    for name in ["a", "b"] {
        let back = run(&folder, &["convert", &format!("ladders/{name}.ladder"), "-f", "tsv", "-q"]);
        let table = fs::read_to_string(folder.join(format!("tables/{name}.tsv"))).unwrap();
        assert_eq!(sides(&back), sides(&table), "{name}");
    }
    // On standard output, the numbers count from the start of each document, and there are no other files.
    let before = fs::read_dir(&folder).unwrap().count();
    let links = run(&folder, &["align", "pages/*.txt", "-f", "xces", "-q"]);
    assert_eq!(links.matches("xtargets=\"1;1\"").count(), 2, "{links}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), before);
}
