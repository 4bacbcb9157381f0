//! Extracts the text of subtitles: SubRip, WebVTT, SubStation Alpha, LRC.
//!
//! A cue is the text that is shown during one interval of time. A sentence that continues over several cues is one
//! line. A cue in two languages has one line for each language. A blank line separates cues that are not joined.

mod clock;
mod cue;
mod cue_text;
mod format;
mod lyrics;
mod script;
mod sentences;
mod style;
mod timed;

pub(super) use cue_text::CueTime;
pub(super) use sentences::{extract, is_subtitles};
