//! The target `report` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("report");
