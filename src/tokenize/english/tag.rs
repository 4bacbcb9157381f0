//! Hashtags and mentions with Chinese: `#C位出道#`, `#旅行`, `@小明同学`.

use super::scan::Scan;
use crate::{Script, TokenKind};

/// Characters of the longest topic between two `#`; those of Weibo have 32.
const LONGEST_TOPIC: usize = 32;
/// Characters of the longest hashtag without a second `#`.
const LONGEST_HASHTAG: usize = 20;
/// Characters of the longest name after `@`: Weibo's limit.
const LONGEST_NAME: usize = 30;
/// More than the number of tokens that a topic can consist of, with overlapping ones.
const TOKENS_OF_TOPIC: usize = 128;

impl Scan<'_, '_> {
    /// The end of a hashtag or mention with a Chinese character that begins with the `sign` at `at`. It may be past the
    /// end of the part.
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
                // A line of its own may be a heading of Markdown.
                (ends && !is_line).then_some(length)
            })?
        };
        let is_chinese = rest[..length].chars().any(|c| Script::of(c) == Script::Han);
        is_chinese.then_some(at + 1 + length)
    }

    /// Whether the text at `at` lies in a tag that an earlier token already covers.
    pub(super) fn in_tag(&self, at: usize) -> bool {
        let tokens = self.tokens().iter().rev().take(TOKENS_OF_TOPIC);
        let mut tags = tokens.take_while(|token| token.span.start < at);
        tags.any(|token| token.kind == TokenKind::Tag && token.span.end > at)
    }
}

/// Length of the topic that `rest` starts with and of the `#` after it.
fn topic_length(rest: &str) -> Option<usize> {
    let mut last = ' ';
    for (at, c) in rest.char_indices().take(LONGEST_TOPIC + 1) {
        match c {
            '#' => {
                let opens = rest[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
                return (!last.is_whitespace() && !opens).then_some(at + 1);
            }
            '\n' | '\r' | '\t' | '。' | '；' | '@' => return None,
            _ => last = c,
        }
    }
    None
}

/// Length of the name that `rest` starts with, unless it has more than `longest` characters.
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

/// Whether `c` is a letter or digit of a script with blanks between words.
fn is_word_character(c: char) -> bool {
    matches!(Script::of(c), Script::Latin | Script::Letter | Script::Digit) || c == '_'
}
