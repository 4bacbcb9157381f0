//! The command line: commands, arguments, options.

mod align;
mod command;
mod completions;
mod convert;
mod detect;
mod evaluate;
mod lexicon;
mod man;
mod matching;
mod number;
mod sentences;
mod shared;
mod tokenize;

pub(crate) use align::{AlignArgs, AlignFormat, AlignOutput, FilterArgs, FirstLanguage};
pub(crate) use command::{Arguments, Command};
pub(crate) use completions::CompletionsArgs;
pub(crate) use convert::{ConvertArgs, SourceOptions};
pub(crate) use detect::DetectArgs;
pub(crate) use evaluate::EvaluateArgs;
pub(crate) use lexicon::{LexiconArgs, LexiconCommand};
pub(crate) use man::ManArgs;
pub(crate) use matching::MatchArgs;
pub(crate) use sentences::{Breaks, SentencesArgs};
pub(crate) use shared::{LineFormat, TextOptions};
pub(crate) use tokenize::{Mode, TokenizeArgs};
