//! The target `texts` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("texts");
