//! Reads the rows of a page back, with the corrections made in it.

use std::borrow::Cow;

use super::page_document::PageDocument;
use super::sentence_place::{CHINESE_GAP, ENGLISH_GAP, SentencePlace};
use super::tag::{PageToken, PageTokens, attribute, unescaped};
use crate::export::row::Row;
use crate::lines::{append_line, join_sentences};
use crate::{BeadKind, Error, Span};

/// Reads the rows of a page that [`Html`](super::Html) wrote, in the order of the page. The page may have
/// been corrected, and saved by its **Save** button or by the browser.
///
/// A row has the texts, the spans in the original texts, the confidence, the score, the flags, the review mark and the
/// name of the document. A row that was changed by hand has the confidence 1, the score 0 and no flags; the spans of a
/// corrected sentence are those of the original one. Without corrections, the rows are those of
/// [`Document::rows`](super::super::Document::rows), except that control characters are U+FFFD.
///
/// A document whose name has more than 4,096 bytes is an error, and its rows have no name. After a row that is damaged
/// ([`ErrorKind::Syntax`](crate::ErrorKind::Syntax), with its line), reading continues with the next row. A page
/// without a document is one error; so is a page that ends before `</main>`, after the rows that it has: it is
/// truncated. Time O(length of the page); memory O(length of a row).
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Html, read_html};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let document = Document::whole(&bitext).name("museum.txt");
/// let mut page = Vec::new();
/// Html::new().write(&document, &mut page)?;
///
/// let rows = read_html(&String::from_utf8_lossy(&page)).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(rows, document.rows().collect::<Vec<_>>());
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[must_use]
pub fn read_html(page: &str) -> HtmlRows<'_> {
    HtmlRows {
        page,
        tokens: PageTokens::new(page),
        document: None,
        lines: (0, 1),
        row_line: 0,
        supported: 0,
        stage: PageStage::Open,
    }
}

/// The iterator that [`read_html`] returns.
#[derive(Clone, Debug)]
pub struct HtmlRows<'p> {
    page: &'p str,
    tokens: PageTokens<'p>,
    /// The last document that began.
    document: Option<PageDocument>,
    /// The last byte offset that was converted to a line, and that line.
    lines: (usize, usize),
    /// The line of the last row.
    row_line: usize,
    /// Number of rows with words that support them.
    supported: usize,
    stage: PageStage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageStage {
    Open,
    /// After the end of the list of documents.
    Ended,
    /// After an error that ends the reading.
    CutOff,
}

/// The sentences of one side of a row.
#[derive(Default)]
struct SavedSide {
    places: String,
    sentences: Vec<String>,
}

impl Iterator for HtmlRows<'_> {
    type Item = Result<Row<'static>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let offset = self.tokens.offset();
            match self.tokens.next() {
                Some(PageToken::Start("section", attributes)) => {
                    let Some((document, fault)) = PageDocument::read(attributes) else { continue };
                    self.document = Some(document);
                    if let Some(message) = fault {
                        return Some(Err(Error::syntax(self.line_of(offset), message)));
                    }
                }
                Some(PageToken::Start("li", attributes)) => {
                    let Some(confidence) = confidence_of(attributes) else { continue };
                    let Some(document) = self.document.clone() else { continue };
                    let line = self.line_of(offset);
                    self.row_line = line;
                    let row = confidence.and_then(|confidence| self.row(attributes, &document, confidence));
                    return Some(row.map_err(|message| Error::syntax(line, message)));
                }
                Some(PageToken::End("main")) if self.document.is_some() => self.stage = PageStage::Ended,
                Some(_) => {}
                None if self.stage != PageStage::Open => return None,
                None => {
                    self.stage = PageStage::CutOff;
                    let (line, message) = match self.document {
                        None => (1, "not a page of bitext: it has no document"),
                        Some(_) => (self.line_of(offset), "the page ends before `</main>`: it is truncated"),
                    };
                    return Some(Err(Error::syntax(line, message)));
                }
            }
        }
    }
}

impl std::iter::FusedIterator for HtmlRows<'_> {}

