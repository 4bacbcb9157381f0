//! Language runs, which tile a text.
//!
//! Letters determine the languages: a run holds consecutive letters of one language. The characters between the letters
//! of two runs belong to no language, and go to one of the runs by these rules (`｜` marks the boundary):
//!
//! | characters | go to | example |
//! |---|---|---|
//! | before the first letter, after the last one | the only adjacent run | `1. 背景`, `done 👍` |
//! | line breaks | the run before them; all characters after the last line break go to the next run | `Summary⏎｜1. 背景` |
//! | white space | the run before it | `喝 ｜coffee ｜吧` |
//! | Chinese punctuation (`，。、；：《》「」（）`) beside Latin or other letters | the Chinese, Japanese or Korean side | `杂志《｜TIME｜》`, `Selah｜、领带` |
//! | an opening bracket or quote | the text it opens | `他说：｜“Go.”` |
//! | a closing bracket or quote, an end mark, any other sign | the run before it | `“Go.”｜他走了` |
//! | digits between Han and Latin letters | the Latin side, except as follows | `Mate 60 ｜于`, `Windows 10｜系统`, `当 ｜2 eggs`, `用｜iOS17｜系统`, `第｜3D｜层` |
//! | ... that touch Han characters only, and are not the number of a name (`Windows 10`, `Windows-10`) | the Han side | `成立于2007 ｜as`, `hotel: ｜3室` |
//! | ... before a Chinese unit of time | the Han side | `AM ｜1923年` |
//! | ... that touch both, if the Latin word is too long for a unit (`8GB`) or a product name (`mp3`) | the Han side | `5月26｜Kayla`, `evening｜500多` |
//! | digits between any other two languages | the side that they touch; if they touch both or neither, the run before | `за 3 ｜years` |
//! | signs attached to digits (`$`, `#`, `%`, `.`) | the same side as the digits | `共 ｜$450M` |
//! | a combining mark | the character before it | `e\u{301}` |
//!
//! The language of the letters:
//!
//! | letters | language | example |
//! |---|---|---|
//! | Han | Chinese | `开放时间` |
//! | Han and kana in one sentence | Japanese | `彼女の存在` |
//! | ... with more characters that modern Japanese does not use than hiragana (four katakana count as one hiragana) | Chinese | `ラーメン｜二郎在东京有很多分店` |
//! | ... with a character that only Chinese writes, and with each hiragana beside another kana | Chinese | `今天去了｜ユニクロ｜买衣服` |
//! | ... with kana in brackets only, and a character elsewhere that modern Japanese does not use | Chinese outside the brackets | `动画｜《となりのトトロ》` |
//! | kana | Japanese; a single kana in a Chinese sentence counts as Chinese | `カタカナ`, `鲜の味，这里有` |
//! | Hangul; in a sentence with more Hangul than Han, also Han beside Hangul and single Han characters | Korean | `대한민국(大韓民國)은`, `北 미사일` |
//! | Han beside Hangul, in a sentence with a character that only Chinese writes | Chinese | `你好 ｜안녕하세요` |
//! | Zhuyin | Chinese | `ㄅㄆㄇ` |
//! | Latin | English, unless its words are evidence of another language | `Je ne sais pas` |
//! | Latin words in pinyin, laughter, chat abbreviations | no evidence | `Zhang Wei`, `hahaha`, `idk` |
//! | Unicode's Roman numerals, at most two Greek letters in a row, mathematical letters | none: they count as digits | `第Ⅱ章`, `β-胡萝卜素` |
//! | any other | the language of the script; `whatlang` decides if the script has several | `Привет` |

mod boundary;
mod doubt;
mod features;
mod finder;
mod han_reading;
mod informal;
mod japanese;
mod language_set;
mod latin;
mod latin_others;
mod letter_run;
mod letter_runs;
mod other_scripts;
mod pinyin;
mod pinyin_chain;
mod quick_score;
mod run;
mod variant_count;
mod window_path;
mod window_word;
mod word_model;
mod word_shape;
mod word_weight;

pub use finder::{RunFinder, Runs, runs};
pub(crate) use language_set::LanguageSet;
pub(crate) use letter_runs::LetterRuns;
pub use run::Run;
pub(crate) use variant_count::VariantCount;
#[cfg(feature = "read")]
pub(crate) use word_model::is_english_word;
pub(crate) use word_model::is_modelled;
