//! The target `page` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("page");
