//! The target `decode` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("decode");
