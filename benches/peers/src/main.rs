//! Compares bitext with other tokenizers on the same texts in one process, and prints a Markdown table.
//!
//! `cargo run --release -- [FILE]...` reads the generated texts of this package and the given files.

mod engines;
mod load;
mod measure;
mod texts;

use std::{env, fmt::Write as _, fs, io, path::Path};

use engines::Kind;
use load::Load;
use measure::{PASSES, Speed};
use texts::Text;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [argument, name] = arguments.as_slice()
        && argument == load::ARGUMENT
    {
        return Load::answer(name);
    }
    let mut texts = Text::own();
    for path in &arguments {
        let text = Text::read(Path::new(path));
        texts.push(text.map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))?);
    }
    // Measure the loads first: engines that this process has already built would disturb the child processes.
    let loads = Kind::ALL.into_iter().map(Load::of).collect::<io::Result<Vec<_>>>()?;
    let mut engines: Vec<_> = Kind::ALL.into_iter().map(Kind::build).collect();
    let speeds: Vec<_> = texts.iter().map(|text| Speed::of_all(&mut engines, text)).collect();
    print!("{}{}", table(&texts, &speeds, &loads), notes(&texts));
    Ok(())
}

/// Returns the table, with a row for each engine, a column for each text, and two columns for the time and memory of
/// loading.
fn table(texts: &[Text], speeds: &[Vec<Speed>], loads: &[Load]) -> String {
    let mut table = String::from("| engine |");
    for text in texts {
        let _ = write!(table, " {} |", text.name);
    }
    table.push_str(" load, ms | memory, MB |\n|---|");
    table.push_str(&"--:|".repeat(texts.len() + 2));
    table.push('\n');
    for (row, (kind, load)) in Kind::ALL.iter().zip(loads).enumerate() {
        let _ = write!(table, "| {} |", kind.name());
        for column in speeds {
            let (speed, first) = (&column[row], &column[0]);
            let ratio = speed.times_as_long_as(first);
            let _ = write!(table, " {:.1} · {:.2} · {ratio:.2}× |", speed.megabytes(), speed.megawords());
        }
        let Load { milliseconds, resident, resident_later } = load;
        let _ = writeln!(table, " {milliseconds:.1} | {resident:.1} → {resident_later:.1} |");
    }
    table
}

/// Returns the notes below the table, which explain the columns and name the texts.
fn notes(texts: &[Text]) -> String {
    let first = Kind::ALL[0].name();
    let mut notes = format!(
        "\nFor each text: MB/s · million tokens/s, not counting white space · how many times as fast {first} is. \
         Medians of {PASSES} rounds; in each round every engine makes one pass, with one call a line. bitext fills \
         one reused buffer; the other engines return results in their own way. Load: the time to build the engine \
         and to cut the first Chinese text. Memory: the growth of the resident memory in that time → after a pass \
         over all texts. Both are measured in fresh processes.\n\nTexts: "
    );
    for (index, text) in texts.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let (kilobytes, distinct) = (text.bytes() / 1000, text.distinct());
        let _ = write!(notes, "{comma}{} ({kilobytes} KB, {distinct} distinct lines)", text.name);
    }
    notes.push_str(
        ". The generated texts repeat phrases but no sentence; a large file is closer to real use. \
         Building jieba-rs, tantivy-jieba and charabia takes a C compiler, for zstd.\n",
    );
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find(|line| line.starts_with("model name"));
    if let Some((_, model)) = model.and_then(|line| line.split_once(':')) {
        let _ = writeln!(notes, "Processor: {}.", model.trim());
    }
    notes
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::texts::Text;

    #[test]
    fn the_benchmark_texts_are_long_and_repeat_no_line() {
        for text in Text::own() {
            let lines: BTreeSet<&str> = text.lines().collect();
            let bytes: usize = lines.iter().map(|line| line.len()).sum();
            println!(
                "{}: {} lines, {bytes} bytes in {} distinct ones",
                text.name,
                text.lines().count(),
                lines.len()
            );
            if text.name != "queries" {
                assert!(bytes >= 200_000, "{}", text.name);
                assert_eq!(lines.len(), text.lines().count(), "{} repeats a line", text.name);
            }
        }
    }
}
