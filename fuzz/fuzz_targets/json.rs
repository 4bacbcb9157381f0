//! The target `json` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("json");
