//! Fuzz targets: each is a function over bytes that panics if an invariant of the crate is violated.
#![allow(clippy::unwrap_used, reason = "a target panics on purpose")]

mod anchors;
#[path = "../../tests/checks/mod.rs"]
mod checks;
mod exports;
mod files;
mod input;
pub mod mutate;
mod packages;
mod rules;
mod tables;
mod texts;
mod units;

/// A fuzz target. Its corpus is the folder `corpus/NAME`.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub name: &'static str,
    run: fn(&[u8]),
    /// Maximum length of an input, in bytes; the rest of a longer input is ignored, so that a run stays short.
    pub max_len: usize,
}

impl Target {
    const fn new(name: &'static str, max_len: usize, run: fn(&[u8])) -> Self {
        Self { name, run, max_len }
    }

    /// Runs the target on an input.
    ///
    /// # Panics
    /// If an invariant is violated.
    pub fn run(&self, input: &[u8]) {
        self.run_whole(&input[..input.len().min(self.max_len)]);
    }

    /// Runs the target on an input of any length.
    ///
    /// # Panics
    /// If an invariant is violated.
    pub fn run_whole(&self, input: &[u8]) {
        (self.run)(input);
    }
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target::new("runs", 4096, texts::runs),
    Target::new("sentences", 4096, texts::sentences),
    Target::new("normalize", 4096, texts::normalize),
    Target::new("words", 1024, texts::words),
    Target::new("user_words", 1024, texts::user_words),
    Target::new("terms", 1024, texts::terms),
    Target::new("texts", 2048, texts::texts),
    Target::new("page", 2048, texts::page),
    Target::new("decode", 8192, files::decode),
    Target::new("markup", 8192, files::markup),
    Target::new("paged", 4096, files::paged),
    Target::new("subtitles", 4096, files::subtitles),
    Target::new("package", 8192, packages::package),
    Target::new("workbook", 8192, packages::workbook),
    Target::new("tmx", 8192, units::tmx),
    Target::new("xliff", 8192, units::xliff),
    Target::new("po", 8192, units::po),
    Target::new("table", 8192, units::table),
    Target::new("report", 8192, units::report),
    Target::new("numbers", 8192, units::numbers),
    Target::new("jsonl", 8192, units::jsonl),
    Target::new("json", 8192, units::json),
    Target::new("ladder", 8192, files::ladder),
    Target::new("exports", 1024, exports::exports),
    Target::new("anchors", 1024, anchors::anchors),
    Target::new("srx", 4096, rules::srx),
    Target::new("lexicon", 8192, tables::lexicon),
    Target::new("dictionary", 8192, tables::dictionary),
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// The entry points of a libFuzzer binary: the target, and the mutations.
#[cfg(feature = "libfuzzer")]
#[macro_export]
macro_rules! libfuzzer_target {
    ($name:literal) => {
        libfuzzer_sys::fuzz_target!(|input: &[u8]| $crate::target($name).expect("a target").run(input));
        libfuzzer_sys::fuzz_mutator!(|input: &mut [u8], length: usize, max_len: usize, seed: u32| {
            $crate::mutate::mutate_in_place(input, length, max_len, seed)
        });
    };
}
