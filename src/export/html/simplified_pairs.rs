//! Pairs of traditional and simplified characters, with which the search of the page finds a word in either form.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::normalize::simplified;
use crate::script::is_han;

/// Every traditional character, and its simplified character.
static ALL: LazyLock<Vec<[char; 2]>> = LazyLock::new(|| {
    let characters = ('\u{3400}'..='\u{9fff}').chain('\u{20000}'..='\u{323af}');
    characters.map(|c| [c, simplified(c)]).filter(|[c, to]| c != to).collect()
});

/// Returns pairs of a traditional and a simplified character, such as `灣湾體体`, for the Chinese characters in the
/// texts, whichever of the two forms the texts have. With the pairs, the page converts both its texts and the words of
/// a search to simplified characters. It needs no other pairs, because their characters occur in no text.
///
/// Time O(length of the texts + number of traditional characters).
pub(super) fn simplified_pairs<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut present = BTreeSet::new();
    for text in texts {
        present.extend(text.chars().filter(|&c| is_han(c)).map(simplified));
    }
    let mut pairs = String::new();
    if present.is_empty() {
        return pairs;
    }
    pairs.extend(ALL.iter().filter(|[_, to]| present.contains(to)).flatten());
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_included_for_either_of_its_characters() {
        for (text, expected) in [("台湾", "湾"), ("臺灣", "湾"), ("人口", ""), ("Taiwan", ""), ("", "")]
        {
            let pairs = simplified_pairs([text].into_iter());
            let to: String = pairs.chars().skip(1).step_by(2).filter(|&c| c != '台').collect();
            assert_eq!(to, expected, "{text}: {pairs}");
        }
    }
}
