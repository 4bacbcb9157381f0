//! Writes the pages that `check.mjs` uses, and the files that it compares: `pages FOLDER`.
//!
//! `chapter.html` is a chapter of 200 rows, in which ten mistakes are put; `chapter.gold.jsonl` and `chapter.gold.tmx`
//! are the chapter without them. For the other pages, the files of the library in each format are beside the page.

use std::error::Error;
use std::fs::{self, File};
use std::ops::Range;
use std::path::Path;

use bitext::export::{Csv, Document, Format, Html, JsonLines, Row, Tmx, Tsv};
use bitext::{Aligner, Bead, Bitext, OwnedBitext, Span, WordLink};

const SUBJECTS: [(&str, &str); 9] = [
    ("The captain", "船长"),
    ("The lighthouse keeper", "灯塔看守人"),
    ("My grandmother", "我的祖母"),
    ("The schoolteacher", "老师"),
    ("The baker", "面包师"),
    ("Doctor Lin", "林医生"),
    ("The postman", "邮递员"),
    ("The carpenter", "木匠"),
    ("Her younger brother", "她的弟弟"),
];
const OBJECTS: [(&str, &str, &str); 8] = [
    ("lamp", "灯", "盏"),
    ("rope", "绳子", "根"),
    ("boat", "小船", "条"),
    ("clock", "钟", "座"),
    ("letter", "信", "封"),
    ("basket", "篮子", "个"),
    ("table", "桌子", "张"),
    ("umbrella", "雨伞", "把"),
];
const PLACES: [(&str, &str); 7] = [
    ("harbour", "港口"),
    ("market", "市场"),
    ("kitchen", "厨房"),
    ("garden", "花园"),
    ("library", "图书馆"),
    ("workshop", "作坊"),
    ("church", "教堂"),
];
const TIMES: [(&str, &str); 5] = [
    ("in the morning", "早上"),
    ("after dinner", "晚饭后"),
    ("on Monday", "星期一"),
    ("before the storm", "暴风雨前"),
    ("last winter", "去年冬天"),
];

/// Numbers that look random (Knuth's multiplier), the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Returns an English sentence and its translation, without their full stops.
fn sentence(numbers: &mut Numbers) -> (String, String) {
    let (who, zh_who) = numbers.pick(&SUBJECTS);
    let (what, zh_what, measure) = numbers.pick(&OBJECTS);
    let (place, zh_place) = numbers.pick(&PLACES);
    let (time, zh_time) = numbers.pick(&TIMES);
    let count = 11 + numbers.below(80);
    match numbers.below(5) {
        0 => (
            format!("{who} repaired the {what} {time}"),
            format!("{zh_who}{zh_time}修好了那{measure}{zh_what}"),
        ),
        1 => (
            format!("{who} carried the {what} to the {place} {time}"),
            format!("{zh_time}，{zh_who}把{zh_what}搬到了{zh_place}"),
        ),
        2 => (
            format!("{who} sold {count} of them at the {place}, {what} and all"),
            format!("{zh_who}在{zh_place}卖了{count}个，连{zh_what}也卖了"),
        ),
        3 => (
            format!("{who} found an old {what} in the {place} {time}"),
            format!("{zh_time}，{zh_who}在{zh_place}发现了一{measure}旧{zh_what}"),
        ),
        _ => (
            format!("Nobody in the {place} knew why {} had kept the {what}", who.replace("The ", "the ")),
            format!("{zh_place}里没有人知道{zh_who}为什么留着那{measure}{zh_what}"),
        ),
    }
}

/// A chapter: its texts, the spans of its sentences, and the ranges of sentences of each row.
#[derive(Default)]
struct Chapter {
    english: (String, Vec<Span>),
    chinese: (String, Vec<Span>),
    rows: Vec<(Range<usize>, Range<usize>)>,
}

impl Chapter {
    fn new(rows: usize) -> Self {
        let mut numbers = Numbers(20);
        let mut chapter = Self::default();
        for number in 0..rows {
            let (english, chinese) = sentence(&mut numbers);
            let hours = 11 + numbers.below(80);
            match number % 20 {
                6 => chapter.add(
                    &[format!("{english}."), format!("It took {hours} minutes.")],
                    &[format!("{chinese}，花了{hours}分钟。")],
                ),
                13 => chapter.add(
                    &[format!("{english}, and the children laughed.")],
                    &[format!("{chinese}。"), "孩子们笑了。".to_owned()],
                ),
                17 => chapter.add(&["So the old people of the island still say.".to_owned()], &[]),
                18 => chapter.add(&[], &["（原文此处另起一页。）".to_owned()]),
                _ => chapter.add(&[format!("{english}.")], &[format!("{chinese}。")]),
            }
        }
        chapter
    }

