//! Language of a whole text from its runs: shares, confidence, "undetermined".
