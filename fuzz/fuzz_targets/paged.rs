//! The target `paged` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("paged");
