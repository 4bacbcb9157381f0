//! The target `subtitles` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("subtitles");
