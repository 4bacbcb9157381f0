//! Extracts the text of a Markdown page: renders it as HTML and extracts the text of that, since Markdown may contain
//! HTML.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use super::html::text as html_text;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// The text of a Markdown page. Time and memory O(length of the page).
pub(super) fn text(page: &str) -> String {
    // The number of a footnote is not part of a sentence.
    let is_text = |event: &Event<'_>| {
        !matches!(
            event,
            Event::FootnoteReference(_)
                | Event::Start(Tag::FootnoteDefinition(_))
                | Event::End(TagEnd::FootnoteDefinition)
        )
    };
    let mut page_in_html = String::with_capacity(page.len());
    html::push_html(&mut page_in_html, Parser::new_ext(page, OPTIONS).filter(is_text));
    html_text(&page_in_html)
}
