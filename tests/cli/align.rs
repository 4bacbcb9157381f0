//! Checks `bitext align`: inputs, order, formats and outputs.

use std::fs;
use std::io::Write;
use std::path::Path;

use bitext::{Aligner, export};

use crate::{
    CHINESE, ENGLISH, PAGE, SEED, SEED_FROM_FOLDER, bitext, folder, run, stderr, stdout, with_input,
};

#[test]
fn a_page_has_the_pairs_of_the_library() {
    let page = fs::read_to_string(SEED).unwrap();
    let bitext = Aligner::new().align_page(&page);
    let expected: Vec<String> = bitext.pairs().map(|pair| pair.english().into_owned()).collect();
    assert_eq!(expected.len(), 12);
    for (name, written) in [
        ("a file", run(Path::new("."), &["align", SEED, "--format", "jsonl"])),
        ("standard input without its name", {
            let output = with_input(&["align", "--format", "jsonl"], page.as_bytes());
            stdout(&output).to_owned()
        }),
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
fn a_text_without_letters_has_the_other_language() {
    let folder = folder("figures");
    fs::write(folder.join("figures.txt"), "1984\n").unwrap();
    for (text, expected) in [("一九八四年\n", "1984\t一九八四年"), ("In 1984\n", "In 1984\t1984")] {
        fs::write(folder.join("text.txt"), text).unwrap();
        for files in [["figures.txt", "text.txt"], ["text.txt", "figures.txt"]] {
            let arguments = ["align", files[0], files[1], "--presplit", "--format", "tsv"];
            let table = run(&folder, &arguments);
            let rows: Vec<_> = table.lines().skip(1).collect();
            assert!(rows.len() == 1 && rows[0].starts_with(expected), "{files:?}: {table}");
        }
    }
}

#[test]
fn short_texts_of_unknown_language_are_aligned() {
    let folder = folder("short");
    fs::write(folder.join("sign.en"), "Zona Pelegrina\n").unwrap();
    fs::write(folder.join("sign.zh"), "朝圣区\n").unwrap();
    let table = run(&folder, &["align", "sign.en", "sign.zh", "--format", "tsv", "--keep-unaligned"]);
    assert!(table.contains("Zona Pelegrina"), "{table}");
    fs::rename(folder.join("sign.en"), folder.join("sign.txt")).unwrap();
    let table = run(&folder, &["align", "sign.txt", "sign.zh", "--format", "tsv", "--keep-unaligned"]);
    assert!(table.contains("Zona Pelegrina"), "{table}");
}

#[test]
fn languages_come_from_the_content_the_names_or_the_option() {
    let folder = folder("order");
    let english = "Open Docker Desktop, then Settings.\nDocker Compose is free.\n";
    let chinese = "打开 Docker Desktop，再打开 Settings。\nDocker Compose 是免费的。\n";
    fs::write(folder.join("a.zh.txt"), english).unwrap();
    fs::write(folder.join("a.en.txt"), chinese).unwrap();
    let output =
        bitext(&["align", "a.en.txt", "a.zh.txt", "--format", "tsv"]).current_dir(&folder).output().unwrap();
    assert!(
        stdout(&output).contains("Docker Compose is free.\tDocker Compose 是免费的。"),
        "{}",
        stdout(&output)
    );
    assert!(
        stderr(&output).contains("a.zh.txt is in English, though the file names say otherwise"),
        "{}",
        stderr(&output)
    );
    let refused = bitext(&["align", "a.en.txt", "a.en.txt"]).current_dir(&folder).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    fs::write(folder.join("b.txt"), "Wait ten seconds.\n").unwrap();
    let refused = bitext(&["align", "a.zh.txt", "b.txt"]).current_dir(&folder).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("are both English"), "{}", stderr(&refused));
    run(&folder, &["align", "a.zh.txt", "b.txt", "--first", "zh", "--format", "tsv"]);
}

#[test]
fn many_documents_are_in_input_order() {
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
    assert_eq!(fs::read_dir(folder.join("ladders")).unwrap().count(), 3 * 40);
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
    let expected = "error: b.txt: is empty: there is nothing to align\n6 pairs of 2 documents\n1 of 3 documents could not be aligned\n";
    assert_eq!(stderr(&output), expected);
}

#[test]
fn the_output_extension_selects_the_format() {
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
        ("o", "english\tchinese\t"),
    ] {
        assert_eq!(run(&folder, &["align", "page.txt", "--output", name]), "");
        let written = fs::read_to_string(folder.join(name)).unwrap();
        let begin: String = written.chars().take(begins.chars().count()).collect();
        assert_eq!(begin, begins, "{name}");
    }
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    // The ladder and the XCES file have two files each beside them.
    assert_eq!(left.len(), 10 + 4, "a temporary file is left: {left:?}");
}

