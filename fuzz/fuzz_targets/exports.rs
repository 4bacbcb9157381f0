//! The target `exports` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("exports");
