//! The target `workbook` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("workbook");
