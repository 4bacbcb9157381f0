//! The target `anchors` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("anchors");
