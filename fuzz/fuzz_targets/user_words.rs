//! The target `user_words` for libFuzzer.
#![no_main]

bitext_fuzz::libfuzzer_target!("user_words");
