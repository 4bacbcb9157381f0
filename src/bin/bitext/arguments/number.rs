//! Arguments that are numbers in a range.

use std::str::FromStr;

/// A number from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Probability(pub(crate) f32);

impl FromStr for Probability {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(number) if (0.0..=1.0).contains(&number) => Ok(Self(number)),
            _ => Err("not a number from 0 to 1".to_owned()),
        }
    }
}

/// A number of at least 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ratio(pub(crate) f32);

impl FromStr for Ratio {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<f32>() {
            Ok(number) if number >= 1.0 && number.is_finite() => Ok(Self(number)),
            _ => Err("not a number of 1 or more".to_owned()),
        }
    }
}
