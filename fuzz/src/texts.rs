//! Targets that read text: runs, sentences, normalization, words, index terms and alignment.

use std::sync::LazyLock;

use bitext::export::Document;
use bitext::normalize::{Case, Form, Han, Quotes, Width};
use bitext::{
    Aligner, ChineseTokenizer, CutMode, Detector, Language, LineBreaks, MixedTokenizer, Normalizer,
    RunFinder, SentenceSplitter, SentenceStream, Span, Token, Tokenizer,
};

use crate::checks;
use crate::exports;
use crate::input::{choice, text, two_texts};

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);
static CHINESE: LazyLock<ChineseTokenizer> = LazyLock::new(ChineseTokenizer::new);

/// Language runs and detection, without a limit and limited to two languages.
pub(crate) fn runs(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let text = text(rest);
    checks::language_runs(&text);
    checks::language(&text);
    let all = Language::ALL;
    let limit = [all[choice % all.len()], all[(choice * 7 + 3) % all.len()]];
    let is_allowed = |language| language == Language::Undetermined || limit.contains(&language);
    let mut end = 0;
    for run in RunFinder::new().languages(&limit).runs(&text) {
        assert_eq!(run.span.start, end, "a gap or an overlap before {run:?}");
        assert!(is_allowed(run.language), "{run:?} is outside {limit:?}");
        end = run.span.end;
    }
    assert_eq!(end, text.len(), "the runs do not reach the end");
    let found = Detector::new().languages(&limit).detect(&text);
    assert!(is_allowed(found.language), "{found:?} is outside {limit:?}");
}

/// Length from which a stream of sentences forgets the text that it has read, in bytes.
const FORGOTTEN: usize = 150_000;

/// Sentences of a whole text, and of the same text pushed in pieces. The first byte chooses the line breaks, the length
/// of the pieces, and whether the text is repeated until the stream forgets its start.
pub(crate) fn sentences(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let mut text = text(rest);
    checks::sentences(&text);
    if choice >= 250 && !text.is_empty() {
        text = text.repeat(1 + 2 * FORGOTTEN / text.len());
    }
    let line_breaks = [LineBreaks::Auto, LineBreaks::Always, LineBreaks::Never][choice % 3];
    let splitter = SentenceSplitter::new().line_breaks(line_breaks);
    let expected: Vec<(Span, &str)> = splitter.split(&text).map(|span| (span, span.of(&text))).collect();
    let mut stream = splitter.stream();
    let mut found = Vec::new();
    let take = |stream: &mut SentenceStream, found: &mut Vec<(Span, String)>| {
        while let Some((span, sentence)) = stream.next_sentence() {
            found.push((span, sentence.to_owned()));
        }
    };
    let mut start = 0;
    while start < text.len() {
        let mut end = text.len().min(start + 1 + choice / 3);
        while !text.is_char_boundary(end) {
            end += 1;
        }
        stream.push(&text[start..end]);
        take(&mut stream, &mut found);
        start = end;
    }
    stream.finish();
    take(&mut stream, &mut found);
    let found: Vec<(Span, &str)> = found.iter().map(|(span, sentence)| (*span, sentence.as_str())).collect();
    assert_eq!(found, expected, "{line_breaks:?}, pieces of {} bytes", 1 + choice / 3);
}

/// Normalization with all options, and with the options that the first byte chooses.
pub(crate) fn normalize(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let text = text(rest);
    checks::normal_form(&text);
    let mut normalizer = Normalizer::new();
    if choice & 1 != 0 {
        normalizer = normalizer.case(Case::Lower);
    }
    if choice & 2 != 0 {
        normalizer = normalizer.width(Width::Half);
    }
    if choice & 4 != 0 {
        normalizer = normalizer.han(Han::Simplified);
    }
    if choice & 8 != 0 {
        normalizer = normalizer.quotes(Quotes::Straight);
    }
    normalizer = match choice & 48 {
        16 => normalizer.form(Form::Nfc),
        32 => normalizer.form(Form::Nfkc),
        _ => normalizer,
    };
    let normalized = normalizer.normalize(&text);
    let mut end = 0;
    for (at, c) in normalized.text().char_indices() {
        let origin = normalized.original(Span::new(at, at + c.len_utf8()));
        assert!(text.get(origin.range()).is_some(), "{origin} is off a boundary");
        assert!(origin.start <= end && end <= origin.end, "{c:?} from {origin} after {end}");
        end = origin.end;
    }
    assert_eq!(end, text.len(), "the end is lost");
}

/// All tokenizers in all modes.
pub(crate) fn words(bytes: &[u8]) {
    let text = text(bytes);
    checks::words(&text);
    checks::chinese_words(&text);
}

/// Tokenizers with added words: a word list up to the first NUL, then a text.
pub(crate) fn user_words(bytes: &[u8]) {
    let (list, text) = two_texts(bytes);
    let mut chinese = CHINESE.clone();
    // An error is fine: the words before the malformed line have been added.
    let _ = chinese.add_words(list.as_bytes());
    let mixed = MixedTokenizer::with_chinese(chinese.clone());
    for mode in [CutMode::Exact, CutMode::Search, CutMode::Full] {
        let (chinese, mixed) = (chinese.clone().mode(mode), mixed.clone().mode(mode));
        for tokens in [chinese.tokenize(&text), mixed.tokenize(&text)] {
            tokens_are_sound(&text, &tokens, mode);
            if mode == CutMode::Search {
                checks::parts_are_within_words(&tokens);
            }
        }
        assert_eq!(mixed.tokenize(&text), mixed.tokenize(&text), "two runs differ");
    }
}

/// Asserts that tokens lie on character boundaries, and that in exact mode they cover everything except white space.
pub(crate) fn tokens_are_sound(text: &str, tokens: &[Token], mode: CutMode) {
    let mut end = 0;
    for token in tokens {
        assert!(text.get(token.span.range()).is_some_and(|word| !word.trim().is_empty()), "{token:?}");
        if mode == CutMode::Exact {
            assert!(text[end..token.span.start].trim().is_empty(), "text is lost before {token:?}");
            end = token.span.end;
        }
    }
    assert!(mode != CutMode::Exact || text[end..].trim().is_empty(), "the end is lost");
}

/// The index terms of a document and of a query, with every option.
pub(crate) fn terms(bytes: &[u8]) {
    checks::index_terms(&text(bytes));
}

/// Aligns a text with its translation, once split into sentences by the aligner and once split into lines, and links
/// their words.
pub(crate) fn texts(bytes: &[u8]) {
    let (english, chinese) = two_texts(bytes);
    checks::aligned_texts(&english, &chinese);
    checks::linked_words(&english, &chinese);
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    checks::aligned_sentences(&lines(&english), &lines(&chinese));
}

/// Aligns a page, and writes the alignment as an HTML page.
pub(crate) fn page(bytes: &[u8]) {
    let page = text(bytes);
    checks::page(&page);
    exports::page(&Document::whole(&ALIGNER.align_page(&page)));
}
