//! Sentence boundaries of English, Chinese and mixed text.
