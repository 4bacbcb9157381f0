//! The target `jsonl` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("jsonl");
