//! The target `sentences` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("sentences");
