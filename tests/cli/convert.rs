//! `bitext convert`: formats, filters, warnings and exit status.

use std::fs;

use crate::{SEED_FROM_FOLDER, bitext, folder, run, stderr, stdout, with_input};

const TMX: &str = r#"<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header/><body>
<tu><tuv xml:lang="eng"><seg>Open the file.</seg></tuv><tuv xml:lang="zho"><seg>打开文件。</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>R&D team</seg></tuv><tuv xml:lang="zh-CN"><seg>研发团队</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Taxi</seg></tuv><tuv xml:lang="cmn-Hans-CN"><seg>出租车</seg></tuv><tuv xml:lang="zh-TW"><seg>計程車</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>
</body></tmx>"#;

#[test]
fn a_broken_unit_is_skipped_with_a_warning() {
    let folder = folder("convert_broken");
    fs::write(folder.join("a.tmx"), TMX).unwrap();
    let output = bitext(&["convert", "a.tmx", "--format", "tsv"]).current_dir(&folder).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(lines[1], "Open the file.\t打开文件。\t1.0000\t0.00\t1-1\t\t\t\ta.tmx");
    assert!(lines[2].starts_with("Taxi\t出租车\t"));
    let said = stderr(&output);
    for expected in [
        "warning: a.tmx, line 3: ",
        ": skipped\n",
        "warning: a.tmx, line 5: there is no Chinese text: skipped\n",
        "note: a.tmx: left out: 1 x text in `zh-TW`\n",
        "note: a.tmx: left out: 1 x unit with one language only (--keep-unaligned writes them)\n",
    ] {
        assert!(said.contains(expected), "{expected} is missing from {said}");
    }
    fs::write(folder.join("cut.tmx"), &TMX[..TMX.len() - 30]).unwrap();
    let output = bitext(&["convert", "cut.tmx", "-o", "cut.tsv"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("error: cut.tmx, line 5: the file ends before `</tmx>`"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        fs::read_to_string(folder.join("cut.tsv")).unwrap().lines().count(),
        3,
        "what was read is written"
    );
}

#[test]
fn variants_and_codes_are_chosen() {
    let folder = folder("convert_codes");
    fs::write(folder.join("a.tmx"), TMX).unwrap();
    let taiwan = run(&folder, &["convert", "a.tmx", "--variant", "zh-TW", "-f", "tsv", "-q"]);
    assert!(taiwan.lines().nth(1).unwrap().starts_with("Taxi\t計程車\t"), "{taiwan}");
    assert_eq!(taiwan.lines().count(), 2);
    let tmx = run(
        &folder,
        &["convert", "a.tmx", "-f", "tmx", "--chinese-code", "zh-hk", "--english-code", "en_GB", "-q"],
    );
    assert_eq!(
        (tmx.matches("xml:lang=\"zh-HK\"").count(), tmx.matches("xml:lang=\"en-GB\"").count()),
        (2, 2),
        "{tmx}"
    );
    let kept = run(&folder, &["convert", "a.tmx", "-f", "tmx", "-q"]);
    assert!(kept.contains("xml:lang=\"zh-Hans-CN\"") && kept.contains("xml:lang=\"zh\""), "{kept}");
    let xliff = run(&folder, &["convert", "a.tmx", "-f", "xliff2", "--chinese-code", "zh-HK", "-q"]);
    assert!(xliff.contains("version=\"2.1\" srcLang=\"en\" trgLang=\"zh-HK\""), "{xliff}");
    for arguments in [["--chinese-code", "fr"], ["--english-code", "zh"], ["--variant", "de"]] {
        let output = bitext(&["convert", "a.tmx"]).args(arguments).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_header_of_a_memory_is_kept() {
    let folder = folder("convert_header");
    let memory = |client: &str, english: &str| {
        format!(
            "<tmx version=\"1.4\"><header creationtool=\"OmegaT\" srclang=\"en-US\"><prop type=\"client\">{client}</prop></header><body>\
            <tu><tuv xml:lang=\"en-US\"><seg>{english}</seg></tuv><tuv xml:lang=\"zh-CN\"><seg>茶</seg></tuv></tu></body></tmx>"
        )
    };
    fs::write(folder.join("a.tmx"), memory("Metro", "Tea")).unwrap();
    fs::write(folder.join("b.tmx"), memory("Ferry", "A cup of tea")).unwrap();
    let output = bitext(&["convert", "a.tmx", "b.tmx", "-f", "tmx", "--english-code", "en-GB"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let written = stdout(&output);
    assert!(written.contains("creationtool=\"bitext\"") && !written.contains("OmegaT"), "{written}");
    assert!(written.contains("adminlang=\"en\" srclang=\"en-GB\""), "{written}");
    assert!(
        written.contains("<prop type=\"client\">Metro</prop>") && !written.contains("Ferry"),
        "{written}"
    );
    assert_eq!(written.matches("<tu>").count(), 2, "{written}");
    let note = "note: b.tmx: left out: the header (the output has that of the first input)\n";
    assert_eq!(stderr(&output), note);
    // Each file of a folder has the header of its input.
    run(&folder, &["convert", "a.tmx", "b.tmx", "-f", "tmx", "-o", "each/", "-q"]);
    for (name, client) in [("a", "Metro"), ("b", "Ferry")] {
        let written = fs::read_to_string(folder.join(format!("each/{name}.tmx"))).unwrap();
        assert!(written.contains(client), "{written}");
    }
    let training = run(&folder, &["convert", "a.tmx", "-f", "translation", "--chinese-code", "zh-HK", "-q"]);
    assert_eq!(training, "{\"translation\":{\"en\":\"Tea\",\"zh-HK\":\"茶\"}}\n");
    let chat = run(&folder, &["convert", "a.tmx", "-f", "chat", "--chinese-code", "zh-HK", "-q"]);
    assert!(chat.contains("Translate into Traditional Chinese:\\n\\nTea"), "{chat}");
}

#[test]
fn what_align_writes_is_converted_back() {
    let folder = folder("convert_back");
    run(&folder, &["align", SEED_FROM_FOLDER, "-o", "seed.tsv", "-q"]);
    let table = fs::read_to_string(folder.join("seed.tsv")).unwrap();
    let texts = |table: &str| -> Vec<String> {
        table.lines().map(|line| line.split('\t').take(5).collect::<Vec<_>>().join("|")).collect()
    };
    for name in ["csv", "jsonl", "json", "tmx", "xlf", "html", "tsv"] {
        run(&folder, &["align", SEED_FROM_FOLDER, "-o", &format!("a.{name}"), "-q"]);
        let back = run(&folder, &["convert", &format!("a.{name}"), "-f", "tsv"]);
        assert_eq!(texts(&back), texts(&table), "{name}");
        // To the format and back, both with `convert`.
        run(&folder, &["convert", "seed.tsv", "-o", &format!("b.{name}"), "-q"]);
        let back = run(&folder, &["convert", &format!("b.{name}"), "-f", "tsv"]);
        assert_eq!(texts(&back), texts(&table), "{name}");
    }
    // The byte ranges in a page of `align` refer to the input, so the table has them again. In a page of `convert`, the
    // ranges refer to the texts in the page.
    assert_eq!(run(&folder, &["convert", "a.html", "-f", "tsv"]), table);
    for name in ["csv", "jsonl", "json", "tsv"] {
        assert_eq!(
            run(&folder, &["convert", &format!("b.{name}"), "-f", "tsv"]),
            table,
            "{name}: spans and flags"
        );
    }
    run(&folder, &["align", SEED_FROM_FOLDER, "-o", "m", "-f", "moses", "-q"]);
    let back = run(&folder, &["convert", "m", "-f", "tsv"]);
    let sides = |table: &str| -> Vec<String> {
        table.lines().map(|line| line.split('\t').take(2).collect::<Vec<_>>().join("|")).collect()
    };
    assert_eq!(sides(&back), sides(&table));
    for name in ["txt", "html", "xlsx", "xml"] {
        run(&folder, &["convert", "seed.tsv", "-o", &format!("c.{name}"), "-q"]);
        assert!(fs::metadata(folder.join(format!("c.{name}"))).unwrap().len() > 500, "{name}");
    }
    run(&folder, &["convert", "seed.tsv", "a.csv", "-o", "each/", "-f", "ladder", "-q"]);
    assert!(folder.join("each/seed.ladder").is_file() && folder.join("each/a.ladder").is_file());
    run(&folder, &["convert", "seed.tsv", "-o", "p", "-f", "pharaoh", "-q"]);
    assert_eq!(
        fs::read_to_string(folder.join("p.align")).unwrap().lines().count(),
        table.lines().count() - 1
    );
}

#[test]
fn sentence_numbers_are_read_with_their_texts() {
    let folder = folder("convert_ladder");
    fs::write(folder.join("a.en"), "Tickets cost 35 yuan.\nDogs travel free.\n").unwrap();
    fs::write(folder.join("a.zh"), "船票35元，狗免费乘船。\n").unwrap();
    fs::write(folder.join("a.ladder"), "[0, 1]:[0]:0.97\n[7]:[0]:0.5\n").unwrap();
    let output = bitext(&["convert", "a.ladder", "--texts", "a.en", "a.zh", "-f", "tsv"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let row = stdout(&output).lines().nth(1).unwrap();
    assert!(
        row.starts_with(
            "Tickets cost 35 yuan. Dogs travel free.\t船票35元，狗免费乘船。\t0.9700\t0.00\t2-1\t"
        ),
        "{row}"
    );
    assert!(stderr(&output).contains("there is no English sentence 7"), "{}", stderr(&output));
    let output = bitext(&["convert", "a.ladder"]).current_dir(&folder).output().unwrap();
    assert!(stderr(&output).contains("--texts"), "{}", stderr(&output));
}

#[test]
fn filters_apply_and_inputs_are_joined() {
    let folder = folder("convert_filters");
    let table = "English,Chinese\nThe ferry leaves at eight.,渡轮八点出发。\nThe ferry leaves at eight.,渡轮八点出发。\nIt costs 35 yuan today.,今天要花36元。\n";
    fs::write(folder.join("a.csv"), table).unwrap();
    fs::write(folder.join("b.po"), "msgid \"The ferry leaves at eight.\"\nmsgstr \"渡轮八点出发。\"\n\nmsgid \"Dogs travel free.\"\nmsgstr \"狗免费乘船。\"\n").unwrap();
    let output = bitext(&["convert", "a.csv", "b.po", "--unique", "-f", "translation"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let expected = [
        r#"{"translation":{"en":"The ferry leaves at eight.","zh":"渡轮八点出发。"}}"#,
        r#"{"translation":{"en":"It costs 35 yuan today.","zh":"今天要花36元。"}}"#,
        r#"{"translation":{"en":"Dogs travel free.","zh":"狗免费乘船。"}}"#,
    ];
    assert!(stdout(&output).lines().eq(expected), "{}", stdout(&output));
    assert!(stderr(&output).contains("duplicate       2   40.0 %"), "{}", stderr(&output));
    let strict = run(&folder, &["convert", "a.csv", "--strict", "-f", "chat"]);
    let expected = r#"{"messages":[{"role":"user","content":"Translate into Chinese:\n\nThe ferry leaves at eight."},{"role":"assistant","content":"渡轮八点出发。"}]}"#;
    assert_eq!(strict.trim_end(), expected);
}

#[test]
fn marks_of_reviewers_are_kept_and_rejected_pairs_left_out() {
    let folder = folder("convert_review");
    let rows = "{\"en\":\"Tea\",\"zh\":\"茶\",\"review\":\"checked\"}\n{\"en\":\"Milk\",\"zh\":\"糖\",\"review\":\"rejected\"}\n";
    fs::write(folder.join("a.jsonl"), rows).unwrap();
    let output = bitext(&["convert", "a.jsonl", "-f", "tsv"]).current_dir(&folder).output().unwrap();
    assert_eq!(stdout(&output).lines().count(), 2);
    assert!(
        stderr(&output).contains("left out: 1 rejected pair (--keep-rejected writes them)"),
        "{}",
        stderr(&output)
    );
    for format in ["tmx", "xliff", "xliff2", "csv"] {
        let file = run(&folder, &["convert", "a.jsonl", "--keep-rejected", "-f", format]);
        let output = with_input(&["convert", "--keep-rejected", "-f", "jsonl"], file.as_bytes());
        let back = stdout(&output);
        assert!(
            back.contains("\"review\":\"checked\"") && back.contains("\"review\":\"rejected\""),
            "{format}: {back}"
        );
    }
}

#[test]
fn encodings_and_unknown_formats() {
    let folder = folder("convert_encodings");
    let (bytes, ..) = encoding_rs::GB18030
        .encode("English,Chinese\r\nThe ferry leaves at eight.,渡轮八点出发，船票三十五元。\r\n");
    fs::write(folder.join("a.csv"), bytes).unwrap();
    assert!(run(&folder, &["convert", "a.csv", "-f", "tsv"]).contains("渡轮八点出发，船票三十五元。"));
    let (bytes, ..) = encoding_rs::GB18030.encode("<?xml version=\"1.0\" encoding=\"GB2312\"?>\n<tmx><body><tu><tuv xml:lang=\"EN\"><seg>Tea</seg></tuv><tuv xml:lang=\"ZH\"><seg>茶</seg></tuv></tu></body></tmx>");
    fs::write(folder.join("b.tmx"), bytes).unwrap();
    assert!(run(&folder, &["convert", "b.tmx", "-f", "tsv"]).contains("Tea\t茶"));
    fs::write(folder.join("c.xlsx"), "PK").unwrap();
    for (name, expected) in
        [("c.xlsx", "not an XLSX workbook"), ("none.tmx", "no such file"), ("a.csv --from tmx", "not TMX")]
    {
        let arguments: Vec<&str> = std::iter::once("convert").chain(name.split(' ')).collect();
        let output = bitext(&arguments).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(stderr(&output).contains(expected), "{name}: {}", stderr(&output));
    }
    let output = bitext(&["convert", "a.csv", "-o", "a.csv"]).current_dir(&folder).output().unwrap();
    assert!(!output.status.success(), "an input is never overwritten");
}

/// Converts a file, and returns its exit status, its output and its messages.
fn converted(folder: &std::path::Path, name: &str, file: &str, rest: &[&str]) -> (i32, String, String) {
    fs::write(folder.join(name), file).unwrap();
    let output = bitext(&[&["convert", name], rest].concat()).current_dir(folder).output().unwrap();
    (output.status.code().unwrap(), stdout(&output).to_owned(), stderr(&output).to_owned())
}

#[test]
fn truncated_files_are_errors_after_their_rows() {
    let folder = folder("convert_truncated");
    run(&folder, &["align", SEED_FROM_FOLDER, "-o", "seed.tsv", "-q"]);
    for (name, what) in [
        ("a.html", "the page ends"),
        ("a.json", "truncated"),
        ("a.jsonl", "line"),
        ("a.tmx", "truncated"),
        ("a.xlf", "truncated"),
    ] {
        run(&folder, &["convert", "seed.tsv", "-o", name, "-q"]);
        let whole = fs::read_to_string(folder.join(name)).unwrap();
        let whole = whole.split_once("</main>").map_or(&*whole, |(rows, _)| rows);
        let end = (whole.len() * 19 / 20..).find(|&at| whole.is_char_boundary(at)).unwrap();
        let (status, written, said) = converted(&folder, name, &whole[..end], &["-f", "translation"]);
        assert_eq!(status, 1, "{name}: {said}");
        assert!(said.contains(&format!("error: {name}, line ")) && said.contains(what), "{name}: {said}");
        assert!(written.lines().count() > 3, "{name}: {written}");
    }
    let po = "msgid \"Tea\"\nmsgstr \"茶\"\n\nmsgid \"Mi";
    let (status, written, said) = converted(&folder, "a.po", po, &["-f", "tsv"]);
    assert!(status == 1 && written.contains("Tea\t茶") && said.contains("error: a.po, line 4: "), "{said}");
    fs::write(folder.join("l.en"), "Tea\n").unwrap();
    let texts = ["--texts", "l.en", "l.en", "-f", "tsv"];
    let (status, _, said) = converted(&folder, "l.ladder", "[0]:[0]:0.97\n[0]:[", &texts);
    assert!(status == 1 && said.contains("error: l.ladder, line 2: "), "{said}");
    let cut = "<cesAlign><linkGrp><link xtargets=\"1;1\"/>";
    let (status, _, said) = converted(&folder, "l.xces", cut, &texts);
    assert!(status == 1 && said.contains("`</cesAlign>`: it is truncated"), "{said}");
    let (status, _, said) = converted(&folder, "b.html", "<html><p>Tea</p></html>", &["-f", "tsv"]);
    assert!(status == 1 && said.contains("error: b.html, line 1: not a page of bitext"), "{said}");
}

#[test]
fn a_stated_confidence_and_the_document_are_kept() {
    let folder = folder("convert_stated");
    let file = "{\"en\":\"Tea is hot.\",\"zh\":\"茶热。\",\"document\":\"x.txt\",\"confidence\":0.9}\n";
    let (_, table, _) = converted(&folder, "a.jsonl", file, &["-f", "tsv"]);
    assert!(table.contains("\t0.9000\t") && table.ends_with("\tx.txt\n"), "{table}");
    let (_, table, _) = converted(&folder, "a.jsonl", file, &["-f", "tsv", "--min-confidence", "0.95"]);
    assert_eq!(table.lines().count(), 1, "{table}");
    for stated in [file, "{\"en\":\"Tea is hot.\",\"zh\":\"茶热。\",\"document\":\"x.txt\"}\n"] {
        let expected = if stated == file { "\t0.9000\t" } else { "\t1.0000\t" };
        for name in ["b.tmx", "b.xlf", "b.csv", "b.html"] {
            converted(&folder, "a.jsonl", stated, &["-o", name, "-q"]);
            let back = run(&folder, &["convert", name, "-f", "tsv", "-q"]);
            assert!(back.contains(expected) && back.ends_with("\tx.txt\n"), "{name}: {back}");
        }
    }
    // A memory of another tool gets no property.
    let (_, memory, _) = converted(&folder, "a.tmx", TMX, &["-f", "tmx"]);
    assert!(!memory.contains("x-bitext"), "{memory}");
}

#[test]
fn what_is_left_out_is_said_once() {
    let folder = folder("convert_left_out");
    let memory = r#"<tmx version="1.4"><header creationid="mei"><note>for the harbour</note></header><body>
<tu changedate="20240106T100000Z" tuid="1"><note>sign</note><prop type="client">Metro</prop><tuv xml:lang="en" changeid="lin"><note>short</note><seg>Tea <ph x="1"/></seg></tuv><tuv xml:lang="zh"><prop type="a">b</prop><seg>茶</seg></tuv></tu></body></tmx>"#;
    let one_sided = "en,zh\n".to_owned() + &"Tea,\n".repeat(30);
    type Said<'s> = &'s [&'s str];
    let rows: [(&str, &str, &str, Said<'_>, Said<'_>); 7] = [
        (
            "a.csv",
            "en,zh-CN,zh-TW,owner\nTea,茶,茶,Mei\n",
            "tsv",
            &["1 x text in `zh-TW`", "1 x field in the column `owner`"],
            &[],
        ),
        (
            "a.jsonl",
            "{\"en\":\"Tea\",\"zh\":\"茶\",\"links\":[],\"by\":7}\n",
            "jsonl",
            &["1 x field `by`", "1 x field `links`"],
            &[],
        ),
        ("a.json", "[{\"en\":\"Tea\",\"zh\":\"茶\",\"by\":7}]", "jsonl", &["1 x field `by`"], &[]),
        ("a.tmx", memory, "tmx", &[], &["left out"]),
        (
            "a.tmx",
            memory,
            "xliff",
            &[
                "the header",
                "2 x date, author or other attribute",
                "2 x note or property of one of the texts",
            ],
            &["x note (", "x property (", "x name", "codes"],
        ),
        (
            "a.tmx",
            memory,
            "tsv",
            &[
                "the header",
                "1 x name of a unit",
                "1 x note (",
                "1 x property (",
                "1 x text with inline codes",
            ],
            &[],
        ),
        (
            "b.csv",
            &one_sided,
            "tsv",
            &["30 x unit with one language only"],
            &["onlys", "units with one language onlys"],
        ),
    ];
    for (name, file, format, said, unsaid) in rows {
        let (status, _, messages) = converted(&folder, name, file, &["-f", format]);
        assert_eq!(status, 0, "{name}: {messages}");
        for what in said {
            let note = format!("note: {name}: left out: {what}");
            assert_eq!(messages.matches(&note).count(), 1, "{note} is not in {messages} ({format})");
        }
        for what in unsaid {
            assert!(!messages.contains(what), "{what} is in {messages} ({format})");
        }
        let (_, _, messages) = converted(&folder, name, file, &["-f", format, "-q"]);
        assert_eq!(messages, "");
    }
    let (_, _, messages) = converted(&folder, "b.csv", &one_sided, &["-f", "tsv"]);
    assert!(messages.contains("warning: b.csv: 10 more of 30 units with one language only\n"), "{messages}");
    run(&folder, &["align", SEED_FROM_FOLDER, "-o", "a.html", "-q"]);
    let page = fs::read_to_string(folder.join("a.html")).unwrap();
    let (_, _, messages) = converted(&folder, "a.html", &page, &["-f", "html"]);
    assert!(messages.contains(" x list of the words that support a pair\n"), "{messages}");
}

#[test]
fn sentences_with_a_zero_byte_are_read_back() {
    let folder = folder("convert_zero");
    let file = "{\"en\":\"Tea\\u0000 is hot.\",\"zh\":\"茶\\u0000热。\"}\n";
    for name in ["n.ladder", "n.xces"] {
        converted(&folder, "a.jsonl", file, &["-o", name, "-q"]);
        let back = run(&folder, &["convert", name, "-f", "tsv", "-q"]);
        assert!(back.contains("Tea\u{fffd} is hot.\t茶\u{fffd}热。\t1.0000\t"), "{name}: {back}");
    }
    // The files of Moses are gold for `evaluate`, too.
    converted(
        &folder,
        "a.jsonl",
        "{\"en\":\"Tea is hot.\",\"zh\":\"茶热。\"}\n",
        &["-o", "m", "-f", "moses", "-q"],
    );
    assert!(run(&folder, &["evaluate", "m"]).contains("  m\n"));
}

#[test]
fn characters_that_a_format_cannot_hold_are_counted() {
    let folder = folder("convert_characters");
    let text = "{\"en\":\"A\\u0001B\\u001b\",\"zh\":\"甲\\u0085\"}\n";
    fs::write(folder.join("a.jsonl"), text).unwrap();
    let note = |count: usize| {
        format!(
            "note: a.jsonl: left out: {count} x character that the format of the output cannot hold (written as U+FFFD)\n"
        )
    };
    for (format, count) in [("tmx", 2), ("xliff", 2), ("xliff2", 0), ("html", 3), ("jsonl", 0), ("xlsx", 0)] {
        let output =
            bitext(&["convert", "a.jsonl", "-o", "out", "-f", format]).current_dir(&folder).output().unwrap();
        let said = stderr(&output);
        assert_eq!(said.contains("U+FFFD"), count > 0, "{format}: {said}");
        assert!(count == 0 || said.contains(&note(count)), "{format}: {said}");
    }
    run(&folder, &["convert", "a.jsonl", "-f", "xliff2", "-o", "a.xlf"]);
    let back = run(&folder, &["convert", "a.xlf", "-f", "translation"]);
    assert_eq!(back, "{\"translation\":{\"en\":\"A\\u0001B\\u001b\",\"zh\":\"甲\u{85}\"}}\n");
    fs::write(folder.join("page.txt"), "Lost\u{1} and found 失物招领\n").unwrap();
    let output = bitext(&["align", "page.txt", "-f", "tmx"]).current_dir(&folder).output().unwrap();
    assert!(stderr(&output).contains("note: left out: 1 x character"), "{}", stderr(&output));
}

#[test]
fn an_entity_that_grows_is_refused_with_its_line() {
    let folder = folder("convert_entities");
    let bomb: String =
        (1..9).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let unit = |text: &str| {
        format!(
            "<tu><tuv xml:lang=\"en\"><seg>{text}</seg></tuv><tuv xml:lang=\"zh\"><seg>茶</seg></tuv></tu>\n"
        )
    };
    let units = [unit("&e8;"), unit("&far;"), unit("Tea"), "<tu tuid=\"&e8;\"></tu>\n".to_owned()].concat();
    let file = format!(
        "<!DOCTYPE tmx [<!ENTITY e0 \"ha\">{bomb}<!ENTITY far SYSTEM \"/etc/hostname\">]>\n<tmx version=\"1.4\"><body>\n{units}</body></tmx>"
    );
    fs::write(folder.join("a.tmx"), file).unwrap();
    let output = bitext(&["convert", "a.tmx", "-f", "translation"]).current_dir(&folder).output().unwrap();
    assert_eq!(stdout(&output), "{\"translation\":{\"en\":\"Tea\",\"zh\":\"茶\"}}\n");
    let said = stderr(&output);
    for expected in [
        "warning: a.tmx, line 3: the entity `&e8;` is refused: with the entities inside it, its text is longer than 1000 bytes; write the text itself, or shorten the entity in the DOCTYPE: skipped\n",
        "warning: a.tmx, line 4: the entity `&far;` is in another file, which is not read: write the text itself: skipped\n",
        "warning: a.tmx, line 6: the entity `&e8;` is refused",
    ] {
        assert!(said.contains(expected), "{expected} is missing from {said}");
    }
}
