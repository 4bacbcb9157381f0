//! Decides which of two texts is in English and which is in Chinese.

use std::collections::HashSet;

use super::language::{LATIN_PER_HAN, LineLanguage, LineLetters};

/// Which of two texts is in English and which is in Chinese, judged by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TextOrder {
    /// The first text is in English, the second one in Chinese.
    EnglishFirst,
    /// The first text is in Chinese, the second one in English.
    ChineseFirst,
    /// Both texts are in English.
    BothEnglish,
    /// Both texts are in Chinese.
    BothChinese,
    /// The content does not decide. For example, both texts are in both languages, or neither text has letters.
    Unclear,
}

/// Decides which of two texts is in English and which is in Chinese, by the languages of their lines.
///
/// Lines that both texts contain, such as source code, do not count. A Han character counts as much as 2.5 Latin
/// letters. A line with Chinese grammar is Chinese, however many Latin names it contains.
///
/// Time O(length of both texts).
///
/// ```
/// use bitext::{TextOrder, text_order};
///
/// let english = "Install it:\n\nnpm install --save-dev compiler\n";
/// let chinese = "安装：\n\nnpm install --save-dev compiler\n";
/// assert_eq!(text_order(chinese, english), TextOrder::ChineseFirst);
/// assert_eq!(text_order(english, "Build it.\n"), TextOrder::BothEnglish);
/// ```
#[must_use]
pub fn text_order(one: &str, other: &str) -> TextOrder {
    let (first, second) = (LineWeights::of(one, other), LineWeights::of(other, one));
    match (first.chinese_share(), second.chinese_share()) {
        (None, None) => TextOrder::Unclear,
        (Some(share), None) => known(share, TextOrder::EnglishFirst, TextOrder::ChineseFirst),
        (None, Some(share)) => known(share, TextOrder::ChineseFirst, TextOrder::EnglishFirst),
        (Some(first), Some(second)) => {
            if first.max(second) < MIN_CHINESE {
                TextOrder::BothEnglish
            } else if second - first >= MIN_DIFFERENCE {
                TextOrder::EnglishFirst
            } else if first - second >= MIN_DIFFERENCE {
                TextOrder::ChineseFirst
            } else if first.min(second) > 1.0 - MIN_DIFFERENCE {
                TextOrder::BothChinese
            } else {
                TextOrder::Unclear
            }
        }
    }
}

/// Two texts are both English if the [share of Chinese](LineWeights::chinese_share) in each is below this share.
const MIN_CHINESE: f32 = 0.1;

/// Minimum difference between the shares of Chinese in two texts of which one is Chinese and the other English.
const MIN_DIFFERENCE: f32 = 0.2;

/// Returns the order if only one text has letters. `share` is the share of Chinese in that text.
fn known(share: f32, if_english: TextOrder, if_chinese: TextOrder) -> TextOrder {
    if share > 1.0 - MIN_DIFFERENCE {
        if_chinese
    } else if share < MIN_DIFFERENCE {
        if_english
    } else {
        TextOrder::Unclear
    }
}

/// Number of letters of a text in lines of each language. A Han character counts as [`LATIN_PER_HAN`] letters.
#[derive(Clone, Copy, Debug, Default)]
struct LineWeights {
    english: f32,
    chinese: f32,
    other: f32,
}

impl LineWeights {
    /// Counts the letters in the lines that `other` lacks, or in all lines if those lines have no letters.
    fn of(text: &str, other: &str) -> Self {
        let lines: HashSet<&str> = other.lines().map(str::trim).collect();
        let own = Self::sum(text.lines().map(str::trim).filter(|line| !lines.contains(line)));
        if own.english + own.chinese + own.other > 0.0 { own } else { Self::sum(text.lines()) }
    }

    fn sum<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut weights = Self::default();
        for line in lines {
            let letters = LineLetters::of(line);
            let weight = letters.latin as f32 + LATIN_PER_HAN * letters.han as f32;
            match letters.language() {
                Some(LineLanguage::English) => weights.english += weight,
                Some(LineLanguage::Chinese) => weights.chinese += weight,
                Some(LineLanguage::Other) => weights.other += weight.max(1.0),
                None => {}
            }
        }
        weights
    }

    /// Returns the share of Chinese lines in the letters of English and Chinese lines, or `None` unless most letters of
    /// the text are in these lines.
    fn chinese_share(self) -> Option<f32> {
        let known = self.english + self.chinese;
        (known > self.other).then(|| self.chinese / known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_of_texts() {
        let code = "const client = new Client();\nawait client.connect();\nconst rows = await client.query(\"select 1\");\n";
        let rows = [
            ("Tea is ready.", "茶好了。", TextOrder::EnglishFirst),
            ("茶好了。", "Tea is ready.", TextOrder::ChineseFirst),
            (
                "Install Docker Desktop, then open Settings.",
                "安装 Docker Desktop，打开 Settings。",
                TextOrder::EnglishFirst,
            ),
            (&*format!("使用该接口。\n{code}"), &*format!("Use the API.\n{code}"), TextOrder::ChineseFirst),
            (
                "Li Bai (李白) was a poet.\nHe liked wine.",
                "李白是诗人。\n他喜欢酒。",
                TextOrder::EnglishFirst,
            ),
            ("茶好了。", "水开了。", TextOrder::BothChinese),
            ("Tea is ready.", "The water boils.", TextOrder::BothEnglish),
            ("1\t2\t3", "茶好了。", TextOrder::EnglishFirst),
            ("Tea is ready.", "1\t2\t3", TextOrder::EnglishFirst),
            ("1", "2", TextOrder::Unclear),
            ("", "", TextOrder::Unclear),
            ("Tea is ready.\n茶好了。", "Water boils.\n水开了。", TextOrder::Unclear),
        ];
        for (one, other, expected) in rows {
            assert_eq!(text_order(one, other), expected, "{one} | {other}");
        }
    }
}
