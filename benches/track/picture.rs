//! Draws the history as an SVG: a row for each workload of the last run.

use std::fmt::Write as _;

use crate::history::History;

/// Widths of the columns in pixels: the names, the lines, and the numbers.
const COLUMNS: [f64; 3] = [190.0, 360.0, 150.0];
/// Height of a row in pixels.
const ROW: f64 = 26.0;
/// Maximum number of runs in the picture. Older runs are left out.
const RUNS: usize = 60;

/// Draws the picture. Each row has the speeds of a workload relative to its reference, scaled so that the lowest and
/// the highest speed fill the row. The scale covers at least a tenth of the highest speed, so that noise looks flat.
pub(crate) fn draw(history: &History) -> String {
    let runs = &history.runs[history.runs.len().saturating_sub(RUNS)..];
    let Some(last) = runs.last() else { return String::new() };
    let (width, height) = (COLUMNS.iter().sum::<f64>(), ROW * (last.speeds.len() as f64 + 2.0));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         font-family=\"sans-serif\" font-size=\"13\" fill=\"#666\">\n"
    );
    let [names, lines, _] = COLUMNS;
    let heads = [
        (0.0, "workload"),
        (names, "speed relative to the reference"),
        (names + lines + 12.0, "first → last"),
    ];
    for (x, head) in heads {
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"{}\" font-weight=\"bold\">{head}</text>", ROW * 0.7);
    }
    for (row, (name, speed)) in last.speeds.iter().enumerate() {
        let top = ROW * (row as f64 + 1.0);
        let points: Vec<(usize, f64)> = (0..)
            .zip(runs)
            .filter_map(|(at, run)| Some((at, run.speeds.iter().find(|(other, _)| other == name)?.1)))
            .collect();
        let first = points.first().map_or(*speed, |point| point.1);
        let text = top + ROW * 0.7;
        let _ = writeln!(svg, "<text x=\"0\" y=\"{text}\">{name}</text>");
        let _ = writeln!(svg, "{}", line(&points, runs.len(), top));
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{text}\">{first:.3} → {speed:.3}</text>", names + lines + 12.0);
    }
    let commits = [(names, &runs[0].commit, "start"), (names + lines, &last.commit, "end")];
    for (x, commit, anchor) in commits {
        let y = height - ROW * 0.3;
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{commit}</text>");
    }
    svg + "</svg>\n"
}

/// Draws the speeds of a workload as a line that ends in a dot. Each of `points` has the index of a run and the speed
/// in that run.
fn line(points: &[(usize, f64)], runs: usize, top: f64) -> String {
    let speeds = || points.iter().map(|point| point.1);
    let (low, high) = (speeds().fold(f64::MAX, f64::min), speeds().fold(0.0, f64::max));
    let (middle, range) = ((low + high) / 2.0, (high - low).max(0.1 * high));
    let place = |&(at, speed): &(usize, f64)| {
        let x = COLUMNS[0] + (COLUMNS[1] - 8.0) * (at as f64 + 1.0) / runs as f64;
        (x, top + ROW * (0.5 - 0.7 * (speed - middle) / range))
    };
    let path = points.iter().map(place).fold(String::new(), |path, (x, y)| path + &format!("{x:.1},{y:.1} "));
    let (x, y) = points.last().map(place).unwrap_or_default();
    format!(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"#27c\"/><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"#27c\"/>",
        path.trim_end()
    )
}
