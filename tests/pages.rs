//! Compares the pairs of mixed pages in many layouts with hand-made pairs.
//!
//! `tests/data/pages` has each page as `NAME.txt` and its pairs as `NAME.gold.jsonl`. `NAME.neutral.json` lists
//! labels such as `WARNING!` whose pairs count neither as right nor as wrong. The pages of `tests/data/pages-natural`
//! are longer, and only some sentences of their paragraphs are translated. No weight is fitted to the pages of
//! `tests/data/pages-natural/apart`.
#![cfg(all(feature = "serde", feature = "cedict"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its page fails")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use bitext::{Aligner, export};

#[test]
fn pairs_of_pages() {
    let pages = pages("tests/data/pages");
    assert_eq!(pages.len(), 17);
    check(&pages, 0.99);
}

#[test]
#[cfg(feature = "read")]
fn pairs_of_natural_pages() {
    check(&pages("tests/data/pages-natural/fit"), 0.96);
    check(&pages("tests/data/pages-natural/apart"), 0.96);
}

/// Checks small pages: pages with pairs that only the layout shows, with lines that have text in both languages, with
/// names of languages, or without pairs.
#[test]
fn pairs_of_small_pages() {
    let rows: [(&str, &[(&str, &str)]); 17] = [
        // The other headings show that the page has headings in both languages.
        (
            "Assessment 考核方式\n\nReading 阅读\n\nLate Work 迟交\n\nSchedule 教学安排\n\n\
             Rivers carry more than water.\n\n河流带走的不只是水。\n",
            &[
                ("Assessment", "考核方式"),
                ("Reading", "阅读"),
                ("Late Work", "迟交"),
                ("Schedule", "教学安排"),
                ("Rivers carry more than water.", "河流带走的不只是水。"),
            ],
        ),
        // The questions are not translated, but share their words with the answers.
        (
            "The mill stands by the river. It has been empty for twenty years.\n\n磨坊立在河边。它已经空了二十年。\n\n\
             Who looks after the lantern of the mill? The lantern of the mill burns all night.\n\n磨坊的灯笼整夜亮着。\n\n\
             Visitors may climb the tower on Sundays.\n\n游客星期天可以登塔。\n",
            &[
                ("The mill stands by the river.", "磨坊立在河边。"),
                ("It has been empty for twenty years.", "它已经空了二十年。"),
                ("The lantern of the mill burns all night.", "磨坊的灯笼整夜亮着。"),
                ("Visitors may climb the tower on Sundays.", "游客星期天可以登塔。"),
            ],
        ),
        (
            "Why is the bell of the ferry rung? The bell of the ferry is rung in fog.\n\n渡轮的钟在有雾时敲响。\n\n\
             The captain lives in the lighthouse.\n\n船长住在灯塔里。\n",
            &[
                ("The bell of the ferry is rung in fog.", "渡轮的钟在有雾时敲响。"),
                ("The captain lives in the lighthouse.", "船长住在灯塔里。"),
            ],
        ),
        (
            "What is a Tern lamp good for? A Tern lamp lights a whole tent for a week.\n\n\
             Tern 灯能照亮整个帐篷一个星期。\n\nDo not open the battery.\n\n请勿拆开电池。\n",
            &[
                ("A Tern lamp lights a whole tent for a week.", "Tern 灯能照亮整个帐篷一个星期。"),
                ("Do not open the battery.", "请勿拆开电池。"),
            ],
        ),
        (
            "The tide goes out without a word,\n潮水無言退，\nThe gulls have nothing left to say.\n鷗鳥亦無聲。\n\
             I wrote a letter to the moon,\n寄書與明月，\nIt has not answered to this day.\n至今未見還。\n",
            &[
                ("The tide goes out without a word,", "潮水無言退，"),
                ("The gulls have nothing left to say.", "鷗鳥亦無聲。"),
                ("I wrote a letter to the moon,", "寄書與明月，"),
                ("It has not answered to this day.", "至今未見還。"),
            ],
        ),
        (
            "Hans Weber\t汉斯·韦伯\nMaria Silva\t玛丽亚·席尔瓦\nJohn Oakley\t约翰·奥克利\nAnna Kowalski\t安娜·科瓦尔斯基\n",
            &[
                ("Hans Weber", "汉斯·韦伯"),
                ("Maria Silva", "玛丽亚·席尔瓦"),
                ("John Oakley", "约翰·奥克利"),
                ("Anna Kowalski", "安娜·科瓦尔斯基"),
            ],
        ),
        (
            "Redis keeps its data in memory. Redis 把数据放在内存里。\nNginx serves static files. Nginx 提供静态文件。\n",
            &[
                ("Redis keeps its data in memory.", "Redis 把数据放在内存里。"),
                ("Nginx serves static files.", "Nginx 提供静态文件。"),
            ],
        ),
        (
            "请先安装 Python 3.12。 Please install Python 3.12 first.\n",
            &[("Please install Python 3.12 first.", "请先安装 Python 3.12。")],
        ),
        (
            "Wi-Fi 6 setup (Wi-Fi 6 设置)\nBattery care（电池保养）\n",
            &[("Wi-Fi 6 setup", "Wi-Fi 6 设置"), ("Battery care", "电池保养")],
        ),
        (
            "雨停了（The rain has stopped）。我们走吧（Let us go）。带上伞（Bring the umbrella）。\n",
            &[
                ("The rain has stopped", "雨停了"),
                ("Let us go", "我们走吧"),
                ("Bring the umbrella", "带上伞"),
            ],
        ),
        (
            "The pool opens at six. 泳池六点开放。 Children swim for free. 儿童免费。 Bring a towel. 请带毛巾。\n",
            &[
                ("The pool opens at six.", "泳池六点开放。"),
                ("Children swim for free.", "儿童免费。"),
                ("Bring a towel.", "请带毛巾。"),
            ],
        ),
        // `Install with pip` has the English words of `Install 安装`, but does not translate it.
        (
            "Install 安装\n\nInstall with pip\n\nBenchmark 基准测试\n\nLicense 许可协议\n\nApache License\n",
            &[("Install", "安装"), ("Benchmark", "基准测试"), ("License", "许可协议")],
        ),
        // A line that only ends with a name of code is Chinese.
        ("tidy 整理整个 js#Array 或 js#Object\n\n返回整理后的对象。\n", &[]),
        // The number belongs to the quantity, and is no label.
        (
            "Version 3.4 is about speed.\n\n3.4 版的重点是速度。\n\nLarge files open faster.\n\n大文件打开得更快。\n",
            &[
                ("Version 3.4 is about speed.", "3.4 版的重点是速度。"),
                ("Large files open faster.", "大文件打开得更快。"),
            ],
        ),
        // The head of a table names its languages.
        (
            "English\t中文\nThe kettle is boiling.\t水开了。\nThe tea is ready.\t茶好了。\n",
            &[("The kettle is boiling.", "水开了。"), ("The tea is ready.", "茶好了。")],
        ),
        // Names of languages can be translations of each other.
        (
            "English\t英语\nChinese\t汉语\nFrench\t法语\n",
            &[("English", "英语"), ("Chinese", "汉语"), ("French", "法语")],
        ),
        // A page without translations has no pairs.
        ("The cat sleeps on the sofa.\n\n股市昨天大跌。\n\nRain is expected.\n\n请出示证件。\n", &[]),
    ];
    let aligner = Aligner::new();
    for (page, expected) in rows {
        let bitext = aligner.align_page(page);
        let found: Vec<_> = bitext.pairs().map(|pair| (pair.english(), pair.chinese())).collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(english, chinese)| (&**english, &**chinese)).collect();
        assert_eq!(found, expected, "{page}");
    }
}

