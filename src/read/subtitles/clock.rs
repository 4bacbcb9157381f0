//! Times of cues.

/// A time in a film or a song, in milliseconds.
pub(super) type Millis = u64;

/// Returns the time at the start of `text`, and the length of the time in bytes. Examples of times are
/// `01:02:03,456`, `02:03.456` and `1:02:03.45`.
pub(super) fn time(text: &str) -> Option<(Millis, usize)> {
    let mut parts = [0, 0, 0];
    let mut count = 0;
    let mut at = 0;
    loop {
        let digits = digits(&text[at..]);
        if digits == 0 || digits > 4 {
            return None;
        }
        parts.rotate_left(1);
        parts[2] = text[at..at + digits].parse().ok()?;
        (count, at) = (count + 1, at + digits);
        if count == 3 || !text[at..].starts_with(':') {
            break;
        }
        at += 1;
    }
    if count < 2 {
        return None;
    }
    let mut millis = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000;
    if let Some(fraction) = text[at..].strip_prefix([',', '.', ':']) {
        let digits = digits(fraction);
        if digits > 0 {
            let first = &fraction[..digits.min(3)];
            let scale = [100, 10, 1][first.len() - 1];
            millis += first.parse::<Millis>().ok()? * scale;
            at += 1 + digits;
        }
    }
    Some((millis, at))
}

/// Returns the start and the end from the line that begins a cue, such as `00:00:01,000 --> 00:00:02,000 align:start`.
pub(super) fn interval(line: &str) -> Option<(Millis, Millis)> {
    let line = line.trim();
    let (start, len) = time(line)?;
    let rest = line[len..].trim_start().strip_prefix("-->")?.trim_start();
    Some((start, time(rest)?.0))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        let rows = [
            ("01:02:03,456", Some((3_723_456, 12))),
            ("02:03.456 line:0", Some((123_456, 9))),
            ("1:02:03.45,Default", Some((3_723_450, 10))),
            ("00:12.5]", Some((12_500, 7))),
            ("00:12", Some((12_000, 5))),
            ("12", None),
            ("", None),
            ("a:12", None),
            ("00000:12", None),
        ];
        for (text, expected) in rows {
            assert_eq!(time(text), expected, "{text}");
        }
        assert_eq!(interval("00:00:01,000 --> 00:00:02,500\r"), Some((1000, 2500)));
        assert_eq!(interval("We left --> home"), None);
    }
}
