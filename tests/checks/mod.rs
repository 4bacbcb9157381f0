//! The invariants of the crate: each function checks one, and panics if it is violated.

use std::collections::HashSet;
use std::fmt::Debug;
use std::sync::LazyLock;

use bitext::index::{Analyzer, MarkTerms, QueryTerms, StopWords, Term, TermPositions, TermStems, Terms};
use bitext::{
    Aligner, Bead, Bitext, ChineseTokenizer, Compounds, Contractions, CutMode, EnglishTokenizer, Language,
    LineBreaks, MixedTokenizer, Normalizer, SentenceSplitter, Span, Token, Tokenizer, WordAlignment, detect,
    runs,
};

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);
static CHINESE: LazyLock<ChineseTokenizer> = LazyLock::new(ChineseTokenizer::new);
static MIXED: LazyLock<MixedTokenizer> = LazyLock::new(MixedTokenizer::new);

/// The Chinese tokenizer with its default options, with the options of jieba, and without a hidden Markov model, each in
/// exact, search and full mode. Their tables take longer to build than a short text to cut.
static CHINESE_OPTIONS: LazyLock<[[ChineseTokenizer; 3]; 3]> = LazyLock::new(|| {
    let modes = [CutMode::Exact, CutMode::Search, CutMode::Full];
    [CHINESE.clone(), CHINESE.clone().like_jieba(), CHINESE.clone().hmm(None)]
        .map(|tokenizer| modes.map(|mode| tokenizer.clone().mode(mode)))
});

/// The index of the options of jieba in [`CHINESE_OPTIONS`].
const LIKE_JIEBA: usize = 1;

/// Whether tokens may overlap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overlap {
    No,
    /// Tokens may overlap, and every character except white space lies in at least one token.
    WithinWords,
    /// Tokens may overlap. A character may be in no token if no dictionary word of the text contains it.
    Words,
}

/// Checks that the runs tile the text, and that adjacent runs differ in language.
pub(crate) fn language_runs(text: &str) {
    let found: Vec<_> = runs(text).collect();
    let mut end = 0;
    for run in &found {
        on_boundaries(text, run.span);
        assert_eq!(run.span.start, end, "a gap or an overlap before {run:?}");
        assert!(!run.span.is_empty(), "{run:?} is empty");
        end = run.span.end;
    }
    assert_eq!(end, text.len(), "the runs do not reach the end");
    for pair in found.windows(2) {
        assert_ne!(pair[0].language, pair[1].language, "{pair:?} are one run");
    }
    same(&found, || runs(text).collect());
}

/// Checks that the shares, if any, sum to 1 and descend, and that the detected language is the language of the largest
/// share.
pub(crate) fn language(text: &str) {
    let found = detect(text);
    assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
    let shares = &found.shares;
    let largest = shares.first().map_or(Language::Undetermined, |share| share.language);
    assert_eq!(found.language, largest, "{found:?}");
    let sum: f64 = shares.iter().map(|share| share.fraction).sum();
    assert!(shares.is_empty() || (sum - 1.0).abs() < 1e-9, "{found:?}");
    assert!(shares.windows(2).all(|pair| pair[0].fraction >= pair[1].fraction), "{found:?}");
    same(&found, || detect(text));
}

/// Checks that normalization changes nothing without options, and that with all options each normalized character maps
/// back to a part of the text, in order.
pub(crate) fn normal_form(text: &str) {
    assert_eq!(Normalizer::new().normalize(text).text(), text);
    let normalized = Normalizer::for_search().normalize(text);
    let mut end = 0;
    for (at, c) in normalized.text().char_indices() {
        let origin = normalized.original(Span::new(at, at + c.len_utf8()));
        on_boundaries(text, origin);
        // Characters normalized from the same part of the text share its span; no part is skipped.
        assert!(
            origin.start <= end && end <= origin.end && !origin.is_empty(),
            "{c:?} from {origin} after {end}"
        );
        end = origin.end;
    }
    assert_eq!(end, text.len(), "the end is lost");
}

/// Checks that sentences ascend, do not overlap, and do not start or end with white space, and that only white space
/// lies between sentences.
pub(crate) fn sentences(text: &str) {
    for line_breaks in [LineBreaks::Auto, LineBreaks::Always, LineBreaks::Never] {
        let splitter = SentenceSplitter::new().line_breaks(line_breaks);
        let found: Vec<Span> = splitter.split(text).collect();
        in_order(text, &found);
        for &span in &found {
            assert_eq!(span, span.trimmed(text), "white space at an end");
            assert!(line_breaks != LineBreaks::Always || !span.of(text).contains('\n'), "{span}");
        }
        same(&found, || splitter.split(text).collect());
    }
}

