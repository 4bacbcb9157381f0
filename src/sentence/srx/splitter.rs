//! Splits a text by the rules of a language.

use super::paragraphs::paragraphs;
use super::pattern::{shown, translated};
use super::positions::{MAX_PROGRAM, MatchDirection, Positions};
use super::rule::SrxRule;
use crate::sentence::line_breaks::LineBreaks;
use crate::{Error, ErrorKind, Span};

/// Splits text into sentences by the [rules](crate::SrxRules) of a language.
///
/// Cheap to use from several threads; cloning copies the compiled rules.
#[derive(Clone, Debug)]
pub struct SrxSplitter {
    breaks: RuleSet,
    exceptions: RuleSet,
    line_breaks: LineBreaks,
}

/// Rules that all break, or all do not.
#[derive(Clone, Debug)]
struct RuleSet {
    before: Positions,
    after: Positions,
    /// The rule of each expression of `before` and of `after`. A rule without an expression matches everywhere.
    numbers: [Vec<usize>; 2],
    /// The rules without an expression for the text before, and for the text after.
    everywhere: [Vec<usize>; 2],
}

/// Maximum length of an expression, in bytes. Parsed, a class of two bytes such as `\w` takes some thousand bytes.
const MAX_PATTERN: usize = 32 << 10;

impl SrxSplitter {
    pub(super) fn new(rules: &[&SrxRule]) -> Result<Self, Error> {
        Ok(Self {
            breaks: RuleSet::new(rules, true)?,
            exceptions: RuleSet::new(rules, false)?,
            line_breaks: LineBreaks::Auto,
        })
    }

    /// Sets which line breaks end a sentence, whatever the rules say. A blank line always does.
    #[must_use]
    pub fn line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        self.line_breaks = line_breaks;
        self
    }

    /// Returns the sentences of `text`, as spans that neither begin nor end with white space. The spans ascend and do
    /// not overlap, and only white space lies between them.
    ///
    /// Time O(length of `text` · rules), memory O(length of the longest paragraph · rules).
    #[must_use]
    pub fn split(&self, text: &str) -> Vec<Span> {
        let mut sentences = Vec::new();
        for paragraph in paragraphs(text, self.line_breaks) {
            let mut start = paragraph.start;
            for end in self.ends(paragraph.of(text)).into_iter().chain([paragraph.len()]) {
                let sentence = Span::new(start, paragraph.start + end).trimmed(text);
                if !sentence.is_empty() {
                    sentences.push(sentence);
                }
                start = paragraph.start + end;
            }
        }
        sentences
    }

    /// Returns the places inside a paragraph at which a sentence ends.
    fn ends(&self, text: &str) -> Vec<usize> {
        // The first rule that breaks at each place.
        let breaks = self.breaks.matches(text, |_| true);
        let exceptions =
            self.exceptions.matches(text, |at| breaks.binary_search_by_key(&at, |found| found.0).is_ok());
        let is_break = |&(at, rule): &(usize, usize)| {
            let exception = exceptions.binary_search_by_key(&at, |found| found.0);
            exception.is_err() || exception.is_ok_and(|found| exceptions[found].1 > rule)
        };
        breaks.iter().filter(|found| is_break(found)).map(|&(at, _)| at).collect()
    }
}

impl RuleSet {
    fn new(rules: &[&SrxRule], is_break: bool) -> Result<Self, Error> {
        let too_large =
            |what: &str| Error::new(ErrorKind::Syntax, format!("the rules are too large: {what}"));
        let (mut patterns, mut numbers, mut everywhere) =
            <([Vec<String>; 2], [Vec<usize>; 2], [Vec<usize>; 2])>::default();
        // Bytes of the compiled expressions on each side, so that rules that are too large together are not all compiled.
        let mut sizes = [0; 2];
        for (number, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.is_break == is_break) {
            for (side, pattern) in [&rule.before, &rule.after].into_iter().enumerate() {
                if pattern.is_empty() {
                    everywhere[side].push(number);
                    continue;
                }
                let compiled = compiled(pattern);
                let (translated, size) = compiled.map_err(|what| unsupported(rule, pattern, &what))?;
                sizes[side] += size;
                if sizes[side] > MAX_PROGRAM {
                    return Err(too_large(&format!("compiled, they exceed {MAX_PROGRAM} bytes")));
                }
                patterns[side].push(translated);
                numbers[side].push(number);
            }
        }
        let [before, after] = patterns;
        Ok(Self {
            before: Positions::new(&before, MatchDirection::Before).map_err(|what| too_large(&what))?,
            after: Positions::new(&after, MatchDirection::After).map_err(|what| too_large(&what))?,
            numbers,
            everywhere,
        })
    }

    /// Returns the places inside `text` for which `is_wanted` is true and at which a rule matches, ascending, each with
    /// the first such rule.
    fn matches(&self, text: &str, is_wanted: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let is_inside = |at: usize| at > 0 && at < text.len() && is_wanted(at);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        self.before.each(text, |at, expression| {
            if is_inside(at) {
                before.push((at, self.numbers[0][expression]));
            }
        });
        self.after.each(text, |at, expression| {
            if is_inside(at) {
                after.push((at, self.numbers[1][expression]));
            }
        });
        self.expand(&mut before, &mut after, text, is_inside);
        before.sort_unstable();
        after.sort_unstable();
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut rest = after.iter().peekable();
        for own in &before {
            while rest.next_if(|other| *other < own).is_some() {}
            if rest.peek() == Some(&own) && found.last().is_none_or(|last| last.0 != own.0) {
                found.push(*own);
            }
        }
        found
    }

    /// Adds the rules that match everywhere on one side to that side, where the other side has them.
    fn expand(
        &self,
        before: &mut Vec<(usize, usize)>,
        after: &mut Vec<(usize, usize)>,
        text: &str,
        is_inside: impl Fn(usize) -> bool,
    ) {
        let [free_before, free_after] = &self.everywhere;
        let of = |matches: &[(usize, usize)], rules: &[usize]| -> Vec<(usize, usize)> {
            matches.iter().filter(|(_, rule)| rules.binary_search(rule).is_ok()).copied().collect()
        };
        let (from_after, from_before) = (of(after, free_before), of(before, free_after));
        before.extend(from_after);
        after.extend(from_before);
        let both = free_before.iter().find(|rule| free_after.binary_search(rule).is_ok());
        if let Some(&rule) = both {
            for (at, _) in text.char_indices().filter(|&(at, _)| is_inside(at)) {
                before.push((at, rule));
                after.push((at, rule));
            }
        }
    }
}

/// Returns an expression in the syntax of the matcher, and its size when it is compiled alone, in bytes. An error says what
/// is wrong with it.
fn compiled(pattern: &str) -> Result<(String, usize), String> {
    if pattern.len() > MAX_PATTERN {
        return Err(format!("an expression of more than {MAX_PATTERN} bytes"));
    }
    let translated = translated(pattern)?;
    let alone = Positions::new(std::slice::from_ref(&translated), MatchDirection::Before)?;
    Ok((translated, alone.size()))
}

fn unsupported(rule: &SrxRule, pattern: &str, what: &str) -> Error {
    let ((language, number), pattern) = (&rule.place, shown(pattern));
    Error::new(
        ErrorKind::Syntax,
        format!(
            "rule {number} of `{language}`, `{pattern}`: not supported: {what}: write the rule without it"
        ),
    )
}
