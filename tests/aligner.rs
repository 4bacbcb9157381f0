//! Checks the aligner on short, long, empty, identical and random input.

#![cfg(feature = "cedict")]

use std::ops::ControlFlow;

use bitext::{Aligner, Alignment, Pair};

/// A pseudo-random generator with a fixed seed (`SplitMix64`, Steele et al. 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn sentence(&mut self, parts: &[&str]) -> String {
        let length = self.below(9);
        (0..length).map(|_| parts[self.below(parts.len())]).collect()
    }

    fn sentences(&mut self, parts: &[&str]) -> Vec<String> {
        let length = self.below(7);
        (0..length).map(|_| self.sentence(parts)).collect()
    }
}

/// Checks that each sentence belongs to exactly one bead, in order, and that no bead is empty on both sides.
fn check(alignment: &Alignment, english: usize, chinese: usize) {
    let (mut next_english, mut next_chinese) = (0, 0);
    for bead in alignment.beads() {
        assert_eq!((bead.english.start, bead.chinese.start), (next_english, next_chinese));
        assert!(!bead.english.is_empty() || !bead.chinese.is_empty());
        assert!(bead.score.is_finite() && (0.0..=1.0).contains(&bead.confidence), "{bead:?}");
        (next_english, next_chinese) = (bead.english.end, bead.chinese.end);
    }
    assert_eq!((next_english, next_chinese), (english, chinese));
}

#[test]
fn ten_thousand_random_pairs() {
    const PARTS: [&str; 24] = [
        "the ", "mask ", "口罩", "医院", "“", "”", "\"", "'", ".", "。", "?", "？", "12", "三千", "3.5",
        "亿", " ", "\n", "\0", "😀", "Huawei", "e\u{301}", "ー", "(",
    ];
    let aligner = Aligner::new();
    let mut random = Random(11);
    for _ in 0..10_000 {
        let (english, chinese) = (random.sentences(&PARTS), random.sentences(&PARTS));
        check(&aligner.align_sentences(&english, &chinese), english.len(), chinese.len());
    }
}

#[test]
fn empty_side_leaves_the_other_unpaired() {
    let aligner = Aligner::new();
    let (none, some) = ([""; 0], ["One.", "Two."]);
    for (english, chinese) in [(&none[..], &none[..]), (&some[..], &none[..]), (&none[..], &some[..])] {
        let alignment = aligner.align_sentences(english, chinese);
        check(&alignment, english.len(), chinese.len());
        assert_eq!(alignment.pairs().count(), 0);
        assert_eq!(alignment.beads().len(), english.len() + chinese.len());
    }
}

#[test]
fn single_sentences_pair() {
    let alignment = Aligner::new().align_sentences(&["Hello."], &["你好。"]);
    assert_eq!((alignment.beads()[0].english.clone(), alignment.beads()[0].chinese.clone()), (0..1, 0..1));
}

#[test]
fn identical_sides_pair_line_by_line() {
    let lines = ["华为 Mate 60", "CPEC 2015", "B2B 37.52%", "Zong 4G", "Gwadar Pro"];
    let alignment = Aligner::new().align_sentences(&lines, &lines);
    for (number, bead) in alignment.beads().iter().enumerate() {
        assert_eq!((bead.english.clone(), bead.chinese.clone()), (number..number + 1, number..number + 1));
    }
}

#[test]
fn reversed_texts_have_the_same_pairs() {
    let english = ["The hospital is open.", "Masks cost twelve yuan.", "The doctor speaks English."];
    let chinese = ["医院开门。", "口罩十二元。", "医生说英语。"];
    let aligner = Aligner::new();
    let pairs = |english: &[&str], chinese: &[&str]| {
        let alignment = aligner.align_sentences(english, chinese);
        alignment.beads().iter().map(|bead| (bead.english.clone(), bead.chinese.clone())).collect::<Vec<_>>()
    };
    let forward = pairs(&english, &chinese);
    let (mut english, mut chinese) = (english, chinese);
    english.reverse();
    chinese.reverse();
    assert_eq!(forward, pairs(&english, &chinese));
    assert_eq!(forward, [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3)]);
}