/// The English sentences of one page and the Chinese sentences of another page have no pairs.
#[test]
fn texts_that_do_not_translate_each_other_have_no_pairs() {
    let aligner = Aligner::new();
    let sides: Vec<[String; 2]> = pages("tests/data/pages").iter().map(|page| gold_sides(page)).collect();
    let mut found = Vec::new();
    for (one, [english, _]) in sides.iter().enumerate() {
        for (other, [_, chinese]) in sides.iter().enumerate().filter(|(other, _)| *other != one) {
            for page in [format!("{english}\n{chinese}"), format!("{chinese}\n{english}")] {
                let pairs = aligner.align_page(&page);
                found.extend(pairs.pairs().map(|pair| {
                    format!("{one} {other} {:.2} {} {}", pair.confidence(), pair.english(), pair.chinese())
                }));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Returns the English texts and the Chinese texts of the gold pairs of a page, each text as a paragraph.
fn gold_sides(page: &Path) -> [String; 2] {
    let gold = fs::read(page.with_extension("gold.jsonl")).unwrap();
    let mut sides = [String::new(), String::new()];
    for row in export::read_jsonl(gold.as_slice()).map(Result::unwrap) {
        let _ = write!(sides[0], "{}\n\n", row.english);
        let _ = write!(sides[1], "{}\n\n", row.chinese);
    }
    sides
}

/// Compares the pairs of all pages with the gold pairs. `floor` is the minimum F1 of all pages together.
fn check(pages: &[PathBuf], floor: f64) {
    let aligner = Aligner::new();
    let (mut all, mut report) = (Score::default(), String::new());
    for path in pages {
        let score = Score::of(&aligner, path);
        if !(score.missed.is_empty() && score.wrong.is_empty()) {
            let _ = writeln!(report, "{}: F1 {:.3}", path.display(), score.f1());
            let pairs = score.missed.iter().zip(iter::repeat("missed"));
            for ((english, chinese), what) in pairs.chain(score.wrong.iter().zip(iter::repeat("wrong"))) {
                let _ = writeln!(report, "    {what:<6} {english}\n           {chinese}");
            }
        }
        all.right += score.right;
        all.missed.extend(score.missed);
        all.wrong.extend(score.wrong);
    }
    println!("F1 {:.4} of {} pairs\n{report}", all.f1(), all.right + all.missed.len());
    assert!(all.f1() >= floor, "F1 {:.4}, expected {floor}\n{report}", all.f1());
}

#[test]
fn seed_003_has_exactly_its_twelve_pairs() {
    let score = Score::of(&Aligner::new(), Path::new("tests/data/pages/seed-003.txt"));
    assert_eq!((score.right, &score.missed[..], &score.wrong[..]), (12, &[][..], &[][..]));
}

fn pages(folder: &str) -> Vec<PathBuf> {
    let mut pages: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
    pages.sort();
    pages
}

/// Returns the text of a page, without its markup if the feature `read` is enabled.
fn read(path: &Path) -> String {
    #[cfg(feature = "read")]
    return bitext::Reader::new().read_path(path).unwrap().into_string();
    #[cfg(not(feature = "read"))]
    fs::read_to_string(path).unwrap()
}

/// The English and the Chinese text of a pair, without white space, and without punctuation at the ends of each text.
type Core = (String, String);

#[derive(Debug, Default)]
struct Score {
    right: usize,
    missed: Vec<Core>,
    wrong: Vec<Core>,
}

impl Score {
    fn of(aligner: &Aligner, path: &Path) -> Self {
        let page = read(path);
        let gold = fs::read(path.with_extension("gold.jsonl")).unwrap();
        let neutral = fs::read(path.with_extension("neutral.json")).unwrap_or(b"[]".to_vec());
        let neutral: Vec<String> = serde_json::from_slice(&neutral).unwrap();
        let neutral: Vec<String> = neutral.iter().map(|label| core(label)).collect();

        let rows = export::read_jsonl(gold.as_slice()).map(Result::unwrap);
        let mut missed: Vec<Core> = rows.map(|row| (core(&row.english), core(&row.chinese))).collect();
        let (mut right, mut wrong) = (0, Vec::new());
        for pair in aligner.align_page(&page).pairs() {
            let found = (core(&pair.english()), core(&pair.chinese()));
            if let Some(at) = missed.iter().position(|expected| *expected == found) {
                missed.remove(at);
                right += 1;
            } else if !(neutral.contains(&found.0) || neutral.contains(&found.1)) {
                wrong.push(found);
            }
        }
        Self { right, missed, wrong }
    }

    fn f1(&self) -> f64 {
        let all = 2 * self.right + self.missed.len() + self.wrong.len();
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }
}

fn core(text: &str) -> String {
    let squeezed: String = text.split_whitespace().collect();
    squeezed.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
