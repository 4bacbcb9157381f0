//! The functions, and their registration.

use std::sync::Arc;

use bitext::{Aligner, Detector, DocumentMatcher, Filter, MixedTokenizer, SentenceSplitter};
use datafusion::arrow::datatypes::{DataType, Fields};
use datafusion::common::Result;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionContext;

use crate::batch_function::{BatchFunction, Kernel, Parameter};
use crate::engines::{Engines, matcher};
use crate::kernels::{
    align_page, align_texts, detect_language, language_shares, match_documents, match_fields, pair_hash,
    reject_pair, sentence_fields, sentences, share_fields, token_fields, tokenize,
};
use crate::list_rows::list_of;
use crate::pair_columns::PairColumns;
use crate::table_functions::{PagePairs, TextPairs};

/// Registers all functions in a session, with the default engines: see the [list](crate).
///
/// Loads the dictionary and the lexicon, which takes tens of milliseconds. For several sessions, create
/// [`TextFunctions`] once.
pub fn register_all(context: &SessionContext) {
    TextFunctions::new().register(context);
}

/// The functions, with the engines that they share.
///
/// ```
/// use bitext::{Filter, Rejection};
/// use bitext_datafusion::TextFunctions;
/// use datafusion::prelude::SessionContext;
///
/// let functions = TextFunctions::new().filter(Filter::new().min_confidence(0.9).reject(Rejection::Numbers));
/// let (one, other) = (SessionContext::new(), SessionContext::new());
/// functions.register(&one);
/// functions.register(&other);
/// ```
#[derive(Clone, Debug)]
pub struct TextFunctions {
    engines: Engines,
}

impl Default for TextFunctions {
    fn default() -> Self {
        Self::new()
    }
}

impl TextFunctions {
    /// The functions with the default engines of bitext. Loads the dictionary and the lexicon.
    #[must_use]
    pub fn new() -> Self {
        Self { engines: Engines::new() }
    }

    /// Sets the aligner of `align_texts`, `align_page` and the table functions. `match_documents` uses its lexicon.
    #[must_use]
    pub fn aligner(mut self, aligner: Aligner) -> Self {
        self.engines.matcher = matcher(&aligner);
        self.engines.aligner = aligner;
        self
    }

    /// Sets the detector of `detect_language` and `language_shares`.
    #[must_use]
    pub fn detector(mut self, detector: Detector) -> Self {
        self.engines.detector = detector;
        self
    }

    /// Sets the checks of `reject_pair`; all of them by default. [`Rejection::Duplicate`](bitext::Rejection::Duplicate)
    /// has no effect, since each pair is checked alone.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.engines.filter = filter;
        self
    }

    /// Sets the matcher of `match_documents`. By default it has one thread, because DataFusion has one for each
    /// partition.
    #[must_use]
    pub fn matcher(mut self, matcher: DocumentMatcher) -> Self {
        self.engines.matcher = matcher;
        self
    }

    /// Sets the splitter of `sentences`.
    #[must_use]
    pub fn splitter(mut self, splitter: SentenceSplitter) -> Self {
        self.engines.splitter = splitter;
        self
    }

    /// Sets the tokenizer of `tokenize`.
    #[must_use]
    pub fn tokenizer(mut self, tokenizer: MixedTokenizer) -> Self {
        self.engines.tokenizer = tokenizer;
        self
    }

    /// Registers the scalar and the table functions in a session. Functions of the same name are replaced.
    pub fn register(&self, context: &SessionContext) {
        for function in self.scalar_functions() {
            context.register_udf(Arc::unwrap_or_clone(function));
        }
        let engines = Arc::new(self.engines.clone());
        context.register_udtf("page_pairs", Arc::new(PagePairs(Arc::clone(&engines))));
        context.register_udtf("text_pairs", Arc::new(TextPairs(engines)));
    }

    /// Registers the scalar functions in a registry, such as a `SessionState`.
    ///
    /// # Errors
    /// If the registry refuses a function.
    pub fn register_scalar(&self, registry: &mut dyn FunctionRegistry) -> Result<()> {
        self.scalar_functions().into_iter().try_for_each(|function| registry.register_udf(function).map(drop))
    }

    /// The scalar functions. They share the engines.
    #[must_use]
    pub fn scalar_functions(&self) -> Vec<Arc<ScalarUDF>> {
        use Parameter::{Documents, Pair, Text};
        let engines = Arc::new(self.engines.clone());
        let function = |name, parameters: &'static [Parameter], returns, kernel: Kernel| {
            Arc::new(ScalarUDF::from(BatchFunction::new(
                name,
                parameters,
                returns,
                kernel,
                Arc::clone(&engines),
            )))
        };
        let structs = |fields: Fields| list_of(DataType::Struct(fields));
        let documents = &[Documents("english"), Documents("chinese")];
        let pairs = || structs(PairColumns::fields());
        vec![
            function("detect_language", &[Text("text")], DataType::Utf8View, detect_language),
            function("language_shares", &[Text("text")], structs(share_fields()), language_shares),
            function("tokenize", &[Text("text")], structs(token_fields()), tokenize),
            function("sentences", &[Text("text")], structs(sentence_fields()), sentences),
            function("align_texts", &[Text("english"), Text("chinese")], pairs(), align_texts),
            function("align_page", &[Text("page")], pairs(), align_page),
            function("reject_pair", &[Pair], DataType::Utf8View, reject_pair),
            function("pair_hash", &[Pair], DataType::UInt64, pair_hash),
            function("match_documents", documents, structs(match_fields()), match_documents),
        ]
    }
}
