//! The target `xliff` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("xliff");
