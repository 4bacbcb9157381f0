//! Compares the alignment of a library in one call with the alignment of each of its documents.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use bitext::evaluate::{Agreement, GoldBead};
use bitext::export::{SideOrder, read_ladder};
use bitext::{Aligner, ChineseTokenizer, EnglishTokenizer, Reason, Span, Tokenizer};

use super::{cpu_seconds, memory};

/// Number of English sentences of the library, at least.
const SENTENCES: usize = 200_000;
/// One of so many words that are not names is replaced in a copy.
const REPLACED: u64 = 10;
/// Minimum probability of the link between two words that are replaced together.
const MIN_PROBABILITY: f32 = 0.5;

/// Characters of transliterated names with their sounds.
const SYLLABLES: [(&str, &str); 24] = [
    ("马", "ma"),
    ("克", "ke"),
    ("罗", "luo"),
    ("尼", "ni"),
    ("巴", "ba"),
    ("特", "te"),
    ("丽", "li"),
    ("莎", "sha"),
    ("维", "wei"),
    ("德", "de"),
    ("坦", "tan"),
    ("格", "ge"),
    ("鲁", "lu"),
    ("姆", "mu"),
    ("塔", "ta"),
    ("齐", "qi"),
    ("波", "bo"),
    ("卡", "ka"),
    ("诺", "nuo"),
    ("比", "bi"),
    ("珊", "shan"),
    ("贾", "jia"),
    ("佩", "pei"),
    ("多", "duo"),
];

/// A sentence with the words that may be replaced: where each of them is, and which pair of words it belongs to.
struct Marked {
    text: String,
    words: Vec<(Span, usize)>,
}

/// A document and its gold alignment.
struct Text {
    english: Vec<Marked>,
    chinese: Vec<Marked>,
    gold: Vec<GoldBead>,
}

/// Aligns copies of all documents below the folder that the variable `BITEXT_GOLD` names, end to end in one call, and each by
/// itself. The folder has `NAME.en`, `NAME.zh` and `NAME.gold`, as for `bitext evaluate`.
///
/// So that the vocabulary grows as in a library, each copy has other digits, other names, and other words in place of a
/// tenth of those with a known translation, alike on both sides.
pub(crate) fn gold() {
    let Some(folder) = std::env::var_os("BITEXT_GOLD") else {
        println!("  skipped: let BITEXT_GOLD name a folder of gold alignments, as for `bitext evaluate`");
        return;
    };
    let aligner = Aligner::new();
    let (texts, names) = marked(&aligner, read_folder(Path::new(&folder)));
    let sentences: usize = texts.iter().map(|text| text.english.len()).sum();
    if sentences == 0 {
        println!("  skipped: there are no gold alignments in {}", Path::new(&folder).display());
        return;
    }
    let (mut english, mut chinese, mut gold): (Vec<String>, Vec<String>, Vec<GoldBead>) = Default::default();
    let mut single = Agreement::default();
    let mut copy = 0;
    while english.len() < SENTENCES {
        copy += 1;
        let words = Words::new(copy, &names);
        for text in &texts {
            let (own, other) = (words.replace_all(&text.english, 0), words.replace_all(&text.chinese, 1));
            single += Agreement::of(&text.gold, &aligner.align_sentences(&own, &other).into_beads());
            let (before, after) = (english.len(), chinese.len());
            gold.extend(text.gold.iter().map(|bead| GoldBead {
                english: bead.english.iter().map(|number| number + before).collect(),
                chinese: bead.chinese.iter().map(|number| number + after).collect(),
            }));
            english.extend(own);
            chinese.extend(other);
        }
    }
    let start = cpu_seconds();
    let whole = Agreement::of(&gold, &aligner.align_sentences(&english, &chinese).into_beads());
    let seconds = cpu_seconds() - start;
    println!(
        "  {copy} copies of {} documents, {} by {} sentences: {seconds:.1} s CPU, {} MB at the peak",
        texts.len(),
        english.len(),
        chinese.len(),
        memory("VmHWM")
    );
    for (name, agreement) in [("each document by itself", single), ("in one call", whole)] {
        let (strict, lax) = (agreement.strict().f1(), agreement.lax().f1());
        println!("  {name:>24}: strict F1 {strict:.4}, lax F1 {lax:.4}");
    }
}

/// The lines of each document below a folder, and its gold beads.
fn read_folder(folder: &Path) -> Vec<(Vec<String>, Vec<String>, Vec<GoldBead>)> {
    let mut texts = Vec::new();
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            texts.extend(read_folder(&path));
        } else if path.extension().is_some_and(|extension| extension == "gold") {
            let lines = |extension: &str| {
                let text =
                    fs::read_to_string(path.with_extension(extension)).expect("a text beside its gold");
                text.lines().map(str::to_owned).collect::<Vec<_>>()
            };
            let file = BufReader::new(File::open(&path).expect("a gold alignment"));
            let rows = read_ladder(file, SideOrder::ChineseFirst).map(|row| row.expect("a gold bead"));
            let gold = rows.map(|row| GoldBead { english: row.english, chinese: row.chinese }).collect();
            texts.push((lines("en"), lines("zh"), gold));
        }
    }
    texts
}

