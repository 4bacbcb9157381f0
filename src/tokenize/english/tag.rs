//! Hashtags and mentions with Chinese characters: `#C位出道#`, `#旅行`, `@小明同学`.

use super::scan::Scan;
use crate::{Script, TokenKind};

/// Maximum length in characters of a topic between two `#`. Topics of Weibo have up to 32.
const LONGEST_TOPIC: usize = 32;
/// Maximum length in characters of a hashtag without a second `#`.
const LONGEST_HASHTAG: usize = 20;
/// Maximum length in characters of a name after `@`, as on Weibo.
const LONGEST_NAME: usize = 30;
/// Number of earlier tokens that are searched for a tag around a sign. A topic has fewer tokens, even if overlapping
/// tokens are counted.
const TOKENS_OF_TOPIC: usize = 128;

impl Scan<'_, '_> {
    /// Returns the end of the hashtag or mention that begins with the `sign` at `at`, if it contains a Chinese
    /// character. The end may lie past the end of the part.
    #[cold]
    pub(super) fn chinese_tag(&self, at: usize, sign: u8) -> Option<usize> {
        let (from, to) = self.visible();
        let before = self.whole.get(from..at)?.chars().next_back();
        let rest = self.whole.get(at + 1..to)?;
        if !rest.starts_with(|c| Script::of(c).is_letter() || sign == b'#' && c.is_ascii_digit())
            || before.is_some_and(is_word_character)
        {
            return None;
        }
        let length = if sign == b'@' {
            name_length(rest, LONGEST_NAME)?
        } else {
            topic_length(rest).or_else(|| {
                let length = name_length(rest, LONGEST_HASHTAG)?;
                let follows = rest[length..].chars().next();
                let is_line =
                    matches!(before, None | Some('\n')) && matches!(follows, None | Some('\n' | '\r'));
                let ends = follows.is_none_or(char::is_whitespace);
                // A hashtag that fills a line may be a Markdown heading.
                (ends && !is_line).then_some(length)
            })?
        };
        let is_chinese = rest[..length].chars().any(|c| Script::of(c) == Script::Han);
        is_chinese.then_some(at + 1 + length)
    }

    /// Whether an earlier token is a tag that contains the offset `at`.
    pub(super) fn in_tag(&self, at: usize) -> bool {
        let tokens = self.tokens().iter().rev().take(TOKENS_OF_TOPIC);
        let mut tags = tokens.take_while(|token| token.span.start < at);
        tags.any(|token| token.kind == TokenKind::Tag && token.span.end > at)
    }
}

/// Returns the length in bytes of the topic that `rest` starts with, including the `#` after the topic. A topic contains no
/// white space.
fn topic_length(rest: &str) -> Option<usize> {
    let mut topic = rest.char_indices().take(LONGEST_TOPIC + 1);
    let ends = |c: char| matches!(c, '#' | '。' | '；' | '@') || c.is_whitespace();
    let (at, _) = topic.find(|&(_, c)| ends(c)).filter(|&(_, c)| c == '#')?;
    let opens = rest[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (!opens).then_some(at + 1)
}

/// Returns the length in bytes of the name that `rest` starts with, or `None` if the name has more than `longest`
/// characters.
fn name_length(rest: &str, longest: usize) -> Option<usize> {
    let mut characters = 0;
    let mut rest_of = rest.chars();
    let mut length = 0;
    while let Some(c) = rest_of.next() {
        let joins = matches!(c, '-' | '·') && rest_of.clone().next().is_some_and(is_name_character);
        if !is_name_character(c) && !joins {
            break;
        }
        length += c.len_utf8();
        characters += 1;
        if characters > longest {
            return None;
        }
    }
    Some(length)
}

fn is_name_character(c: char) -> bool {
    let script = Script::of(c);
    script.is_letter() || script == Script::Digit || script == Script::Mark || c == '_'
}

/// Whether `c` is a letter of an alphabet, a digit or `_`.
fn is_word_character(c: char) -> bool {
    matches!(Script::of(c), Script::Latin | Script::Letter | Script::Digit) || c == '_'
}
