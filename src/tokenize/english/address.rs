//! Recognizes web and e-mail addresses, host names and file names.

use super::scan::Scan;
use crate::TokenKind;
use crate::tables::{WordList, word_list};

/// Maximum length in bytes of the local part of an e-mail address, which precedes the `@` (RFC 5321,
/// 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// Maximum length in bytes of a host name (RFC 1035, 2.3.4).
const LONGEST_HOST: usize = 255;

impl Scan<'_, '_> {
    /// Appends the address that begins at `start`, if there is one, and returns its end. `run` is the end of
    /// the ASCII letters and digits from `start`.
    #[inline]
    pub(super) fn address(&mut self, start: usize, run: usize) -> Option<usize> {
        // In every address, one of these bytes follows the first letters and digits.
        match self.byte(run) {
            b':' => self.web_address(start),
            b'.' => match self.web_address(start) {
                None => self.email(start),
                end => end,
            },
            b'@' | b'_' | b'%' | b'+' | b'-' => self.email(start),
            _ => None,
        }
    }

    /// Appends the web address that begins at `start`, if there is one, and returns its end.
    fn web_address(&mut self, start: usize) -> Option<usize> {
        let rest = &self.bytes[start..];
        let web = match rest {
            [b'h' | b'H', ..] => scheme(rest, b"http://") || scheme(rest, b"https://"),
            [b'f' | b'F', ..] => scheme(rest, b"ftp://") || scheme(rest, b"file://"),
            [b'w' | b'W', ..] => scheme(rest, b"www."),
            [b'm' | b'M', ..] => scheme(rest, b"mailto:"),
            _ => false,
        };
        web.then(|| {
            let end = self.url_end(start);
            self.push(start, end, TokenKind::Url)
        })
    }

    /// Appends the e-mail address that begins at `start`, if there is one, and returns its end.
    fn email(&mut self, start: usize) -> Option<usize> {
        let sign = self.next_at_sign(start);
        if sign - start > LONGEST_LOCAL || sign + 1 >= self.bytes.len() {
            return None;
        }
        let local = self.bytes[start..sign]
            .iter()
            .all(|&byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte));
        if !local || !self.byte(sign + 1).is_ascii_alphanumeric() {
            return None;
        }
        let end = self.host_end(sign + 1);
        Some(self.push(start, end, TokenKind::Email))
    }

    /// Returns the end of the host name that begins at `start`.
    fn host_end(&self, start: usize) -> usize {
        let mut at = start;
        while at - start < LONGEST_HOST
            && (self.byte(at).is_ascii_alphanumeric()
                || matches!(self.byte(at), b'-' | b'.' | b'_') && self.byte(at + 1).is_ascii_alphanumeric())
        {
            at += 1;
        }
        at
    }

    /// Returns the end of the web address that begins at `start`. The address ends before white space, a non-ASCII
    /// character, or an ASCII sign that addresses do not contain, such as `"`, `<`, `[` or `|`. Final marks that
    /// belong to the sentence are not part of the address.
    fn url_end(&self, start: usize) -> usize {
        let mut end = start;
        let (mut open, mut close) = (0_usize, 0_usize);
        while self.byte(end) > b' ' && self.byte(end) < 0x7f && !b"\"<>`{}|\\^[]".contains(&self.byte(end)) {
            open += usize::from(self.byte(end) == b'(');
            close += usize::from(self.byte(end) == b')');
            end += 1;
        }
        while end > start {
            match self.byte(end - 1) {
                // The ellipsis at the end of an abridged address belongs to the address.
                b'.' if self.bytes[start..end].ends_with(b"/...")
                    || self.bytes[start..end].ends_with(b"-...") =>
                {
                    break;
                }
                b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' => end -= 1,
                b')' if close > open => {
                    close -= 1;
                    end -= 1;
                }
                _ => break,
            }
        }
        end
    }

    /// Returns the end and the kind of the name with inner full stops that begins at `start`: a host (`example.com`), a
    /// file (`report.pdf`), a product (`ASP.NET`), or three or more parts in lower case.
    pub(super) fn dotted_name(&self, start: usize) -> Option<(usize, TokenKind)> {
        let end = self.host_end(start);
        let name = &self.bytes[start..end];
        let dot = name.iter().rposition(|&byte| byte == b'.')?;
        let last = &name[dot + 1..];
        let is_product = last.iter().all(u8::is_ascii_uppercase)
            && (last == b"NET" || name.iter().any(u8::is_ascii_lowercase))
            && name.iter().filter(|&&byte| byte == b'.').count() == 1;
        if is_product && TOP_LEVEL_DOMAINS.contains_ignore_case(last) && self.byte(end) != b'/' {
            // The name of a product: `ASP.NET`, `Socket.IO`.
            return Some((end, TokenKind::Word));
        }
        if TOP_LEVEL_DOMAINS.contains_ignore_case(last) {
            let end = if self.byte(end) == b'/' { self.url_end(start).max(end) } else { end };
            return Some((end, TokenKind::Url));
        }
        let dots = name.iter().filter(|&&byte| byte == b'.').count();
        if FILE_EXTENSIONS.contains_ignore_case(last)
            || dots > 1 && name.iter().all(|&byte| byte.is_ascii_lowercase() || byte == b'.' || byte == b'-')
        {
            return Some((end, TokenKind::Word));
        }
        None
    }
}

/// Whether `text` begins with `scheme`, ignoring ASCII case, and a letter or digit follows.
fn scheme(text: &[u8], scheme: &[u8]) -> bool {
    text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        && text.get(scheme.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// Common top-level domains in lower case, without frequent English words such as `in`.
const TOP_LEVEL_DOMAINS: WordList = word_list!("top_level_domains.txt");
/// File name extensions, in lower case.
const FILE_EXTENSIONS: WordList = word_list!("file_extensions.txt");
