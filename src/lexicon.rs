//! A bilingual lexicon: Chinese words with weighted English ones.
