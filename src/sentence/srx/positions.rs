//! The positions of a text at which regular expressions match.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use regex_automata::hybrid::dfa::{Cache, DFA, OverlappingState};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind};

/// Expressions that are matched at all positions of a text at once.
///
/// A lazy DFA over all expressions reads each byte of the text once.
pub(super) struct Positions {
    /// `None` if there are no expressions.
    dfa: Option<DFA>,
    direction: MatchDirection,
    /// The states that were computed for earlier texts.
    cache: Mutex<Option<Cache>>,
}

/// Where a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MatchDirection {
    /// Before the position.
    Before,
    /// After the position.
    After,
}

/// Maximum size of all expressions, compiled, in bytes.
pub(super) const MAX_PROGRAM: usize = 16 << 20;
/// Maximum size of the states that are kept, in bytes. Beyond this size, states are dropped and computed again.
const CACHE: usize = 16 << 20;

impl Positions {
    /// Fails if an expression is not valid, or if the expressions are too large.
    pub(super) fn new(patterns: &[String], direction: MatchDirection) -> Result<Self, String> {
        let is_reverse = direction == MatchDirection::After;
        let dfa = (!patterns.is_empty()).then(|| {
            DFA::builder()
                .configure(
                    DFA::config()
                        .match_kind(MatchKind::All)
                        .cache_capacity(CACHE)
                        .skip_cache_capacity_check(true),
                )
                .syntax(syntax::Config::new().utf8(false))
                .thompson(
                    thompson::Config::new().utf8(false).reverse(is_reverse).nfa_size_limit(Some(MAX_PROGRAM)),
                )
                .build_many(patterns)
                .map_err(|error| cause(&error))
        });
        let dfa = dfa.transpose()?;
        Ok(Self { dfa, direction, cache: Mutex::new(None) })
    }

    /// Returns the size of the compiled expressions, in bytes.
    pub(super) fn size(&self) -> usize {
        self.dfa.as_ref().map_or(0, |dfa| dfa.get_nfa().memory_usage())
    }

    /// Calls `on_match` with each position at which an expression matches, and the number of the expression: in
    /// ascending order if the match is before the position, in descending order if it is after.
    ///
    /// Time O(length of `text` + matches).
    pub(super) fn each(&self, text: &str, mut on_match: impl FnMut(usize, usize)) {
        let Some(dfa) = &self.dfa else { return };
        let kept = self.cache.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut cache = kept.unwrap_or_else(|| dfa.create_cache());
        let (input, mut state) = (Input::new(text), OverlappingState::start());
        loop {
            let searched = match self.direction {
                MatchDirection::Before => dfa.try_search_overlapping_fwd(&mut cache, &input, &mut state),
                MatchDirection::After => dfa.try_search_overlapping_rev(&mut cache, &input, &mut state),
            };
            // The search fails only for bytes at which the DFA stops, and there are none.
            let Some(found) = searched.ok().and_then(|()| state.get_match()) else { break };
            if text.is_char_boundary(found.offset()) {
                on_match(found.offset(), found.pattern().as_usize());
            }
        }
        *self.cache.lock().unwrap_or_else(PoisonError::into_inner) = Some(cache);
    }
}

/// Returns the innermost cause of an error, which says what is wrong with the expression.
fn cause(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    // The message of a syntax error shows the expression on several lines; the last one says what is wrong.
    let message = error.to_string();
    message.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned()
}

impl Clone for Positions {
    fn clone(&self) -> Self {
        Self { dfa: self.dfa.clone(), direction: self.direction, cache: Mutex::new(None) }
    }
}

impl fmt::Debug for Positions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expressions = self.dfa.as_ref().map_or(0, DFA::pattern_len);
        f.debug_struct("Positions")
            .field("expressions", &expressions)
            .field("direction", &self.direction)
            .finish()
    }
}
