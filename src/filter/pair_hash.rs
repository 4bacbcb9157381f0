//! The hash by which duplicate pairs are found.

use crate::normalize::{Case, Normalizer, Width};
use crate::tables::Fnv1a;

/// Ends a word. The byte does not occur in UTF-8.
const END: u8 = 0xff;

/// Returns a hash of a pair that is equal for duplicates, as [`Rejection::Duplicate`](crate::Rejection::Duplicate)
/// defines them: it ignores case, the width of characters, the amount of white space between English words, and all
/// white space in the Chinese text.
///
/// The hash can be stored: it does not depend on the machine, the compiler or the process. It changes only if the
/// Unicode tables of the crate change. Two different pairs have the same hash with a probability of about 2⁻⁶⁴. It is no
/// defence against texts that are made to collide.
///
/// It is FNV-1a (Fowler, Noll and Vo, 1991) over the normalized words of both texts. Time O(length of the texts).
///
/// ```
/// use bitext::pair_hash;
///
/// let hash = pair_hash("Tea is ready.", "茶好了。");
/// assert_eq!(pair_hash("TEA  is ready.", "茶 好了。"), hash);
/// assert_ne!(pair_hash("Tea is steady.", "茶好了。"), hash);
/// ```
#[must_use]
pub fn pair_hash(english: &str, chinese: &str) -> u64 {
    let normalizer = Normalizer::new().width(Width::Half).case(Case::Fold);
    let english = normalizer.normalize(english);
    let chinese = normalizer.normalize(chinese);
    let words = english.text().split_whitespace().flat_map(|word| word.bytes().chain([END]));
    // Words are never empty, so two end bytes mark the end of the English text. Spaces between Chinese words have no
    // meaning, so no byte ends a Chinese word.
    let bytes = words.chain([END]).chain(chinese.text().split_whitespace().flat_map(str::bytes));
    Fnv1a::new().add_bytes(bytes).finish()
}
