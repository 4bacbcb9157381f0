//! Writes the text of printed pages with wrapped lines joined, and without page numbers and running heads.

use super::hyphens::{Hyphen, TextWords};
use super::page_breaks::{LineRole, line_roles};
use super::page_number::page_number;
use crate::Span;
use crate::lines::{PageLine, continued, needs_blank, page_lines};
use crate::read::extracted::Extracted;

/// Returns the text of printed pages. Returns `None` if no line of `page` is certainly a page number or a running head,
/// no paragraph continues after a page break, and no word is hyphenated at the end of a line.
///
/// Time O(length of the text).
pub(crate) fn extract(page: &str) -> Option<Extracted> {
    if !may_be_paged(page) {
        return None;
    }
    let lines = page_lines(page);
    let roles = line_roles(page, &lines);
    let pages = kept_lines(&lines, &roles);
    let words = TextWords::of(page);
    let hyphens = hyphens(page, &pages, &words);
    if roles.iter().all(|role| *role == LineRole::Text) && hyphens.iter().all(Option::is_none) {
        return None;
    }
    Some(joined(page, &pages, &hyphens))
}

/// Whether a text may consist of printed pages: it contains a form feed, a page number, a line that begins or ends
/// with a digit, or a line that ends with a hyphen.
fn may_be_paged(page: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    page.contains('\u{c}')
        || page.lines().map(str::trim).any(|line| {
            line.ends_with(['-', '\u{2010}', '\u{ad}'])
                || line.starts_with(digit)
                || line.ends_with(digit)
                || page_number(line).is_some()
        })
}

/// A line that is not left out.
#[derive(Clone, Copy, Debug)]
struct KeptLine {
    line: PageLine,
    /// Whether the line continues the last paragraph of the preceding page.
    continues: bool,
}

/// Returns the lines that are not left out, in the order of the extracted text and with new paragraph numbers.
fn kept_lines(lines: &[PageLine], roles: &[LineRole]) -> Vec<KeptLine> {
    let mut kept: Vec<KeptLine> = Vec::with_capacity(lines.len());
    let mut moved: Vec<PageLine> = Vec::new();
    let (mut paragraph, mut last) = (0, None);
    for (line, role) in lines.iter().zip(roles) {
        match role {
            LineRole::Furniture => continue,
            LineRole::Moved => {
                moved.push(*line);
                continue;
            }
            LineRole::Text | LineRole::Continued => {}
        }
        let continues = *role == LineRole::Continued;
        if !continues && last != Some(line.paragraph) {
            // Moved lines come after the paragraph that they interrupt.
            for line in moved.drain(..) {
                paragraph += 1;
                kept.push(KeptLine { line: line.in_paragraph(paragraph), continues: false });
            }
            paragraph += 1;
        }
        last = Some(line.paragraph);
        kept.push(KeptLine { line: line.in_paragraph(paragraph), continues });
    }
    for line in moved {
        paragraph += 1;
        kept.push(KeptLine { line: line.in_paragraph(paragraph), continues: false });
    }
    kept
}

/// Returns, for each line, the treatment of the hyphen at its end if the next line continues the word.
fn hyphens(page: &str, lines: &[KeptLine], words: &TextWords<'_>) -> Vec<Option<Hyphen>> {
    let hyphen = |at: usize| {
        let (line, next) = (&lines[at], lines.get(at + 1)?);
        let near = line.line.paragraph == next.line.paragraph;
        near.then(|| words.hyphen(line.line.span.of(page), next.line.span.of(page))).flatten()
    };
    (0..lines.len()).map(hyphen).collect()
}

