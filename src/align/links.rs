//! Token links: pairs of tokens that may translate each other. Only sentences that can share a bead of the search band
//! are linked.

use super::band::Band;
use super::linked_tokens::LinkedTokens;
use super::side::{Side, SideToken};
use super::translation::Translation;
use super::translations::Translations;

/// An English and a Chinese token that may translate each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenLink {
    /// Index of the token among the linked tokens of its sentence.
    pub(crate) english: u32,
    pub(crate) chinese: u32,
    /// [`Translation::forward`] divided by the background probability of the English type.
    pub(crate) forward: f32,
    /// [`Translation::backward`] divided by the background probability of the Chinese type.
    pub(crate) backward: f32,
}

impl TokenLink {
    /// `background` is 1 divided by the background probability of the English type. The Chinese one is already part of
    /// `entry`.
    fn new(english: u32, chinese: u32, entry: Translation, background: f32) -> Self {
        Self { english, chinese, forward: entry.forward * background, backward: entry.backward }
    }
}

/// The links between the tokens of each pair of sentences in a band.
#[derive(Debug, Default)]
pub(crate) struct TokenLinks {
    links: Vec<TokenLink>,
    /// `starts[i]` is the index of the first link of sentence pair i. One entry more than pairs: the last is
    /// `links.len()`.
    starts: Vec<usize>,
    /// For each Chinese sentence, the index of its first pair and the English sentence of that pair.
    rows: Vec<(usize, usize)>,
    /// Index of the Chinese sentence that `rows` starts with.
    first: usize,
    /// The tokens that have a link.
    pub(crate) english: LinkedTokens,
    pub(crate) chinese: LinkedTokens,
}

/// Maximum number of links of an English token with one Chinese sentence. Without a limit, the number of links of a
/// sentence that repeats one word would grow with the square of its length.
const MAX_REPEATS: usize = 16;

/// Maximum number of tokens of an English sentence that is linked with a Chinese one, for each token of the Chinese
/// sentences that can share a bead with it, and [`TOKEN_SLACK`] tokens more. A longer sentence cannot be a translation of
/// them. Without a limit, a text without final marks would be linked with each sentence of a long text.
const MAX_TOKEN_RATIO: usize = 4;
const TOKEN_SLACK: usize = 128;

/// Whether an English sentence may have a translation in Chinese sentences, by their numbers of tokens.
pub(crate) fn may_be_linked(english: usize, chinese: usize) -> bool {
    english <= MAX_TOKEN_RATIO * chinese + TOKEN_SLACK
}

/// The end of a linked list.
const NONE: u32 = u32::MAX;

impl TokenLinks {
    /// Links two whole sides.
    pub(crate) fn new(english: &Side, chinese: &Side, translations: &Translations, band: &Band) -> Self {
        Self::within((english, 0), (chinese, 0), translations, band, &mut Vec::new())
    }

