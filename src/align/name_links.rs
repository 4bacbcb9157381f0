//! Links between names that sound alike and have no other link.

use std::collections::HashSet;

use super::anchors::Anchors;
use super::bead_words::{BeadWords, middle};
use super::side::TokenClass;
use super::transliteration::{chinese_sounds, distance, english_sounds};
use crate::Span;
use crate::tables::{CharList, char_list};

/// Characters that are used to write foreign names.
const NAME_CHARACTERS: CharList = char_list!("name_characters.txt");

/// An English name and its Chinese transcription.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NameLink {
    /// Index of the English token in the bead.
    pub(super) english: usize,
    pub(super) chinese: Span,
    /// Probability that the link is right, 0 to 1.
    pub(super) probability: f32,
}

/// Shortest English word that may be a name, in letters.
const MIN_LETTERS: usize = 4;
/// Length of a Chinese name in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
/// Maximum number of Chinese names that an English word is compared with on each side of the expected place, divided by
/// the number of [`LENGTHS`].
const NEAREST: usize = 16;
/// Maximum distance in sound between linked names.
const MAX_DISTANCE: f32 = 0.35;
/// Log odds of a link at distance 0. They fall to 0 at [`MAX_DISTANCE`], where half the links of the development data
/// are right.
const CERTAINTY: f32 = 4.0;

/// Links English words to runs of Chinese name characters. Pairs that sound most alike are linked first, and each
/// word and each character is linked at most once. `linked` holds the indices of the English and of the Chinese
/// tokens that already have a link; these tokens are skipped.
///
/// Time O(tokens without a link), with a large constant: each English token is compared with up to 160 runs.
pub(super) fn name_links(
    english: &BeadWords,
    chinese: &BeadWords,
    linked: (&HashSet<usize>, &HashSet<usize>),
    anchors: &Anchors,
) -> Vec<NameLink> {
    let names = chinese_names(chinese, linked.1);
    let has_capitals = english.text.contains(|c: char| c.is_uppercase());
    let mut proposals = Vec::new();
    for (index, token) in english.tokens.iter().enumerate() {
        let word = english.of(token.span);
        let is_name = matches!(token.class, TokenClass::Content | TokenClass::Capitalized)
            && word.chars().filter(char::is_ascii_alphabetic).count() >= MIN_LETTERS
            && (!has_capitals || word.starts_with(char::is_uppercase));
        if names.is_empty() || !is_name || linked.0.contains(&index) {
            continue;
        }
        let sounds = english_sounds(word);
        let expected = anchors.interpolate(token.middle());
        let at = names.partition_point(|name| middle(name.span) < expected);
        let width = NEAREST * LENGTHS.count();
        for name in &names[at.saturating_sub(width)..(at + width).min(names.len())] {
            let far = distance(&sounds, &name.sounds);
            if far < MAX_DISTANCE {
                proposals.push((far, index, name.span));
            }
        }
    }
    proposals.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut taken_english, mut taken_chinese) = (HashSet::new(), HashSet::new());
    let mut links = Vec::new();
    for (far, index, span) in proposals {
        let offsets = || span.of(&chinese.text).char_indices().map(|(offset, _)| span.start + offset);
        if taken_english.contains(&index) || offsets().any(|offset| taken_chinese.contains(&offset)) {
            continue;
        }
        taken_english.insert(index);
        taken_chinese.extend(offsets());
        let probability = 1.0 / (1.0 + (-CERTAINTY * (1.0 - far / MAX_DISTANCE)).exp());
        links.push(NameLink { english: index, chinese: span, probability });
    }
    links
}

/// A part of the Chinese text that may be a name.
struct ChineseName {
    span: Span,
    sounds: Vec<u8>,
}

/// Returns all sequences of tokens that may be a name, sorted by start. The tokens of a sequence have no link and
/// consist of name characters, and the length of the sequence is in [`LENGTHS`].
fn chinese_names(chinese: &BeadWords, linked: &HashSet<usize>) -> Vec<ChineseName> {
    let is_free = |at: usize| {
        !linked.contains(&at)
            && chinese.of(chinese.tokens[at].span).chars().all(|c| NAME_CHARACTERS.contains(c))
    };
    let mut names = Vec::new();
    for first in 0..chinese.tokens.len() {
        let mut end = chinese.tokens[first].span.start;
        for (at, token) in chinese.tokens.iter().enumerate().skip(first).take(*LENGTHS.end()) {
            if token.span.start != end || !is_free(at) {
                break;
            }
            end = token.span.end;
            let span = Span::new(chinese.tokens[first].span.start, end);
            let count = chinese.of(span).chars().count();
            if count > *LENGTHS.end() {
                break;
            }
            if LENGTHS.contains(&count) {
                names.push(ChineseName { span, sounds: chinese_sounds(chinese.of(span)) });
            }
        }
    }
    names
}