/// Checks that the tokens of the English and the mixed tokenizer pass the checks of `tokens`, with contractions and
/// compounds split or whole.
pub(crate) fn words(text: &str) {
    for compounds in [Compounds::Split, Compounds::Whole] {
        for contractions in [Contractions::Whole, Contractions::Split] {
            let english = EnglishTokenizer::new().compounds(compounds).contractions(contractions);
            tokens(text, &english, Overlap::No);
            without_white_space(text, &english);
            let mixed = MIXED.clone().english(english);
            tokens(text, &mixed, Overlap::No);
            without_white_space(text, &mixed);
        }
    }
}

/// Checks that the tokens of the Chinese tokenizer pass the checks of `tokens` in each mode, with the default options,
/// with the options of jieba, and without a hidden Markov model, and that none contains white space, except for those
/// that jieba joins to a line feed in full mode.
pub(crate) fn chinese_words(text: &str) {
    for (options, [exact, search, full]) in CHINESE_OPTIONS.iter().enumerate() {
        tokens(text, exact, Overlap::No);
        tokens(text, search, Overlap::WithinWords);
        tokens(text, full, Overlap::Words);
        without_white_space(text, exact);
        without_white_space(text, search);
        if options != LIKE_JIEBA {
            without_white_space(text, full);
        }
    }
    let mixed = MIXED.clone().mode(CutMode::Search);
    tokens(text, &mixed, Overlap::WithinWords);
    without_white_space(text, &mixed);
}

/// Checks that the terms of a document and of a query are in order, and that the query finds the document.
pub(crate) fn index_terms(text: &str) {
    let (mut terms, mut query) = (Terms::new(), Terms::new());
    for positions in [TermPositions::ByUnit, TermPositions::ByWord] {
        for marks in [MarkTerms::Gap, MarkTerms::Skip, MarkTerms::Term] {
            let analyzer = ANALYZER.clone().positions(positions).marks(marks);
            let short = analyzer.clone().stems(TermStems::English).stop_words(StopWords::Drop);
            for analyzer in [analyzer.clone(), analyzer.query_terms(QueryTerms::Units), short] {
                analyzer.document_into(text, &mut terms);
                terms_in_order(text, terms.iter());
                let found = places(&terms);
                analyzer.query_into(text, &mut query);
                terms_in_order(text, query.iter());
                assert!(
                    query.iter().all(|term| found.contains(&(term.text, term.position))),
                    "the query does not find its text"
                );
                let phrases: Vec<u32> =
                    query.phrases().filter_map(|mut terms| terms.next()).map(|term| term.phrase).collect();
                assert!(phrases.is_sorted_by(|left, right| left < right), "{phrases:?}");
            }
        }
    }
    units_are_found(text);
}

/// Checks that a phrase query for a part of a text finds the text, even if the words of the part are cut differently
/// in the text. A part is skipped if even its units, such as single Chinese characters, differ in the text.
fn units_are_found(text: &str) {
    let analyzer = ANALYZER.clone().marks(MarkTerms::Term);
    let units = |text: &str| -> Vec<(Span, u32)> {
        let mut terms = Terms::new();
        analyzer.document_into(text, &mut terms);
        let units = terms.iter().filter(|term| term.position_length == 1);
        units.map(|term| (term.span, term.position)).collect()
    };
    let all = units(text);
    let (from, to) = (all.len() / 3, all.len() - all.len() / 4);
    let Some([first, .., last]) = all.get(from..to) else { return };
    let part = Span::new(first.0.start, last.0.end);
    let alone = units(part.of(text));
    let Some(offset) = alone.first().and_then(|unit| first.1.checked_sub(unit.1)) else { return };
    let moved = |&(span, position): &(Span, u32)| (span.shifted(part.start), position + offset);
    if !alone.iter().map(moved).eq(all[from..to].iter().copied()) {
        return;
    }
    let (mut terms, mut query) = (Terms::new(), Terms::new());
    analyzer.document_into(text, &mut terms);
    analyzer.phrase_into(part.of(text), &mut query);
    let found = places(&terms);
    for term in query.iter() {
        let place = (term.text, term.position + offset);
        assert!(found.contains(&place), "{term:?} of {:?} is lost", part.of(text));
    }
}

