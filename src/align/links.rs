//! Token links: pairs of tokens that may translate each other. Only sentences that can share a bead of the search band
//! are linked.

use super::band::Band;
use super::side::Side;
use super::translations::{Translation, Translations};

/// An English and a Chinese token that may translate each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenLink {
    /// Index of the token in its sentence.
    pub(crate) english: u32,
    pub(crate) chinese: u32,
    /// [`Translation::forward`] divided by the background probability of the English type.
    pub(crate) forward: f32,
    /// [`Translation::backward`] divided by the background probability of the Chinese type.
    pub(crate) backward: f32,
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
}

/// Maximum number of links of an English token with one Chinese sentence. Without a limit, the number of links of a
/// sentence that repeats one word would grow with the square of its length.
const MAX_REPEATS: usize = 16;

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
    /// Time O(entries of the Chinese tokens + English tokens in the band + links).
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
        for row in 0..band.len() - 1 {
            found.clear();
            for (at, token) in chinese.tokens_of(first + row).iter().enumerate() {
                let background = 1.0 / translations.chinese_background[token.id as usize];
                for entry in translations.of(token.id) {
                    let head = &mut heads[entry.english as usize];
                    let entry = Translation { backward: entry.backward * background, ..*entry };
                    found.push((at as u32, entry, *head));
                    *head = (found.len() - 1) as u32;
                }
            }
            let columns = band.sentences(row);
            let columns = first_english + columns.start..first_english + columns.end;
            rows.push((starts.len() - 1, columns.start));
            for column in columns {
                for (at, token) in english.tokens_of(column).iter().enumerate() {
                    let mut next = heads[token.id as usize];
                    let background = 1.0 / translations.english_background[token.id as usize];
                    let mut repeats = 0;
                    while next != NONE && repeats < MAX_REPEATS {
                        repeats += 1;
                        let (position, entry, following) = found[next as usize];
                        links.push(TokenLink {
                            english: at as u32,
                            chinese: position,
                            forward: entry.forward * background,
                            backward: entry.backward,
                        });
                        next = following;
                    }
                }
                starts.push(links.len());
            }
            for (_, entry, _) in &found {
                heads[entry.english as usize] = NONE;
            }
        }
        Self { links, starts, rows, first }
    }

    /// Returns the links of a pair of sentences in the band.
    pub(crate) fn of(&self, chinese: usize, english: usize) -> &[TokenLink] {
        let (pair, column) = self.rows[chinese - self.first];
        let pair = pair + english - column;
        &self.links[self.starts[pair]..self.starts[pair + 1]]
    }
}
