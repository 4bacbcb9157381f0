//! Checks that the public data types round-trip through JSON.
#![cfg(all(feature = "serde", feature = "cedict", feature = "dictionary"))]

use std::fmt::Debug;

use bitext::export::{self, Document, Format, JsonLines, Row};
use bitext::{
    Aligner, Alignment, Bead, Detection, Evidence, Flag, HanVariant, Language, LanguageTag, MixedTokenizer,
    OwnedBitext, Position, Review, Run, Share, Span, Token, TokenKind, Tokenizer, WordLink, detect, runs,
};
use serde::{Serialize, de::DeserializeOwned};

const ENGLISH: &str = "The ferry to the island leaves at eight. Its captain, Chen Guang, plays chess with anyone who \
    asks. Tickets cost 35 yuan.\tDogs travel free, and so do “small children”.";
const CHINESE: &str = "开往岛上的渡轮八点出发。船长陈光和谁都下棋。船票35元。\n狗和“小孩”免费。";

/// Writes a value as JSON, compares the JSON with `expected` unless `expected` is empty, and reads the value back.
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, expected: &str) {
    let json = serde_json::to_string(value).expect("every value has a form in JSON");
    assert!(expected.is_empty() || json == expected, "expected {expected}\n   found {json}");
    assert_eq!(&serde_json::from_str::<T>(&json).expect("what was written is read"), value, "{json}");
}

