//! Removes prices and fill-in lines (`.....`) from the end of an item.

/// Returns `text` without the price and the fill-in line at its end. Both `Noodles ¥38` and `Noodles ..... ¥38` become
/// `Noodles`.
pub(super) fn without_price(text: &str) -> &str {
    let filler = |c: char| c.is_whitespace() || matches!(c, '_' | '.' | '…' | '·');
    let text = text.trim_end_matches(|c: char| c == '_' || c.is_whitespace());
    let body = text.trim_end_matches("元").trim_end();
    let without = body.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let signs = ['¥', '￥', '$', '€', '£'];
    let Some(last) = without.chars().next_back() else { return text };
    if without.len() == body.len() || !body.ends_with(|c: char| c.is_ascii_digit()) || !signs.contains(&last)
    {
        return text;
    }
    let before = without.trim_end_matches(signs);
    let before = before.strip_suffix("NT").or_else(|| before.strip_suffix("RMB")).unwrap_or(before);
    // After a sentence, an amount is a price only if a wide gap or a fill-in line precedes the amount.
    let bare = before.trim_end_matches(filler);
    if bare.len() + 2 > before.len() && !before.ends_with(['\t', '\u{3000}']) && !ends_like_item(bare) {
        return text;
    }
    bare
}

/// Maximum number of words in an item of a menu or price list.
const MAX_ITEM_WORDS: usize = 8;

/// Whether a text is an item of a menu or price list rather than a sentence that ends with an amount.
fn ends_like_item(text: &str) -> bool {
    text.split_whitespace().count() <= MAX_ITEM_WORDS && !text.contains(['。', '，', ',', '.'])
}
