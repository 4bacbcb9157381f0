//! The target `package` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("package");
