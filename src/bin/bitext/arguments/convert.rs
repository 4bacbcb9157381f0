//! The arguments of `bitext convert`.

use std::path::PathBuf;

use bitext::LanguageTag;
use bitext::export::PairFormat;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueHint};

use super::align::{AlignOutput, FilterArgs};

/// Convert alignments and translation memories.
///
/// Reads what `bitext align` writes (tsv, csv, xlsx, jsonl, json, tmx, xliff, html, moses, translation, chat, and ladder
/// or xces with their texts), and TMX, XLIFF 1.2 and 2, PO, CSV, TSV, XLSX and JSON Lines of other tools. Writes every format of `bitext align`. The filters
/// apply, and each INPUT may be in another format. A unit that is broken is skipped with a warning that names its line.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext convert page.html --output book.tmx                       a page with its corrections, as a translation memory
  bitext convert memory.tmx --output pairs.xlsx                    a workbook for reviewers
  bitext convert *.tmx --strict --output corpus.jsonl              one clean corpus from several memories
  bitext convert memory.tmx --variant zh-TW --output tw.tsv        only the texts for Taiwan
  bitext convert book.tsv --chinese-code zh-HK --output book.xlf   XLIFF with the target language zh-HK
  bitext convert corpus.tmx --format translation > train.jsonl     training data
  bitext convert book.ladder --texts book.en book.zh -f tsv        sentence numbers with their sentences")]
pub(crate) struct ConvertArgs {
    /// Files, the common prefix of the files of `--format moses`, or - for standard input, which is the default.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) source: SourceOptions,

    /// Also write texts without a counterpart.
    #[arg(long)]
    pub(crate) keep_unaligned: bool,

    /// Also write pairs that a reviewer has rejected.
    #[arg(long)]
    pub(crate) keep_rejected: bool,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,

    #[command(flatten)]
    pub(crate) output: AlignOutput,
}

/// How alignments and translation memories are read.
#[derive(Debug, Default, Args)]
pub(crate) struct SourceOptions {
    /// Format of each INPUT [default: from its extension, otherwise from its content].
    #[arg(long, value_name = "FORMAT", value_parser = pair_format(), help_heading = "Input")]
    pub(crate) from: Option<PairFormat>,

    /// Take only texts in this variant of a language, such as zh-TW or zh-Hant. May be repeated. By default the first
    /// English and the first Chinese text of a unit are taken.
    #[arg(long, value_name = "CODE", help_heading = "Input")]
    pub(crate) variant: Vec<LanguageTag>,

    /// The English and the Chinese text that a ladder or XCES file refers to, with one sentence per line [default: the
    /// files that were written beside it, INPUT.en and INPUT.zh].
    #[arg(long, num_args = 2, value_names = ["EN", "ZH"], value_hint = ValueHint::FilePath, help_heading = "Input")]
    pub(crate) texts: Option<Vec<PathBuf>>,

    /// Input encoding: utf-8, gb18030, gbk, big5, utf-16le or utf-16be [default: detected].
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) encoding: Option<bitext::Encoding>,
}

/// Parses the name of a format.
fn pair_format() -> impl TypedValueParser<Value = PairFormat> {
    let values = PairFormat::ALL.map(|format| PossibleValue::new(format.name()).help(description(format)));
    PossibleValuesParser::new(values).try_map(|name| name.parse::<PairFormat>())
}

const fn description(format: PairFormat) -> &'static str {
    match format {
        PairFormat::Tsv => "Tab-separated values",
        PairFormat::Csv => "Comma-separated values, or values separated by semicolons",
        PairFormat::Jsonl => "One JSON object per line",
        PairFormat::Json => "One JSON array with the objects of jsonl",
        PairFormat::Tmx => "A translation memory: TMX",
        PairFormat::Xliff => "XLIFF 1.2 or 2",
        PairFormat::Po => "Messages of gettext: PO",
        PairFormat::Html => "A page that `bitext align` wrote, or that was saved in the browser",
        PairFormat::Moses => "NAME.en and NAME.zh, and NAME.ids if there is one",
        PairFormat::Ladder => "Sentence numbers in the format of Vecalign, with --texts",
        PairFormat::Xces => "Sentence links: XCES, with --texts",
        PairFormat::Xlsx => "A workbook of Excel",
        _ => "",
    }
}
