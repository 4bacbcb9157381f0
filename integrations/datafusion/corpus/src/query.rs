//! The queries, which are the same on one machine and on a cluster.

/// The pairs of a file of documents, registered as `documents`: English and Chinese documents of a site are matched, the matches
/// are aligned, and pairs that fail a check are left out.
pub(crate) const PAIRS: &str = "
WITH languages AS (
    SELECT site, named_struct('name', arrow_cast(name, 'Utf8'), 'text', arrow_cast(text, 'Utf8')) AS document, name, detect_language(text) AS language
    FROM documents
), sides AS (
    SELECT site,
        array_agg(document ORDER BY name) FILTER (WHERE language = 'en') AS english,
        array_agg(document ORDER BY name) FILTER (WHERE language LIKE 'zh%') AS chinese
    FROM languages GROUP BY site
), matches AS (
    SELECT site, unnest(match_documents(english, chinese)) AS m FROM sides
), aligned AS (
    SELECT site, m['english'] AS english_document, m['chinese'] AS chinese_document,
        m['confidence'] AS match_confidence,
        unnest(align_texts(m['english_text'], m['chinese_text'])) AS p
    FROM matches
)
SELECT p['english'] AS english, p['chinese'] AS chinese, p['confidence'] AS confidence, match_confidence,
    site, english_document, chinese_document, p['english_start'] AS english_start, pair_hash(p) AS pair_hash
FROM aligned WHERE p IS NOT NULL AND reject_pair(p) IS NULL";

/// The corpus, from the pairs of all files, registered as `pairs`: of several pairs that are the same but for case, width and
/// white space, the one with the highest confidence.
pub(crate) const CORPUS: &str = "
SELECT english, chinese, confidence, match_confidence, site, english_document, chinese_document, english_start
FROM (
    SELECT *, row_number() OVER (
        PARTITION BY pair_hash
        ORDER BY confidence DESC, site, english_document, chinese_document, english_start
    ) AS copy FROM pairs
) WHERE copy = 1
ORDER BY site, english_document, chinese_document, english_start";