#[test]
fn the_first_copy_of_a_repeated_sentence_is_paired() {
    let english = [
        "The old pump was tested on Monday morning.",
        "First check the level of the oil in the tank.",
        "Two engineers repaired the broken window.",
        "The old pump was tested on Monday morning.",
        "Visitors must leave their bags at the entrance.",
        "The museum closes at five in winter.",
    ];
    let chinese = [
        "旧水泵在星期一早上测试过。",
        "先检查油箱的油位。",
        "两名工程师修好了破窗户。",
        "游客必须把包放在入口处。",
        "博物馆冬天五点关门。",
    ];
    let alignment = Aligner::new().align_sentences(&english, &chinese);
    let nulls: Vec<_> = alignment.beads().iter().filter(|bead| bead.is_null()).collect();
    assert_eq!(nulls.len(), 1, "{alignment:?}");
    assert_eq!((nulls[0].english.clone(), alignment.pairs().count()), (3..4, 5));
}

/// Untranslated lines are as long on the Chinese side as on the English side, so they are paired.
#[test]
fn untranslated_lines_are_paired() {
    let english = [
        "Install the package first.",
        "python -m pip install --upgrade harbour-tools",
        "from harbour_tools.tides import TideTable, load_station",
        "The table has a row for each hour.",
    ];
    let chinese = [
        "先安装软件包。",
        "python -m pip install --upgrade harbour-tools",
        "from harbour_tools.tides import TideTable, load_station",
        "表中每小时一行。",
    ];
    let alignment = Aligner::new().align_sentences(&english, &chinese);
    assert_eq!(alignment.beads().len(), 4);
    for (number, bead) in alignment.pairs().enumerate() {
        assert_eq!((bead.english.clone(), bead.chinese.clone()), (number..number + 1, number..number + 1));
        assert!(bead.flags.is_empty(), "{bead:?}");
    }
    let aligner = Aligner::new();
    let (english, chinese) = (english.join("\n"), chinese.join("\n"));
    let bitext = aligner.align_lines(&english, &chinese);
    let untranslated: Vec<bool> = bitext.pairs().map(Pair::is_untranslated).collect();
    assert_eq!(untranslated, [false, true, true, false]);
}

/// Ten sentences about a mill. `MILL_CHINESE` translates them, and `ORDERS_CHINESE` has ten unrelated sentences.
const MILL: [&str; 10] = [
    "The mill was built beside the river in 1820.",
    "Its wheel is made of oak and turns slowly.",
    "Visitors may climb the tower in summer.",
    "The miller kept bees behind the house.",
    "Flour was sold to the villages around.",
    "A flood destroyed the old dam.",
    "The new owner repaired the roof last year.",
    "Children like to feed the ducks.",
    "There is a small museum on the ground floor.",
    "The last bus leaves at six in the evening.",
];
const MILL_CHINESE: [&str; 10] = [
    "磨坊于1820年建在河边。",
    "它的轮子是橡木做的，转得很慢。",
    "夏天游客可以登上塔楼。",
    "磨坊主在屋后养蜂。",
    "面粉卖给周围的村庄。",
    "一场洪水冲毁了旧水坝。",
    "新主人去年修了屋顶。",
    "孩子们喜欢喂鸭子。",
    "一楼有一个小博物馆。",
    "末班车晚上六点开。",
];
const ORDERS_CHINESE: [&str; 10] = [
    "请在付款前核对订单。",
    "退货须在七天内提出。",
    "客服电话每天九点开通。",
    "发票随货寄出。",
    "优惠券不能兑换现金。",
    "运费由买家承担。",
    "密码至少要有八个字符。",
    "账户信息不会透露给第三方。",
    "评价提交后不能修改。",
    "库存不足时我们会通知您。",
];

#[test]
fn unrelated_texts_are_not_taken_for_translations() {
    let aligner = Aligner::new();
    for (count, chinese, translates) in [
        (10, &MILL_CHINESE, true),
        (5, &MILL_CHINESE, true),
        (2, &MILL_CHINESE, true),
        (10, &ORDERS_CHINESE, false),
        (5, &ORDERS_CHINESE, false),
    ] {
        let alignment = aligner.align_sentences(&MILL[..count], &chinese[..count]);
        let probability = alignment.translation_probability();
        assert_eq!(probability > 0.5, translates, "{count} sentences: {probability}");
        for bead in alignment.pairs() {
            assert!(bead.confidence <= probability, "{bead:?}");
        }
    }
    // Two texts may translate each other even if most sentences of one side have no counterpart.
    let alignment = aligner.align_sentences(&MILL, &MILL_CHINESE[3..5]);
    assert!(alignment.translation_probability() > 0.5, "{alignment:?}");
}

