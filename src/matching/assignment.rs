//! One to one or none: each document is in at most one pair.

/// Chooses pairs in descending order of their probability; each document is chosen once at most. `pairs` holds the
/// English document, the Chinese document and the probability of each candidate. Returns the indices of the chosen
/// candidates, in the order of the English documents.
///
/// Time O(n log n).
pub(super) fn one_to_one(pairs: &[(usize, usize, f32)], min_probability: f32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pairs.len()).filter(|&at| pairs[at].2 >= min_probability).collect();
    order.sort_unstable_by(|&one, &other| {
        let (a, b) = (pairs[one], pairs[other]);
        b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1)))
    });
    let size =
        |side: fn(&(usize, usize, f32)) -> usize| pairs.iter().map(side).max().map_or(0, |last| last + 1);
    let (mut english, mut chinese) = (vec![false; size(|pair| pair.0)], vec![false; size(|pair| pair.1)]);
    order.retain(|&at| {
        let (own, other, _) = pairs[at];
        let is_free = !english[own] && !chinese[other];
        if is_free {
            (english[own], chinese[other]) = (true, true);
        }
        is_free
    });
    order.sort_unstable_by_key(|&at| pairs[at].0);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_probable_pairs_win() {
        let pairs =
            [(0, 0, 0.6), (0, 1, 0.9), (1, 1, 0.8), (1, 0, 0.5), (2, 2, 0.4), (3, 3, 0.7), (3, 4, 0.7)];
        assert_eq!(one_to_one(&pairs, 0.5), [1, 3, 5]);
        assert_eq!(one_to_one(&pairs, 0.0), [1, 3, 4, 5]);
        assert!(one_to_one(&[], 0.5).is_empty());
    }
}
