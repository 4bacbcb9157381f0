//! Cuts Chinese text into words by a dictionary and statistics. The algorithm is jieba's; options add the folding of
//! characters, the joining of foreign names, and a maximum length of unknown words.

mod add_words;
mod added_words;
mod ascii;
mod best_path;
mod bit_path;
mod characters;
mod chunks;
mod cut;
mod cut_text;
mod cutter;
mod deferred;
mod dictionary;
mod edges;
mod engine;
mod hmm;
#[cfg(feature = "jieba")]
mod jieba;
mod joins;
mod lattice;
mod mixed_chunks;
mod mixed_pairs;
mod mixed_words;
#[cfg(not(feature = "jieba"))]
mod no_jieba;
mod options;
mod overlapping;
mod phrases;
mod postprocess;
mod scratch;
mod short;
mod tag;
mod text_characters;
mod token_writer;
mod tokenizer;
mod tokenizer_options;
mod unknown;
mod vocabulary;
#[cfg(feature = "jieba")]
mod with_jieba;

pub use self::dictionary::Dictionary;
pub use self::hmm::Hmm;
pub use self::options::{CutMode, Folding, HanSigns, Names, Overlaps, UnknownModel};
pub use self::tokenizer::ChineseTokenizer;
pub use self::tokenizer_options::{AddedWord, ChineseOptions};

pub(crate) use self::text_characters::TextCharacters;

pub(super) use self::characters::{APPROXIMATIONS, Character, MULTIPLIERS, class};
pub(super) use self::lattice::CharacterLattice;
pub(super) use self::mixed_chunks::{Next, OpenRun};
pub(super) use self::scratch::{Scratch, with_scratch};
pub(super) use self::token_writer::TokenWriter;