impl HtmlRows<'_> {
    /// Returns the line on which the last row begins, from 1; 0 before the first row.
    #[must_use]
    pub fn line(&self) -> usize {
        self.row_line
    }

    /// Whether the page ends too early, or has no document. The last item was the error that says so.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.stage == PageStage::CutOff
    }

    /// Returns what has been left out so far: descriptions, each with a count. A [`Row`] does not have the words that
    /// support a pair.
    #[must_use]
    pub fn left_out(&self) -> Vec<(String, usize)> {
        let words = ("list of the words that support a pair".to_owned(), self.supported);
        Some(words).filter(|(_, count)| *count > 0).into_iter().collect()
    }

    /// Returns the line of an offset. Offsets must ascend from call to call.
    fn line_of(&mut self, offset: usize) -> usize {
        let (before, line) = self.lines;
        let breaks = self.page.as_bytes()[before..offset].iter().filter(|&&byte| byte == b'\n').count();
        self.lines = (offset, line + breaks);
        self.lines.1
    }

    /// Reads a row to its end tag.
    fn row(
        &mut self,
        attributes: &str,
        document: &PageDocument,
        confidence: f32,
    ) -> Result<Row<'static>, String> {
        let places = |name| attribute(attributes, name).unwrap_or_default().into_owned();
        let mut sides = [
            SavedSide { places: places("data-en"), sentences: Vec::new() },
            SavedSide { places: places("data-zh"), sentences: Vec::new() },
        ];
        self.supported += usize::from(attribute(attributes, "data-e").is_some());
        self.sentences(&mut sides)?;
        let score = attribute(attributes, "data-x").unwrap_or(Cow::Borrowed("0"));
        let flags = attribute(attributes, "data-f").unwrap_or_default();
        let flags = flags.split(' ').filter(|flag| !flag.is_empty()).map(str::parse);
        let review = attribute(attributes, "data-v").map_or(Ok(Default::default()), |review| review.parse());
        let [(english, english_spans), (chinese, chinese_spans)] = {
            let [english, chinese] = sides;
            [english.joined(document.rows, ENGLISH_GAP)?, chinese.joined(document.rows, CHINESE_GAP)?]
        };
        Ok(Row {
            kind: BeadKind { english: english_spans.len(), chinese: chinese_spans.len() },
            confidence,
            score: finite(&score).ok_or_else(|| format!("`{score}` is not a score"))?,
            flags: flags.collect::<Result<Vec<_>, Error>>().map_err(|error| error.to_string())?.into(),
            review: review.map_err(|error: Error| error.to_string())?,
            english_spans: english_spans.into(),
            chinese_spans: chinese_spans.into(),
            document: document.name.clone().into(),
            ..Row::new(english, chinese)
        })
    }

    /// Reads the sentences of a row, up to the end tag of the row: the paragraphs in the elements of class `t`.
    fn sentences(&mut self, sides: &mut [SavedSide; 2]) -> Result<(), String> {
        // The number of the side being read, from 1, and the text of the sentence being read.
        let (mut side, mut text): (usize, Option<String>) = (0, None);
        // A browser that saved an open row has added elements to it, such as lists, which nest.
        let mut depth = 0_usize;
        for token in self.tokens.by_ref() {
            match token {
                PageToken::Start("div", attributes) if has_class(attributes, "t") => side += 1,
                PageToken::Start("p", attributes) if side > 0 && !is_note(attributes) => {
                    text = Some(String::new());
                }
                PageToken::Start("li", _) => depth += 1,
                PageToken::Text(part) => {
                    if let Some(text) = &mut text {
                        text.push_str(&unescaped(part));
                    }
                }
                PageToken::End("p") => {
                    if let (Some(text), Some(side)) = (text.take(), sides.get_mut(side.wrapping_sub(1))) {
                        side.sentences.push(text);
                    }
                }
                PageToken::End("li") if depth == 0 => return Ok(()),
                PageToken::End("li") => depth -= 1,
                _ => {}
            }
        }
        self.stage = PageStage::CutOff;
        Err("the page ends inside a row: it is truncated".to_owned())
    }
}

fn finite(number: &str) -> Option<f32> {
    number.parse().ok().filter(|number: &f32| number.is_finite())
}

/// Returns the confidence of a row, 1 if it was changed by hand; `None` if the element is not a row.
fn confidence_of(attributes: &str) -> Option<Result<f32, String>> {
    if let Some(confidence) = attribute(attributes, "data-c") {
        return Some(finite(&confidence).ok_or_else(|| format!("`{confidence}` is not a confidence")));
    }
    let is_row = ["data-en", "data-zh"].iter().any(|name| attribute(attributes, name).is_some());
    is_row.then_some(Ok(1.0))
}

fn has_class(attributes: &str, wanted: &str) -> bool {
    attribute(attributes, "class")
        .is_some_and(|classes| classes.split_ascii_whitespace().any(|name| name == wanted))
}

/// Whether a paragraph is not a sentence: the flags of a row, or the note that a side has no counterpart.
fn is_note(attributes: &str) -> bool {
    has_class(attributes, "none") || has_class(attributes, "f")
}

