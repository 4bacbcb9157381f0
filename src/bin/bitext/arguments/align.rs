//! The arguments of `bitext align`.

use std::path::PathBuf;

use bitext::LanguageTag;
use clap::{Args, ValueEnum, ValueHint};

use super::number::{Probability, Ratio};
use super::shared::TextOptions;

/// The language of the first of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FirstLanguage {
    /// English
    En,
    /// Chinese
    Zh,
}

impl FirstLanguage {
    pub(crate) const fn language(self) -> bitext::Language {
        match self {
            Self::En => bitext::Language::English,
            Self::Zh => bitext::Language::Chinese,
        }
    }
}

/// Find which English sentences translate which Chinese ones.
///
/// A single INPUT is a page in both languages, or a folder with texts and their translations, which are paired by their
/// names: NAME.en and NAME.zh, NAME.md and NAME.zh-CN.md, NAME-en.txt and NAME-zh.txt, or en/NAME and zh/NAME. Two
/// INPUTs are a text and its translation, in either order; or two folders with files of the same names; or two pages,
/// if each is in both languages. Three or more INPUTs are pages, and so are the files that match a pattern such as
/// 'pages/*.txt'. But if the names of all files form pairs, the files are texts and their translations.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext align page.txt                                     pairs of a page in both languages
  bitext align page.txt --output page.html                  a page for the browser
  bitext align book.en.txt book.zh.txt --output book.tmx    a translation memory
  bitext align corpus/ --output corpus.jsonl                each text in a folder with its translation
  bitext align 'pages/*.txt' --output pairs.tsv             each page separately
  bitext align --pairs list.tsv --format tmx --output tm/   a file for each pair of files
  bitext align book.en.txt book.zh.txt --keep book.html --output again.html    align again around corrections
  curl ... | bitext align - | head                          standard input")]
pub(crate) struct AlignArgs {
    /// Files, a folder with texts and their translations, a pattern, or - for standard input, which is the default
    /// unless it is a terminal.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Align the pairs of files in LIST: one pair per line, separated by a tab. Names are relative to the folder of
    /// the list. Further columns, blank lines and lines that start with # are ignored. `bitext match` writes such a
    /// list.
    #[arg(long, value_name = "LIST", conflicts_with_all = ["inputs", "pages"], value_hint = ValueHint::FilePath)]
    pub(crate) pairs: Option<PathBuf>,

    /// Treat each INPUT as a page in both languages, even if there are two INPUTs.
    #[arg(long, conflicts_with = "presplit")]
    pub(crate) pages: bool,

    /// Treat each line as a sentence.
    #[arg(long)]
    pub(crate) presplit: bool,

    /// Language of the first of two texts [default: from their content, otherwise from their names].
    #[arg(long, value_name = "LANGUAGE", value_enum, conflicts_with = "pages")]
    pub(crate) first: Option<FirstLanguage>,

    /// Add the words of a lexicon to the built-in lexicon. FILE is tab-separated values, CC-CEDICT or packed. May be
    /// repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    /// Split the texts into sentences by the rules for `en` and for `zh` in an SRX file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["pages", "presplit"], value_hint = ValueHint::FilePath)]
    pub(crate) srx: Option<PathBuf>,

    /// Keep the pairs of a corrected file, and align the rest around them. FILE is in a format that `bitext convert`
    /// reads, such as a page saved in the browser. If it has marks, only checked pairs are kept, and rejected pairs are
    /// no pairs; otherwise all its pairs are kept.
    #[arg(long, value_name = "FILE", conflicts_with = "srx", value_hint = ValueHint::FilePath)]
    pub(crate) keep: Option<PathBuf>,

    /// Also write sentences without a counterpart.
    #[arg(long)]
    pub(crate) keep_unaligned: bool,

    /// Align N documents in parallel [default: one per processor].
    // The maximum is 1024: with more threads, the system may take minutes before it refuses to start them.
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,

    #[command(flatten)]
    pub(crate) output: AlignOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

/// Which pairs to omit.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// Omit pairs with a confidence below P, 0 to 1.
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<Probability>,

    /// Omit pairs with one side more than N times as long as a translation of the other side should be.
    #[arg(long, value_name = "N")]
    pub(crate) max_length_ratio: Option<Ratio>,

    /// Omit pairs with a side in the wrong language.
    #[arg(long)]
    pub(crate) check_language: bool,

    /// Omit pairs that have already been written.
    #[arg(long)]
    pub(crate) unique: bool,

    /// Omit pairs with fewer than N letters on one side.
    #[arg(long, value_name = "N")]
    pub(crate) min_letters: Option<usize>,

    /// Omit pairs with a number on one side that is missing from the other.
    #[arg(long)]
    pub(crate) check_numbers: bool,

    /// Use all filters, by default with confidence 0.5, length ratio 3 and 3 letters. If two texts do not translate
    /// each other, no pair is kept; this is reliable from about five sentences on.
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct AlignOutput {
    /// Output file [default: standard output]. If FILE is a folder, each document gets a file in it, named after the
    /// first input of the document. The name of a new folder must end with /. With `--format moses` or `pharaoh`, FILE
    /// is the common prefix of three files.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,

    /// Title of the HTML page, which is its heading, or of the workbook [default: the names of the files, as the title of
    /// the window].
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// Output format [default: from the extension of the output file; without one, columns on a terminal, otherwise
    /// tsv].
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<AlignFormat>,

    /// Language code of the English texts in TMX, XLIFF and training data, such as en-GB [default: en].
    #[arg(long, value_name = "CODE")]
    pub(crate) english_code: Option<LanguageTag>,

    /// Language code of the Chinese texts in TMX, XLIFF, HTML and training data, such as zh-HK [default: zh-Hans or
    /// zh-Hant, from the text; zh in training data].
    #[arg(long, value_name = "CODE")]
    pub(crate) chinese_code: Option<LanguageTag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AlignFormat {
    /// Tab-separated values: texts, confidence, score, type, byte spans.
    Tsv,
    /// One JSON object per line, with links between the words of each pair.
    Jsonl,
    /// One JSON array with the objects of jsonl.
    Json,
    /// Comma-separated values for spreadsheets.
    Csv,
    /// A translation memory: TMX 1.4.
    Tmx,
    /// XLIFF 1.2.
    Xliff,
    /// XLIFF 2.1.
    Xliff2,
    /// A workbook for reviewers, in the format of Excel.
    Xlsx,
    /// Training data: JSON objects such as {"translation": {"en": ..., "zh": ...}}, one per line.
    Translation,
    /// Training data: chats in which an assistant translates, as JSON objects, one per line.
    Chat,
    /// Sentence links: XCES.
    Xces,
    /// Three files, NAME.en, NAME.zh and NAME.ids, with one pair per line.
    Moses,
    /// Word links: three files with one pair per line, its words in NAME.en and NAME.zh, their links in NAME.align.
    Pharaoh,
    /// Sentence numbers in the format of Vecalign.
    Ladder,
    /// Plain text in two columns.
    Columns,
    /// A page for the browser.
    Html,
}
