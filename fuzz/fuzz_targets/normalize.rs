//! The target `normalize` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("normalize");
