//! What can be said on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

/// English and Chinese text: language runs, sentences, words, and the alignment of a text with its
/// translation.
///
/// Exit status: 0 if all went well, 1 if an input is bad or a file can't be read or written, 2 if the command
/// line is.
#[derive(Debug, Parser)]
#[command(name = "bitext", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// Print no progress, no warnings and no summary; errors are printed.
    #[arg(long, short, global = true, display_order = 100)]
    pub(crate) quiet: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Align(Align),
    Tokenize(Tokenize),
    Sentences(Sentences),
    Detect(Detect),
    Evaluate(Evaluate),
    Lexicon(Lexicon),
    Completions(Completions),
    Man(Man),
}

/// Find which English sentences translate which Chinese ones.
///
/// One INPUT is a page that holds both languages, or a folder of NAME.en and NAME.zh. Two are a text and its
/// translation, in either order. More are pages, and so are those that a pattern such as 'pages/*.txt' finds.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext align page.txt                                     pairs of a page in both languages
  bitext align page.txt --output page.html                  a page to look at
  bitext align book.en.txt book.zh.txt --output book.tmx    a translation memory
  bitext align corpus/ --output corpus.jsonl                each NAME.en with its NAME.zh
  bitext align 'pages/*.txt' --output pairs.tsv             each page by itself
  bitext align --pairs list.tsv --format tmx --output tm/   a file for each pair of files
  curl ... | bitext align - | head                          standard input")]
pub(crate) struct Align {
    /// Files, a folder of NAME.en and NAME.zh, a pattern, or - for standard input.
    #[arg(value_name = "INPUT", required_unless_present = "pairs", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Pairs of files to align: a pair a line, with a tab between them. Names are looked up from the folder of
    /// the list; blank lines, and comments after #, are passed over.
    #[arg(long, value_name = "LIST", conflicts_with_all = ["inputs", "pages"], value_hint = ValueHint::FilePath)]
    pub(crate) pairs: Option<PathBuf>,

    /// Take each INPUT for a page that holds both languages; without it, two are a text and its translation.
    #[arg(long, conflicts_with = "presplit")]
    pub(crate) pages: bool,

    /// Take each line for a sentence; none is split.
    #[arg(long)]
    pub(crate) presplit: bool,

    /// Add the words of a lexicon to the one that comes with the program: tab-separated values, CC-CEDICT
    /// or packed. May be given more than once.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    /// Write sentences that have no counterpart, too.
    #[arg(long)]
    pub(crate) keep_unaligned: bool,

    /// How many documents are aligned at once [default: as many as there are processors].
    // The system may take minutes to refuse more.
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) filters: Filters,

    #[command(flatten)]
    pub(crate) output: AlignOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