/// Finds the pairs of words that may be replaced, by the word links of the gold beads. The second result says of each pair
/// whether it is a name.
fn marked(
    aligner: &Aligner,
    texts: Vec<(Vec<String>, Vec<String>, Vec<GoldBead>)>,
) -> (Vec<Text>, Vec<bool>) {
    let mut numbers: [HashMap<String, usize>; 2] = Default::default();
    let mut names = Vec::new();
    for (english, chinese, gold) in &texts {
        let joined = |lines: &[String], numbers: &[usize], gap: &str| {
            numbers.iter().map(|&number| lines[number].as_str()).collect::<Vec<_>>().join(gap)
        };
        for bead in gold.iter().filter(|bead| !bead.english.is_empty() && !bead.chinese.is_empty()) {
            let (own, other) = (joined(english, &bead.english, " "), joined(chinese, &bead.chinese, ""));
            let words = aligner.align_words(&own, &other);
            for link in words.best().filter(|link| link.probability >= MIN_PROBABILITY) {
                let english = words.english_words()[link.english].of(&own).to_lowercase();
                let chinese = words.chinese_words()[link.chinese].of(&other);
                let is_word = english.len() > 2 && english.bytes().all(|byte| byte.is_ascii_lowercase());
                let is_chinese = chinese.chars().count() > 1 && chinese.chars().all(|c| c >= '\u{4e00}');
                let is_new = !numbers[0].contains_key(&english) && !numbers[1].contains_key(chinese);
                if is_word && is_chinese && is_new {
                    numbers[0].insert(english, names.len());
                    numbers[1].insert(chinese.to_owned(), names.len());
                    names.push(link.reason == Reason::Name);
                }
            }
        }
    }
    let (english_words, chinese_words) = (EnglishTokenizer::new(), ChineseTokenizer::new());
    let mark = |line: String, tokenizer: &dyn Tokenizer, numbers: &HashMap<String, usize>| {
        let tokens = tokenizer.tokenize(&line).into_iter();
        let number = |span: Span| numbers.get(&span.of(&line).to_lowercase()).map(|&number| (span, number));
        let words = tokens.filter_map(|token| number(token.span)).collect();
        Marked { text: line, words }
    };
    let texts = texts.into_iter().map(|(english, chinese, gold)| Text {
        english: english.into_iter().map(|line| mark(line, &english_words, &numbers[0])).collect(),
        chinese: chinese.into_iter().map(|line| mark(line, &chinese_words, &numbers[1])).collect(),
        gold,
    });
    (texts.collect(), names)
}

/// The digits and words of a copy.
struct Words {
    digits: [char; 10],
    /// For each pair of words, the English and the Chinese word that replace it in this copy.
    pairs: Vec<Option<[String; 2]>>,
}

impl Words {
    fn new(copy: u64, names: &[bool]) -> Self {
        let mut digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
        for at in (2..10).rev() {
            digits.swap(at, 1 + (hash(copy, at as u64) % at as u64) as usize);
        }
        let pair = |(number, &is_name): (u64, &bool)| {
            let random = hash(copy, 1000 + number);
            (is_name || random.is_multiple_of(REPLACED)).then(|| invented(random / REPLACED))
        };
        Self { digits, pairs: (0..).zip(names).map(pair).collect() }
    }

    fn replace_all(&self, sentences: &[Marked], side: usize) -> Vec<String> {
        sentences.iter().map(|sentence| self.replaced(sentence, side)).collect()
    }

    fn replaced(&self, sentence: &Marked, side: usize) -> String {
        let (mut out, mut at) = (String::new(), 0);
        let copy = |out: &mut String, part: &str| {
            out.extend(part.chars().map(|c| c.to_digit(10).map_or(c, |digit| self.digits[digit as usize])));
        };
        for &(span, number) in &sentence.words {
            let Some(pair) = &self.pairs[number] else { continue };
            copy(&mut out, &sentence.text[at..span.start]);
            let is_capital = span.of(&sentence.text).starts_with(|c: char| c.is_ascii_uppercase());
            let word = &pair[side];
            match is_capital {
                true => out.extend([&word[..1].to_uppercase(), &word[1..]]),
                false => out.push_str(word),
            }
            at = span.end;
        }
        copy(&mut out, &sentence.text[at..]);
        out
    }
}

/// Returns an invented English word and its transliteration, of three or four syllables.
fn invented(random: u64) -> [String; 2] {
    let len = 3 + random % 2;
    let syllables = (0..len).map(|at| SYLLABLES[(hash(random, at) % SYLLABLES.len() as u64) as usize]);
    let (mut english, mut chinese) = (String::new(), String::new());
    for (c, sound) in syllables {
        chinese.push_str(c);
        english.push_str(sound);
    }
    [english, chinese]
}

/// Mixes two numbers (the finalizer of `SplitMix64`, Steele, Lea and Flood 2014).
fn hash(one: u64, other: u64) -> u64 {
    let mut mixed = one.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ other.wrapping_add(0x2545_f491_4f6c_dd1d);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
