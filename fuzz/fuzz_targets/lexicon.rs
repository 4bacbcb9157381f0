//! The target `lexicon` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("lexicon");