#[test]
fn filters_count_rejected_pairs() {
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

#[cfg(unix)]
#[test]
fn any_file_name_works() {
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
fn an_output_that_is_a_symbolic_link_stays_one() {
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
fn a_page_without_pairs_is_warned_about() {
    for (page, expected) in [
        ("Only English here.\n", "warning: standard input: there is no Chinese on the page\n"),
        (
            "我们用 Excel 记账。\n",
            "warning: standard input: no sentence on the page is English: it has Latin letters only in sentences of other languages\n",
        ),
        ("The cat sleeps.\n\n股市昨天大跌。\n", "warning: standard input: no sentence has a counterpart\n"),
    ] {
        let output = with_input(&["align", "-", "--format", "tsv"], page.as_bytes());
        assert_eq!((stderr(&output), output.status.code()), (expected, Some(0)), "{page}");
        assert_eq!(stdout(&output).lines().count(), 1, "{page}");
    }
}

#[test]
fn blank_lines_are_not_pairs() {
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
fn pharaoh_output_has_three_files() {
    let folder = folder("pharaoh");
    fs::write(folder.join("a.en"), "Tea is hot.\nBread is cold.\n").unwrap();
    fs::write(folder.join("a.zh"), "茶很热。\n面包很冷。\n").unwrap();
    let arguments = ["align", "--presplit", "a.en", "a.zh", "--format", "pharaoh"];
    run(&folder, &[&arguments[..], &["--output", "words"]].concat());
    let read = |name| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(read("words.en"), "Tea is hot .\nBread is cold .\n");
    let links = read("words.align");
    assert_eq!((links.lines().count(), read("words.zh").lines().count()), (2, 2));
    assert!(links.lines().all(|line| line.split(' ').any(|link| link == "0-0")), "{links}");
    let output = bitext(&arguments).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

#[test]
fn texts_that_do_not_translate_each_other_are_warned_about() {
    let folder = folder("strangers");
    let english = "The mill was built beside the river. Its wheel is made of oak. Visitors may climb the tower in summer. \
                   The miller kept bees. Flour was sold to the villages around. A flood destroyed the dam.\n";
    fs::write(folder.join("mill.en"), english).unwrap();
    let translation = "磨坊建在河边。轮子是橡木做的。夏天游客可以登上塔楼。磨坊主养蜂。面粉卖给周围的村庄。洪水冲毁了水坝。\n";
    let stranger = "请在付款前核对订单。退货须在七天内提出。客服电话每天九点开通。发票随货寄出。优惠券不能兑换现金。运费由买家承担。\n";
    for (chinese, warned) in [(translation, false), (stranger, true)] {
        fs::write(folder.join("mill.zh"), chinese).unwrap();
        let arguments = ["align", "mill.en", "mill.zh", "--strict", "--format", "jsonl"];
        let output = bitext(&arguments).current_dir(&folder).output().unwrap();
        let said = stderr(&output);
        let warning = "the texts do not seem to translate each other (probability 0.";
        assert_eq!(said.contains(warning), warned, "{said}");
        assert_eq!(stdout(&output).is_empty(), warned, "{}", stdout(&output));
    }
}

#[test]
fn lines_without_chinese_on_either_side_are_pairs_only_on_request() {
    let folder = folder("untranslated");
    fs::write(
        folder.join("a.en"),
        "Install the package first.\npip install harbour-tools\nThen open the table.\n",
    )
    .unwrap();
    fs::write(folder.join("a.zh"), "先安装软件包。\npip install harbour-tools\n然后打开表格。\n").unwrap();
    for (option, expected) in [(None, 2), (Some("--keep-unaligned"), 3)] {
        let arguments =
            ["align", "a.en", "a.zh", "--presplit", "--format", "jsonl"].into_iter().chain(option);
        let written = run(&folder, &arguments.collect::<Vec<_>>());
        assert_eq!(written.lines().count(), expected, "{written}");
    }
}

#[test]
fn xliff_2_has_the_language_of_its_text() {
    let folder = folder("align_xliff2");
    fs::write(folder.join("a.txt"), "Train tickets 車票\n\nThe museum opens at nine. 博物館九點開門。\n")
        .unwrap();
    fs::write(folder.join("b.txt"), PAGE).unwrap();
    let rows: [(&[&str], &str); 4] = [
        (&["a.txt"], "trgLang=\"zh-Hant\""),
        (&["b.txt"], "trgLang=\"zh-Hans\""),
        (&["a.txt", "--chinese-code", "zh-HK"], "trgLang=\"zh-HK\""),
        (&["--pages", "a.txt", "b.txt", "--english-code", "en-GB"], "srcLang=\"en-GB\" trgLang=\"zh-Hant\""),
    ];
    for (arguments, expected) in rows {
        let written = run(&folder, &[&["align", "--format", "xliff2"], arguments].concat());
        assert!(written.contains(expected), "{arguments:?}: {written}");
    }
    run(&folder, &["align", "--pages", "a.txt", "b.txt", "--format", "xliff2", "--output", "each/"]);
    let each = fs::read_to_string(folder.join("each/a.xlf")).unwrap();
    assert!(each.contains("trgLang=\"zh-Hant\""), "{each}");
}

#[test]
fn a_word_file_is_read_from_standard_input() {
    use std::io::Cursor;

    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let paragraph = "<w:p><w:r><w:t>The ferry leaves at eight. Dogs travel free.</w:t></w:r></w:p>";
    let text = format!(
        "<w:document xmlns:w=\"w\"><w:body>{paragraph}<w:p><w:r><w:t>渡轮八点出发。</w:t></w:r></w:p></w:body></w:document>"
    );
    zip.write_all(text.as_bytes()).unwrap();
    let word = zip.finish().unwrap().into_inner();
    let folder = folder("word_input");
    fs::write(folder.join("noname"), &word).unwrap();
    let rows = [
        ("sentences", "The ferry leaves at eight.\nDogs travel free.\n渡轮八点出发。\n"),
        ("tokenize", "The ferry leaves at eight . Dogs travel free .\n\n渡轮 八点 出发 。\n"),
    ];
    for (command, expected) in rows {
        let output = with_input(&[command], &word);
        assert_eq!(stdout(&output), expected, "{command}: {}", stderr(&output));
        assert_eq!(run(&folder, &[command, "noname"]), expected);
        let output = with_input(&[command, "--markup", "plain"], &word);
        assert!(stderr(&output).contains("this is a ZIP archive"), "{}", stderr(&output));
        let output = with_input(&[command], &word[..word.len() / 2]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""), "{}", stderr(&output));
    }
    let output = with_input(&["align", "--format", "translation"], &word);
    assert!(stdout(&output).contains("渡轮八点出发。"), "{}", stderr(&output));
    // Fewer bytes than a signature.
    assert_eq!(stdout(&with_input(&["sentences"], b"Hi")), "Hi\n");
    assert_eq!(stdout(&with_input(&["sentences"], b"")), "");
}