/// Which pairs are left out.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// Leave out pairs of a lower confidence, 0 to 1.
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<Probability>,

    /// Leave out pairs with a side that is more than N times as long as a translation of the other would be.
    #[arg(long, value_name = "N")]
    pub(crate) max_length_ratio: Option<Ratio>,

    /// Leave out pairs with a side that is not mostly in its language.
    #[arg(long)]
    pub(crate) check_language: bool,

    /// Leave out pairs that have been written already.
    #[arg(long)]
    pub(crate) unique: bool,

    /// Leave out pairs with fewer letters than N on a side.
    #[arg(long, value_name = "N")]
    pub(crate) min_letters: Option<usize>,

    /// Leave out pairs with a number on one side that the other has not.
    #[arg(long)]
    pub(crate) check_numbers: bool,

    /// Use all filters: those that are not given have a confidence of 0.5, a ratio of 3 and 3 letters.
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct AlignOutput {
    /// Where to write [default: standard output]. A folder, which ends in / if it is to be made, gets a file for each
    /// document, with the name of its first input; with `--format moses` FILE is what the names of the three files
    /// begin with.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,

    /// How to write [default: what the end of the name of the output says; else columns on a terminal, tsv
    /// elsewhere].
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<AlignFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AlignFormat {
    /// Tab-separated values: texts, confidence, score, type, places.
    Tsv,
    /// A JSON object a line, with the words that support each pair.
    Jsonl,
    /// A spreadsheet: comma-separated values that Excel opens right.
    Csv,
    /// A translation memory: TMX 1.4.
    Tmx,
    /// XLIFF 1.2.
    Xliff,
    /// Links of sentences: XCES.
    Xces,
    /// Three files, NAME.en, NAME.zh and NAME.ids, a pair a line.
    Moses,
    /// Numbers of sentences, as Vecalign writes them.
    Ladder,
    /// Plain text in two columns.
    Columns,
    /// A page to look at in a browser.
    Html,
}

/// Cut text into words.
///
/// Each line is cut by itself; the words of a line are printed with blanks between them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext tokenize notes.txt                       words with blanks between them
  bitext tokenize --search --format jsonl a.txt   the words for an index, with their places
  bitext tokenize --dictionary names.txt a.txt    with words of your own
  echo '他买了iPhone 15' | bitext tokenize")]
pub(crate) struct Tokenize {
    /// Files, or - for standard input, which is read if there is none.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// How Chinese is cut.
    #[arg(long, value_enum, default_value_t = Mode::Exact)]
    pub(crate) mode: Mode,

    /// The same as --mode search.
    #[arg(long, conflicts_with = "mode")]
    pub(crate) search: bool,

    /// Keep compounds such as `China-Pakistan` and `$450` whole.
    #[arg(long)]
    pub(crate) keep_compounds: bool,

    /// Split contractions: `do|n't`, `China|'s`.
    #[arg(long)]
    pub(crate) split_contractions: bool,

    /// Add words, one a line: WORD, or WORD FREQUENCY, or WORD FREQUENCY TAG. May be given more than once.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) dictionary: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// The most probable words.
    Exact,
    /// The same, each after the shorter words inside it: for an index.
    Search,
    /// Every word of the dictionary that the text spells.
    Full,
}

/// Split text into sentences.
///
/// A sentence a line; a line break inside a sentence becomes a blank, or nothing between Chinese characters.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext sentences article.txt
  bitext sentences --line-breaks always subtitles.txt
  bitext sentences --format jsonl article.txt     with the place of each sentence")]
pub(crate) struct Sentences {
    /// Files, or - for standard input, which is read if there is none.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Which line breaks end a sentence.
    #[arg(long, value_enum, default_value_t = Breaks::Complete)]
    pub(crate) line_breaks: Breaks,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Breaks {
    /// A blank line, and the end of a line that looks complete.
    Complete,
    /// Every one.
    Always,
    /// None.
    Never,
}

/// Tell the language of a text, or of each stretch of it.
///
/// Prints the language (zh-Hans, zh-Hant or zh for Chinese, und if there are no letters), the confidence, the share of
/// each language and the file; with --runs the place, the language and the text of each stretch.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext detect *.txt
  bitext detect --runs --format jsonl page.txt
  bitext detect --languages en,zh short.txt")]
pub(crate) struct Detect {
    /// Files, or - for standard input, which is read if there is none.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Print each stretch in one language instead.
    #[arg(long)]
    pub(crate) runs: bool,

    /// Answer only with these languages, as `en,zh`.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) languages: Vec<bitext::Language>,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

/// Score the alignment on documents that were aligned by hand.
///
/// `GOLD_DIR` holds, for each document, NAME.en and NAME.zh with a sentence a line, and NAME.gold with a bead a
/// line: numbers of Chinese and of English sentences from 0, such as `[3]:[4, 5]`, with `[]` for none. Prints
/// precision, recall and F1 of each document and of all: strict (the same bead) and lax (a link in common).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext evaluate gold/
  bitext evaluate gold/ --lexicon glossary.tsv --format jsonl")]
pub(crate) struct Evaluate {
    /// Folders of documents.
    #[arg(value_name = "GOLD_DIR", required = true, value_hint = ValueHint::DirPath)]
    pub(crate) folders: Vec<PathBuf>,

    /// Add the words of a lexicon to the one that comes with the program. May be given more than once.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) output: LineOutput,
}

/// Look into a lexicon, or convert one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext lexicon lookup 银行 图书馆
  bitext lexicon stats --lexicon glossary.tsv
  bitext lexicon convert cedict_ts.u8 --output cedict.tsv")]
pub(crate) struct Lexicon {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Print the English stems of Chinese words, with their weights.
    #[command(after_help = "\
Examples:
  bitext lexicon lookup 银行 图书馆
  bitext lexicon lookup --lexicon glossary.tsv 渡轮")]
    Lookup {
        /// Chinese words.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        /// A lexicon to look into instead of the one that comes with the program.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        lexicon: Option<PathBuf>,
    },
    /// Write a lexicon as tab-separated values, or packed if the name of the output ends in .bin.
    #[command(after_help = "\
Examples:
  bitext lexicon convert cedict_ts.u8 --output cedict.tsv
  bitext lexicon convert glossary.tsv --output glossary.bin   read faster")]
    Convert {
        /// The lexicon.
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Where to write [default: standard output].
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Print how many words and translations a lexicon has.
    #[command(after_help = "\
Examples:
  bitext lexicon stats
  bitext lexicon stats --lexicon glossary.tsv")]
    Stats {
        /// A lexicon to look into instead of the one that comes with the program.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        lexicon: Option<PathBuf>,
    },
}

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext completions bash > ~/.local/share/bash-completion/completions/bitext
  bitext completions fish > ~/.config/fish/completions/bitext.fish")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page, in the format of man(1).
///
/// With a folder it writes a page for each command there.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext man | man -l -
  bitext man --output ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// A folder for the pages of all commands.
    #[arg(long, short, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) output: Option<PathBuf>,
}

/// Output that is text or JSON.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct LineOutput {
    /// Where to write [default: standard output].
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// How to write.
    #[arg(long, short, value_enum, default_value_t = LineFormat::Text)]
    pub(crate) format: LineFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LineFormat {
    /// Text for a reader.
    Text,
    /// A JSON object a line, with places as bytes of the text: that of the file in UTF-8, without a byte-order mark
    /// and markup; with several files each has the name of its own.
    Jsonl,
}

/// How files are decoded, and what in them is text.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct TextOptions {
    /// The encoding of the input: utf-8, gb18030, gbk, big5, utf-16le or utf-16be [default: found out].
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<bitext::Encoding>,

    /// Read bytes that do not decode as U+FFFD, with a warning; otherwise they are an error.
    #[arg(long)]
    pub(crate) lossy: bool,

    /// What the input is: plain, markdown or html [default: what the end of its name says].
    #[arg(long, value_name = "KIND")]
    pub(crate) markup: Option<bitext::Markup>,
}

/// A number from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Probability(pub(crate) f32);

impl FromStr for Probability {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(number) if (0.0..=1.0).contains(&number) => Ok(Self(number)),
            _ => Err("it is not a number from 0 to 1".to_owned()),
        }
    }
}

/// How many times as long: a number from 1 on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ratio(pub(crate) f32);

impl FromStr for Ratio {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<f32>() {
            Ok(number) if number >= 1.0 && number.is_finite() => Ok(Self(number)),
            _ => Err("it is not a number of 1 or more".to_owned()),
        }
    }
}
