//! The target `dictionary` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("dictionary");
