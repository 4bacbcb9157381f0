//! Targets that read lexicons, dictionaries and hidden Markov models, as text and as packed images.

use std::sync::{Arc, LazyLock};

use bitext::{ChineseTokenizer, CutMode, Dictionary, Hmm, Lexicon, Tokenizer};

use crate::texts::tokens_are_sound;

/// Maximum number of words of a table to look up. A damaged image may claim to have a great many words.
const MOST_WORDS: usize = 2_000;

const TEXT: &str = "他来到了网易杭研大厦，T恤卖35元。";

static CHINESE: LazyLock<ChineseTokenizer> = LazyLock::new(ChineseTokenizer::new);

pub(crate) fn lexicon(bytes: &[u8]) {
    let read = [Lexicon::from_tsv(bytes), Lexicon::from_cedict(bytes), Lexicon::from_bytes(bytes)];
    for lexicon in read.into_iter().flatten() {
        let words: Vec<String> = lexicon.words().take(MOST_WORDS).collect();
        for word in &words {
            assert!(lexicon.contains(word), "{word}");
            assert!(lexicon.lookup(word).all(|gloss| gloss.weight.is_finite()), "{word}");
        }
        let again = Lexicon::from_bytes(&lexicon.to_bytes()).expect("an image that was just written");
        assert!(again.words().take(MOST_WORDS).eq(words), "the image has other words");
        let mut table = Vec::new();
        lexicon.write_tsv(&mut table).expect("a vector does not fail");
        assert_eq!(lexicon.merged(&lexicon).len(), lexicon.len());
    }
}

pub(crate) fn dictionary(bytes: &[u8]) {
    for dictionary in [Dictionary::from_reader(bytes), Dictionary::from_bytes(bytes)].into_iter().flatten() {
        for (word, frequency, _) in dictionary.iter().take(MOST_WORDS) {
            assert_eq!(dictionary.frequency(&word), Some(frequency), "{word}");
        }
        if let Ok(image) = dictionary.to_bytes() {
            let again = Dictionary::from_bytes(&image).expect("an image that was just written");
            assert_eq!(sorted(&again), sorted(&dictionary), "the image has other words");
            if let Ok(other) = Dictionary::from_bytes(&damaged(image, bytes)) {
                let _ = sorted(&other);
                ChineseTokenizer::with_dictionary(other).tokenize(TEXT);
            }
        }
        let tokenizer = ChineseTokenizer::with_dictionary(dictionary);
        tokens_are_sound(TEXT, &tokenizer.tokenize(TEXT), CutMode::Exact);
    }
    for model in [Hmm::from_reader(bytes), Hmm::from_bytes(bytes)].into_iter().flatten() {
        let image = model.to_bytes();
        let again = Hmm::from_bytes(&image).expect("an image that was just written");
        assert_eq!(again.to_bytes(), image, "the image has other probabilities");
        for model in [Ok(again), Hmm::from_bytes(&damaged(image, bytes))].into_iter().flatten() {
            let tokenizer = CHINESE.clone().hmm(Some(Arc::new(model)));
            tokens_are_sound(TEXT, &tokenizer.tokenize(TEXT), CutMode::Exact);
        }
    }
}

/// The image with one byte changed, at a place that the input chooses. It must give an error or another table, but no
/// panic.
fn damaged(mut image: Vec<u8>, input: &[u8]) -> Vec<u8> {
    if let Some((&place, &flipped)) = input.first().zip(input.get(1)) {
        let place = usize::from(place) * image.len() / 256;
        image[place] ^= flipped | 1;
    }
    image
}

/// The words of a dictionary, sorted: a dictionary lists its words in no particular order.
fn sorted(dictionary: &Dictionary) -> Vec<(String, u64, &str)> {
    let mut words: Vec<_> = dictionary.iter().take(MOST_WORDS).collect();
    words.sort_unstable();
    words
}