#[test]
fn spans_and_positions() {
    round_trip(&Span::new(4, 10), r#"{"start":4,"end":10}"#);
    round_trip(&Position::of("喝 coffee", 4), r#"{"offset":4,"line":1,"column":3}"#);
}

#[test]
fn languages() {
    for &language in Language::ALL.iter().chain(&[Language::Undetermined]) {
        round_trip(&language, &format!("\"{}\"", language.code()));
    }
    assert!(serde_json::from_str::<Language>("\"xx\"").is_err());
    round_trip(&HanVariant::Traditional, "\"traditional\"");
    for text in [ENGLISH, CHINESE, "我們在臺北喝 coffee", "", "123"] {
        round_trip::<Vec<Run>>(&runs(text).collect(), "");
        round_trip::<Detection>(&detect(text), "");
        round_trip::<Vec<Share>>(&detect(text).shares.to_vec(), "");
    }
}

#[test]
fn tokens() {
    round_trip(&TokenKind::Han, "\"han\"");
    let text = "T恤 $450 (help@example.com) #sale 🙂";
    round_trip::<Vec<Token>>(&MixedTokenizer::new().tokenize(text), "");
}

#[test]
fn alignments() {
    round_trip(&Flag::NumbersDiffer, "\"numbers-differ\"");
    let bitext = Aligner::new().align_texts(ENGLISH, CHINESE);
    let evidence: Vec<Evidence> = bitext.pairs().flat_map(bitext::Pair::evidence).collect();
    let links: Vec<WordLink> = bitext.beads().iter().flat_map(|bead| bead.evidence.clone()).collect();
    assert!(!evidence.is_empty() && links.len() == evidence.len());
    round_trip(&evidence, "");
    round_trip(&links, "");
    round_trip::<Vec<Bead>>(&bitext.beads().to_vec(), "");
    round_trip::<Alignment>(&bitext.into_alignment(), "");
}

#[test]
fn owned_bitexts() {
    let page = "Ticket office 售票处\n\nThe last tram leaves at midnight.\n";
    let owned = OwnedBitext::from(Aligner::new().align_page(page));
    round_trip(&owned, "");
    let json = serde_json::to_string(&owned).unwrap();
    assert_eq!(json.matches("midnight").count(), 1, "the text of a page is saved once: {json}");
    let read: OwnedBitext = serde_json::from_str(&json).unwrap();
    assert!(std::sync::Arc::ptr_eq(read.english_text(), read.chinese_text()));

    let bitext = Aligner::new().align_texts(ENGLISH, CHINESE);
    let owned = OwnedBitext::from(&bitext);
    round_trip(&owned, "");
    assert_eq!(owned.bitext(), bitext);
    let rows: Vec<Row<'_>> = bitext.entries().map(Row::from).collect();
    let of_rows = OwnedBitext::from_rows(rows.iter().cloned());
    round_trip(&of_rows, "");
    let view = of_rows.bitext();
    for (row, again) in rows.iter().zip(view.entries().map(Row::from)) {
        assert_eq!((&row.english, &row.chinese, row.kind), (&again.english, &again.chinese, again.kind));
        assert_eq!((row.confidence, row.score, &row.flags), (again.confidence, again.score, &again.flags));
    }
    for (old, new) in [
        ("\"end\":13}", "\"end\":99}"),
        ("\"english\":{\"start\":0,\"end\":1}", "\"english\":{\"start\":0,\"end\":9}"),
    ] {
        assert!(json.contains(old), "{json}");
        assert!(serde_json::from_str::<OwnedBitext>(&json.replacen(old, new, 1)).is_err(), "{new}");
    }
}

#[test]
fn language_tags_and_reviews() {
    round_trip::<LanguageTag>(&"zh_hant_hk".parse().unwrap(), "\"zh-Hant-HK\"");
    assert!(serde_json::from_str::<LanguageTag>("\"Chinese\"").is_err());
    round_trip(&Review::Checked, "\"checked\"");
    let mut row = Row::new("Tea", "茶");
    row.review = Review::Rejected;
    round_trip(
        &row,
        r#"{"en":"Tea","zh":"茶","confidence":0.0,"score":0.0,"bead":"0-0","en_spans":[],"zh_spans":[],"review":"rejected"}"#,
    );
}

#[test]
fn rows() {
    let bitext = Aligner::new().align_texts(ENGLISH, CHINESE);
    let mut file = Vec::new();
    JsonLines::new().write(&Document::whole(&bitext), &mut file).unwrap();
    let read: Vec<Row<'_>> = export::read_jsonl(file.as_slice()).map(Result::unwrap).collect();
    let expected: Vec<Row<'_>> = bitext.entries().map(Row::from).collect();
    assert_eq!(read, expected);
    for row in &read {
        round_trip(row, "");
        for (text, spans) in [(ENGLISH, &row.english_spans), (CHINESE, &row.chinese_spans)] {
            assert!(spans.iter().all(|span| text.get(span.range()).is_some()), "{row:?}");
        }
    }
}

#[test]
fn a_row_with_only_its_texts() {
    let row =
        export::read_jsonl(&b"{\"zh\":\"\xe8\x8c\xb6\",\"en\":\"Tea\",\"bead\":\"1-1\",\"origin\":7}"[..])
            .next();
    let row = row.unwrap().unwrap();
    let json =
        r#"{"en":"Tea","zh":"茶","confidence":0.0,"score":0.0,"bead":"1-1","en_spans":[],"zh_spans":[]}"#;
    round_trip(&row, json);
}

#[test]
fn a_number_out_of_range_is_an_error() {
    let own = r#"{"en":"Tea","zh":"茶","score":0.5}"#;
    let of_other_tool = r#"{"english":"Tea","chinese":"茶","confidence":0.5}"#;
    for row in [own, of_other_tool] {
        let file = format!("{}\n{row}\n", row.replace("0.5", "-1e39"));
        let mut rows = export::read_jsonl(file.as_bytes());
        let error = rows.next().unwrap().unwrap_err().to_string();
        assert!(error.starts_with("line 1: number out of range: write one between"), "{error}");
        assert_eq!(rows.next().unwrap().unwrap().english, "Tea");
        let error =
            export::read_json(&format!("[{}]", row.replace("0.5", "1e300"))).next().unwrap().unwrap_err();
        assert!(error.to_string().starts_with("line 1: number out of range"), "{error}");
    }
    let bitext = Aligner::new().align_texts(ENGLISH, CHINESE);
    for name in ["score", "confidence", "nats"] {
        let mut bead = serde_json::to_value(&bitext.beads()[0]).unwrap();
        let place = if name == "nats" { &mut bead["evidence"][0] } else { &mut bead };
        assert!(place[name].is_number(), "{name}");
        place[name] = serde_json::json!(1e39);
        assert!(serde_json::from_value::<Bead>(bead).is_err(), "{name}");
    }
}

#[test]
fn a_pair_has_its_texts() {
    let bitext = Aligner::new().align_lines("The ferry leaves at eight.\n", "渡轮八点出发。\n");
    let pair = bitext.pairs().next().expect("the two lines translate each other");
    let json = serde_json::to_value(pair).expect("every pair has a form in JSON");
    assert_eq!(
        (json["english"].as_str(), json["chinese"].as_str()),
        (Some("The ferry leaves at eight."), Some("渡轮八点出发。"))
    );
    assert_eq!(json["english_spans"], serde_json::json!([{"start": 0, "end": 26}]));
    assert_eq!(json["confidence"].as_f64(), Some(f64::from(pair.confidence())));
    assert_eq!(json["flags"], serde_json::json!([]));
}
