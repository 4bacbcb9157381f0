//! Checks that hard-wrapped text has the same pairs as the unwrapped text, at many margins, on a page and in two
//! texts, and that other lines are not joined.
#![cfg(feature = "cedict")]

use bitext::{Aligner, Bitext};

/// Paragraphs, each as pairs of an English sentence and its translation.
const PARAGRAPHS: [&[(&str, &str)]; 3] = [
    &[(
        "The ferry leaves the island at seven each day and takes two hours to reach the mainland if the wind is fair; when \
         it turns to the north, nobody can say how long the crossing lasts or when the harbour will at last come into sight \
         again, so we all bring water, bread and books.",
        "渡轮每天早上七点离开小岛，顺风的话两个小时就能到达大陆；可是一旦转成北风，谁也说不准要走多久，也说不准港口什么时候才会终于再次出现\
         在眼前，所以我们都会带上水、面包和几本书。",
    )],
    &[
        (
            "The town library reopened last spring after three years of repairs that had cost twice as much as the council \
             expected.",
            "镇图书馆去年春天重新开放，此前维修了三年，花费比镇议会预计的多出一倍。",
        ),
        (
            "Readers may now borrow up to ten books for a month, and the reading room on the second floor stays open until \
             nine in the evening.",
            "读者现在最多可以借十本书，为期一个月，二楼的阅览室一直开到晚上九点。",
        ),
    ],
    &[
        (
            "The sensor sends its reading to the Atlas server every 15 seconds over an encrypted connection.",
            "传感器每15秒通过加密连接把读数发送给 Atlas 服务器。",
        ),
        (
            "If the server does not answer within a minute, the device stores up to 500 values and tries again later.",
            "如果服务器一分钟内没有应答，设备最多会保存500个数值，稍后再试。",
        ),
        (
            "A red light on the front panel means that the memory is full and that older values are being overwritten.",
            "前面板上的红灯表示存储器已满，正在覆盖较早的数值。",
        ),
    ],
];

const MARGINS: [usize; 12] = [36, 40, 44, 46, 50, 56, 60, 66, 72, 80, 100, 110];

#[test]
fn wrapping_does_not_change_the_pairs() {
    let aligner = Aligner::new();
    let mut failures = Vec::new();
    for paragraph in PARAGRAPHS {
        let expected: Vec<(String, String)> =
            paragraph.iter().map(|(english, chinese)| (core(english), core(chinese))).collect();
        for margin in MARGINS {
            for even in [false, true] {
                let sentences: Vec<&str> = paragraph.iter().map(|(english, _)| *english).collect();
                let english = wrapped(&sentences.join(" "), margin);
                let chinese: String = paragraph.iter().map(|(_, chinese)| *chinese).collect();
                let chinese =
                    if even { even_lines(&chinese, margin / 2) } else { wrapped_chinese(&chinese, margin) };
                let page = format!("{english}\n\n{chinese}\n");
                for (mode, bitext) in
                    [("page", aligner.align_page(&page)), ("texts", aligner.align_texts(&english, &chinese))]
                {
                    if cores(&bitext) != expected {
                        failures.push(format!("{mode}, {margin} columns, even: {even}\n{page}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn lines_that_were_not_wrapped_are_not_joined() {
    let pages: [(&str, usize); 4] = [
        // Verse.
        (
            "The tide goes out across the shallow bay\n潮水退过浅浅的海湾\nThe gulls are quarrelling above the weir\n海鸥在堤坝上空争吵\n\
             A bell is ringing somewhere far away\n远处不知哪里响起了钟声\nThe ships we waited for are drawing near\n我们等待的船渐渐近了\n",
            4,
        ),
        // Chinese sentences of equal length.
        (
            "Please lock the door of the workshop before you leave.\nPlease switch off the lamps in the kitchen at night.\n\
             请在离开之前把车间的门锁好，谢谢您。\n请在夜里把厨房里的灯全部关掉，谢谢。\n",
            2,
        ),
        // A title above a paragraph.
        (
            "How the old harbour of the island was rebuilt in two summers\nIt took forty men.\n岛上的旧港口是怎样在两个夏天里重建起来的\n一共用了四十个人。\n",
            2,
        ),
        // A list after a line that announces it.
        (
            "The box that you have received from us contains the\n2. cable\n3. lamp\n您从我们这里收到的这个箱子里面装有以下的这些\n2. 电缆\n3. 灯\n",
            3,
        ),
    ];
    let aligner = Aligner::new();
    for (page, count) in pages {
        let found = aligner.align_page(page);
        let lines: Vec<_> = found.pairs().map(|pair| (pair.english(), pair.chinese())).collect();
        assert!(lines.iter().all(|(english, _)| page.contains(&**english)), "{page}\n{lines:?}");
        assert_eq!(lines.len(), count, "{page}\n{lines:?}");
    }
}

/// Wraps an English text at `margin` columns.
fn wrapped(text: &str, margin: usize) -> String {
    let (mut lines, mut columns) = (String::new(), 0);
    for word in text.split(' ') {
        if columns > 0 && columns + 1 + word.len() > margin {
            lines.push('\n');
            columns = 0;
        } else if columns > 0 {
            lines.push(' ');
            columns += 1;
        }
        lines.push_str(word);
        columns += word.len();
    }
    lines
}

/// Wraps a Chinese text at `margin` columns. A mark moves to the next line together with the character before it, and
/// words in Latin letters are not broken.
fn wrapped_chinese(text: &str, margin: usize) -> String {
    let mut units: Vec<String> = Vec::new();
    for c in text.chars() {
        let joins = |unit: &String| {
            matches!(c, '，' | '。' | '；' | '、')
                || c.is_ascii_alphanumeric() && unit.ends_with(|last: char| last.is_ascii_alphanumeric())
        };
        match units.last_mut() {
            Some(unit) if joins(unit) => unit.push(c),
            _ => units.push(c.to_string()),
        }
    }
    let (mut lines, mut columns) = (String::new(), 0);
    for unit in units {
        let width: usize = unit.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        if columns + width > margin {
            lines.truncate(lines.trim_end().len());
            lines.push('\n');
            columns = 0;
        }
        if columns > 0 || unit != " " {
            lines.push_str(&unit);
            columns += width;
        }
    }
    lines
}

/// Breaks a text after every `count` characters.
fn even_lines(text: &str, count: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let lines: Vec<String> = chars.chunks(count).map(|line| line.iter().collect()).collect();
    lines.join("\n")
}

fn cores(bitext: &Bitext<'_>) -> Vec<(String, String)> {
    bitext.pairs().map(|pair| (core(&pair.english()), core(&pair.chinese()))).collect()
}

fn core(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
