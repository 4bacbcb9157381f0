//! The target `markup` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("markup");
