//! Extracts the text of subtitles: SubRip, WebVTT, SubStation Alpha, LRC.
//!
//! A sentence that goes on over several cues is one line. The lines of a cue in two languages are two lines; a blank line
//! separates cues.

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
