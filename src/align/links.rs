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

#[derive(Debug)]
pub(crate) struct Links {
    links: Vec<Link>,
    /// Where the links of each pair of sentences start, by Chinese sentence; one more at the end.
    starts: Vec<usize>,
    /// Number of the first pair of each Chinese sentence, and its first English sentence.
    rows: Vec<(usize, usize)>,
}

const NONE: u32 = u32::MAX;

impl Links {
    /// Time O(entries of the Chinese tokens + English tokens in the band + links).
    pub(crate) fn new(english: &Side, chinese: &Side, translations: &Translations, band: &Band) -> Self {
        let mut links = Vec::new();
        let mut starts = vec![0];
        let mut rows = Vec::with_capacity(chinese.len());
        // For each English type a list of what the Chinese sentence at hand has for it.
        let mut heads = vec![NONE; english.types.len()];
        let mut found: Vec<(u32, Entry, u32)> = Vec::new();
        for row in 0..chinese.len() {
            found.clear();
            for (at, word) in chinese.words_of(row).iter().enumerate() {
                for entry in translations.of(word.id) {
                    let head = &mut heads[entry.english as usize];
                    found.push((at as u32, *entry, *head));
                    *head = (found.len() - 1) as u32;
                }
            }
            let columns = band.sentences(row);
            rows.push((starts.len() - 1, columns.start));
            for column in columns {
                for (at, word) in english.words_of(column).iter().enumerate() {
                    let mut next = heads[word.id as usize];
                    while next != NONE {
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
        Self { links, starts, rows }
    }

    /// The links of a Chinese and an English sentence whose pair lies in the band.
    pub(crate) fn of(&self, chinese: usize, english: usize) -> &[Link] {
        let (pair, first) = self.rows[chinese];
        let pair = pair + english - first;
        &self.links[self.starts[pair]..self.starts[pair + 1]]
    }
}
