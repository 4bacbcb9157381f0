//! Measures the speed of the engines on a text. The engines take turns.

use std::{hint::black_box, time::Instant};

use crate::{engines::Engine, texts::Text};

/// Number of passes of each engine over each text. The number is odd, so that the median is the time of one pass.
pub const PASSES: usize = 31;

/// The measurements of one engine on one text.
pub struct Speed {
    bytes: usize,
    /// Number of tokens that are not white space. Only some engines report white space.
    words: usize,
    /// The time of each pass in seconds.
    passes: Vec<f64>,
}

impl Speed {
    /// Measures all engines on `text`. In each round every engine makes one pass, so that other load on the machine
    /// slows down all engines alike.
    pub fn of_all(engines: &mut [Engine], text: &Text) -> Vec<Self> {
        let bytes = text.bytes();
        // The counting pass is also the warm-up.
        let mut speeds: Vec<Self> = engines
            .iter_mut()
            .map(|engine| Self { bytes, words: words(engine, text), passes: Vec::with_capacity(PASSES) })
            .collect();
        for _ in 0..PASSES {
            for (engine, speed) in engines.iter_mut().zip(&mut speeds) {
                speed.passes.push(seconds(engine, text));
            }
        }
        speeds
    }

    /// Returns the speed in megabytes per second, by the median time of a pass.
    pub fn megabytes(&self) -> f64 {
        self.bytes as f64 / median(self.passes.clone()) / 1e6
    }

    /// Returns the speed in millions of tokens per second, by the median time of a pass.
    pub fn megawords(&self) -> f64 {
        self.words as f64 / median(self.passes.clone()) / 1e6
    }

    /// Returns the median, over the rounds, of the time of this engine divided by the time of `other`.
    pub fn times_as_long_as(&self, other: &Self) -> f64 {
        median(self.passes.iter().zip(&other.passes).map(|(own, other)| own / other).collect())
    }
}

fn words(engine: &mut Engine, text: &Text) -> usize {
    let mut words = 0;
    for line in text.lines() {
        engine.each_token(line, |token| words += usize::from(!token.trim().is_empty()));
    }
    words
}

/// Returns the time of one pass in seconds.
fn seconds(engine: &mut Engine, text: &Text) -> f64 {
    let start = Instant::now();
    for line in text.lines() {
        engine.each_token(black_box(line), |token| {
            black_box(token);
        });
    }
    start.elapsed().as_secs_f64()
}

/// Returns the median of the values. If their number is even, this is the upper of the two middle values. NaN if
/// there are no values.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
