//! `bitext tokenize` splits lines into words.

use std::io::Write;
use std::path::PathBuf;

use bitext::{
    ChineseTokenizer, Compounds, Contractions, CutMode, MixedTokenizer, Token, TokenKind, Tokenizer,
};
use serde::Serialize;

use crate::arguments::{LineFormat, Mode, TokenizeArgs};
use crate::failure::Failure;
use crate::file_names::FileNames;
use crate::input::{self, Input};
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::progress;

pub(crate) fn run(arguments: &TokenizeArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    let tokenizer = tokenizer(arguments)?;
    let input = Input::new(&arguments.text);
    let files = input::or_standard(&arguments.files);
    input.check_encodings(files.len())?;
    let names = FileNames::new(files.iter().map(PathBuf::as_path), arguments.text.paths);
    let read = files.iter().chain(&arguments.dictionary).map(PathBuf::as_path);
    let mut out = Output::open_protecting(arguments.output.output.as_deref(), read, part_files)?;
    let progress = progress::of_bytes(&arguments.files, arguments.output.output.as_deref(), quiet);
    for (number, path) in files.iter().enumerate() {
        let mut lines = input.at(number).lines(path, &progress)?;
        let file = (files.len() > 1).then(|| names.of(path));
        let (mut line, mut tokens, mut offset) = (String::new(), Vec::new(), 0);
        while lines.read_line(&mut line).map_err(|error| input::failure(path, &error))? {
            tokens.clear();
            let text = line.trim_end_matches(['\n', '\r']);
            tokenizer.tokenize_into(text, &mut tokens);
            let written = match arguments.output.format {
                LineFormat::Text => write_text(text, &tokens, &mut out),
                LineFormat::Jsonl => write_json(text, &tokens, offset, file.as_deref(), &mut out),
            };
            written.map_err(|error| out.failure(&error))?;
            offset += line.len();
        }
        progress.suspend(|| input::warn_of_losses(&input::name(path), lines.replaced(), quiet));
    }
    out.finish()
}

fn tokenizer(arguments: &TokenizeArgs) -> Result<MixedTokenizer, Failure> {
    let mut chinese = ChineseTokenizer::new();
    for path in &arguments.dictionary {
        let text = Input::plain().text(path)?;
        let added = chinese.add_words(text.as_str().as_bytes());
        added.map_err(|error| Failure::Input(format!("{}, {error}", path.display())))?;
    }
    let mode = match arguments.mode {
        Mode::Exact if arguments.search => CutMode::Search,
        Mode::Exact => CutMode::Exact,
        Mode::Search => CutMode::Search,
        Mode::Full => CutMode::Full,
    };
    let compounds = if arguments.keep_compounds { Compounds::Whole } else { Compounds::default() };
    let contractions =
        if arguments.split_contractions { Contractions::Split } else { Contractions::default() };
    Ok(MixedTokenizer::with_chinese(chinese).compounds(compounds).contractions(contractions).mode(mode))
}

fn write_text(line: &str, tokens: &[Token], out: &mut impl Write) -> std::io::Result<()> {
    for (number, token) in tokens.iter().enumerate() {
        if number > 0 {
            out.write_all(b" ")?;
        }
        out.write_all(token.of(line).as_bytes())?;
    }
    out.write_all(b"\n")
}

/// A line of text as JSON; offsets count bytes from the start of the whole text.
#[derive(Serialize)]
struct LineRecord<'l> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'l str>,
    start: usize,
    tokens: Vec<TokenRecord<'l>>,
}

#[derive(Serialize)]
struct TokenRecord<'l> {
    text: &'l str,
    start: usize,
    end: usize,
    kind: TokenKind,
    position: u32,
}

fn write_json(
    line: &str,
    tokens: &[Token],
    offset: usize,
    file: Option<&str>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let word = |token: &Token| TokenRecord {
        text: token.of(line),
        start: offset + token.span.start,
        end: offset + token.span.end,
        kind: token.kind,
        position: token.position,
    };
    let line = LineRecord { file, start: offset, tokens: tokens.iter().map(word).collect() };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}