    /// Links a part of the English side, which begins at the sentence `first_english`, and a part of the Chinese
    /// side, which begins at the sentence `first`. Sentence 0 of the band is the first sentence of the part. `heads`
    /// is a scratch buffer, reused between calls.
    ///
    /// Sentences of very different lengths have no links: see [`may_be_linked`].
    ///
    /// Time O(entries of the Chinese tokens + tokens in the band + links).
    pub(crate) fn within(
        (english, first_english): (&Side, usize),
        (chinese, first): (&Side, usize),
        translations: &Translations,
        band: &Band,
        heads: &mut Vec<u32>,
    ) -> Self {
        let mut links = Vec::new();
        let mut starts = vec![0];
        let mut rows = Vec::with_capacity(band.len());
        // `heads[t]` is the head of a linked list in `found`: the tokens of the Chinese sentence that English type t
        // may translate.
        heads.resize(english.types.len(), NONE);
        let mut found: Vec<(u32, Translation, u32)> = Vec::new();
        let sentences = [
            (first_english, first_english + *band.row(band.len() - 1).end()),
            (first, first + band.len() - 1),
        ];
        // For each token of these sentences, 1 if the token has a link.
        let [mut linked_english, mut linked_chinese] = [(english, sentences[0]), (chinese, sentences[1])]
            .map(|(side, (first, end))| vec![0_u32; side.token_count(first, end)]);
        for row in 0..band.len() - 1 {
            fill_heads(chinese.tokens_of(first + row), translations, heads, &mut found);
            let near = band.near(row);
            let chinese_count = chinese.token_count(first + near.start, first + near.end);
            let columns = band.sentences(row);
            let columns = first_english + columns.start..first_english + columns.end;
            rows.push((starts.len() - 1, columns.start));
            let linked_chinese = &mut linked_chinese[chinese.token_count(first, first + row)..];
            for column in columns {
                let linked_english = &mut linked_english[english.token_count(first_english, column)..];
                let tokens = Some(english.tokens_of(column));
                let tokens = tokens.filter(|tokens| may_be_linked(tokens.len(), chinese_count));
                for (at, token) in tokens.unwrap_or_default().iter().enumerate() {
                    let mut next = heads[token.id as usize];
                    if next == NONE {
                        continue;
                    }
                    linked_english[at] = 1;
                    let background = 1.0 / translations.english_background[token.id as usize];
                    let mut repeats = 0;
                    while next != NONE && repeats < MAX_REPEATS {
                        repeats += 1;
                        let (position, entry, following) = found[next as usize];
                        linked_chinese[position as usize] = 1;
                        links.push(TokenLink::new(at as u32, position, entry, background));
                        next = following;
                    }
                }
                starts.push(links.len());
            }
            for (_, entry, _) in &found {
                heads[entry.english as usize] = NONE;
            }
        }
        let links = Self { links, starts, rows, first, ..Self::default() };
        links.numbered([(english, sentences[0]), (chinese, sentences[1])], [linked_english, linked_chinese])
    }

    /// Sets the linked tokens of both sides, and numbers the tokens of the links by them: before, a link has the index
    /// of each token in its sentence. `linked` has an entry for each token of the sentences of each side, English first:
    /// 1 if the token has a link.
    fn numbered(
        mut self,
        [(english, english_range), (chinese, chinese_range)]: [(&Side, (usize, usize)); 2],
        mut linked: [Vec<u32>; 2],
    ) -> Self {
        self.english = LinkedTokens::new(english, english_range, &mut linked[0]);
        self.chinese = LinkedTokens::new(chinese, chinese_range, &mut linked[1]);
        for (row, &(start, column)) in self.rows.iter().enumerate() {
            let chinese_numbers = &linked[1][chinese.token_count(self.first, self.first + row)..];
            let end = self.rows.get(row + 1).map_or(self.starts.len() - 1, |next| next.0);
            for (pair, column) in (start..end).zip(column..) {
                let english_numbers = &linked[0][english.token_count(english_range.0, column)..];
                for link in &mut self.links[self.starts[pair]..self.starts[pair + 1]] {
                    link.english = english_numbers[link.english as usize];
                    link.chinese = chinese_numbers[link.chinese as usize];
                }
            }
        }
        self
    }

    /// Returns the links of a pair of sentences in the band.
    pub(crate) fn of(&self, chinese: usize, english: usize) -> &[TokenLink] {
        let (pair, column) = self.rows[chinese - self.first];
        let pair = pair + english - column;
        &self.links[self.starts[pair]..self.starts[pair + 1]]
    }
}

/// Replaces `found` by the translations of the tokens of a Chinese sentence, each with the index of the token and the
/// next entry of the same English type. `heads` gets the first entry of each English type.
fn fill_heads(
    tokens: &[SideToken],
    translations: &Translations,
    heads: &mut [u32],
    found: &mut Vec<(u32, Translation, u32)>,
) {
    found.clear();
    for (at, token) in tokens.iter().enumerate() {
        let background = 1.0 / translations.chinese_background[token.id as usize];
        for entry in translations.of(token.id) {
            let head = &mut heads[entry.english as usize];
            let entry = Translation { backward: entry.backward * background, ..*entry };
            found.push((at as u32, entry, *head));
            *head = (found.len() - 1) as u32;
        }
    }
}
