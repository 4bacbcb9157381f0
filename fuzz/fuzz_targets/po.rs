//! The target `po` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("po");
