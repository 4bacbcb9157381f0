//! Checks that the options of every engine can be written, read back and applied as one value.
#![cfg(all(feature = "serde", feature = "dictionary"))]

use bitext::index::{Analyzer, MarkTerms, QueryTerms, StopWords, TermPositions, TermStems, Terms};
use bitext::normalize::{Case, Form, Han, Quotes, Width};
use bitext::{
    ChineseTokenizer, Compounds, Config, Contractions, CutMode, Detector, EnglishTokenizer, Filter, Folding,
    HanSigns, Language, LineBreaks, MixedTokenizer, Names, Normalizer, Overlaps, Rejection, RunFinder,
    SentenceSplitter, Tokenizer,
};

/// Returns a tokenizer with added words, in which every option differs from its default.
fn tokenizer() -> MixedTokenizer {
    let chinese = ChineseTokenizer::new()
        .mode(CutMode::Search)
        .overlaps(Overlaps::AsJieba)
        .folding(Folding::Off)
        .han_signs(HanSigns::Outside)
        .names(Names::AsJieba)
        .longest_unknown_word(None)
        .hmm(None);
    let english = EnglishTokenizer::new().compounds(Compounds::Whole).contractions(Contractions::Split);
    let mut mixed = MixedTokenizer::with_chinese(chinese).english(english);
    mixed.chinese_mut().add_word("石墨烯", None, Some("n"));
    mixed.chinese_mut().add_word("machine learning", Some(77), None);
    mixed.chinese_mut().add_word("C#语言", Some(0), Some("nz"));
    mixed
}

/// Returns a value in which every option of every engine differs from its default.
fn config() -> Config {
    let mut config = Config::default();
    config.tokenizer = tokenizer().options();
    config.index = Analyzer::new()
        .positions(TermPositions::ByWord)
        .marks(MarkTerms::Term)
        .stems(TermStems::English)
        .stop_words(StopWords::Drop)
        .query_terms(QueryTerms::Units)
        .normalizer(Normalizer::new().form(Form::Nfc))
        .options();
    config.sentences = SentenceSplitter::new().line_breaks(LineBreaks::Never);
    config.normalizer = Normalizer::new()
        .form(Form::Nfkc)
        .width(Width::Half)
        .quotes(Quotes::Straight)
        .case(Case::Fold)
        .han(Han::Simplified);
    config.detector = Detector::new().languages(&[Language::English, Language::Chinese]);
    config.runs = RunFinder::new().languages(&[Language::Chinese]);
    config.filter = Filter::strict().min_confidence(0.7).reject(Rejection::Numbers);
    #[cfg(feature = "read")]
    {
        use bitext::{DecodeErrors, Encoding, Markup, Reader};
        config.reader = Reader::new()
            .encoding(Encoding::Gb18030)
            .decode_errors(DecodeErrors::Replaced)
            .markup(Markup::Markdown);
    }
    #[cfg(feature = "parallel")]
    {
        config.batch = bitext::Batch::new().threads(3);
    }
    config
}

#[test]
fn every_option_is_written_and_read_back() {
    for config in [Config::default(), config()] {
        let kept = serde_json::to_string_pretty(&config).expect("a configuration can be written");
        let again: Config = serde_json::from_str(&kept).expect("what was written is read");
        assert_eq!(again, config, "{kept}");
    }
    // The round trip covers every option: each has a value in `config()` that differs from its default.
    let values = |config: &Config| -> Vec<(String, String)> {
        fn leaves(path: &str, value: &serde_json::Value, out: &mut Vec<(String, String)>) {
            match value {
                serde_json::Value::Object(fields) => {
                    fields.iter().for_each(|(name, value)| leaves(&format!("{path}.{name}"), value, out));
                }
                value => out.push((path.to_owned(), value.to_string())),
            }
        }
        let mut out = Vec::new();
        leaves("", &serde_json::to_value(config).expect("a configuration is a value"), &mut out);
        out
    };
    let (default, changed) = (values(&Config::default()), values(&config()));
    for (before, after) in default.iter().zip(&changed) {
        assert_eq!(before.0, after.0);
        assert_ne!(before.1, after.1, "{} has its default", before.0);
    }
    assert!(default.len() == changed.len() && default.len() > 25, "{} options", default.len());
}

#[test]
fn a_tokenizer_with_restored_options_finds_the_same_words() {
    let first = tokenizer();
    let kept = serde_json::to_string(&first.options()).expect("options can be written");
    let options = serde_json::from_str(&kept).expect("what was written is read");
    let again = MixedTokenizer::new().with_options(&options);
    assert_eq!(again.options(), first.options());
    for text in ["石墨烯电池，學machine learning", "二〇二六年的列夫·托尔斯泰", "It’s a well-made C#语言", ""]
    {
        assert_eq!(again.tokenize(text), first.tokenize(text), "{text}");
    }
    let analyzer = Analyzer::with_tokenizer(first).with_options(config().index);
    let (mut terms, mut others) = (Terms::new(), Terms::new());
    Analyzer::with_tokenizer(again)
        .with_options(config().index)
        .document_into("石墨烯 libraries", &mut terms);
    analyzer.document_into("石墨烯 libraries", &mut others);
    assert!(terms.iter().eq(others.iter()) && terms.len() > 1);
}

#[test]
fn options_left_out_have_their_defaults_and_unknown_ones_are_errors() {
    let config: Config =
        serde_json::from_str(r#"{"tokenizer": {"chinese": {"words": [{"word": "石墨烯"}]}}}"#)
            .expect("valid");
    assert_eq!(config.sentences, SentenceSplitter::new());
    let tokenizer = MixedTokenizer::new().with_options(&config.tokenizer);
    let text = "石墨烯电池和列夫·托尔斯泰";
    let mut by_hand = MixedTokenizer::new();
    by_hand.chinese_mut().add_word("石墨烯", None, None);
    assert_eq!(tokenizer.tokenize(text), by_hand.tokenize(text));
    assert_eq!(MixedTokenizer::new().options(), Config::default().tokenizer);
    for wrong in [
        r#"{"tokeniser": {}}"#,
        r#"{"sentences": {"line-break": "never"}}"#,
        r#"{"sentences": {"line-breaks": "sometimes"}}"#,
        r#"{"detector": {"languages": ["xx"]}}"#,
        r#"{"normalizer": {"form": "nfd"}}"#,
    ] {
        assert!(serde_json::from_str::<Config>(wrong).is_err(), "{wrong}");
    }
}
