//! Checks `bitext match`, which lists the pairs of documents in two folders.

use super::*;

const DOCUMENTS: [(&str, &str, &str); 3] = [
    ("ferry", ENGLISH, CHINESE),
    (
        "rice",
        "Wash the rice twice and add three cups of water. Cook it over a low fire for twenty minutes. Add the salt last.\n",
        "米淘洗两遍，加三杯水。用小火煮二十分钟。最后放盐。\n",
    ),
    (
        "museum",
        "The museum opens at nine and is closed on Monday. Children pay half price. Leave large bags at the entrance.\n",
        "博物馆九点开门，星期一闭馆。儿童半价。大包请寄存在入口处。\n",
    ),
];

/// Makes a folder with English documents in `en` and Chinese documents in `zh/deep`. The names of the Chinese documents
/// are numbers, which say nothing about the English ones.
fn collection(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::create_dir_all(folder.join("en")).unwrap();
    fs::create_dir_all(folder.join("zh/deep")).unwrap();
    for (number, (name, english, chinese)) in DOCUMENTS.iter().enumerate() {
        fs::write(folder.join(format!("en/{name}.txt")), english).unwrap();
        fs::write(folder.join(format!("zh/deep/{}.txt", 9 - number)), chinese).unwrap();
    }
    folder
}

#[test]
fn a_list_of_pairs_is_aligned() {
    let folder = collection("match_list");
    fs::create_dir_all(folder.join("lists")).unwrap();
    run(&folder, &["match", "en", "zh", "--output", "lists/list.tsv"]);
    let list = fs::read_to_string(folder.join("lists/list.tsv")).unwrap();
    let pairs: Vec<(&str, &str)> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?, fields.next()?))
        })
        .collect();
    let expected = [
        ("../en/ferry.txt", "../zh/deep/9.txt"),
        ("../en/museum.txt", "../zh/deep/7.txt"),
        ("../en/rice.txt", "../zh/deep/8.txt"),
    ];
    assert_eq!(pairs, expected);
    let aligned = run(&folder, &["align", "--pairs", "lists/list.tsv", "--format", "tsv"]);
    assert!(aligned.contains("渡轮八点出发。"), "{aligned}");
}

#[test]
fn copies_are_named_and_not_paired() {
    let folder = collection("match_copies");
    fs::copy(folder.join("en/rice.txt"), folder.join("en/zcopy.txt")).unwrap();
    let table = run(&folder, &["match", "en", "zh"]);
    assert!(table.lines().any(|line| line == "# duplicate\ten/zcopy.txt\ten/rice.txt\t1.00"), "{table}");
    let lines = run(&folder, &["match", "en", "zh", "--format", "jsonl"]);
    let records: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 4, "{lines}");
    assert_eq!(records[0]["english"], "en/ferry.txt");
    assert_eq!(records[0]["chinese"], "zh/deep/9.txt");
    assert!(records[0]["confidence"].as_f64().unwrap() > 0.6);
    assert_eq!(records[3]["of"], "en/rice.txt");
}

#[test]
fn a_list_does_not_show_where_the_folders_are() {
    let folder = collection("match_names");
    let place = folder.to_str().unwrap();
    let [english, chinese] = ["en", "zh"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    let elsewhere = std::env::temp_dir();
    let table = run(&elsewhere, &["match", &english, &chinese]);
    assert!(table.contains("\nen/ferry.txt\tzh/deep/9.txt\t") && !table.contains(place), "{table}");
    let whole = run(&elsewhere, &["match", &english, &chinese, "--paths"]);
    assert!(whole.contains(&format!("{english}/ferry.txt\t{chinese}/deep/9.txt\t")), "{whole}");
    // A list of the names alone works beside the folders.
    fs::write(folder.join("list.tsv"), table).unwrap();
    let list = folder.join("list.tsv");
    let aligned = run(&elsewhere, &["align", "--pairs", list.to_str().unwrap(), "--format", "tsv"]);
    assert!(aligned.contains("渡轮八点出发。"), "{aligned}");
    let written = folder.join("written.tsv");
    run(&elsewhere, &["match", &english, &chinese, "-o", written.to_str().unwrap()]);
    assert!(fs::read_to_string(written).unwrap().contains("\nen/ferry.txt\tzh/deep/9.txt\t"));
}

#[test]
fn folders_that_cannot_be_matched_are_errors() {
    let folder = collection("match_errors");
    fs::create_dir_all(folder.join("empty")).unwrap();
    let rows = [
        (&["match", "en", "none"][..], "none: no such folder", 1),
        (&["match", "en", "empty"], "empty: no document in it", 1),
        (&["match", "en/rice.txt", "zh"], "en/rice.txt: not a folder", 1),
        (&["match", "en", "zh", "--output", "en/rice.txt"], "is also an input", 2),
    ];
    for (arguments, message, status) in rows {
        let output = bitext(arguments).current_dir(&folder).output().unwrap();
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
    }
}