    fn add(&mut self, english: &[String], chinese: &[String]) {
        // A paragraph has five rows.
        let ends = self.rows.len().is_multiple_of(5);
        let add = |(text, spans): &mut (String, Vec<Span>), sentences: &[String], gap: &str| {
            let first = spans.len();
            for sentence in sentences {
                if !text.is_empty() {
                    text.push_str(if ends && first == spans.len() { "\n\n" } else { gap });
                }
                spans.push(Span::new(text.len(), text.len() + sentence.len()));
                text.push_str(sentence);
            }
            first..spans.len()
        };
        let row = (add(&mut self.english, english, " "), add(&mut self.chinese, chinese, ""));
        self.rows.push(row);
    }

    /// Returns the words that translate each other in the rows, and a bead.
    fn links(&self, aligner: &Aligner) -> Result<(Vec<WordLink>, Bead), Box<dyn Error>> {
        let english: Vec<&str> = self.english.1.iter().map(|span| span.of(&self.english.0)).collect();
        let chinese: Vec<&str> = self.chinese.1.iter().map(|span| span.of(&self.chinese.0)).collect();
        let beads = aligner.align_sentences(&english, &chinese).into_beads();
        let first = beads.first().ok_or("the chapter is empty")?.clone();
        Ok((beads.into_iter().flat_map(|bead| bead.evidence).collect(), first))
    }
}

/// Returns the rows of a chapter after some mistakes: English sentences, Chinese sentences, and whether the row comes
/// from a mistake. Each mistake replaces the rows at certain numbers of the chapter, where `Chapter::new` makes rows of
/// the kind that the mistake needs.
fn put_mistakes(rows: &[(Range<usize>, Range<usize>)]) -> Vec<(Range<usize>, Range<usize>, bool)> {
    let mut wrong: Vec<(Range<usize>, Range<usize>, bool)> = Vec::new();
    let mut number = 0;
    while let Some((e, z)) = rows.get(number).cloned() {
        let next = rows.get(number + 1).cloned();
        let mut put = |e: Range<usize>, z: Range<usize>| wrong.push((e, z, true));
        match (number, next) {
            // Two rows are one.
            (3, Some((e2, z2))) => put(e.start..e2.end, z.start..z2.end),
            // A row with two English sentences is two rows.
            (26, _) => {
                put(e.start..e.start + 1, z.clone());
                put(e.start + 1..e.end, z.end..z.end);
                number += 1;
                continue;
            }
            // The English sentence of the next row is in this one.
            (42, Some((e2, z2))) => {
                put(e.start..e2.end, z);
                put(e2.end..e2.end, z2);
            }
            // The Chinese sentence of the next row is in this one.
            (61, Some((e2, z2))) => {
                put(e, z.start..z2.end);
                put(e2, z2.end..z2.end);
            }
            // Sentences without a counterpart are a pair.
            (77, Some((_, z2))) => put(e, z2),
            // A pair is two rows without a counterpart.
            (90, _) => {
                put(e.clone(), z.start..z.start);
                put(e.end..e.end, z);
                number += 1;
                continue;
            }
            // The texts of these two rows are mistyped.
            (TYPED_ENGLISH | TYPED_CHINESE, _) => {
                put(e, z);
                number += 1;
                continue;
            }
            // The second English sentence of this row is in the next one.
            (146, Some((e2, z2))) => {
                put(e.start..e.start + 1, z);
                put(e.start + 1..e2.end, z2);
            }
            // A row with two Chinese sentences is two rows.
            (173, _) => {
                put(e.clone(), z.start..z.start + 1);
                put(e.end..e.end, z.start + 1..z.end);
                number += 1;
                continue;
            }
            _ => {
                wrong.push((e, z, false));
                number += 1;
                continue;
            }
        }
        number += 2;
    }
    wrong
}
const TYPED_ENGLISH: usize = 104;
const TYPED_CHINESE: usize = 125;

/// Exchanges the last two characters before the full stop of a sentence.
fn mistyped(text: &str, span: Span) -> String {
    let mut characters: Vec<char> = span.of(text).chars().collect();
    let end = characters.len();
    characters.swap(end - 2, end - 3);
    let typed: String = characters.into_iter().collect();
    format!("{}{typed}{}", &text[..span.start], &text[span.end..])
}

