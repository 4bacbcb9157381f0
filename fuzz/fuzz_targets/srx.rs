//! The target `srx` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("srx");
