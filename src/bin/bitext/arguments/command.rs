//! The program and its commands.

use clap::{Parser, Subcommand};

use super::align::AlignArgs;
use super::completions::CompletionsArgs;
use super::convert::ConvertArgs;
use super::detect::DetectArgs;
use super::evaluate::EvaluateArgs;
use super::lexicon::LexiconArgs;
use super::man::ManArgs;
use super::matching::MatchArgs;
use super::sentences::SentencesArgs;
use super::tokenize::TokenizeArgs;

/// English and Chinese text: language runs, sentences, words, and the alignment of a text with its
/// translation.
///
/// Exit status: 0 on success, 1 if an input is invalid or a file cannot be read or written, 2 if the command line
/// is invalid, 130 if the program is interrupted.
#[derive(Debug, Parser)]
#[command(name = "bitext", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// Print errors only: no progress, warnings or summary.
    #[arg(long, short, global = true, display_order = 100)]
    pub(crate) quiet: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Align(AlignArgs),
    Convert(ConvertArgs),
    Match(MatchArgs),
    Tokenize(TokenizeArgs),
    Sentences(SentencesArgs),
    Detect(DetectArgs),
    Evaluate(EvaluateArgs),
    Lexicon(LexiconArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}
