//! The tokenizers: English, Chinese, and mixed text.

