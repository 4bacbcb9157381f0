//! The target `numbers` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("numbers");
