//! The Python module `bitext._bitext`. The package `bitext` re-exports it; see `docs/python.md`.
//!
//! The documentation comments of classes and functions are Python's docstrings.

mod aligner;
mod analyzer;
mod anchors;
mod arguments;
mod arrow_array;
mod batches;
mod bitexts;
mod capsules;
mod choice;
mod config;
mod convert;
mod errors;
mod evaluation;
mod export;
mod filters;
mod flat;
mod import;
mod interpreter;
mod language_tag;
mod lexicon;
mod matching;
mod memory;
mod normalizer;
mod notebook;
mod parallel;
mod record;
mod rows;
mod sentences;
mod shared_string;
mod srx;
mod stream;
mod string_cache;
mod text;
mod texts;
mod tokenizer;
mod unit;
mod word_lists;
mod words;

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs the program `bitext` with these arguments, and returns its exit status.
#[pyfunction]
fn _main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| bitext_program::main_with(arguments, None))
}

/// The implementation of the package `bitext`.
#[pymodule]
fn _bitext(module: &Bound<'_, PyModule>) -> PyResult<()> {
    interpreter::check(module.py())?;
    add_engines(module)?;
    add_results(module)?;
    for function in [
        wrap_pyfunction!(_main, module)?,
        wrap_pyfunction!(analyzer::stem, module)?,
        wrap_pyfunction!(analyzer::stop_words, module)?,
        wrap_pyfunction!(anchors::read_anchors, module)?,
        wrap_pyfunction!(convert::convert, module)?,
        wrap_pyfunction!(evaluation::evaluate, module)?,
        wrap_pyfunction!(evaluation::read_ladder, module)?,
        wrap_pyfunction!(export::pairs_arrow, module)?,
        wrap_pyfunction!(export::save, module)?,
        wrap_pyfunction!(filters::pair_hash, module)?,
        wrap_pyfunction!(import::load, module)?,
        wrap_pyfunction!(text::decode, module)?,
        wrap_pyfunction!(text::read, module)?,
        wrap_pyfunction!(text::text_order, module)?,
        wrap_pyfunction!(analyzer::_restore_analyzer, module)?,
        wrap_pyfunction!(filters::_restore_filter, module)?,
        wrap_pyfunction!(lexicon::_restore_lexicon, module)?,
        wrap_pyfunction!(matching::_restore_matcher, module)?,
        wrap_pyfunction!(normalizer::_restore_normalizer, module)?,
        wrap_pyfunction!(sentences::_restore_detector, module)?,
        wrap_pyfunction!(sentences::_restore_run_finder, module)?,
        wrap_pyfunction!(sentences::_restore_splitter, module)?,
        wrap_pyfunction!(tokenizer::_restore_tokenizer, module)?,
    ] {
        module.add_function(function)?;
    }
    Ok(())
}

fn add_engines(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<aligner::PyAligner>()?;
    module.add_class::<analyzer::PyAnalyzer>()?;
    module.add_class::<config::PyConfig>()?;
    module.add_class::<filters::PyFilter>()?;
    module.add_class::<filters::PyFiltering>()?;
    module.add_class::<lexicon::PyLexicon>()?;
    module.add_class::<matching::PyDocumentMatcher>()?;
    module.add_class::<normalizer::PyNormalizer>()?;
    module.add_class::<sentences::PyDetector>()?;
    module.add_class::<sentences::PyRunFinder>()?;
    module.add_class::<sentences::PySentenceSplitter>()?;
    module.add_class::<srx::PySrxRules>()?;
    module.add_class::<srx::PySrxSplitter>()?;
    module.add_class::<stream::PySentenceStream>()?;
    module.add_class::<tokenizer::PyTokenizer>()
}

fn add_results(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<aligner::LearnedPair>()?;
    module.add_class::<analyzer::Term>()?;
    module.add_class::<anchors::PyAnchor>()?;
    module.add_class::<anchors::RowAnchors>()?;
    module.add_class::<arrow_array::PyArrowArray>()?;
    module.add_class::<batches::DetectionBatch>()?;
    module.add_class::<batches::RunBatch>()?;
    module.add_class::<batches::SentenceBatch>()?;
    module.add_class::<batches::TokenBatch>()?;
    module.add_class::<bitexts::Alignment>()?;
    module.add_class::<bitexts::Bead>()?;
    module.add_class::<bitexts::Evidence>()?;
    module.add_class::<bitexts::Pair>()?;
    module.add_class::<bitexts::PyBitext>()?;
    module.add_class::<evaluation::PyAgreement>()?;
    module.add_class::<evaluation::Score>()?;
    module.add_class::<filters::FilterSummary>()?;
    module.add_class::<language_tag::PyLanguageTag>()?;
    module.add_class::<matching::DocumentMatch>()?;
    module.add_class::<matching::DocumentMatches>()?;
    module.add_class::<matching::NearDuplicate>()?;
    module.add_class::<normalizer::PyNormalized>()?;
    module.add_class::<sentences::Detection>()?;
    module.add_class::<sentences::Run>()?;
    module.add_class::<sentences::Sentence>()?;
    module.add_class::<text::PyText>()?;
    module.add_class::<text::TextPart>()?;
    module.add_class::<tokenizer::Token>()?;
    module.add_class::<words::WordAlignment>()?;
    module.add_class::<words::WordLink>()
}
