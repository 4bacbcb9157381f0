//! The target `tmx` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("tmx");