/// Returns the extracted text, with wrapped lines, hyphenated words and paragraphs that continue on the next page
/// joined.
fn joined(page: &str, kept: &[KeptLine], hyphens: &[Option<Hyphen>]) -> Extracted {
    let lines: Vec<PageLine> = kept.iter().map(|kept| kept.line).collect();
    let continued = continued(page, &lines);
    let mut text = Extracted::default();
    for (at, kept) in kept.iter().enumerate() {
        let span = kept.line.span;
        let before = at.checked_sub(1);
        let joins = |before: usize| continued[before] || hyphens[before].is_some() || kept.continues;
        let mut start = span.start;
        match before {
            Some(before) if joins(before) => {
                if kept.continues {
                    text.split();
                }
                if hyphens[before].is_none() && needs_blank(&text.text, span.of(page)) {
                    text.insert(" ");
                }
            }
            before => {
                let breaks = before.map(|before| lines[before].paragraph == kept.line.paragraph);
                text.insert(breaks.map_or("", |same| if same { "\n" } else { "\n\n" }));
                start = page[..start].trim_end_matches([' ', '\t', '\u{3000}']).len();
            }
        }
        let hyphen = match hyphens[at] {
            Some(Hyphen::Removed(len)) => len,
            _ => 0,
        };
        text.copy(page, Span::new(start, span.end - hyphen));
    }
    text.insert("\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Option<String> {
        let found = extract(page)?;
        Some(found.text)
    }

    #[test]
    fn halves_of_paragraphs_are_joined() {
        let rows = [
            // A page number between the halves of a sentence.
            (
                "The ferry leaves at seven and takes two hours; when\n\n12\n\nit turns to the north, nobody knows.\n",
                "The ferry leaves at seven and takes two hours; when it turns to the north, nobody knows.\n",
            ),
            (
                "渡轮早上七点离开小岛，顺风的话两个小时就能\n\n- 12 -\n\n到达大陆，谁也说不准。\n",
                "渡轮早上七点离开小岛，顺风的话两个小时就能到达大陆，谁也说不准。\n",
            ),
            // Repeated running heads, and form feeds.
            (
                "We left the quiet harbour before sunrise and\n\n\u{c}The Harbour  7\n\nsailed to the north. It was cold.\n\n\
                 Nobody on the whole ship had slept for\n\n\u{c}8  The Harbour\n\nmore than an hour.\n",
                "We left the quiet harbour before sunrise and sailed to the north. It was cold.\n\n\
                 Nobody on the whole ship had slept for more than an hour.\n",
            ),
            // A line that may be a title with a number is kept, and moved after the paragraph.
            (
                "We left the quiet harbour before sunrise and\n\nThe Harbour  7\n\nsailed to the north.\n\nIt was cold.\n",
                "We left the quiet harbour before sunrise and sailed to the north.\n\nThe Harbour  7\n\nIt was cold.\n",
            ),
            // Words hyphenated within a page and across a page break.
            (
                "It takes two hours to the main-\nland if all is well.\n",
                "It takes two hours to the mainland if all is well.\n",
            ),
            (
                "It takes two hours or more to reach the main-\n\n12\n\nland if all is well.\n",
                "It takes two hours or more to reach the mainland if all is well.\n",
            ),
            ("She sang an old and very well-\nknown song.\n", "She sang an old and very well-known song.\n"),
            // 12 interrupts a sentence, so it is a page number. So 11 and 13, before and after it, are page numbers
            // too.
            (
                "It rained all day.\n\n11\n\nThe ferry leaves at seven and takes two hours; when\n\n12\n\nit turns, nobody knows.\n\n\
                 13\n\nWe slept.\n",
                "It rained all day.\n\nThe ferry leaves at seven and takes two hours; when it turns, nobody knows.\n\nWe slept.\n",
            ),
        ];
        for (page, expected) in rows {
            assert_eq!(read(page).as_deref(), Some(expected), "{page}");
        }
    }

    #[test]
    fn uncertain_numbers_and_hyphens_are_kept() {
        let rows = [
            // Numbers that belong to the text: no sentence continues after them.
            "The answer to the question was known to all of us.\n\n42\n\nNobody had asked.\n",
            "Chapter\n\n1\n\nthe rain\n\n2\n\nthe sun\n",
            "名次\n\n1\n\n北京队\n\n2\n\n上海队\n",
            // The line before the number may be a title.
            "A Short History of the Old Harbour in the North\n\n12\n\nThe harbour was built by hand.\n",
            // The lines before and after the number are in different languages.
            "We left the quiet harbour before sunrise and\n\n12\n\n我们在日出之前离开了港口，\n",
            // A heading repeated with another number, without a form feed.
            "Open the box that you have received today.\n\nStep 2\n\nclose the box.\n\nStep 3\n\nwait.\n",
            // The hyphens belong to the text, or the text is empty.
            "Both short-\nand long-term loans are offered.\n",
            "- one\n- two -\n- three\n",
            "She lived in Stratford-\nUpon-Avon.\n",
            "",
        ];
        for page in rows {
            assert_eq!(read(page), None, "{page}");
        }
    }

    #[test]
    fn spans_lead_back_to_the_file() {
        let page = "We left the quiet main-\nland before sunrise and\n\n12\n\nsailed to the north.\n";
        let found = extract(page).expect("pages");
        assert_eq!(found.text, "We left the quiet mainland before sunrise and sailed to the north.\n");
        let sources = |part: &str| -> Vec<&str> {
            let start = found.text.find(part).expect("a part");
            let spans = found.map.sources(Span::new(start, start + part.len()));
            spans.into_iter().map(|span| span.of(page)).collect()
        };
        assert_eq!(sources("quiet"), ["quiet"]);
        assert_eq!(sources("mainland"), ["main-\nland"]);
        assert_eq!(sources("sunrise and sailed"), ["sunrise and", "sailed"]);
    }
}
