//! Trains the language model of Latin words, and packs the English word table.
//!
//! Sources: the word lists of SCOWL, the vocabularies of Snowball, and the lists of frequent words in `data/`. The
//! model is a softmax regression over hashed n-grams. The output is deterministic.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;

#[allow(dead_code, reason = "shared with the library, which uses the rest of it")]
#[path = "../../src/runs/features.rs"]
mod features;

use features::{BUCKETS, ROWS, WordSymbols, hash, place};

/// The languages in the order of the model's columns, which is the order of `LANGUAGES` in `src/runs/word_model.rs`.
/// Each has its code and the folder of its Snowball vocabulary.
const LANGUAGES: [(&str, &str); 14] = [
    ("en", "english"),
    ("de", "german"),
    ("fr", "french"),
    ("es", "spanish"),
    ("it", "italian"),
    ("pt", "portuguese"),
    ("nl", "dutch"),
    ("sv", "swedish"),
    ("da", "danish"),
    ("nb", "norwegian"),
    ("fi", "finnish"),
    ("hu", "hungarian"),
    ("ro", "romanian"),
    ("tr", "turkish"),
];
/// Columns of the weight matrix: one per language, padded to a power of two.
const COLUMNS: usize = 16;
/// Scale of the packed weights: a weight is multiplied by this number and rounded to an integer.
const UNITS: f32 = 16.0;
/// Passes over the samples.
const EPOCHS: usize = 6;
/// Total sample weight of each language's vocabulary, whatever its size.
const VOCABULARY: f32 = 30_000.0;
/// Total sample weight of each language's frequent words. It equals [`VOCABULARY`], because frequent words make up
/// about half of running text.
const FREQUENT: f32 = 30_000.0;

/// A training word: the rows of its n-grams in the weight matrix, the index of its language in [`LANGUAGES`], and its
/// weight in the loss.
struct Sample {
    rows: Vec<u32>,
    language: usize,
    weight: f32,
}

pub(crate) fn make(
    scowl: &str,
    snowball: &str,
    french: &str,
    frequent: &str,
    target: &str,
) -> Result<(), Box<dyn Error>> {
    let levels = english(Path::new(scowl))?;
    let frequent = frequent_words(frequent)?;
    let mut samples = Vec::new();
    let mut vocabularies = Vec::new();
    for (language, (code, name)) in LANGUAGES.iter().enumerate() {
        let path = if *code == "fr" { french.into() } else { Path::new(snowball).join(name).join("voc.txt") };
        let mut words: HashMap<String, f32> = HashMap::new();
        for word in fs::read_to_string(&path)?.lines().filter(|word| is_word(word)) {
            words.insert(word.to_owned(), 1.0);
        }
        if *code == "en" {
            for (word, level) in &levels {
                let weight = match level {
                    10 => 8.0,
                    20 => 4.0,
                    35 => 1.0,
                    _ => 0.5,
                };
                words.insert(word.clone(), weight);
            }
        }
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        let total: f32 = words.iter().map(|(_, weight)| weight).sum();
        for (word, weight) in &words {
            samples.push(sample(word, language, weight * VOCABULARY / total));
        }
        let list = frequent.get(*code).ok_or("a language has no line in the list of frequent words")?;
        let share = |rank: usize| 1.0 / ((rank + 1) as f32).sqrt();
        let total: f32 = (0..list.len()).map(share).sum();
        for (rank, word) in list.iter().enumerate() {
            let weight = share(rank) * FREQUENT / total;
            let copies = (weight / 10.0).ceil();
            for _ in 0..copies as usize {
                samples.push(sample(word, language, weight / copies));
            }
        }
        vocabularies.push(
            words.into_iter().map(|(word, _)| word).chain(list.iter().cloned()).collect::<HashSet<_>>(),
        );
    }
    let weights = train(&mut samples);
    let mut out = Vec::with_capacity(ROWS * COLUMNS + BUCKETS * 8);
    for row in &weights {
        out.extend(row.iter().map(|&weight| (weight * UNITS).round().clamp(-127.0, 127.0) as i8 as u8));
    }
    pack(&levels, &frequent["en"], &weights, &vocabularies, &mut out)?;
    fs::write(target, out)?;
    Ok(())
}

fn is_word(word: &str) -> bool {
    // Encoding errors put these three letters into parts of the Turkish list.
    !word.is_empty()
        && word.chars().all(|c| c.is_alphabetic() || c == '\'')
        && !word.contains(['ý', 'ð', 'þ'])
}

fn sample(word: &str, language: usize, weight: f32) -> Sample {
    let mut rows = Vec::new();
    WordSymbols::of(word).rows(|row| rows.push(row as u32));
    Sample { rows, language, weight }
}

/// Returns the English words with their level in SCOWL. Level 10 has the most common words.
fn english(scowl: &Path) -> Result<HashMap<String, u32>, Box<dyn Error>> {
    let mut levels = HashMap::new();
    for level in [10, 20, 35, 40, 50] {
        for region in ["english", "american", "british"] {
            for class in ["words", "contractions", "upper", "abbreviations", "proper-names"] {
                let Ok(list) = fs::read(scowl.join(format!("{region}-{class}.{level}"))) else { continue };
                // The lists are in Latin-1.
                let list: String = list.into_iter().map(char::from).collect();
                for word in list
                    .lines()
                    .map(str::to_lowercase)
                    .filter(|word| is_word(word) && word.is_ascii() && !word.ends_with("'s"))
                {
                    levels.entry(word).or_insert(level);
                }
            }
        }
    }
    for contraction in ["it's", "that's", "what's", "there's", "he's", "she's", "let's", "who's", "here's"] {
        levels.entry(contraction.to_owned()).or_insert(10);
    }
    Ok(levels)
}

