//! Compares the words of `ChineseTokenizer::like_jieba` with the words of jieba-rs.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bitext::{ChineseTokenizer, CutMode, Dictionary, Hmm, Tokenizer};
use jieba_rs::Jieba;

/// Returns jieba-rs with the words of `dictionary`.
fn oracle(dictionary: &Dictionary) -> Jieba {
    let mut lines = String::new();
    for (word, frequency, tag) in dictionary.iter() {
        lines += &format!("{word} {frequency} {tag}\n");
    }
    Jieba::with_dict(&mut lines.as_bytes()).expect("the dictionary has jieba's format")
}

struct Pair {
    jieba: Jieba,
    exact: ChineseTokenizer,
    without_hmm: ChineseTokenizer,
}

impl Pair {
    fn new() -> Self {
        Self::of(ChineseTokenizer::new())
    }

    fn of(tokenizer: ChineseTokenizer) -> Self {
        let exact = tokenizer.like_jieba();
        Self { jieba: oracle(exact.dictionary()), without_hmm: exact.clone().hmm(None), exact }
    }

    fn check(&self, text: &str) {
        for (hmm, engine) in [(true, &self.exact), (false, &self.without_hmm)] {
            let modes = [
                (CutMode::Exact, self.jieba.cut(text, hmm)),
                (CutMode::Search, self.jieba.cut_for_search(text, hmm)),
                (CutMode::Full, self.jieba.cut_all(text)),
            ];
            for (mode, expected) in modes {
                let expected: Vec<&str> =
                    expected.iter().map(|token| token.word).filter(|word| !word.trim().is_empty()).collect();
                let tokens = engine.clone().mode(mode).tokenize(text);
                let actual: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
                assert_eq!(actual, expected, "{mode:?}, model {hmm}: {text:?}");
            }
        }
    }
}

/// A seeded generator, so that failures are reproducible (Steele, Lea and Flood, 2014: `SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % limit as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Returns a random line of `pieces` pieces: dictionary words, parts of words, Latin words and signs.
fn line(random: &mut Random, words: &[String], pieces: usize) -> String {
    const LATIN: [&str; 18] = [
        "a",
        "Z",
        "OK",
        "T",
        "iPhone",
        "AT&T",
        "C++",
        "c#",
        "well-known",
        "v1.2.3",
        "a_b",
        "3.14",
        "50%",
        "1,000",
        "2024",
        "7",
        "-",
        "café",
    ];
    const SIGNS: [&str; 24] = [
        "，", "。", "！", "《", "》", "“", "·", "、", " ", "\u{3000}", "\r\n", "\n", "\t", ".", "_", "%",
        "&", "+", "#", "$", "👪", "〇", "々", "Ａ１",
    ];
    let mut line = String::new();
    for _ in 0..pieces {
        match random.below(10) {
            0..4 => line.push_str(random.pick::<String>(words)),
            4 | 5 => {
                let chars: Vec<char> = random.pick(words).chars().collect();
                let from = random.below(chars.len());
                line.extend(&chars[from..from + 1 + random.below(chars.len() - from)]);
            }
            6 => line.push_str(random.pick::<&str>(&LATIN)),
            7 => line.push_str(random.pick::<&str>(&SIGNS)),
            8 => {
                let common = 0x4e00 + random.below(0x9fff - 0x4e00) as u32;
                line.extend(char::from_u32(common));
            }
            _ => {
                let ranges = [
                    (0x3400, 0x4dbf),
                    (0x2_0000, 0x2_a6df),
                    (0xf900, 0xfaff),
                    (0x20, 0x2fff),
                    (0x1_f300, 0x1_faff),
                ];
                let (first, last) = *random.pick(&ranges);
                line.extend(char::from_u32(first + random.below((last - first) as usize) as u32));
            }
        }
    }
    line
}

/// Returns the words of the dictionary, in a fixed order.
fn words(pair: &Pair) -> Vec<String> {
    let mut words: Vec<String> = pair.exact.dictionary().iter().map(|(word, ..)| word).collect();
    words.sort();
    words
}

