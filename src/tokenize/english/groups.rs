//! Recognizes numbers that consist of groups joined by hyphens: telephone numbers, postcodes, dates.

use super::byte_class::IN_WORD;
use super::scan::Scan;

/// Maximum number of digits in the first group; postcodes have five.
const LONGEST_GROUP: usize = 5;
/// Maximum number of digits in a telephone number with its country code (ITU-T E.164).
const LONGEST_TELEPHONE: usize = 15;

impl Scan<'_, '_> {
    /// Returns the end of the telephone number (`713-664-7478`, `021-12345678`), postcode (`16802-6601`) or
    /// date (`2023-08-29`) that begins at `start`. The lengths of the groups of digits distinguish these
    /// numbers from ranges. `first` is the end of the first group.
    pub(super) fn grouped(&self, start: usize, first: usize) -> Option<usize> {
        if self.byte(first) != b'-' || first - start > LONGEST_GROUP {
            return None;
        }
        let mut lengths = [first - start, 0, 0, 0];
        let (mut end, mut groups) = (first, 1);
        while self.byte(end) == b'-' && self.byte(end + 1).is_ascii_digit() {
            let next = self.digits(end + 1);
            *lengths.get_mut(groups)? = next - end - 1;
            end = next;
            groups += 1;
        }
        let known = match (lengths, self.byte(start)) {
            ([4, 2, 2, 0], _) => {
                end = self.iso_time(end).unwrap_or(end);
                true
            }
            ([1 | 2, 1 | 2, 4 | 2, 0] | [3, 3, 4, 0] | [1, 3, 3, 4], _) => true,
            // Chinese landlines have an area code that begins with 0, and perhaps an extension.
            ([3 | 4, 7 | 8, 0, 0] | [3 | 4, 7 | 8, 1..=6, 0], b'0') => true,
            // Chinese mobile numbers, and the service numbers that begin with 400 or 800.
            ([3, 4, 4, 0], _) | ([3, 4, 3, 0] | [4, 3, 3, 0], b'4' | b'8') => true,
            // Chinese landlines and mobile numbers with the country code 86 or 0086.
            ([2 | 4, 2 | 3, 7 | 8, 0] | [2 | 4, 3, 4, 4], b'0' | b'8') => true,
            // Local numbers and postcodes of North America. In Chinese, groups of these lengths may be ranges.
            ([3, 4, 0, 0] | [5, 4, 0, 0] | [1, 4, 0, 0], _) => {
                !self.by_unit && !self.is_in_chinese(start, end)
            }
            _ => false,
        };
        (known && !IN_WORD[usize::from(self.byte(end))]).then_some(end)
    }

    /// Returns the end of an international telephone number such as `+86-10-12345678`, whose country code ends
    /// at `code`.
    pub(super) fn telephone(&self, code: usize) -> Option<usize> {
        let (mut end, mut digits) = (code, 0);
        while self.byte(end) == b'-' && self.byte(end + 1).is_ascii_digit() {
            let next = self.digits(end + 1);
            digits += next - end - 1;
            end = next;
        }
        ((7..=LONGEST_TELEPHONE).contains(&digits) && !self.alphanumeric_at(end)).then_some(end)
    }
}
