//! Finds the ends of runs of characters, such as white space, in a time that does not depend on their length.

use crate::Span;

/// A run of at least this many bytes is stored. Shorter runs are read again each time, so an ordinary text, whose runs
/// are short, needs no memory.
const LONG: usize = 64;

/// The long runs of the characters of a class in a text. A run is a maximal sequence of these characters.
pub(crate) struct LongRuns<'t> {
    text: &'t str,
    is_in: fn(char) -> bool,
    runs: Vec<Span>,
}

impl<'t> LongRuns<'t> {
    /// Finds the long runs of the characters for which `is_in` is true.
    ///
    /// Time O(length of the text).
    pub(crate) fn new(text: &'t str, is_in: fn(char) -> bool) -> Self {
        let mut runs = Vec::new();
        let mut start = 0;
        for (end, other) in text.match_indices(|c| !is_in(c)).chain([(text.len(), "")]) {
            if end - start >= LONG {
                runs.push(Span::new(start, end));
            }
            start = end + other.len();
        }
        Self { text, is_in, runs }
    }

    /// Returns the place in a span up to which all its characters are in the class.
    ///
    /// Time O(log runs).
    pub(crate) fn end(&self, span: Span) -> usize {
        match self.runs.get(self.runs.partition_point(|run| run.end <= span.start)) {
            Some(run) if run.start <= span.start => run.end.min(span.end),
            _ => span.end - span.of(self.text).trim_start_matches(self.is_in).len(),
        }
    }

    /// Returns the span without the characters of the class at its ends.
    ///
    /// Time O(log runs).
    pub(crate) fn trimmed(&self, span: Span) -> Span {
        let rest = Span::new(self.end(span), span.end);
        let end = match self.runs.get(self.runs.partition_point(|run| run.end < rest.end)) {
            Some(run) if run.start < rest.end => run.start.max(rest.start),
            _ => rest.start + rest.of(self.text).trim_end_matches(self.is_in).len(),
        };
        Span::new(rest.start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs of white space have 63, 64 and 65 bytes.
    #[test]
    fn long_runs_change_no_place() {
        let text = [63, 64, 65].map(|len| " ".repeat(len)).join("茶") + "\u{3000}a";
        let spaces = LongRuns::new(&text, char::is_whitespace);
        assert_eq!(spaces.runs.len(), 2);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (at, &start) in places.iter().enumerate() {
            for &end in &places[at..] {
                let span = Span::new(start, end);
                assert_eq!(spaces.trimmed(span), span.trimmed(&text), "{span:?}");
                let rest = span.of(&text).trim_start();
                assert_eq!(spaces.end(span), end - rest.len(), "{span:?}");
            }
        }
    }
}
