//! The target `words` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("words");
