//! Measures the time and memory that an engine needs until its first token, in fresh processes.

use std::{env, fs, hint::black_box, io, process::Command, time::Instant};

use crate::{engines::Kind, measure::median, texts::Text};

/// The argument with which this program runs as a child process that measures one engine.
pub const ARGUMENT: &str = "--load";

/// Number of processes per engine.
const CHILDREN: usize = 7;

/// The text that is cut first. It is Chinese, so that every engine with a Chinese dictionary has to load its
/// dictionary.
const FIRST: &str = "今天天气很好。";

/// The time and the memory that an engine needs, as medians over [`CHILDREN`] processes.
pub struct Load {
    /// Time to build the engine and to cut [`FIRST`].
    pub milliseconds: f64,
    /// Growth of the resident memory in that time, in megabytes.
    pub resident: f64,
    /// Growth of the resident memory until the end of a pass over [`Text::own`], in megabytes. The pass reads
    /// more of the tables into memory.
    pub resident_later: f64,
}

impl Load {
    /// Measures `kind` in child processes.
    pub fn of(kind: Kind) -> io::Result<Self> {
        let mut columns = [const { Vec::new() }; 3];
        for _ in 0..CHILDREN {
            let child = Command::new(env::current_exe()?).args([ARGUMENT, &format!("{kind:?}")]).output()?;
            let answer = String::from_utf8_lossy(&child.stdout);
            let mut values = answer.split_whitespace().map_while(|value| value.parse::<f64>().ok());
            for column in &mut columns {
                let value = values.next().ok_or_else(|| io::Error::other(format!("{kind:?}: no answer")))?;
                column.push(value);
            }
        }
        let [milliseconds, resident, resident_later] = columns.map(median);
        Ok(Self { milliseconds, resident, resident_later })
    }

    /// Runs in the child process: builds the engine called `name`, and prints its measurements.
    pub fn answer(name: &str) -> io::Result<()> {
        let kind = Kind::ALL.into_iter().find(|kind| format!("{kind:?}") == name);
        let kind = kind.ok_or_else(|| io::Error::other(format!("{name}: no such engine")))?;
        let texts = Text::own();
        let before = resident()?;
        let start = Instant::now();
        let mut engine = kind.build();
        engine.each_token(FIRST, |token| {
            black_box(token);
        });
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        let loaded = resident()? - before;
        for line in texts.iter().flat_map(Text::lines) {
            engine.each_token(line, |token| {
                black_box(token);
            });
        }
        let later = resident()? - before;
        println!("{milliseconds} {loaded} {later}");
        Ok(())
    }
}

/// Returns the resident memory of this process in megabytes, from Linux's `/proc`.
fn resident() -> io::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes =
        line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|value| value.parse().ok());
    let kibibytes: f64 = kibibytes.ok_or_else(|| io::Error::other("/proc/self/status has no VmRSS"))?;
    Ok(kibibytes * 1024.0 / 1e6)
}
