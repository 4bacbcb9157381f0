//! The arguments of the program.

use std::collections::VecDeque;
use std::str::FromStr;

use crate::Failure;

/// A command with its options, which are taken out one by one.
pub(crate) struct Arguments {
    pub(crate) command: String,
    options: Vec<(String, String)>,
    files: VecDeque<String>,
}

impl Arguments {
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let command = words.next().ok_or("a command is missing")?;
        let mut found = Self { command, options: Vec::new(), files: VecDeque::new() };
        while let Some(word) = words.next() {
            if word.starts_with("--") {
                let value = words.next().ok_or_else(|| format!("{word} has no value"))?;
                found.options.push((word, value));
            } else {
                found.files.push_back(word);
            }
        }
        Ok(found)
    }

    pub(crate) fn option(&mut self, name: &str) -> Option<String> {
        let at = self.options.iter().position(|(option, _)| option == name)?;
        Some(self.options.remove(at).1)
    }

    pub(crate) fn text(&mut self, name: &str, default: &str) -> String {
        self.option(name).unwrap_or_else(|| default.to_owned())
    }

    pub(crate) fn number<T: FromStr>(&mut self, name: &str, default: T) -> Result<T, Failure> {
        match self.option(name) {
            Some(value) => value.parse().map_err(|_| format!("{name} {value}: no number in range").into()),
            None => Ok(default),
        }
    }

    /// The next argument without a name.
    pub(crate) fn file(&mut self, what: &str) -> Result<String, Failure> {
        self.files.pop_front().ok_or_else(|| format!("{what} is missing").into())
    }

    /// # Errors
    /// If an argument is left that the command does not know.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let option = self.options.into_iter().map(|(name, _)| name);
        match option.chain(self.files).next() {
            Some(word) => Err(format!("unknown argument {word}").into()),
            None => Ok(()),
        }
    }
}
