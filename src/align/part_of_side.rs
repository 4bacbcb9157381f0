//! Copies some sentences of a side into a new side, and counts types and repetitions only in these sentences.

use std::ops::Range;
use std::sync::Arc;

use super::side::{Side, SideBuilder, TypeId};

impl Side {
    /// Creates a side with the sentences of a range. Counts and repetitions refer only to these sentences. Also returns,
    /// for each type of the new side, its id in the old side. The types of the new side are not found by their texts.
    ///
    /// `ids` is a scratch buffer; it must be empty or the buffer of an earlier call for the same side.
    ///
    /// Time O(tokens of the range), and O(types of the side) in the first call.
    pub(crate) fn part(&self, sentences: Range<usize>, ids: &mut Vec<Option<TypeId>>) -> (Self, Vec<TypeId>) {
        ids.resize(self.types.len(), None);
        let mut out = SideBuilder::new();
        let mut origins = Vec::new();
        for sentence in sentences.clone() {
            for token in self.tokens_of(sentence) {
                let id = match &mut ids[token.id as usize] {
                    Some(id) => *id,
                    id @ None => {
                        origins.push(token.id);
                        *id.insert(out.types().push(Arc::clone(&self.types.texts[token.id as usize])))
                    }
                };
                out.copied_token(id, token);
            }
            out.copied_sentence(self, sentence);
        }
        for &id in &origins {
            ids[id as usize] = None;
        }
        let mut part = out.build();
        part.has_quotes = self.has_quotes;
        part.times = self.times.get(sentences).map(<[_]>::to_vec).unwrap_or_default();
        (part, origins)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{chinese_side, english_side};
    use super::*;
    use crate::Lexicon;

    #[test]
    fn a_part_equals_a_side_of_its_sentences() {
        let english = [
            "The mill stopped on 12 May.",
            "Nobody knew why the wheel stood still.",
            "\"Who has the key?\" she asked.",
            "The mill stopped on 12 May.",
            "They didn't wait.",
        ];
        let chinese = ["磨坊停了。", "没人知道为什么。", "“谁有 key?”她问。", "磨坊停了。", "他们没有等。"];
        let lexicon = Lexicon::from_tsv("磨坊\tmill\n没人\tnobody\n他们\tthey\n".as_bytes()).unwrap();
        let (mut english_ids, mut chinese_ids) = (Vec::new(), Vec::new());
        let sides = (english_side(&english), chinese_side(&chinese, &lexicon));
        for range in [0..5, 0..2, 1..4, 3..5, 2..2] {
            let parts = [
                (sides.0.part(range.clone(), &mut english_ids).0, english_side(&english[range.clone()])),
                (
                    sides.1.part(range.clone(), &mut chinese_ids).0,
                    chinese_side(&chinese[range.clone()], &lexicon),
                ),
            ];
            for (part, alone) in parts {
                assert_eq!(part.types.texts, alone.types.texts, "{range:?}");
                assert_eq!(part.types.counts, alone.types.counts, "{range:?}");
                let tokens = |side: &Side| -> Vec<_> {
                    let scale = side.scale[0];
                    let place = |middle: u32| middle.wrapping_sub(scale);
                    side.tokens.iter().map(|t| (t.id, t.class, t.start, t.end, place(t.middle))).collect()
                };
                assert_eq!(tokens(&part), tokens(&alone), "{range:?}");
                assert_eq!(part.starts, alone.starts, "{range:?}");
                assert_eq!(part.chars, alone.chars, "{range:?}");
                assert_eq!(part.latin, alone.latin, "{range:?}");
                assert_eq!(part.repeats, alone.repeats, "{range:?}");
            }
        }
    }
}
