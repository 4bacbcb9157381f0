//! The target `ladder` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("ladder");
