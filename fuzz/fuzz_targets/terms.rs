//! The target `terms` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("terms");
