//! Reads the separators inside numbers: thousands, decimals, dates, times and scores.

use super::scan::Scan;
use super::units::is_unit;
use crate::Script;

/// Maximum number of digits on either side of the colon in a score, or in a time such as `17:30`.
const LONGEST_SCORE: usize = 3;

impl Scan<'_, '_> {
    /// Returns the end of the number whose first digits are `start..first`, with its separators and further digits.
    pub(super) fn separated(&self, start: usize, first: usize) -> usize {
        match self.byte(first) {
            b'.' | b',' | b':' | b'/' => {}
            0xef if first < self.bytes.len() => {}
            _ => return first,
        }
        if let Some(end) = self.time_or_score(start, first) {
            return end;
        }
        if let Some(end) = self.decimal_comma(start, first) {
            return end;
        }
        let mut end = self.thousands(start, first);
        while let Some(digits) = self.after_separator(end, &['.', '/', '．', '﹒']) {
            end = self.digits(digits);
        }
        end
    }

    /// If the character at `at` is one of `separators` and a digit follows it, returns the offset of that
    /// digit.
    fn after_separator(&self, at: usize, separators: &[char]) -> Option<usize> {
        let separator = self.char_at(at).filter(|c| separators.contains(c))?;
        let digits = at + separator.len_utf8();
        (self.script_at(digits) == Script::Digit).then_some(digits)
    }

    /// Returns the end of the groups of three digits after `start..first`: `1,234,567`, `１２，３４５`. Returns `first`
    /// if there are none.
    fn thousands(&self, start: usize, first: usize) -> usize {
        let mut end = first;
        if !(1..=3).contains(&self.digit_count(start, first)) {
            return first;
        }
        while let Some(digits) = self.after_separator(end, &[',', '，', '﹐']) {
            let next = self.digits(digits);
            // Next to an ASCII digit, a full-width comma belongs to the sentence, not to the number.
            let wide = !self.bytes[end - 1].is_ascii() && !self.byte(digits).is_ascii();
            if self.digit_count(digits, next) != 3 || self.char_at(end) == Some('，') && !wide {
                break;
            }
            end = next;
        }
        end
    }

    /// Returns the end of a number with a decimal comma before a currency or unit: `7,5 Euros`, `3,40 €`.
    fn decimal_comma(&self, start: usize, first: usize) -> Option<usize> {
        let end = (self.byte(first) == b',').then(|| self.digits(first + 1))?;
        if first - start > 3 || !matches!(end - first, 2 | 3) {
            return None;
        }
        let word = end + usize::from(self.byte(end) == b' ');
        let rest = self.text.get(word..)?;
        let unit = &rest[..rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len()];
        let is_currency = ["euro", "euros", "eur"].iter().any(|name| unit.eq_ignore_ascii_case(name));
        (is_currency || rest.starts_with(['€', '%']) || is_unit(unit)).then_some(end)
    }

    /// Returns the end of a time (`17:30`, `1:02:03.5`, `0:01:02,500`) or score (`3:2`, `102：98`) whose first number
    /// is `start..first`.
    fn time_or_score(&self, start: usize, first: usize) -> Option<usize> {
        const COLONS: [char; 3] = [':', '：', '﹕'];
        let digits = self.after_separator(first, &COLONS)?;
        let mut end = self.digits(digits);
        let (left, right) = (self.digit_count(start, first), self.digit_count(digits, end));
        let mut groups = 2;
        while let Some(next) = self.after_separator(end, &COLONS) {
            end = self.digits(next);
            groups += 1;
            if self.digit_count(next, end) != 2 || groups > 4 {
                return None;
            }
        }
        let known = match groups {
            // A full-width colon may also end a label such as `图1：`. In a score, the numbers of digits before
            // and after the colon differ by at most one.
            2 if self.char_at(first) != Some(':') => {
                left.max(right) <= LONGEST_SCORE && left.abs_diff(right) <= 1 && !self.follows_label(start)
            }
            2 => left.max(right) <= LONGEST_SCORE,
            3 | 4 => left <= 4 && right == 2,
            _ => false,
        };
        if !known {
            return None;
        }
        // A fraction of a second may follow. Subtitles write the fraction as three digits after a comma.
        if let Some(digits) = self.after_separator(end, &['.']) {
            end = self.digits(digits);
        } else if let Some(digits) = self.after_separator(end, &[',']).filter(|_| groups == 3) {
            let next = self.digits(digits);
            end = if next - digits == 3 { next } else { end };
        }
        // `Z` means universal time.
        if groups == 3 && self.byte(end) == b'Z' && !self.alphanumeric_at(end + 1) {
            end += 1;
        }
        Some(end)
    }

    /// Whether the number at `start` belongs to the label of a figure, question or chapter: `图1：`.
    fn follows_label(&self, start: usize) -> bool {
        let (from, _) = self.visible();
        let before = self.whole.get(from..start).and_then(|before| before.trim_end().chars().next_back());
        before.is_some_and(|c| "图圖表例题題注註章节節条條款项項案骤驟附件".contains(c))
    }

    /// Returns the end of the time of day that follows an ISO 8601 date ending at `date`: `T17:30:45.5+08:00`,
    /// `T17:30Z`.
    pub(super) fn iso_time(&self, date: usize) -> Option<usize> {
        if !self.byte(date).eq_ignore_ascii_case(&b'T') {
            return None;
        }
        let mut end = self.two_digits(date + 1)?;
        while let Some(next) = (self.byte(end) == b':').then(|| self.two_digits(end + 1)).flatten() {
            end = next;
        }
        if matches!(self.byte(end), b'.' | b',') && self.byte(end + 1).is_ascii_digit() {
            end = self.digits(end + 1);
        }
        match self.byte(end) {
            b'Z' | b'z' => end += 1,
            b'+' | b'-' => {
                if let Some(hours) = self.two_digits(end + 1) {
                    let minutes = hours + usize::from(self.byte(hours) == b':');
                    end = self.two_digits(minutes).unwrap_or(hours);
                }
            }
            _ => {}
        }
        (end > date + 3 && !self.alphanumeric_at(end)).then_some(end)
    }

    /// Returns the end of the two ASCII digits at `at`.
    fn two_digits(&self, at: usize) -> Option<usize> {
        (self.byte(at).is_ascii_digit() && self.byte(at + 1).is_ascii_digit()).then_some(at + 2)
    }

    fn digit_count(&self, start: usize, end: usize) -> usize {
        self.text.get(start..end).map_or(0, |digits| digits.chars().count())
    }
}
