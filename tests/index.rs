//! Checks the terms of documents and queries, with their spans and positions, and phrase queries over lines of text.
#![cfg(feature = "dictionary")]

mod queries;

use std::collections::{BTreeSet, HashMap, HashSet};

use bitext::index::{Analyzer, MarkTerms, QueryTerms, StopWords, TermPositions, TermStems, Terms};
use bitext::{MixedTokenizer, Normalizer};

use queries::{Cut, Figures};

/// Returns the terms of a document as `text@position+length`.
fn document(analyzer: &Analyzer, text: &str) -> String {
    let mut terms = Terms::new();
    analyzer.document_into(text, &mut terms);
    let shown = terms.iter().map(|term| match term.position_length {
        1 => format!("{}@{}", term.text, term.position),
        length => format!("{}@{}+{length}", term.text, term.position),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Returns the phrases of a query, each with the texts and positions of its terms.
fn query(analyzer: &Analyzer, text: &str) -> String {
    let mut terms = Terms::new();
    analyzer.query_into(text, &mut terms);
    let phrase = |terms: Vec<String>| terms.join(" ");
    let shown = terms
        .phrases()
        .map(|terms| phrase(terms.map(|term| format!("{}@{}", term.text, term.position)).collect()));
    shown.collect::<Vec<_>>().join(" | ")
}

#[test]
fn documents_by_unit_hold_each_unit_and_each_word() {
    let analyzer = Analyzer::new();
    for (text, expected) in [
        ("北京大學", "北@0 北京@0+2 北京大学@0+4 京@1 大@2 大学@2+2 学@3"),
        ("我 love 卡拉OK！", "我@0 love@1 卡@2 卡拉@2+2 卡拉ok@2+3 拉@3 ok@4"),
        ("天。地", "天@0 地@2"),
        ("占50%，涨３．５％", "占@0 50@1 %@2 涨@4 3.5@5 %@6"),
        ("#C位出道#", "c@1 位@2 出@3 出道@3+2 道@4"),
        ("北京\u{2060}大学", "北@0 北京@0+2 北京大学@0+4 京@1 大@2 大学@2+2 学@3"),
        ("⽂件", "文@0 文件@0+2 件@1"),
        ("Straße ﬁn", "strasse@0 fin@1"),
        ("Mr. Wu, U.S.", "mr@0 wu@1 u.s@3"),
        ("China’s we don't", "china@0 's@1 we@2 do@3 n't@4"),
        ("6 m/s, 25°C", "6@0 m@1 s@3 25@5 °@6 c@7"),
        ("", ""),
        (" \u{200b}\n", ""),
    ] {
        assert_eq!(document(&analyzer, text), expected, "{text}");
    }
}

#[test]
fn options_change_the_terms() {
    let analyzer = Analyzer::new();
    let text = "The libraries opened, 天。地";
    for (analyzer, expected) in [
        (analyzer.clone().marks(MarkTerms::Term), "the@0 libraries@1 opened@2 ,@3 天@4 。@5 地@6"),
        (analyzer.clone().marks(MarkTerms::Skip), "the@0 libraries@1 opened@2 天@3 地@4"),
        (analyzer.clone().stems(TermStems::English), "the@0 librari@1 open@2 天@4 地@6"),
        (analyzer.clone().stop_words(StopWords::Drop), "libraries@1 opened@2 天@4"),
        (analyzer.clone().normalizer(Normalizer::new()), "The@0 libraries@1 opened@2 天@4 地@6"),
    ] {
        assert_eq!(document(&analyzer, text), expected);
    }
    let by_word = analyzer.positions(TermPositions::ByWord);
    assert_eq!(document(&by_word, "北京大學的F-35"), "北京@0 大学@0 北京大学@0 的@1 f@2 35@2 f-35@2");
    assert_eq!(query(&by_word, "北京大学的 F-35"), "北京大学@0 的@1 | f-35@2");
}

#[test]
fn queries_have_the_fewest_terms_of_each_phrase() {
    let analyzer = Analyzer::new();
    for (text, expected) in [
        ("北京大学 地图", "北京大学@0 | 地图@4"),
        ("京大学生", "京@0 大学生@1"),
        ("华为Mate 60", "华为@0 mate@2 | 60@3"),
        ("“天。地”", "天@1 地@3"),
        ("m/s U.S", "m@0 s@2 | u.s@3"),
        ("，。", ""),
    ] {
        assert_eq!(query(&analyzer, text), expected, "{text}");
    }
    let units = analyzer.clone().query_terms(QueryTerms::Units).marks(MarkTerms::Skip);
    assert_eq!(query(&units, "“北京大学。”地图"), "北@0 京@1 大@2 学@3 地@4 图@5");
    let mut terms = Terms::new();
    analyzer.phrase_into("machine learning", &mut terms);
    assert_eq!(terms.phrases().count(), 1);
}

#[test]
fn added_words_are_terms() {
    let mut tokenizer = MixedTokenizer::new();
    for word in ["C#语言", "machine learning", "石墨烯"] {
        tokenizer.chinese_mut().add_word(word, None, None);
    }
    let analyzer = Analyzer::with_tokenizer(tokenizer);
    assert_eq!(document(&analyzer, "C#语言"), "c#@0 c#语言@0+3 语@1 语言@1+2 言@2");
    assert_eq!(document(&analyzer, "Machine  learning"), "machine@0 learning@1");
    assert_eq!(document(&analyzer, "machine learning"), "machine@0 machine learning@0+2 learning@1");
    assert_eq!(query(&analyzer, "石墨烯电池"), "石墨烯@0 电池@3");
}

/// An added word of more than 64 characters is not a term. A query for it still finds it, by the terms in it.
#[test]
fn a_very_long_added_word_is_found_by_its_parts() {
    let mut tokenizer = MixedTokenizer::new();
    for length in [64, 65, 2_000] {
        tokenizer.chinese_mut().add_word(&"山".repeat(length), None, None);
    }
    let (analyzer, mut index, mut terms) =
        (Analyzer::with_tokenizer(tokenizer), PositionalIndex::default(), Terms::new());
    for (document, length) in [1_999, 2_000, 6_000].into_iter().enumerate() {
        analyzer.document_into(&"山".repeat(length), &mut terms);
        let longest = terms.iter().map(|term| term.position_length).max();
        assert_eq!(longest, Some(64), "{length} characters");
        let bytes: usize = terms.iter().map(|term| term.text.len()).sum();
        assert!(bytes <= length * 64 * "山".len() * 2, "{length} characters have terms of {bytes} bytes");
        index.add(document, &terms);
    }
    for (length, expected) in [(65, vec![0, 1, 2]), (2_000, vec![1, 2]), (6_000, vec![2]), (6_001, vec![])] {
        analyzer.query_into(&"山".repeat(length), &mut terms);
        assert_eq!(index.phrase(&terms).into_iter().collect::<Vec<_>>(), expected, "{length} characters");
    }
}

/// The spans of terms are spans of the original text, and the buffer holds only the terms of the last text.
#[test]
fn a_buffer_is_reused() {
    let (analyzer, mut terms) = (Analyzer::new(), Terms::new());
    for text in ["他在北京大學讀書", "a 臺灣", ""] {
        analyzer.document_into(text, &mut terms);
        let mut fresh = Terms::new();
        analyzer.document_into(text, &mut fresh);
        assert!(terms.iter().eq(fresh.iter()), "{text}");
        assert_eq!((terms.len(), terms.is_empty()), (fresh.iter().count(), text.is_empty()));
        for term in terms.iter().filter(|term| !term.text.is_ascii()) {
            assert_eq!(Normalizer::for_search().normalize(term.span.of(text)).text(), term.text);
        }
    }
}

/// A positional index: for each term, the documents that contain it and its positions in each document.
#[derive(Default)]
struct PositionalIndex {
    postings: HashMap<String, Vec<(usize, Vec<u32>)>>,
}

impl PositionalIndex {
    fn add(&mut self, document: usize, terms: &Terms) {
        for term in terms.iter() {
            let list = match self.postings.get_mut(term.text) {
                Some(list) => list,
                None => self.postings.entry(term.text.to_owned()).or_default(),
            };
            match list.last_mut() {
                Some((last, positions)) if *last == document => positions.push(term.position),
                _ => list.push((document, vec![term.position])),
            }
        }
    }

    /// Returns the documents that contain all terms of a query at the same distances as in the query.
    fn phrase(&self, terms: &Terms) -> BTreeSet<usize> {
        let mut found: Option<HashSet<(usize, i64)>> = None;
        for term in terms.iter() {
            let list = self.postings.get(term.text).map_or(&[][..], Vec::as_slice);
            let starts = list.iter().flat_map(|(document, positions)| {
                positions.iter().map(|&at| (*document, i64::from(at) - i64::from(term.position)))
            });
            found = Some(match found {
                None => starts.collect(),
                Some(before) => starts.filter(|start| before.contains(start)).collect(),
            });
        }
        found.unwrap_or_default().into_iter().map(|(document, _)| document).collect()
    }
}

/// Checks the rows of the table in `docs/search.md`: the texts that a query by unit finds, and the texts that it does
/// not find.
#[test]
fn a_query_finds_whole_units() {
    let rows: [(&str, &[&str], &[&str]); 7] = [
        ("京大", &["他在北京大学读书。", "北京大學"], &["大京"]),
        ("大学读", &["他在北京大学读书。"], &["大学。读书"]),
        ("phone", &["My phone rang.", "Phone?", "ｐｈｏｎｅ"], &["iPhone", "phones"]),
        ("20", &["20", "增长20%", "20元"], &["2023", "20.5", "1,020"]),
        ("5月", &["5月", "2023年5月1日"], &["15月"]),
        ("T恤", &["一件T恤", "T恤衫"], &["恤T"]),
        ("hot coffee", &["Hot coffee!"], &["hot, coffee"]),
    ];
    let analyzer = Analyzer::new();
    let found = |analyzer: &Analyzer, query: &str, text: &str| {
        let (mut index, mut terms) = (PositionalIndex::default(), Terms::new());
        analyzer.document_into(text, &mut terms);
        index.add(0, &terms);
        analyzer.phrase_into(query, &mut terms);
        !index.phrase(&terms).is_empty()
    };
    for (query, texts, others) in rows {
        for text in texts {
            assert!(found(&analyzer, query, text), "{query} does not find {text}");
        }
        for text in others {
            assert!(!found(&analyzer, query, text), "{query} finds {text}");
        }
    }
    assert!(found(&Analyzer::new().stems(TermStems::English), "phone", "two phones"));
}

#[test]
fn phrases_are_found() {
    let lines = queries::news().unwrap_or_else(queries::own_lines);
    let (analyzer, mut terms) = (Analyzer::new(), Terms::new());
    let mut index = PositionalIndex::default();
    for (number, line) in lines.iter().enumerate() {
        analyzer.document_into(line, &mut terms);
        index.add(number, &terms);
    }
    for cut in [Cut::Substrings, Cut::Words] {
        let mut figures = Figures::default();
        for query in queries::queries(&lines, cut) {
            analyzer.query_into(&query.text, &mut terms);
            let found = index.phrase(&terms);
            query.print_difference(&found);
            figures.add(&query, &found);
        }
        let (recall, precision) = figures.means(&format!("{cut:?}"));
        assert!(recall >= 0.999 && precision >= 0.99, "{cut:?}: recall {recall}, precision {precision}");
    }
}