/// Reads the frequent words of each language, and returns them by language code. Each line of the file is a code and
/// then the words, the most common word first.
fn frequent_words(path: &str) -> Result<HashMap<String, Vec<String>>, Box<dyn Error>> {
    let lists = fs::read_to_string(path)?;
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    Ok(lists.lines().map(words).map(|mut words| (words.remove(0), words)).collect())
}

/// Trains a softmax regression by `AdaGrad`.
fn train(samples: &mut [Sample]) -> Vec<[f32; COLUMNS]> {
    let mut weights = vec![[0f32; COLUMNS]; ROWS];
    let mut squares = vec![[1e-6f32; COLUMNS]; ROWS];
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for epoch in 0..EPOCHS {
        for i in (1..samples.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            samples.swap(i, (random % (i as u64 + 1)) as usize);
        }
        let mut loss = 0.0;
        for sample in samples.iter() {
            let mut scores = [0f32; COLUMNS];
            for &row in &sample.rows {
                for (score, weight) in scores.iter_mut().zip(&weights[row as usize]) {
                    *score += weight;
                }
            }
            let most = scores[..LANGUAGES.len()].iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = scores[..LANGUAGES.len()].iter().map(|score| (score - most).exp()).sum();
            loss -= f64::from(sample.weight * (scores[sample.language] - most - total.ln()));
            let mut gradient = [0f32; COLUMNS];
            for (language, slot) in gradient.iter_mut().enumerate().take(LANGUAGES.len()) {
                let probability = (scores[language] - most).exp() / total;
                *slot = sample.weight * (probability - f32::from(u8::from(language == sample.language)));
            }
            for &row in &sample.rows {
                for column in 0..LANGUAGES.len() {
                    let weight = &mut weights[row as usize][column];
                    let step = gradient[column] + DECAY * sample.weight * *weight;
                    let square = &mut squares[row as usize][column];
                    *square += step * step;
                    *weight -= RATE * step / square.sqrt();
                }
            }
        }
        eprintln!("epoch {epoch}: {loss:.0}");
    }
    weights
}

/// Learning rate.
const RATE: f32 = 0.1;
/// L2 regularization, which keeps the weights of rare n-grams small.
const DECAY: f32 = 2e-5;

/// Maximum number of words in the table: 95 % of its slots. With a higher load, some words find no free slot.
const MOST_WORDS: usize = BUCKETS * 4 / 20 * 19;

/// Returns how strongly a word suggests English: from 0 for `EnglishRank::Shared` to 3 for `EnglishRank::Clear`, which
/// are in `src/runs/word_model.rs`.
fn rank(word: &str, level: u32, weights: &[[f32; COLUMNS]], vocabularies: &[HashSet<String>]) -> u16 {
    let letters = WordSymbols::of(word);
    let mut scores = [0f32; COLUMNS];
    letters.rows(|row| {
        for (score, weight) in scores.iter_mut().zip(&weights[row]) {
            *score += weight;
        }
    });
    let rival = scores[1..LANGUAGES.len()].iter().copied().fold(f32::MIN, f32::max);
    let margin = scores[0] - rival;
    let shared = vocabularies[1..].iter().any(|words| words.contains(word));
    // 0: also a word of another language; 1: an English word; 2: a common English word; 3: an unambiguous English word.
    let common = matches!(level, 10 | 20);
    if shared && margin < 1.0 {
        0
    } else if common && margin > if shared { 4.0 } else { 2.0 } {
        3
    } else if common && margin > 1.0 || margin > 4.0 {
        2
    } else {
        1
    }
}

/// Packs the English words into a cuckoo hash table. A slot has 14 bits of the hash and two bits of the rank.
fn pack(
    levels: &HashMap<String, u32>,
    frequent: &[String],
    weights: &[[f32; COLUMNS]],
    vocabularies: &[HashSet<String>],
    out: &mut Vec<u8>,
) -> Result<(), Box<dyn Error>> {
    let mut words: Vec<_> = levels.iter().map(|(word, &level)| (level, word.as_str())).collect();
    words.extend(frequent.iter().filter(|word| !levels.contains_key(*word)).map(|word| (10, word.as_str())));
    // Of the rarest words (level 50), the short ones come first: the n-grams of a long word show its language without
    // the table.
    words.sort_unstable_by_key(|&(level, word)| (level, if level == 50 { word.len() } else { 0 }, word));
    words.truncate(MOST_WORDS);
    let mut table: Vec<[Option<(u64, u16)>; 4]> = vec![[None; 4]; BUCKETS];
    let mut lost = 0;
    for (level, word) in &words {
        let class = rank(word, *level, weights, vocabularies);
        let mut entry = (hash(word.as_bytes()), class);
        let mut bucket = place(entry.0).0[0];
        let mut kicks = 0;
        loop {
            let homes = place(entry.0).0;
            if let Some(slot) = homes
                .iter()
                .flat_map(|&home| (0..4).map(move |slot| (home, slot)))
                .find(|&(home, slot)| table[home][slot].is_none())
            {
                table[slot.0][slot.1] = Some(entry);
                break;
            }
            if kicks == 500 {
                lost += 1;
                break;
            }
            // The entry evicts another entry, which moves to its other bucket.
            let slot = kicks % 4;
            let guest = table[bucket][slot].replace(entry);
            let Some(guest) = guest else { break };
            entry = guest;
            let homes = place(entry.0).0;
            bucket = if homes[0] == bucket { homes[1] } else { homes[0] };
            kicks += 1;
        }
    }
    eprintln!("{} English words, {lost} without a place", words.len());
    for bucket in table {
        for slot in bucket {
            let packed = slot.map_or(0, |(hash, class)| place(hash).1 << 2 | class);
            out.extend(packed.to_le_bytes());
        }
    }
    Ok(())
}