/// The texts of terms with their positions.
fn places(terms: &Terms) -> HashSet<(&str, u32)> {
    terms.iter().map(|term| (term.text, term.position)).collect()
}

/// Checks that terms ascend by position, have a text, and lie on character boundaries.
fn terms_in_order<'t>(text: &str, terms: impl Iterator<Item = Term<'t>>) {
    let mut position = 0;
    for term in terms {
        on_boundaries(text, term.span);
        assert!(!term.span.is_empty() && !term.text.is_empty(), "{term:?} is empty");
        assert!(term.position >= position && term.position_length > 0, "{term:?} after position {position}");
        position = term.position;
    }
}

/// Checks that the beads of two texts tile the sentences of the texts, in order.
pub(crate) fn aligned_texts(english: &str, chinese: &str) {
    let bitext = ALIGNER.align_texts(english, chinese);
    bitext_spans(&bitext);
    let sides = (bitext.english_sentences().len(), bitext.chinese_sentences().len());
    in_order(english, bitext.english_sentences());
    in_order(chinese, bitext.chinese_sentences());
    beads_tile(bitext.beads(), sides);
    same(&bitext, || ALIGNER.align_texts(english, chinese));
}

/// Checks that the words of two texts contain all characters except white space, and that the words and their links
/// pass the checks of `word_alignment`.
pub(crate) fn linked_words(english: &str, chinese: &str) {
    let words = ALIGNER.align_words(english, chinese);
    word_alignment(english, chinese, &words);
    for (text, spans) in [(english, words.english_words()), (chinese, words.chinese_words())] {
        let covered: usize =
            spans.iter().map(|span| span.of(text).chars().filter(|c| !c.is_whitespace()).count()).sum();
        assert_eq!(covered, text.chars().filter(|c| !c.is_whitespace()).count(), "{text:?} {spans:?}");
    }
    same(&words, || ALIGNER.align_words(english, chinese));
}

/// Checks that words ascend and do not overlap, and that links join existing words, are in order, and have
/// probabilities.
fn word_alignment(english: &str, chinese: &str, words: &WordAlignment) {
    for (text, spans) in [(english, words.english_words()), (chinese, words.chinese_words())] {
        in_order(text, spans);
        assert!(spans.iter().all(|span| !span.is_empty()), "{text:?} {spans:?}");
    }
    let keys: Vec<_> = words.candidates().iter().map(|link| (link.english, link.chinese)).collect();
    assert!(keys.is_sorted_by(|one, other| one < other), "{keys:?}");
    for link in words.candidates() {
        assert!(link.english < words.english_words().len() && link.chinese < words.chinese_words().len());
        assert!((0.0..=1.0).contains(&link.probability), "{link:?}");
    }
    assert!(words.best().is_sorted_by(|one, other| one.english < other.english));
}

/// Checks that the beads of sentences tile both sides, in order.
pub(crate) fn aligned_sentences(english: &[String], chinese: &[String]) {
    let alignment = ALIGNER.align_sentences(english, chinese);
    beads_tile(alignment.beads(), (english.len(), chinese.len()));
    for link in alignment.beads().iter().flat_map(|bead| &bead.evidence) {
        on_boundaries(&english[link.english_sentence], link.english);
        on_boundaries(&chinese[link.chinese_sentence], link.chinese);
    }
    same(&alignment, || ALIGNER.align_sentences(english, chinese));
}

/// Checks that each sentence of a page is in exactly one bead.
pub(crate) fn page(text: &str) {
    let bitext = ALIGNER.align_page(text);
    bitext_spans(&bitext);
    for side in [bitext.english_sentences(), bitext.chinese_sentences()] {
        for pair in side.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{} and {} overlap", pair[0], pair[1]);
        }
    }
    let mut seen = [vec![0; bitext.english_sentences().len()], vec![0; bitext.chinese_sentences().len()]];
    for bead in bitext.beads() {
        bead_is_sound(bead);
        bead.english.clone().for_each(|at| seen[0][at] += 1);
        bead.chinese.clone().for_each(|at| seen[1][at] += 1);
    }
    assert!(seen.iter().flatten().all(|&times| times == 1), "how many beads each sentence is in: {seen:?}");
    same(&bitext, || ALIGNER.align_page(text));
}

