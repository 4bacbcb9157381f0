//! The workloads, and the reference that each of them is compared with.

use std::hint::black_box;
use std::rc::Rc;

use bitext::{
    Aligner, ChineseTokenizer, CutMode, Detector, Dictionary, EnglishTokenizer, MixedTokenizer, RunFinder,
    Token, Tokenizer, sentences,
};
use jieba_rs::Jieba;

use crate::texts::Text;

/// Lines that a workload and its reference share.
type Lines = Rc<[String]>;

/// One pass over the text of a workload.
type Pass = Box<dyn FnMut()>;

/// A use of the crate that is measured, and its reference.
pub(crate) struct Workload {
    pub(crate) name: String,
    pub(crate) run: Pass,
    pub(crate) reference: Reference,
}

/// A task that does not use the crate, on the lines of a workload. Its time measures the speed of the machine.
pub(crate) enum Reference {
    /// jieba-rs with the same dictionary.
    Jieba { jieba: Rc<Jieba>, lines: Lines, search: bool },
    /// FNV-1a, a hash with one multiplication per byte, whose time depends only on the processor.
    Bytes(Lines),
}

impl Reference {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Jieba { .. } => "jieba-rs",
            Self::Bytes(_) => "a hash of the bytes",
        }
    }

    pub(crate) fn run(&self) {
        match self {
            Self::Jieba { jieba, lines, search: false } => {
                lines.iter().for_each(|line| drop(black_box(jieba.cut(black_box(line), true))));
            }
            Self::Jieba { jieba, lines, search: true } => {
                lines.iter().for_each(|line| drop(black_box(jieba.cut_for_search(black_box(line), true))));
            }
            Self::Bytes(lines) => {
                let bytes = lines.iter().flat_map(|line| line.bytes());
                let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
                black_box(bytes.fold(0xcbf2_9ce4_8422_2325, hash));
            }
        }
    }
}

/// Returns all workloads.
pub(crate) fn all() -> Vec<Workload> {
    let texts = Text::own();
    let lines = |name: &str| -> Lines {
        let text = texts.iter().find(|text| text.name == name);
        text.map_or_else(Vec::new, |text| text.lines().map(str::to_owned).collect()).into()
    };
    let names = ["Chinese", "traditional", "mixed", "queries"];
    let mut workloads = words(&names.map(|name| (name, lines(name))));
    for name in ["English", "Chinese", "mixed"] {
        workloads.extend(texts_and_lines(name, &lines(name)));
    }
    workloads.extend(alignment());
    workloads.push(load(&lines("queries")));
    workloads
}

/// Returns the workloads of the Chinese tokenizers, with jieba-rs as the reference.
fn words(texts: &[(&str, Lines); 4]) -> Vec<Workload> {
    let dictionary = Dictionary::embedded();
    let rows = dictionary.iter();
    let rows: String = rows.map(|(word, frequency, tag)| format!("{word} {frequency} {tag}\n")).collect();
    let jieba = Rc::new(Jieba::with_dict(&mut rows.as_bytes()).expect("the dictionary has jieba's format"));
    let workload = |name: String, tokenizer: Rc<dyn Tokenizer>, lines: &Lines, search: bool| Workload {
        name,
        run: tokenize(tokenizer, lines),
        reference: Reference::Jieba { jieba: Rc::clone(&jieba), lines: Rc::clone(lines), search },
    };
    let mixed: Rc<dyn Tokenizer> = Rc::new(MixedTokenizer::new());
    let search: Rc<dyn Tokenizer> = Rc::new(ChineseTokenizer::new().mode(CutMode::Search));
    let mut workloads: Vec<_> = texts
        .iter()
        .map(|(name, lines)| workload(format!("words, {name}"), Rc::clone(&mixed), lines, false))
        .collect();
    workloads.push(workload("words, Chinese, search".into(), search, &texts[0].1, true));
    workloads
}

/// Cuts each line into tokens, in one buffer that all lines reuse.
fn tokenize(tokenizer: Rc<dyn Tokenizer>, lines: &Lines) -> Pass {
    let (lines, mut tokens): (_, Vec<Token>) = (Rc::clone(lines), Vec::new());
    Box::new(move || {
        for line in &*lines {
            tokens.clear();
            tokenizer.tokenize_into(black_box(line), &mut tokens);
            black_box(&tokens);
        }
    })
}

/// Returns the workloads of sentences, runs and detection on a text, and of words if the text is English. The
/// reference is a hash of the text.
fn texts_and_lines(name: &str, lines: &Lines) -> Vec<Workload> {
    let text = lines.join("\n");
    let (finder, detector) = (RunFinder::new(), Detector::new());
    let mut runs: Vec<(&str, Pass)> = Vec::new();
    if name == "English" {
        runs.push(("words", tokenize(Rc::new(EnglishTokenizer::new()), lines)));
    }
    let split = text.clone();
    runs.push((
        "sentences",
        Box::new(move || {
            black_box(sentences(black_box(&split)).count());
        }),
    ));
    runs.push((
        "runs",
        Box::new(move || {
            black_box(finder.runs(black_box(&text)).count());
        }),
    ));
    let detected = Rc::clone(lines);
    runs.push((
        "detect",
        Box::new(move || {
            for line in &*detected {
                black_box(detector.detect(black_box(line)));
            }
        }),
    ));
    let workload = |(task, run)| Workload {
        name: format!("{task}, {name}"),
        run,
        reference: Reference::Bytes(Rc::clone(lines)),
    };
    runs.into_iter().map(workload).collect()
}

/// Returns the workloads that align the story of the bench `align`, once as sentences and once as a page.
fn alignment() -> [Workload; 2] {
    let (english, chinese) = (include_str!("../story/english.txt"), include_str!("../story/chinese.txt"));
    // The reference hashes the story 100 times, which takes about as long as aligning it once. A single hash is too
    // short to measure.
    let lines: Lines = [english, chinese].map(|text| text.repeat(100)).into();
    let page = english
        .lines()
        .zip(chinese.lines())
        .fold(String::new(), |page, (english, chinese)| page + english + "\n\n" + chinese + "\n\n");
    let (aligner, of_page) = (Aligner::new(), Aligner::new());
    let (english, chinese): (Vec<_>, Vec<_>) = (english.lines().collect(), chinese.lines().collect());
    let workload =
        |name: &str, run| Workload { name: name.into(), run, reference: Reference::Bytes(Rc::clone(&lines)) };
    [
        workload(
            "align, sentences",
            Box::new(move || {
                black_box(aligner.align_sentences(black_box(&english), black_box(&chinese)));
            }),
        ),
        workload(
            "align, page",
            Box::new(move || {
                black_box(of_page.align_page(black_box(&page)));
            }),
        ),
    ]
}

/// Builds a tokenizer and cuts one line. This is the time to the first token, except for reading the tables into
/// memory, which only the first round does.
fn load(lines: &Lines) -> Workload {
    Workload {
        name: "load".into(),
        run: Box::new(|| {
            black_box(MixedTokenizer::new().tokenize(black_box("今天天气很好。")));
        }),
        reference: Reference::Bytes(Rc::clone(lines)),
    }
}
