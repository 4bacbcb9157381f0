//! Writes the log messages of Ballista to standard error.

use std::time::{SystemTime, UNIX_EPOCH};

use log::{LevelFilter, Log, Metadata, Record};

/// The variable that sets the level.
const VARIABLE: &str = "RUST_LOG";

/// Starts to write messages of the level in `RUST_LOG`, or warnings and errors.
pub(crate) fn start() {
    let level = std::env::var(VARIABLE).ok().and_then(|level| level.parse::<LevelFilter>().ok());
    // Fails only if there is a logger already.
    if log::set_logger(&StandardError).is_ok() {
        log::set_max_level(level.unwrap_or(LevelFilter::Warn));
    }
}

struct StandardError;

impl Log for StandardError {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= log::max_level()
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
            eprintln!("{seconds:.3} {} {}: {}", record.level(), record.target(), record.args());
        }
    }

    fn flush(&self) {}
}