impl SavedSide {
    /// Returns the sentences as one text, and their spans.
    fn joined(self, rows: bool, usual: &str) -> Result<(String, Vec<Span>), String> {
        let places = self.places.split(' ').filter(|place| !place.is_empty());
        let places: Option<Vec<_>> = places.map(|place| SentencePlace::parse(place, usual)).collect();
        let places = places.filter(|places| places.len() == self.sentences.len());
        let places = places.ok_or_else(|| {
            format!("`{}` is not a list of the places of {} sentences", self.places, self.sentences.len())
        })?;
        let original: Vec<Span> = places.iter().map(|place| place.span).collect();
        let (mut text, mut spans) = (String::new(), Vec::with_capacity(places.len()));
        for (number, (place, sentence)) in places.iter().zip(&self.sentences).enumerate() {
            let gap =
                number.checked_sub(1).map_or(Cow::Borrowed(""), |before| place.gap_after(original[before]));
            if rows && !gap.is_empty() {
                append_line(&mut text, sentence);
                continue;
            }
            text.push_str(&gap);
            spans.push(Span::new(text.len(), text.len() + sentence.len()));
            text.push_str(sentence);
        }
        Ok((if rows { text } else { join_sentences(&text, &spans).into_owned() }, original))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<Result<(String, String), String>> {
        read_html(page)
            .map(|row| {
                row.map(|row| (row.english.into_owned(), row.chinese.into_owned()))
                    .map_err(|error| error.to_string())
            })
            .collect()
    }

    #[test]
    fn a_damaged_row_is_an_error_with_its_line() {
        let row = |places: &str| {
            format!(
                "<li data-en=\"{places}\" data-zh=\"0-3\">\n<div class=\"t\"><p>Tea.</p></div><div class=\"t\"><p>茶</p></div></li>\n"
            )
        };
        let scored = |attributes: &str| row("0-4").replace("<li", &format!("<li {attributes}"));
        let page = format!(
            "<section data-zh=\"zh-Hans\">\n{}{}{}{}{}<li data-zh=\"0-3\">",
            row("0-4"),
            row("0"),
            scored("data-c=\"9e99\""),
            scored("data-x=\"inf\""),
            row("0-4")
        );
        let tea = Ok(("Tea.".to_owned(), "茶".to_owned()));
        let expected = [
            tea.clone(),
            Err("line 4: `0` is not a list of the places of 1 sentences".to_owned()),
            Err("line 6: `9e99` is not a confidence".to_owned()),
            Err("line 8: `inf` is not a score".to_owned()),
            tea,
            Err("line 12: the page ends inside a row: it is truncated".to_owned()),
        ];
        assert_eq!(texts(&page), expected);
        let whole = format!("<main><section data-zh=\"zh-Hans\">\n{}</section></main>", row("0-4"));
        let cut = Err("line 4: the page ends before `</main>`: it is truncated".to_owned());
        for (page, has_error) in [(&*whole, false), (whole.trim_end_matches("</main>"), true)] {
            let mut rows = read_html(page);
            assert_eq!((rows.by_ref().count(), rows.is_cut_off()), (1 + usize::from(has_error), has_error));
            assert_eq!(texts(page).contains(&cut), has_error, "{page}");
        }
        assert_eq!(texts("<p>Tea</p>"), [Err("line 1: not a page of bitext: it has no document".to_owned())]);
    }

    #[test]
    fn sentences_of_several_rows_are_joined_as_the_aligner_joins_them() {
        let side = |places: &str, sentences: &[&str], usual, rows| {
            let sentences = sentences.iter().map(|&text| text.to_owned()).collect();
            SavedSide { places: places.to_owned(), sentences }.joined(rows, usual).unwrap().0
        };
        let rows = [
            ("0-4 5-10", ["Tea.", "Milk."], ENGLISH_GAP, false, "Tea. Milk."),
            // The sentence between these two is in another row.
            ("0-4 20-25", ["Tea.", "Milk."], ENGLISH_GAP, false, "Tea. Milk."),
            ("0-4 /6-11", ["Tea.", "Mi\nlk."], ENGLISH_GAP, false, "Tea. Mi lk."),
            ("0-6 6-12", ["茶。", "奶。"], CHINESE_GAP, false, "茶。奶。"),
            ("0-3 /6-9", ["茶", "奶"], CHINESE_GAP, false, "茶 奶"),
            ("0-3 :9-12", ["茶", "奶"], CHINESE_GAP, false, "茶奶"),
            ("0-5 =5-9", ["Tea.\n", "Milk"], ENGLISH_GAP, true, "Tea.\nMilk"),
            ("0-4 /5-9", ["Tea.", "Milk"], ENGLISH_GAP, true, "Tea. Milk"),
        ];
        for (places, sentences, usual, are_rows, expected) in rows {
            assert_eq!(side(places, &sentences, usual, are_rows), expected, "{places}");
        }
    }
}
