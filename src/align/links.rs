//! The pairs of tokens that translate each other, for each pair of sentences in the band.

use super::band::Band;
use super::lexical::{Entry, Translations};
use super::text::Side;

/// A Chinese token and an English one of two sentences.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    /// Number of the token in its sentence.
    pub(crate) english: u32,
    pub(crate) chinese: u32,
    pub(crate) forward: f32,
    pub(crate) backward: f32,
}

/// The links of every pair of sentences in a band.
#[derive(Debug, Default)]
pub(crate) struct Links {
    links: Vec<Link>,
    /// Where the links of each pair of sentences start, by Chinese sentence; one more at the end.
    starts: Vec<usize>,
    /// Number of the first pair of each Chinese sentence, and its first English sentence.
    rows: Vec<(usize, usize)>,
    /// The Chinese sentence that the first row stands for.
    first: usize,
}

/// Tokens of a Chinese sentence that one English token is linked with at most: a sentence that says a word more often
/// is a list or a joke, and would take the square of its length.
const MOST_REPEATS: usize = 16;

const NONE: u32 = u32::MAX;

impl Links {
    /// The links of two whole sides.
    pub(crate) fn new(english: &Side, chinese: &Side, translations: &Translations, band: &Band) -> Self {
        Self::within((english, 0), (chinese, 0), translations, band, &mut Vec::new())
    }

    /// The links of a part of each side: the band counts sentences from the number given with the side.
    /// `heads` is memory that is used again and again.
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
        // For each English type a list of what the Chinese sentence at hand has for it.
        heads.resize(english.types.len(), NONE);
        let mut found: Vec<(u32, Entry, u32)> = Vec::new();
        for row in 0..band.len() - 1 {
            found.clear();
            for (at, word) in chinese.words_of(first + row).iter().enumerate() {
                for entry in translations.of(word.id) {
                    let head = &mut heads[entry.english as usize];
                    found.push((at as u32, *entry, *head));
                    *head = (found.len() - 1) as u32;
                }
            }
            let columns = band.sentences(row);
            let columns = first_english + columns.start..first_english + columns.end;
            rows.push((starts.len() - 1, columns.start));
            for column in columns {
                for (at, word) in english.words_of(column).iter().enumerate() {
                    let mut next = heads[word.id as usize];
                    let mut repeats = 0;
                    while next != NONE && repeats < MOST_REPEATS {
                        repeats += 1;
                        let (token, entry, following) = found[next as usize];
                        links.push(Link {
                            english: at as u32,
                            chinese: token,
                            forward: entry.forward,
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

    /// The links of a Chinese and an English sentence whose pair lies in the band.
    pub(crate) fn of(&self, chinese: usize, english: usize) -> &[Link] {
        let (pair, column) = self.rows[chinese - self.first];
        let pair = pair + english - column;
        &self.links[self.starts[pair]..self.starts[pair + 1]]
    }
}
