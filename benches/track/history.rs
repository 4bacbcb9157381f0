//! Reads and extends `benches/history.jsonl`, which has a line for each saved run with the commit and the speeds.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    process::Command,
};

use serde_json::{Map, Value, json};

/// All saved runs, oldest first.
pub(crate) struct History {
    path: String,
    pub(crate) runs: Vec<SavedRun>,
}

/// A saved run.
pub(crate) struct SavedRun {
    pub(crate) commit: String,
    /// The name of each workload, and its speed relative to its reference.
    pub(crate) speeds: Vec<(String, f64)>,
}

impl History {
    /// Reads the file; a missing file has no runs.
    pub(crate) fn read(path: &str) -> io::Result<Self> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            text => text?,
        };
        let mut runs = Vec::new();
        for line in text.lines() {
            let row: Value = serde_json::from_str(line)?;
            let commit = row["commit"].as_str().unwrap_or_default().to_owned();
            let speeds = row["speeds"].as_object().into_iter().flatten();
            let speeds = speeds.filter_map(|(name, speed)| Some((name.clone(), speed.as_f64()?))).collect();
            runs.push(SavedRun { commit, speeds });
        }
        Ok(Self { path: path.to_owned(), runs })
    }

    /// Returns the speed of a workload in the last run that has it.
    pub(crate) fn last(&self, name: &str) -> Option<f64> {
        let speeds = self.runs.iter().rev().flat_map(|run| &run.speeds);
        speeds.into_iter().find(|(other, _)| other == name).map(|(_, speed)| *speed)
    }

    /// Appends a run of the current commit.
    pub(crate) fn append(&mut self, speeds: Vec<(String, f64)>) -> io::Result<()> {
        let commit = output("git", &["describe", "--always", "--dirty"]);
        let row = json!({
            "commit": commit,
            "subject": output("git", &["show", "--no-patch", "--format=%s"]),
            "date": output("git", &["show", "--no-patch", "--format=%cs"]),
            "rustc": output("rustc", &["--version"]),
            "speeds": speeds.iter().map(|(name, speed)| (name.clone(), rounded(*speed))).collect::<Map<_, _>>(),
        });
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path)?;
        writeln!(file, "{row}")?;
        self.runs.push(SavedRun { commit, speeds });
        Ok(())
    }
}

/// Rounds to four significant digits.
fn rounded(speed: f64) -> Value {
    format!("{speed:.3e}").parse::<f64>().map_or(Value::Null, Value::from)
}

/// Returns the trimmed standard output of a command; empty if the command cannot be started.
fn output(command: &str, arguments: &[&str]) -> String {
    let output = Command::new(command).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
