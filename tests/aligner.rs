//! The aligner on short, empty, identical and random input.

#![cfg(feature = "cedict")]

use bitext::{Aligner, Alignment};

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
