//! The target `table` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("table");