fn write_chapter(folder: &Path) -> Result<(), Box<dyn Error>> {
    let chapter = Chapter::new(200);
    let (links, bead) = chapter.links(&Aligner::new())?;
    let bead = |e: Range<usize>, z: Range<usize>, confidence: f32| {
        let inside =
            |link: &&WordLink| e.contains(&link.english_sentence) && z.contains(&link.chinese_sentence);
        let evidence = links.iter().filter(inside).copied().collect();
        let mut bead = bead.clone();
        (bead.english, bead.chinese, bead.confidence, bead.score) = (e, z, confidence, 9.5);
        (bead.evidence, bead.flags) = (evidence, Vec::new());
        bead
    };
    let gold = chapter.rows.iter().map(|(e, z)| bead(e.clone(), z.clone(), 0.97)).collect();
    let (english, chinese) = (&chapter.english, &chapter.chinese);
    let gold = Bitext::from_parts(&english.0, english.1.clone(), &chinese.0, chinese.1.clone(), gold)?;
    let document = Document::whole(&gold).name("chapter.txt");
    JsonLines::new().write(&document, &mut File::create(folder.join("chapter.gold.jsonl"))?)?;
    Tmx::new().write(&document, &mut File::create(folder.join("chapter.gold.tmx"))?)?;

    let wrong = put_mistakes(&chapter.rows);
    let wrong =
        wrong.into_iter().map(|(e, z, is_wrong)| bead(e, z, if is_wrong { 0.31 } else { 0.97 })).collect();
    let typed_english = mistyped(&english.0, english.1[chapter.rows[TYPED_ENGLISH].0.start]);
    let typed_chinese = mistyped(&chinese.0, chinese.1[chapter.rows[TYPED_CHINESE].1.start]);
    let wrong =
        Bitext::from_parts(&typed_english, english.1.clone(), &typed_chinese, chinese.1.clone(), wrong)?;
    let document = Document::whole(&wrong).name("chapter.txt");
    Html::new().write(&document, &mut File::create(folder.join("chapter.html"))?)?;
    Ok(())
}

/// Writes a page, and the same document in the other formats.
fn write_all(folder: &Path, name: &str, document: &Document<'_, '_>) -> Result<(), Box<dyn Error>> {
    let formats: [(&str, &dyn Format); 5] = [
        ("html", &Html::new()),
        ("tsv", &Tsv::new()),
        ("csv", &Csv::new()),
        ("jsonl", &JsonLines::new()),
        ("tmx", &Tmx::new()),
    ];
    for (extension, format) in formats {
        format.write(document, &mut File::create(folder.join(format!("{name}.{extension}")))?)?;
    }
    Ok(())
}

const HOSTILE: [(&str, &str); 14] = [
    ("\"Quotes\", 'single' and “curly”.", "“引号”、‘单引号’和\"直引号\"。"),
    ("Use <b>&amp;</b> & </script><!-- --> here.", "使用<i>标签</i>和&nbsp;。"),
    ("=1+1, -2 and @SUM(A1)", "=1+1，-2和@SUM(A1)"),
    ("Tab\there, and a no-break\u{a0}space.", "制表符\t在此，全角\u{3000}空格。"),
    ("A carriage\rreturn, and U+2028\u{2028}here.", "回车\r在此。"),
    ("Emoji 👩‍🚒 and 𠮷野家 🙂.", "表情👩‍🚒和𠮷野家🙂。"),
    ("Back\\slash, ]]> and {\"json\": null}.", "反斜线\\，]]>和{}。"),
    ("One.  Two.   Three.", "一。 二。\u{3000}三。"),
    ("$^.*+?()[]{}|/-", "（一）【二】《三》"),
    ("  Spaces around  ", "　全角空格　"),
    ("Version 1.0.3 of 2024-05-06, 35 %.", "2024年5月6日的1.0.3版，百分之三十五。"),
    ("臺灣 is Taiwan in Chinese.", "臺灣是台湾的繁體寫法，體育館在後面。"),
    ("", "只有中文的一行。"),
    ("Only English here.", ""),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: pages FOLDER")?;
    let folder = Path::new(&folder);
    write_chapter(folder)?;

    let aligner = Aligner::new();
    let page = fs::read_to_string("seeds/003_4b8c95ad6a02e0f4.txt")?;
    write_all(folder, "seed", &Document::whole(&aligner.align_page(&page)).name("seed-003.txt"))?;
    // As running text, with line breaks between and within the sentences.
    let (english, chinese): (Vec<&str>, Vec<&str>) = HOSTILE.into_iter().unzip();
    let (english, chinese) =
        (english.join("\n").replace(' ', "\r\n"), chinese.join("\n").replace('。', "。\n\n"));
    write_all(
        folder,
        "running",
        &Document::whole(&aligner.align_texts(&english, &chinese)).name("a \"b\" & <c>.txt"),
    )?;
    // As rows, whose texts are kept as they are.
    let rows =
        HOSTILE.into_iter().map(|(english, chinese)| Row::new(english.replace("Two", "\nTwo"), chinese));
    let rows = OwnedBitext::from_rows(rows);
    write_all(folder, "rows", &Document::whole(&rows.bitext()).files("a.en", "a.zh"))?;

    // Two long plain texts, for measuring the page of their alignment.
    let long = Chapter::new(11_500);
    fs::write(folder.join("long.en.txt"), &long.english.0)?;
    fs::write(folder.join("long.zh.txt"), &long.chinese.0)?;
    Ok(())
}