#[test]
fn random_lines() {
    let pair = Pair::new();
    let words = words(&pair);
    // Environment variables set the number of lines and the seed. A million lines have been compared.
    let lines =
        std::env::var("BITEXT_RANDOM_LINES").ok().and_then(|lines| lines.parse().ok()).unwrap_or(4_000);
    let seed = std::env::var("BITEXT_RANDOM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut random = Random(seed);
    for _ in 0..lines {
        let pieces = 1 + random.below(12);
        pair.check(&line(&mut random, &words, pieces));
    }
}

/// Lines so long that the tokenizer cuts them in several chunks. In some, an unbroken run of Chinese characters is
/// longer than a chunk normally is.
#[test]
fn long_random_lines() {
    let pair = Pair::new();
    let words = words(&pair);
    let mut random = Random(2);
    for pieces in [300, 1_000, 3_000, 10_000] {
        let long = line(&mut random, &words, pieces);
        pair.check(&long);
        let is_letter = |c: &char| ('\u{4e00}'..='\u{9fd5}').contains(c);
        pair.check(&long.chars().filter(is_letter).collect::<String>());
        pair.check(&long.chars().filter(|c| c.is_ascii_alphanumeric() || is_letter(c)).collect::<String>());
        pair.check(&long.chars().filter(|c| c.is_ascii() && !c.is_whitespace()).collect::<String>());
        pair.check(&long.chars().filter(char::is_ascii).collect::<String>());
    }
}

/// Tags equal those of jieba-rs without its default dictionary. With that dictionary, jieba-rs also has a model that
/// guesses the tags of unknown Chinese words.
#[test]
fn tags() {
    let pair = Pair::new();
    for line in include_str!("data/chinese_sentences.txt").lines() {
        let expected = pair.jieba.tag(line, true);
        let expected: Vec<(&str, &str)> = expected
            .iter()
            .filter(|tag| !tag.word.trim().is_empty())
            .map(|tag| (tag.word, tag.tag))
            .collect();
        let tokens = pair.exact.tokenize(line);
        let tags = pair.exact.tags(line, &tokens);
        let actual: Vec<(&str, &str)> = tokens.iter().map(|token| token.of(line)).zip(tags).collect();
        assert_eq!(actual, expected, "{line}");
    }
}

/// A jieba-rs engine that the caller passes in finds the same words as the engine of this crate.
#[cfg(feature = "jieba")]
#[test]
fn with_a_callers_engine() {
    use bitext::MixedTokenizer;

    let own = ChineseTokenizer::new();
    let plugged = ChineseTokenizer::with_jieba(Arc::new(oracle(own.dictionary())));
    let (mixed, mixed_plugged) =
        (MixedTokenizer::with_chinese(own.clone()), MixedTokenizer::with_chinese(plugged.clone()));
    for line in include_str!("data/chinese_sentences.txt").lines().filter(|line| !line.contains("卡拉OK")) {
        for mode in [CutMode::Exact, CutMode::Search, CutMode::Full] {
            let (own, plugged) = (own.clone().mode(mode), plugged.clone().mode(mode));
            assert_eq!(plugged.tokenize(line), own.tokenize(line), "{mode:?}: {line}");
        }
        assert_eq!(mixed_plugged.tokenize(line), mixed.tokenize(line), "{line}");
    }
    assert!(plugged.jieba().is_some_and(|jieba| jieba.has_word("北京")));
}

#[test]
fn sentences() {
    let pair = Pair::new();
    for line in include_str!("data/chinese_sentences.txt").lines() {
        pair.check(line);
    }
    pair.check(include_str!("data/chinese_sentences.txt"));
}

/// Of the words of frequency 0 that begin at a position, the longest wins, but only if no word of a higher frequency
/// begins there.
#[test]
fn words_of_frequency_0() {
    let words = "云计算 0 n\n计算 0 v\n云 0 n\n机 5 n\n算 0 v\n云计 0 n\n计 0 v\n算机 2 n\n";
    let dictionary = Dictionary::from_reader(words.as_bytes()).unwrap();
    let pair = Pair::of(ChineseTokenizer::with_dictionary(dictionary));
    for text in ["云计算机", "计算云", "云云机计算", "算机算", "云计，计算", "无云计算a机1"]
    {
        for (mode, expected) in [
            (CutMode::Exact, pair.jieba.cut(text, false)),
            (CutMode::Search, pair.jieba.cut_for_search(text, false)),
            (CutMode::Full, pair.jieba.cut_all(text)),
        ] {
            let tokens = pair.without_hmm.clone().mode(mode).tokenize(text);
            let actual: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
            assert_eq!(
                actual,
                expected.iter().map(|token| token.word).collect::<Vec<_>>(),
                "{mode:?}: {text}"
            );
        }
    }
}

/// Adds random words to both engines. Some of the characters occur in no word of the dictionary.
#[test]
fn added_words() {
    const CHARACTERS: [&str; 10] = ["野", "家", "云", "计", "算", "𠮷", "黦", "时", "a", "1"];
    let words = "野家 1000 n\n家 1 n\n云 3 n\n计算 50 v\n云计算 2 n\n算 1 v\n时 7 n\na家 4 n\n";
    let mut random = Random(3);
    let mut text_of = |most: usize| -> String {
        let characters = 1 + random.below(most);
        (0..characters).map(|_| *random.pick(&CHARACTERS)).collect()
    };
    let mut pick = Random(4);
    let model = Arc::new(Hmm::from_bytes(include_bytes!("../data/chinese_hmm.bin")).unwrap());
    for _ in 0..300 {
        let dictionary = Dictionary::from_reader(words.as_bytes()).unwrap();
        let tokenizer = ChineseTokenizer::with_dictionary(dictionary).hmm(Some(Arc::clone(&model)));
        let mut pair = Pair::of(tokenizer);
        for _ in 0..5 {
            let word = text_of(3);
            let frequency = *pick.pick(&[0, 1, 2, 30, 1_000]);
            pair.jieba.add_word(&word, Some(frequency), Some("n"));
            pair.exact.add_word(&word, Some(frequency as u64), Some("n"));
            pair.without_hmm.add_word(&word, Some(frequency as u64), Some("n"));
        }
        for _ in 0..40 {
            pair.check(&text_of(12));
        }
    }
}

/// Compares the words of natural texts that are not part of the project. Without these texts, the test is skipped.
#[test]
fn natural_texts() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let mut files = Vec::new();
    for folder in [
        "text",
        "gold/words",
        "gold/tokens",
        "gold/sentences",
        "gold/align/mac-dev",
        "gold/align/un-dev",
        "gold/align/magazine-dev",
        "gold/align/nejm-dev",
        "gold/pages",
    ] {
        let Ok(entries) = fs::read_dir(shared.join(folder)) else { continue };
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    if files.is_empty() {
        println!("skipped: there is no shared text beside the project");
        return;
    }
    let pair = Pair::new();
    let mut bytes = 0;
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for line in text.lines().filter(|line| !line.is_ascii()) {
            pair.check(line);
            bytes += line.len();
        }
    }
    println!("{bytes} bytes compared");
}
