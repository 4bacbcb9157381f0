//! The traits that the public types promise to implement: auto traits, `Debug`, `Clone`, `Copy` and `PartialEq`.

use std::fmt::Debug;

use bitext::evaluate::{Agreement, GoldBead, Score};
use bitext::export::{
    Capacity, Document, Header, InlineSub, Ladder, LadderRow, LadderRows, Moses, PairFormat, Pharaoh, Row,
    SideOrder, Tsv,
};
use bitext::index::{
    Analyzer, AnalyzerOptions, MarkTerms, QueryTerms, StopWords, Term, TermPositions, TermStems, Terms,
};
use bitext::normalize::{Case, Form, Han, Quotes, Width};
use bitext::*;

fn shared<T: Send + Sync + Debug + 'static>() {}
fn borrowed<T: Send + Sync + Debug>() {}
fn value<T: Copy + PartialEq + Send + Sync + Debug + 'static>() {}
fn engine<T: Clone + Send + Sync + Debug + 'static>() {}

#[test]
fn values_are_copy_and_comparable() {
    value::<Span>();
    value::<Position>();
    value::<OffsetUnit>();
    value::<Language>();
    value::<HanVariant>();
    value::<Script>();
    value::<Run>();
    value::<Share>();
    value::<Token>();
    value::<TokenKind>();
    value::<BeadKind>();
    value::<Reason>();
    value::<Flag>();
    value::<Review>();
    value::<WordLink>();
    value::<Evidence>();
    value::<ErrorKind>();
    value::<PairFormat>();
    shared::<InlineSub>();
    value::<Gloss<'static>>();
    value::<Term<'static>>();
}

#[test]
fn options_are_copy_and_comparable() {
    value::<Compounds>();
    value::<Contractions>();
    value::<CutMode>();
    value::<Folding>();
    value::<HanSigns>();
    value::<Names>();
    value::<Overlaps>();
    value::<UnknownModel>();
    value::<TermPositions>();
    value::<MarkTerms>();
    value::<TermStems>();
    value::<StopWords>();
    value::<QueryTerms>();
    value::<AnalyzerOptions>();
    value::<LineBreaks>();
    value::<Form>();
    value::<Width>();
    value::<Quotes>();
    value::<Case>();
    value::<Han>();
    value::<Header>();
    value::<Capacity>();
    value::<Tsv>();
    value::<Rejection>();
    value::<Filter>();
    value::<FilterSummary>();
    value::<Ladder>();
    value::<SideOrder>();
    value::<Moses>();
    value::<Pharaoh>();
}

#[test]
fn engines_are_clone_send_and_sync() {
    engine::<OwnedBitext>();
    engine::<LanguageTag>();
    engine::<Analyzer>();
    engine::<Terms>();
    engine::<ChineseOptions>();
    engine::<AddedWord>();
    engine::<MixedOptions>();
    #[cfg(feature = "serde")]
    engine::<Config>();
    engine::<Aligner>();
    engine::<Lexicon>();
    engine::<Dictionary>();
    engine::<Hmm>();
    engine::<ChineseTokenizer>();
    engine::<EnglishTokenizer>();
    engine::<MixedTokenizer>();
    engine::<SentenceSplitter>();
    engine::<SentenceStream>();
    engine::<RunFinder>();
    engine::<Detector>();
    engine::<Normalizer>();
}

#[test]
fn results_are_send_and_sync() {
    shared::<LearnedPair>();
    borrowed::<CorpusLearner<'static>>();
    engine::<Alignment>();
    engine::<Bead>();
    engine::<Detection>();
    engine::<Normalized>();
    engine::<Filtering>();
    engine::<Row<'static>>();
    engine::<GoldBead>();
    value::<Score>();
    value::<Agreement>();
    engine::<LadderRow>();
    shared::<LadderRows<std::io::Empty>>();
    borrowed::<Document<'_, '_>>();
    borrowed::<Bitext<'_>>();
    borrowed::<Pair<'_, '_>>();
    borrowed::<Runs<'_>>();
    borrowed::<SpanConverter<'_>>();
    borrowed::<Sentences<'_>>();
    shared::<Error>();
}

#[cfg(feature = "serde")]
#[test]
fn json_lines_is_send_and_sync() {
    use bitext::export::{JsonLines, JsonRows, JsonUnits, JsonlRows, JsonlUnits, TrainingJson, WordLinks};

    value::<JsonLines>();
    value::<WordLinks>();
    engine::<TrainingJson>();
    shared::<JsonRows<'static>>();
    shared::<JsonlRows<std::io::Empty>>();
    shared::<JsonUnits<'static>>();
    shared::<JsonlUnits<std::io::Empty>>();
}

#[cfg(feature = "parallel")]
#[test]
fn a_batch_is_copy_and_comparable() {
    value::<Batch>();
}

#[cfg(feature = "xml")]
#[test]
fn xml_formats_are_send_and_sync() {
    use bitext::export::{Tmx, TmxRows, Xces, Xliff};

    engine::<Tmx>();
    engine::<Xliff>();
    value::<Xces>();
    shared::<TmxRows<std::io::Empty>>();
}

#[cfg(feature = "html")]
#[test]
fn html_is_send_and_sync() {
    use bitext::export::{Html, HtmlRows};

    engine::<Html>();
    shared::<HtmlRows<'static>>();
}

#[cfg(feature = "csv")]
#[test]
fn csv_is_copy_and_comparable() {
    use bitext::export::{Csv, Formulas};

    value::<Csv>();
    value::<Formulas>();
}

#[cfg(feature = "columns")]
#[test]
fn columns_is_copy_and_comparable() {
    use bitext::export::Columns;

    value::<Columns>();
}

#[cfg(feature = "read")]
#[test]
fn file_readers_are_send_and_sync() {
    value::<Encoding>();
    value::<Markup>();
    value::<DecodeErrors>();
    value::<Reader>();
    engine::<Text>();
    shared::<Lines<std::io::Empty>>();
}

#[test]
fn tokenizers_are_trait_objects() {
    shared::<Box<EnglishTokenizer>>();
    let tokenizers: Vec<Box<dyn Tokenizer>> =
        vec![Box::new(EnglishTokenizer::new()), Box::new(std::sync::Arc::new(EnglishTokenizer::new()))];
    for tokenizer in &tokenizers {
        let words = std::thread::scope(|scope| scope.spawn(|| tokenizer.tokenize("Two words")).join());
        assert_eq!(words.map(|words| words.len()).ok(), Some(2));
    }
}

#[test]
fn an_error_converts_to_a_boxed_error() {
    let error = "xx".parse::<Language>().unwrap_err();
    let error: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert_eq!(error.to_string(), "`xx` is not a known language code such as `en`, `zh` or `und`");
}

#[test]
#[cfg(feature = "xlsx")]
fn workbooks_are_shared_between_threads() {
    use bitext::export::{Xlsx, XlsxUnits};

    shared::<Xlsx>();
    shared::<XlsxUnits>();
}
