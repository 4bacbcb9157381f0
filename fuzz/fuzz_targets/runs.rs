//! The target `runs` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("runs");