/// The parts of which [`long_text`] composes sentences, in English and in Chinese.
const OWNERS: [(&str, &str); 6] = [
    ("The library", "图书馆"),
    ("The school", "学校"),
    ("The hospital", "医院"),
    ("The factory", "工厂"),
    ("The hotel", "旅馆"),
    ("The farm", "农场"),
];
const ACTIONS: [(&str, &str); 5] =
    [("bought", "买了"), ("sold", "卖了"), ("lost", "丢了"), ("painted", "漆了"), ("repaired", "修理了")];
const THINGS: [(&str, &str); 7] = [
    ("lamps", "盏灯"),
    ("chairs", "把椅子"),
    ("tables", "张桌子"),
    ("windows", "扇窗户"),
    ("horses", "匹马"),
    ("ships", "艘船"),
    ("bottles", "个瓶子"),
];

/// Returns a text of `len` sentences and its translation.
fn long_text(len: usize) -> (Vec<String>, Vec<String>) {
    let mut random = Random(5);
    (0..len)
        .map(|_| {
            let (owner, action, thing) = (
                OWNERS[random.below(OWNERS.len())],
                ACTIONS[random.below(ACTIONS.len())],
                THINGS[random.below(THINGS.len())],
            );
            let number = 2 + random.below(900);
            (
                format!("{} {} {number} {}.", owner.0, action.0, thing.0),
                format!("{}{}{number}{}。", owner.1, action.1, thing.1),
            )
        })
        .unzip()
}

#[test]
fn long_texts_are_aligned_in_windows() {
    let (english, chinese) = long_text(6_000);
    // Nothing, a chapter, a few sentences, or the end is missing from one side.
    let missing = |range: std::ops::Range<usize>, text: &[String]| -> Vec<String> {
        [&text[..range.start], &text[range.end..]].concat()
    };
    for range in [0..0, 0..1_500, 700..2_900, 3_000..3_040, 4_800..6_000] {
        let shorter = (missing(range.clone(), &english), missing(range.clone(), &chinese));
        for (english, chinese) in [(&english, &shorter.1), (&shorter.0, &chinese)] {
            let alignment = Aligner::new().align_sentences(english, chinese);
            check(&alignment, english.len(), chinese.len());
            // Converts the index of a sentence in `side` to the index of the same sentence in the complete text.
            let whole = |side: &Vec<String>, at: usize| {
                if side.len() < 6_000 && at >= range.start { at + range.len() } else { at }
            };
            let right = alignment.pairs().filter(|bead| {
                bead.english.len() == 1
                    && bead.chinese.len() == 1
                    && whole(english, bead.english.start) == whole(chinese, bead.chinese.start)
            });
            let (right, total) = (right.count(), 6_000 - range.len());
            assert!(right * 100 >= total * 99, "without {range:?}: {right} of {total}");
        }
    }
}

#[test]
fn progress_rises_to_one_and_can_stop_the_alignment() {
    let aligner = Aligner::new();
    for len in [0, 1, 30, 5_000] {
        let (english, chinese) = long_text(len);
        let mut reports = Vec::new();
        let alignment = aligner.try_align_sentences(&english, &chinese, |share| {
            reports.push(share);
            ControlFlow::<()>::Continue(())
        });
        assert_eq!(alignment.continue_value(), Some(aligner.align_sentences(&english, &chinese)), "{len}");
        assert!(reports.is_sorted() && reports.len() <= 1_000, "{len}: {reports:?}");
        assert_eq!(reports.last(), Some(&1.0), "{len}");
    }
    let (english, chinese) = long_text(5_000);
    for limit in [0.0, 0.1, 0.3, 0.7, 1.0] {
        let stopped = aligner.try_align_sentences(&english, &chinese, |share| {
            if share >= limit { ControlFlow::Break(share) } else { ControlFlow::Continue(()) }
        });
        let share = stopped.break_value().expect("it is stopped");
        assert!((limit..limit + 0.15).contains(&share), "stopped at {share}, not {limit}");
    }
}