fn tokens(text: &str, tokenizer: &(impl Tokenizer + Debug), overlap: Overlap) {
    let found = tokenizer.tokenize(text);
    for token in &found {
        on_boundaries(text, token.span);
        assert!(!token.of(text).trim().is_empty(), "{token:?} is blank");
    }
    if overlap == Overlap::No {
        let spans: Vec<Span> = found.iter().map(|token| token.span).collect();
        in_order(text, &spans);
        let expected = 0..found.len() as u32;
        assert!(found.iter().map(|token| token.position).eq(expected), "positions do not count the words");
    } else {
        positions_count(&found);
        if overlap == Overlap::WithinWords {
            parts_are_within_words(&found);
        }
        assert!(overlap == Overlap::Words || covers(text, &found), "a character is lost");
    }
    // Tokens that are already in the buffer are kept, and do not change the tokens that are added.
    let mut again = found.clone();
    tokenizer.tokenize_into(text, &mut again);
    assert!(again[..found.len()] == found && again[found.len()..] == found, "two runs differ");
}

/// Checks that no token contains white space.
fn without_white_space(text: &str, tokenizer: &impl Tokenizer) {
    for token in tokenizer.tokenize(text) {
        assert!(!token.of(text).contains(char::is_whitespace), "{token:?} contains white space");
    }
}

/// Checks that the last token of each position, which is the word, contains the other tokens of this position, and that
/// words do not overlap.
pub(crate) fn parts_are_within_words(tokens: &[Token]) {
    let mut end = 0;
    for parts in tokens.chunk_by(|one, other| one.position == other.position) {
        let word = parts[parts.len() - 1].span;
        assert!(end <= word.start, "{word} overlaps the word before");
        for part in parts {
            assert!(word.start <= part.span.start && part.span.end <= word.end, "{part:?} is not in {word}");
        }
        end = word.end;
    }
}

/// Checks that the positions of overlapping tokens start at 0 and skip no number. Tokens within one word may have the
/// same position.
fn positions_count(tokens: &[Token]) {
    let mut next = 0;
    for token in tokens {
        assert!(token.position <= next, "{token:?} where position {next} is next");
        next = next.max(token.position + 1);
    }
}

/// Whether every character other than white space lies in a token.
fn covers(text: &str, tokens: &[Token]) -> bool {
    let mut covered = vec![false; text.len()];
    for token in tokens {
        covered[token.span.range()].fill(true);
    }
    text.char_indices().all(|(at, c)| covered[at] || c.is_whitespace())
}

/// Checks that spans ascend and do not overlap, and that only white space lies before, between and after the spans.
fn in_order(text: &str, spans: &[Span]) {
    let mut end = 0;
    for &span in spans {
        on_boundaries(text, span);
        assert!(end <= span.start && !span.is_empty(), "{span} after {end}");
        let gap = &text[end..span.start];
        assert!(gap.trim().is_empty(), "{gap:?} is lost at {end}");
        end = span.end;
    }
    assert!(text[end..].trim().is_empty(), "{:?} is lost at the end", &text[end..]);
}

fn on_boundaries(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span} is off a boundary of a text of {} bytes", text.len());
}

pub(crate) fn bitext_spans(bitext: &Bitext<'_>) {
    for &span in bitext.english_sentences() {
        on_boundaries(bitext.english_text(), span);
    }
    for &span in bitext.chinese_sentences() {
        on_boundaries(bitext.chinese_text(), span);
    }
    for link in bitext.pairs().flat_map(bitext::Pair::evidence) {
        on_boundaries(bitext.english_text(), link.english);
        on_boundaries(bitext.chinese_text(), link.chinese);
    }
}

pub(crate) fn beads_tile(beads: &[Bead], (english, chinese): (usize, usize)) {
    let mut end = (0, 0);
    for bead in beads {
        bead_is_sound(bead);
        assert_eq!((bead.english.start, bead.chinese.start), end, "a gap or an overlap before {bead:?}");
        end = (bead.english.end, bead.chinese.end);
    }
    assert_eq!(end, (english, chinese), "the beads do not reach the end");
}

fn bead_is_sound(bead: &Bead) {
    assert!(!(bead.english.is_empty() && bead.chinese.is_empty()), "{bead:?} is empty on both sides");
    assert!((0.0..=1.0).contains(&bead.confidence), "{bead:?}");
    assert!(bead.score.is_finite(), "{bead:?}");
    for link in &bead.evidence {
        assert!(bead.english.contains(&link.english_sentence), "{link:?} is not of {bead:?}");
        assert!(bead.chinese.contains(&link.chinese_sentence), "{link:?} is not of {bead:?}");
    }
}

/// Checks that the same input gives the same output.
fn same<T: PartialEq>(first: &T, again: impl Fn() -> T) {
    assert!(*first == again(), "two runs differ");
}
